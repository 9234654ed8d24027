#pragma once

#include <set>
#include <string>

// What tests of ingest ask again and again.

namespace onrecord {

/// What `export` says of a store; the program must be content.
std::string exported(const std::string& store);

/// The documents that `ingest --verbose` said were stored.
std::set<std::string> acknowledged_in(const std::string& out);

}  // namespace onrecord
