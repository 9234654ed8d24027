"""What the scripts that ask share: the graph and the pairs, and asking them one by one.

Import this module first: it holds every numerical library to one thread.
"""
import os

for _name in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR"):
    os.environ[_name + "_NUM_THREADS"] = "1"

import gc  # noqa: E402
import json  # noqa: E402
import pathlib  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

import numpy  # noqa: E402

HOPS = "fewest hops"
RELIABLE = "most reliable"
GIVING_WEIGHTS = "most reliable, from a node to itself"
FEWEST_QUESTIONS = 20
MOST_WARMING = 200


def megabytes_held():
    with open("/proc/self/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1000


class Peer:
    """One peer and one graph: `links.npy` and `pairs` of the folder that the command line names.

    clock: what a question takes, in seconds; the processor time of this process unless told.
    """

    def __init__(self, name, clock=time.process_time, clock_name="processor"):
        self.folder = pathlib.Path(sys.argv[1])
        self.seconds = float(sys.argv[2])
        self.links = numpy.load(self.folder / "links.npy", mmap_mode="r")
        self.pairs = numpy.loadtxt(self.folder / "pairs", dtype=numpy.int64, ndmin=2).tolist()
        self.nodes = 1 + max(int(self.links[:, :2].max()), int(numpy.max(self.pairs)))
        self.clock = clock
        self.report = {"peer": name, "clock": clock_name, "megabytes": None, "asked": []}
        self.began = time.monotonic()

    def both_directions(self):
        """Rows (node, other, doubt), each link twice, in order of the two nodes."""
        ends = numpy.asarray(self.links)
        rows = numpy.concatenate([ends, ends[:, [1, 0, 2]]])
        return rows[numpy.lexsort((rows[:, 1], rows[:, 0]))]

    def loaded(self, megabytes=None):
        """Says that the graph is there, and what it takes: what this process holds unless told."""
        gc.collect()
        gc.freeze()
        self.report["megabytes"] = megabytes or megabytes_held()
        print(f"{self.report['peer']}: loaded in {time.monotonic() - self.began:.0f} s, "
              f"{self.report['megabytes']:.0f} MB", file=sys.stderr, flush=True)

    def ask(self, question, how, find):
        """Asks find(from, to), a number or None, of the pairs in turn: all, or as many as fit into
        the seconds of the command line, but FEWEST_QUESTIONS in any case. The first ones are asked
        twice, for the first touch of everything is not measured."""
        gc.disable()
        until = time.monotonic() + self.seconds / 20
        for begin, end in self.pairs[:MOST_WARMING]:
            find(begin, end)
            if time.monotonic() > until:
                break
        found, milliseconds = [], []
        until = time.monotonic() + self.seconds
        for begin, end in self.pairs:
            before = self.clock()
            value = find(begin, end)
            milliseconds.append((self.clock() - before) * 1e3)
            found.append(None if value is None else int(value))
            if time.monotonic() > until and len(found) >= FEWEST_QUESTIONS:
                break
        gc.enable()
        self.report["asked"].append({"question": question, "how": how, "found": found,
                                     "milliseconds": milliseconds})
        print(f"{self.report['peer']}: {question}, {how}: {len(found)} asked, "
              f"median {numpy.median(milliseconds):.3f} ms", file=sys.stderr, flush=True)

    def write(self, name):
        with open(self.folder / f"{name}.json", "w", encoding="utf-8") as out:
            json.dump(self.report, out)
