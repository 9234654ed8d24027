#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, which ends with it: a cluster in a temporary
# folder, reached by a unix socket only, that libpq's variables name. Ends with 3 without PostgreSQL.
#   with_postgresql.sh COMMAND...
set -euo pipefail

programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$programs/initdb" ] || exit 3

folder=$(mktemp -d "${TMPDIR:-/tmp}/postgresql.XXXXXX")
as_user=()
if [ "$(id -u)" -eq 0 ]; then # the server refuses to run as root
  as_user=(runuser -u postgres --)
  chown postgres "$folder"
fi
in_folder() { (cd "$folder" && "${as_user[@]}" "$@"); }
finish() {
  in_folder "$programs/pg_ctl" stop -D "$folder/data" -m immediate >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

in_folder "$programs/initdb" -D "$folder/data" -U peers -A trust -E UTF8 --locale=C --no-sync >/dev/null
# All in memory, nothing for safety, one process a query.
cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
shared_buffers = 2GB
work_mem = 256MB
maintenance_work_mem = 1GB
effective_cache_size = 4GB
random_page_cost = 1
fsync = off
full_page_writes = off
autovacuum = off
max_parallel_workers_per_gather = 0
jit = off
plan_cache_mode = force_generic_plan
END
in_folder "$programs/pg_ctl" start -w -D "$folder/data" -l "$folder/log" >/dev/null ||
  { cat "$folder/log" >&2; exit 1; }

PGHOST=$folder PGUSER=peers "$@"
