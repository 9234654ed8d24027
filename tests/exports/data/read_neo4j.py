"""The tables of an import into Neo4j, read by Python's csv and held against the rules of headers."""

import csv
import re
from collections import Counter

import read_loader

csv.field_size_limit(1 << 30)
TYPES = {"", "int", "long", "double", "string[]", "int[]"}
BITS = {"int": 31, "int[]": 31, "long": 63}


def read(path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf"), f"{path.name} begins with a byte order mark"
    assert data.endswith(b"\n"), f"{path.name}: the last line has no end"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    header, rows = rows[0], rows[1:]
    names = [name.partition(":")[0] or name for name in header]
    assert len(set(names)) == len(names), f"{path.name}: a property twice: {header}"
    for row in rows:
        assert len(row) == len(header), f"{path.name}: {len(row)} cells of {len(header)}: {row}"
    return header, rows


def check_values(path, header, rows):
    """Typed cells hold what their type says."""
    patterns = {"int": r"-?\d+", "long": r"-?\d+", "double": r"-?[\d.e+-]+", "int[]": r"\d+(;\d+)*"}
    for at, name in enumerate(header):
        kind = name.partition(":")[2]
        if re.match(r"(START_|END_)?ID\(|LABEL|TYPE", kind):
            continue
        assert kind in TYPES, f"{path.name}: column '{name}'"
        pattern = re.compile(patterns.get(kind, r".*"), re.S)
        for row in rows:
            assert row[at] == "" or pattern.fullmatch(row[at]), f"{path.name}: {name} = {row[at]}"
            for number in row[at].split(";") if row[at] and kind in BITS else []:
                assert abs(int(number)) < 1 << BITS[kind], f"{path.name}: {name} = {number}"


def space_of(name, mark):
    found = re.fullmatch(r"\w*:" + mark + r"\((\w+)\)", name)
    assert found, f"no {mark} in '{name}'"
    return found.group(1)


def counts(folder):
    ids, found, links = {}, {}, {}
    for path in sorted(folder.glob("*.csv")):
        header, rows = read(path)
        check_values(path, header, rows)
        if header[0].startswith("id:ID("):
            assert header[1] == ":LABEL"
            space = space_of(header[0], "ID")
            ids[space] = {row[0] for row in rows}
            assert len(ids[space]) == len(rows), f"{path.name}: an id stands twice"
            assert "" not in ids[space] and all(row[1] for row in rows), f"{path.name}: nothing"
            found[space] = (header, rows)
        else:
            links[path.name] = (header, rows)
    statements, predicates = set(), Counter()
    for name, (header, rows) in links.items():
        start, end = space_of(header[0], "START_ID"), space_of(header[1], "END_ID")
        assert header[2] == ":TYPE"
        for row in rows:
            assert row[0] in ids[start] and row[1] in ids[end], f"{name}: dangles: {row}"
            if name.startswith("statements_"):
                statements.add(row[header.index("statement")])
                predicates[row[2].lower()] += 1
    evidence = found["Evidence"]
    of = evidence[0].index("statement")
    assert {row[of] for row in evidence[1]} == statements, "evidence of other statements"
    header, rows = found["Entity"]
    read_loader.check_columns(folder)
    return {
        "documents": len(ids["Document"]),
        "quotes": len(ids["Quote"]),
        "evidence": len(ids["Evidence"]),
        "entities": len(ids["Entity"]),
        "statements": len(statements),
        "predicates": dict(predicates),
        "types": dict(Counter(row[1].split(";")[1].lower() for row in rows)),
        "names": Counter(row[2] for row in rows),
        "aliases": sum(row[3].count(";") + 1 for row in rows if row[3]),
    }
