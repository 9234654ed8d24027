#!/usr/bin/env bash
# How many requests a second does `onrecord serve` answer on a small entity card, beside a bare
# Node.js server that says hello?
#   bench/serve_load.sh [ROUNDS]      5 by default; ./dev installs wrk, and Node.js has to be there
# Each round loads one server and then the other with wrk for SECONDS (3) over CONNECTIONS (8)
# kept-alive connections; all run all the time. Prints the medians, their ratio, and the 99th
# percentile of how long a card took; then the same where no answer is kept (--keep-answers 0), so
# that each card is made anew. Ends with 1 when the ratio is under 0.7 or the percentile over 5 ms.
set -euo pipefail
cd "$(dirname "$0")/.."

onrecord=${ONRECORD:-build/release/onrecord}
rounds=${1:-5}
seconds=${SECONDS_EACH:-3}
connections=${CONNECTIONS:-8}
folder=$(mktemp -d)
pids=()
trap '[ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true; rm -rf "$folder"' EXIT

[ -x "$onrecord" ] || { echo "bench: no $onrecord: run ./dev build" >&2; exit 1; }
for program in node wrk; do
  command -v "$program" >/dev/null || { echo "bench: no $program: install it" >&2; exit 1; }
done

# wait_for FILE PATTERN: the first match in a log that a server is writing.
wait_for() {
  local _
  for _ in $(seq 100); do
    grep -om1 "$2" "$1" && return
    sleep 0.1
  done
  echo "bench: $1 says: $(cat "$1")" >&2
  exit 1
}

"$onrecord" ingest --progress=none --store "$folder/store" examples >"$folder/ingest.log"
"$onrecord" serve --store "$folder/store" --port 0 >"$folder/onrecord.log" &
pids+=($!)
"$onrecord" serve --store "$folder/store" --port 0 --keep-answers 0 >"$folder/anew.log" &
pids+=($!)
node -e 'require("http").createServer((q, r) => r.end("hello")).listen(0, "127.0.0.1",
         function () { console.log("http://127.0.0.1:" + this.address().port + "/"); })' \
  >"$folder/node.log" &
pids+=($!)
card=$(wait_for "$folder/onrecord.log" 'http://[0-9.]*:[0-9]*/')
hello=$(wait_for "$folder/node.log" 'http://[0-9.]*:[0-9]*/')

# The card of an entity of one document: as small as they come.
id=$("$onrecord" search --json --store "$folder/store" --limit 1000 "${NAME_PREFIX:-a}" |
  python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
print(min(rows, key=lambda row: (row["documents"], row["id"]))["id"])')
card=${card}api/v1/entities/$id
anew=$(wait_for "$folder/anew.log" 'http://[0-9.]*:[0-9]*/')api/v1/entities/$id
python3 - "$card" <<'PYTHON'
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as reply:
    print(f"card: {len(reply.read())} bytes, status {reply.status}")
PYTHON

# load URL: "REQUESTS_A_SECOND P99_MS ERRORS"
load() {
  wrk -t1 -c"$connections" -d"${seconds}s" --latency "$1" >"$folder/wrk.log"
  awk '/Requests\/sec/ { rate = $2 }
       $1 == "99%" { p99 = $2 + 0; if ($2 ~ /us$/) p99 /= 1000; else if ($2 !~ /ms$/) p99 *= 1000 }
       /Non-2xx/ { errors += $NF } /Socket errors/ { gsub(",", ""); errors += $4 + $6 + $8 + $10 }
       END { print rate, p99, errors + 0 }' "$folder/wrk.log"
}

load "$hello" >/dev/null  # warm-up of both
load "$card" >/dev/null
load "$anew" >/dev/null
for _ in $(seq "$rounds"); do
  load "$hello" >>"$folder/hello"
  load "$card" >>"$folder/card"
  load "$anew" >>"$folder/anew"
done
python3 - "$folder/hello" "$folder/card" "$folder/anew" "$connections" <<'PYTHON'
import os, statistics, sys
def read(path):
    return [tuple(map(float, line.split())) for line in open(path)]
hello, card, anew = map(read, sys.argv[1:4])
rate = lambda rows: statistics.median(row[0] for row in rows)
p99 = lambda rows: statistics.median(row[1] for row in rows)
times = lambda rows: statistics.median(a[0] / b[0] for a, b in zip(rows, hello))
ratio = times(card)
errors = sum(row[2] for row in hello + card + anew)
print(f"{os.cpu_count()} cores, {sys.argv[4]} connections, {len(card)} rounds, medians")
print(f"{'':22}{'requests/s':>12}{'p99 ms':>9}")
print(f"{'Node.js, hello':22}{rate(hello):12.0f}{p99(hello):9.2f}")
print(f"{'onrecord, entity card':22}{rate(card):12.0f}{p99(card):9.2f}")
print(f"{'each card made anew':22}{rate(anew):12.0f}{p99(anew):9.2f}")
print(f"onrecord against Node.js: {ratio:.2f} times, anew {times(anew):.2f}; errors: {errors:.0f}")
sys.exit(0 if ratio >= 0.7 and p99(card) < 5 and errors == 0 else 1)
PYTHON
