#!/usr/bin/env bash
# How well extraction agrees with hand annotations: PolNeAR's dev articles, the seed articles and
# examples/. Prints the tables of docs/quality.md. Needs the folder with the corpora and scorers:
#   bench/quality.sh [SHARED]      (default $ONRECORD_SHARED, else ../shared)
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-${ONRECORD_SHARED:-../shared}}
onrecord=${ONRECORD:-build/release/onrecord}
[ -d "$shared/eval" ] || { echo "quality: no scorers in $shared/eval" >&2; exit 2; }
[ -x "$onrecord" ] || { echo "quality: no $onrecord: run ./dev build" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

echo "== PolNeAR dev, 84 whole articles: attributions"
"$onrecord" extract "$shared/data/polnear/dev.jsonl" >"$out/polnear.jsonl"
python3 "$shared/eval/score_attribution.py" "$shared/data/polnear/dev.jsonl" "$out/polnear.jsonl"
echo
echo "== Seeds, 4 articles: entities, quotes, operations, relations"
"$onrecord" extract "$shared/seeds" >"$out/seeds.jsonl"
python3 "$shared/eval/score_knowledge.py" "$shared/seeds/gold.json" "$out/seeds.jsonl"
echo
echo "== examples/, the invented articles in gold.json: entities, quotes, operations, relations"
"$onrecord" extract --with-text examples >"$out/examples.jsonl"
python3 "$shared/eval/score_knowledge.py" examples/gold.json "$out/examples.jsonl" \
  --texts "$out/examples.jsonl"
