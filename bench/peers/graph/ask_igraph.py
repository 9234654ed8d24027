#!/usr/bin/env python3
"""Asks igraph, through its Python package.   ask_igraph.py FOLDER SECONDS

Each call hands the doubts of all links over anew: there is no other way to give weights. What that
alone takes is asked for too, as the path from a node to itself.
"""
from asking import GIVING_WEIGHTS, HOPS, RELIABLE, Peer

import igraph
import numpy


def main():
    peer = Peer(f"igraph {igraph.__version__}")
    graph = igraph.Graph(n=peer.nodes, edges=numpy.ascontiguousarray(peer.links[:, :2]))
    graph.es["doubt"] = peer.links[:, 2].astype(float).tolist()
    peer.loaded()

    def hops(begin, end):
        path = graph.get_shortest_paths(begin, [end])[0]
        return len(path) - 1 if path else None

    def doubt(begin, end):
        path = graph.get_shortest_paths(begin, [end], weights="doubt", output="epath")[0]
        return sum(graph.es[path]["doubt"]) if path else None

    peer.ask(HOPS, "get_shortest_paths", hops)
    peer.ask(RELIABLE, "get_shortest_paths", doubt)
    peer.ask(GIVING_WEIGHTS, "get_shortest_paths", lambda begin, end: doubt(begin, begin))
    peer.write("igraph")


main()
