#include "extract/html_metadata.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

#include "extract/published_date.h"
#include "extract/utf8.h"
#include "model/code_points.h"
#include "model/json.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestUrl = 2048;
constexpr std::size_t kLongestSiteName = 40;

/// What one JSON-LD object says, and how much it looks like an article.
struct LinkedData {
  HtmlMetadata fields;
  int rank = 0;  // 3 an article, 2 a page, 1 anything else
};

std::string string_of(const rapidjson::Value& value) {
  return value.IsString() ? std::string(value.GetString(), value.GetStringLength()) : "";
}

/// The string `name` of an object, of its first element where it is a list, of its `inner` member
/// where it is an object.
std::string find_string(const rapidjson::Value& object, const char* name, const char* inner) {
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd()) return "";
  const rapidjson::Value* value = &member->value;
  if (value->IsArray() && !value->Empty()) value = &(*value)[0];
  if (!value->IsObject()) return string_of(*value);
  const auto found = value->FindMember(inner);
  return found == value->MemberEnd() ? "" : string_of(found->value);
}

int rank_of(const std::string& type) {
  if (type.ends_with("Article") || type.ends_with("Posting") || type == "Report") return 3;
  return type.ends_with("Page") ? 2 : 1;
}

LinkedData read_object(const rapidjson::Value& object) {
  LinkedData data;
  data.rank = rank_of(find_string(object, "@type", ""));
  HtmlMetadata& fields = data.fields;
  fields.title = to_one_line(find_string(object, "headline", "@value"));
  fields.publisher = to_one_line(find_string(object, "publisher", "name"));
  fields.article_body = find_string(object, "articleBody", "@value");
  const std::string date = find_string(object, "datePublished", "@value");
  fields.published = parse_published_date(date).value_or(PartialDate{});
  for (const char* name : {"url", "mainEntityOfPage"}) {
    const std::string url = find_string(object, name, "@id");
    if (fields.url.empty() && is_web_url(url)) fields.url = url;
  }
  return data;
}

/// Objects at the top, in lists and under "@graph"; in page order.
void collect(const rapidjson::Value& root, std::vector<LinkedData>& found) {
  std::vector<const rapidjson::Value*> rest = {&root};
  while (!rest.empty()) {
    const rapidjson::Value& value = *rest.back();
    rest.pop_back();
    if (value.IsArray()) {
      for (rapidjson::SizeType i = value.Size(); i-- > 0;) rest.push_back(&value[i]);
    } else if (value.IsObject()) {
      found.push_back(read_object(value));
      const auto graph = value.FindMember("@graph");
      if (graph != value.MemberEnd()) rest.push_back(&graph->value);
    }
  }
}

void fill(HtmlMetadata& fields, const HtmlMetadata& more) {
  if (fields.title.empty()) fields.title = more.title;
  if (fields.publisher.empty()) fields.publisher = more.publisher;
  if (fields.url.empty()) fields.url = more.url;
  if (fields.published.empty()) fields.published = more.published;
  if (fields.article_body.empty()) fields.article_body = more.article_body;
}

HtmlMetadata read_linked_data(const HtmlPage& page) {
  std::vector<LinkedData> found;
  for (const std::string& script : page.json_ld) {
    const Result<rapidjson::Document> json = parse_json(script, "JSON-LD");
    if (json) collect(*json, found);  // pages carry broken ones; the rest of the page stands
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const LinkedData& a, const LinkedData& b) { return a.rank > b.rank; });
  HtmlMetadata fields;
  for (const LinkedData& data : found) {
    if (data.rank > 1) fill(fields, data.fields);
  }
  return fields;
}

std::string find_meta(const HtmlPage& page, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const auto& [key, content] : page.metas) {
      if (key == name) return to_one_line(content);
    }
  }
  return "";
}

PartialDate find_meta_date(const HtmlPage& page) {
  static constexpr std::string_view kNames[] = {"article:published_time",
                                                "og:published_time",
                                                "datepublished",
                                                "article.published",
                                                "parsely-pub-date",
                                                "sailthru.date",
                                                "dcterms.issued",
                                                "dc.date.issued",
                                                "dcterms.created",
                                                "dcterms.date",
                                                "dc.date",
                                                "pubdate",
                                                "publishdate",
                                                "publish-date",
                                                "publish_date",
                                                "publication_date",
                                                "publicationdate",
                                                "citation_date",
                                                "article_date_original",
                                                "cxenseparse:recs:publishtime",
                                                "date"};
  for (const std::string_view name : kNames) {
    const std::optional<PartialDate> date = parse_published_date(find_meta(page, {name}));
    if (date) return *date;
  }
  return {};
}

PartialDate first_date(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    const std::optional<PartialDate> date = parse_published_date(value);
    if (date) return *date;
  }
  return {};
}

std::string first_url(std::initializer_list<std::string_view> urls) {
  for (const std::string_view url : urls) {
    if (is_web_url(url)) return std::string(url);
  }
  return "";
}

bool same_name(std::string_view a, std::string_view b) { return lower(a) == lower(b); }

}  // namespace

bool is_web_url(std::string_view url) {
  if (url.size() > kLongestUrl || find_invalid_utf8(url)) return false;
  const std::string low = lower(url.substr(0, 8));
  const std::size_t scheme = low == "https://" ? 8 : low.starts_with("http://") ? 7 : 0;
  if (scheme == 0 || url.size() == scheme || url[scheme] == '/') return false;
  return std::none_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"' || c == '<' || c == '>';
  });
}

std::string without_site_name(const std::string& title, std::string_view publisher) {
  std::size_t cut = std::string::npos;
  std::size_t cut_end = 0;
  bool bar = false;
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " · ", " « ", " » "}) {
    const std::size_t found = title.rfind(mark);
    if (found == std::string::npos || (cut != std::string::npos && found < cut)) continue;
    cut = found;
    cut_end = found + mark.size();
    bar = mark == " | " || mark == " :: " || mark == " « " || mark == " » ";
  }
  if (cut == std::string::npos) return title;
  const std::string_view name = std::string_view(title).substr(cut_end);
  // A dash may belong to the headline, so behind one only the publisher's own name goes.
  const bool is_publisher = !publisher.empty() && same_name(name, publisher);
  const bool is_short = bar && name.size() <= kLongestSiteName && name.size() < cut;
  return is_publisher || is_short ? title.substr(0, cut) : title;
}

HtmlMetadata find_html_metadata(const HtmlPage& page) {
  HtmlMetadata fields = read_linked_data(page);
  HtmlMetadata more;
  more.publisher = find_meta(page, {"og:site_name", "dc.publisher", "dcterms.publisher",
                                    "citation_publisher", "application-name"});
  more.title = find_meta(page, {"og:title", "twitter:title", "dc.title"});
  more.published = find_meta_date(page);
  fill(fields, more);
  if (fields.title.empty()) fields.title = page.title.empty() ? page.headline : page.title;
  if (fields.published.empty()) {
    fields.published = first_date({page.marked_date, page.time});
  }
  const std::string from_page = first_url({page.canonical, find_meta(page, {"og:url"})});
  if (!from_page.empty()) fields.url = from_page;
  fields.title = without_site_name(fields.title, fields.publisher);
  return fields;
}

}  // namespace onrecord
