#!/usr/bin/env python3
"""How honest the confidences of attributions are, and the two numbers that make them so.

  bench/calibration.py GOLD.jsonl EXTRACTION.jsonl [--fit calibration.json]

An attribution counts as right when score_attribution.py would match it (content tokens with a
Jaccard index of at least 0.5, best pairs first). Printed: the share that is right in ten bins of
confidence, and the expected calibration error (Naeini et al. 2015), the mean distance of the two
weighted by the bins' sizes. With --fit: Platt's scaling (1999) of the model's raw probabilities; its
error is measured on articles that it was not fitted on (two halves), then both numbers are fitted
on all. --before names the calibration that the model had when it extracted.
"""
import argparse
import json
import math
import re

TOKEN = re.compile(r"\w+(?:['\u2019.\-]\w+)*|[^\w\s]", re.UNICODE)


def tokens_of(text, spans, index):
    return {index[o] for s, e in spans for o in range(s, e) if o in index}


def rows(gold_path, found_path):
    """(article number, confidence, right) of every attribution."""
    found = {r["id"]: r for r in map(json.loads, open(found_path, encoding="utf-8"))}
    for number, line in enumerate(open(gold_path, encoding="utf-8")):
        article = json.loads(line)
        index = {}
        for k, match in enumerate(TOKEN.finditer(article["text"])):
            for offset in range(*match.span()):
                index[offset] = k
        gold = [tokens_of(article["text"], a["content"], index) for a in article["attributions"]]
        ours = found[article["id"]]["attributions"]
        sets = [tokens_of(article["text"], a["content"], index) for a in ours]
        pairs = sorted(((len(g & p) / len(g | p), i, j) for i, g in enumerate(gold)
                        for j, p in enumerate(sets) if g & p), reverse=True)
        used, right = set(), set()
        for score, i, j in pairs:
            if score >= 0.5 and i not in used and j not in right:
                used.add(i)
                right.add(j)
        for j, attribution in enumerate(ours):
            yield number, attribution["confidence"], j in right


def bins(pairs):
    table = [[0, 0.0, 0] for _ in range(10)]
    for confidence, right in pairs:
        row = table[min(9, int(confidence * 10))]
        row[0] += 1
        row[1] += confidence
        row[2] += right
    return table


def calibration_error(pairs):
    return sum(abs(c - r) for n, c, r in bins(pairs) if n) / len(pairs)


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit(pairs):
    """(slope, shift) of sigmoid(slope * logit(p) + shift), by Newton's method."""
    a, b = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for p, right in pairs:
            x = logit(p)
            q = 1 / (1 + math.exp(-(a * x + b)))
            d, w = q - right, q * (1 - q)
            g0, g1 = g0 + d * x, g1 + d
            h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
        h00, h11 = h00 + 1e-6, h11 + 1e-6
        det = h00 * h11 - h01 * h01
        a -= (h11 * g0 - h01 * g1) / det
        b -= (h00 * g1 - h01 * g0) / det
    return a, b


def apply(scale, pairs):
    a, b = scale
    return [(1 / (1 + math.exp(-(a * logit(p) + b))), right) for p, right in pairs]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("extraction")
    parser.add_argument("--fit", help="write the two numbers here")
    parser.add_argument("--before", help="what --fit wrote for the model that extracted")
    options = parser.parse_args()
    found = list(rows(options.gold, options.extraction))
    pairs = [(p, right) for _, p, right in found]
    print("confidence      n   mean  right")
    for k, (n, confidence, right) in enumerate(bins(pairs)):
        if n:
            print(f"{k / 10:.1f} - {k / 10 + 0.1:.1f} {n:6} {confidence / n:6.3f} {right / n:6.3f}")
    print(f"{len(pairs)} attributions, expected calibration error {calibration_error(pairs):.4f}")
    if options.fit:
        crossed = []
        for half in (0, 1):
            learn = [(p, r) for n, p, r in found if n % 2 == half]
            test = [(p, r) for n, p, r in found if n % 2 != half]
            crossed += apply(fit(learn), test)
        print(f"fitted on the other half of the articles: {calibration_error(crossed):.4f}")
        slope, shift = fit(pairs)
        if options.before:
            with open(options.before, encoding="utf-8") as file:
                before = json.load(file)["attribution"]
            slope, shift = slope * before["slope"], slope * before["shift"] + shift
        with open(options.fit, "w", encoding="utf-8") as file:
            json.dump({"attribution": {"slope": round(slope, 4), "shift": round(shift, 4)}}, file)
        print(f"slope {slope:.4f}, shift {shift:.4f} -> {options.fit}")


if __name__ == "__main__":
    main()
