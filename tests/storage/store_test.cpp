#include "storage/store.h"

#include <algorithm>

#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

TEST_CASE("what was put is read back whole", "[storage]") {
  const sample::Folder folder;
  Store store = must(Store::open(folder / "s"));
  for (const Contribution& made : sample::contributions(8)) {
    must(store.put(made));
    CHECK(must(store.document(made.document.id)) == made.document);
    CHECK(must(store.extraction(made.document.id)) == made.extraction);
  }
  CHECK(must(store.stats()).documents == 8);
}

}  // namespace onrecord
