#include "extract/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "extract/item_error.h"

namespace onrecord {
namespace {

/// One folder being walked. A folder's name ends in '/', so that plain byte order of the names is
/// byte order of the whole paths: "a-b.txt", "a.txt", "a/b.txt", "a0.txt".
struct Level {
  std::string relative;            // "" or ends in '/'
  std::vector<std::string> names;  // sorted backwards: the next one is the last
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

bool is_folder(const std::string& path, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

Error to_list_error(const std::string& path, int error_number) {
  return to_item_error(error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, path,
                       std::generic_category().message(error_number));
}

Result<std::vector<std::string>> list_folder(const std::string& path) {
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  if (folder == nullptr) return to_list_error(path, errno);
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    std::string name = entry->d_name;
    if (name.starts_with('.')) continue;
    std::string entry_path = path;
    entry_path.append("/").append(name);
    if (is_folder(entry_path, *entry)) name += '/';
    names.push_back(std::move(name));
  }
  if (errno != 0) return to_list_error(path, errno);
  std::sort(names.begin(), names.end(), std::greater<>());
  return names;
}

std::string without_end_slashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

bool walk_folder(const std::string& root, const FileVisitor& visit) {
  const std::string base = without_end_slashes(root);
  const std::string prefix = base == "/" ? base : base + "/";
  Result<std::vector<std::string>> top = list_folder(base);
  if (!top) return visit(top.error());
  std::vector<Level> levels;
  levels.push_back({"", std::move(*top)});
  while (!levels.empty()) {
    if (levels.back().names.empty()) {
      levels.pop_back();
      continue;
    }
    std::string name = std::move(levels.back().names.back());
    levels.back().names.pop_back();
    const std::string relative = levels.back().relative + name;
    if (!relative.ends_with('/')) {
      if (!visit(FoundFile{prefix + relative, relative})) return false;
      continue;
    }
    Result<std::vector<std::string>> names = list_folder(without_end_slashes(prefix + relative));
    if (names) {
      levels.push_back({relative, std::move(*names)});
    } else if (!visit(names.error())) {
      return false;
    }
  }
  return true;
}

}  // namespace onrecord
