#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/columns.h"
#include "storage/store.h"

namespace onrecord::sample {

/// A folder that goes with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// The value, or a failed test with the error's message.
template <typename T>
T must(Result<T> result);
void must(const Status& status);

/// "ada says something in town-1 about body-2 …": a document with entities, quotes, operations and
/// statements of every shape, drawn from a small world so that documents share most of them.
/// Equal seeds, equal contributions.
Contribution contribution(const std::string& id, unsigned seed);
std::vector<Contribution> contributions(std::size_t count, unsigned seed = 1);

/// The entity of the small world that has this name.
EntityId id_of(EntityType type, const std::string& name);

/// All rows of a store: column family and key, value.
using Rows = std::map<std::pair<Column, std::string>, std::string>;
Rows rows_of(const Store& store);
/// The first rows that two stores do not share, by name; "" when they are equal byte for byte.
std::string difference(const Rows& a, const Rows& b);

std::string random_bytes(std::mt19937& random, std::size_t most);

}  // namespace onrecord::sample

#include "tests/catch.h"

namespace onrecord::sample {

template <typename T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().message);
  return std::move(*result);
}

}  // namespace onrecord::sample
