#!/bin/sh
# No function or variable of ours is defined in two libraries: the linker would take one for both
# and say nothing. Prints each that is and exits 1.
#
# usage: .ci/check_symbols.sh LIBRARY...
set -eu
[ $# -gt 1 ] || { echo "usage: $0 LIBRARY..." >&2; exit 2; }

defined() {
  nm --demangle --defined-only --extern-only "$1" 2>/dev/null |
    sed -nE 's/^[0-9a-f]+ [BDRT] (onrecord::.*)/\1/p' | sort -u
}

all=$(for library in "$@"; do defined "$library"; done)
[ -n "$all" ] || { echo "no function of ours in $*" >&2; exit 2; }
twice=$(echo "$all" | sort | uniq -d)
[ -z "$twice" ] || { echo "$twice" | sed 's/$/: defined in two libraries/'; exit 1; }
