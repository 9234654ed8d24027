#include "tests/server/process_figures.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#ifdef __SANITIZE_ADDRESS__
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // gcc brings no header of it
#endif

namespace onrecord {

#ifdef __SANITIZE_ADDRESS__
long memory_kib() { return static_cast<long>(__sanitizer_get_current_allocated_bytes() / 1024); }
#else
long memory_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == "VmRSS:") break;
  }
  long kib = 0;
  status >> kib;
  return kib;
}
#endif

int open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<int>(std::distance(begin(all), end(all)));
}

}  // namespace onrecord
