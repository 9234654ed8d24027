// A folder of our own, which nobody else can put a link into, has the file's name until it is open.

#include "storage/unnamed_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

namespace onrecord {
namespace {

Error no_file(const std::filesystem::path& folder, int failed) {
  std::string told =
      "no file for the time being in '" + folder.string() + "': " + std::strerror(failed);
  if (folder == spool_folder()) told += "; set TMPDIR to another folder";
  return {ErrorCode::Io, told};
}

}  // namespace

UnnamedFile::UnnamedFile(const std::filesystem::path& folder, std::function<bool()> wanted)
    : buffer_(std::move(wanted)), stream_(&buffer_) {
  std::string own = (folder / ".onrecord-XXXXXX").string();
  if (mkdtemp(own.data()) == nullptr) {
    opened_ = no_file(folder, errno);
  } else {
    const std::string name = own + "/spool";
    constexpr auto kMode = std::ios::in | std::ios::out | std::ios::trunc | std::ios::binary;
    errno = 0;
    if (buffer_.open(name, kMode) == nullptr) opened_ = no_file(folder, errno);
    std::error_code failed;
    std::filesystem::remove_all(own, failed);
    if (failed && opened_) opened_ = no_file(folder, failed.value());
  }
  if (!opened_) stream_.setstate(std::ios::failbit);
}

Result<std::uint64_t> UnnamedFile::rewind() {
  const Error lost{ErrorCode::Io, "export: could not write; is the disk full?"};
  if (!opened_) return opened_.error();
  stream_.flush();
  const std::streamoff size = stream_.tellp();
  stream_.seekg(0);
  if (!stream_ || size < 0) return lost;
  return static_cast<std::uint64_t>(size);
}

UnnamedFile::Buffer::int_type UnnamedFile::Buffer::overflow(int_type c) {
  return wanted() ? std::filebuf::overflow(c) : traits_type::eof();
}

std::streamsize UnnamedFile::Buffer::xsputn(const char* bytes, std::streamsize count) {
  return wanted() ? std::filebuf::xsputn(bytes, count) : 0;
}

std::filesystem::path spool_folder() {
  const char* asked = std::getenv("TMPDIR");
  return asked != nullptr && *asked != '\0' ? asked : "/var/tmp";
}

}  // namespace onrecord
