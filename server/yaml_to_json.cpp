#include "server/yaml_to_json.h"

#include <yaml.h>

#include <charconv>
#include <vector>

#include "server/json_values.h"

namespace onrecord {
namespace {

template <typename Number>
std::optional<Number> parse_whole(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void write_plain(JsonWriter& writer, std::string_view text) {
  if (text.empty() || text == "null" || text == "~") {
    writer.Null();
  } else if (text == "true" || text == "false") {
    writer.Bool(text == "true");
  } else if (const auto whole = parse_whole<std::int64_t>(text)) {
    writer.Int64(*whole);
  } else if (const auto number = parse_whole<double>(text)) {
    writer.Double(*number);
  } else {
    write_string(writer, text);
  }
}

class Conversion {
 public:
  explicit Conversion(std::string_view yaml) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()),
                                 yaml.size());
  }
  ~Conversion() { yaml_parser_delete(&parser_); }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  Result<std::string> run() {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    for (bool ended = false; !ended;) {
      yaml_event_t event;
      if (yaml_parser_parse(&parser_, &event) == 0) return wrong(parser_.problem);
      const bool good = write(event, writer);
      ended = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
      if (!good) return wrong("has an alias, or more than one document");
    }
    return std::string(buffer.GetString(), buffer.GetSize());
  }

 private:
  bool write(const yaml_event_t& event, JsonWriter& writer) {
    switch (event.type) {
      case YAML_ALIAS_EVENT:
        return false;
      case YAML_DOCUMENT_START_EVENT:
        return ++documents_ == 1;
      case YAML_MAPPING_START_EVENT:
        next_is_value();
        writer.StartObject();
        open_.push_back({true, true});
        break;
      case YAML_SEQUENCE_START_EVENT:
        next_is_value();
        writer.StartArray();
        open_.push_back({false, false});
        break;
      case YAML_MAPPING_END_EVENT:
        open_.pop_back();
        writer.EndObject();
        break;
      case YAML_SEQUENCE_END_EVENT:
        open_.pop_back();
        writer.EndArray();
        break;
      case YAML_SCALAR_EVENT:
        write_scalar(event, writer);
        break;
      default:
        break;
    }
    return true;
  }

  void write_scalar(const yaml_event_t& event, JsonWriter& writer) {
    const std::string_view text(reinterpret_cast<const char*>(event.data.scalar.value),
                                event.data.scalar.length);
    const bool is_key = !open_.empty() && open_.back().mapping && open_.back().at_key;
    if (is_key) {
      open_.back().at_key = false;
      write_string(writer, text);
      return;
    }
    next_is_value();
    if (event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
      write_plain(writer, text);
    } else {
      write_string(writer, text);
    }
  }

  void next_is_value() {
    if (!open_.empty() && open_.back().mapping) open_.back().at_key = true;
  }

  Error wrong(const char* problem) const {
    return {ErrorCode::InvalidInput, "YAML: line " + std::to_string(parser_.mark.line + 1) + ": " +
                                         (problem != nullptr ? problem : "cannot be read")};
  }

  struct Open {
    bool mapping = false;
    bool at_key = false;
  };
  yaml_parser_t parser_{};
  int documents_ = 0;
  std::vector<Open> open_;
};

}  // namespace

Result<std::string> yaml_to_json(std::string_view yaml) { return Conversion(yaml).run(); }

}  // namespace onrecord
