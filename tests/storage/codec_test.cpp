#include "storage/codec.h"

#include <cmath>
#include <limits>

#include "storage/values.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

namespace {

std::vector<const Evidence*> pointers(const std::vector<Evidence>& list) {
  std::vector<const Evidence*> result;
  for (const Evidence& one : list) result.push_back(&one);
  return result;
}

std::string seal(std::string_view payload) {
  ValueWriter out;
  for (const char byte : payload) out.u8(static_cast<std::uint8_t>(byte));
  return out.seal();
}

/// Every value that the documents of the small world give, with a reader for each.
struct Sealed {
  std::string what;
  std::string bytes;
  bool (*opens)(std::string_view);
};

std::vector<Sealed> sealed_values() {
  static const DocumentId id{"d"};
  std::vector<Sealed> all;
  const Contribution made = sample::contribution("d", 7);
  all.push_back({"document", encode_document(made.document),
                 [](std::string_view v) { return decode_document(v, id).value.has_value(); }});
  all.push_back({"extraction", encode_extraction(made.extraction),
                 [](std::string_view v) { return decode_extraction(v, id).value.has_value(); }});
  all.push_back({"quote", encode_quote(made.extraction.quotes.front()),
                 [](std::string_view v) { return decode_quote(v).value.has_value(); }});
  all.push_back({"evidence", encode_evidence(pointers(made.extraction.statements.front().evidence)),
                 [](std::string_view v) { return decode_evidence(v, id).value.has_value(); }});
  all.push_back(
      {"statement",
       encode_statement(
           {made.extraction.statements.front().statement, 3, 1u << 20, {2019, 2, 0}, {2021, 1, 1}}),
       [](std::string_view v) { return decode_statement(v, {}).value.has_value(); }});
  all.push_back({"entity", encode_entity({{{EntityType::Agency, 4}}, 3, 900}),
                 [](std::string_view v) { return decode_entity(v).value.has_value(); }});
  all.push_back({"form", encode_form({300, 2}),
                 [](std::string_view v) { return decode_form(v).value.has_value(); }});
  all.push_back({"number", encode_number(70'000),
                 [](std::string_view v) { return decode_number(v).value.has_value(); }});
  all.push_back({"counts",
                 encode_counts({1, 2, 3, 4, {{EntityType::Place, 5}}, {{Predicate::Said, 6}}}),
                 [](std::string_view v) { return decode_counts(v).value.has_value(); }});
  return all;
}

}  // namespace

TEST_CASE("primitives read back as written", "[storage]") {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> numbers = {
      0, 1, 127, 128, 16'383, 16'384, std::numeric_limits<std::uint64_t>::max()};
  for (int i = 0; i < 2000; ++i) numbers.push_back(random() >> (random() % 64));
  for (const std::uint64_t number : numbers) {
    const auto whole = static_cast<std::int64_t>(number);
    ByteWriter out;
    out.varint(number);
    out.signed_varint(whole);
    out.fixed64(number);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    CHECK(in.varint() == number);
    CHECK(in.signed_varint() == whole);
    CHECK(in.fixed64() == number);
    CHECK(in.done());
  }
}

TEST_CASE("spans read back in any order, dates with any part unknown", "[storage]") {
  constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
  const std::vector<Spans> lists = {
      {}, {{0, 0}}, {{3, 9}, {9, 12}}, {{100, 200}, {4, 5}}, {{kEnd, kEnd}, {0, kEnd}}};
  for (const Spans& spans : lists) {
    ByteWriter out;
    out.spans(spans);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    CHECK(in.spans() == spans);
    CHECK(in.done());
  }
  for (const PartialDate date :
       {PartialDate{}, PartialDate{2017, 0, 0}, PartialDate{0, 3, 18}, PartialDate{9999, 12, 31}}) {
    ByteWriter out;
    out.date(date);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    CHECK(in.date() == date);
    CHECK(in.done());
  }
}

TEST_CASE("random contributions read back as written", "[storage]") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Contribution made = sample::contribution("doc-é", seed);
    const DocumentId& id = made.document.id;
    CHECK(decode_document(encode_document(made.document), id).value == made.document);
    CHECK(decode_extraction(encode_extraction(made.extraction), id).value == made.extraction);
    for (const Quote& quote : made.extraction.quotes) {
      CHECK(decode_quote(encode_quote(quote)).value == quote);
    }
    for (const SupportedStatement& item : made.extraction.statements) {
      CHECK(decode_evidence(encode_evidence(pointers(item.evidence)), id).value == item.evidence);
      const StatementRow row{item.statement, seed, seed * 77, {2001, 1, 0}, {}};
      CHECK(decode_statement(encode_statement(row), row.statement.id).value == row);
    }
  }
}

TEST_CASE("strings of any bytes survive", "[storage]") {
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    Document document{{"d"},
                      sample::random_bytes(random, 40),
                      sample::random_bytes(random, 40),
                      sample::random_bytes(random, 40),
                      {},
                      sample::random_bytes(random, 5000)};
    CHECK(decode_document(encode_document(document), {"d"}).value == document);
  }
}

TEST_CASE("confidence weights add up in any order", "[storage]") {
  for (const double confidence : {0.0, 0.001, 0.25, 0.5, 0.9, 0.999}) {
    CHECK(confidence_of_weight(confidence_weight(confidence)) == confidence);
  }
  CHECK(confidence_of_weight(confidence_weight(0.5) + confidence_weight(0.5)) == 0.75);
  CHECK(confidence_of_weight(3 * confidence_weight(0.9)) == 0.999);
  CHECK(confidence_of_weight(confidence_weight(1.0)) == 0.999);
}

TEST_CASE("a value cut at any byte is refused", "[storage]") {
  for (const Sealed& value : sealed_values()) {
    INFO(value.what);
    REQUIRE(value.opens(value.bytes));
    for (std::size_t size = 0; size < value.bytes.size(); ++size) {
      CHECK_FALSE(value.opens(std::string_view(value.bytes).substr(0, size)));
    }
    CHECK_FALSE(value.opens(value.bytes + "x"));
  }
}

TEST_CASE("a value with any byte altered is refused", "[storage]") {
  for (const Sealed& value : sealed_values()) {
    INFO(value.what);
    for (std::size_t i = 0; i < value.bytes.size(); ++i) {
      std::string altered = value.bytes;
      altered[i] = static_cast<char>(altered[i] ^ (1 << (i % 8)));
      CHECK_FALSE(value.opens(altered));
    }
  }
}

TEST_CASE("payloads that no encoder made are refused without a crash", "[storage]") {
  std::mt19937 random(5);
  for (const Sealed& value : sealed_values()) {
    const std::string payload = value.bytes.substr(1, value.bytes.size() - 5);
    for (int i = 0; i < 2000; ++i) {
      std::string altered = payload;
      for (int change = 0; change < 3; ++change) {
        altered[random() % altered.size()] = static_cast<char>(random());
      }
      altered.resize(altered.size() - random() % 4 % altered.size());
      value.opens(seal(altered));  // either way, but no crash and no sanitizer report
    }
    CHECK_FALSE(value.opens(seal(payload + '\0')));
    CHECK_FALSE(value.opens(seal(sample::random_bytes(random, 3) + std::string(9, '\xff'))));
  }
}

TEST_CASE("a value of a later format is called that", "[storage]") {
  std::string value = "\x02payload";
  const std::uint64_t hash = hash_bytes(value);
  for (int shift = 24; shift >= 0; shift -= 8) value.push_back(static_cast<char>(hash >> shift));
  const Decoded<Quote> quote = decode_quote(value);
  CHECK_FALSE(quote.value);
  CHECK(quote.newer);
  CHECK(quote.why == "has a format that this build does not read");
}

TEST_CASE("a confidence outside [0, 1] is no value of ours", "[storage]") {
  Quote quote;
  quote.confidence = 1.5;
  CHECK_FALSE(decode_quote(encode_quote(quote)).value);
  quote.confidence = std::nan("");
  CHECK_FALSE(decode_quote(encode_quote(quote)).value);
}

}  // namespace onrecord
