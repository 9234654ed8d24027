#pragma once

#include <string>
#include <vector>

#include "app/console.h"

namespace onrecord {

/// A paragraph in one style.
struct StyledText {
  std::string text;
  Style style = Style::Plain;
};

/// Paragraphs below each other.
using TextBlock = std::vector<StyledText>;

/// Blocks beside each other as far as the console is wide, at least `least` columns each, the rest
/// below them; every line behind `margin`. Texts may hold any bytes: they are made visible here.
void print_side_by_side(Console& console, const std::vector<TextBlock>& blocks,
                        const std::string& margin, std::size_t least = 32);

}  // namespace onrecord
