#!/usr/bin/env python3
"""Memory and time of `onrecord export` of a store, format by format; what is written goes nowhere.

    bench/export_memory.py STORE [PROGRAM [FORMAT...]]

STORE: build/release/bench/bench_generate --statements 10000000 |
           build/release/onrecord load --no-resolve --store STORE -
Prints a table: bytes written, processor seconds, and the most memory that the program had, in MB
(10^6 bytes).
"""
import os
import subprocess
import sys
import time

BARE = ["--no-evidence"]
RUNS = [(name, BARE) for name in ("csv-edges", "graphml", "gexf", "cyjs", "jgf", "nodelink", "mermaid")]
RUNS += [("csv-edges", []), ("gexf", BARE + ["--times", "timestamps"]),
         ("csv-edges", BARE + ["--statements-only"]),
         ("nt", BARE), ("nt", []), ("ttl", BARE), ("jsonld", BARE), ("ndjson", []), ("ftm", []), ("json", [])]


def measured(command):
    read, write = os.pipe()
    started = time.monotonic()
    with subprocess.Popen(command, stdout=write) as child:
        os.close(write)
        size = 0
        while piece := os.read(read, 1 << 20):
            size += len(piece)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    os.close(read)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: ended with {child.returncode}")
    return size, usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss


def main(store, program="build/release/onrecord", *formats):
    print("| export | MB written | processor s | s | MB of memory |\n|---|---|---|---|---|")
    for name, more in RUNS:
        if formats and name not in formats:
            continue
        size, busy, whole, kib = measured([program, "export", "--store", store, "--format", name,
                                           *more])
        print(f"| `{' '.join([name, *more])}` | {size / 1e6:,.0f} | {busy:.1f} | {whole:.1f} | "
              f"{kib * 1024 / 1e6:.0f} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
