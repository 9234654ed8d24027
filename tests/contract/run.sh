#!/usr/bin/env bash
# Does the server do what server/openapi.yaml says, whatever it is asked?
#   tests/contract/run.sh [SECONDS]            60 by default; ./dev contract builds first
# Reads the description with openapi-spec-validator, then serves a store of examples/ with a token and
# lets schemathesis ask for all that the description allows and much that it forbids, reads and
# writes. Ends with 1 when a reply is 5xx, of a status, type or shape that is not described, when a
# write passes without the token, when the server reports a trouble of its own, or when the store
# does not verify afterwards. Ends with 0 and says "skipped" where the packages cannot be had.
#
# Two of schemathesis's checks are left out. No schema tells which names, cursors and pairs of
# parameters there are, so what fits the schema may be 400; and an empty parameter counts as none
# (that is what a form sends), so what does not fit may be 200.
set -euo pipefail
cd "$(dirname "$0")/../.."
onrecord=$PWD/${ONRECORD:-build/release/onrecord}
seconds=${1:-60}
tools=$PWD/build/contract
[ -x "$onrecord" ] || { echo "contract: no $onrecord: run ./dev build" >&2; exit 1; }

if ! cmp -s tests/contract/requirements.txt "$tools/installed.txt"; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  if ! "$tools/bin/pip" install -qq --disable-pip-version-check --require-hashes \
    -r tests/contract/requirements.txt; then
    rm -rf "$tools"
    echo "contract: skipped: the packages of tests/contract/requirements.txt cannot be installed here"
    exit 0
  fi
  cp tests/contract/requirements.txt "$tools/installed.txt"
fi

folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT

"$tools/bin/openapi-spec-validator" --schema 3.1 server/openapi.yaml
"$onrecord" ingest --progress=none --store "$folder/store" examples
"$onrecord" serve --store "$folder/store" --port 0 >"$folder/address" 2>"$folder/troubles" &
server=$!
for _ in $(seq 300); do
  grep -q '#token=' "$folder/address" && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/troubles" >&2; exit 1; }
  sleep 0.1
done
address=$(sed -n 's,.* \(http://[^/]*\)/#token=.*,\1,p' "$folder/address")
token=$(sed -n 's,.*#token=\([^ ]*\).*,\1,p' "$folder/address")

result=0
# From its own folder: schemathesis leaves files where it is started.
# filter_too_much speaks of how it makes ids for a path, and of nothing that the server does.
(cd "$folder" && "$tools/bin/schemathesis" run "$address/openapi.yaml" --url "$address" \
  -H "Authorization: Bearer $token" --seed 20261122 --max-time "$seconds" --max-examples 20 \
  --exclude-checks positive_data_acceptance,negative_data_rejection \
  --suppress-health-check filter_too_much \
  --generation-database none --request-timeout 30 --warnings off --no-color) || result=1

if ! kill -0 "$server" 2>/dev/null; then
  echo "contract: the server ended by itself" >&2
  result=1
fi
kill "$server" 2>/dev/null || true
wait "$server" || result=1
server=
if [ -s "$folder/troubles" ]; then
  echo "contract: the server reported:" >&2
  head -n 20 "$folder/troubles" >&2
  result=1
fi
"$onrecord" verify --store "$folder/store" || result=1
exit "$result"
