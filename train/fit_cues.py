#!/usr/bin/env python3
"""Counts, in PolNeAR's training articles, which words introduce and which nouns utter.

usage: fit_cues.py POLNEAR_DIR OUT.tsv

POLNEAR_DIR holds train.jsonl.gz (attributions, code points) and corenlp-train.jsonl.gz (tokens,
part of speech, dependency heads). Rows of OUT, sorted:
  cue     FORM  N  P   N verb tokens of that form, the share P of which is part of a cue
  head    FORM  N  P   N common nouns, the share P of which is the head of a source
  finite  FORM  N  P   N tokens of that form, the share P of which is a finite verb or a modal
Only forms seen at least MIN_SEEN times with a share of at least MIN_SHARE are kept. The output is
fitted parameters: no sentence of the corpus can be read back from it.
"""
import collections
import gzip
import json
import sys

MIN_SEEN = {"cue": 3, "head": 4, "finite": 5}
MIN_SHARE = {"cue": 0.05, "head": 0.10, "finite": 0.30}
FINITE = {"VBD", "VBZ", "VBP", "MD"}


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tokens_of(row, text):
    """[(start, end, word, part of speech, index of its head or -1)]"""
    starts, at = [], 0
    for gap, length in zip(row["gap"], row["len"]):
        starts.append((at + gap, at + gap + length))
        at += gap + length
    heads, first = [], 0
    for size in row["sent"]:
        heads += [first + h - 1 if h else -1 for h in row["head"][first:first + size]]
        first += size
    return [(b, e, text[b:e], pos, head)
            for (b, e), pos, head in zip(starts, row["pos"].split(" "), heads)]


def inside(spans, begin, end):
    return any(b <= begin and end <= e for b, e in spans)


def main(folder, out):
    corenlp = {row["id"]: row for row in rows(folder + "/corenlp-train.jsonl.gz")}
    seen = {kind: collections.Counter() for kind in MIN_SEEN}
    hits = {kind: collections.Counter() for kind in MIN_SEEN}
    for article in rows(folder + "/train.jsonl.gz"):
        if article["id"] not in corenlp:
            continue
        tokens = tokens_of(corenlp[article["id"]], article["text"])
        cues = [s for a in article["attributions"] for s in a.get("cue") or []]
        sources = [s for a in article["attributions"] for s in a.get("source") or []]
        in_source = [inside(sources, b, e) for b, e, *_ in tokens]
        for number, (begin, end, word, pos, head) in enumerate(tokens):
            form = word.lower()
            if not form.isascii() or not form.strip("'-.").isalpha():
                continue
            seen["finite"][form] += 1
            hits["finite"][form] += pos in FINITE
            if pos.startswith("VB"):
                seen["cue"][form] += 1
                hits["cue"][form] += inside(cues, begin, end)
            if pos in ("NN", "NNS") and word == form:
                seen["head"][form] += 1
                hits["head"][form] += in_source[number] and (head < 0 or not in_source[head])
    with open(out, "w", encoding="utf-8") as table:
        table.write("# kind\tform\tseen\tshare; made by train/fit_cues.py, see cues.md\n")
        for kind in sorted(seen):
            for form, count in sorted(seen[kind].items()):
                share = hits[kind][form] / count
                if count >= MIN_SEEN[kind] and share >= MIN_SHARE[kind]:
                    table.write(f"{kind}\t{form}\t{count}\t{share:.3f}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
