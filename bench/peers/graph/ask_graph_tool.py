#!/usr/bin/env python3
"""Asks graph-tool, whose searches end at the target.   ask_graph_tool.py FOLDER SECONDS

It is given the map that it would make anew for each question, and asked for the distance only.
"""
from asking import HOPS, RELIABLE, Peer

import graph_tool
from graph_tool.topology import shortest_distance
import numpy


def main():
    peer = Peer(f"graph-tool {graph_tool.__version__.split()[0]}")
    graph = graph_tool.Graph(directed=False)
    graph.add_vertex(peer.nodes)
    graph.add_edge_list(peer.links[:, :2])
    doubts = graph.new_edge_property("int", vals=peer.links[:, 2])
    distances = graph.new_vertex_property("int")
    peer.loaded()
    none = numpy.iinfo(numpy.int32).max

    def finite(value):
        return None if value == none else value

    def hops(begin, end):
        return finite(shortest_distance(graph, begin, end, dist_map=distances))

    def doubt(begin, end):
        return finite(shortest_distance(graph, begin, end, weights=doubts, dist_map=distances))

    peer.ask(HOPS, "shortest_distance", hops)
    peer.ask(RELIABLE, "shortest_distance", doubt)
    peer.write("graph_tool")


main()
