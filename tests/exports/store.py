"""What a store holds, by its own canonical export, as nodes and edges."""
import json
import subprocess

LINKS = {"quoted_about", "holds_position", "part_of", "conducted", "partnered_in", "took_place_in",
         "targeted", "located_in"}


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def truth(program, store):
    whole = json.loads(run(program, "export", "--store", store))
    nodes = {e["id"]: {"label": e["name"], "type": e["type"], "documents": e["documents"]}
             for e in whole["entities"]}
    edges, evidence = {}, {}
    for s in whole["statements"]:
        ends = (s["subject"], s["object"])
        if s["predicate"] not in LINKS or not all(isinstance(end, str) for end in ends):
            continue
        if ends[0] == ends[1]:
            continue
        edge = {"source": ends[0], "target": ends[1], "predicate": s["predicate"],
                "statement": s["id"], "support": s["support"], "confidence": s["confidence"],
                "first": s["first"], "last": s["last"], **s["qualifiers"]}
        edges[s["id"]] = {name: value for name, value in edge.items() if value not in (None, "")}
        evidence[s["id"]] = {e["document"] for e in s["evidence"]}
    return nodes, edges, evidence


def quotes(program, store):
    """Ids of the quotes of somebody or about something, and how many edges they have."""
    whole = json.loads(run(program, "export", "--store", store))
    ids, edges = set(), 0
    for document in whole["documents"]:
        for quote in document["record"]["attributions"]:
            speakers = {*quote["also"], quote["speaker"]} - {None}
            if speakers or quote["about"]:
                ids.add(quote["id"])
                edges += len(speakers) + len(set(quote["about"]))
    return ids, edges
