#pragma once

#include <string_view>

namespace onrecord {

/// The bytes of data/<file_name> as they were when the program was built ("places.tsv").
///
/// returns: a view that lives as long as the program; empty when no file of that name was built in.
///
/// Safe to call from several threads.
std::string_view embedded_data(std::string_view file_name);

}  // namespace onrecord
