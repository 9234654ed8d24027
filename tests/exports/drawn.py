"""DOT and Mermaid: what they show people of a graph, names, types and words on edges, is what the
store says. Their edges have no ids, and words beyond a hundred characters may be cut."""
import re
from collections import Counter

from store import UNWRITABLE

FORMATS = ("dot", "mermaid")
# As docs/ontology.ttl labels them.
PHRASES = {
    "quoted_about": "was quoted about", "holds_position": "holds position at",
    "part_of": "is part of", "conducted": "conducted", "partnered_in": "partnered in",
    "took_place_in": "took place in", "targeted": "targeted", "located_in": "is located in",
    "co_mentioned": "is mentioned with",
}
KEPT = 100
# Mermaid has labels of one line; DOT's line ends are where a label is wrapped, too.
BLANKS = {"mermaid": re.compile(r"[\t\r\n]"), "dot": re.compile(r"\n")}
REPLACED = {"mermaid": UNWRITABLE, "dot": re.compile("[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]")}


def shown(text, name):
    """As far as every reader has it: Mermaid's own trims as JavaScript trims."""
    text = REPLACED[name].sub("\ufffd", BLANKS[name].sub(" ", text))
    return text.strip(" \ufeff")[:KEPT].rstrip(" \ufeff")


def words_of_edge(edge, name):
    if name == "dot" and edge["predicate"] == "co_mentioned":
        return ""  # the dashed line says it
    details = [edge[detail] for detail in ("title", "status")
               if edge.get(detail) not in (None, "current")]
    words = PHRASES[edge["predicate"]] + (f" ({', '.join(details)})" if details else "")
    many = name == "dot" and edge["support"] > 1
    return shown(words, name) + (f" ×{edge['support']}" if many else "")


def read_words_of_edge(edge, name):
    words, times, support = edge.get("label", "").rpartition(" ×")
    if name == "dot" and times and support.isdigit():
        return shown(words.removesuffix("…"), name) + times + support
    return shown(edge.get("label", "").removesuffix("…"), name)


def check_node(key, found, node, name, complaints):
    """How many attributes were compared."""
    wanted = {"label": shown(node["label"], name), "type": node["type"]}
    if name == "dot":
        wanted["documents"] = node["documents"]
    for attribute, value in wanted.items():
        got = found.get(attribute)
        if attribute == "label" and got is not None:
            got = shown(got.removesuffix("…") if len(node["label"]) > KEPT else got, name)
        if got != value:
            complaints.append(f"node {key}: its {attribute} is {got!r}, not {value!r}")
    return len(wanted)


def check_drawn(graph, nodes, edges, name, complaints):
    """graph: what a reader found. Returns how many attributes were compared."""
    found = {key: node for key, node in graph[0].items() if not key.startswith("legend ")}
    expected = nodes
    if name == "dot":  # which has no entities that nothing joins
        linked = {end for edge in edges.values() for end in (edge["source"], edge["target"])}
        expected = {key: node for key, node in nodes.items() if key in linked}
    if found.keys() != expected.keys():
        complaints.append(f"nodes: {len(found)} of {len(expected)}")
        return 0
    attributes = sum(check_node(key, found[key], node, name, complaints)
                     for key, node in expected.items())
    wanted = Counter((e["source"], e["target"], words_of_edge(e, name)) for e in edges.values())
    read = Counter((e["source"], e["target"], read_words_of_edge(e, name))
                   for e in graph[1].values())
    for edge in [*(wanted - read), *(read - wanted)]:
        complaints.append(f"edge {edge}: {read[edge]} of {wanted[edge]}")
    return attributes + len(edges)


# A name, a type, the words on an edge, its ends, an edge that is not there.
SPOILS = {
    "mermaid": ((r'\["', '["x'), (":::person", ":::place"), (r'-->\|"', '-->|"x'),
                (r"(n\w+) -->(.*) (n\w+)", r"\3 -->\2 \1"), (r"\n.* -->.*", "")),
    "dot": ((r'\[label="', '[label="x'), ("· person ·", "· place ·"), ("· in ", "· in 7"),
            (r'(-> "\w+" \[label=")', r"\1x"), (r'"(\w+)" -> "(\w+)"', r'"\2" -> "\1"'),
            (r'\n.* -> "\w+" .*', "")),
}


def unnoticed(file, reader, nodes, edges, name):
    """The first change of a right file that nobody minds."""
    whole = file.read_text("utf-8")
    for pattern, other in SPOILS[name]:
        spoiled, complaints = re.sub(pattern, other, whole, count=1), []
        file.write_text(spoiled, "utf-8")
        check_drawn(reader(file), nodes, edges, name, complaints)
        if spoiled == whole or not complaints:
            return pattern
    return None
