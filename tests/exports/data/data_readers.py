"""Asks the readers of a format what stands in an export. Each function returns which are missing."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import read_loader
from counts import compare, onrecord
from zip_reader import same_files

HERE = Path(__file__).resolve().parent
ONR = "urn:onrecord:vocabulary:"
SCHEMA = "http://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def export(store, form, target, *options):
    onrecord("export", "--store", store, "--format", form, "-o", target, *options)
    return target


def node(script, *arguments):
    """What a script of this folder prints, as JSON; nothing when its packages are missing."""
    if not (HERE / "node_modules" / ".installed").exists():
        return None
    command = [os.environ["ONRECORD_NODE"], "--max-old-space-size=4096", HERE / script,
               *map(str, arguments)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


# RDF.


def check_vocabulary(graph):
    """Every class and property of ours in a graph stands in docs/ontology.ttl."""
    import rdflib
    ontology = rdflib.Graph().parse(str(HERE.parents[2] / "docs" / "ontology.ttl"), format="turtle")
    known = {str(one) for one in ontology.subjects()}
    used = {str(p) for _, p, _ in graph}
    used |= {str(o) for _, p, o in graph if str(p) in (RDF + "type", RDF + "predicate")}
    unknown = {one for one in used if one.startswith(ONR)} - known
    assert not unknown, f"docs/ontology.ttl has no {unknown}"


def rdf_counts(triples):
    """triples: of strings; what the graph says there is. IRIs bare, literals their text."""
    of_type = Counter()
    predicates = Counter()
    names, entities, total = {}, set(), 0
    for subject, predicate, obj in triples:
        total += 1
        if predicate == RDF + "type":
            of_type[obj] += 1
            if obj == ONR + "Entity":
                entities.add(subject)
        elif predicate == RDF + "predicate":
            predicates[obj.removeprefix(ONR)] += 1
        elif predicate == SCHEMA + "name":
            names[subject] = obj
    return total, {
        "documents": of_type[SCHEMA + "Article"],
        "quotes": of_type[SCHEMA + "Quotation"],
        "statements": of_type[RDF + "Statement"],
        "evidence": of_type[ONR + "Evidence"],
        "entities": len(entities),
        "predicates": dict(predicates),
        "names": Counter(names[one] for one in entities),
    }


def with_rapper(path, syntax, wanted):
    if not shutil.which("rapper"):
        return ["no rapper (Debian: raptor2-utils)"], None
    command = ["rapper", "-q", "-i", syntax, "-o", "ntriples", path]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise SystemExit(f"rapper refuses {path}: {done.stderr.decode(errors='replace')[:600]}")
    line = re.compile(r'<(.*?)> <(.*?)> (?:<(.*?)>|"(.*)"(?:\^\^<.*?>)?) \.')
    triples = []
    for text in done.stdout.decode().split("\n"):
        if text:
            subject, predicate, iri, literal = line.fullmatch(text).groups()
            value = iri if iri is not None else json.loads(f'"{unescape(literal)}"')
            triples.append((subject, predicate, value))
    total, found = rdf_counts(triples)
    compare("rapper", found, wanted)
    return [], total


def unescape(literal):
    """N-Triples' \\U escapes as JSON writes them; raw control characters, too."""
    def pair(match):
        return json.dumps(chr(int(match.group(1), 16)))[1:-1]
    text = re.sub(r"\\U([0-9A-F]{8})", pair, literal)
    return "".join(json.dumps(c)[1:-1] if c < " " else c for c in text)


def with_rdflib(path, syntax, wanted):
    try:
        import rdflib
    except ImportError:
        return ["no rdflib (Debian: python3-rdflib)"], None
    # Else it rewrites literals as their Python values.
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    graph.parse(str(path), format=syntax)
    total, found = rdf_counts((str(s), str(p), str(o)) for s, p, o in graph)
    compare("rdflib", found, wanted)
    return [], graph


def with_node(path, wanted, canonical):
    """n3 for N-Triples and Turtle, jsonld for JSON-LD; canonical: where the N-Quads go."""
    found = node("read_rdf.mjs", path, canonical)
    if found is None:
        return ["no n3 and jsonld (npm)"]
    compare("jsonld" if path.suffix == ".jsonld" else "n3", found, wanted)
    return []


def check_rdf(form, store, folder, wanted):
    syntaxes = {"nt": ("ntriples", "nt"), "ttl": ("turtle", "turtle"), "jsonld": (None, "json-ld")}
    for_rapper, for_rdflib = syntaxes[form]
    path = export(store, form, folder / f"store.{form}")
    plain = path if form == "nt" else export(store, "nt", folder / "store.nt")
    lines = plain.read_text(encoding="utf-8").split("\n")[:-1]
    assert len(set(lines)) == len(lines), "N-Triples has a triple twice"
    missing, graph = with_rdflib(path, for_rdflib, wanted)
    if graph is not None:
        check_vocabulary(graph)
        assert len(graph) == len(lines), f"rdflib reads {len(graph)} of {len(lines)} triples"
        if form != "nt":
            import rdflib
            assert set(graph) == set(rdflib.Graph().parse(str(plain), format="nt")), "other triples"
            print("rdflib: the same triples as in N-Triples")
    if for_rapper:
        more, total = with_rapper(path, for_rapper, wanted)
        missing += more
        assert total in (None, len(lines)), f"rapper reads {total} of {len(lines)} triples"
    more = with_node(path, wanted, folder / "canonical")
    missing += more
    if not more and form != "nt":
        node("read_rdf.mjs", plain, folder / "plain")
        same = (folder / "canonical").read_bytes() == (folder / "plain").read_bytes()
        assert same, "not isomorphic with N-Triples by RDFC-1.0"
        print("RDFC-1.0: isomorphic with N-Triples")
    return missing


def check_rdf12(store, folder, wanted):
    """With --rdf12, triples are named that RDF 1.1 describes, and nothing else is different."""
    plain = node("read_rdf12.mjs", "n3", export(store, "nt", folder / "store.nt"))
    if plain is None:
        return ["no n3 and oxigraph (npm)"]
    assert plain["reifies"] == 0, "RDF 1.1 names triples"
    for form in ("nt", "ttl"):
        path = export(store, form, folder / f"rdf12.{form}", "--rdf12")
        for reader in ("n3", "oxigraph"):
            found = node("read_rdf12.mjs", reader, path)
            whole = sum(line.endswith("22-rdf-syntax-ns#object") for line in
                        (triple.rsplit(" ", 1)[0] for triple in plain["triples"]))
            assert found["reifies"] == whole > 0, f"{reader}: {found['reifies']} of {whole} triples"
            assert found["triples"] == plain["triples"], f"{reader}: {form} has other triples"
            print(f"{reader}: {form} of RDF 1.2 names {whole} of {wanted['statements']} statements' "
                  f"triples, {len(plain['triples'])} triples in RDF 1.1 are the same")
    return []


# NDJSON.


def ndjson_counts(rows):
    kinds = Counter(row["kind"] for row in rows)
    entities = [row for row in rows if row["kind"] == "entity"]
    statements = [row for row in rows if row["kind"] == "statement"]
    return {
        "documents": kinds["document"],
        "quotes": kinds["quote"],
        "statements": kinds["statement"],
        "evidence": kinds["evidence"],
        "entities": kinds["entity"],
        "types": dict(Counter(row["type"] for row in entities)),
        "predicates": dict(Counter(row["predicate"] for row in statements)),
        "names": Counter(row["name"] for row in entities),
        "aliases": sum(len(row["aliases"]) for row in entities),
    }


def check_ndjson(store, folder, wanted):
    path = export(store, "ndjson", folder / "store.ndjson")
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
    compare("Python's json", ndjson_counts(rows), wanted)
    missing = []
    if shutil.which("jq"):
        program = '[inputs | .kind] | group_by(.) | map({(.[0]): length}) | add'
        done = subprocess.run(["jq", "-n", program, path], stdout=subprocess.PIPE, check=True)
        kinds = json.loads(done.stdout)
        names = {"documents": "document", "quotes": "quote", "statements": "statement",
                 "evidence": "evidence", "entities": "entity"}
        compare("jq", {name: kinds.get(kind, 0) for name, kind in names.items()}, wanted)
    else:
        missing.append("no jq (Debian: jq)")
    if store.name == "hostile":  # what is not UTF-8 does not come back
        store = folder / "utf8"
        subprocess.run([os.environ["ONRECORD_HOSTILE_STORE"], store, "--utf8"], check=True)
        path = export(store, "ndjson", folder / "utf8.ndjson")
    onrecord("load", "--store", folder / "copy", path)
    again = export(folder / "copy", "ndjson", folder / "again.ndjson")
    assert path.read_bytes() == again.read_bytes(), "the loaded store's NDJSON is other bytes"
    onrecord("verify", "--store", folder / "copy")
    print("onrecord load: the same bytes again")
    return missing


# Neo4j and FollowTheMoney.


def check_neo4j(store, folder, wanted):
    import read_neo4j
    target = export(store, "neo4j", folder / "tables")
    missing = same_files(export(store, "neo4j", folder / "tables.zip"), target)
    compare("Python's csv", read_neo4j.counts(target), wanted)
    found = node("read_neo4j.mjs", target)
    if found is None:
        return [*missing, "no papaparse (npm)"]
    compare("papaparse", found, wanted)
    return missing


def check_loader(store, folder):
    target = export(store, "neo4j", folder / "tables")
    return read_loader.check(target, lambda files: node("check_cypher.mjs", *files))


def check_ftm(store, folder, wanted):
    path = export(store, "ftm", folder / "store.ftm.json")
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
    ids = Counter(row["id"] for row in rows)
    assert max(ids.values(), default=1) == 1, f"ids stand twice: {ids.most_common(3)}"
    for row in rows:
        for name, values in row["properties"].items():
            assert values and all(isinstance(one, str) and one for one in values), (row["id"], name)
            if name in ("subject", "object", "entity", "document", "proof", "resolved", "member",
                        "organization"):
                assert all(one in ids for one in values), f"{row['id']} names nobody: {values}"
    kinds = Counter(row["id"].split("-")[0] for row in rows)
    schema_of = {"person": "Person", "agency": "PublicBody", "organization": "Organization",
                 "place": "Address", "operation": "Event"}
    entities = [row for row in rows if row["id"].startswith("entity-")]
    schemata = Counter(row["schema"] for row in entities)
    compare("Python's json", {
        "documents": kinds["document"], "quotes": kinds["quote"], "evidence": kinds["evidence"],
        "statements": kinds["statement"], "entities": kinds["entity"],
        "types": {kind: schemata[name] for kind, name in schema_of.items() if schemata[name]},
        "names": Counter(row["properties"]["name"][0] for row in entities),
    }, wanted)
    found = node("read_ftm.mjs", path)
    if found is None:
        return ["no @opensanctions/followthemoney (npm)"]
    compare("followthemoney", found, wanted)
    return []


def check(form, store, folder, wanted):
    others = {"rdf12": check_rdf12, "ndjson": check_ndjson, "neo4j": check_neo4j, "ftm": check_ftm}
    if form == "loader":
        return check_loader(store, folder)
    if form in others:
        return others[form](store, folder, wanted)
    return check_rdf(form, store, folder, wanted)
