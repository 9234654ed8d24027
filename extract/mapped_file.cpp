#include "extract/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "extract/item_error.h"

namespace onrecord {
namespace {

/// Closes the descriptor; a mapping outlives it.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

Error to_system_error(const std::string& path, int number) {
  const bool absent = number == ENOENT || number == ENOTDIR;
  return to_item_error(absent ? ErrorCode::NotFound : ErrorCode::Io, path,
                       std::generic_category().message(number));
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path, std::uint64_t most) {
  // Not blocking: a named pipe without a writer must not hold us up before fstat.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0) return to_system_error(path, errno);
  struct stat status {};
  if (::fstat(file.number, &status) != 0) return to_system_error(path, errno);
  if (!S_ISREG(status.st_mode)) {
    return to_item_error(ErrorCode::InvalidInput, path, "it is not a regular file");
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size == 0) return to_item_error(ErrorCode::InvalidInput, path, "the file is empty");
  if (size > most) {
    return to_item_error(ErrorCode::TooLarge, path, "it is over " + to_shown_size(most));
  }
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (data == MAP_FAILED) return to_system_error(path, errno);
  return MappedFile(path, static_cast<const char*>(data), size);
}

MappedFile::MappedFile(std::string path, const char* data, std::size_t size)
    : path_(std::move(path)), data_(data), size_(size) {}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace onrecord
