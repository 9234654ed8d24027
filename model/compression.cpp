#include "model/compression.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace onrecord {

Compression compression_of(std::string_view file_name) {
  std::string ending(
      file_name.substr(file_name.size() - std::min<std::size_t>(file_name.size(), 4)));
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (ending.ends_with(".gz")) return Compression::Gzip;
  return ending == ".zst" ? Compression::Zstd : Compression::None;
}

}  // namespace onrecord
