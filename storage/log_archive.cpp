#include "storage/log_archive.h"

#include <algorithm>
#include <string>
#include <vector>

namespace onrecord {

void trim_log_archive(const std::filesystem::path& store, std::uint64_t bytes) {
  struct Log {
    std::string name;  // "000123.log": numbers grow, and are longer when they are greater
    std::uint64_t size = 0;
  };
  std::vector<Log> logs;
  std::error_code gone;  // no archive yet; or RocksDB has just removed a file
  const std::filesystem::path archive = store / kLogArchive;
  for (std::filesystem::directory_iterator file(archive, gone), end; !gone && file != end;
       file.increment(gone)) {
    if (file->path().extension() != ".log") continue;
    std::error_code ignored;
    const std::uintmax_t size = file->file_size(ignored);
    logs.push_back({file->path().filename().string(), ignored ? 0 : size});
  }
  std::sort(logs.begin(), logs.end(), [](const Log& a, const Log& b) {
    return std::pair(a.name.size(), a.name) > std::pair(b.name.size(), b.name);
  });
  std::uint64_t kept = 0;
  for (const Log& log : logs) {
    kept += log.size;
    if (kept > bytes) std::filesystem::remove(archive / log.name, gone);
  }
}

}  // namespace onrecord
