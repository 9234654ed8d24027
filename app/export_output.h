#pragma once

#include <string>

#include "app/export.h"
#include "model/result.h"
#include "viz/compressed.h"
#include "viz/formats.h"

namespace onrecord {

// What the name of an output asks for.

/// The format that a file's name asks for; json where it has no ending. InvalidInput where that may
/// be one of several formats, or is none of ours.
Result<std::string> format_of_ending(const std::string& output);

/// As --compress says, else as the output's name ends.
Compression compression_for(const ExportArguments& options);

bool is_zip(const std::string& output);

/// InvalidInput for an output that cannot be of this format.
Status check_output(const ExportArguments& options, const Format& format);

}  // namespace onrecord
