#pragma once

#include <filesystem>
#include <fstream>
#include <list>
#include <ostream>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// Takes the files of a format that is several.
class FileSet {
 public:
  FileSet() = default;
  virtual ~FileSet() = default;
  FileSet(const FileSet&) = delete;
  FileSet& operator=(const FileSet&) = delete;

  /// A new file of that name: ASCII, without folders. Several may be written at once. The stream
  /// lives as long as the set, and has failed where there could be no file.
  virtual std::ostream& add(std::string_view name) = 0;
};

/// As files of a folder.
class FolderFiles : public FileSet {
 public:
  /// folder: is there.
  explicit FolderFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::ostream& add(std::string_view name) override {
    return files_.emplace_back(folder_ / name, std::ios::binary);
  }
  /// After everything was written: Io when not all of it reached the disk.
  Status close() {
    bool whole = true;
    for (std::ofstream& file : files_) {
      file.close();
      whole = whole && !file.fail();
    }
    if (whole) return {};
    return Error{ErrorCode::Io,
                 "export: could not write to '" + folder_.string() + "'; is the disk full?"};
  }

 private:
  const std::filesystem::path folder_;
  std::list<std::ofstream> files_;
};

}  // namespace onrecord
