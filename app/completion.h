#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// A command as shells complete it.
struct CompletedCommand {
  std::string name, description;
  std::vector<std::string> options;  ///< "--store", "-o", ...
};

/// A script for bash, zsh or fish that completes commands, their options and file names.
/// InvalidInput for another shell.
Result<std::string> make_completion(std::string_view shell,
                                    const std::vector<CompletedCommand>& commands);

}  // namespace onrecord
