#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord {

/// A 64-bit id of one kind of thing. XXH3-64 (seed 0) of what names the thing, so independent
/// workers give the same thing the same id. Outside the program: 16 lower-case hex digits.
template <typename Tag>
struct Id64 {
  std::uint64_t value = 0;
  auto operator<=>(const Id64&) const = default;
};

using EntityId = Id64<struct EntityTag>;
using QuoteId = Id64<struct QuoteTag>;
using StatementId = Id64<struct StatementTag>;

/// The caller's name for a document, else a hash of its url or text. 1 to 512 bytes of UTF-8
/// without control characters (checked by parse_document_id where documents come in).
struct DocumentId {
  std::string value;
  auto operator<=>(const DocumentId&) const = default;
};

/// The one check of ids from outside: nothing when `text` is not a document id as above.
std::optional<DocumentId> parse_document_id(std::string_view text);

std::string to_hex(std::uint64_t value);
/// Exactly 16 hex digits, either case; else nothing.
std::optional<std::uint64_t> parse_hex(std::string_view digits);

template <typename Tag>
std::string to_string(Id64<Tag> id) {
  return to_hex(id.value);
}

template <typename Id>
std::optional<Id> parse_id(std::string_view digits) {
  const std::optional<std::uint64_t> value = parse_hex(digits);
  if (!value) return std::nullopt;
  return Id{*value};
}

/// XXH3-64 of the bytes, seed 0; the same on every machine.
std::uint64_t hash_bytes(std::string_view bytes);

}  // namespace onrecord

template <typename Tag>
struct std::hash<onrecord::Id64<Tag>> {
  std::size_t operator()(onrecord::Id64<Tag> id) const noexcept { return id.value; }
};

template <>
struct std::hash<onrecord::DocumentId> {
  std::size_t operator()(const onrecord::DocumentId& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
