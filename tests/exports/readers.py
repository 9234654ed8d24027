"""Who reads which format: programs of others, each giving nodes and edges by id.

A reader that is not installed raises Missing."""
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent


class Missing(Exception):
    pass


def module(name, package):
    try:
        return __import__(name)
    except ImportError as error:
        raise Missing(f"{name} (Debian: {package})") from error


def kept(data):
    return {k: v for k, v in data.items() if v is not None and v != "" and v == v}


def by_node(name):
    def read(*files):
        node = shutil.which("node")
        if node is None:
            raise Missing("node (Debian: nodejs)")
        if not (HERE / "node_modules").is_dir():
            raise Missing(f"{name} (npm ci --ignore-scripts in tests/exports)")
        done = subprocess.run([node, HERE / "formats.mjs", name, *files], capture_output=True,
                              check=False)
        if done.returncode != 0:
            raise ValueError(f"{name}: {done.stderr.decode()[-2000:]}")
        graph = json.loads(done.stdout)
        return graph["nodes"], graph["edges"]
    read.__name__ = name
    return read


def of_networkx(graph):
    nodes = {n: kept(d) for n, d in graph.nodes(data=True)}
    edges = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        data = kept(data)
        edges[str(data.pop("id", key))] = {**data, "source": source, "target": target}
    return nodes, edges


def networkx_graphml(file):
    """Unless told otherwise networkx takes an edge's id of nothing but digits for a number."""
    nx = module("networkx", "python3-networkx")
    return of_networkx(nx.read_graphml(file, force_multigraph=True, edge_key_type=str))


def networkx_gexf(file):
    """networkx knows versions up to 1.2draft; of 1.3 it is told the names only."""
    nx = module("networkx", "python3-networkx")
    from networkx.readwrite.gexf import GEXF
    GEXF.versions["1.3"] = {**GEXF.versions["1.2draft"], "NS_GEXF": "http://gexf.net/1.3",
                            "NS_VIZ": "http://gexf.net/1.3/viz", "VERSION": "1.3"}
    graph = nx.read_gexf(file)
    if not graph.is_multigraph():
        graph = nx.MultiDiGraph(graph)
    return of_networkx(graph)


def networkx_cyjs(file):
    nx = module("networkx", "python3-networkx")
    return of_networkx(nx.cytoscape_graph(json.loads(Path(file).read_text("utf-8"))))


def networkx_node_link(file):
    nx = module("networkx", "python3-networkx")
    graph = nx.node_link_graph(json.loads(Path(file).read_text("utf-8")))
    nodes, edges = of_networkx(graph)
    named = {}
    for data in edges.values():
        key = data.get("statement") or f"{data['source']}-{data['target']}"
        named[key] = data
    if len(named) < graph.number_of_edges():
        # of_networkx names edges by key, which only ends and key together tell apart.
        for source, target, data in graph.edges(data=True):
            key = data.get("statement") or f"{source}-{target}"
            named[key] = {**kept(data), "source": source, "target": target}
    return nodes, named


def igraph_graphml(file):
    igraph = module("igraph", "python3-igraph")
    graph = igraph.Graph.Read_GraphML(str(file))
    nodes = {v["id"]: kept({k: x for k, x in v.attributes().items() if k != "id"})
             for v in graph.vs}
    names = graph.vs["id"] if len(nodes) else []
    edges = {}
    for e in graph.es:
        data = kept(e.attributes())
        edges[data.pop("id")] = {**data, "source": names[e.source], "target": names[e.target]}
    return nodes, edges


def json_graph(file):
    graph = json.loads(Path(file).read_text("utf-8"))["graph"]
    nodes = {n: kept({"label": d["label"], **d["metadata"]}) for n, d in graph["nodes"].items()}
    edges = {e["id"]: kept({**e["metadata"], "source": e["source"], "target": e["target"]})
             for e in graph["edges"]}
    return nodes, edges


def python_csv(nodes_file, edges_file):
    csv.field_size_limit(sys.maxsize)

    def rows(file):
        with open(file, encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines, strict=True))
    nodes = {row.pop("Id"): kept(row) for row in rows(nodes_file)}
    edges = {row.pop("Id"): kept(row) for row in rows(edges_file)}
    return nodes, edges


def dot_text(text):
    """What Graphviz draws of a label: it takes escapes, then character references for text."""
    text = re.sub(r"\\(.)", lambda escape: " " if escape[1] == "n" else escape[1], text)
    return re.sub(r"&amp;(?=[#0-9A-Za-z]+;)", "&", text)


def dot_words(nodes, edges):
    """A node's tooltip ends with its type and how many documents name it."""
    for name, node in nodes.items():
        if name.startswith("legend "):
            continue
        *_, node["type"], documents = dot_text(node.pop("tooltip")).rsplit(" · ", 2)
        node["documents"] = int(re.fullmatch(r"in (\d+) documents?", documents)[1])
    for data in (*nodes.values(), *edges.values()):
        data["label"] = dot_text(data.get("label") or "")
    return nodes, edges


def graphviz(file):
    gvpr = shutil.which("gvpr")
    if gvpr is None:
        raise Missing("gvpr (Debian: graphviz)")
    program = """N { print("node\t", $.name, "\t", $.label, "\t", $.tooltip) }
                 E { print("edge\t", $.tail.name, "\t", $.head.name, "\t", $.label) }"""
    done = subprocess.run([gvpr, program, file], capture_output=True, check=False)
    if done.returncode != 0 or done.stderr:
        raise ValueError(f"gvpr: {done.stderr.decode()[-2000:]}")
    nodes, edges = {}, {}
    for number, line in enumerate(done.stdout.decode().split("\n")[:-1]):
        what, name, *words = line.split("\t")
        if what == "node":
            nodes[name] = {"label": words[0], "tooltip": words[1]}
        elif not name.startswith("legend "):
            edges[str(number)] = {"source": name, "target": words[0], "label": words[1]}
    return dot_words(nodes, edges)


def dotparser(file):
    return dot_words(*by_node("dotparser")(file))


def element_tree(file):
    """The structure of GEXF by its elements alone."""
    root = ElementTree.parse(file).getroot()
    space = re.match(r"\{.*\}", root.tag).group()
    titles = {}
    for attributes in root.iter(f"{space}attributes"):
        for a in attributes.iter(f"{space}attribute"):
            titles[attributes.get("class"), a.get("id")] = a.get("title"), a.get("type")

    def values(element, of):
        data = {k: v for k, v in element.attrib.items() if k != "id"}
        for value in element.iter(f"{space}attvalue"):
            data[titles[of, value.get("for")][0]] = value.get("value")
        return kept(data)
    nodes = {n.get("id"): values(n, "node") for n in root.iter(f"{space}node")}
    edges = {e.get("id"): values(e, "edge") for e in root.iter(f"{space}edge")}
    return nodes, edges


READERS = {
    "nodelink": [networkx_node_link, by_node("d3-force")],
    "graphml": [networkx_graphml, igraph_graphml, by_node("graphology-graphml")],
    "gexf": [by_node("graphology-gexf"), networkx_gexf, element_tree],
    "gexf12": [networkx_gexf, by_node("graphology-gexf")],
    "cyjs": [by_node("cytoscape"), networkx_cyjs],
    "jgf": [by_node("ajv"), json_graph],
    "csv": [by_node("papaparse"), python_csv],
    "mermaid": [by_node("beautiful-mermaid"), by_node("mermaid")],
    "dot": [graphviz, dotparser],
}
