#include "model/count_text.h"

namespace onrecord {

std::string count_text(const Outcome& outcome) {
  if (!outcome.percent) return std::to_string(outcome.count);
  const std::int64_t hundredths = outcome.count % 100;
  std::string text = std::to_string(outcome.count / 100);
  if (hundredths != 0) {
    std::string digits = std::to_string(100 + (hundredths < 0 ? -hundredths : hundredths));
    if (digits.back() == '0') digits.pop_back();
    text += "." + digits.substr(1);
  }
  return text + "%";
}

}  // namespace onrecord
