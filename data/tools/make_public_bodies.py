"""Makes data/public_bodies.tsv out of the hand-written lists in data/tools/bodies/.

Run from anywhere:  python3 data/tools/make_public_bodies.py

Adds the spellings that newsrooms use (U.S./US/United States or nothing in front, & for and, "Department
of X" and "X Department" are written by hand), resolves each parent to its official name, and stops
at a parent that is not listed, a name that two bodies share, or a place that places.tsv lacks.
"""

import pathlib
import sys

from packages import read_table, write_table

DATA = pathlib.Path(__file__).resolve().parents[1]
SOURCES = DATA / "tools" / "bodies"


def split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def with_variants(name: str, aliases: list[str]) -> list[str]:
    found = [name, *aliases]
    if name.startswith("U.S. ") and not name.startswith("U.S. Attorney"):
        bare = name.removeprefix("U.S. ")
        if bare.startswith(("Department of ", "Attorney")) or " " in bare:
            found.append(bare)
    for known in list(found):
        if known.startswith("U.S. "):
            rest = known.removeprefix("U.S. ")
            found += [f"US {rest}", f"United States {rest}"]
        if "and" in known.split():
            found.append(" ".join("&" if word == "and" else word for word in known.split(" ")))
        if ", and " in known:
            found.append(known.replace(", and ", " and "))
    return sorted(set(found) - {name})


def depth(name: str, parents: dict[str, str]) -> int:
    """How many bodies stand above this one; the loader wants parents first."""
    steps = 0
    while parents[name]:
        name, steps = parents[name], steps + 1
        if steps > 10:
            sys.exit(f"{name}: its parents form a circle")
    return steps


def main():
    bodies = [[*row, "United States"] for row in read_table(SOURCES / "us_federal.tsv")]
    bodies += read_table(SOURCES / "world.tsv")
    bodies += read_table(SOURCES / "us_states_and_cities.tsv")
    for body in bodies:
        if len(body) != 5:
            sys.exit(f"{body[0]}: {len(body)} columns, expected 5")
    place_ids = {}
    for row in sorted(read_table(DATA / "places.tsv"), key=lambda row: int(row[8])):
        place_ids[row[2]] = row[0]  # the largest of its name
        place_ids[f"{row[2]} ({row[1]})"] = row[0]
    owners: dict[str, list[str]] = {}
    rows = []
    for name, acronyms, aliases, parent, place in bodies:
        if place and place not in place_ids:
            sys.exit(f"{name}: no place is called {place}")
        others = with_variants(name, split(aliases))
        for known in {name, *others, *split(acronyms)}:
            owners.setdefault(known, []).append(name)
        rows.append([name, ";".join(sorted(split(acronyms))), ";".join(others), parent,
                     place_ids.get(place, "")])
    trouble = [f"{known}: shared by {', '.join(names)}"
               for known, names in sorted(owners.items()) if len(names) > 1]
    for row in rows:
        if row[3] and row[3] not in owners:
            trouble.append(f"{row[0]}: unknown parent {row[3]}")
        elif row[3]:
            row[3] = owners[row[3]][0]
    if trouble:
        sys.exit("\n".join(trouble))
    parents = {row[0]: row[3] for row in rows}
    rows.sort(key=lambda row: (depth(row[0], parents), row[0]))
    write_table(DATA / "public_bodies.tsv",
                "name\tacronyms\taliases\tparent\tid of its place; facts from the bodies' own public "
                "pages, hand-written; made by tools/make_public_bodies.py", rows)


if __name__ == "__main__":
    main()
