#include "app/model_path.h"

#include <cstdlib>
#include <filesystem>

namespace onrecord {

std::string model_path(const std::string& given) {
  if (!given.empty()) return given;
  const char* from_environment = std::getenv("ONRECORD_MODEL");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  std::error_code error;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  const auto file = std::filesystem::path("models") / "language.orm";
  for (const auto& place : {folder / file, folder.parent_path() / file}) {
    if (std::filesystem::exists(place, error)) return place.string();
  }
  return (folder.parent_path() / "share" / "onrecord" / file).string();
}

}  // namespace onrecord
