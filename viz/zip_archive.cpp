// The sizes are known beforehand, so that an entry is no zip64 unless it has to be: not every
// reader takes those.

#include "viz/zip_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace onrecord {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

struct FreeArchive {
  /// Without `fail`, what is half done would be brought to an end.
  void operator()(archive* of) const {
    archive_write_fail(of);
    archive_write_free(of);
  }
};
struct FreeEntry {
  void operator()(archive_entry* of) const { archive_entry_free(of); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;
using Entry = std::unique_ptr<archive_entry, FreeEntry>;

la_ssize_t pass_on(archive* of, void* out, const void* bytes, std::size_t size) {
  auto& stream = *static_cast<std::ostream*>(out);
  stream.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  if (stream.good()) return static_cast<la_ssize_t>(size);
  archive_set_error(of, EIO, "the output takes no more");
  return -1;
}

Error failed(archive* of) {
  const char* why = archive_error_string(of);
  return {ErrorCode::Io, std::string("export: could not write the zip file: ") +
                             (why == nullptr ? "is the disk full?" : why)};
}

bool open(archive* zip, std::ostream& out) {
  return archive_write_set_format_zip(zip) == ARCHIVE_OK &&
         archive_write_zip_set_compression_deflate(zip) == ARCHIVE_OK &&
         archive_write_set_format_option(zip, "zip", "compression-level", "6") == ARCHIVE_OK &&
         archive_write_set_bytes_per_block(zip, kPiece) == ARCHIVE_OK &&
         archive_write_set_bytes_in_last_block(zip, 1) == ARCHIVE_OK &&
         archive_write_open(zip, &out, nullptr, pass_on, nullptr) == ARCHIVE_OK;
}

/// No time is set: libarchive writes one in the local time zone, but none as 1980-01-01.
Entry head_of(const ZipEntry& entry) {
  Entry head(archive_entry_new());
  archive_entry_set_pathname(head.get(), entry.name.c_str());
  archive_entry_set_filetype(head.get(), AE_IFREG);
  archive_entry_set_perm(head.get(), 0644);
  archive_entry_set_size(head.get(), static_cast<la_int64_t>(entry.size));
  return head;
}

Status write_entry(archive* zip, const ZipEntry& entry) {
  if (archive_write_header(zip, head_of(entry).get()) != ARCHIVE_OK) return failed(zip);
  std::array<char, kPiece> piece;
  for (std::uint64_t left = entry.size; left > 0;) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
    if (!entry.bytes.read(piece.data(), static_cast<std::streamsize>(size))) {
      return Error{ErrorCode::Io, "export: '" + entry.name + "' ends before its end"};
    }
    if (archive_write_data(zip, piece.data(), size) != static_cast<la_ssize_t>(size)) {
      return failed(zip);
    }
    left -= size;
  }
  if (archive_write_finish_entry(zip) != ARCHIVE_OK) return failed(zip);
  return {};
}

}  // namespace

Status write_zip(std::ostream& out, const std::vector<ZipEntry>& entries) {
  const Archive zip(archive_write_new());
  if (!open(zip.get(), out)) return failed(zip.get());
  for (const ZipEntry& entry : entries) {
    if (const Status written = write_entry(zip.get(), entry); !written) return written;
  }
  if (archive_write_close(zip.get()) != ARCHIVE_OK) return failed(zip.get());
  return {};
}

}  // namespace onrecord
