#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/statement.h"
#include "storage/codec.h"
#include "storage/values.h"

// What the encoders of values.cpp and totals.cpp have in common.

namespace onrecord {

/// Opens the seal, runs `read` over the payload, and checks that all of it was read.
template <typename T, typename Read>
Decoded<T> open_value(std::string_view value, Read read, std::uint8_t format = kValueFormat) {
  std::string_view payload;
  switch (unseal(value, payload, format)) {
    case SealState::Good:
      break;
    case SealState::Short:
      return {std::nullopt, "is cut off", false};
    case SealState::Altered:
      return {std::nullopt, "does not match its checksum", false};
    case SealState::Newer:
      return {std::nullopt, "has a format that this build does not read", true};
  }
  ByteReader reader(payload);
  T decoded = read(reader);
  if (!reader.done()) return {std::nullopt, "is no value that this program writes", false};
  return {std::move(decoded), {}, false};
}

template <typename T, typename Write>
void write_list(ByteWriter& out, const std::vector<T>& items, Write write) {
  out.varint(items.size());
  for (const T& item : items) write(out, item);
}

template <typename T, typename Read>
std::vector<T> read_list(ByteReader& in, Read read) {
  const std::size_t size = in.count();
  std::vector<T> items;
  for (std::size_t i = 0; i < size && !in.failed(); ++i) items.push_back(read(in));
  return items;
}

template <typename Enum>
Enum read_enum(ByteReader& in, Enum lowest, Enum highest) {
  const Enum value = static_cast<Enum>(in.u8());
  if (value >= lowest && value <= highest) return value;
  in.fail();
  return lowest;
}

template <typename Id>
void write_id(ByteWriter& out, const Id& id) {
  out.fixed64(id.value);
}

template <typename Id>
void write_optional_id(ByteWriter& out, const std::optional<Id>& id) {
  out.u8(id ? 1 : 0);
  if (id) write_id(out, *id);
}

template <typename Id>
Id read_id(ByteReader& in) {
  return Id{in.fixed64()};
}

template <typename Id>
std::optional<Id> read_optional_id(ByteReader& in) {
  if (!in.flag()) return std::nullopt;
  return read_id<Id>(in);
}

void write_pairs(ByteWriter& out, const std::map<std::string, std::string>& pairs);
std::map<std::string, std::string> read_pairs(ByteReader& in);

void write_statement(ByteWriter& out, const Statement& statement);
Statement read_statement(ByteReader& in, StatementId id);

}  // namespace onrecord
