#include "viz/json_stream.h"

#include <cmath>

namespace onrecord {

std::string replace_invalid_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t good = find_invalid_utf8(text).value_or(text.size());
    valid += text.substr(0, good);
    text.remove_prefix(good);
    if (text.empty()) break;
    valid += "\uFFFD";
    text.remove_prefix(1);
  }
  return valid;
}

void JsonStream::new_line() {
  wrapper_.Flush();
  out_ << '\n';
}

void JsonStream::end_line() {
  new_line();
  writer_.Reset(wrapper_);
}

void JsonStream::text(std::string_view value) {
  if (find_invalid_utf8(value)) {
    const std::string valid = replace_invalid_utf8(value);
    writer_.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  } else {
    // rapidjson wants a pointer even for no bytes.
    writer_.String(value.empty() ? "" : value.data(),
                   static_cast<rapidjson::SizeType>(value.size()));
  }
}

void JsonStream::probability(double value) {
  writer_.Double(std::isfinite(value) ? std::round(value * 1000.0) / 1000.0 : 0.0);
}

void JsonStream::date(const PartialDate& value) { value.empty() ? null() : text(to_string(value)); }

void JsonStream::qualifiers(const Qualifiers& value) {
  begin_object();
  for (const auto& [name, word] : value) {
    key(name);
    text(word);
  }
  end_object();
}

void JsonStream::spans(const Spans& value, const CodePoints& points) {
  begin_array();
  for (const Span& span : value) {
    const auto [begin, end] = points.from_span(span);
    begin_array();
    number(begin);
    number(end);
    end_array();
  }
  end_array();
}

}  // namespace onrecord
