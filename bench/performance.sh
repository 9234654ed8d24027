#!/usr/bin/env bash
# Measures the store and the graph on made-up archives and writes docs/performance.md, whose figures
# all come from here. With two arguments of its own: statements of the archive, and entities of the
# graph without a store (it has ten times as many edges). Other programs are asked for paths in that
# graph too, where they are installed (./dev peers).
#
#   bench/performance.sh [1000000 [1000000]]
set -euo pipefail
cd "$(dirname "$0")/.."

statements=${1:-1000000}
entities=${2:-1000000}
programs=build/release/bench
page=docs/performance.md

./dev build release bench_archive bench_bulk bench_live bench_ready bench_size bench_paths >/dev/null

table() { printf '\n| what | figure |\n|---|---|\n'; }

{
  echo "# What the store and the graph cost"
  echo
  echo "Written by \`bench/performance.sh $statements $entities\` on $(date -u +%F): $(nproc) cores, load"
  echo "$(cut -d' ' -f1 /proc/loadavg) of other work when it began. Times wander with the machine; of a ratio both sides ran in one"
  echo "process, in turns, but other programs ran one after another. The archives are made up"
  echo "(\`bench/realistic_articles.h\`)."
  printf '\n## An archive, from nothing to its graph and paths\n\n'
  "$programs/bench_archive" "$statements"
  printf '\n## Filling an empty store at once, against sorted tables in plain RocksDB\n'
  table
  "$programs/bench_bulk" --statements "$((statements / 4))" --repeats 3
  printf '\n## Storing documents as they come, against the same batches in plain RocksDB\n'
  table
  "$programs/bench_live" --statements 60000 --documents 32
  "$programs/bench_live" --statements 60000 --documents 64
  printf '\n## Ready after kill -9\n'
  table
  "$programs/bench_ready" --statements "$statements"
  printf '\n## Bytes on disk\n\n'
  "$programs/bench_size" --statements "$statements" --live "$((statements / 20))"
  printf '\n## Questions about a graph without a store\n\n'
  "$programs/bench_paths" "$entities" "$((10 * entities))" 60
  printf '\n## Paths in such a graph, beside what others take\n\n'
  bench/peers/graph.sh "$entities" "$((10 * entities))"
} >"$page.part"
mv "$page.part" "$page"
echo "wrote $page"
