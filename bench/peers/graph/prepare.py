#!/usr/bin/env python3
"""Makes of bench_paths' edges the simple graph that every peer is given: a link for each pair of
nodes that an edge joins, with the least doubt of its edges, in links.npy (a < b, doubt).

    prepare.py FOLDER
"""
import pathlib
import sys

import numpy


def main():
    folder = pathlib.Path(sys.argv[1])
    edges = numpy.fromfile(folder / "edges", dtype=numpy.int64, sep=" ").reshape(-1, 3)
    ends = numpy.sort(edges[:, :2], axis=1)
    order = numpy.lexsort((edges[:, 2], ends[:, 1], ends[:, 0]))
    ends, doubts = ends[order], edges[order, 2]
    first = numpy.ones(len(ends), dtype=bool)
    first[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    if (ends[:, 0] == ends[:, 1]).any() or (doubts < 0).any():
        sys.exit(f"peers: {folder / 'edges'}: an edge from a node to itself, or less than no doubt")
    numpy.save(folder / "links.npy", numpy.column_stack([ends[first], doubts[first]]))


main()
