#!/usr/bin/env bash
# How many documents a second does `onrecord ingest` store, and how much memory does it take?
#   bench/ingest.sh [FILE]      NDJSON (.gz, .zst) or a folder; examples/ by default
# Ingests into a new store with 1 and 2 threads, each ROUNDS times (3), and prints the best run of
# each with the peak resident memory of the process, then the second against the first.
set -euo pipefail
cd "$(dirname "$0")/.."

onrecord=${ONRECORD:-build/release/onrecord}
input=${1:-examples}
rounds=${ROUNDS:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

[ -x "$onrecord" ] || { echo "bench: no $onrecord: run ./dev build" >&2; exit 1; }

# measure THREADS: "SECONDS PEAK_KIB DOCUMENTS" of the fastest round.
measure() {
  python3 - "$onrecord" "$input" "$folder/store" "$1" "$rounds" <<'PYTHON'
import json, resource, shutil, subprocess, sys, time
program, path, store, threads, rounds = sys.argv[1:]
best = None
for _ in range(int(rounds)):
    shutil.rmtree(store, ignore_errors=True)
    begin = time.monotonic()
    run = subprocess.run([program, "ingest", "--json", "--progress=none", "--store", store,
                          "--threads", threads, path], capture_output=True, text=True)
    seconds = time.monotonic() - begin
    if run.returncode not in (0, 1):
        sys.exit(f"bench: onrecord ended with {run.returncode}: {run.stderr}")
    end = json.loads(run.stdout.splitlines()[-1])
    if best is None or seconds < best[0]:
        best = (seconds, end["stored"])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"{best[0]:.2f} {peak} {best[1]}")
PYTHON
}

printf '%s, %s, best of %s\n' "$input" "$(nproc) cores" "$rounds"
printf '%7s %9s %9s %12s %9s\n' threads documents seconds documents/s 'peak MiB'
for threads in 1 2; do
  read -r seconds peak documents < <(measure "$threads")
  [ "$documents" -gt 0 ] || { echo "bench: nothing of $input was stored" >&2; exit 1; }
  rate=$(awk "BEGIN { printf \"%.1f\", $documents / $seconds }")
  printf '%7s %9s %9s %12s %9s\n' "$threads" "$documents" "$seconds" "$rate" "$((peak / 1024))"
  rates+=("$rate")
done
awk "BEGIN { printf \"2 threads against 1: %.2f times\n\", ${rates[1]} / ${rates[0]} }"
