#include "storage/synced_slots.h"

#include <charconv>

#include "model/ids.h"
#include "storage/keys.h"

namespace onrecord {

namespace {

constexpr std::string_view kEnd = "end\n";
constexpr std::size_t kHashDigits = 16;

std::string sealed(const std::string& lines) {
  return hex_of(be64(hash_bytes(lines))) + "\n" + lines;
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// "name number\n", cut off the front.
std::optional<std::pair<std::string, std::uint64_t>> take_line(std::string_view& lines) {
  const std::size_t end = lines.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = lines.substr(0, end);
  lines.remove_prefix(end + 1);
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const std::optional<std::uint64_t> number = number_in(line.substr(blank + 1));
  if (!number) return std::nullopt;
  return std::pair(std::string(line.substr(0, blank)), *number);
}

std::optional<SyncedState> decode_slot(std::string_view slot) {
  const std::size_t end = slot.find(kEnd);
  if (end == std::string_view::npos || end < kHashDigits + 1) return std::nullopt;
  std::string_view lines = slot.substr(kHashDigits + 1, end + kEnd.size() - kHashDigits - 1);
  if (slot.substr(0, end + kEnd.size()) != sealed(std::string(lines))) return std::nullopt;
  lines.remove_suffix(kEnd.size());
  SyncedState state;
  const auto round = take_line(lines);
  if (!round || round->first != "round") return std::nullopt;
  state.round = round->second;
  while (!lines.empty()) {
    auto file = take_line(lines);
    if (!file) return std::nullopt;
    state.bytes.insert(std::move(*file));
  }
  return state;
}

}  // namespace

std::string encode_synced(const SyncedState& state) {
  std::string lines = "round " + std::to_string(state.round) + "\n";
  for (auto file = state.bytes.rbegin(); file != state.bytes.rend(); ++file) {
    const std::string line = file->first + " " + std::to_string(file->second) + "\n";
    if (kHashDigits + 1 + lines.size() + line.size() + kEnd.size() > kSyncedSlot) break;
    lines += line;
  }
  std::string slot = sealed(lines + std::string(kEnd));
  slot.resize(kSyncedSlot, '\0');
  return slot;
}

std::optional<SyncedState> decode_synced(std::string_view file) {
  std::optional<SyncedState> newest;
  for (std::size_t slot = 0; slot < 2 && file.size() >= (slot + 1) * kSyncedSlot; ++slot) {
    std::optional<SyncedState> state = decode_slot(file.substr(slot * kSyncedSlot, kSyncedSlot));
    if (state && (!newest || state->round > newest->round)) newest = std::move(state);
  }
  return newest;
}

}  // namespace onrecord
