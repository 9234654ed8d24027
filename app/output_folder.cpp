#include "app/output_folder.h"

#include <unistd.h>

#include <vector>

#include "app/partial_output.h"
#include "viz/compressed.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;

Status folder_error(const fs::path& folder, const std::error_code& failed) {
  return Error{ErrorCode::Io, "make folder '" + folder.string() + "': " + failed.message()};
}

/// Without what a path may end in: "a/", "a/.".
fs::path without_end(const std::string& folder) {
  const fs::path normal = fs::path(folder).lexically_normal();
  return normal.has_filename() || !normal.has_relative_path() ? normal : normal.parent_path();
}

/// "a.csv" of "a.csv", "a.csv.gz" and "a.csv.zst".
fs::path uncompressed(const fs::path& name) {
  return compression_of(name.string()) == Compression::None ? name : name.stem();
}

void remove_others(const fs::path& folder, const fs::path& name, std::error_code& failed) {
  const std::string plain = uncompressed(name).string();
  for (const char* ending : {"", ".gz", ".zst"}) {
    const fs::path other = plain + ending;
    if (other != name && !failed) fs::remove(folder / other, failed);
  }
}

std::error_code move_files(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  std::vector<fs::path> names;
  for (const fs::directory_entry& file : fs::directory_iterator(from, failed)) {
    names.push_back(file.path().filename());
  }
  for (const fs::path& name : names) {
    if (!failed) fs::rename(from / name, to / name, failed);
    if (!failed) remove_others(to, name, failed);
  }
  if (!failed) fs::remove(from, failed);
  return failed;
}

std::error_code move_folder(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  return failed;
}

}  // namespace

Status fill_folder(const std::string& folder, const std::function<Status(const fs::path&)>& write) {
  const fs::path to = without_end(folder);
  const std::string suffix = ".part" + std::to_string(getpid());
  std::error_code failed;
  const bool exists = fs::is_directory(to, failed);
  const PartialOutput partial(exists ? to / suffix : fs::path(to.string() + suffix));
  fs::create_directories(partial.path(), failed);
  if (failed) return folder_error(to, failed);
  Status written = write(partial.path());
  if (written) {
    failed = exists ? move_files(partial.path(), to) : move_folder(partial.path(), to);
    if (failed) written = folder_error(to, failed);
  }
  if (!written) fs::remove_all(partial.path(), failed);
  return written;
}

}  // namespace onrecord
