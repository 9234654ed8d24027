#!/usr/bin/env bash
# How the costs grow with the archive: makes archives of so many statements, one after another, asks
# each the same (bench/archive.cpp), and writes docs/growth.md, the figures side by side.
#
#   bench/growth.sh FOLDER [1000000 10000000 100000000]
#
# FOLDER keeps what was printed of each size, and the archives while they are measured: 100 million
# statements take some 60 GB and an hour. What it has printed before is not measured again.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?"usage: bench/growth.sh FOLDER [STATEMENTS...]"}
sizes=("${@:2}")
[ ${#sizes[@]} -gt 0 ] || sizes=(1000000 10000000 100000000)
page=docs/growth.md
mkdir -p "$folder"

./dev build release bench_archive >/dev/null
for size in "${sizes[@]}"; do
  [ -s "$folder/$size.md" ] && continue
  rm -rf "$folder/$size.db"
  echo "$size statements" >&2
  build/release/bench/bench_archive "$size" "$folder/$size.db" >"$folder/$size.part"
  mv "$folder/$size.part" "$folder/$size.md"
  rm -rf "$folder/$size.db"
done

python3 - "$folder" "${sizes[@]}" >"$page.part" <<'PYTHON'
import os, re, sys
folder, sizes = sys.argv[1], sys.argv[2:]
tables = []
for size in sizes:
    rows = {}
    for line in open(f"{folder}/{size}.md"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 2 and cells[1] and not cells[0].startswith("-"):
            rows[cells[0]] = cells[1]
    tables.append(rows)


def first_number(text):
    return float(re.match(r"[0-9.]+", text).group())


print(f"""# How the costs grow with the archive

Written by `bench/growth.sh`: {os.cpu_count()} cores; the archives are made up (`bench/realistic_articles.h`). Each is loaded into an
empty store, opened cold, and asked for paths between 500 pairs of entities drawn at random, with a
sentence for each hop: first when nothing of them was read before, then again, with `--memory 4096`. The last column is
the greatest size against the least; where there are three figures, of the first. Beside other work the clock of a
load that takes an hour says little: processor time compares.
""")
print("| | " + " | ".join(f"{int(size):,} statements" for size in sizes) + " | times |")
print("|---" * (len(sizes) + 2) + "|")
for what in tables[0]:
    values = [table.get(what, "") for table in tables]
    times = ""
    if all(values) and first_number(values[0]) > 0:
        times = f"{first_number(values[-1]) / first_number(values[0]):.2f}"
    print(f"| {what} | " + " | ".join(values) + f" | {times} |")
PYTHON
mv "$page.part" "$page"
echo "wrote $page"
