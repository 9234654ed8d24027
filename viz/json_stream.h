#pragma once

#include <rapidjson/writer.h>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "model/code_points.h"
#include "model/date.h"
#include "model/statement.h"
#include "viz/json_out.h"

namespace onrecord {

/// The text with U+FFFD for each byte that is not UTF-8.
std::string replace_invalid_utf8(std::string_view text);

/// JSON to a stream, member by member. The one way in which the writers of viz/ put our values into
/// JSON: text that is not UTF-8 gets U+FFFD for each bad byte, dates that are unknown become null,
/// probabilities have at most 3 decimals, spans are code points.
class JsonStream {
 public:
  explicit JsonStream(std::ostream& out) : out_(out), wrapper_(out), writer_(wrapper_) {}

  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_array() { writer_.StartArray(); }
  void end_array() { writer_.EndArray(); }
  void key(std::string_view name) { text(name); }
  /// A line end between items, so that big files can be read and compared by line.
  void new_line();
  /// Hands all of it to the stream: what JsonStream keeps back is lost otherwise.
  void flush() { wrapper_.Flush(); }
  /// The end of one value of several, a line each.
  void end_line();

  void text(std::string_view value);
  /// A JSON object that is already text.
  void raw_object(std::string_view object) {
    writer_.RawValue(object.data(), object.size(), rapidjson::kObjectType);
  }
  void number(std::uint64_t value) { writer_.Uint64(value); }
  void flag(bool value) { writer_.Bool(value); }
  void null() { writer_.Null(); }
  void probability(double value);
  void date(const PartialDate& value);
  void qualifiers(const Qualifiers& value);
  /// [[begin, end], ...]
  void spans(const Spans& value, const CodePoints& points);

  template <typename Tag>
  void id(Id64<Tag> value) {
    text(to_string(value));
  }
  template <typename Tag>
  void id(const std::optional<Id64<Tag>>& value) {
    value ? id(*value) : null();
  }

 private:
  std::ostream& out_;
  JsonOut wrapper_;
  rapidjson::Writer<JsonOut> writer_;
};

}  // namespace onrecord
