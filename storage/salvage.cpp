#include "storage/salvage.h"

#include <algorithm>

#include "storage/inspect.h"
#include "storage/keys.h"
#include "storage/rows.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

rocksdb::DBOptions lenient_options() {
  rocksdb::DBOptions options = database_options(Access::Write);
  options.paranoid_checks = false;  // opens although a table is cut, and reads the others
  return options;
}

/// Null when it cannot be opened at all.
std::shared_ptr<Database> open_leniently(const fs::path& path) {
  const rocksdb::DBOptions options = lenient_options();
  std::vector<std::string> there;
  if (!rocksdb::DB::ListColumnFamilies(options, path.string(), &there).ok()) return nullptr;
  std::vector<rocksdb::ColumnFamilyDescriptor> families = column_descriptors();
  std::erase_if(families, [&there](const rocksdb::ColumnFamilyDescriptor& family) {
    return std::find(there.begin(), there.end(), family.name) == there.end();
  });
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const rocksdb::Status opened =
      rocksdb::DB::OpenForReadOnly(rocksdb::Options(options, rocksdb::ColumnFamilyOptions()),
                                   path.string(), families, &handles, &db);
  if (!opened.ok()) return nullptr;
  return std::make_shared<Database>(std::unique_ptr<rocksdb::DB>(db), handles);
}

/// Tables are linked: RocksDB only moves them away when it repairs.
Status copy_files(const fs::path& from, const fs::path& to) {
  if (Status made = make_empty_folder(to); !made) return made;
  std::error_code failed;
  for (fs::directory_iterator file(from, failed), end; !failed && file != end;
       file.increment(failed)) {
    if (!file->is_regular_file()) continue;
    const fs::path name = file->path().filename();
    if (name == kPidFile || name == kSyncedFile || name == "LOCK") continue;
    const Result<bool> done = link_or_copy(file->path(), to / name, name.extension() == ".sst");
    if (!done) return done.error();
  }
  if (failed) return Error{ErrorCode::Io, "read '" + from.string() + "': " + failed.message()};
  return {};
}

std::shared_ptr<Database> open_repaired(const fs::path& copy) {
  const rocksdb::DBOptions options = lenient_options();
  const rocksdb::Status repaired =
      rocksdb::RepairDB(copy.string(), options, column_descriptors(), table_options(Column::Meta));
  return repaired.ok() ? open_leniently(copy) : nullptr;
}

enum class Got { Row, Nothing, Failed };

Got get(const Database& source, Column column, std::string_view key, std::string& value) {
  if (source.handle(column) == nullptr) return Got::Nothing;
  const rocksdb::Status read = source.db().Get(rocksdb::ReadOptions(), source.handle(column),
                                               rocksdb::Slice(key.data(), key.size()), &value);
  if (read.IsNotFound()) return Got::Nothing;
  return read.ok() ? Got::Row : Got::Failed;
}

/// Calls `visit` for each key that can be read from the first on; false when one could not.
template <typename Visit>
bool each_key(const Database& source, Column column, Visit visit) {
  if (source.handle(column) == nullptr) return true;
  const std::unique_ptr<rocksdb::Iterator> row(
      source.db().NewIterator(rocksdb::ReadOptions(), source.handle(column)));
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    visit(std::string_view(row->key().data(), row->key().size()));
  }
  return row->status().ok();
}

/// As one source has it.
Salvage::Found read_document(const Database& source, const std::string& id) {
  Salvage::Found found;
  std::string text, record, resolved;
  const Got got_text = get(source, Column::Documents, id, text);
  const Got got_record = get(source, Column::Contributions, id, record);
  if (got_text != Got::Row) {
    found.why = got_text == Got::Failed ? "its text cannot be read" : "its text is not there";
    return found;
  }
  if (got_record != Got::Row) {
    found.why = "what was extracted from it cannot be read";
    return found;
  }
  Decoded<Document> document = decode_document(text, {id});
  Decoded<Extraction> extraction = decode_extraction(record, {id});
  if (!document.value || !extraction.value) {
    found.why = "the row of its " + std::string(document.value ? "extraction " : "text ") +
                std::string(document.value ? extraction.why : document.why);
    return found;
  }
  Contribution contribution{std::move(*document.value), std::move(*extraction.value)};
  if (const Status checked = check_contribution(contribution); !checked) {
    found.why = checked.error().message;
    return found;
  }
  found.contribution = std::move(contribution);
  const Got got_resolved = get(source, Column::Resolutions, id, resolved);
  if (got_resolved == Got::Nothing) return found;
  Decoded<std::vector<Resolved>> decoded;
  if (got_resolved == Got::Row) decoded = decode_resolved(resolved);
  found.resolution_lost = !decoded.value;
  if (decoded.value) found.resolved = std::move(*decoded.value);
  return found;
}

}  // namespace

Result<Salvage> Salvage::open(const fs::path& store, const fs::path& copy) {
  Salvage salvage;
  const std::string name = "store '" + store.string() + "'";
  const Source plain = open_leniently(store);
  const bool current = static_cast<bool>(check_synced(store, name));
  bool all = plain != nullptr && current;
  if (plain) all = salvage.add_documents(*plain) && all;
  if (plain) salvage.sources_.push_back(plain);
  if (!all) {
    salvage.copy_ = std::make_shared<PathGuard>(copy);
    if (const Status copied = copy_files(store, copy); !copied) return copied.error();
    if (const Source repaired = open_repaired(copy)) {
      salvage.add_documents(*repaired);
      const auto place = current ? salvage.sources_.end() : salvage.sources_.begin();
      salvage.sources_.insert(place, repaired);
    }
  }
  if (const std::optional<Error> newer = salvage.unsupported()) {
    return Error{newer->code, name + newer->message};
  }
  const bool ours = std::any_of(
      salvage.sources_.begin(), salvage.sources_.end(),
      [](const Source& source) { return source->handle(Column::Documents) != nullptr; });
  if (!ours) {
    return Error{ErrorCode::Corrupt, name + ": nothing of a store can be read there; " +
                                         "`onrecord restore` takes a backup"};
  }
  return salvage;
}

std::optional<Error> Salvage::unsupported() const {
  for (const Source& source : sources_) {
    std::string value;
    if (get(*source, Column::Meta, kSchemaKey, value) != Got::Row) continue;
    const std::uint32_t version = parse_schema(value).value_or(kSchemaVersion);
    if (version <= kSchemaVersion) continue;
    return Error{ErrorCode::Unsupported,
                 ": written in format " + std::to_string(version) + ", this build repairs up to " +
                     std::to_string(kSchemaVersion) + "; use a newer onrecord"};
  }
  return std::nullopt;
}

bool Salvage::add_documents(const Database& source) {
  bool all = true;
  const auto add = [this](std::string_view key) { documents_.emplace(key); };
  for (const Column column : {Column::Documents, Column::Contributions}) {
    all = each_key(source, column, add) && all;
  }
  for (const Column column : {Column::Resolutions, Column::Decisions, Column::Candidates}) {
    all = each_key(source, column, [](std::string_view) {}) && all;
  }
  if (all) return true;
  // Past what cannot be read, other families tell which documents there are.
  for (const Column column : {Column::Mentions, Column::Evidence, Column::Quotes}) {
    each_key(source, column, [this](std::string_view key) {
      if (key.size() > 8) documents_.emplace(key.substr(8));
    });
  }
  return false;
}

Salvage::Found Salvage::document(const std::string& id) const {
  Found best;
  for (const Source& source : sources_) {
    Found found = read_document(*source, id);
    if (found.contribution) return found;
    if (best.why.empty()) best = std::move(found);
  }
  return best;
}

template <typename T, typename Decode>
std::vector<T> Salvage::numbered(Column column, std::uint64_t first, Decode decode,
                                 std::vector<std::uint64_t>& lost) const {
  std::set<std::uint64_t> numbers;
  for (const Source& source : sources_) {
    each_key(*source, column, [&numbers](std::string_view key) {
      if (const std::optional<std::uint64_t> number = take_be64(key)) numbers.insert(*number);
    });
  }
  std::vector<T> rows;
  // Beyond a block that cannot be read there may be more: until a number that no source has.
  for (std::uint64_t number = first;; ++number) {
    std::optional<T> row;
    bool known = !numbers.empty() && number <= *numbers.rbegin();
    for (const Source& source : sources_) {
      std::string value;
      const Got got = get(*source, column, be64(number), value);
      known = known || got == Got::Row;
      if (got == Got::Row && !row) row = decode(value, number).value;
    }
    if (!known) return rows;
    if (row) {
      rows.push_back(std::move(*row));
    } else {
      lost.push_back(number);
    }
  }
}

std::vector<Decision> Salvage::decisions(std::vector<std::uint64_t>& lost) const {
  return numbered<Decision>(Column::Decisions, 1, decode_decision, lost);
}

std::vector<Candidate> Salvage::candidates(std::uint64_t& lost) const {
  std::vector<std::uint64_t> numbers;
  std::vector<Candidate> rows = numbered<Candidate>(
      Column::Candidates, 0,
      [](std::string_view value, std::uint64_t) { return decode_candidate(value); }, numbers);
  lost = numbers.size();
  return rows;
}

std::optional<std::uint64_t> Salvage::counted() const {
  for (const Source& source : sources_) {
    std::string value;
    if (get(*source, Column::Meta, kCountsKey, value) != Got::Row) continue;
    const Decoded<Counts> counts = decode_counts(value);
    if (counts.value) return counts.value->documents;
  }
  for (const Source& source : sources_) {
    std::string value;
    if (get(*source, Column::Meta, kUnindexedKey, value) != Got::Row) continue;
    if (const auto unindexed = decode_number(value); unindexed.value) return *unindexed.value;
  }
  return std::nullopt;
}

}  // namespace onrecord
