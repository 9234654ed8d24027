"""Who reads which data format of a store that no reader holds in memory as a whole. Each function
takes the export and returns counts; rdf ones in the words of readers.rdf_counts."""

import csv
import json
import re
import subprocess
from collections import Counter

from data_readers import RDF, node, rdf_counts, unescape

TRIPLE = re.compile(rb'<([^>]*)> <([^>]*)> (.*) \.\n')
ASKED = {(RDF + "type").encode(), (RDF + "predicate").encode(), b"http://schema.org/name"}


def value_of(term):
    if term.startswith(b"<"):
        return term[1:-1].decode()
    return json.loads('"' + unescape(term[1:term.rindex(b'"')].decode()) + '"')


def lines_of(*command):
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        yield from process.stdout
    if process.returncode != 0:
        raise ValueError(f"{' '.join(map(str, command))}: {process.returncode}")


def rapper(path):
    """Raptor reads, and says what it read as N-Triples."""
    syntax = "ntriples" if path.suffix == ".nt" else "turtle"

    def triples():
        for line in lines_of("rapper", "-q", "-i", syntax, "-o", "ntriples", path):
            subject, predicate, term = TRIPLE.fullmatch(line).groups()
            if predicate in ASKED:
                yield subject.decode(), predicate.decode(), value_of(term)
    return rdf_counts(triples())[1]


def n3(path):
    return node("stream_rdf.mjs", path)


def jsonld(path):
    return node("stream_rdf.mjs", path)


def jq_json_ld(path):
    """The node objects line by line, by their types; behind the last one the graph ends."""
    program = ('ltrimstr(",") | select(startswith("{\\"@id\\"")) | '
               'if endswith("]}]}") then .[:-2] else . end | fromjson | '
               '[."@type"[0], ."@type"[1], ."schema:name"[0]?, ."rdf:predicate"[0]."@id"?]')
    types, predicates, names, entities = Counter(), Counter(), Counter(), 0
    for line in lines_of("jq", "-R", "-c", program, path):
        first, second, name, predicate = json.loads(line)
        types.update({first, second} - {None})
        if predicate:
            predicates[predicate.removeprefix("onr:")] += 1
        if name is not None:
            entities += 1
            names[name] += 1
    return {"documents": types["schema:Article"], "quotes": types["schema:Quotation"],
            "statements": types["rdf:Statement"], "evidence": types["onr:Evidence"],
            "entities": entities, "predicates": dict(predicates), "names": names}


def python_ndjson(path):
    kinds, types, predicates, names, aliases = Counter(), Counter(), Counter(), Counter(), 0
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            kinds[row["kind"]] += 1
            if row["kind"] == "entity":
                types[row["type"]] += 1
                names[row["name"]] += 1
                aliases += len(row["aliases"])
            elif row["kind"] == "statement":
                predicates[row["predicate"]] += 1
    return {"documents": kinds["document"], "quotes": kinds["quote"],
            "statements": kinds["statement"], "evidence": kinds["evidence"],
            "entities": kinds["entity"], "types": dict(types), "predicates": dict(predicates),
            "names": names, "aliases": aliases}


def jq_ndjson(path):
    kinds = Counter(line.strip() for line in lines_of("jq", "-r", ".kind", path))
    return {"documents": kinds[b"document"], "quotes": kinds[b"quote"],
            "statements": kinds[b"statement"], "evidence": kinds[b"evidence"],
            "entities": kinds[b"entity"]}


def python_tables(folder):
    """As read_neo4j.counts, which holds all rows, table by table."""
    csv.field_size_limit(1 << 30)
    rows, predicates, types, names, aliases = Counter(), Counter(), Counter(), Counter(), 0
    statements = 0
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader)
            for row in reader:
                assert len(row) == len(header), f"{path.name}: {len(row)} cells of {len(header)}"
                rows[path.stem] += 1
                if path.stem.startswith("statements_"):
                    statements += 1
                    predicates[row[2].lower()] += 1
                elif path.stem == "entities":
                    types[row[1].split(";")[1].lower()] += 1
                    names[row[2]] += 1
                    aliases += row[3].count(";") + 1 if row[3] else 0
    return {"documents": rows["documents"], "quotes": rows["quotes"], "evidence": rows["evidence"],
            "entities": rows["entities"], "statements": statements, "predicates": dict(predicates),
            "types": dict(types), "names": names, "aliases": aliases}


def papaparse_tables(folder):
    return node("read_neo4j.mjs", folder)


def python_ftm(path):
    kinds, names = Counter(), Counter()
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            kind = row["id"].split("-")[0]
            kinds[kind] += 1
            if kind == "entity":
                names[row["properties"]["name"][0]] += 1
    return {"documents": kinds["document"], "quotes": kinds["quote"],
            "evidence": kinds["evidence"], "statements": kinds["statement"],
            "entities": kinds["entity"], "names": names}


def followthemoney(path):
    return node("read_ftm.mjs", path)


# Which reader reads what: all of it, or (False) without evidence. Rapper holds a file of Turtle in
# memory and takes none of more than 2 GiB; jsonld would need an hour for evidence, too.
READERS = {"nt": [(rapper, True), (n3, True)],
           "ttl": [(n3, False), (rapper, False)],
           "jsonld": [(jq_json_ld, True), (jsonld, False)],
           "ndjson": [(python_ndjson, True), (jq_ndjson, True)],
           "neo4j": [(python_tables, True), (papaparse_tables, True)],
           "ftm": [(python_ftm, True), (followthemoney, True)]}
