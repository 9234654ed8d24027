#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "model/result.h"

namespace onrecord {

/// Makes a folder, or adds to one that is there, so that its new files appear when all of them are
/// whole, or none: `write` fills a folder beside it, or within it, that is then moved or emptied
/// into it. A file of the same name is replaced; what else compressed it, as in "a.csv" and
/// "a.csv.gz", is removed. Without success, or interrupted, nothing is left of it. Io, or what
/// `write` reports.
Status fill_folder(const std::string& folder,
                   const std::function<Status(const std::filesystem::path&)>& write);

}  // namespace onrecord
