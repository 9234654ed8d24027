#!/bin/sh
# Includes go one way: model <- extract | storage <- graph <- viz <- server <- app; train may use
# extract. Prints each line that goes another way and exits 1.
#
# usage: .ci/check_includes.sh [FOLDER]     the repository, by default
#        .ci/check_includes.sh --self-test  shows that it can fail
set -eu

floors='model extract storage graph viz server app train'

allowed() {
  case $1 in
    model) echo 'model' ;;
    extract) echo 'model extract' ;;
    storage) echo 'model storage' ;;
    graph) echo 'model storage graph' ;;
    viz) echo 'model storage graph viz' ;;
    server) echo 'model storage graph viz server' ;;
    app) echo 'model extract storage graph viz server app' ;;
    train) echo 'model extract train' ;;
  esac
}

# Every include of a folder that is not in its list, of tests, or of a path that climbs with "..".
offending() {
  for floor in $floors; do
    [ -d "$1/$floor" ] || continue
    others='tests|bench'
    for other in $floors; do
      case " $(allowed "$floor") " in
        *" $other "*) ;;
        *) others="$others|$other" ;;
      esac
    done
    (cd "$1" && grep -rnE --include='*.h' --include='*.cpp' \
      "^[[:space:]]*#[[:space:]]*include[[:space:]]*[\"<]((\./)*($others)/|[^\">]*\.\./)" "$floor") || [ $? -eq 1 ]
  done
}

check() {
  lines=$(offending "$1")
  [ -z "$lines" ] && return 0
  printf '%s\n' "$lines" 'includes go one way: see .ci/check_includes.sh'
  return 1
}

# expect WANTED FILE LINE: what check says (0 or 1) of a tree that holds one file of one line.
expect() {
  mkdir -p "$tree/$(dirname "$2")"
  printf '%s\n' "$3" >"$tree/$2"
  got=0
  check "$tree" >/dev/null || got=$?
  rm -r "${tree:?}/$(dirname "$2")"
  [ "$got" -eq "$1" ] || { echo "self-test: $2: $3: exit $got, not $1"; exit 1; }
}

self_test() {
  tree=$(mktemp -d)
  trap 'rm -rf "$tree"' EXIT
  expect 0 model/a.h '#include "model/b.h"'
  expect 0 graph/a.cpp '#include "storage/b.h"'
  expect 0 app/a.cpp '#include "extract/b.h"'
  expect 0 server/a.cpp '#include <graph/b.h> // not ours, but of an allowed name'
  expect 0 model/a.h '// #include "graph/b.h"'
  expect 1 model/a.h '#include "extract/b.h"'
  expect 1 extract/a.cpp '  #  include "storage/b.h"'
  expect 1 storage/a.cpp '#include "extract/b.h"'
  expect 1 storage/deep/a.cpp '#include "graph/b.h"'
  expect 1 graph/a.cpp '#include <viz/b.h>'
  expect 1 viz/a.cpp '#include "server/b.h"'
  expect 1 server/a.cpp '#include "app/b.h"'
  expect 1 server/a.cpp '#include "extract/b.h"'
  expect 1 app/a.cpp '#include "tests/b.h"'
  expect 1 graph/a.cpp '#include "../viz/b.h"'
  expect 1 graph/a.cpp '#include "model/../viz/b.h"'
  echo 'self-test passed'
}

if [ "${1-}" = --self-test ]; then
  self_test
else
  check "${1:-$(dirname "$0")/..}"
fi
