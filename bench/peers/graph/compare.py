#!/usr/bin/env python3
"""Prints what the peers took beside what we took, over the same pairs, and ends with 1 where one
of them has found another number of hops or another doubt.

    compare.py FOLDER     `results` and `results_after` of bench_paths, and a .json of each peer
"""
import json
import math
import pathlib
import statistics
import sys

from recursive_sql import MOST_HOPS

QUESTIONS = ("fewest hops", "most reliable")
ENOUGH_FOR_P99 = 100


def read_ours(folder):
    """Megabytes of our graph; for each question what was found and the mean times of both runs."""
    runs = []
    for name in ("results", "results_after"):
        lines = (folder / name).read_text(encoding="ascii").split("\n")
        runs.append([[float(cell) for cell in line.split()] for line in lines[1:] if line])
    megabytes = float(lines[0]) / 1e6
    ours = {}
    for at, question in enumerate(QUESTIONS):
        found = [[None if row[at] < 0 else int(row[at]) for row in run] for run in runs]
        if found[0] != found[1]:
            sys.exit(f"peers: Onrecord, {question}: two runs have found different answers")
        times = [[row[at + 2] for row in run] for run in runs]
        ours[question] = {"found": found[0], "times": [sum(pair) / 2 for pair in zip(*times)],
                          "medians": [statistics.median(run) for run in times]}
    return megabytes, ours


def count_differences(name, asked, ours, pairs):
    """Pairs about which a peer says something else; the first ones on standard error. We look no
    further than MOST_HOPS."""
    found = asked["found"]
    if asked["question"] == QUESTIONS[0]:
        found = [None if hops is not None and hops > MOST_HOPS else hops for hops in found]
    different = [at for at, value in enumerate(found) if value != ours["found"][at]]
    for at in different[:5]:
        print(f"peers: {name}, {asked['question']}, pair {pairs[at]}: {found[at]}, "
              f"Onrecord: {ours['found'][at]}", file=sys.stderr)
    return len(different)


def p99(times):
    if len(times) < ENOUGH_FOR_P99:
        return "–"
    return f"{sorted(times)[math.ceil(0.99 * len(times)) - 1]:.3f}"


def print_question(question, ours, megabytes, reports):
    times = ours["times"]
    print(f"\n| {question} | by | asked | p50 ms | p99 ms | our p50 ms on these | times ours | graph, MB |")
    print("|---|---|---|---|---|---|---|---|")
    print(f"| Onrecord | both ends, ties settled | {len(times)} | {statistics.median(times):.3f} "
          f"| {p99(times)} | | | {megabytes:.0f} |")
    for report in reports:
        for asked in report["asked"]:
            if asked["question"] != question:
                continue
            count = len(asked["milliseconds"])
            theirs, same = statistics.median(asked["milliseconds"]), statistics.median(times[:count])
            wall = " (wall)" if report["clock"] == "wall" else ""
            print(f"| {report['peer']} | {asked['how']} | {count} | {theirs:.3f}{wall} "
                  f"| {p99(asked['milliseconds'])} | {same:.3f} | {theirs / same:.1f} "
                  f"| {report['megabytes']:.0f} |")


def main():
    folder = pathlib.Path(sys.argv[1])
    megabytes, ours = read_ours(folder)
    pairs = (folder / "pairs").read_text(encoding="ascii").split("\n")
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    wrong = 0
    for report in reports:
        for asked in report["asked"]:
            if asked["question"] in QUESTIONS:
                wrong += count_differences(report["peer"], asked, ours[asked["question"]], pairs)
    if wrong:
        sys.exit(f"peers: {wrong} answers differ: the tables would compare different questions")

    for question in QUESTIONS:
        print_question(question, ours[question], megabytes, reports)
    medians = "; ".join("{} {:.3f} and {:.3f} ms".format(question, *ours[question]["medians"])
                        for question in QUESTIONS)
    print("\nAll have found the same hops and the same doubts.\n"
          f"Onrecord's medians before and after the peers: {medians}.")
    for report in reports:
        for asked in report["asked"]:
            if asked["question"] not in QUESTIONS:
                print(f"{report['peer']}, {asked['question']}: "
                      f"{statistics.median(asked['milliseconds']):.3f} ms.")


main()
