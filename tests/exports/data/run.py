"""One check for ctest:

    run.py readers               installs the readers that are npm packages
    run.py "store CORPUS"        makes the store of examples, seeds or hostile
    run.py "FORMAT of CORPUS"    exports it and asks every reader of the format what is in there

Exit code 4: skipped, because a reader or the corpus is missing; in CI a missing reader fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import counts
import data_readers

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OUT = Path(os.environ["ONRECORD_EXPORTS_OUT"])
SKIPPED = 4


def skip(why, always=False):
    """always: also in CI, for what is no part of the repository."""
    print(f"skipped: {why}")
    sys.exit(1 if os.environ.get("CI") and not always else SKIPPED)


def install():
    modules = HERE / "node_modules"
    wanted = (HERE / "package-lock.json").read_bytes()
    stamp = modules / ".installed"
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    command = [os.environ["ONRECORD_NPM"], "ci", "--ignore-scripts", "--no-audit", "--no-fund",
               "--loglevel=error"]
    if subprocess.run(command, cwd=HERE, check=False).returncode != 0:
        skip("npm could not install the readers")
    stamp.write_bytes(wanted)


def seeds():
    shared = Path(os.environ.get("ONRECORD_SHARED", ROOT / ".." / "shared"))
    if not (shared / "seeds").is_dir():
        skip("no seed articles in $ONRECORD_SHARED or ../shared", always=True)
    return shared / "seeds"


def make_store(corpus):
    store = OUT / corpus
    shutil.rmtree(store, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
    if corpus == "hostile":
        subprocess.run([os.environ["ONRECORD_HOSTILE_STORE"], store], check=True)
        return
    counts.onrecord("ingest", "--store", store, ROOT / "examples" if corpus == "examples" else seeds())
    if corpus == "examples":
        merge = ["Gideon Falk", "Zoë Lindqvist", "--why", "“to see that it comes along”"]
        counts.onrecord("merge", "--store", store, *merge)


def check(form, corpus):
    store = OUT / corpus
    if corpus == "seeds":
        seeds()
    folder = OUT / f"{corpus}-{form}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    missing = data_readers.check(form, store, folder, counts.expected(store))
    if missing:
        skip("; ".join(missing))


def main():
    words = sys.argv[1].split()
    if words == ["readers"]:
        install()
    elif words[0] == "store":
        make_store(words[1])
    else:
        check(words[0], words[2])


main()
