"""Makes data/ambiguous_names.tsv: names of places and bodies that are also something else.

Run after the other tables:  python3 data/tools/make_ambiguous_names.py

A name is listed with the sense `word` when its lower-case form is an ordinary English word (the
Debian package wamerican-small, which is SCOWL), `given_name` when it is one of the commonest 3,000
in given_names.tsv, and `surname` when it is one of the 5,000 commonest in the 1990 US census
(public domain, through the PyPI package names).
"""

import pathlib
import subprocess

from packages import CACHE, fetch_pypi, read_table, write_table

DATA = pathlib.Path(__file__).resolve().parents[1]
SURNAMES, GIVEN_NAMES = 5000, 3000


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
    surnames = {line.split()[0].lower() for line in census.splitlines()[:SURNAMES]}
    given = read_table(DATA / "given_names.tsv")
    given.sort(key=lambda row: -int(row[2]))
    given_names = {row[0].lower() for row in given[:GIVEN_NAMES]}
    names = set()
    for file, columns in (("places.tsv", (2, 3)), ("public_bodies.tsv", (0, 1, 2))):
        for row in read_table(DATA / file):
            for column in columns:
                names |= set(row[column].split(";"))
    rows = []
    for name in sorted(names):
        lower = name.lower()
        senses = [sense for sense, known in (("given_name", given_names), ("surname", surnames),
                                             ("word", words)) if lower in known]
        if senses and len(name) > 1:
            rows.append([name, ";".join(senses)])
    write_table(DATA / "ambiguous_names.tsv",
                "name\tother senses; SCOWL, US Census Bureau and Social Security Administration; "
                "made by tools/make_ambiguous_names.py", rows)


if __name__ == "__main__":
    main()
