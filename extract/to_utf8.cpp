#include "extract/to_utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/item_error.h"

namespace onrecord {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

constexpr std::size_t kPiece = 16 << 10;

/// Offset of the first byte that the converter could not take.
std::size_t bad_offset(UConverter* converter, const char* next, std::string_view bytes) {
  std::array<char, 32> bad{};
  auto length = static_cast<std::int8_t>(bad.size());
  UErrorCode code = U_ZERO_ERROR;
  ucnv_getInvalidChars(converter, bad.data(), &length, &code);
  const auto read = static_cast<std::size_t>(next - bytes.data());
  return read - std::min<std::size_t>(read, U_SUCCESS(code) ? static_cast<std::size_t>(length) : 0);
}

}  // namespace

bool is_known_encoding(std::string_view name) {
  if (name.empty() || name.size() > 60) return false;
  const std::string terminated(name);  // an alias table look-up: no file is opened
  UErrorCode code = U_ZERO_ERROR;
  return ucnv_countAliases(terminated.c_str(), &code) > 0 && U_SUCCESS(code);
}

Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding, BadBytes bad_bytes,
                            std::string_view item) {
  UErrorCode code = U_ZERO_ERROR;
  const std::string name(encoding);
  Converter from(is_known_encoding(encoding) ? ucnv_open(name.c_str(), &code) : nullptr);
  Converter to(ucnv_open("UTF-8", &code));
  if (from == nullptr || to == nullptr || U_FAILURE(code)) {
    return to_item_error(ErrorCode::InvalidInput, item,
                         "unknown encoding '" + to_shown_name(encoding) +
                             "'; names such as windows-1252, iso-8859-15 and utf-16 are known");
  }
  if (bad_bytes == BadBytes::Refuse) {
    ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
  }
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  std::array<UChar, 1024> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  std::string piece(kPiece, '\0');
  const char* next = bytes.data();
  for (bool first = true;; first = false) {
    char* out = piece.data();
    code = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &out, piece.data() + piece.size(), &next,
                   bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                   pivot.data() + pivot.size(), first, true, &code);
    text.append(piece.data(), static_cast<std::size_t>(out - piece.data()));
    if (code == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(code)) return text;
    return to_item_error(
        ErrorCode::InvalidInput, item,
        "byte " + std::to_string(bad_offset(from.get(), next, bytes)) + " is not valid " + name);
  }
}

std::string_view without_bom(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text;
}

std::string_view find_bom_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xef\xbb\xbf"sv)) return "utf-8";
  if (bytes.starts_with("\xff\xfe\0\0"sv)) return "utf-32le";
  if (bytes.starts_with("\0\0\xfe\xff"sv)) return "utf-32be";
  if (bytes.starts_with("\xff\xfe"sv)) return "utf-16le";
  if (bytes.starts_with("\xfe\xff"sv)) return "utf-16be";
  return "";
}

}  // namespace onrecord
