#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"

namespace onrecord {

/// Names and bytes of the files in a zip archive, in its order. The test fails when it is none, or
/// not whole. tests/exports/ reads the same with a program of others.
inline std::vector<std::pair<std::string, std::string>> read_zip(const std::string& bytes) {
  archive* zip = archive_read_new();
  archive_read_support_format_zip_seekable(zip);
  std::vector<std::pair<std::string, std::string>> files;
  int told = archive_read_open_memory(zip, bytes.data(), bytes.size());
  archive_entry* entry = nullptr;
  while (told == ARCHIVE_OK && (told = archive_read_next_header(zip, &entry)) == ARCHIVE_OK) {
    std::string file;
    std::array<char, 65536> piece{};
    la_ssize_t size = 0;
    while ((size = archive_read_data(zip, piece.data(), piece.size())) > 0) {
      file.append(piece.data(), static_cast<std::size_t>(size));
    }
    files.emplace_back(archive_entry_pathname(entry), std::move(file));
    if (size < 0) told = static_cast<int>(size);
  }
  const char* why = archive_error_string(zip);
  INFO((why == nullptr ? "" : why));
  CHECK(told == ARCHIVE_EOF);
  archive_read_free(zip);
  return files;
}

}  // namespace onrecord
