#!/usr/bin/env bash
# Does `onrecord serve` stay well for hours, while many read and others write the store?
#   bench/soak.sh [MINUTES]           60 by default
# Serves a store of examples/ to READERS (4) clients that ask for everything in turn, while documents
# are removed and read again without end, so that the store's size stays. Ends with 1 on any reply but
# 200, 404 or 503 (documents come and go; an export of a changing store is cut), when resident memory
# grows by 1% an hour or more after the first quarter, or when more descriptors are open at its end,
# at rest and beyond those of the store's tables, than at its beginning.
set -euo pipefail
cd "$(dirname "$0")/.."
onrecord=${ONRECORD:-build/release/onrecord}
[ -x "$onrecord" ] || { echo "bench: no $onrecord: run ./dev build" >&2; exit 1; }
exec python3 bench/soak.py "$onrecord" "${1:-60}" "${READERS:-4}"
