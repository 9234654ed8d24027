#pragma once

#include <filesystem>
#include <functional>
#include <list>
#include <ostream>
#include <string>

#include "storage/unnamed_file.h"
#include "viz/file_set.h"

namespace onrecord {

/// Files that become one zip archive. They lie in unnamed files until it is written, because those
/// that are written side by side can stand in it only one after the other; it needs the disk, not
/// memory.
class ZipFiles : public FileSet {
 public:
  /// folder, wanted: of UnnamedFile.
  explicit ZipFiles(std::filesystem::path folder, std::function<bool()> wanted = nullptr);

  std::ostream& add(std::string_view name) override;
  /// Calls `write`, which adds the files. Its status; Io says which folder has no room for them,
  /// Busy that they were not wanted any more.
  Status fill(const std::function<Status(FileSet&)>& write);
  /// The archive, its files in the order in which they were added. Once, after fill.
  Status write(std::ostream& out);

 private:
  struct File {
    File(std::string_view called, const std::filesystem::path& folder,
         const std::function<bool()>& wanted)
        : name(called), file(folder, wanted) {}
    std::string name;
    UnnamedFile file;
  };
  Error why(const Error& failed) const;

  const std::filesystem::path folder_;
  const std::function<bool()> wanted_;
  std::list<File> files_;
};

}  // namespace onrecord
