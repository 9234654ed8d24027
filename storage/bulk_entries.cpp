#include "storage/bulk_entries.h"

#include "storage/keys.h"
#include "storage/value_parts.h"

namespace onrecord::bulk {
namespace {

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
  EntryMaker(const DocumentId& document, bool withdrawn, EntryTaker& taker)
      : document_(document), withdrawn_(withdrawn), taker_(taker) {}

  void owned(Column column, std::string_view key, std::string_view value) override {
    add(kind_of(column), key, value);
  }

  void entity(const EntityShare& share) override {
    out_.clear();
    out_.u8(static_cast<std::uint8_t>(share.type));
    out_.varint(share.mentions);
    add(Kind::Entities, key_of(share.id.value), out_.bytes());
  }

  void form(std::string_view key, const FormRow& row) override {
    const FormRow share = withdrawn_ ? FormRow{0 - row.main, 0 - row.alias} : row;
    all_taken_ = all_taken_ && taker_.take_form(key, share);
  }

  void statement(const StatementShare& share, std::span<const Evidence* const> evidence) override {
    out_.clear();
    write_statement(out_, share.statement);
    out_.varint(share.weight);
    out_.date(share.first);
    out_.date(share.last);
    out_.varint(evidence.size());
    out_.string(encode_evidence(evidence));
    add(Kind::Statements, key_of(share.statement.id.value), out_.bytes());
  }

  bool all_taken() const { return all_taken_; }

 private:
  void add(Kind kind, std::string_view key, std::string_view value) {
    all_taken_ = all_taken_ && taker_.take(kind, {key, value, withdrawn_});
  }

  /// As id_document_key; valid until the next call.
  std::string_view key_of(std::uint64_t id) {
    key_.clear();
    append_be64(key_, id);
    return key_ += document_.value;
  }

  const DocumentId& document_;
  const bool withdrawn_;
  EntryTaker& taker_;
  ByteWriter out_;
  std::string key_;
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
                  EntryTaker& taker) {
  EntryMaker maker(document.id, withdrawn, taker);
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
    entry.document = in.view();
    entry.contribution = in.view();
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
    entry.evidence = in.view();
    return entry;
  });
}

std::string encode_form_entry(const FormRow& sum) {
  ByteWriter out;
  out.varint(sum.main);
  out.varint(sum.alias);
  return out.take();
}

std::optional<FormRow> decode_form_entry(std::string_view value) {
  return read_whole<FormRow>(value, [](ByteReader& in) {
    FormRow sum;
    sum.main = in.varint();
    sum.alias = in.varint();
    return sum;
  });
}

}  // namespace onrecord::bulk
