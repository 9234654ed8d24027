#include "app/side_by_side.h"

#include <algorithm>

#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kGap = 3;

using Lines = std::vector<StyledText>;

Lines wrapped(const TextBlock& block, std::size_t width) {
  Lines lines;
  for (const StyledText& paragraph : block) {
    for (std::string& line : wrap_lines(to_visible(paragraph.text), width)) {
      lines.push_back({std::move(line), paragraph.style});
    }
  }
  return lines;
}

std::string without_blanks_at_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

void print_band(Console& console, const std::vector<Lines>& columns, std::size_t width,
                const std::string& margin) {
  std::size_t height = 0;
  for (const Lines& lines : columns) height = std::max(height, lines.size());
  for (std::size_t row = 0; row < height; ++row) {
    std::string text;
    std::size_t pending = 0;  // blanks that only a following piece makes necessary
    for (const Lines& lines : columns) {
      const bool any = row < lines.size() && !lines[row].text.empty();
      if (any) {
        text.append(pending, ' ').append(paint(console, lines[row].text, lines[row].style));
        pending = 0;
      }
      pending += width + kGap - (any ? std::min(width, display_width(lines[row].text)) : 0);
    }
    console.out << (text.empty() ? without_blanks_at_end(margin) : margin + text) << '\n';
  }
}

}  // namespace

void print_side_by_side(Console& console, const std::vector<TextBlock>& blocks,
                        const std::string& margin, std::size_t least) {
  const std::size_t used = display_width(margin);
  const std::size_t room = console.width > used + 2 ? console.width - used : 2;
  const std::size_t fitting = std::max<std::size_t>((room + kGap) / (least + kGap), 1);
  for (std::size_t first = 0; first < blocks.size(); first += fitting) {
    const std::size_t end = std::min(first + fitting, blocks.size());
    const std::size_t beside = std::min(fitting, blocks.size());
    const std::size_t width = (room + kGap) / beside - kGap;
    std::vector<Lines> columns;
    for (std::size_t i = first; i < end; ++i) columns.push_back(wrapped(blocks[i], width));
    if (first > 0) console.out << without_blanks_at_end(margin) << '\n';
    print_band(console, columns, width, margin);
  }
}

}  // namespace onrecord
