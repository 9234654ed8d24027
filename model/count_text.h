#pragma once

#include <string>

#include "model/operation.h"

namespace onrecord {

/// An outcome's count as a statement's literal has it: "107", "65.5%", "50%".
std::string count_text(const Outcome& outcome);

}  // namespace onrecord
