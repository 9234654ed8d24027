// Paragraphs. News text comes with one paragraph a line or with blank lines between paragraphs;
// both are one paragraph a line here. Only text that was wrapped at a column (blank lines between
// blocks, no line past 100 bytes, most lines of a block nearly as long as the longest) has its
// lines joined. Not handled: text wrapped at a column without any blank line.

#include <algorithm>

#include "extract/analysis_parts.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::uint32_t kLongestWrappedLine = 100;
constexpr std::uint32_t kShortestWrappedLine = 50;
constexpr std::uint32_t kLongestHeadline = 160;

Span trim(std::string_view text, Span span) {
  while (!span.empty()) {
    const Character c = character_at(text, span.begin);
    if (!is_blank(c.value)) break;
    span.begin = c.end;
  }
  while (!span.empty()) {
    const Character c = character_before(text, span.end);
    if (!is_blank(c.value)) break;
    span.end = c.begin;
  }
  return span;
}

/// Lines without their ends and outer blanks; blank ones are empty spans.
std::vector<Span> find_lines(std::string_view text) {
  std::vector<Span> lines;
  std::uint32_t begin = 0;
  const auto size = static_cast<std::uint32_t>(text.size());
  while (begin <= size) {
    const std::size_t found = text.find('\n', begin);
    const std::uint32_t end =
        found == std::string_view::npos ? size : static_cast<std::uint32_t>(found);
    lines.push_back(trim(text, {begin, end}));
    begin = end + 1;
  }
  return lines;
}

bool begins_with_bullet(std::string_view line) {
  for (const std::string_view bullet : {"- ", "* ", "• ", "– ", "· "}) {
    if (line.starts_with(bullet)) return true;
  }
  return false;
}

bool stands_alone(std::string_view line) {
  return line.find('|') != std::string_view::npos || begins_with_bullet(line);
}

/// Whether the lines inside blocks were cut at a column, not by the writer.
bool is_wrapped(const std::vector<Span>& lines) {
  std::size_t inner = 0, nearly_full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].size() > kLongestWrappedLine) return false;
    if (lines[i].empty() || lines[i + 1].empty()) continue;
    ++inner;
    nearly_full += lines[i].size() >= kShortestWrappedLine;
  }
  return inner >= 3 && nearly_full * 10 >= inner * 8;
}

bool ends_a_sentence(std::string_view line) {
  while (!line.empty()) {
    const Character c = character_before(line, static_cast<std::uint32_t>(line.size()));
    if (c.value == U'.' || c.value == U'!' || c.value == U'?' || c.value == U':') return true;
    const bool closes = c.value == U'"' || c.value == 0x201D || c.value == 0x2019 ||
                        c.value == U')' || c.value == U'\'';
    if (!closes) return false;
    line.remove_suffix(c.end - c.begin);
  }
  return false;
}

}  // namespace

std::vector<Paragraph> find_paragraphs(std::string_view text) {
  const std::vector<Span> lines = find_lines(text);
  const bool wrapped = is_wrapped(lines);
  std::vector<Paragraph> paragraphs;
  bool open = false;  // whether the next line may join the last paragraph
  for (const Span line : lines) {
    if (line.empty()) {
      open = false;
      continue;
    }
    const bool alone = stands_alone(slice(text, line));
    if (open && wrapped && !alone) {
      paragraphs.back().span.end = line.end;
      continue;
    }
    Paragraph paragraph;
    paragraph.span = line;
    paragraph.table_row = slice(text, line).find('|') != std::string_view::npos;
    paragraph.list_item = begins_with_bullet(slice(text, line));
    paragraphs.push_back(paragraph);
    open = !alone;
  }
  // Headlines are short lines without a closing stop that another paragraph follows.
  for (std::size_t i = 0; i + 1 < paragraphs.size(); ++i) {
    Paragraph& p = paragraphs[i];
    p.headline = !p.table_row && !p.list_item && p.span.size() <= kLongestHeadline &&
                 !ends_a_sentence(slice(text, p.span));
  }
  return paragraphs;
}

}  // namespace onrecord
