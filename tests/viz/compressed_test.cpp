#include "viz/compressed.h"

#include <zlib.h>
#include <zstd.h>

#include <sstream>

#include "tests/catch.h"

using namespace onrecord;

namespace {

/// More than one piece, and not all of one kind.
std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 300'000; ++i) text += std::to_string(i * 7919) + "\n";
  return text;
}

std::string compressed(const std::string& text, Compression how) {
  std::ostringstream out;
  REQUIRE(write_compressed(out, how, [&](std::ostream& in) {
    in << text;
    return Status();
  }));
  return out.str();
}

std::string gunzipped(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, MAX_WBITS + 16) == Z_OK);
  std::string text(2'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

std::string unzstded(const std::string& bytes) {
  std::string text(2'000'000, '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
  // Streams do not say how long they are, but one call reads them all the same.
  REQUIRE(ZSTD_isError(size) == 0);
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("what was compressed can be read again, and is smaller", "[viz]") {
  for (const std::string& text : {std::string(), std::string("short"), long_text()}) {
    const std::string gzip = compressed(text, Compression::Gzip);
    const std::string zstd = compressed(text, Compression::Zstd);
    CHECK((gunzipped(gzip) == text));
    CHECK((unzstded(zstd) == text));
    CHECK((compressed(text, Compression::None) == text));
    CHECK((gzip == compressed(text, Compression::Gzip)));
    if (text.size() > 1000) CHECK(gzip.size() < text.size() / 2);
  }
}

TEST_CASE("an error on the way is the error of the whole", "[viz]") {
  std::ostringstream out;
  const Status failed = write_compressed(out, Compression::Gzip, [](std::ostream&) {
    return Status(Error{ErrorCode::Busy, "not now"});
  });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::Busy);
  std::ostringstream broken;
  broken.setstate(std::ios::badbit);
  for (const Compression how : {Compression::Gzip, Compression::Zstd}) {
    const Status lost = write_compressed(broken, how, [](std::ostream& in) {
      in << long_text();
      return Status();
    });
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::Io);
  }
}

TEST_CASE("three words say how to compress", "[viz]") {
  CHECK(parse_compression("gz") == Compression::Gzip);
  CHECK(parse_compression("zst") == Compression::Zstd);
  CHECK(parse_compression("none") == Compression::None);
  CHECK(parse_compression("zip") == std::nullopt);
}
