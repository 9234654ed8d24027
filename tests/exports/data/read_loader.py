"""load.cypher: Neo4j's own parser takes it, and it takes every cell of the tables beside it."""

import csv
import re
from collections import Counter

HEAD = re.compile(r"LOAD CSV WITH HEADERS FROM 'file:///([\w.]+)' AS row\n"
                  r"WITH row WHERE row\.`(:LABEL|:TYPE)` = '([\w;]+)'\n")
CELL = re.compile(r"row\.(?:`([^`]+)`|(\w+))")


def statements_of(loader):
    text = "\n".join(line for line in loader.split("\n") if not line.startswith("//"))
    return [one.strip() for one in text.split(";\n") if one.strip()]


def check_columns(folder):
    """Each statement names columns that its table has, all of them together every one; and each row
    is taken by one statement, once."""
    taken, used = {}, {}
    for statement in statements_of((folder / "load.cypher").read_text(encoding="utf-8")):
        if statement.startswith("CREATE CONSTRAINT"):
            continue
        head = HEAD.match(statement)
        assert head, f"load.cypher: no table is read by: {statement[:200]}"
        file, column, value = head.groups()
        taken.setdefault((file, column), Counter())[value] += 1
        used.setdefault(file, set()).update(a or b for a, b in CELL.findall(statement))
    assert set(used) == {path.name for path in folder.glob("*.csv")}, f"load.cypher reads {set(used)}"
    for (file, column), values in taken.items():
        assert max(values.values()) == 1, f"load.cypher takes rows of {file} twice: {values}"
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, strict=True)
            header = next(rows)
            at = header.index(column)
            kinds = {row[at] for row in rows}
        assert used[file] == set(header), f"load.cypher and {file}: {used[file] ^ set(header)}"
        assert kinds <= set(values), f"load.cypher leaves out {kinds - set(values)} of {file}"


def spoiled(loader):
    """What no Neo4j would take, in a statement of this loader, and a word of what it is told."""
    good = next(one for one in statements_of(loader) if "MATCH" in one) + ";\n"
    return good, {
        good.replace("MERGE (a)-", "MERGE (a-", 1): "Invalid input",
        good.replace("MATCH (b:", "MATCH (c:", 1).replace("MERGE (a)", "MERGE (d:X)-[:Y]->(a) "
                                                          "SET e.f = 1 MERGE (a)", 1): "`e` not defined",
        good.replace("AS row", "AS line", 1): "`row` not defined",
        good.replace("IN TRANSACTIONS OF 10000 ROWS", "IN TRANSACTIONS OF many ROWS"): "",
        good.replace("toFloat(", "toFloat(1, ", 1): "",
    }


def check(folder, cypher):
    """cypher(files): what Neo4j's parser says of each; None without it. Returns what is missing."""
    check_columns(folder)
    print("load.cypher: each row and column of its tables, once")
    loader = folder / "load.cypher"
    good, bad = spoiled(loader.read_text(encoding="utf-8"))
    files = [loader, folder / "good.cypher"]
    files[1].write_text(good, encoding="utf-8")
    for number, text in enumerate(bad):
        assert text != good, f"spoiling {number} changed nothing"
        files.append(folder / f"bad{number}.cypher")
        files[-1].write_text(text, encoding="utf-8")
    found = cypher(files)
    if found is None:
        return ["no @neo4j-cypher/language-support (npm)"]
    assert not found[0], "Neo4j's parser refuses load.cypher:\n" + "\n".join(found[0][:5])
    assert not found[1], "\n".join(found[1])
    for (text, word), said in zip(bad.items(), found[2:]):
        assert len(said) >= 2 and all(word in " ".join(said) for _ in said), f"{said}: {text}"
    print(f"Neo4j's parser: load.cypher is Cypher 5 and 25; {len(bad)} spoiled ones are refused")
    return []
