#pragma once

#include <filesystem>
#include <string>

namespace onrecord {

/// The language model of the repository.
inline std::string test_model() {
  const auto root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  return (root / "data" / "models" / "language.orm").string();
}

}  // namespace onrecord
