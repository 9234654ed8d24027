"""What the peers' scripts share: one thread, the clock, the corpora, our program, tables.

Import this module first: it holds every numerical library to one thread, and they read that
once, when they are loaded.
"""
import os

for _name in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR"):
    os.environ[_name + "_NUM_THREADS"] = "1"

import gc  # noqa: E402
import json  # noqa: E402
import pathlib  # noqa: E402
import resource  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
ONRECORD = pathlib.Path(os.environ.get("ONRECORD", ROOT / "build/release/onrecord"))

sys.dont_write_bytecode = True
sys.path[:0] = [str(SHARED / "eval"), str(ROOT / "train")]


def require_corpora():
    """Ends the script with a message when the corpora and scorers are not there."""
    if not (SHARED / "eval").is_dir():
        sys.exit(f"peers: no corpora and scorers in {SHARED}: set ONRECORD_SHARED")


def fastest(work, rounds=3):
    """The least processor seconds that `work()` took in `rounds` calls.

    Processor time adds up over threads, so nobody gains by starting some, and other programs on
    the machine disturb it less than a wall clock.
    """
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def has_command(command):
    """Whether there is a program ONRECORD and it knows the command; says so when not."""
    if not ONRECORD.is_file():
        print(f"onrecord is left out: no {ONRECORD}; ./dev build makes it, ONRECORD names another")
        return False
    known = subprocess.run([ONRECORD, command, "--help"], capture_output=True, check=False)
    if known.returncode != 0:
        print(f"onrecord is left out: {ONRECORD} has no command `{command}`")
    return known.returncode == 0


def run_onrecord(arguments, out):
    """Runs ONRECORD into the file `out`; returns its processor seconds, start and load included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as file:
        done = subprocess.run([ONRECORD, *map(str, arguments)], stdout=file,
                              stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"peers: onrecord {arguments[0]} ended with {done.returncode}: "
                 f"{done.stderr.decode(errors='replace')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def count_words(rows):
    """Words between blanks in the texts of articles."""
    return sum(len(row["text"].split()) for row in rows)


def print_table(header, rows):
    """Columns as wide as they need; the first is flush left, the others flush right."""
    table = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in table) for i in range(len(header))]
    for row in table:
        others = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join([row[0].ljust(widths[0]), *others]).rstrip())
