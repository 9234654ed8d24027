#!/usr/bin/env python3
"""Asks SQLite, in memory, through Python's sqlite3.   ask_sqlite.py FOLDER SECONDS"""
from asking import HOPS, Peer
from recursive_sql import QUERIES, fewest_hops

import sqlite3

import numpy


def main():
    peer = Peer(f"SQLite {sqlite3.sqlite_version}")
    store = sqlite3.connect(":memory:", isolation_level=None)
    store.execute("CREATE TABLE link(node INTEGER, other INTEGER, PRIMARY KEY(node, other)) WITHOUT ROWID")
    rows = peer.both_directions()
    store.execute("BEGIN")
    for part in numpy.array_split(rows[:, :2], 256):
        store.executemany("INSERT INTO link VALUES(?, ?)", part.tolist())
    store.execute("COMMIT")
    del rows, part
    (pages,), (page_bytes,) = (store.execute(f"PRAGMA {name}").fetchone()
                               for name in ("page_count", "page_size"))
    peer.loaded(pages * page_bytes / 1e6)

    for how, (query, between) in QUERIES.items():
        statement = query.format(begin="?1", end="?2", first="?3", second="?4")
        peer.ask(HOPS, how, fewest_hops(
            lambda *values, statement=statement: store.execute(statement, values).fetchone(), between))
    peer.write("sqlite")


main()
