"""Makes data/ambiguous_names.tsv: names of places and bodies that are also something else.

Run after the other tables:  python3 data/tools/make_ambiguous_names.py

A name is listed with the sense `word` when its lower-case form is an ordinary English word (the
Debian package wamerican-small, which is SCOWL), `given_name` when it is one of the commonest 3,000
in given_names.tsv, and `surname` when it is one of the 5,000 commonest in the 1990 US census
(public domain, through the PyPI package names), or one of the 30,000 commonest and no place of the
name is larger than a small city.
"""

import pathlib
import subprocess

from packages import CACHE, fetch_pypi, read_table, write_table

DATA = pathlib.Path(__file__).resolve().parents[1]
SURNAMES, RARE_SURNAMES, GIVEN_NAMES = 5000, 30000, 3000
SMALL_PLACE = 200_000
# Surnames much in the news that the census of 1990 hardly has.
NEWS_SURNAMES = {"obama", "romney", "modi", "macron", "merkel", "xi", "duterte", "assad", "abe",
                 "harris", "vance", "walz", "rubio", "noem", "homan", "bondi", "patel", "hegseth"}


def read_words() -> set[str]:
    folder = CACHE / "debian-wamerican-small"
    if not folder.exists():
        folder.mkdir(parents=True)
        subprocess.run(["apt-get", "download", "-qq", "wamerican-small"], check=True, cwd=folder)
        (package,) = folder.glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", package.name, "."], check=True, cwd=folder)
    words = (folder / "usr/share/dict/american-english-small").read_text(encoding="utf-8")
    return {word for word in words.split() if word.islower() and "'" not in word}


def main():
    words = read_words()
    census = (fetch_pypi("names", "0.3.0") / "names-0.3.0" / "names" / "dist.all.last").read_text()
    ranked = [line.split()[0].lower() for line in census.splitlines()[:RARE_SURNAMES]]
    surnames, rare_surnames = set(ranked[:SURNAMES]) | NEWS_SURNAMES, set(ranked)
    given = read_table(DATA / "given_names.tsv")
    given.sort(key=lambda row: -int(row[2]))
    given_names = {row[0].lower() for row in given[:GIVEN_NAMES]}
    names, populations = set(), {}
    for file, columns in (("places.tsv", (2, 3)), ("public_bodies.tsv", (0, 1, 2))):
        for row in read_table(DATA / file):
            for column in columns:
                for name in row[column].split(";"):
                    names.add(name)
                    people = int(row[8]) if row[1] == "city" else SMALL_PLACE
                    populations[name] = max(populations.get(name, 0), people)
    rows = []
    for name in sorted(names):
        lower = name.lower()
        known_surnames = rare_surnames if populations[name] < SMALL_PLACE else set()
        senses = [sense for sense, known in (("given_name", given_names),
                                             ("surname", surnames | known_surnames),
                                             ("word", words)) if lower in known]
        if senses and len(name) > 1:
            rows.append([name, ";".join(senses)])
    write_table(DATA / "ambiguous_names.tsv",
                "name\tother senses; SCOWL, US Census Bureau and Social Security Administration; "
                "made by tools/make_ambiguous_names.py", rows)


if __name__ == "__main__":
    main()
