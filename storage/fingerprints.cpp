#include "storage/fingerprints.h"

namespace onrecord {

namespace {

/// The finisher of MurmurHash3: every bit of the input reaches every bit of the result.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = a ^ (b * 0x9e3779b97f4a7c15u);
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
  return h ^ (h >> 33);
}

std::uint64_t hash_of(Column column, std::string_view key) {
  return mix(hash_bytes(key), static_cast<std::uint64_t>(column) + 1);
}

/// A count's factor is odd, so no count but 0 makes it 0.
std::uint64_t counted(std::uint64_t row, std::uint64_t field, std::uint64_t count) {
  return (mix(row, field) | 1) * count;
}

constexpr std::uint64_t kFirst = 1'000, kSecond = 1'001;  // above any type's number

}  // namespace

std::size_t part_of(Column column, std::string_view key) { return hash_of(column, key) % kParts; }

void PartSet::add(Column column, std::size_t part) {
  std::vector<bool>& parts = parts_[static_cast<std::size_t>(column)];
  if (parts.empty()) parts.resize(kParts, false);
  parts[part] = true;
}

Fingerprints::Fingerprints() {
  for (std::vector<std::uint64_t>& sums : sums_) sums.resize(kParts, 0);
}

void Fingerprints::row(Column column, std::string_view key, std::string_view value) {
  const std::uint64_t hash = hash_of(column, key);
  sums_[static_cast<std::size_t>(column)][hash % kParts] += mix(hash, hash_bytes(value));
}

void Fingerprints::entity(std::string_view key, const EntityRow& share) {
  const std::uint64_t hash = hash_of(Column::Entities, key);
  std::uint64_t& sum = sums_[static_cast<std::size_t>(Column::Entities)][hash % kParts];
  for (const auto& [type, count] : share.types) {
    sum += counted(hash, static_cast<std::uint64_t>(type), count);
  }
  sum += counted(hash, kFirst, share.documents) + counted(hash, kSecond, share.mentions);
}

void Fingerprints::form(std::string_view key, const FormRow& share) {
  const std::uint64_t hash = hash_of(Column::EntityForms, key);
  sums_[static_cast<std::size_t>(Column::EntityForms)][hash % kParts] +=
      counted(hash, kFirst, share.main) + counted(hash, kSecond, share.alias);
}

void Fingerprints::statement(std::string_view key, std::uint64_t documents, std::uint64_t weight) {
  const std::uint64_t hash = hash_of(Column::Statements, key);
  sums_[static_cast<std::size_t>(Column::Statements)][hash % kParts] +=
      counted(hash, kFirst, documents) + counted(hash, kSecond, weight);
}

}  // namespace onrecord
