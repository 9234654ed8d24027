#!/usr/bin/env python3
"""Do words in our pictures lie on nodes, or on one another?

    overlap.py PROGRAM FOLDER    pictures of the stores that check.py setup made there

Graphviz says (dot -Tjson) where it puts each node and each label, and how wide the words are. No two
nodes may overlap, no label of an edge a node or another label, and no words may be wider than their
node. The legend names every type that is drawn. Ends with 4 without Graphviz, in CI with 1.
"""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from store import run

PER_TYPE = 2
SLACK = 1.0  # points that boxes may share: Graphviz rounds


def box(x, y, width, height):
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def overlap(a, b):
    return (min(a[2], b[2]) - max(a[0], b[0]) > SLACK and
            min(a[3], b[3]) - max(a[1], b[1]) > SLACK)


def numbers(text):
    return [float(number) for number in text.split(",")]


def lines_of(drawn):
    """Boxes of the lines of a label."""
    size, boxes = 10.0, []
    for step in drawn:
        if step["op"] == "F":
            size = step["size"]
        elif step["op"] == "T":
            x, y = step["pt"]
            boxes.append((step["text"], box(x, y + size * 0.3, step["width"], size)))
    return boxes


def read_layout(dot):
    done = subprocess.run(["dot", "-Kdot", "-Tjson"], input=dot, capture_output=True, check=True)
    layout = json.loads(done.stdout)
    nodes, labels = [], []
    for item in layout.get("objects", []):
        if "pos" not in item or "width" not in item:
            continue  # a cluster
        x, y = numbers(item["pos"])
        area = box(x, y, 72 * float(item["width"]), 72 * float(item["height"]))
        nodes.append((item["name"], area, lines_of(item.get("_ldraw_", []))))
    for edge in layout.get("edges", []):
        labels += lines_of(edge.get("_ldraw_", []))
    return nodes, labels


def check(what, dot):
    nodes, labels = read_layout(dot)
    complaints = []
    for i, (name, area, lines) in enumerate(nodes):
        for other, other_area, _ in nodes[i + 1:]:
            if overlap(area, other_area):
                complaints.append(f"{name} and {other} overlap")
        for words, at in lines:
            if at[0] < area[0] - SLACK or at[2] > area[2] + SLACK:
                complaints.append(f"{words[:60]!r} is wider than its node")
        for words, at in labels:
            if overlap(area, at):
                complaints.append(f"{words[:60]!r} lies on {name}")
    for i, (words, at) in enumerate(labels):
        for other, other_at in labels[i + 1:]:
            if overlap(at, other_at):
                complaints.append(f"{words[:40]!r} lies on {other[:40]!r}")
    if complaints:
        print("\n".join(complaints[:20]))
        sys.exit(f"{what}: {len(complaints)} overlaps")
    return nodes, labels


def self_test():
    """That it can fail."""
    pinned = b'digraph { a [label="%s", fixedsize=true, width=0.3]; a -> b [label="x"] }' % (b"w" * 40)
    nodes, _ = read_layout(pinned)
    (_, area, lines), = [node for node in nodes if node[0] == "a"]
    assert lines[0][1][2] > area[2] + SLACK, "words wider than their node are not found"
    assert overlap((0, 0, 10, 10), (5, 5, 20, 20)) and not overlap((0, 0, 10, 10), (10, 0, 20, 10))


def main(program, folder):
    if shutil.which("dot") is None:
        print("skipped: missing dot (Debian: graphviz)")
        sys.exit(1 if os.environ.get("CI") else 4)
    self_test()
    stores = sorted(Path(folder).glob("*.db"))
    assert stores, f"no stores in {folder}: run check.py setup first"
    for store in stores:
        entities = json.loads(run(program, "export", "--store", str(store)))["entities"]
        entities.sort(key=lambda e: (-e["documents"], e["id"]))
        pictures = shown = 0
        for kind in sorted({e["type"] for e in entities}):
            for entity in [e for e in entities if e["type"] == kind][:PER_TYPE]:
                dot = run(program, "export", "--entity", entity["id"], "--statements-only",
                          "--max-nodes", "24", "--format", "dot", "--store", str(store))
                what = f"{store.stem}: {entity['name'][:60]!r}"
                nodes, labels = check(what, dot)
                types = {e["type"] for e in entities if e["id"] in {name for name, _, _ in nodes}}
                legend = {name.removeprefix("legend ") for name, _, _ in nodes
                          if name.startswith("legend ")}
                if legend != types:
                    sys.exit(f"{what}: the legend has {legend}, drawn are {types}")
                pictures, shown = pictures + 1, shown + len(nodes) + len(labels)
        print(f"{store.stem}: {pictures} pictures, {shown} nodes and lines of labels, no overlap")
        assert shown > 20, "pictures of nothing prove nothing"


if __name__ == "__main__":
    main(*sys.argv[1:])
