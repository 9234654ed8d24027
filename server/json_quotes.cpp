#include "server/json_quotes.h"

namespace onrecord {
namespace {

void write_words(JsonWriter& writer, const char* name, const QuotedWords& words) {
  writer.Key(name);
  writer.StartObject();
  write_member(writer, "text", words.text);
  write_spans(writer, "spans", words.spans);
  writer.EndObject();
}

void write_places(JsonWriter& writer, const std::vector<QuotePlaceView>& places) {
  writer.Key("places");
  writer.StartArray();
  for (const QuotePlaceView& place : places) {
    writer.StartObject();
    write_member(writer, "id", to_string(place.place.id));
    write_member(writer, "name", place.place.name);
    write_member(writer, "basis", to_string(place.basis));
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

void write_quote(JsonWriter& writer, const QuoteView& view) {
  const Quote& quote = view.quote;
  writer.StartObject();
  write_member(writer, "id", to_string(quote.id));
  write_member(writer, "kind", to_string(quote.kind));
  write_ref(writer, "speaker", view.speaker);
  write_member(writer, "speaker_name", quote.speaker_name);
  write_refs(writer, "also", view.also);
  write_words(writer, "source", view.source);
  write_words(writer, "cue", view.cue);
  write_words(writer, "content", view.content);
  writer.Key("parent");
  if (quote.parent) {
    write_string(writer, to_string(*quote.parent));
  } else {
    writer.Null();
  }
  write_refs(writer, "about", view.about);
  write_places(writer, view.places);
  write_date(writer, "date", quote.date);
  write_number(writer, "confidence", quote.confidence);
  writer.Key("evidence");
  write_sentence(writer, view.sentence);
  writer.EndObject();
}

std::string to_json(const QuoteView& view) {
  return to_json_text([&](JsonWriter& writer) { write_quote(writer, view); });
}

}  // namespace onrecord
