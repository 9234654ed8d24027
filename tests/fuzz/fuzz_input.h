#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

inline std::string_view to_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Stops the fuzzer with its input when a promise of a header does not hold.
inline void expect(bool holds, std::string_view promise) {
  if (holds) return;
  std::cerr << "broken promise: " << promise << '\n';
  std::abort();
}

/// Puts first inputs into the corpus folder of the command line, for the fuzzer to start from.
inline void add_seeds(int argc, char** argv, const std::vector<std::string>& seeds) {
  for (int i = 1; i < argc; ++i) {
    const std::string folder = argv[i];
    if (folder.starts_with('-')) continue;
    for (std::size_t s = 0; s < seeds.size(); ++s) {
      std::ofstream(folder + "/seed-" + std::to_string(s), std::ios::binary) << seeds[s];
    }
    return;
  }
}

}  // namespace onrecord
