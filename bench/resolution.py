#!/usr/bin/env python3
"""How well resolution across documents agrees with examples/identities.json.

    bench/resolution.py [--onrecord PROGRAM] [--wrong TYPE] [--without-resolution]
    bench/resolution.py --self-test

Reads examples/ into a new store and compares, for every pair of annotated names, whether the store
has them as one entity with whether they are one (pairwise precision, recall and F1, as in
Hasler, Orasan and Naumann, "NPs for events", LREC 2006, and record linkage). A name that no mention
of the store's of that type covers is one entity of its own: it costs recall. Printed for each type, and for the
pairs that the planted traps of examples/traps.json are about, apart for those that may be looked at
while rules are made ("dev") and those that may not ("held").
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def entity_at(record, kind, span):
    """The entity of that type whose mention covers most of the span, then the tightest. What is a
    public body and what another organization is not the question here: either counts."""
    best = None
    bodies = ("agency", "organization")
    for entity in record["entities"]:
        if entity["type"] != kind and not (entity["type"] in bodies and kind in bodies):
            continue
        for mention in entity["mentions"]:
            common = overlap(mention, span)
            if common <= 0:
                continue
            rank = (entity["type"] == kind, common, -(mention[1] - mention[0]), entity["id"])
            if best is None or rank > best[0]:
                best = (rank, entity["id"])
    return best[1] if best else None


def rows_of(identities, records):
    rows = []
    for document, names in sorted(identities.items()):
        for kind, surface, span, label in names:
            entity = entity_at(records[document], kind, span) if document in records else None
            rows.append((kind, document, surface, label, entity or ("none", len(rows))))
    return rows


def count(rows):
    """True, predicted and right pairs, and the wrong ones."""
    true = said = right = 0
    wrong = []
    for a, b in itertools.combinations(rows, 2):
        is_one, said_one = a[3] == b[3], a[4] == b[4]
        true += is_one
        said += said_one
        right += is_one and said_one
        if is_one != said_one:
            wrong.append((said_one, a, b))
    return true, said, right, wrong


def line(name, rows):
    true, said, right, wrong = count(rows)
    precision = right / said if said else 1.0
    recall = right / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    found = sum(1 for row in rows if not isinstance(row[4], tuple))
    print(f"{name:28} {found:4d} of {len(rows):4d} names  {true:5d} pairs  "
          f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return wrong


def trap_rows(rows, traps, which):
    """For each trap its rows, one list a trap: pairs of different traps are not its subject."""
    for trap in traps:
        if trap["set"] != which:
            continue
        labels, documents = set(trap["labels"]), set(trap["documents"])
        yield trap["trap"], [r for r in rows if r[3] in labels and r[1] in documents]


def print_traps(rows, traps):
    for which in ("dev", "held"):
        sums = defaultdict(lambda: [0, 0, 0])
        for kind, some in trap_rows(rows, traps, which):
            true, said, right, _ = count(some)
            for name in (kind, "all"):
                for i, value in enumerate((true, said, right)):
                    sums[name][i] += value
        print(f"\ntraps, {which}: within each, true pairs, pairs said to be one, right ones")
        for name in sorted(sums, key=lambda n: (n == "all", n)):
            true, said, right = sums[name]
            precision = right / said if said else 1.0
            recall = right / true if true else 1.0
            print(f"  {name:30} {true:4d} {said:4d} {right:4d}   P {precision:.3f}  R {recall:.3f}")


def ask(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"resolution: {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def read_records(program, resolve):
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "db")
        flags = [] if resolve else ["--no-resolve"]
        ask(program, "ingest", "--store", store, *flags, os.path.join(HERE, "examples"))
        export = json.loads(ask(program, "export", "--store", store))
    return {document["id"]: document["record"] for document in export["documents"]}


def self_test():
    record = {"entities": [{"id": "x", "type": "person", "mentions": [[0, 7]]},
                           {"id": "y", "type": "place", "mentions": [[4, 7], [20, 25]]}]}
    assert entity_at(record, "person", [4, 7]) == "x"
    assert entity_at(record, "place", [4, 7]) == "y"
    assert entity_at(record, "agency", [20, 22]) is None
    assert entity_at({"entities": [{"id": "z", "type": "organization", "mentions": [[0, 3]]}]},
                     "agency", [0, 3]) == "z"
    assert entity_at(record, "person", [8, 9]) is None
    rows = [("p", "1", "A", "a", "x"), ("p", "2", "A", "a", "x"), ("p", "3", "A", "b", "x"),
            ("p", "4", "A", "b", ("none", 3))]
    true, said, right, wrong = count(rows)
    assert (true, said, right) == (2, 3, 1), (true, said, right)
    assert len(wrong) == 3
    print("resolution: the scorer counts worked cases right")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--onrecord", default=os.path.join(HERE, "build/release/onrecord"))
    parser.add_argument("--wrong", help="list the wrong pairs of this type among the dev traps")
    parser.add_argument("--without-resolution", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    with open(os.path.join(HERE, "examples/identities.json"), encoding="utf-8") as file:
        identities = json.load(file)
    with open(os.path.join(HERE, "examples/traps.json"), encoding="utf-8") as file:
        traps = json.load(file)
    records = read_records(options.onrecord, not options.without_resolution)
    rows = rows_of(identities, records)
    print(f"examples/: {len(records)} documents, {len({r[3] for r in rows})} identities")
    for kind in ("person", "agency", "organization", "place", "operation"):
        line(kind, [row for row in rows if row[0] == kind])
    line("all", rows)
    print_traps(rows, traps)
    if options.wrong:
        for kind, some in trap_rows(rows, traps, "dev"):
            for said_one, a, b in count([r for r in some if r[0] == options.wrong])[3]:
                print("wrongly one:" if said_one else "missed:     ", kind, "|", a[2], "@", a[1], "|",
                      b[2], "@", b[1], "" if not isinstance(a[4], tuple) else "(a not found)",
                      "" if not isinstance(b[4], tuple) else "(b not found)")
    return None


if __name__ == "__main__":
    main()
