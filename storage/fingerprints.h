#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "storage/columns.h"
#include "storage/rows.h"

namespace onrecord {

/// Each column family's rows fall into so many parts, by a hash of their keys.
inline constexpr std::size_t kParts = 4096;
std::size_t part_of(Column column, std::string_view key);

/// Some of the parts.
class PartSet {
 public:
  bool holds(Column column, std::string_view key) const {
    const std::vector<bool>& parts = parts_[static_cast<std::size_t>(column)];
    return !parts.empty() && parts[part_of(column, key)];
  }
  void add(Column column, std::size_t part);

 private:
  std::array<std::vector<bool>, kColumnCount> parts_;
};

/// One number for the rows of each part, whatever their order: the sum of their hashes modulo 2^64.
/// Of rows that documents share, each count that documents add up is a hash of its row times the
/// count, so that the sum over the documents is the sum over the rows. Two sets of rows that differ
/// have equal numbers with a probability of about 2^-64.
class Fingerprints {
 public:
  Fingerprints();

  void row(Column column, std::string_view key, std::string_view value);
  void entity(std::string_view key, const EntityRow& share);
  void form(std::string_view key, const FormRow& share);
  /// Without its dates, which do not add up.
  void statement(std::string_view key, std::uint64_t documents, std::uint64_t weight);

  bool same(const Fingerprints& other, Column column, std::size_t part) const {
    return sums_[static_cast<std::size_t>(column)][part] ==
           other.sums_[static_cast<std::size_t>(column)][part];
  }

 private:
  std::array<std::vector<std::uint64_t>, kColumnCount> sums_;
};

}  // namespace onrecord
