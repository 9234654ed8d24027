#!/usr/bin/env python3
"""Do programs of others read from our exports what the store holds?

    check.py setup PROGRAM FOLDER     makes the stores; installs the readers of npm
    check.py FORMAT PROGRAM FOLDER    one format, every store
    check.py svg PROGRAM FOLDER       pictures: nothing in them executes
    check.py pictures PROGRAM FOLDER  pictures: what other programs find in them
    check.py schemas PROGRAM FOLDER   XML: the published schemas
    check.py spoiled PROGRAM FOLDER   whether lost edges and changed names are found at all

Stores: examples/, the same with hostile names and words, and ../shared/seeds where that is. Nodes,
edges and attributes of each reader are compared with the store's canonical export, value by value.
Ends with 4 when a reader is missing and the others agree, in CI with 1.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import drawn
import pictures
from hostile import hostile_records
from readers import READERS, Missing, python_csv
from schemas import obeys_schema
from store import UNWRITABLE, run, truth
from zip_reader import same_files

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 4
# How readers call what the formats call otherwise.
NAMES = {"name": "label", "Label": "label", "Source": "source", "Target": "target"}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(1 if os.environ.get("CI") else SKIPPED)


def install_readers():
    """From the lock file, anew where that has changed since."""
    here, lock = Path(__file__).parent, "node_modules/.package-lock.json"
    wanted = here / "package-lock.json"
    if (here / lock).exists() and (here / lock).stat().st_mtime > wanted.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        skip("there is no npm (Debian: npm)")
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=here,
                          capture_output=True, check=False)
    if done.returncode != 0:
        skip(f"npm ci: {done.stderr.decode()[-1000:]}")


def make_stores(program, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(program, "ingest", "--store", str(folder / "examples.db"), str(ROOT / "examples"))
    lines = run(program, "extract", "--with-text", str(ROOT / "examples")).decode().splitlines()
    records = folder / "hostile.ndjson"
    records.write_text("\n".join(hostile_records(lines)) + "\n", "utf-8")
    run(program, "load", "--no-resolve", "--store", str(folder / "hostile.db"), str(records))
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if seeds:
        run(program, "ingest", "--store", str(folder / "seeds.db"), *map(str, seeds))


def export(program, store, name, folder, *options):
    if name == "csv":
        run(program, "export", "--store", store, "--format", "csv", "-o", str(folder), *options)
        return [folder / "nodes.csv", folder / "edges.csv"]
    file = folder / f"graph.{name}"
    run(program, "export", "--store", store, "--format", name, "-o", str(file), *options)
    return [file]


def as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"{round(float(value), 3):g}"
    return str(value)


def same(expected, found, name):
    """Numbers as numbers, texts as the format holds them."""
    if isinstance(expected, (int, float)):
        try:
            return abs(float(expected) - float(found)) < 1e-9
        except ValueError:
            return False
    found = as_text(found) if not isinstance(found, str) else found
    if name in ("graphml", "gexf", "gexf12", "csv"):
        expected = UNWRITABLE.sub("\ufffd", expected)
    if name == "csv" and found != expected:
        found = found.removeprefix("'")
    return expected == found


def compare(what, expected, found, name, complaints):
    if expected.keys() != found.keys():
        missing, more = expected.keys() - found.keys(), found.keys() - expected.keys()
        complaints.append(f"{what}: {len(found)} of {len(expected)}; without {sorted(missing)[:3]}, "
                          f"with {sorted(more)[:3]}")
        return 0
    attributes = 0
    for key, values in expected.items():
        got = {NAMES.get(k, k): v for k, v in found[key].items()}
        for attribute, value in values.items():
            attributes += 1
            if attribute in got and same(value, got[attribute], name):
                continue
            complaints.append(f"{what} {key}: {attribute} is {str(got.get(attribute))[:80]!r}, not "
                              f"{str(value)[:80]!r}")
    return attributes


def check(program, store, name):
    """Which readers are missing."""
    missing, kind = [], store.stem
    expected = truth(program, str(store))
    nodes, edges = expected.nodes, expected.edges
    assert min(map(len, (nodes, edges, expected.pairs, expected.quotes))) > 3, "an empty store"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        bare = export(program, str(store), name, folder, "--statements-only", "--no-evidence")
        full_folder = folder / "full"
        full_folder.mkdir()
        full = export(program, str(store), name, full_folder)
        if name == "csv":
            archive = folder / "full.zip"
            run(program, "export", "--store", str(store), "--format", name, "-o", str(archive))
            missing += same_files(archive, full_folder)
        quoted_folder = folder / "quoted"
        quoted_folder.mkdir()
        quoted = export(program, str(store), name, quoted_folder, "--quotes")
        counts = {}
        for reader in READERS[name]:
            complaints = []
            try:
                if name in drawn.FORMATS:
                    attributes = drawn.check_drawn(reader(*bare), nodes, edges, name,
                                                   complaints)
                    read_nodes, read_edges = reader(*full)
                    read_nodes = [n for n in read_nodes if not n.startswith("legend ")]
                else:
                    check_reading(reader(*bare), nodes, edges, name, complaints)
                    read_nodes, read_edges = reader(*full)
                    attributes = check_reading((read_nodes, read_edges), nodes,
                                               edges | expected.pairs, name, complaints)
                    check_evidence(read_edges, expected.evidence, name, complaints)
                check_quotes(reader(*quoted), expected, complaints)
            except Missing as error:
                missing.append(str(error))
                continue
            if complaints:
                print("\n".join(complaints[:20]))
                sys.exit(f"{name}, {kind}: {reader.__name__} disagrees with the store in "
                         f"{len(complaints)} things")
            counts[reader.__name__] = len(read_nodes), len(read_edges)
            print(f"{name}, {kind}: {reader.__name__} agrees with the store: {len(read_nodes)} nodes, "
                  f"{len(read_edges)} edges of which {len(edges)} are statements, {attributes} "
                  "attributes")
        if len(set(counts.values())) > 1:
            sys.exit(f"{name}, {kind}: readers disagree: {counts}")
    return missing


def check_quotes(graph, expected, complaints):
    """The graph of quotes has them all, and every edge of theirs."""
    if not expected.quotes <= graph[0].keys():
        complaints.append(f"quotes: without {sorted(expected.quotes - graph[0].keys())[:3]}")
    if len(graph[1]) != expected.quote_edges:
        complaints.append(f"edges of quotes: {len(graph[1])} of {expected.quote_edges}")


def check_reading(graph, nodes, edges, name, complaints):
    attributes = compare("nodes", nodes, graph[0], name, complaints)
    return attributes + compare("edges", without_qualifiers(edges, name), graph[1], name,
                                complaints)


def check_spoiled(program, store):
    expected = truth(program, str(store))
    nodes, edges = expected.nodes, expected.edges
    with tempfile.TemporaryDirectory() as temporary:
        files = export(program, str(store), "csv", Path(temporary), "--statements-only",
                       "--no-evidence")
        for file, spoil in ((files[1], lambda text: text[:text.rindex("\n", 0, -1) + 1]),
                            (files[0], lambda text: text.replace(",person,", ",place,", 1))):
            whole = file.read_text("utf-8")
            file.write_text(spoil(whole), "utf-8")
            complaints = []
            check_reading(python_csv(*files), nodes, edges, "csv", complaints)
            if len(complaints) != 1:
                sys.exit(f"a spoiled {file.name} gave {complaints}")
            file.write_text(whole, "utf-8")
        for name in drawn.FORMATS:
            files = export(program, str(store), name, Path(temporary), "--statements-only",
                           "--no-evidence")
            if change := drawn.unnoticed(files[0], READERS[name][0], nodes, edges, name):
                sys.exit(f"nobody minds that {change} is another in {name}")


def without_qualifiers(edges, name):
    """Node-link JSON has qualifiers as an object."""
    if name != "nodelink":
        return edges
    return {key: {k: v for k, v in edge.items() if k not in ("title", "status", "count")}
            for key, edge in edges.items()}


def check_evidence(edges, evidence, name, complaints):
    """Each statement names one of the documents that say so."""
    for key, documents in evidence.items():
        edge = edges.get(key, {})
        if name in ("nodelink", "jgf"):
            named = {e["document"] for e in edge.get("evidence", [])}
        else:
            named = {edge.get("document")}
        if not named or not named <= documents:
            complaints.append(f"edge {key}: its sentence is of {named}, not of {documents}")


def check_svg(program, store):
    """Nothing in a picture is a link, a script or another file, whatever the names are."""
    if shutil.which("dot") is None:
        skip("there is no dot (Debian: graphviz)")
    nodes = truth(program, str(store)).nodes
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "graph.svg"
        for entity in sorted(nodes)[::40]:
            run(program, "export", "--store", str(store), "--format", "svg", "--entity", entity,
                "-o", str(file))
            for element in ElementTree.parse(file).iter():
                tag = re.sub(r"^\{.*\}", "", element.tag).lower()
                names = [re.sub(r"^\{.*\}", "", name).lower() for name in element.attrib]
                if tag in ("script", "image", "foreignobject", "use", "style") or any(
                        name.startswith("on") or name == "href" for name in names):
                    sys.exit(f"svg, {store.stem}: around {entity}: {tag} with {element.attrib}")
        print(f"svg, {store.stem}: nothing executes in {len(sorted(nodes)[::40])} pictures")


def check_pictures(program, store):
    """Networks drawn: nodes and edges of an SVG, names in a PDF, a PNG without damage."""
    nodes = truth(program, str(store)).nodes
    centres = sorted(nodes)[::40] if len(nodes) > 100 else sorted(nodes)[::10]
    drawn = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for entity in centres:
            def around(name, entity=entity):
                return export(program, str(store), name, folder, "--entity", entity)[0]
            graph = json.loads(around("nodelink").read_text("utf-8"))
            ends = sorted((e["source"], e["target"]) for e in graph["links"])
            expected = {n["id"] for n in graph["nodes"]}, ends
            svg, pdf, png = around("svg"), around("pdf"), around("png")
            for read in (pictures.svg_by_element_tree, pictures.svg_by_xmllint):
                found = read(svg)
                if found != expected:
                    sys.exit(f"{store.stem}: around {entity}: {read.__name__} finds {found}")
            names = set().union(*(pictures.words(n["name"]) for n in graph["nodes"]))
            for read in (pictures.pdf_by_poppler, pictures.pdf_by_mupdf):
                if missing := names - read(pdf):
                    sys.exit(f"{store.stem}: around {entity}: {read.__name__} has no {missing}")
            sizes = {read(png) for read in (pictures.png_by_pil, pictures.png_by_pngcheck)}
            if len(sizes) != 1 or min(*sizes.pop()) < 50:
                sys.exit(f"{store.stem}: around {entity}: a PNG of {sizes}")
            drawn += len(ends)
    if drawn < 50:
        sys.exit(f"{store.stem}: only {drawn} edges were drawn at all")
    print(f"pictures, {store.stem}: {len(centres)} networks with {drawn} edges, as the store has them")


def check_schemas(program, store):
    """Every XML format, with and without sentences, quotes and times."""
    forms = [("graphml", []), ("gexf", []), ("gexf12", [])]
    forms += [(name, ["--quotes"]) for name, _ in forms]
    forms += [("gexf", ["--times", "intervals"]), ("gexf", ["--times", "timestamps"]),
              ("gexf12", ["--times", "intervals"])]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, options in forms:
            files = export(program, str(store), name, folder, *options)
            obeys_schema(files[0], name, folder)
            print(f"{name} {' '.join(options)}, {store.stem}: as the published schema has it")
        spoiled = folder / "spoiled"
        spoiled.write_text(files[0].read_text("utf-8").replace('<edge id="', '<edge it="', 1), "utf-8")
        try:
            obeys_schema(spoiled, name, folder)
        except ValueError:
            return
        sys.exit("an edge without an id passed as what the schema asks for")


def main(what, program, folder):
    folder = Path(folder)
    if what == "setup":
        make_stores(program, folder)
        install_readers()
    elif what == "svg":
        for store in sorted(folder.glob("*.db")):
            check_svg(program, store)
    elif what in ("schemas", "pictures"):
        try:
            for store in sorted(folder.glob("*.db")):
                if what == "schemas":
                    check_schemas(program, store)
                elif store.stem != "hostile":  # whose names no font has
                    check_pictures(program, store)
        except Missing as error:
            skip(f"there is no {error}")
    elif what == "spoiled":
        check_spoiled(program, folder / "examples.db")
    else:
        missing = []
        for store in sorted(folder.glob("*.db")):
            missing = check(program, store, what)
        if missing:
            skip(f"{what}: there is no {', no '.join(missing)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
