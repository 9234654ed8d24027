#!/usr/bin/env python3
"""Asks PostgreSQL, the server that libpq's variables name, by the clock on the wall: its time is
another process's.   with_postgresql.sh ask_postgresql.py FOLDER SECONDS"""
from asking import HOPS, Peer
from recursive_sql import QUERIES, fewest_hops

import io
import time

import numpy
import psycopg2


def load(cursor, rows):
    """Rows (node, other) in COPY's binary format."""
    cursor.execute("CREATE UNLOGGED TABLE link(node integer NOT NULL, other integer NOT NULL)")
    for part in numpy.array_split(rows, 64):
        table = numpy.empty(len(part), dtype=[("columns", ">i2"), ("node_bytes", ">i4"), ("node", ">i4"),
                                              ("other_bytes", ">i4"), ("other", ">i4")])
        table["columns"], table["node_bytes"], table["other_bytes"] = 2, 4, 4
        table["node"], table["other"] = part[:, 0], part[:, 1]
        begin = b"PGCOPY\n\xff\r\n\0" + bytes(8)
        cursor.copy_expert("COPY link FROM STDIN (FORMAT binary)",
                           io.BytesIO(begin + table.tobytes() + b"\xff\xff"))
    cursor.execute("ALTER TABLE link ADD PRIMARY KEY (node, other)")
    cursor.execute("VACUUM (ANALYZE, FREEZE) link")


def main():
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True
    version = f"{connection.server_version // 10000}.{connection.server_version % 10000}"
    peer = Peer(f"PostgreSQL {version}", clock=time.perf_counter, clock_name="wall")
    cursor = connection.cursor()
    load(cursor, peer.both_directions()[:, :2])
    cursor.execute("SELECT pg_total_relation_size('link')")
    peer.loaded(cursor.fetchone()[0] / 1e6)

    for number, (how, (query, between)) in enumerate(QUERIES.items()):
        statement = query.format(begin="$1", end="$2", first="$3", second="$4")
        cursor.execute(f"PREPARE q{number}(integer, integer, integer, integer) AS {statement}")

        def joined(*values, number=number):
            cursor.execute(f"EXECUTE q{number}(%s, %s, %s, %s)", values)
            return cursor.fetchone()
        peer.ask(HOPS, how, fewest_hops(joined, between))
    peer.write("postgresql")


main()
