// The sizes are known beforehand, so that an entry is no zip64 unless it has to be: not every
// reader takes those.

#include "viz/zip_archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>

namespace onrecord {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

struct FreeEntry {
  void operator()(archive_entry* of) const { archive_entry_free(of); }
};
using Entry = std::unique_ptr<archive_entry, FreeEntry>;

/// No time is set: libarchive writes one in the local time zone, but none as 1980-01-01.
Entry head_of(const ZipEntry& entry) {
  Entry head(archive_entry_new());
  archive_entry_set_pathname(head.get(), entry.name.c_str());
  archive_entry_set_filetype(head.get(), AE_IFREG);
  archive_entry_set_perm(head.get(), 0644);
  archive_entry_set_size(head.get(), static_cast<la_int64_t>(entry.size));
  return head;
}

/// One archive on its way to a stream. libarchive 3.6 never frees what compresses an entry that it
/// could not finish; so it is not told of a stream that failed, and what it goes on to write then
/// goes nowhere.
class Zip {
 public:
  explicit Zip(std::ostream& out) : out_(out), zip_(archive_write_new()) {}
  ~Zip() {
    ended_ = true;
    archive_write_free(zip_);
  }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  Status open() {
    const bool opened =
        archive_write_set_format_zip(zip_) == ARCHIVE_OK &&
        archive_write_zip_set_compression_deflate(zip_) == ARCHIVE_OK &&
        archive_write_set_format_option(zip_, "zip", "compression-level", "6") == ARCHIVE_OK &&
        archive_write_set_bytes_per_block(zip_, kPiece) == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(zip_, 1) == ARCHIVE_OK &&
        archive_write_open(zip_, this, nullptr, pass_on, nullptr) == ARCHIVE_OK;
    return opened ? Status() : failed();
  }

  Status write(const ZipEntry& entry) {
    if (archive_write_header(zip_, head_of(entry).get()) != ARCHIVE_OK) return failed();
    std::array<char, kPiece> piece;
    for (std::uint64_t left = entry.size; left > 0;) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
      if (!entry.bytes.read(piece.data(), static_cast<std::streamsize>(size))) {
        return Error{ErrorCode::Io, "export: '" + entry.name + "' ends before its end"};
      }
      const bool taken =
          archive_write_data(zip_, piece.data(), size) == static_cast<la_ssize_t>(size);
      if (!taken || !out_.good()) return failed();
      left -= size;
    }
    return archive_write_finish_entry(zip_) == ARCHIVE_OK ? Status() : failed();
  }

  Status close() {
    const bool closed = archive_write_close(zip_) == ARCHIVE_OK;
    return closed && out_.good() ? Status() : failed();
  }

 private:
  static la_ssize_t pass_on(archive*, void* zip, const void* bytes, std::size_t size) {
    const Zip& to = *static_cast<const Zip*>(zip);
    if (!to.ended_ && to.out_.good()) {
      to.out_.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    }
    return static_cast<la_ssize_t>(size);
  }

  Error failed() const {
    const char* why = out_.good() ? archive_error_string(zip_) : nullptr;
    return {ErrorCode::Io, std::string("export: could not write the zip file: ") +
                               (why == nullptr ? "is the disk full?" : why)};
  }

  std::ostream& out_;
  archive* zip_;
  bool ended_ = false;
};

}  // namespace

Status write_zip(std::ostream& out, const std::vector<ZipEntry>& entries) {
  Zip zip(out);
  if (const Status opened = zip.open(); !opened) return opened;
  for (const ZipEntry& entry : entries) {
    if (const Status written = zip.write(entry); !written) return written;
  }
  return zip.close();
}

}  // namespace onrecord
