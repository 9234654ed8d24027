// How long does it take to load the gazetteers built into the program, and to look names up?
//   cmake --preset release && ninja -C build/release bench_gazetteer_load &&
//   build/release/bench/bench_gazetteer_load

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <vector>

#include "extract/gazetteer.h"

using onrecord::Gazetteer;
using onrecord::Result;
using Clock = std::chrono::steady_clock;

namespace {

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

}  // namespace

int main() {
  constexpr int kLoads = 21;
  std::vector<double> wall, cpu;
  for (int i = 0; i < kLoads; ++i) {
    const auto begin = Clock::now();
    const std::clock_t cpu_begin = std::clock();
    const Result<Gazetteer> loaded = Gazetteer::load_embedded();
    cpu.push_back(1000.0 * static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC);
    wall.push_back(milliseconds_since(begin));
    if (!loaded) {
      std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
      return 1;
    }
  }
  std::sort(wall.begin(), wall.end());
  std::sort(cpu.begin(), cpu.end());
  std::printf("load, median of %d: %.1f ms, of which processor %.1f ms\n", kLoads, wall[kLoads / 2],
              cpu[kLoads / 2]);

  const Result<Gazetteer> gazetteer = Gazetteer::load_embedded();
  if (!gazetteer) return 1;
  const std::vector<std::string_view> words = {
      "The", "Los",     "Angeles",     "Police", "Department", "and",    "U.S.", "Immigration",
      "and", "Customs", "Enforcement", "said",   "on",         "Monday", "that", "they",
      "met", "in",      "San",         "Luis",   "Obispo",     "County", ",",    "Calif.",
      "."};
  constexpr int kSentences = 20000;
  std::size_t found = 0;
  const auto begin = Clock::now();
  for (int i = 0; i < kSentences; ++i) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (const auto match = gazetteer->longest_match(words, at)) found += match->words;
    }
  }
  const double ms = milliseconds_since(begin);
  std::printf("longest_match: %.0f words a millisecond (%zu words matched)\n",
              static_cast<double>(kSentences * words.size()) / ms, found);
  return 0;
}
