#include "storage/bulk_ingest.h"

#include <map>

#include "storage/bulk_files.h"
#include "storage/bulk_stored.h"

namespace onrecord::bulk {

Status take_in_tables(StoreState& state, const std::vector<Built>& all_built) {
  std::map<Column, rocksdb::IngestExternalFileArg> families;
  for (const Built& built : all_built) {
    for (const Tables& tables : built.tables) {
      rocksdb::IngestExternalFileArg& family = families[tables.column];
      family.column_family = state.database->handle(tables.column);
      family.options.move_files = true;
      family.external_files.insert(family.external_files.end(), tables.paths.begin(),
                                   tables.paths.end());
    }
  }
  std::vector<rocksdb::IngestExternalFileArg> all;
  all.reserve(families.size());
  for (auto& [column, family] : families) all.push_back(std::move(family));
  const KeptStill still(state);
  if (!still.status()) return still.status();
  if (Status marked = set_mark(state, state.unindexed.has_value()); !marked) return marked;
  const Status ingested = to_status(state.database->db().IngestExternalFiles(all), state.name);
  if (!ingested) take_back_list(state);
  const Status done = ingested ? remove_mark(state) : ingested;
  // While the mark may stand there, nothing may be acknowledged: a store that has it and does not
  // open is emptied.
  if (!done) state.write_failure = done.error();
  return done;
}

}  // namespace onrecord::bulk
