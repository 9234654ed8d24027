#!/usr/bin/env bash
# Measures peers on our files and prints the tables: spaCy and textacy for quality and speed,
# PyTorch and ONNX Runtime on our own weights for speed.
#   bench/peers/run.sh [spacy_ner|textacy_quotes|engines ...]     all three by default
# Makes a virtual environment in build/peers (Python 3.11; some 2 GB), which nothing else needs.
# ONRECORD and BENCH_ENCODER name other programs than those in build/release, ONRECORD_SHARED
# another folder of corpora than ../shared, PEERS_VENV another environment.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=${PEERS_VENV:-build/peers}
python=${PYTHON:-python3}

if [ ! -e "$venv/ready" ] || [ bench/peers/requirements.txt -nt "$venv/ready" ]; then
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet -r bench/peers/requirements.txt
  touch "$venv/ready"
fi
[ $# -gt 0 ] || set -- spacy_ner textacy_quotes engines
printf '%s, %s cores, load %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
  "$(nproc)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
for name in "$@"; do
  echo
  "$venv/bin/python" "bench/peers/$name.py"
done
