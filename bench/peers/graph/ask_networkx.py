#!/usr/bin/env python3
"""Asks networkx, whose both searches go from both ends.   ask_networkx.py FOLDER SECONDS"""
from asking import HOPS, RELIABLE, Peer

import gc

import networkx
import numpy


def main():
    peer = Peer(f"networkx {networkx.__version__}")
    gc.disable()
    graph = networkx.Graph()
    names = list(range(peer.nodes))
    graph.add_nodes_from(names)
    doubts = {}  # one object for each number, and one for each node: half the memory, more cached
    for rows in numpy.array_split(peer.links, 64):
        graph.add_weighted_edges_from(
            ((names[a], names[b], doubts.setdefault(doubt, doubt)) for a, b, doubt in rows.tolist()),
            weight="doubt")
    peer.loaded()

    def hops(begin, end):
        try:
            return len(networkx.bidirectional_shortest_path(graph, begin, end)) - 1
        except networkx.NetworkXNoPath:
            return None

    def doubt(begin, end):
        try:
            return networkx.bidirectional_dijkstra(graph, begin, end, weight="doubt")[0]
        except networkx.NetworkXNoPath:
            return None

    peer.ask(HOPS, "bidirectional_shortest_path", hops)
    peer.ask(RELIABLE, "bidirectional_dijkstra", doubt)
    peer.write("networkx")


main()
