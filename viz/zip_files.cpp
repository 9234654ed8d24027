#include "viz/zip_files.h"

#include <utility>

#include "viz/zip_archive.h"

namespace onrecord {

ZipFiles::ZipFiles(std::filesystem::path folder, std::function<bool()> wanted)
    : folder_(std::move(folder)), wanted_(std::move(wanted)) {}

std::ostream& ZipFiles::add(std::string_view name) {
  return files_.emplace_back(name, folder_, wanted_).file.out();
}

Status ZipFiles::fill(const std::function<Status(FileSet&)>& write) {
  const Status written = write(*this);
  if (!written) return why(written.error());
  for (File& one : files_) {
    if (!one.file.out().flush()) return why({ErrorCode::Io, ""});
  }
  return {};
}

/// A writer that saw its stream fail does not know why.
Error ZipFiles::why(const Error& failed) const {
  if (failed.code != ErrorCode::Io) return failed;
  if (wanted_ != nullptr && !wanted_()) {
    return {ErrorCode::Busy, "export: took too long and was stopped; ask for less"};
  }
  for (const File& one : files_) {
    if (!one.file.opened()) return one.file.opened().error();
  }
  return {ErrorCode::Io, "export: could not write what becomes the zip file to '" +
                             folder_.string() + "'; is the disk full?"};
}

Status ZipFiles::write(std::ostream& out) {
  std::vector<ZipEntry> entries;
  for (File& one : files_) {
    const auto size = one.file.rewind();
    if (!size) return size.error();
    entries.push_back({one.name, *size, one.file.in()});
  }
  return write_zip(out, entries);
}

}  // namespace onrecord
