#pragma once

#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// Whether `name` is an encoding that ICU knows by a registered name or alias ("windows-1252").
bool is_known_encoding(std::string_view name);

enum class BadBytes { Refuse, Replace };  ///< Replace: U+FFFD for each bad sequence

/// Text in `encoding` as UTF-8. item: names it in messages.
/// returns: an Error when the encoding is unknown, or when bytes do not fit it and are to be
/// refused; then the message has the offset of the first.
Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding, BadBytes bad_bytes,
                            std::string_view item);

/// Removes a UTF-8 byte order mark.
std::string_view without_bom(std::string_view text);

/// "utf-16le", "utf-16be", "utf-32le", "utf-32be" or "utf-8" by byte order mark; "" without one.
std::string_view find_bom_encoding(std::string_view bytes);

}  // namespace onrecord
