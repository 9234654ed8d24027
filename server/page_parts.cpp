#include "server/marked_text.h"
#include "server/pages.h"
#include "server/target.h"
#include "server/web_link.h"

namespace onrecord {
namespace {

Html nav_link(std::string_view path, std::string_view word, bool current) {
  Html html;
  html.raw("<a href=\"").text(path).raw("\"");
  if (current) html.raw(" aria-current=\"page\"");
  html.raw(">").text(word).raw("</a>");
  return html;
}

DocumentRef document_of(const SentenceEvidence& evidence) {
  return {evidence.sentence.document, evidence.title, evidence.url, evidence.publisher,
          evidence.published};
}

std::string title_of(const DocumentRef& document) {
  return document.title.empty() ? document.id.value : document.title;
}

Html document_link_to(const DocumentRef& document, const std::string& where) {
  Html html;
  html.raw("<a class=\"document\" href=\"/document/")
      .text(percent_encode(document.id.value))
      .text(where)
      .raw("\"><bdi>")
      .text(title_of(document))
      .raw("</bdi></a>");
  if (!document.publisher.empty()) {
    html.raw(" <span class=\"outlet\">").text(document.publisher).raw("</span>");
  }
  if (!document.published.empty()) {
    html.raw(" <time>").text(to_string(document.published)).raw("</time>");
  }
  return html;
}

std::string place_of(const SentenceEvidence& evidence) {
  return "?at=" + std::to_string(evidence.begin_code_point) + "-" +
         std::to_string(evidence.end_code_point) + "#at";
}

Html quote_row(const QuoteView& view) {
  Html html;
  html.raw("<tr><td class=\"when\"><time>").text(to_string(view.quote.date)).raw("</time></td>");
  html.raw("<td class=\"who\">");
  if (view.speaker) {
    html.add(entity_link(*view.speaker));
  } else {
    html.raw("<bdi class=\"unnamed\">")
        .text(view.quote.speaker_name.empty() ? "nobody named" : view.quote.speaker_name)
        .raw("</bdi>");
  }
  if (!view.also.empty()) html.raw(" with ").add(entity_links(view.also));
  html.raw("</td><td class=\"words ").text(to_string(view.quote.kind)).raw("\"><blockquote>");
  html.text(view.content.text).raw("</blockquote><details><summary>");
  html.text(to_string(view.quote.kind)).raw(", in its sentence</summary>");
  html.add(sentence_block(view.sentence)).raw("</details></td><td class=\"about\">");
  html.add(entity_links(view.about)).raw("</td><td class=\"where\">");
  std::vector<EntityRef> places;
  for (const QuotePlaceView& place : view.places) places.push_back(place.place);
  html.add(entity_links(places)).raw("</td><td class=\"source\">");
  html.add(document_link_to(view.document, place_of(view.sentence))).raw("</td></tr>\n");
  return html;
}

}  // namespace

Reply page_reply(std::string_view title, std::string_view section, const Html& content,
                 int status) {
  Html html;
  html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  html.text(title).raw(
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">To the content</a>\n"
      "<header><a class=\"brand\" href=\"/plain\">Onrecord</a><nav>");
  html.add(nav_link("/search", "Search", section == "search"));
  html.add(nav_link("/quotes", "Quotes", section == "quotes"));
  html.add(nav_link("/path", "Paths", section == "path"));
  html.raw("</nav></header>\n<main id=\"main\">\n").add(content);
  html.raw(
      "\n</main>\n<footer>Every answer leads back to its sentence. Programs read the same under "
      "<a href=\"/api/v1/stats\">/api/v1</a>.</footer>\n</body>\n</html>\n");
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = html.take();
  return reply;
}

Reply error_page(const HttpError& error, const std::optional<NameResolution>& unresolved) {
  Html html;
  html.raw("<h1>").text(error.status == 404 ? "Not found" : "That did not work").raw("</h1>\n");
  html.raw("<p class=\"lead\">");
  if (!unresolved) {
    html.text(error.message).raw("</p>\n");
  } else if (!unresolved->fitting.empty()) {
    html.raw("The name fits several. Which one?</p>\n").add(candidate_list(unresolved->fitting));
  } else if (!unresolved->did_you_mean.empty()) {
    html.raw("Nobody and nothing has that name. Did you mean one of these?</p>\n");
    html.add(candidate_list(unresolved->did_you_mean));
  } else {
    html.raw("Nobody and nothing has that name.</p>\n");
  }
  html.add(search_form(""));
  return page_reply("Onrecord", "", html, error.status);
}

Html entity_link(const EntityRef& ref) {
  Html html;
  html.raw("<a class=\"entity ").text(to_string(ref.type)).raw("\" href=\"/entity/");
  html.text(to_string(ref.id)).raw("\"><bdi>").text(ref.name).raw("</bdi></a>");
  return html;
}

Html entity_links(const std::vector<EntityRef>& refs) {
  Html html;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (i > 0) html.raw(", ");
    html.add(entity_link(refs[i]));
  }
  return html;
}

Html type_tag(EntityType type) {
  Html html;
  html.raw("<span class=\"type ").text(to_string(type)).raw("\">").text(to_string(type));
  html.raw("</span>");
  return html;
}

Html candidate_list(const std::vector<NameCandidate>& candidates) {
  Html html;
  html.raw("<ul class=\"entities\">\n");
  for (const NameCandidate& candidate : candidates) {
    html.raw("<li>").add(entity_link({candidate.entity, candidate.type, candidate.name})).raw(" ");
    html.add(type_tag(candidate.type)).raw(" <span class=\"note\">");
    if (candidate.matched != candidate.name) {
      html.raw("as <bdi>").text(candidate.matched).raw("</bdi>, ");
    }
    html.number(candidate.documents).text(candidate.documents == 1 ? " document" : " documents");
    if (!candidate.known_by.empty()) html.raw("; <bdi>").text(candidate.known_by).raw("</bdi>");
    html.raw("</span></li>\n");
  }
  html.raw("</ul>\n");
  return html;
}

Html document_link(const DocumentRef& document) { return document_link_to(document, ""); }

Html sentence_block(const SentenceEvidence& evidence) {
  Html html;
  html.raw("<figure class=\"sentence\"><p>");
  html.add(marked_text(evidence.sentence.text, evidence.sentence.highlights))
      .raw("</p><figcaption>");
  html.add(document_link_to(document_of(evidence), place_of(evidence)));
  html.raw("</figcaption></figure>");
  return html;
}

Html original_link(const std::string& url) {
  Html html;
  if (!is_web_link(url)) return html;
  html.raw("<a href=\"").text(url).raw("\" rel=\"noopener noreferrer\">original</a>");
  return html;
}

Html quote_table(const std::vector<QuoteView>& quotes) {
  Html html;
  if (quotes.empty()) {
    html.raw("<p class=\"note\">No quotes here.</p>\n");
    return html;
  }
  html.raw(
      "<table class=\"quotes\">\n<thead><tr><th>When</th><th>Who</th><th>Said</th><th>About</th>"
      "<th>Where</th><th>Source</th></tr></thead>\n<tbody>\n");
  for (const QuoteView& quote : quotes) html.add(quote_row(quote));
  html.raw("</tbody></table>\n");
  return html;
}

Html search_form(std::string_view value) {
  Html html;
  html.raw(
      "<form class=\"search\" action=\"/search\" role=\"search\">"
      "<label for=\"q\">A person, body, place or operation</label>"
      "<input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\" maxlength=\"200\" value=\"");
  html.text(value).raw("\"><button>Search</button></form>\n");
  return html;
}

Html path_form(std::string_view from, std::string_view to, std::size_t k) {
  Html html;
  html.raw(
      "<form class=\"path\" action=\"/path\"><label>From "
      "<input name=\"from\" required maxlength=\"200\" value=\"");
  html.text(from).raw(
      "\"></label><label>To <input name=\"to\" required maxlength=\"200\" value=\"");
  html.text(to).raw(
      "\"></label><label class=\"small\">Paths <input name=\"k\" type=\"number\" min=\"1\" "
      "max=\"20\" value=\"");
  html.number(k).raw("\"></label><button>Connect</button></form>\n");
  return html;
}

}  // namespace onrecord
