#include "model/decision.h"

#include <algorithm>
#include <utility>

#include "model/code_points.h"
#include "model/hash_input.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxReasonBytes = 10'000;

constexpr std::pair<DecisionKind, std::string_view> kKinds[] = {
    {DecisionKind::Merge, "merge"},   {DecisionKind::Split, "split"},
    {DecisionKind::Rename, "rename"}, {DecisionKind::Retype, "retype"},
    {DecisionKind::Reject, "reject"}, {DecisionKind::Confirm, "confirm"},
    {DecisionKind::Undo, "undo"},     {DecisionKind::KeepApart, "keep_apart"},
};

Error refused(const std::string& what) { return {ErrorCode::InvalidInput, what}; }

/// The number that two digits of `text` write.
int two_digits(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// "2026-11-22T09:30:00Z", and nothing else.
bool is_time(std::string_view text) {
  static constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return false;
  }
  return parse_date(text.substr(0, 10)).has_value() && two_digits(text, 11) < 24 &&
         two_digits(text, 14) < 60 && two_digits(text, 17) <= 60;  // 60: a leap second
}

}  // namespace

std::string_view to_string(DecisionKind kind) {
  for (const auto& [known, word] : kKinds) {
    if (known == kind) return word;
  }
  return "";
}

Status check_signature(const Signature& signature) {
  // A document's id has the same form as a line that names somebody.
  if (!parse_document_id(signature.who)) {
    return refused("who decides: write 1 to 512 bytes of UTF-8 without control characters");
  }
  if (!is_time(signature.when)) {
    return refused("when it was decided, '" + signature.when +
                   "': write UTC as in 2026-11-22T09:30:00Z");
  }
  if (find_invalid_utf8(signature.why) || signature.why.size() > kMaxReasonBytes) {
    return refused("why it was decided: write at most 10,000 bytes of UTF-8");
  }
  return {};
}

Status check_entity_name(std::string_view name) {
  if (!parse_document_id(name)) {
    return refused("a name has 1 to 512 bytes of UTF-8 without control characters");
  }
  if (fold_for_search(name).empty()) {
    return refused("the name '" + std::string(name) + "' has no letter or digit to find it by");
  }
  return {};
}

EntityId make_retyped_id(EntityId id, EntityType from, EntityType to,
                         const std::vector<std::string>& names) {
  const auto key = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return make_entity_id(from, name) == id;
  });
  if (key != names.end()) return make_entity_id(to, *key);
  return EntityId{
      HashInput().text("retyped").number(id.value).number(static_cast<std::uint64_t>(to)).hash()};
}

EntityId make_split_id(EntityId id, std::uint64_t sequence) {
  return EntityId{HashInput().text("split").number(id.value).number(sequence).hash()};
}

}  // namespace onrecord
