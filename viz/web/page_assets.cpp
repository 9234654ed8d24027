#include "viz/web/page_assets.h"

#include <cstddef>

namespace {

/// One row of the table that bundle.mjs lays out: four pointers.
struct BundledFile {
  const char* path;
  const char* content_type;
  const char* begin;
  const char* end;
};

}  // namespace

/// Ends with a row of null pointers.
extern "C" const BundledFile onrecord_page_files[];

namespace onrecord {

PageAsset find_page_asset(std::string_view path) {
  for (const BundledFile* file = onrecord_page_files; file->path != nullptr; ++file) {
    if (path == file->path) {
      const auto size = static_cast<std::size_t>(file->end - file->begin);
      return {file->content_type, {file->begin, size}};
    }
  }
  return {};
}

}  // namespace onrecord
