// Names are kept once, as the tables of data/ write them, and found by a hash that folds case; the
// spelling is compared afterwards by whoever cares. A run of words is put together again into
// running text ("Sheriff" "'s" "Office" -> "Sheriff's Office"), so that it does not matter how the
// words were cut; the first word bounds how far a run can reach. Not handled: other alphabets'
// capitals, and names of which the text has only a part.

#include "extract/gazetteer_phrases.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace onrecord {
namespace {

/// The byte in lower case; `before` tells the second bytes of Latin-1 letters in UTF-8.
unsigned char fold(unsigned char byte, unsigned char before) {
  if (byte >= 'A' && byte <= 'Z') return static_cast<unsigned char>(byte + 32);
  if (before == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
    return static_cast<unsigned char>(byte + 32);
  }
  return byte;
}

// A first word longer than this begins no phrase worth finding; it
// bounds the work on text without blanks.
constexpr std::size_t kLongestFirstWord = 200;

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

bool joins_both_sides(std::string_view word) { return word == "-" || word == "/"; }

}  // namespace

std::size_t FoldedHash::operator()(std::string_view text) const {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  unsigned char before = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hash = (hash ^ fold(byte, before)) * 0x100000001b3U;
    before = byte;
  }
  return hash ^ hash >> 32U;
}

bool FoldedEqual::operator()(std::string_view a, std::string_view b) const {
  if (a.size() != b.size()) return false;
  unsigned char before = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto left = static_cast<unsigned char>(a[i]);
    if (fold(left, before) != fold(static_cast<unsigned char>(b[i]), before)) return false;
    before = left;
  }
  return true;
}

bool append_word(std::string& text, std::string_view word) {
  if (word == "’") word = "'";
  const bool curly = word.starts_with("’");
  const bool joined = text.empty() || word == "," || word == "'" || word == "'s" || word == "'S" ||
                      curly || joins_both_sides(word) || text.back() == '-' || text.back() == '/';
  if (!joined) text += ' ';
  for (std::size_t at = 0; at < word.size();) {
    if (word.substr(at).starts_with("’")) {
      text += '\'';
      at += std::string_view("’").size();
    } else {
      text += word[at++];
    }
  }
  return !joined;
}

FoldedIndex::FoldedIndex(std::size_t expected) : slots_(std::bit_ceil(2 * expected + 2)) {
  texts_.reserve(expected);
}

std::size_t FoldedIndex::slot_of(std::string_view text, std::uint32_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].number != kFree &&
         (slots_[at].hash != hash || !FoldedEqual()(texts_[slots_[at].number], text))) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return at;
}

void FoldedIndex::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  for (const Slot& slot : before) {
    if (slot.number != kFree) slots_[slot_of(texts_[slot.number], slot.hash)] = slot;
  }
}

std::uint32_t FoldedIndex::put(std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(FoldedHash()(text));
  std::size_t at = slot_of(text, hash);
  if (slots_[at].number != kFree) return slots_[at].number;
  if (2 * (texts_.size() + 1) > slots_.size()) {
    grow();
    at = slot_of(text, hash);
  }
  slots_[at] = {hash, static_cast<std::uint32_t>(texts_.size())};
  texts_.push_back(text);
  return slots_[at].number;
}

std::optional<std::uint32_t> FoldedIndex::find(std::string_view text) const {
  const Slot& slot = slots_[slot_of(text, static_cast<std::uint32_t>(FoldedHash()(text)))];
  if (slot.number == kFree) return std::nullopt;
  return slot.number;
}

PhraseTable::PhraseTable(const std::vector<Phrase>& phrases)
    : phrases_(phrases.size()), groups_(phrases.size()), first_words_(phrases.size()) {
  std::vector<std::uint32_t> group_of;  // by phrase
  std::vector<std::uint32_t> next;      // by group: first its size, then where its next phrase goes
  group_of.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    const std::uint32_t group = groups_.put(phrase.text);
    next.resize(groups_.size());
    ++next[group];
    group_of.push_back(group);
    const std::uint32_t first = first_words_.put(first_word(phrase.text));
    longest_.resize(first_words_.size());
    longest_[first] = std::max(longest_[first], phrase.text.size());
  }
  std::uint32_t total = 0;
  for (std::uint32_t& size : next) {
    begins_.push_back(total);
    total += std::exchange(size, total);
  }
  begins_.push_back(total);
  for (std::size_t i = 0; i < phrases.size(); ++i) phrases_[next[group_of[i]]++] = phrases[i];
}

std::span<const Phrase> PhraseTable::find(std::string_view text) const {
  const std::optional<std::uint32_t> group = groups_.find(text);
  if (!group) return {};
  return std::span(phrases_).subspan(begins_[*group], begins_[*group + 1] - begins_[*group]);
}

std::optional<PhraseTable::Run> PhraseTable::longest_run(
    std::span<const std::string_view> words, std::size_t at,
    const std::function<bool(const Run&)>& accept) const {
  std::optional<Run> best;
  Run run;
  std::optional<std::size_t> reach;  // known once the first blank is passed
  while (at + run.words < words.size()) {
    const std::size_t before = run.text.size();
    const bool blank = append_word(run.text, words[at + run.words]);
    ++run.words;
    if (blank && !reach) {
      const auto first = first_words_.find(std::string_view(run.text).substr(0, before));
      if (!first) break;
      reach = longest_[*first];
    }
    if (run.text.size() > reach.value_or(kLongestFirstWord)) break;
    run.phrases = find(run.text);
    if (!run.phrases.empty() && accept(run)) best = run;
  }
  return best;
}

}  // namespace onrecord
