#include "storage/view.h"

#include <algorithm>

#include "storage/codec.h"
#include "storage/keys.h"
#include "storage/rows.h"

namespace onrecord {

namespace {

constexpr std::size_t kMaxPage = 10'000;

rocksdb::Slice slice_of(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

/// Reads and decodes one row.
template <typename T, typename Decode>
Result<std::optional<T>> read_row(const View& view, Column column, const std::string& key,
                                  Decode decode) {
  Result<std::optional<std::string>> value = view.get(column, key);
  if (!value) return value.error();
  if (!*value) return std::optional<T>();
  Result<T> row = view.opened(decode(**value), column, key);
  if (!row) return row.error();
  return std::optional<T>(std::move(*row));
}

/// The attribute value most documents give; ties: the smallest, which comes first.
struct AttributeChoice {
  std::string value;
  std::uint64_t documents = 0;
};

}  // namespace

View::View(const StoreState& state) : state_(state) {
  if (state_.access == Access::Write) {
    snapshot_ = state_.database->db().GetSnapshot();
  } else {
    state_.gate.enter();
    in_gate_ = true;
  }
}

View::~View() {
  if (snapshot_ != nullptr) state_.database->db().ReleaseSnapshot(snapshot_);
  if (in_gate_) state_.gate.leave();
}

rocksdb::ReadOptions View::read_options() const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  return options;
}

Result<std::optional<std::string>> View::get(Column column, std::string_view key) const {
  std::string value;
  rocksdb::ColumnFamilyHandle* family = state_.database->handle(column);
  if (family == nullptr) return std::optional<std::string>();  // of an older store
  const rocksdb::Status read =
      state_.database->db().Get(read_options(), family, slice_of(key), &value);
  if (read.IsNotFound()) return std::optional<std::string>();
  if (const Status status = to_status(read, state_.name); !status) return status.error();
  return std::optional<std::string>(std::move(value));
}

Result<std::vector<std::optional<std::string>>> View::get_all(
    Column column, const std::vector<std::string>& keys) const {
  std::vector<std::optional<std::string>> rows(keys.size());
  rocksdb::ColumnFamilyHandle* family = state_.database->handle(column);
  if (family == nullptr) return rows;  // of an older store
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> read(keys.size());
  state_.database->db().MultiGet(read_options(), family, keys.size(), slices.data(), values.data(),
                                 read.data(), true);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (read[i].IsNotFound()) continue;
    if (const Status status = to_status(read[i], state_.name); !status) return status.error();
    rows[i] = values[i].ToString();
  }
  return rows;
}

rocksdb::ReadOptions View::walk_options() const {
  constexpr std::size_t kReadAhead = 2u << 20;
  rocksdb::ReadOptions options = read_options();
  options.fill_cache = false;
  options.readahead_size = kReadAhead;
  return options;
}

Cursor View::cursor(Column column, std::string prefix, std::string_view rest) const {
  return make_cursor(read_options(), column, std::move(prefix), rest);
}

Cursor View::walk(Column column) const { return make_cursor(walk_options(), column, {}, {}); }

Cursor View::make_cursor(const rocksdb::ReadOptions& options, Column column, std::string prefix,
                         std::string_view rest) const {
  rocksdb::ColumnFamilyHandle* family = state_.database->handle(column);
  std::unique_ptr<rocksdb::Iterator> iterator(
      family == nullptr ? rocksdb::NewEmptyIterator()
                        : state_.database->db().NewIterator(options, family));
  Cursor cursor(std::move(iterator), std::move(prefix), state_.name);
  cursor.seek(rest);
  return cursor;
}

Result<std::optional<Document>> read_document(const View& view, const DocumentId& id) {
  return read_row<Document>(view, Column::Documents, id.value,
                            [&](std::string_view value) { return decode_document(value, id); });
}

Result<std::optional<Extraction>> read_extraction(const View& view, const DocumentId& id) {
  Result<std::optional<Projection>> projection = read_projection(view, id);
  if (!projection) return projection.error();
  if (*projection && (*projection)->extraction) return std::move((*projection)->extraction);
  return read_extracted(view, id);
}

Result<std::optional<Projection>> read_projection(const View& view, const DocumentId& id) {
  return read_row<Projection>(view, Column::Projections, id.value,
                              [&](std::string_view value) { return decode_projection(value, id); });
}

Result<std::vector<Resolved>> read_resolved(const View& view, const DocumentId& id) {
  Result<std::optional<std::vector<Resolved>>> resolved =
      read_row<std::vector<Resolved>>(view, Column::Resolutions, id.value, decode_resolved);
  if (!resolved) return resolved.error();
  return std::move(*resolved).value_or(std::vector<Resolved>());
}

Result<std::optional<Spans>> read_sentences(const View& view, const DocumentId& id) {
  const Result<std::optional<std::string>> value = view.get(Column::Contributions, id.value);
  if (!value) return value.error();
  if (!*value) return std::optional<Spans>();
  std::string_view payload;
  if (unseal(**value, payload) == SealState::Good) {
    ByteReader in(payload);
    in.view();  // version and model of the extractor
    in.view();
    Spans sentences = in.spans();
    if (!in.failed()) return std::optional(std::move(sentences));
  }
  // Reading all of it says what is wrong.
  const Result<std::optional<Extraction>> whole = read_extracted(view, id);
  if (!whole) return whole.error();
  return std::optional((*whole)->sentences);
}

Result<std::optional<Extraction>> read_extracted(const View& view, const DocumentId& id) {
  return read_row<Extraction>(view, Column::Contributions, id.value,
                              [&](std::string_view value) { return decode_extraction(value, id); });
}

Result<std::optional<StatementRow>> read_statement(const View& view, StatementId id) {
  return read_row<StatementRow>(view, Column::Statements, id_key(id), [&](std::string_view value) {
    return decode_statement(value, id);
  });
}

Result<std::optional<EntityRow>> read_entity_row(const View& view, EntityId id) {
  return read_row<EntityRow>(view, Column::Entities, id_key(id), decode_entity);
}

Result<Counts> read_counts(const View& view) {
  Result<std::optional<Counts>> counts =
      read_row<Counts>(view, Column::Meta, std::string(kCountsKey), decode_counts);
  if (!counts) return counts.error();
  return counts->value_or(Counts{});
}

Result<std::optional<std::uint64_t>> read_unindexed(const View& view) {
  const Result<std::optional<std::string>> counts = view.get(Column::Meta, kCountsKey);
  if (!counts) return counts.error();
  // Their tables were taken in, and the row is left over.
  if (*counts) return std::optional<std::uint64_t>();
  return read_row<std::uint64_t>(view, Column::Meta, std::string(kUnindexedKey), decode_number);
}

StoredStatement to_stored(const StatementRow& row) {
  return {row.statement, row.documents, confidence_of_weight(row.weight), row.first, row.last};
}

Result<StoredEntity> assemble_entity(const View& view, EntityId id, const EntityRow& row,
                                     Cursor& forms) {
  StoredEntity stored;
  stored.entity.id = id;
  stored.entity.type = row.type();
  stored.documents = row.documents;
  stored.mentions = row.mentions;
  std::uint64_t name_documents = 0;
  std::map<std::string, AttributeChoice> attributes;
  std::string& name = stored.entity.name;
  std::vector<std::string>& aliases = stored.entity.aliases;
  for (; forms.valid(); forms.next()) {
    std::optional<Form> form = parse_form_key(forms.key());
    if (!form) return view.damaged(Column::EntityForms, forms.key(), "has an unreadable key");
    if (form->entity != id) break;
    const Result<FormRow> counts =
        view.opened(decode_form(forms.value()), Column::EntityForms, forms.key());
    if (!counts) return counts.error();
    if (form->kind == FormKind::Attribute) {
      AttributeChoice& choice = attributes[form->attribute];
      if (counts->main > choice.documents) choice = {std::move(form->text), counts->main};
      continue;
    }
    // Keys come in ascending order, so of equal names the smallest is kept.
    const bool better =
        counts->main > name_documents ||
        (counts->main == name_documents && counts->main > 0 && form->text.size() > name.size());
    if (better) {
      name = form->text;
      name_documents = counts->main;
    }
    aliases.push_back(std::move(form->text));
  }
  if (const Status status = forms.status(); !status) return status.error();
  if (name_documents == 0) return view.damaged(Column::Entities, id_key(id), "has no name");
  aliases.erase(std::find(aliases.begin(), aliases.end(), name));
  for (auto& [key, choice] : attributes) stored.entity.attributes[key] = std::move(choice.value);
  return stored;
}

std::string make_page_cursor(char list, std::string_view key) {
  return std::string(1, list) + hex_of(key);
}

Result<std::optional<std::string>> parse_page_cursor(char list, std::string_view cursor) {
  if (cursor.empty()) return std::optional<std::string>();
  const std::optional<std::string> key =
      cursor.front() == list ? bytes_of_hex(cursor.substr(1)) : std::nullopt;
  if (!key) {
    return Error{ErrorCode::InvalidInput,
                 "cursor '" + std::string(cursor.substr(0, 40)) +
                     "' does not continue this list; begin again without a cursor"};
  }
  return std::optional<std::string>(*key);
}

std::size_t page_size(std::size_t limit) { return std::clamp<std::size_t>(limit, 1, kMaxPage); }

}  // namespace onrecord
