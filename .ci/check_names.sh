#!/bin/sh
# One name, one thing. Of a function in two libraries the linker takes one for both and says
# nothing; a type in two headers is undefined behaviour (C++20, basic.def.odr). Prints each name that
# stands twice and exits 1.
#
# usage: .ci/check_names.sh functions LIBRARY...
#        .ci/check_names.sh types FOLDER...        all headers in these
set -eu

usage() {
  sed -n '5,6s/^# //p' "$0" >&2
  exit 2
}

functions() {
  for library in "$@"; do
    nm --demangle --defined-only --extern-only "$library" 2>/dev/null |
      sed -nE 's/^[0-9a-f]+ [BDRT] (onrecord::.*)/\1/p' | sort -u
  done
}

types() {
  find "$@" -name '*.h' -exec awk '
    /^namespace [a-z_:]+ \{/ { space = $2 }
    /^(struct|class|union|enum|enum class) [A-Za-z]+ ([^;]* )?\{/ {
      sub(/^(enum class|enum|struct|class|union) /, "")
      sub(/[ :{].*/, "")
      print space "::" $0
    }' {} +
}

[ $# -gt 1 ] || usage
kind=$1
shift
case $kind in
  functions) all=$(functions "$@") ;;
  types) all=$(types "$@") ;;
  *) usage ;;
esac
[ -n "$all" ] || { echo "no $kind of ours in $*" >&2; exit 2; }
twice=$(echo "$all" | sort | uniq -d)
[ -z "$twice" ] || { echo "$twice" | sed 's/$/: defined twice/'; exit 1; }
