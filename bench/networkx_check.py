#!/usr/bin/env python3
"""Asks networkx what bench_graph_check asked us, and counts where both say the same.

    build/release/bench/bench_graph_check 1000 | bench/networkx_check.py

networkx finds all simple paths, components, bridges, articulation points, PageRank, betweenness,
modularity and Steiner trees on graphs that are built here from the edges as they were written; the
filter, the costs and the order of paths are computed here from what docs/paths.md states. Needs
networkx 2.8 or newer with numpy and scipy. Exits 1 where anything differs.
"""
import collections
import itertools
import json
import math
import sys

import networkx as nx
from networkx.algorithms.approximation import steiner_tree

HALF = 693147


def doubt(edge):
    return 0 if edge["co"] else round(-math.log(edge["confidence"]) * 1e6)


def allowed(edge, graph, always):
    rules = graph["filter"]

    def node(n):
        return n in always or not rules["types"] or graph["types"][n] in rules["types"]

    def month(date, unknown):
        return date[0] * 12 + (date[1] or unknown)

    if rules["predicates"] and edge["predicate"] not in rules["predicates"]:
        return False
    if edge["co"] and not rules["co"]:
        return False
    if edge["support"] < rules["support"]:
        return False
    if not edge["co"] and edge["confidence"] < rules["confidence"] - 1e-9:
        return False
    if rules["since"][0] and (not edge["last"][0] or month(edge["last"], 12) < month(rules["since"], 1)):
        return False
    if rules["until"][0] and (not edge["first"][0] or month(edge["first"], 1) > month(rules["until"], 12)):
        return False
    return node(edge["source"]) and node(edge["target"])


def links(graph, always):
    between = collections.defaultdict(list)
    for edge in graph["edges"]:
        if allowed(edge, graph, always):
            between[frozenset((edge["source"], edge["target"]))].append(edge)
    return between


def hop_cost(by, edge):
    if by == "hops":
        return (1, int(edge["co"]), doubt(edge))
    if by == "reliable":
        return (HALF if edge["co"] else doubt(edge), 1, int(edge["co"]))
    return (0, 1, int(edge["co"]))


def plus(a, b):
    return tuple(x + y for x, y in zip(a, b))


def in_time(edges):
    day = 0
    for edge in edges:
        if not edge["first"][0] or not edge["last"][0]:
            return False
        if edge["last"][0] * 12 + (edge["last"][1] or 12) < day:
            return False
        day = max(day, edge["first"][0] * 12 + (edge["first"][1] or 1))
    return True


def cost_of(path, question, between, degree):
    """The cheapest choice of edges that the question allows; None when there is none."""
    by = question["by"]
    hub = sum(round(math.log(degree[n]) * 1e6) for n in path[1:-1]) if by == "telling" else 0
    choices = [between[frozenset(pair)] for pair in zip(path, path[1:])]
    if not question["in_order"]:
        choices = [[min(edges, key=lambda e: hop_cost(by, e))] for edges in choices]
    best = None
    for edges in itertools.product(*choices):
        if question["in_order"] and not in_time(edges):
            continue
        cost = (hub, 0, 0)
        for edge in edges:
            cost = plus(cost, hop_cost(by, edge))
        best = cost if best is None or cost < best else best
    return best


def expected_paths(graph, question):
    always = {question["from"], question["to"], *question["through"]}
    between = links(graph, always)
    degree = collections.Counter()
    for edge in graph["edges"]:
        degree[edge["source"]] += 1
        degree[edge["target"]] += 1
    whole = nx.Graph()
    whole.add_nodes_from(range(len(graph["types"])))
    whole.add_edges_from(tuple(pair) for pair in between)
    whole.remove_nodes_from(question["avoid"])
    found = []
    for path in nx.all_simple_paths(whole, question["from"], question["to"], question["max_hops"]):
        inner = path[1:-1]
        if not set(question["through"]) <= set(inner):
            continue
        if not set(question["through_types"]) <= {graph["types"][n] for n in inner}:
            continue
        cost = cost_of(path, question, between, degree)
        if cost is not None:
            found.append((cost, path))
    return [path for _, path in sorted(found)][: question["k"]]


def check_paths(graph, counts):
    for question in graph["questions"]:
        conditions = question["through"] or question["avoid"] or question["through_types"] or question["in_order"]
        name = "paths, " + question["by"] + (", with conditions" if conditions else "")
        counts[name].append(expected_paths(graph, question) == question["paths"])


def weighted(graph, always):
    whole = nx.Graph()
    for pair, edges in links(graph, always).items():
        cost = min(hop_cost("reliable", edge) for edge in edges)
        whole.add_edge(*pair, weight=(cost[0] << 16) + (cost[1] << 8) + cost[2])
    return whole


def check_tree(graph, counts):
    tree = graph["tree"]
    terminals = tree["terminals"]
    whole = weighted(graph, set(terminals))
    whole.add_nodes_from(terminals)
    near = nx.node_connected_component(whole, terminals[0])
    apart = [n for n in terminals if n not in near]
    good = apart == tree["apart"]
    joined = [n for n in terminals if n in near]
    ours = nx.Graph()
    ours.add_node(terminals[0])
    ours.add_edges_from(tree["links"])
    good = good and nx.is_tree(ours) and set(joined) <= set(ours)
    good = good and all(whole.has_edge(*link) for link in tree["links"])
    cost = sum(whole.edges[link]["weight"] for link in map(tuple, tree["links"]))
    if len(joined) > 1:
        theirs = steiner_tree(whole.subgraph(near), joined, weight="weight")
        other = sum(data["weight"] for _, _, data in theirs.edges(data=True))
        good = good and cost <= other * (2 - 2 / len(joined))
        counts["of those, no dearer than networkx's tree"].append(cost <= other)
    counts["joining trees"].append(good)


def check_importance(graph, counts):
    between = links(graph, set())
    whole = nx.Graph(tuple(pair) for pair in between)
    leads = nx.DiGraph()
    leads.add_nodes_from(whole)
    for edges in between.values():
        for edge in edges:
            leads.add_edge(edge["source"], edge["target"])
            if edge["co"]:
                leads.add_edge(edge["target"], edge["source"])
    tables = {name: table["rows"] for name, table in graph["importance"].items()}
    scores = {name: {row[0]: row[3] for row in tables[name]} for name in tables}

    def near(ours, theirs):
        return ours.keys() == theirs.keys() and all(abs(ours[n] - theirs[n]) < 1e-7 for n in ours)

    counts["degree"].append(near(scores["degree"], dict(whole.degree())))
    ranks = nx.pagerank(leads, tol=1e-12, max_iter=1000) if len(whole) else {}
    counts["PageRank"].append(near(scores["pagerank"], ranks))
    counts["betweenness"].append(near(scores["betweenness"], nx.betweenness_centrality(whole)))

    def groups(name):
        found = collections.defaultdict(set)
        for row in tables[name]:
            found[row[2]].add(row[0])
        return [found[number] for number in sorted(found)]

    counts["components"].append(
        sorted(map(sorted, groups("components"))) == sorted(map(sorted, nx.connected_components(whole)))
    )
    bridges = {frozenset(row[:2]) for row in tables["bridges"]}
    counts["bridges"].append(bridges == {frozenset(pair) for pair in nx.bridges(whole)})
    counts["cut points"].append(set(scores["cut-points"]) == set(nx.articulation_points(whole)))
    if len(whole) > 1:
        ours = groups("communities")
        same = abs(nx.community.modularity(whole, ours) - graph["importance"]["communities"]["modularity"]) < 1e-9
        counts["communities: modularity"].append(same)
        theirs = nx.community.modularity(whole, nx.community.louvain_communities(whole, seed=1))
        difference.append(graph["importance"]["communities"]["modularity"] - theirs)


difference = []


def main():
    counts = collections.defaultdict(list)
    graphs = 0
    for line in sys.stdin:
        graph = json.loads(line)
        graphs += 1
        check_paths(graph, counts)
        check_tree(graph, counts)
        check_importance(graph, counts)
    print(f"{graphs} random graphs, networkx {nx.__version__}\n")
    print("| question | asked | agree |\n|---|---|---|")
    for name in sorted(counts):
        print(f"| {name} | {len(counts[name])} | {sum(counts[name])} |")
    mean = sum(difference) / max(len(difference), 1)
    print(f"\nModularity of communities, ours less that of networkx's Louvain: {mean:+.4f} on average.")
    strict = [name for name in counts if not name.startswith("of those")]
    sys.exit(0 if graphs and all(all(counts[name]) for name in strict) else 1)


main()
