// One pass over the sorted entries of a kind makes the rows of its column families: entries of one
// key stand together, so a shared row is the sum of those before the key changes. What was
// withdrawn cancels an equal entry before anything is summed; sums alone could not be taken back,
// as the first and last date of a statement show.

#include "storage/bulk_merge.h"

#include <algorithm>
#include <limits>

#include "storage/keys.h"
#include "storage/record_order.h"

namespace onrecord::bulk {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::uint64_t kEntriesBetweenLooks = 1u << 14;

/// Bytes of a key that decide which shared row an entry belongs to.
std::size_t row_bytes(Kind kind) {
  const bool by_id = kind == Kind::Entities || kind == Kind::Statements || kind == Kind::Forms;
  return by_id ? kIdBytes : std::numeric_limits<std::size_t>::max();
}

Error unreadable(Kind kind) {
  return {ErrorCode::Corrupt, "bulk load: a temporary entry of kind " +
                                  std::to_string(static_cast<int>(kind)) +
                                  " is not as it was written; run the load again"};
}

std::uint64_t id_at(std::string_view key) { return take_be64(key).value_or(0); }

class Builder {
 public:
  Builder(const Sorted& sorted, Kind kind, const KeyRange& range, const BuildTarget& target)
      : target_(target), kind_(kind), merger_(sorted.open(kind, range)) {}

  Result<Built> build() {
    status_ = run();
    if (status_) status_ = merger_.status();
    for (TableWriter& writer : writers_) {
      Result<Tables> tables = writer.finish();
      if (!tables && status_) status_ = tables.error();
      if (tables && !tables->paths.empty()) built_.tables.push_back(std::move(*tables));
    }
    if (!status_) return status_.error();
    return std::move(built_);
  }

 private:
  Status run() {
    switch (kind_) {
      case Kind::Documents:
        return documents();
      case Kind::Entities:
        return entities();
      case Kind::Forms:
        return forms();
      case Kind::Statements:
        return statements();
      case Kind::BySubject:
        return once(Column::BySubject);
      case Kind::ByObject:
        return once(Column::ByObject);
      case Kind::Quotes:
        return once(Column::Quotes);
      case Kind::QuotesByDate:
        return once(Column::QuotesByDate);
      case Kind::QuotesBySpeaker:
        return once(Column::QuotesBySpeaker);
      case Kind::QuotesByAbout:
        return once(Column::QuotesByAbout);
      case Kind::QuotesByPlace:
        return once(Column::QuotesByPlace);
      case Kind::Names:
        return once(Column::Names);
      case Kind::ByPredicate:
        return once(Column::ByPredicate);
    }
    return {};
  }

  // Entries.

  bool next() {
    if (++looked_ % kEntriesBetweenLooks == 0 && target_.cancelled && target_.cancelled()) {
      stopped_ = Error{ErrorCode::Busy, "interrupted"};
      return false;
    }
    return merger_.next();
  }

  TableWriter& writer(Column column) {
    const std::string prefix = target_.prefix + std::string(to_string(column)) + "-";
    return writers_.emplace_back(column, prefix, *target_.env);
  }

  void sort_again(Kind kind, std::string_view key) {
    if (stopped_ && !target_.second->take(kind, {key, {}, false})) stopped_ = full();
  }

  Status full() const { return Error{ErrorCode::Io, "bulk load: temporary entries not written"}; }

  /// Gathers the entries of one key and gives those that nothing takes back: `give(key, value)`.
  template <typename Give>
  Status each_entry(Give give) {
    std::string key, value;  // of most keys there is one entry
    std::vector<std::pair<std::string, bool>> values;
    bool any = merger_.next();
    while (any) {
      key = merger_.entry().key;
      value = merger_.entry().value;
      const bool withdrawn = merger_.entry().withdrawn;
      any = next();
      if (!any || merger_.entry().key != key) {
        if (withdrawn) return unreadable(kind_);
        if (Status given = give(key, value); !given) return given;
        continue;
      }
      values.assign(1, {value, withdrawn});
      for (; any && merger_.entry().key == key; any = next()) {
        cancel_or_keep(values, merger_.entry());
      }
      for (const auto& [kept, taken_back] : values) {
        if (taken_back) return unreadable(kind_);
        if (Status given = give(key, kept); !given) return given;
      }
    }
    return stopped_;
  }

  static void cancel_or_keep(std::vector<std::pair<std::string, bool>>& values,
                             const Entry& entry) {
    const auto opposite = std::find_if(values.begin(), values.end(), [&](const auto& kept) {
      return kept.second != entry.withdrawn && kept.first == entry.value;
    });
    if (opposite == values.end()) {
      values.emplace_back(entry.value, entry.withdrawn);
    } else {
      values.erase(opposite);
    }
  }

  // Kinds.

  /// Rows that stand in one family as they were sorted.
  Status once(Column column) {
    TableWriter& table = writer(column);
    return each_entry([&](const std::string& key, const std::string& value) {
      table.put(key, value);
      if (kind_ == Kind::Quotes) ++built_.counts.quotes;
      return Status();
    });
  }

  Status documents() {
    writers_.reserve(2);
    TableWriter& documents = writer(Column::Documents);
    TableWriter& contributions = writer(Column::Contributions);
    bool any = merger_.next();
    while (any) {
      const std::string key(merger_.entry().key);
      std::string kept(merger_.entry().value);
      for (any = next(); any && merger_.entry().key == key; any = next()) {
        std::string other(merger_.entry().value);
        const Result<bool> better = is_better(other, kept);
        if (!better) return better.error();
        if (*better) std::swap(kept, other);
        if (const Status taken = take_back(DocumentId{key}, other); !taken) return taken;
      }
      const std::optional<DocumentEntry> entry = decode_document_entry(kept);
      if (!entry) return unreadable(kind_);
      documents.put(key, entry->document);
      contributions.put(key, entry->contribution);
      ++built_.counts.documents;
      ++built_.extractors[extractor_key(entry->extractor)];
    }
    return stopped_;
  }

  Result<bool> is_better(const std::string& a, const std::string& b) const {
    const std::optional<DocumentEntry> first = decode_document_entry(a);
    const std::optional<DocumentEntry> second = decode_document_entry(b);
    if (!first || !second) return unreadable(kind_);
    return outranks(version_of(*first), version_of(*second));
  }

  static RecordVersion version_of(const DocumentEntry& entry) {
    return {entry.extractor, entry.document, entry.contribution};
  }

  Status take_back(const DocumentId& id, const std::string& value) {
    const std::optional<DocumentEntry> entry = decode_document_entry(value);
    if (!entry) return unreadable(kind_);
    const Decoded<Document> document = decode_document(entry->document, id);
    const Decoded<Extraction> extraction = decode_extraction(entry->contribution, id);
    if (!document.value || !extraction.value) return unreadable(kind_);
    return make_entries(*document.value, *extraction.value, true, *target_.second) ? Status()
                                                                                   : full();
  }

  Status entities() {
    writers_.reserve(2);
    TableWriter& entities = writer(Column::Entities);
    TableWriter& mentions = writer(Column::Mentions);
    std::string id;
    EntityRow row;
    const auto close = [&] {
      if (row.empty()) return;
      ++built_.counts.entities[row.type()];
      entities.put(id, encode_entity(row));
      row = {};
    };
    const Status merged = each_entry([&](const std::string& key, const std::string& value) {
      const std::optional<EntityEntry> entry = decode_entity_entry(value);
      if (!entry) return Status(unreadable(kind_));
      if (key.compare(0, kIdBytes, id) != 0) {
        close();
        id = key.substr(0, kIdBytes);
      }
      ++row.types[entry->type];
      if (entry->mentions > 0) {
        ++row.documents;
        row.mentions += entry->mentions;
        mentions.put(key, encode_number(entry->mentions));
      }
      return Status();
    });
    close();
    return merged;
  }

  Status forms() {
    TableWriter& forms = writer(Column::EntityForms);
    std::string key;
    bool any = merger_.next();
    while (any) {
      key = merger_.entry().key;
      FormRow row;
      do {
        const std::optional<FormRow> sum = decode_form_entry(merger_.entry().value);
        if (!sum) return unreadable(kind_);
        row.main += sum->main;
        row.alias += sum->alias;
        any = next();
      } while (any && merger_.entry().key == key);
      if (row.empty()) continue;
      forms.put(key, encode_form(row));
      for (const RowKey& name : lookup_rows_of_form(key)) sort_again(Kind::Names, name.key);
    }
    return stopped_;
  }

  Status statements() {
    writers_.reserve(2);
    TableWriter& statements = writer(Column::Statements);
    TableWriter& evidence = writer(Column::Evidence);
    std::string id;
    StatementRow row;
    const auto close = [&] {
      if (row.documents == 0) return;
      statements.put(id, encode_statement(row));
      sort_again(Kind::BySubject, subject_key(row.statement));
      sort_again(Kind::ByObject, object_key(row.statement));
      sort_again(Kind::ByPredicate, predicate_key(row.statement));
      ++built_.counts.statements;
      ++built_.counts.predicates[row.statement.predicate];
      row = {};
    };
    const Status merged = each_entry([&](const std::string& key, const std::string& value) {
      if (key.compare(0, kIdBytes, id) != 0) {
        close();
        id = key.substr(0, kIdBytes);
      }
      std::optional<StatementEntry> entry = decode_statement_entry(value, StatementId{id_at(id)});
      if (!entry) return Status(unreadable(kind_));
      ++row.documents;
      row.weight += entry->share.weight;
      row.first = earlier(row.first, entry->share.first);
      row.last = later(row.last, entry->share.last);
      row.statement = std::move(entry->share.statement);
      built_.counts.evidence += entry->evidence_count;
      evidence.put(key, entry->evidence);
      return Status();
    });
    close();
    return merged ? stopped_ : merged;
  }

  const BuildTarget& target_;
  const Kind kind_;
  Merger merger_;
  std::vector<TableWriter> writers_;
  Built built_;
  Status status_, stopped_;
  std::uint64_t looked_ = 0;
};

}  // namespace

std::size_t Sorted::entries_of_buffers(Kind kind) const {
  std::size_t entries = 0;
  for (const EntryBuffer* buffer : buffers) entries += buffer->size(kind);
  return entries;
}

std::uint64_t Sorted::bytes_of_runs(Kind kind) const {
  std::uint64_t bytes = 0;
  for (const Run* run : runs) {
    const Section& section = run->sections[static_cast<std::size_t>(kind)];
    bytes += section.end - section.begin;
  }
  return bytes;
}

Merger Sorted::open(Kind kind, const KeyRange& range) const {
  std::vector<std::unique_ptr<Source>> sources;
  for (const EntryBuffer* buffer : buffers) {
    if (buffer->size(kind) > 0) sources.push_back(read_buffer(*buffer, kind, range));
  }
  for (const Run* run : runs) {
    if (run->sections[static_cast<std::size_t>(kind)].marks.empty()) continue;
    sources.push_back(read_run(*run, kind, range, read_bytes, *env));
  }
  return Merger(std::move(sources));
}

std::vector<KeyRange> split(const Sorted& sorted, Kind kind, std::size_t parts) {
  constexpr std::size_t kEntriesBetweenSamples = 4096;
  std::vector<std::string> samples;
  const auto sample = [&](std::string_view key) {
    samples.emplace_back(key.substr(0, row_bytes(kind)));
  };
  for (const EntryBuffer* buffer : sorted.buffers) {
    for (std::size_t i = 0; i < buffer->size(kind); i += kEntriesBetweenSamples) {
      sample(buffer->at(kind, i).key);
    }
  }
  for (const Run* run : sorted.runs) {
    for (const Mark& mark : run->sections[static_cast<std::size_t>(kind)].marks) sample(mark.key);
  }
  std::sort(samples.begin(), samples.end());
  std::vector<KeyRange> ranges;
  std::string begin;
  for (std::size_t part = 1; part < parts; ++part) {
    const std::size_t at = samples.size() * part / parts;
    if (at == 0 || samples[at] <= begin) continue;
    ranges.push_back({begin, samples[at]});
    begin = samples[at];
  }
  ranges.push_back({begin, {}});
  return ranges;
}

Result<Built> build(const Sorted& sorted, Kind kind, const KeyRange& range,
                    const BuildTarget& target) {
  return Builder(sorted, kind, range, target).build();
}

}  // namespace onrecord::bulk
