#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// "127.0.0.1" and "::1".
bool is_loopback(std::string_view address);

/// As a Host header writes a name or an address: lower case, IPv6 in brackets.
std::string to_host_name(std::string_view name);

/// The names under which others reach a server that listens on `address`: itself, or for "0.0.0.0"
/// and "::" every address of this machine's interfaces. None for loopback, which HeadRules knows.
std::vector<std::string> names_of_address(std::string_view address);

}  // namespace onrecord
