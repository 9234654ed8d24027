#include <algorithm>
#include <cmath>

#include "storage/value_parts.h"

namespace onrecord {

namespace {

constexpr double kMaxConfidence = 0.999;
constexpr double kWeightUnit = 4294967296.0;  // 2^32

template <typename Key>
void write_tallies(ByteWriter& out, const std::map<Key, std::uint64_t>& tallies) {
  out.varint(tallies.size());
  for (const auto& [key, count] : tallies) {
    out.u8(static_cast<std::uint8_t>(key));
    out.varint(count);
  }
}

template <typename Key>
std::map<Key, std::uint64_t> read_tallies(ByteReader& in, Key lowest, Key highest) {
  const std::size_t size = in.count();
  std::map<Key, std::uint64_t> tallies;
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    const Key key = static_cast<Key>(in.u8());
    const std::uint64_t count = in.varint();
    if (key < lowest || key > highest || count == 0) in.fail();
    if (!tallies.empty() && key <= tallies.rbegin()->first) in.fail();
    tallies.emplace(key, count);
  }
  return tallies;
}

}  // namespace

std::string encode_statement(const StatementRow& row) {
  ValueWriter out;
  write_statement(out, row.statement);
  out.varint(row.documents);
  out.varint(row.weight);
  out.date(row.first);
  out.date(row.last);
  return out.seal();
}

Decoded<StatementRow> decode_statement(std::string_view value, StatementId id) {
  return open_value<StatementRow>(value, [id](ByteReader& in) {
    StatementRow row;
    row.statement = read_statement(in, id);
    row.documents = in.varint();
    row.weight = in.varint();
    row.first = in.date();
    row.last = in.date();
    return row;
  });
}

std::uint64_t confidence_weight(double confidence) {
  return static_cast<std::uint64_t>(
      std::llround(-std::log1p(-std::min(confidence, kMaxConfidence)) * kWeightUnit));
}

double confidence_of_weight(std::uint64_t weight) {
  const double confidence = -std::expm1(-static_cast<double>(weight) / kWeightUnit);
  return std::min(std::round(confidence * 1e6) / 1e6, kMaxConfidence);
}

EntityType EntityRow::type() const {
  EntityType best = EntityType::Person;
  std::uint64_t most = 0;
  for (const auto& [type, count] : types) {
    if (count <= most) continue;
    best = type;
    most = count;
  }
  return best;
}

std::string encode_entity(const EntityRow& row) {
  ValueWriter out;
  write_tallies(out, row.types);
  out.varint(row.documents);
  out.varint(row.mentions);
  return out.seal();
}

Decoded<EntityRow> decode_entity(std::string_view value) {
  return open_value<EntityRow>(value, [](ByteReader& in) {
    EntityRow row;
    row.types = read_tallies(in, EntityType::Person, EntityType::Operation);
    row.documents = in.varint();
    row.mentions = in.varint();
    return row;
  });
}

std::string encode_form(const FormRow& row) {
  ValueWriter out;
  out.varint(row.main);
  out.varint(row.alias);
  return out.seal();
}

Decoded<FormRow> decode_form(std::string_view value) {
  return open_value<FormRow>(value, [](ByteReader& in) {
    FormRow row;
    row.main = in.varint();
    row.alias = in.varint();
    return row;
  });
}

std::string encode_number(std::uint64_t number) {
  ValueWriter out;
  out.varint(number);
  return out.seal();
}

Decoded<std::uint64_t> decode_number(std::string_view value) {
  return open_value<std::uint64_t>(value, [](ByteReader& in) { return in.varint(); });
}

std::string encode_counts(const Counts& counts) {
  ValueWriter out;
  out.varint(counts.documents);
  out.varint(counts.quotes);
  out.varint(counts.statements);
  out.varint(counts.evidence);
  write_tallies(out, counts.entities);
  write_tallies(out, counts.predicates);
  return out.seal();
}

Decoded<Counts> decode_counts(std::string_view value) {
  return open_value<Counts>(value, [](ByteReader& in) {
    Counts counts;
    counts.documents = in.varint();
    counts.quotes = in.varint();
    counts.statements = in.varint();
    counts.evidence = in.varint();
    counts.entities = read_tallies(in, EntityType::Person, EntityType::Operation);
    counts.predicates = read_tallies(in, Predicate::Said, Predicate::CoMentioned);
    return counts;
  });
}

}  // namespace onrecord
