#!/usr/bin/env bash
# The language model on dev files: exact spans on PolNeAR's passages, names in each corpus, whole
# articles, calibration, and what 8 bits cost. Prints the tables of docs/quality.md.
#   bench/model.sh [SHARED] [FLOAT_MODEL]     FLOAT_MODEL: train/export.py --float, for the last part
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-${ONRECORD_SHARED:-../shared}}
float_model=${2:-}
onrecord=${ONRECORD:-build/release/onrecord}
[ -d "$shared/eval" ] || { echo "model: no scorers in $shared/eval" >&2; exit 2; }
[ -x "$onrecord" ] || { echo "model: no $onrecord: run ./dev build" >&2; exit 2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
names=(wikigold uner-ewt re3d crossner-politics btc wnut17 multiner-gov)

# spans [OPTIONS of tag]: exact F1 of source, cue and content.
spans() {
  "$onrecord" tag --task attribution --conll "$@" "$shared/data/polnear/passages-dev.conll" >"$out/spans"
  python3 "$shared/eval/score_ner.py" "$shared/data/polnear/passages-dev.conll" "$out/spans"
}

# names_of CORPUS [OPTIONS of tag]: one line, P R F1 over PER, ORG and LOC.
names_of() {
  local file="$shared/data/ner/$1.dev.conll" corpus=$1
  shift
  "$onrecord" tag --task entities --conll "$@" "$file" >"$out/names"
  python3 "$shared/eval/score_ner.py" "$file" "$out/names" --types PER,ORG,LOC |
    awk -v name="$corpus" '/micro/ { printf "%-20s %s %s %s\n", name, $3, $4, $5 }'
}

articles() {
  "$onrecord" extract --threads 1 "$@" "$shared/data/polnear/dev.jsonl" >"$out/articles"
  python3 "$shared/eval/score_attribution.py" "$shared/data/polnear/dev.jsonl" "$out/articles" |
    grep -E '^all|^direct|^other|attribution  |who\+what'
}

echo "== PolNeAR dev passages, exact spans"
spans
echo
echo "== Names, PER ORG LOC          P      R      F1"
for name in "${names[@]}"; do names_of "$name"; done
echo
echo "== PolNeAR dev, whole articles"
articles
python3 bench/calibration.py "$shared/data/polnear/dev.jsonl" "$out/articles"
if [ -n "$float_model" ]; then
  echo
  echo "== The same with float weights and float arithmetic"
  spans --model "$float_model"
  for name in "${names[@]}"; do names_of "$name" --model "$float_model"; done
  articles --model "$float_model"
fi
