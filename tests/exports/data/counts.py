"""What a store holds, in its own words."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from canonical import items  # noqa: E402  beside this folder


def onrecord(*arguments):
    command = [os.environ["ONRECORD_PROGRAM"], *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command} ended with {done.returncode}")
    return done.stdout


def clean(name):
    """RDF has U+FFFD for what its readers end strings at; so that all compare alike."""
    return name.translate({0: "\ufffd", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


def expected(store):
    stats = json.loads(onrecord("stats", "--store", store, "--json"))
    entities, statements, aliases, names = 0, 0, 0, Counter()
    for section, item in items(os.environ["ONRECORD_PROGRAM"], store):
        statements += section == "statements"
        if section == "entities":
            entities += 1
            aliases += len(item["aliases"])
            names[clean(item["name"])] += 1
    assert entities == sum(stats["entities"].values())
    assert statements == stats["statements"]
    return {
        "documents": stats["documents"],
        "quotes": stats["quotes"],
        "statements": stats["statements"],
        "evidence": stats["evidence"],
        "entities": entities,
        "predicates": {name: n for name, n in stats["predicates"].items() if n > 0},
        "types": {name: n for name, n in stats["entities"].items() if n > 0},
        "names": names,
        "aliases": aliases,
    }


def compare(reader, found, wanted):
    """found: some of the counts."""
    assert found, f"{reader} counted nothing"
    for name, value in found.items():
        want = wanted[name]
        if isinstance(want, Counter):
            value = Counter({clean(one): n for one, n in value.items()})
        if value != want:
            raise SystemExit(f"{reader} finds {name}: {str(value)[:600]}\nthe store has {str(want)[:600]}")
    print(f"{reader}: {', '.join(found)} as in the store")
