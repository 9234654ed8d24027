#include "server/json_documents.h"

#include "server/json_quotes.h"

namespace onrecord {

std::string to_json(const DocumentView& view) {
  const CodePoints code_points(view.document.text);
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "id", view.document.id.value);
    write_member(writer, "title", view.document.title);
    write_member(writer, "url", view.document.url);
    write_member(writer, "publisher", view.document.publisher);
    write_date(writer, "published", view.document.published);
    writer.Key("extractor");
    writer.StartObject();
    write_member(writer, "version", view.extractor.version);
    write_member(writer, "model", view.extractor.model);
    writer.EndObject();
    write_member(writer, "text", view.document.text);
    std::vector<CodePointSpan> sentences;
    for (const Span span : view.sentences) sentences.push_back(code_points.from_span(span));
    write_spans(writer, "sentences", sentences);
    writer.Key("mentions");
    writer.StartArray();
    for (const auto& mention : view.mentions) {
      writer.StartObject();
      writer.Key("span");
      write_span(writer, code_points.from_span(mention.span));
      write_ref(writer, "entity", mention.entity);
      writer.EndObject();
    }
    writer.EndArray();
    writer.Key("quotes");
    writer.StartArray();
    for (const QuoteView& quote : view.quotes) write_quote(writer, quote);
    writer.EndArray();
    writer.EndObject();
  });
}

}  // namespace onrecord
