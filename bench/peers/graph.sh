#!/usr/bin/env bash
# Asks networkx, igraph, graph-tool, SQLite and PostgreSQL for the paths that bench_paths asks for,
# on the same graph, one after another, and prints tables of what they take beside what we take.
#   bench/peers/graph.sh [NODES=1000000 [EDGES=10000000 [QUESTIONS=1000]]]
# ASK_SECONDS (60): how long a peer is asked one question, of as many pairs as fit in, 20 at least.
# PYTHON (/usr/bin/python3) has the peers; those that it lacks are left out, and a line says so.
# Needs some 5 GB of memory and 2 GB under $TMPDIR for the default size; BENCH_PATHS names another
# program than build/release/bench/bench_paths.
set -euo pipefail
cd "$(dirname "$0")/../.."
nodes=${1:-1000000}
edges=${2:-10000000}
questions=${3:-1000}
ask_seconds=${ASK_SECONDS:-60}
python=${PYTHON:-/usr/bin/python3}
ours=${BENCH_PATHS:-build/release/bench/bench_paths}
scripts=bench/peers/graph
[ -x "$ours" ] || { echo "peers: no $ours: ./dev build release bench_paths makes it" >&2; exit 2; }

peers=()
for module in networkx igraph graph_tool sqlite3 psycopg2; do
  if "$python" -c "import numpy, $module" 2>/dev/null; then
    peers+=("$module")
  else
    echo "$module is left out: $python lacks it or numpy. \`./dev peers\` installs all peers."
  fi
done
[ ${#peers[@]} -gt 0 ] || exit 0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

ask_us() { # SUFFIX of the files
  "$ours" "$nodes" "$edges" "$questions" 2.5 "$folder/edges$1" "$folder/pairs$1" "$folder/results$1" \
    >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
}

cat <<END
Asked by \`ASK_SECONDS=$ask_seconds bench/peers/graph.sh $nodes $edges $questions\`: processor time of one question, the same pairs for all,
one peer after another on $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) when it began. All had to find the same hops and the same
doubt ([bench/peers](../bench/peers/README.md#paths-in-a-graph) says how each was asked).
END

ask_us ""
"$python" "$scripts/prepare.py" "$folder"
for peer in "${peers[@]}"; do
  case $peer in
    sqlite3) "$python" "$scripts/ask_sqlite.py" "$folder" "$ask_seconds" ;;
    psycopg2)
      result=0
      "$scripts/with_postgresql.sh" "$python" "$scripts/ask_postgresql.py" "$folder" "$ask_seconds" || result=$?
      [ "$result" -ne 3 ] || echo "postgresql is left out: no server. \`./dev peers\` installs all peers."
      [ "$result" -eq 0 ] || [ "$result" -eq 3 ] || exit "$result"
      ;;
    *) "$python" "$scripts/ask_$peer.py" "$folder" "$ask_seconds" ;;
  esac
done
ask_us _after
cmp "$folder/pairs" "$folder/pairs_after"
"$python" "$scripts/compare.py" "$folder"
