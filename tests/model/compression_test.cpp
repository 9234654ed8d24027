#include "model/compression.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("a file's name says how it is compressed", "[model]") {
  CHECK(compression_of("a.gexf.gz") == Compression::Gzip);
  CHECK(compression_of("A.GZ") == Compression::Gzip);
  CHECK(compression_of("a.csv.zst") == Compression::Zstd);
  CHECK(compression_of("gz") == Compression::None);
  CHECK(compression_of("azst") == Compression::None);
  CHECK(compression_of("") == Compression::None);
}

}  // namespace onrecord
