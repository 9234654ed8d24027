"""What a store holds, by its own canonical export, as nodes and edges."""
import functools
import re
import subprocess

from canonical import items
from pairs import Pairs

# What neither XML nor CSV nor Mermaid holds.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LINKS = {"quoted_about", "holds_position", "part_of", "conducted", "partnered_in", "took_place_in",
         "targeted", "located_in"}


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


class Truth:
    """nodes, edges, pairs: by id, what is said of them. evidence: of each statement the documents.
    quotes: ids of the quotes of somebody or about something; quote_edges: how many edges those
    have."""

    def __init__(self, program, store):
        self.nodes, self.edges, self.evidence = {}, {}, {}
        self.quotes, self.quote_edges = set(), 0
        self._pairs = Pairs()
        take = {"documents": self._document, "entities": self._entity,
                "statements": self._statement}
        for section, item in items(program, store):
            take[section](item)
        self.pairs = self._pairs.edges()

    def _document(self, document):
        record = document["record"]
        self._pairs.add(record)
        for quote in record["attributions"]:
            speakers = {*quote["also"], quote["speaker"]} - {None}
            if speakers or quote["about"]:
                self.quotes.add(quote["id"])
                self.quote_edges += len(speakers) + len(set(quote["about"]))

    def _entity(self, entity):
        self.nodes[entity["id"]] = {"label": entity["name"], "type": entity["type"],
                                    "documents": entity["documents"]}

    def _statement(self, s):
        ends = (s["subject"], s["object"])
        if s["predicate"] not in LINKS or not all(isinstance(end, str) for end in ends):
            return
        if ends[0] == ends[1]:
            return
        edge = {"source": ends[0], "target": ends[1], "predicate": s["predicate"],
                "statement": s["id"], "support": s["support"], "confidence": s["confidence"],
                "first": s["first"], "last": s["last"], **s["qualifiers"]}
        self.edges[s["id"]] = {name: value for name, value in edge.items()
                               if value not in (None, "")}
        self.evidence[s["id"]] = {e["document"] for e in s["evidence"]}


@functools.lru_cache(maxsize=1)
def truth(program, store):
    return Truth(program, store)
