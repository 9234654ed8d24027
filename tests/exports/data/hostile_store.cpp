// Makes a store of all that names, titles and texts may hold and a careless writer or reader trips
// over:  onrecord_hostile_store FOLDER [--utf8]
//
// --utf8: without the name that is none, which no reader of ours lets in.
//
// Two documents share most of it, so that there are aliases, conflicts and joint evidence.

#include <algorithm>
#include <cstdio>

#include "storage/store.h"

using namespace onrecord;

namespace {

std::string blown_up(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

/// Names of all kinds; the first stand in the text, too, where only UTF-8 may stand.
std::vector<std::string> names() {
  std::string controls = "controls ";
  for (char c = 1; c < 0x20; ++c) controls += c;
  controls += "\x7f end";
  return {
      "quote\"s 'and' \\back\\slashes\\",
      "]]> & <b>bold</b> <!-- --> &amp; %3C",
      controls,
      "bidi \u202Eesrever\u202C \u2066isolated\u2069 \u200F",
      "not characters \uFFFE \uFFFF and \U0001FFFE, astral \U0001F6F3 \U0001D11E",
      "line\nbreaks\r\nand\rtabs\t, \u2028 \u2029 \u0085",
      "semi;colons, commas; and | pipes ${jndi:x} {{braces}}",
      "=cmd|' /C calc'!A0",
      "javascript:alert(1)",
      "<iri> _:blank @en ^^<x> . # no comment",
      "\uFEFFmark of bytes",
      "combi\u0301ning e\u0301 \u00E9",
      blown_up("sixty-four kibibytes ", 64u << 10),
      std::string("nul \0 inside", 12),
      "not UTF-8 \xff\xfe \xc3( \xed\xa0\x80 lone \xed\xbf\xbf",
  };
}

constexpr std::size_t kNotInText = 2;  // of the last names

class Telling {
 public:
  Telling(const std::string& id, bool utf8) : utf8_(utf8) {
    made_.document.id = {id};
    made_.document.title = names()[1] + names()[5];
    made_.document.url = "http://example.org/\"><script>alert(1)</script>?a=b&c=d e";
    made_.document.publisher = "=HYPERLINK(\"javascript:alert(1)\")";
    made_.document.published = {2025, 2, 0};
    made_.extraction.document = {id};
    made_.extraction.extractor = {"0 <\"&>", "model \\ \n"};
  }

  Contribution done() {
    std::vector<std::string> all = names();
    if (utf8_) all.back() = "UTF-8";
    for (std::size_t i = 0; i < all.size(); ++i) tell(i, all[i], i + kNotInText < all.size());
    std::sort(made_.extraction.statements.begin(), made_.extraction.statements.end(),
              [](const auto& a, const auto& b) { return a.statement.id < b.statement.id; });
    return made_;
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(made_.document.text.size()); }

  Span say(const std::string& words) {
    const std::uint32_t begin = size();
    made_.document.text += words;
    return {begin, size()};
  }

  /// Somebody of this name, who says so much about a body of this name, and holds an office there.
  void tell(std::size_t number, const std::string& name, bool in_text) {
    const std::uint32_t begin = size();
    const Span mention = say(in_text ? name : "somebody");
    const Span content = say(" says “" + std::string(in_text ? name : "nothing") + "”");
    const Span sentence{begin, size()};
    made_.document.text += ' ';
    made_.extraction.sentences.push_back(sentence);
    // Ids are of numbers: names that fold to one are several all the same.
    const std::string key = "hostile " + std::to_string(number);
    const EntityId person = add(EntityType::Person, key, name, {mention});
    const EntityId body = add(EntityType::Agency, key, name, {});
    const EntityId operation = add(EntityType::Operation, key, name, {});
    const EntityId place = add(EntityType::Place, key, name, {});
    Quote quote;
    quote.source = {mention};
    quote.content = {content};
    quote.speaker = person;
    quote.speaker_name = name;
    quote.about = {body};
    quote.places = {{place, PlaceBasis::Content}};
    quote.date = {0, 3, 18};
    quote.confidence = 0.9;
    quote.id = make_quote_id(made_.document.id, quote.content, quote.source);
    made_.extraction.quotes.push_back(quote);
    state(person, Predicate::Said, quote.id, {}, sentence, {2025, 3, 18});
    state(quote.id, Predicate::About, body, {}, sentence, {0, 3, 18});
    state(person, Predicate::QuotedAbout, body,
          {{"place", to_string(place)}, {"quote", to_string(quote.id)}}, sentence, {2025, 0, 0});
    state(person, Predicate::HoldsPosition, body, {{"title", name}, {"status", "current"}},
          sentence, {});
    state(person, Predicate::HoldsPosition, std::monostate{}, {{"title", name}}, sentence, {});
    state(operation, Predicate::TookPlaceIn, place, {}, sentence, {2025, 3, 0});
    state(operation, Predicate::Outcome, Literal{"107"}, {{"what", name}}, sentence, {0, 4, 0});
    state(person, Predicate::MentionedIn, made_.document.id, {{"count", "1"}}, sentence, {});
  }

  EntityId add(EntityType type, const std::string& key, const std::string& name,
               const Spans& mentions) {
    const EntityId id = make_entity_id(type, key);
    EntityRecord record{{id, type, name, {name + " alias"}, {{name, name}, {"lat", "1.5"}}},
                        mentions};
    made_.extraction.entities.push_back(record);
    return id;
  }

  void state(const Subject& subject, Predicate predicate, const Object& object,
             const Qualifiers& qualifiers, Span sentence, const PartialDate& date) {
    const Evidence evidence{made_.document.id, {sentence}, 0.123456, date, {}, names()[0]};
    made_.extraction.statements.push_back(
        make_statement(subject, predicate, object, qualifiers, evidence));
  }

  const bool utf8_;
  Contribution made_;
};

}  // namespace

int main(int argc, char** argv) {
  const bool utf8 = argc == 3 && std::string_view(argv[2]) == "--utf8";
  if (argc != 2 && !utf8) {
    std::fprintf(stderr, "usage: onrecord_hostile_store FOLDER [--utf8]\n");
    return 2;
  }
  Result<Store> store = Store::open(argv[1]);
  const auto fail = [](const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
  };
  if (!store) return fail(store.error());
  for (const char* id : {"hostile <1> \"&%\\ \xC3\xA9", "javascript:alert(1)"}) {
    if (const Status put = store->put(Telling(id, utf8).done()); !put) return fail(put.error());
  }
  return 0;
}
