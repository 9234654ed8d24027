#include "storage/reading.h"

#include <algorithm>

#include "storage/keys.h"
#include "storage/part_walk.h"
#include "storage/rows.h"
#include "storage/value_parts.h"

namespace onrecord {

namespace {

/// The error that names the row, or the payload of its value.
Result<std::string_view> payload_of(const View& view, Column column, const PartWalk& row) {
  std::string_view payload;
  if (unseal(row.value(), payload) == SealState::Good) return payload;
  // The slow way says what is wrong.
  const Decoded<bool> opened = open_value<bool>(row.value(), [](ByteReader&) { return true; });
  return view.damaged(column, row.key(), opened.why, opened.newer);
}

constexpr std::string_view kUnreadable = "is no value that this program writes";

// storage/values.cpp writes these tags.
constexpr std::uint8_t kEntityTag = 1;

void skip_pairs(ByteReader& in) {
  const std::size_t size = in.count();
  for (std::size_t i = 0; i < 2 * size && !in.failed(); ++i) in.view();
}

/// Nothing when it joins no two entities. `failed` of the reader tells a damaged value.
std::optional<LinkLine> read_link(ByteReader& in) {
  LinkLine line;
  if (in.u8() != kEntityTag) return std::nullopt;
  line.subject.value = in.fixed64();
  line.predicate = read_enum(in, Predicate::Said, Predicate::CoMentioned);
  if (in.failed() || !row_of(line.predicate).links_entities) return std::nullopt;
  if (in.u8() != kEntityTag) return std::nullopt;
  line.object.value = in.fixed64();
  const std::string_view from_here = in.rest();
  skip_pairs(in);
  line.qualifiers = from_here.substr(0, from_here.size() - in.rest().size());
  line.support = in.varint();
  line.confidence = confidence_of_weight(in.varint());
  line.first = in.date();
  line.last = in.date();
  if (!in.done()) in.fail();
  return line;
}

/// The name that most documents use, as assemble_entity (storage/view.h) chooses it.
class NameChoice {
 public:
  void offer(std::string_view text, std::uint64_t documents) {
    const bool better = documents > documents_ ||
                        (documents == documents_ && documents > 0 && text.size() > name_.size());
    if (!better) return;
    name_ = text;
    documents_ = documents;
  }
  bool found() const { return documents_ > 0; }
  const std::string& name() const { return name_; }
  void clear() { documents_ = 0; }

 private:
  std::string name_;
  std::uint64_t documents_ = 0;
};

/// Whether a key of entity_forms is of this entity's name, and the name.
std::optional<std::string_view> name_of_form(std::string_view key) {
  constexpr std::size_t kIdBytes = 8;
  if (key.size() <= kIdBytes || key[kIdBytes] != static_cast<char>(FormKind::Name)) {
    return std::nullopt;
  }
  return key.substr(kIdBytes + 1);
}

void read_mentions(ByteReader& in, MentionLine& line) {
  in.view();  // version and model of the extractor
  in.view();
  line.sentences = in.spans();
  const std::size_t size = in.count();
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    MentionLine::Entry entry;
    entry.entity.value = in.fixed64();
    in.u8();
    in.view();
    const std::size_t aliases = in.count();
    for (std::size_t j = 0; j < aliases && !in.failed(); ++j) in.view();
    skip_pairs(in);
    entry.mentions = in.spans();
    if (!entry.mentions.empty()) line.entities.push_back(std::move(entry));
  }
}

/// payload: of a document.
void read_source(std::string_view payload, MentionLine& line) {
  ByteReader in(payload);
  line.url = in.view();
  line.title = in.view();
  line.publisher = in.view();
  line.published = in.date();
  line.text = in.view();
}

DocumentLine read_document_line(std::string_view id, std::string_view payload) {
  DocumentLine line;
  line.id = id;
  ByteReader in(payload);
  for (int i = 0; i < 2; ++i) in.view();  // url, title
  line.publisher = in.view();
  line.published = in.date();
  return line;
}

/// What the chosen documents say of one statement; they are added in the order of their ids.
class ChosenEvidence {
 public:
  void add(const std::vector<Evidence>& of_one_document) {
    std::uint64_t best = 0;
    for (const Evidence& found : of_one_document) {
      best = std::max(best, confidence_weight(found.confidence));
      first_ = earlier(first_, found.date);
      last_ = later(last_, found.date);
    }
    weight_ += best;
    ++documents_;
  }
  bool empty() const { return documents_ == 0; }
  void put_into(LinkLine& line) const {
    line.support = documents_;
    line.confidence = confidence_of_weight(weight_);
    line.first = first_;
    line.last = last_;
  }

 private:
  std::uint64_t documents_ = 0, weight_ = 0;
  PartialDate first_, last_;
};

/// Of a document's projection: the record that the decisions leave; empty when it is the extracted.
Result<std::string_view> projected_record(const View& view, const PartWalk& row) {
  const Result<std::string_view> payload = payload_of(view, Column::Projections, row);
  if (!payload) return payload.error();
  ByteReader in(*payload);
  const std::size_t touching = in.count();
  for (std::size_t i = 0; i < touching; ++i) in.varint();
  const std::string_view sealed = in.view();
  if (!in.done()) return view.damaged(Column::Projections, row.key(), kUnreadable);
  if (sealed.empty()) return sealed;
  std::string_view record;
  if (unseal(sealed, record) == SealState::Good) return record;
  return view.damaged(Column::Projections, row.key(), kUnreadable);
}

}  // namespace

Qualifiers parse_qualifiers(std::string_view stored) {
  ByteReader in(stored);
  return read_pairs(in);
}

std::string stored_form(const Qualifiers& qualifiers) {
  ByteWriter out;
  write_pairs(out, qualifiers);
  return out.take();
}

StoreReading::StoreReading(const Store& store) {
  version_ = store.version();
  view_ = std::make_unique<View>(*store.state_);
}

StoreReading::~StoreReading() = default;

Status StoreReading::entities(Part part,
                              const std::function<bool(const EntityLine&)>& visit) const {
  const KeyRange range = id_range(part);
  PartWalk rows(*view_, Column::Entities, range.begin, range.end);
  PartWalk forms(*view_, Column::EntityForms, range.begin, range.end);
  NameChoice choice;
  for (; rows.valid(); rows.next()) {
    std::string_view key = rows.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!id) return view_->damaged(Column::Entities, rows.key(), "has an unreadable key");
    const Result<EntityRow> row =
        view_->opened(decode_entity(rows.value()), Column::Entities, rows.key());
    if (!row) return row.error();
    choice.clear();
    for (; forms.valid() && forms.key().starts_with(rows.key()); forms.next()) {
      const std::optional<std::string_view> name = name_of_form(forms.key());
      if (!name) continue;
      const Result<std::string_view> payload = payload_of(*view_, Column::EntityForms, forms);
      if (!payload) return payload.error();
      choice.offer(*name, ByteReader(*payload).varint());
    }
    if (!choice.found()) return view_->damaged(Column::Entities, rows.key(), "has no name");
    if (!visit({EntityId{*id}, row->type(), choice.name(), row->documents})) return {};
  }
  const Status status = rows.status();
  return status ? forms.status() : status;
}

Status StoreReading::names(Part part, const std::function<bool(const NameLine&)>& visit) const {
  const KeyRange range = id_range(part);
  PartWalk forms(*view_, Column::EntityForms, range.begin, range.end);
  for (; forms.valid(); forms.next()) {
    const std::optional<std::string_view> name = name_of_form(forms.key());
    if (!name) continue;
    std::string_view key = forms.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!visit({EntityId{*id}, *name})) return {};
  }
  return forms.status();
}

Status StoreReading::links(Part part, const std::function<bool(const LinkLine&)>& visit) const {
  const KeyRange range = id_range(part);
  PartWalk rows(*view_, Column::Statements, range.begin, range.end);
  for (; rows.valid(); rows.next()) {
    const Result<std::string_view> payload = payload_of(*view_, Column::Statements, rows);
    if (!payload) return payload.error();
    ByteReader in(*payload);
    const std::optional<LinkLine> line = read_link(in);
    if (in.failed()) return view_->damaged(Column::Statements, rows.key(), kUnreadable);
    if (line && !visit(*line)) return {};
  }
  return rows.status();
}

Status StoreReading::links_of(Part part, const DocumentChoice& chosen,
                              const std::function<bool(const LinkLine&)>& visit) const {
  const KeyRange range = id_range(part);
  PartWalk rows(*view_, Column::Statements, range.begin, range.end);
  PartWalk evidence(*view_, Column::Evidence, range.begin, range.end);
  for (; rows.valid(); rows.next()) {
    const Result<std::string_view> payload = payload_of(*view_, Column::Statements, rows);
    if (!payload) return payload.error();
    ByteReader in(*payload);
    std::optional<LinkLine> line = read_link(in);
    if (in.failed()) return view_->damaged(Column::Statements, rows.key(), kUnreadable);
    ChosenEvidence found;
    for (; evidence.valid() && evidence.key() < rows.key(); evidence.next()) continue;
    for (; evidence.valid() && evidence.key().starts_with(rows.key()); evidence.next()) {
      const std::string_view document = evidence.key().substr(rows.key().size());
      if (!line || !chosen(document)) continue;
      const auto all =
          view_->opened(decode_evidence(evidence.value(), DocumentId{std::string(document)}),
                        Column::Evidence, evidence.key());
      if (!all) return all.error();
      found.add(*all);
    }
    if (found.empty()) continue;
    found.put_into(*line);
    if (!visit(*line)) return {};
  }
  const Status status = rows.status();
  return status ? evidence.status() : status;
}

Status StoreReading::documents(Part part,
                               const std::function<bool(const DocumentLine&)>& visit) const {
  const KeyRange range = document_range(*view_, part);
  PartWalk texts(*view_, Column::Documents, range.begin, range.end);
  for (; texts.valid(); texts.next()) {
    const Result<std::string_view> text = payload_of(*view_, Column::Documents, texts);
    if (!text) return text.error();
    if (!visit(read_document_line(texts.key(), *text))) return {};
  }
  return texts.status();
}

Status StoreReading::quote_dates(
    const std::function<bool(const PartialDate&, const DocumentId&)>& visit) const {
  PartWalk rows(*view_, Column::QuotesByDate, {}, {});
  for (; rows.valid(); rows.next()) {
    const std::optional<QuotePosition> position = parse_position_key(rows.key());
    if (!position) {
      return view_->damaged(Column::QuotesByDate, rows.key(), "has an unreadable key");
    }
    if (!visit(position->date, position->document)) return {};
  }
  return rows.status();
}

Status StoreReading::mentions(Part part,
                              const std::function<bool(const MentionLine&)>& visit) const {
  const Result<std::optional<std::uint64_t>> unindexed = read_unindexed(*view_);
  if (!unindexed) return unindexed.error();
  if (*unindexed) return {};  // nothing else is known yet of whom they mention
  const KeyRange range = document_range(*view_, part);
  PartWalk texts(*view_, Column::Documents, range.begin, range.end);
  PartWalk records(*view_, Column::Contributions, range.begin, range.end);
  PartWalk projections(*view_, Column::Projections, range.begin, range.end);
  for (; texts.valid() && records.valid(); texts.next(), records.next()) {
    if (texts.key() != records.key()) break;
    const Result<std::string_view> text = payload_of(*view_, Column::Documents, texts);
    if (!text) return text.error();
    Result<std::string_view> record = payload_of(*view_, Column::Contributions, records);
    if (!record) return record.error();
    const bool projected = projections.valid() && projections.key() == texts.key();
    if (projected) {
      const Result<std::string_view> left = projected_record(*view_, projections);
      if (!left) return left.error();
      if (!left->empty()) record = *left;
    }
    MentionLine line;
    line.document = texts.key();
    read_source(*text, line);
    ByteReader in(*record);
    read_mentions(in, line);
    if (in.failed()) {
      return view_->damaged(projected ? Column::Projections : Column::Contributions, texts.key(),
                            kUnreadable);
    }
    if (!visit(line)) return {};
    if (projected) projections.next();
  }
  for (const PartWalk* walk : {&texts, &records, &projections}) {
    if (Status status = walk->status(); !status) return status;
  }
  if (texts.valid()) {
    return view_->damaged(Column::Documents, texts.key(), "and its contribution do not meet");
  }
  if (records.valid()) {
    return view_->damaged(Column::Contributions, records.key(), "has no document");
  }
  return {};
}

Status StoreReading::records(
    const std::function<bool(const Document&, const Extraction&)>& visit) const {
  const Result<std::optional<std::uint64_t>> unindexed = read_unindexed(*view_);
  if (!unindexed) return unindexed.error();
  return *unindexed ? Status() : visit_documents(*view_, false, visit);
}

}  // namespace onrecord
