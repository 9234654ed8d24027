#include "model/ids.h"

#include <string>

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("ids are 16 hex digits and read back in either case", "[model]") {
  CHECK(to_string(EntityId{0xABCDEF}) == "0000000000abcdef");
  CHECK(parse_id<EntityId>("0000000000abcdef") == EntityId{0xABCDEF});
  CHECK(parse_id<EntityId>("0000000000ABCDEF") == EntityId{0xABCDEF});
  CHECK(parse_id<EntityId>("ffffffffffffffff") == EntityId{~std::uint64_t{0}});
}

TEST_CASE("anything but 16 hex digits is no id", "[model]") {
  for (const char* text : {"", "abcdef", "0000000000abcde", "0000000000abcdef0", "000000000gabcdef",
                           "0x00000000abcdef", "+000000000abcdef"}) {
    CHECK_FALSE(parse_id<QuoteId>(text));
  }
}

TEST_CASE("hashes are the published ones of XXH3-64", "[model]") {
  CHECK(to_hex(hash_bytes("")) == "2d06800538d394c2");
}

TEST_CASE("a document id is any short UTF-8 without control characters", "[model]") {
  for (const std::string text : {"a", "http://x/y?z=1", "a b", "\u20ac", "\u00a0"}) {
    CHECK(parse_document_id(text) == DocumentId{text});
  }
  CHECK(parse_document_id(std::string(512, 'x')));
}

TEST_CASE("other document ids are refused", "[model]") {
  for (const std::string text : {"", "a\nb", "\x7f", "\u0085", "\xC2", "\xFF", "a\tb"}) {
    CHECK_FALSE(parse_document_id(text));
  }
  CHECK_FALSE(parse_document_id(std::string(513, 'x')));
  CHECK_FALSE(parse_document_id(std::string_view("a\0b", 3)));
}

}  // namespace onrecord
