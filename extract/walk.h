#pragma once

#include <functional>
#include <string>

#include "model/result.h"

namespace onrecord {

struct FoundFile {
  std::string path;      ///< as it can be opened: the root, then the relative path
  std::string relative;  ///< below the root, parts joined by '/'
  bool operator==(const FoundFile&) const = default;
};

/// Returns false to stop.
using FileVisitor = std::function<bool(Result<FoundFile>)>;

/// Visits every file below the folder `root`, in byte order of the relative paths, folders within
/// folders included. Names that begin with a dot are skipped. A symbolic link to a file counts as
/// that file; links to folders are not followed (name the folder itself), so no loop can arise.
/// What is no folder is visited whatever it is, pipes and dangling links too: opening decides.
/// A folder that cannot be listed is visited as an Error and the rest goes on. Memory: the names
/// of one folder at each level.
/// returns: false when the visitor stopped the walk.
bool walk_folder(const std::string& root, const FileVisitor& visit);

}  // namespace onrecord
