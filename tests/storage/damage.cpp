#include "tests/storage/damage.h"

#include <algorithm>
#include <fstream>

#include "storage/open.h"
#include "tests/storage/sample.h"

namespace onrecord::sample {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const fs::path& store, const std::string& begin,
                               const std::string& end) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& file : fs::directory_iterator(store)) {
    const std::string name = file.path().filename().string();
    if (file.is_regular_file() && name.starts_with(begin) && name.ends_with(end))
      found.push_back(file.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void flip(const fs::path& path, std::uint64_t at, unsigned char mask) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  char byte = 0;
  file.seekg(static_cast<std::streamoff>(at)).get(byte);
  file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte ^ mask));
}

void make_full_store(const fs::path& path, std::size_t documents) {
  const Signature by{"ed", "2026-11-22T09:30:00Z", "for the test"};
  const EntityId ada = id_of(EntityType::Person, "Ada B. Stone");
  {
    Store store = must(Store::open(path));
    const std::vector<Contribution> all = contributions(documents);
    must(store.put_all(all));
    std::vector<DocumentResolution> resolution;
    for (const Contribution& one : all) {
      if (resolution.size() == documents / 2) break;
      const Entity& first = one.extraction.entities.front().entity;
      resolution.push_back({one.document.id, {{first.id, EntityId{77}, first.type}}});
    }
    Candidate doubt;
    doubt.a = ada;
    doubt.b = EntityId{77};
    doubt.probability = 0.5;
    must(store.set_resolution(resolution, std::vector<Candidate>(3, doubt)));
  }
  {
    const std::unique_ptr<StoreState> raw = must(open_writer(path, {}));
    REQUIRE(raw->database->flush().ok());
  }
  Store store = must(Store::open(path));
  must(store.merge(std::vector{id_of(EntityType::Person, "Mei Stonefield")}, ada, by));
  must(store.rename(ada, "Ada Byron Stone", by));
  must(store.rename(ada, "Ada Byron", by));
  must(store.undo(std::vector<std::uint64_t>{3}, by));
  must(store.put_all(contributions(documents / 4, 99)));
}

}  // namespace onrecord::sample
