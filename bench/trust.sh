#!/usr/bin/env bash
# What do crashes, power cuts, failing disks and damaged files cost?
#   bench/trust.sh [TESTS]   all points of the tests tagged [trust], or of those that TESTS names, as
#                            Catch2 takes them ("kill*"); SHARDS processes at once (2)
# Prints one line a kind of fault: how many points, and what came of them. Ends with 1 when a test
# failed: something acknowledged was lost, verify found something, a crash, a hang, a wrong answer.
# Stores lie under $TMPDIR; a file system in memory (/dev/shm) makes it fast, and what a power cut
# takes is simulated either way.
set -euo pipefail
cd "$(dirname "$0")/.."

tests=${TESTS:-build/release/tests/onrecord_storage_tests}
shards=${SHARDS:-2}
[ -x "$tests" ] || { echo "bench: no $tests: cmake --build --preset release --target onrecord_storage_tests" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pids=()
for ((i = 0; i < shards; ++i)); do
  ONRECORD_TRUST=full ONRECORD_TRUST_SHARDS=$shards ONRECORD_TRUST_SHARD=$i \
    ONRECORD_TRUST_TABLE="$folder/$i.tsv" "$tests" "${1:-[trust]}" >"$folder/$i.log" 2>&1 &
  pids+=($!)
done
failed=0
for ((i = 0; i < shards; ++i)); do
  wait "${pids[$i]}" || { failed=1; cat "$folder/$i.log" >&2; }
done

python3 - "$folder" <<'PYTHON'
import collections, glob, sys
points, outcomes = collections.Counter(), collections.defaultdict(collections.Counter)
for shard in sorted(glob.glob(sys.argv[1] + "/*.tsv")):
    counted = set()
    for line in open(shard):
        what, of, outcome, count = line.rstrip("\n").split("\t")
        if what not in counted:
            points[what] += int(of)
        counted.add(what)
        outcomes[what][outcome] += int(count)
print("| fault | points | what came of them |\n|---|---|---|")
for what in sorted(points):
    print(f"| {what} | {points[what]:,} | " +
          ", ".join(f"{n:,} {o}" for o, n in sorted(outcomes[what].items())) + " |")
PYTHON
exit "$failed"
