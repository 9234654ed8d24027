#include "app/timeline.h"

#include "app/answer.h"
#include "app/quote_text.h"
#include "app/side_by_side.h"
#include "app/table.h"
#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr const char* kEntry = "├ ";
constexpr const char* kBelow = "│   ";
constexpr std::size_t kShortChange = 60;  // columns
constexpr std::size_t kMostChanges = 4;

std::string outlet_of(const DocumentRef& document) {
  return document.publisher.empty() ? document.id.value : document.publisher;
}

std::string in_marks(const std::string& words, bool full) {
  const std::string visible = to_visible(words);
  return "“" + (full ? visible : shorten_to_columns(visible, kShortChange)) + "”";
}

std::string change_of(const QuoteDifference& difference, bool full) {
  if (difference.told.empty()) return "without " + in_marks(difference.full, full);
  if (difference.full.empty()) return "adds " + in_marks(difference.told, full);
  return in_marks(difference.told, full) + " for " + in_marks(difference.full, full);
}

void add_changes(const std::vector<QuoteDifference>& differences, bool full, TextBlock& block) {
  const std::size_t shown = full ? differences.size() : std::min(differences.size(), kMostChanges);
  for (std::size_t i = 0; i < shown; ++i) {
    block.push_back({"- " + change_of(differences[i], full), Style::Warning});
  }
  if (shown < differences.size()) {
    block.push_back(
        {"- and " + counted(differences.size() - shown, "further difference"), Style::Warning});
  }
}

TextBlock to_block(const TimelineTelling& telling, const PartialDate& day, bool among_others,
                   bool full) {
  const QuoteView& view = telling.view;
  TextBlock block;
  if (among_others) {
    std::string heading = outlet_of(view.document) + ", " + std::string(to_string(view.quote.kind));
    if (view.quote.date != day && !view.quote.date.empty()) {
      heading += ", " + to_string(view.quote.date);
    }
    block.push_back({heading, Style::Bold});
  }
  block.push_back({quote_content(view, full), Style::Plain});
  add_changes(telling.differences, full, block);
  block.push_back({quote_source(view, full), Style::Dim});
  return block;
}

/// "said (direct), Harbor Herald, Maine": how, by whom and where, of what has one telling.
std::string circumstances(const TimelineEntry& entry) {
  const QuoteView& first = entry.tellings.front().view;
  if (entry.tellings.size() > 1) {
    return join({counted(entry.tellings.size(), "telling"), quote_places(first)});
  }
  return join({quote_cue(first), first.document.publisher, quote_places(first)});
}

void print_entry(Console& console, const TimelineEntry& entry, bool full) {
  const bool several = entry.tellings.size() > 1;
  const std::string who = quote_speaker(entry.tellings.front().view);
  print_side_by_side(console, {{{who, Style::Name}}}, kEntry);
  print_side_by_side(console, {{{circumstances(entry), Style::Dim}}}, kBelow);
  std::vector<TextBlock> blocks;
  for (const TimelineTelling& telling : entry.tellings) {
    blocks.push_back(to_block(telling, entry.date, several, full));
  }
  print_side_by_side(console, blocks, kBelow);
}

}  // namespace

void print_timeline(Console& console, const Timeline& timeline, bool full) {
  const TimelineEntry* previous = nullptr;
  for (const TimelineEntry& entry : timeline.entries) {
    const bool new_day = previous == nullptr || previous->date != entry.date;
    if (new_day) {
      if (previous != nullptr) console.out << '\n';
      const std::string day = to_string(entry.date);
      print_wrapped(console, day.empty() ? "no date" : day, 0, Style::Bold);
    } else {
      console.out << "│\n";
    }
    print_entry(console, entry, full);
    previous = &entry;
  }
}

}  // namespace onrecord
