// libxml2 repairs the nesting and calls us at each start, end and run of characters; we keep the
// open elements and cut the text into blocks where a browser would. A table row becomes one block
// ("a | b | c") when its cells are short; rows that only lay out the page fall apart into the
// blocks of their cells. Not handled: text put in place by style sheets or scripts.

#include "extract/html_page.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

#include "extract/html_tags.h"
#include "extract/html_text.h"
#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr int kMaxDepth = 512;
constexpr std::size_t kMaxBlocks = 200'000;
constexpr std::size_t kMaxContainers = 200'000;
constexpr std::size_t kMaxMetas = 500;
constexpr std::size_t kMaxMetaBytes = 4 << 10;
constexpr std::size_t kMaxScripts = 16;
constexpr std::size_t kMaxScriptBytes = 2 << 20;
constexpr std::size_t kMaxCellBytes = 300;

std::string to_lower_ascii(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return low;
}

/// The attributes of one start tag: name, value, name, value, ..., null.
class Attributes {
 public:
  explicit Attributes(const xmlChar** pairs) : pairs_(pairs) {}

  std::string_view get(const char* name) const {
    for (const xmlChar** at = pairs_; at != nullptr && at[0] != nullptr; at += 2) {
      if (std::strcmp(reinterpret_cast<const char*>(at[0]), name) == 0) {
        return at[1] == nullptr ? "" : reinterpret_cast<const char*>(at[1]);
      }
    }
    return "";
  }
  bool has(const char* name) const {
    for (const xmlChar** at = pairs_; at != nullptr && at[0] != nullptr; at += 2) {
      if (std::strcmp(reinterpret_cast<const char*>(at[0]), name) == 0) return true;
    }
    return false;
  }

 private:
  const xmlChar** pairs_;
};

bool is_hidden(const Attributes& attributes) {
  if (attributes.has("hidden")) return true;
  std::string style = to_lower_ascii(attributes.get("style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

class PageBuilder {
 public:
  PageBuilder() { page_.containers.emplace_back(); }

  void start(std::string_view name, const Attributes& attributes);
  void end(std::string_view name);
  void characters(std::string_view text);
  void raw(std::string_view text);  // of <script> and <style>

  bool too_many_blocks() const { return page_.blocks.size() > kMaxBlocks; }
  HtmlPage finish() {
    flush();
    return std::move(page_);
  }

 private:
  struct Open {
    std::string name;
    TagRole role = TagRole::Inline;
    bool skipped = false, noise = false, link = false, pre = false, header = false;  // counted
    bool article = false;
    bool json_ld = false;
    std::uint32_t outer_container = 0;
  };
  struct Row {
    std::size_t first_block = 0;
    std::vector<std::size_t> cells;  // the first block of each
    bool holds_table = false;
  };

  void open_container(const Attributes& attributes, Open& open);
  void note_metadata(std::string_view name, const Attributes& attributes, Open& open);
  void note_meta(const Attributes& attributes);
  void begin_block(const Open& open);
  void end_block(const Open& open);
  void flush();
  void end_row();
  bool breaks_text(TagRole role) const;
  void count(const Open& open, int step);
  const Open* nearest_block() const;

  HtmlPage page_;
  std::vector<Open> open_;
  std::vector<Row> rows_;
  HtmlText text_;
  HtmlText title_;
  std::uint32_t container_ = 0;
  int skipped_ = 0, noise_ = 0, links_ = 0, pre_ = 0, header_ = 0, articles_ = 0;
  int heading_ = 0, quotes_ = 0, blockquotes_ = 0;
  bool fresh_item_ = false;  // the next block begins a list item
};

/// Which roles end the text before them and behind them.
bool PageBuilder::breaks_text(TagRole role) const {
  switch (role) {
    case TagRole::Inline:
    case TagRole::Skipped:
    case TagRole::Link:
    case TagRole::Quotation:
    case TagRole::Break:
    case TagRole::Title:
      return false;
    default:
      return true;
  }
}

void PageBuilder::count(const Open& open, int step) {
  skipped_ += open.skipped ? step : 0;
  noise_ += open.noise ? step : 0;
  links_ += open.link ? step : 0;
  pre_ += open.pre ? step : 0;
  header_ += open.header ? step : 0;
  articles_ += open.article ? step : 0;
  heading_ += open.role == TagRole::Heading ? step : 0;
  blockquotes_ += open.name == "blockquote" ? step : 0;
}

void PageBuilder::open_container(const Attributes& attributes, Open& open) {
  const std::string_view property = attributes.get("itemprop");
  const bool article = open.role == TagRole::Article || property == "articleBody" ||
                       attributes.get("role") == "main" || attributes.get("role") == "article";
  const bool hint =
      open.name != "body" && !article &&
      (hints_at_noise(attributes.get("class")) || hints_at_noise(attributes.get("id")));
  open.article = article;
  const bool wanted = open.role == TagRole::Container || open.role == TagRole::Cell || article ||
                      (hint && breaks_text(open.role));
  if (!wanted || page_.containers.size() >= kMaxContainers) return;
  page_.containers.push_back({container_, article, hint});
  container_ = static_cast<std::uint32_t>(page_.containers.size() - 1);
}

void PageBuilder::note_meta(const Attributes& attributes) {
  if (page_.metas.size() >= kMaxMetas) return;
  const std::string_view content = attributes.get("content");
  if (content.empty() || content.size() > kMaxMetaBytes) return;
  for (const char* key : {"property", "name", "itemprop"}) {
    const std::string_view name = attributes.get(key);
    if (!name.empty()) page_.metas.emplace_back(to_lower_ascii(name), content);
  }
}

void PageBuilder::note_metadata(std::string_view name, const Attributes& attributes, Open& open) {
  if (name == "meta") note_meta(attributes);
  if (name == "link" && page_.canonical.empty() &&
      to_lower_ascii(attributes.get("rel")) == "canonical") {
    page_.canonical = attributes.get("href");
  }
  if (name == "time" && page_.time.empty()) page_.time = attributes.get("datetime");
  if (attributes.get("itemprop") == "datePublished" && page_.marked_date.empty()) {
    page_.marked_date = attributes.get("datetime");
    if (page_.marked_date.empty()) page_.marked_date = attributes.get("content");
  }
  open.json_ld = name == "script" &&
                 to_lower_ascii(attributes.get("type")).starts_with("application/ld+json") &&
                 page_.json_ld.size() < kMaxScripts;
  if (open.json_ld) page_.json_ld.emplace_back();
}

void PageBuilder::start(std::string_view name, const Attributes& attributes) {
  Open open;
  open.name = name;
  open.role = tag_role(name);
  open.outer_container = container_;
  note_metadata(name, attributes, open);
  open.skipped = open.role == TagRole::Skipped;
  open.link = open.role == TagRole::Link;
  open.pre = open.role == TagRole::Pre;
  open.header = open.role == TagRole::Header && articles_ > 0;
  open.noise = open.role == TagRole::Noise || (open.role == TagRole::Header && articles_ == 0) ||
               (open.role == TagRole::Footer && blockquotes_ == 0) ||
               (name != "body" && is_hidden(attributes));
  if (breaks_text(open.role) || open.noise) flush();
  open_container(attributes, open);
  begin_block(open);
  count(open, +1);
  open_.push_back(std::move(open));
}

void PageBuilder::begin_block(const Open& open) {
  switch (open.role) {
    case TagRole::Item:
      fresh_item_ = true;
      break;
    case TagRole::Table:
      if (!rows_.empty()) rows_.back().holds_table = true;
      break;
    case TagRole::Row:
      rows_.push_back({page_.blocks.size(), {}, false});
      break;
    case TagRole::Cell:
      if (!rows_.empty()) rows_.back().cells.push_back(page_.blocks.size());
      break;
    case TagRole::Break:
      if (heading_ > 0) {
        text_.add_blank();
      } else if (text_.ends_in_break() && pre_ == 0) {
        flush();
      } else {
        text_.add_break();
      }
      break;
    case TagRole::Quotation:
      characters(quotes_++ % 2 == 0 ? "“" : "‘");
      break;
    default:
      break;
  }
}

void PageBuilder::end(std::string_view name) {
  // libxml2 closes in order; should it not, nothing is taken off that does not match.
  if (open_.empty() || open_.back().name != name) return;
  const Open open = std::move(open_.back());
  open_.pop_back();
  if (open.role == TagRole::Quotation) characters(--quotes_ % 2 == 0 ? "”" : "’");
  // The block is cut while its element still counts as open.
  open_.push_back(open);
  if (breaks_text(open.role) || open.noise) flush();
  open_.pop_back();
  count(open, -1);
  end_block(open);
  container_ = open.outer_container;
}

void PageBuilder::end_block(const Open& open) {
  if (open.role == TagRole::Row && !rows_.empty()) {
    end_row();
    rows_.pop_back();
  }
  if (open.role == TagRole::Item) fresh_item_ = false;
  if (open.role == TagRole::Title && page_.title.empty()) page_.title = title_.take();
}

void PageBuilder::characters(std::string_view text) {
  if (!open_.empty() && open_.back().role == TagRole::Title) {
    if (skipped_ == 0) title_.add(text, false, false);
  } else if (skipped_ == 0) {
    text_.add(text, links_ > 0, pre_ > 0);
  }
}

void PageBuilder::raw(std::string_view text) {
  if (open_.empty() || !open_.back().json_ld) return;
  std::string& script = page_.json_ld.back();
  if (script.size() + text.size() <= kMaxScriptBytes) script += text;
}

const PageBuilder::Open* PageBuilder::nearest_block() const {
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (breaks_text(open_[i].role)) return &open_[i];
  }
  return nullptr;
}

void PageBuilder::flush() {
  HtmlBlock block;
  block.link_bytes = text_.link_bytes();
  block.text = text_.take();
  if (block.text.empty()) return;
  if (heading_ > 0 && page_.headline.empty()) {
    const Open* heading = nearest_block();
    if (heading != nullptr && heading->name == "h1") page_.headline = block.text;
  }
  if (noise_ > 0) return;
  const Open* around = nearest_block();
  block.loose =
      around == nullptr || around->role == TagRole::Container || around->role == TagRole::Article;
  block.header = header_ > 0;
  block.container = container_;
  if (heading_ > 0) {
    block.kind = BlockKind::Heading;
  } else if (fresh_item_) {
    block.kind = BlockKind::ListItem;
  } else if (pre_ > 0) {
    block.kind = BlockKind::Preformatted;
  }
  fresh_item_ = false;
  if (!too_many_blocks()) page_.blocks.push_back(std::move(block));
}

/// Joins the blocks of a row of short cells to one.
void PageBuilder::end_row() {
  const Row& row = rows_.back();
  if (row.cells.size() < 2 || row.holds_table) return;
  HtmlBlock joined;
  joined.kind = BlockKind::TableRow;
  joined.container = container_;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::size_t end = i + 1 < row.cells.size() ? row.cells[i + 1] : page_.blocks.size();
    std::string cell;
    for (std::size_t b = row.cells[i]; b < end; ++b) {
      cell += (cell.empty() ? "" : " ") + page_.blocks[b].text;
      joined.link_bytes += page_.blocks[b].link_bytes;
      if (cell.size() > kMaxCellBytes) return;
    }
    std::replace(cell.begin(), cell.end(), '\n', ' ');
    filled += cell.empty() ? 0 : 1;
    joined.text += (i == 0 ? "" : cell.empty() ? " |" : " | ") + cell;
  }
  if (filled < 2) return;
  page_.blocks.resize(row.first_block);
  page_.blocks.push_back(std::move(joined));
}

/// What libxml2 hands back to each of our callbacks.
struct Walk {
  PageBuilder builder;
  xmlParserCtxtPtr parser = nullptr;
  bool too_deep = false;
};

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

std::string_view view(const xmlChar* text, int length) {
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)};
}

void on_start(void* data, const xmlChar* name, const xmlChar** attributes) {
  Walk& walk = *static_cast<Walk*>(data);
  walk.too_deep = walk.too_deep || walk.parser->nameNr > kMaxDepth;
  if (walk.too_deep || walk.builder.too_many_blocks()) {
    xmlStopParser(walk.parser);
    return;
  }
  walk.builder.start(view(name), Attributes(attributes));
}

void on_end(void* data, const xmlChar* name) { static_cast<Walk*>(data)->builder.end(view(name)); }

void on_characters(void* data, const xmlChar* text, int length) {
  static_cast<Walk*>(data)->builder.characters(view(text, length));
}

void on_raw(void* data, const xmlChar* text, int length) {
  static_cast<Walk*>(data)->builder.raw(view(text, length));
}

struct FreeParser {
  void operator()(xmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

xmlSAXHandler handler() {
  xmlSAXHandler handler{};
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_raw;
  return handler;
}

}  // namespace

Result<HtmlPage> parse_html_page(std::string_view html, std::string_view item) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (parser == nullptr) return to_item_error(ErrorCode::Internal, item, "no memory for a parser");
  Walk walk;
  walk.parser = parser.get();
  *parser->sax = handler();
  parser->userData = &walk;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  const xmlDocPtr tree = htmlCtxtReadMemory(
      parser.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", kOptions);
  if (tree != nullptr) xmlFreeDoc(tree);
  if (walk.too_deep) {
    return to_item_error(ErrorCode::TooLarge, item,
                         "elements are nested deeper than " + std::to_string(kMaxDepth));
  }
  if (walk.builder.too_many_blocks()) {
    return to_item_error(ErrorCode::TooLarge, item,
                         "more than " + std::to_string(kMaxBlocks) + " paragraphs");
  }
  return walk.builder.finish();
}

}  // namespace onrecord
