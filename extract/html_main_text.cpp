// A block is good when it is long or ends like a sentence and is not mostly links. Containers that
// hint at noise and hold less than half of the good text are dropped. The article is the
// <article> or <main> with the most good text when that is at least 40% of the page's, else the
// innermost container that keeps 85% of it. Inside, what is mostly links goes, and headings that
// lose all they headed ("Related stories"). After the shallow text features of Kohlschütter,
// Fankhauser and Nejdl, "Boilerplate detection using shallow text features", WSDM 2010.
// Not handled: a comment section without any mark of its own; several articles on one page.

#include "extract/html_main_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace onrecord {
namespace {

constexpr std::size_t kLongBlock = 40;
constexpr std::size_t kLongInHeader = 80;
constexpr std::size_t kShortLoose = 25;
constexpr double kNoiseShare = 0.5;
constexpr double kArticleShare = 0.4;
constexpr double kKeptShare = 0.85;

bool mostly_links(const HtmlBlock& block) { return block.link_bytes > block.text.size() / 2; }

bool ends_like_sentence(std::string_view text) {
  for (const std::string_view end : {".", "!", "?", ":", "\"", "”", "’", ")", "…"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

std::size_t good_bytes(const HtmlBlock& block) {
  if (block.kind == BlockKind::Heading || mostly_links(block)) return 0;
  if (block.text.size() < kLongBlock && !ends_like_sentence(block.text)) return 0;
  return block.text.size() - block.link_bytes;
}

class MainTextFinder {
 public:
  explicit MainTextFinder(const HtmlPage& page)
      : page_(page), good_(page.containers.size()), dropped_(page.containers.size()) {
    add_up();
    drop_noise();
    add_up();
  }

  std::string find() const {
    const std::uint32_t article = choose();
    std::vector<bool> kept(page_.blocks.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      kept[i] = inside_[i] && is_within(page_.blocks[i].container, article) && keeps(i);
    }
    drop_empty_headings(kept, article);
    return write(kept);
  }

 private:
  /// Good text of each container, those inside it included.
  void add_up() {
    std::fill(good_.begin(), good_.end(), 0);
    inside_.assign(page_.blocks.size(), false);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const HtmlBlock& block = page_.blocks[i];
      if (dropped_[block.container]) continue;
      inside_[i] = true;
      good_[block.container] += good_bytes(block);
    }
    for (std::size_t c = good_.size(); c-- > 1;) good_[page_.containers[c].parent] += good_[c];
  }

  void drop_noise() {
    const double limit = kNoiseShare * static_cast<double>(good_[0]);
    for (std::size_t c = 1; c < good_.size(); ++c) {
      const bool noise = page_.containers[c].noise_hint && static_cast<double>(good_[c]) < limit;
      dropped_[c] = noise || dropped_[page_.containers[c].parent];
    }
  }

  std::uint32_t choose() const {
    std::uint32_t best = 0;
    for (std::uint32_t c = 1; c < good_.size(); ++c) {
      if (!page_.containers[c].article || good_[c] == 0) continue;
      if (best == 0 || good_[c] >= good_[best]) best = c;
    }
    const bool marked = best != 0 && static_cast<double>(good_[best]) >=
                                         kArticleShare * static_cast<double>(good_[0]);
    return innermost(marked ? best : 0, marked);
  }

  /// The last container, going down from `from`, that still holds nearly all of its good text;
  /// going through marked ones only where there are any. Children stand behind their parents, so
  /// one pass finds it.
  std::uint32_t innermost(std::uint32_t from, bool marked) const {
    const double needed = std::max(1.0, kKeptShare * static_cast<double>(good_[from]));
    std::uint32_t at = from;
    for (std::uint32_t c = from + 1; c < good_.size(); ++c) {
      const bool below = marked ? is_within(c, at) && page_.containers[c].article
                                : page_.containers[c].parent == at;
      if (below && static_cast<double>(good_[c]) >= needed) at = c;
    }
    return at;
  }

  bool is_within(std::uint32_t container, std::uint32_t outer) const {
    while (container > outer) container = page_.containers[container].parent;
    return container == outer;
  }

  bool keeps(std::size_t i) const {
    const HtmlBlock& block = page_.blocks[i];
    if (block.kind == BlockKind::Heading) return true;
    if (mostly_links(block)) return false;
    if (block.header && block.text.size() < kLongInHeader) return false;
    const bool scrap = block.loose && block.text.size() < kShortLoose;
    return !scrap || ends_like_sentence(block.text);
  }

  /// Headings behind which everything was dropped up to the next heading, and those at the end.
  void drop_empty_headings(std::vector<bool>& kept, std::uint32_t article) const {
    bool any_kept = false, any_dropped = false, any_later = false;
    for (std::size_t i = kept.size(); i-- > 0;) {
      if (!is_within(page_.blocks[i].container, article)) continue;
      if (page_.blocks[i].kind != BlockKind::Heading) {
        (kept[i] ? any_kept : any_dropped) = true;
        any_later = any_later || kept[i];
        continue;
      }
      if (!any_later || (any_dropped && !any_kept)) kept[i] = false;
      any_kept = any_dropped = false;
    }
  }

  std::string write(const std::vector<bool>& kept) const {
    std::string text;
    const HtmlBlock* before = nullptr;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (!kept[i]) continue;
      const HtmlBlock& block = page_.blocks[i];
      if (before != nullptr) text += is_one_run(*before, block) ? "\n" : "\n\n";
      if (block.kind == BlockKind::ListItem) text += "- ";
      text += block.text;
      before = &block;
    }
    return text;
  }

  static bool is_one_run(const HtmlBlock& a, const HtmlBlock& b) {
    return a.kind == b.kind && (a.kind == BlockKind::ListItem || a.kind == BlockKind::TableRow);
  }

  const HtmlPage& page_;
  std::vector<std::size_t> good_;  // bytes by container
  std::vector<bool> dropped_;      // by container
  std::vector<bool> inside_;       // by block: in no dropped container
};

}  // namespace

std::string find_main_text(const HtmlPage& page) {
  const MainTextFinder finder(page);
  return finder.find();
}

}  // namespace onrecord
