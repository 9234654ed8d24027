#include "extract/embedded_data.h"

namespace {

/// One row of the table that embedded_data.S.in lays out: three pointers.
struct EmbeddedFile {
  const char* name;
  const char* begin;
  const char* end;
};

}  // namespace

/// Ends with a row of null pointers.
extern "C" const EmbeddedFile onrecord_embedded_files[];

namespace onrecord {

std::string_view embedded_data(std::string_view file_name) {
  for (const EmbeddedFile* file = onrecord_embedded_files; file->name != nullptr; ++file) {
    if (file_name == file->name) {
      return {file->begin, static_cast<std::size_t>(file->end - file->begin)};
    }
  }
  return {};
}

}  // namespace onrecord
