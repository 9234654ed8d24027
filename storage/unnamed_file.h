#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>

#include "model/result.h"

namespace onrecord {

/// A file that is written and then read, and that no folder lists: it is gone when this is or when
/// the process ends, in whatever way.
class UnnamedFile {
 public:
  /// folder: on the disk that is to have it. wanted: asked while it is written, may be null; false
  /// makes the stream fail.
  explicit UnnamedFile(const std::filesystem::path& folder, std::function<bool()> wanted = nullptr);
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;

  /// What became of opening it.
  const Status& opened() const { return opened_; }
  /// Has failed when it could not be opened.
  std::ostream& out() { return stream_; }
  /// After everything was written: its size. What `in` gives are its bytes from the first on. Io
  /// when not all of it reached the file.
  Result<std::uint64_t> rewind();
  std::istream& in() { return stream_; }

 private:
  class Buffer : public std::filebuf {
   public:
    explicit Buffer(std::function<bool()> wanted) : wanted_(std::move(wanted)) {}

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;

   private:
    bool wanted() const { return wanted_ == nullptr || wanted_(); }
    const std::function<bool()> wanted_;
  };

  Buffer buffer_;
  std::iostream stream_;
  Status opened_;
};

/// Where large files may lie for a while: TMPDIR, else /var/tmp, which unlike /tmp is on a disk.
std::filesystem::path spool_folder();

}  // namespace onrecord
