#include "extract/lexicon.h"

#include <charconv>

namespace onrecord {
namespace {

std::string_view take_field(std::string_view& line) {
  const std::size_t tab = std::min(line.find('\t'), line.size());
  const std::string_view field = line.substr(0, tab);
  line.remove_prefix(std::min(tab + 1, line.size()));
  return field;
}

}  // namespace

Result<Lexicon> Lexicon::parse(std::string_view tsv) {
  Lexicon lexicon;
  std::size_t number = 0;
  while (!tsv.empty()) {
    ++number;
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::string_view kind = take_field(line), form = take_field(line);
    take_field(line);  // times seen: for readers
    const std::string_view share_text = take_field(line);
    double share = -1;
    const auto [rest, failed] =
        std::from_chars(share_text.data(), share_text.data() + share_text.size(), share);
    Shares* shares = kind == "cue"      ? &lexicon.cue_
                     : kind == "head"   ? &lexicon.head_
                     : kind == "finite" ? &lexicon.finite_
                                        : nullptr;
    const bool whole = rest == share_text.data() + share_text.size() && failed == std::errc();
    if (!shares || form.empty() || !whole || !(share >= 0 && share <= 1)) {
      return Error{ErrorCode::Corrupt, "cues.tsv line " + std::to_string(number) +
                                           ": not kind, form, times seen, share"};
    }
    shares->emplace(form, share);
  }
  return lexicon;
}

}  // namespace onrecord
