#include "tests/extract/marks.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace onrecord {
namespace {

constexpr std::string_view kOpen = "{[<(", kClose = "}]>)";

constexpr EntityType kTypes[] = {EntityType::Person, EntityType::Agency, EntityType::Organization,
                                 EntityType::Place, EntityType::Operation};

struct OpenMark {
  char bracket = 0;
  std::uint32_t begin = 0;
  std::string labels;  // digits of quotes
  bool text = false;   // a round bracket of the text itself
  EntityType type = EntityType::Person;
};

/// The type before a ':' at `at`, whose length goes to `length`; false when there is none.
bool type_at(std::string_view marked, std::size_t at, EntityType& type, std::size_t& length) {
  for (const EntityType one : kTypes) {
    const std::string word = std::string(to_string(one)) + ":";
    if (marked.substr(at, word.size()) != word) continue;
    type = one;
    length = word.size();
    return true;
  }
  return false;
}

std::string labels_at(std::string_view marked, std::size_t at) {
  std::size_t end = at;
  while (end < marked.size() && marked[end] >= '1' && marked[end] <= '9') ++end;
  if (end == at || end >= marked.size() || marked[end] != ':') return "";
  return std::string(marked.substr(at, end - at));
}

Spans& part(Attribution& quote, char bracket) {
  return bracket == '{' ? quote.source : bracket == '[' ? quote.cue : quote.content;
}

/// Words put before and after spans of a text; where spans nest, the marks do.
class Marker {
 public:
  void add(Span span, std::string open, char close) {
    marks_.push_back({span, std::move(open), close});
  }

  std::string write(std::string_view text) {
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    std::string out;
    std::vector<const Mark*> open;
    std::size_t next = 0;
    for (std::uint32_t at = 0; at <= text.size(); ++at) {
      for (std::size_t i = open.size(); i-- > 0;) {
        if (open[i]->span.end != at) continue;
        out += open[i]->close;
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
      }
      for (; next < marks_.size() && marks_[next].span.begin == at; ++next) {
        out += marks_[next].open;
        open.push_back(&marks_[next]);
      }
      if (at < text.size()) out += text[at];
    }
    for (; next < marks_.size(); ++next) out += " BEYOND THE END " + marks_[next].open;
    return out;
  }

 private:
  struct Mark {
    Span span;
    std::string open;
    char close;
  };
  std::vector<Mark> marks_;
};

}  // namespace

Marked unmark(std::string_view marked) {
  Marked out;
  std::vector<OpenMark> open;
  std::map<char, Attribution> quotes;  // by label
  for (std::size_t i = 0; i < marked.size();) {
    const char c = marked[i];
    OpenMark one{c, static_cast<std::uint32_t>(out.text.size()), "", false, EntityType::Person};
    std::size_t skipped = 0;
    const bool name = c == '(' && type_at(marked, i + 1, one.type, skipped);
    if (name || (c != '(' && kOpen.find(c) != kOpen.npos)) {
      if (!name) {
        one.labels = labels_at(marked, i + 1);
        if (!one.labels.empty()) skipped = one.labels.size() + 1;
      }
      open.push_back(one);
      i += 1 + skipped;
      continue;
    }
    if (c == '(') open.push_back({c, one.begin, "", true, one.type});
    if (c == ')' && !open.empty() && open.back().text) {
      open.pop_back();
      out.text += c;
      ++i;
      continue;
    }
    const std::size_t kind = kClose.find(c);
    while (kind != kClose.npos && !open.empty() && open.back().text) open.pop_back();
    if (kind != kClose.npos && !open.empty() && open.back().bracket == kOpen[kind]) {
      const OpenMark mark = open.back();
      open.pop_back();
      const Span span{mark.begin, static_cast<std::uint32_t>(out.text.size())};
      if (mark.bracket == '(') {
        NameMention mention;
        mention.span = span;
        mention.type = mark.type;
        out.names.push_back(mention);
      } else {
        for (const char label : mark.labels.empty() ? std::string("0") : mark.labels) {
          part(quotes[label], mark.bracket).push_back(span);
        }
      }
      ++i;
      continue;
    }
    out.text += c;
    ++i;
  }
  while (!open.empty() && open.back().text) open.pop_back();
  if (!open.empty()) throw std::invalid_argument("mark never closed in: " + std::string(marked));
  for (auto& [label, quote] : quotes) out.quotes.push_back(std::move(quote));
  return out;
}

std::string mark(std::string_view text, const std::vector<Attribution>& quotes) {
  std::map<std::pair<Span, char>, std::string> labels;  // quotes that share a span share its mark
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    Attribution quote = quotes[q];
    for (const char bracket : {'{', '[', '<'}) {
      for (const Span span : part(quote, bracket)) {
        labels[{span, bracket}] += quotes.size() > 1 ? std::to_string(q + 1) : "";
      }
    }
  }
  Marker marker;
  for (const auto& [key, label] : labels) {
    const std::string open = key.second + (label.empty() ? "" : label + ":");
    marker.add(key.first, open, kClose[kOpen.find(key.second)]);
  }
  return marker.write(text);
}

std::string mark(std::string_view text, const std::vector<NameMention>& names) {
  Marker marker;
  for (const NameMention& name : names) {
    marker.add(name.span, "(" + std::string(to_string(name.type)) + ":", ')');
  }
  return marker.write(text);
}

}  // namespace onrecord
