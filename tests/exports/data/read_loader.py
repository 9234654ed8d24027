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


def check_columns(folder, text=None):
    """Each statement names columns that its table has, all of them together every one; and each row
    is taken by one statement, once. text: stands for the folder's load.cypher."""
    taken, used = {}, {}
    for statement in statements_of(text or (folder / "load.cypher").read_text(encoding="utf-8")):
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


# What no Neo4j would take: words of a statement, what stands there instead, what is said to that.
SPOILED = [
    ("MERGE (a)-", "MERGE (a-", "Invalid input '-'"),
    ("AS row", "AS line", "`row` not defined"),
    ("MERGE (a)-[thing:", "MERGE (a)-[other:", "`thing` not defined"),
    ("toFloat(", "toFloat(1, ", "Too many parameters for function 'toFloat'"),
    ("10000 ROWS", "many ROWS", "`many` not defined"),
]


# What parses and loses something all the same.
LOSING = [
    ("row.`title`", "row.`titel`"),
    ("thing.publisher = row.`publisher`,\n      ", ""),
    ("'Entity;Place'", "'Entity;Person'"),
    ("'HOLDS_POSITION'", "'HOLDS_POSITIONS'"),
]


def check_losses(folder, text):
    for words, others in LOSING:
        assert words in text, f"load.cypher has no '{words}'"
        try:
            check_columns(folder, text.replace(words, others, 1))
        except AssertionError:
            continue
        raise AssertionError(f"nobody sees '{others}' for '{words}'")


def check(folder, cypher):
    """cypher(files): what Neo4j's parser says of each; None without it. Returns what is missing."""
    loader = folder / "load.cypher"
    text = loader.read_text(encoding="utf-8")
    check_columns(folder)
    check_losses(folder, text)
    print(f"load.cypher: each row and column of its tables, once; {len(LOSING)} losses are seen")
    statements = statements_of(text)
    good = next(one for one in statements if "MATCH" in one) + ";\n"
    files = [loader, folder / "one.cypher"]
    files[1].write_text(good, encoding="utf-8")
    for number, (words, others, _) in enumerate(SPOILED):
        assert words in good, f"no '{words}' in {good}"
        files.append(folder / f"spoiled{number}.cypher")
        files[-1].write_text(good.replace(words, others, 1), encoding="utf-8")
    found = cypher(files)
    if found is None:
        return ["no @neo4j-cypher/language-support (npm)"]
    for file, said in zip(files[:2], found):
        assert not said, f"Neo4j's parser on {file.name}:\n" + "\n".join(said[:5])
    for (_, others, told), said in zip(SPOILED, found[2:], strict=True):
        of_each = [version for version in ("CYPHER 5,", "CYPHER 25,")
                   if any(one.startswith(version) and told in one for one in said)]
        assert len(of_each) == 2, f"'{others}' is told {said}"
    print(f"Neo4j's parser: load.cypher is Cypher 5 and 25; {len(SPOILED)} spoiled ones are refused")
    return []
