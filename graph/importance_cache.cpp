#include "graph/importance_cache.h"

#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "model/ids.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "onrecord importance 1\n";
constexpr std::size_t kMostFiles = 64;

template <typename Number>
void put(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Takes bytes from the front; `ok` is false once there were too few.
struct Taker {
  std::string_view bytes;
  bool ok = true;

  std::string_view text(std::uint64_t size) {
    if (size > bytes.size()) {
      ok = false;
      return {};
    }
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
  }
  template <typename Number>
  Number number() {
    Number value{};
    const std::string_view taken = text(sizeof value);
    if (ok) std::memcpy(&value, taken.data(), sizeof value);
    return value;
  }
};

std::string encode(const std::string& key, const ImportanceTable& table) {
  std::string bytes(kMagic);
  put<std::uint64_t>(bytes, key.size());
  bytes += key;
  put(bytes, table.modularity);
  put(bytes, table.sampled);
  put<std::uint64_t>(bytes, table.rows.size());
  for (const ImportanceRow& row : table.rows) {
    put(bytes, row.entity.value);
    put(bytes, row.other.value);
    put(bytes, row.value);
    put<std::uint64_t>(bytes, row.group);
  }
  put<std::uint64_t>(bytes, XXH64(bytes.data(), bytes.size(), 0));
  return bytes;
}

std::optional<ImportanceTable> decode(std::string_view bytes, const std::string& key) {
  if (bytes.size() < kMagic.size() + 8) return std::nullopt;
  Taker sum{bytes.substr(bytes.size() - 8)};
  bytes.remove_suffix(8);
  if (sum.number<std::uint64_t>() != XXH64(bytes.data(), bytes.size(), 0)) return std::nullopt;
  Taker taker{bytes};
  if (taker.text(kMagic.size()) != kMagic) return std::nullopt;
  if (taker.text(taker.number<std::uint64_t>()) != key) return std::nullopt;
  ImportanceTable table;
  table.modularity = taker.number<double>();
  table.sampled = taker.number<std::uint64_t>();
  const auto rows = taker.number<std::uint64_t>();
  if (!taker.ok || rows > taker.bytes.size() / 32) return std::nullopt;
  table.rows.reserve(rows);
  for (std::uint64_t i = 0; i < rows; ++i) {
    ImportanceRow row;
    row.entity.value = taker.number<std::uint64_t>();
    row.other.value = taker.number<std::uint64_t>();
    row.value = taker.number<double>();
    row.group = static_cast<std::uint32_t>(taker.number<std::uint64_t>());
    table.rows.push_back(row);
  }
  if (!taker.ok || !taker.bytes.empty()) return std::nullopt;
  return table;
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return bytes;
}

}  // namespace

fs::path ImportanceCache::file_of(const std::string& key) const {
  return folder_ / (to_string(EntityId{XXH64(key.data(), key.size(), 0)}) + ".importance");
}

std::optional<ImportanceTable> ImportanceCache::find(const std::string& key) const {
  const std::optional<std::string> bytes = read_file(file_of(key));
  return bytes ? decode(*bytes, key) : std::nullopt;
}

Status ImportanceCache::keep(const std::string& key, const ImportanceTable& table) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  const fs::path file = file_of(key);
  const auto failed = [&](const std::string& what) {
    return Error{ErrorCode::Io, "keep the answer in '" + file.string() + "': " + what};
  };
  if (error) return failed(error.message());
  const fs::path unfinished = file.string() + "." + std::to_string(::getpid());
  {
    std::ofstream out(unfinished, std::ios::binary);
    const std::string bytes = encode(key, table);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
      fs::remove(unfinished, error);
      return failed("cannot be written");
    }
  }
  fs::rename(unfinished, file, error);
  if (error) return failed(error.message());
  make_room();
  return {};
}

void ImportanceCache::make_room() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() != ".importance") continue;
    const fs::file_time_type written = entry.last_write_time(error);
    if (!error) files.emplace_back(written, entry.path());
  }
  if (files.size() <= kMostFiles) return;
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i + kMostFiles < files.size(); ++i) fs::remove(files[i].second, error);
}

Result<std::string> contents_key(const fs::path& store, std::uint64_t version) {
  // RocksDB gives every database it makes an identity.
  const std::optional<std::string> identity = read_file(store / "IDENTITY");
  std::error_code error;
  const fs::path whole = fs::canonical(store, error);
  if (!identity || error) {
    return Error{ErrorCode::Io, "read '" + (store / "IDENTITY").string() + "'"};
  }
  return "store " + *identity + " in " + whole.string() + " version " + std::to_string(version);
}

}  // namespace onrecord
