#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// A regular file mapped read-only; its memory goes when the object goes. A move keeps the address.
class MappedFile {
 public:
  /// Errors: NotFound, Io, InvalidInput (not a regular file, or empty), TooLarge (over `most`
  /// bytes).
  static Result<MappedFile> open(const std::string& path, std::uint64_t most);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return {data_, size_}; }  ///< begins at a page

 private:
  MappedFile(std::string path, const char* data, std::size_t size);

  std::string path_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace onrecord
