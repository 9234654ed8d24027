#include "storage/bulk_entries.h"

#include "storage/keys.h"
#include "storage/value_parts.h"

namespace onrecord::bulk {
namespace {

constexpr std::string_view kMainForm("\1", 1);
constexpr std::string_view kAliasForm("\0", 1);

/// The kind of a row that only its document writes.
Kind kind_of(Column column) {
  switch (column) {
    case Column::QuotesByDate:
      return Kind::QuotesByDate;
    case Column::QuotesBySpeaker:
      return Kind::QuotesBySpeaker;
    case Column::QuotesByAbout:
      return Kind::QuotesByAbout;
    case Column::QuotesByPlace:
      return Kind::QuotesByPlace;
    default:
      return Kind::Quotes;
  }
}

class EntryMaker : public RowSink {
 public:
  EntryMaker(const DocumentId& document, bool withdrawn, const TakeEntry& take)
      : document_(document), withdrawn_(withdrawn), take_(take) {}

  void owned(Column column, std::string key, std::string value) override {
    add(kind_of(column), key, value);
  }

  void entity(EntityId id, const EntityRow& row) override {
    ByteWriter out;
    out.u8(static_cast<std::uint8_t>(row.types.begin()->first));
    out.varint(row.mentions);
    add(Kind::Entities, id_document_key(id, document_), out.take());
  }

  void form(const std::string& key, const FormRow& row) override {
    add(Kind::Forms, key, row.main > 0 ? kMainForm : kAliasForm);
  }

  void statement(const StatementShare& share, const std::vector<Evidence>& evidence) override {
    ByteWriter out;
    write_statement(out, share.statement);
    out.varint(share.weight);
    out.date(share.first);
    out.date(share.last);
    out.varint(evidence.size());
    out.string(encode_evidence(evidence));
    add(Kind::Statements, id_document_key(share.statement.id, document_), out.take());
    add(Kind::BySubject, subject_key(share.statement), {});
    add(Kind::ByObject, object_key(share.statement), {});
  }

  bool all_taken() const { return all_taken_; }

 private:
  void add(Kind kind, std::string_view key, std::string_view value) {
    all_taken_ = all_taken_ && take_(kind, {key, value, withdrawn_});
  }

  const DocumentId& document_;
  const bool withdrawn_;
  const TakeEntry& take_;
  bool all_taken_ = true;
};

/// What `read` makes of all of the bytes.
template <typename T, typename Read>
std::optional<T> read_whole(std::string_view value, Read read) {
  ByteReader in(value);
  T entry = read(in);
  if (!in.done()) return std::nullopt;
  return entry;
}

}  // namespace

bool make_entries(const Document& document, const Extraction& extraction, bool withdrawn,
                  const TakeEntry& take) {
  EntryMaker maker(document.id, withdrawn, take);
  visit_rows(document, extraction, maker);
  return maker.all_taken();
}

std::string encode_document_entry(const DocumentEntry& entry) {
  ByteWriter out;
  out.string(entry.extractor.version);
  out.string(entry.extractor.model);
  out.string(entry.document);
  out.string(entry.contribution);
  return out.take();
}

std::optional<DocumentEntry> decode_document_entry(std::string_view value) {
  return read_whole<DocumentEntry>(value, [](ByteReader& in) {
    DocumentEntry entry;
    entry.extractor.version = in.string();
    entry.extractor.model = in.string();
    entry.document = in.string();
    entry.contribution = in.string();
    return entry;
  });
}

std::optional<EntityEntry> decode_entity_entry(std::string_view value) {
  return read_whole<EntityEntry>(value, [](ByteReader& in) {
    EntityEntry entry;
    entry.type = read_enum(in, EntityType::Person, EntityType::Operation);
    entry.mentions = in.varint();
    return entry;
  });
}

std::optional<StatementEntry> decode_statement_entry(std::string_view value, StatementId id) {
  return read_whole<StatementEntry>(value, [id](ByteReader& in) {
    StatementEntry entry;
    entry.share.statement = read_statement(in, id);
    entry.share.weight = in.varint();
    entry.share.first = in.date();
    entry.share.last = in.date();
    entry.evidence_count = in.varint();
    entry.evidence = in.string();
    return entry;
  });
}

FormRow decode_form_entry(std::string_view value) {
  return value == kMainForm ? FormRow{1, 0} : FormRow{0, 1};
}

}  // namespace onrecord::bulk
