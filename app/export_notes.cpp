#include "app/export_notes.h"

#include <algorithm>
#include <sstream>

#include "app/answer.h"
#include "app/export_output.h"
#include "server/wording.h"
#include "viz/compressed.h"

namespace onrecord {
namespace {

/// The filters as they were given: "--types person,place", "--since 2025".
std::vector<std::string> filters_of(const ExportArguments& options) {
  std::vector<std::string> words;
  const auto add = [&words](const std::string& option, const std::string& value) {
    if (!value.empty()) words.push_back(option + " " + value);
  };
  const auto quoted = [](const std::string& name) {
    return name.empty() ? name : "'" + name + "'";
  };
  const FilterWords& filter = options.filter;
  add("--view", quoted(options.view));
  add("--speaker", quoted(options.speaker));
  add("--about", quoted(options.about));
  add("--place", quoted(options.place));
  for (const std::string& outlet : options.outlets) add("--outlet", quoted(outlet));
  add("--predicates", join(filter.predicates, ","));
  add("--types", join(filter.types, ","));
  add("--since", filter.since);
  add("--until", filter.until);
  if (filter.min_support > 0) add("--min-support", std::to_string(filter.min_support));
  if (filter.min_confidence > 0) {
    std::ostringstream number;
    number << filter.min_confidence;
    add("--min-confidence", number.str());
  }
  if (filter.statements_only) words.emplace_back("--statements-only");
  return words;
}

/// Whether files of one of our formats end so.
bool is_known(const std::string& ending) {
  const auto all = formats();
  return std::any_of(all.begin(), all.end(),
                     [&](const Format& one) { return ending == "." + std::string(one.extension); });
}

/// Whether a file with this ending may be of the format. All kinds of JSON are called .json, too.
bool may_end_so(const Format& format, const std::string& ending) {
  const bool json = format.media_type.find("json") != std::string_view::npos;
  return !is_known(ending) || ending == "." + std::string(format.extension) ||
         (json && ending == ".json");
}

}  // namespace

void CountingWriter::node(const GraphNode& node) {
  ++nodes_;
  to_.node(node);
}

void CountingWriter::edge(const GraphEdge& edge) {
  ++edges_;
  to_.edge(edge);
}

std::optional<std::string> about_nothing(const ExportArguments& options, std::uint64_t nodes) {
  const std::vector<std::string> filters = filters_of(options);
  if (filters.empty() || (!options.entity.empty() && options.depth == 0)) return std::nullopt;
  return (nodes == 0 ? "nothing passed the filters: " : "no link passed the filters: ") +
         join(filters);
}

std::optional<std::string> about_ending(const ExportArguments& options, const Format& format) {
  if (options.output.empty()) return std::nullopt;
  const std::string ending = ending_of(options.output);
  if (format.folder) {
    if (is_zip(options.output)) return std::nullopt;
    const bool file = is_known(ending) || compression_of(options.output) != Compression::None;
    if (!file) return std::nullopt;
    return "'" + options.output + "' will be a folder, as " + std::string(format.name) +
           " is several files; a name that ends in .zip makes one of them";
  }
  std::string held;
  if (!may_end_so(format, ending)) {
    held = std::string(format.name) + ", as --format says";
  }
  const auto compression = parse_compression(options.compress);
  if (compression && *compression != compression_of(options.output)) {
    if (!held.empty()) held += ", and ";
    held +=
        *compression == Compression::None ? "no compression" : options.compress + " compression";
    held += ", as --compress says";
  }
  if (held.empty()) return std::nullopt;
  return "'" + options.output + "' will hold " + held +
         "; programs that go by its ending will not read it";
}

}  // namespace onrecord
