#pragma once

#include <string>

namespace onrecord {

/// Where the language model's file is: `given` if not empty, else the environment's ONRECORD_MODEL,
/// else models/language.orm in the program's folder or the one above, else
/// ../share/onrecord/models/language.orm from there, whether it is there or not.
std::string model_path(const std::string& given);

}  // namespace onrecord
