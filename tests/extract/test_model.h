#pragma once

#include <filesystem>
#include <string>

namespace onrecord {

/// The language model of the repository.
inline std::string test_model() {
  const std::filesystem::path root = ONRECORD_SOURCE_FOLDER;
  return (root / "data" / "models" / "language.orm").string();
}

}  // namespace onrecord
