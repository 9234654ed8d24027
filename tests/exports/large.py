#!/usr/bin/env python3
"""Do programs of others read from exports of a large store what it holds?

    large.py PROGRAM GENERATOR FOLDER [STATEMENTS [FORMAT...]]

`./dev readers` runs it. Makes an archive of about so many statements (1,000,000), exports all
formats of files, and has two readers of each say what is in there; writes the table of
viz/FORMATS.md to standard output. A reader that disagrees ends it with 1. One that is missing is
a line of the table and makes it end with 4, in CI with 1. Takes about an hour, 15 GB of disk and 8
GiB of memory; each reader runs in a process of its own, whose memory (and, of those in Python, that
of what the store holds) the table says.
"""
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "data")]
os.environ.setdefault("ONRECORD_NODE", shutil.which("node") or "node")
os.environ["NODE_OPTIONS"] = "--max-old-space-size=8192"

import check  # noqa: E402
import counts  # noqa: E402
import drawn  # noqa: E402
import large_readers  # noqa: E402
from readers import READERS, Missing  # noqa: E402
from store import run, truth  # noqa: E402

DATA = ("documents", "quotes", "statements", "evidence", "entities")


def make_store(program, generator, folder, statements):
    store = folder / "large.db"
    if store.exists():
        return store
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen([generator, "--statements", statements], stdout=subprocess.PIPE) as made:
        subprocess.run([program, "load", "--no-resolve", "--store", store, "-"],
                       stdin=made.stdout, stdout=subprocess.DEVNULL, check=True)
    return store


def in_child(work):
    """What work() returns, or an error in words; its seconds, and the MiB it took at most."""
    read, write = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        sys.stdout = sys.stderr  # that of the parent is the table
        try:
            answer = {"answer": work()}
        except Missing as missing:
            answer = {"missing": str(missing)}
        except BaseException as error:  # a wrong answer of a reader is told, whatever it is
            answer = {"error": f"{type(error).__name__}: {error}"[:2000]}
        with os.fdopen(write, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    _, status, used = os.wait4(child, 0)
    answer = json.loads(text) if text else {"error": f"ended with {status}"}
    return answer, time.monotonic() - begun, used.ru_maxrss // 1024


def size_of(files):
    bytes_of = sum(f.stat().st_size for path in files
                   for f in (path.rglob("*") if path.is_dir() else [path]) if f.is_file())
    return f"{bytes_of / 1e6:,.0f} MB"


def read_graph(reader, files, name, expected):
    complaints, edges = [], expected.edges | expected.pairs
    if name in drawn.FORMATS:
        attributes = drawn.check_drawn(reader(*files), expected.nodes, edges, name, complaints)
    else:
        attributes = check.check_reading(reader(*files), expected.nodes, edges, name, complaints)
    if complaints:
        raise ValueError(f"{len(complaints)} complaints: {complaints[:5]}")
    linked = {end for edge in edges.values() for end in (edge["source"], edge["target"])}
    nodes = linked if name == "dot" else expected.nodes
    return f"{len(nodes):,} nodes, {len(edges):,} edges, {attributes:,} attributes"


def read_data(reader, export, wanted):
    found = reader(export)
    if found is None:
        raise Missing("Node.js packages (npm ci in tests/exports/data)")
    counts.compare(reader.__name__, found, wanted)
    attributes = sum(sum(found[name].values()) for name in ("predicates", "types", "names")
                     if name in found) + found.get("aliases", 0)
    told = ", ".join(f"{found[name]:,} {name}" for name in DATA)
    return told + (f", {attributes:,} attributes" if attributes else "")


class Table:
    def __init__(self):
        self.missing, self.wrong = [], []
        print("| format | bytes | reader | agrees with the store on | seconds | MiB |\n"
              "|---|---|---|---|---|---|", flush=True)

    def ask(self, form, size, reader, work):
        answer, seconds, mebibytes = in_child(work)
        name = reader.__name__.replace("_", " ")
        if "missing" in answer:
            self.missing.append(answer["missing"])
        if "error" in answer:
            self.wrong.append(form)
            print(f"{form}, {name}: {answer['error']}", file=sys.stderr, flush=True)
        told = (answer.get("answer") or (f"skipped: no {answer['missing']}" if "missing" in answer
                                         else "DISAGREES"))
        print(f"| `{form}` | {size} | {name} | {told} | {seconds:.0f} | {mebibytes:,} |",
              flush=True)


def ask_graphs(program, store, folder, table, only):
    formats = [name for name in READERS if only(name)]
    expected = truth(program, str(store)) if formats else None
    for name in formats:
        files = check.export(program, str(store), name, folder, "--no-evidence")
        for reader in READERS[name]:
            table.ask(name, size_of(files), reader,
                      lambda: read_graph(reader, files, name, expected))
        for file in files:
            file.unlink()


def ask_data(program, store, folder, table, only):
    os.environ["ONRECORD_PROGRAM"] = str(program)
    formats = [name for name in large_readers.READERS if only(name)]
    wanted = counts.expected(store) if formats else None
    for name in formats:
        for whole in (True, False):
            readers = [reader for reader, all_of_it in large_readers.READERS[name]
                       if all_of_it == whole]
            if not readers:
                continue
            target = folder / f"store.{name}"
            run(program, "export", "--store", str(store), "--format", name, "-o", str(target),
                *([] if whole else ["--no-evidence"]))
            of_it = wanted if whole else {**wanted, "evidence": 0}
            for reader in readers:
                table.ask(name + ("" if whole else " --no-evidence"), size_of([target]), reader,
                          lambda: read_data(reader, target, of_it))
            shutil.rmtree(target) if target.is_dir() else target.unlink()


def main(program, generator, folder, statements="1000000", *formats):
    folder = Path(folder).resolve()
    program = str(Path(program).resolve())
    store = make_store(program, generator, folder, statements)
    check.install_readers()
    table = Table()

    def only(name):
        return not formats or name in formats
    ask_graphs(program, store, folder, table, only)
    ask_data(program, store, folder, table, only)
    if table.wrong:
        sys.exit(1)
    if table.missing:
        check.skip(f"no {', no '.join(sorted(set(table.missing)))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
