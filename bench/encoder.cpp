// How many pieces a second does the encoder take on one thread, and how much of that time is
// oneDNN's matrix products?
//   cmake --preset release && ninja -C build/release bench_encoder &&
//   build/release/bench/bench_encoder data/models/language.orm
//
// Each number is the best of some repetitions in processor time of the thread. "products alone"
// runs the same products (rows, columns, depth, in the same order) on data that is already there.

#include "extract/encoder.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "extract/wordpiece.h"

using namespace onrecord;

namespace {

constexpr std::size_t kPieces = 1024;
constexpr int kRepetitions = 15;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <typename Work>
double best_seconds(const Work& work) {
  double best = 1e9;
  for (int i = 0; i < kRepetitions; ++i) {
    const double begin = thread_seconds();
    work();
    best = std::min(best, thread_seconds() - begin);
  }
  return best;
}

/// Pieces of no meaning: the network does the same work for any.
std::vector<Piece> noise(std::size_t count, std::size_t vocabulary) {
  std::vector<Piece> pieces(count);
  std::uint32_t state = 1;
  for (Piece& piece : pieces) {
    state = state * 1664525 + 1013904223;
    piece.id = static_cast<std::int32_t>((state >> 8) % vocabulary);
    piece.case_class = static_cast<CaseClass>((state >> 4) % kCaseClasses);
  }
  return pieces;
}

/// The products of one pass over `rows` rows, as Encoder runs them.
bool multiply_all(const std::vector<Linear>& layers, std::size_t rows,
                  EncoderWorkspace& workspace) {
  const OneThread one_thread;
  constexpr std::size_t kBlock = Int8Product::kMostRows;
  std::int32_t* sums = workspace.sums.get(kBlock * 4096);
  for (const Linear& layer : layers) {
    const std::uint8_t* bytes = workspace.inner.symmetric(kBlock, layer.in()).bytes;
    for (std::size_t first = 0; first < rows; first += kBlock) {
      const std::size_t count = std::min(kBlock, rows - first);
      if (!layer.multiply(bytes, count, sums, workspace.product)) return false;
    }
  }
  return true;
}

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

int measure(const ModelFile& model, const Encoder& encoder) {
  const EncoderConfig& config = encoder.config();
  std::vector<Linear> layers;
  double operations = 0;  // of one row
  for (std::size_t i = 0; i < config.layers; ++i) {
    for (const char* part : {"qkv", "attention_out", "up", "down"}) {
      const std::size_t in = part == std::string("down") ? config.intermediate : config.hidden;
      Result<Linear> layer = Linear::load(model, "layer." + std::to_string(i) + "." + part, in);
      if (!layer) return fail(layer.error());
      operations += 2.0 * static_cast<double>(layer->in() * layer->out());
      layers.push_back(*std::move(layer));
    }
  }
  EncoderWorkspace workspace;
  std::vector<float> hidden;
  const std::vector<Piece> pieces = noise(kPieces, config.vocabulary);
  std::printf("window  pieces/s  us/piece  products alone  GOP/s  share\n");
  for (const std::size_t length : std::array<std::size_t, 5>{32, 64, 128, 160, 256}) {
    if (length > config.positions) continue;
    std::vector<Window> windows;
    for (std::size_t at = 0; at + length <= kPieces; at += length) {
      windows.push_back(std::span(pieces).subspan(at, length));
    }
    const auto rows = static_cast<double>(windows.size() * length);
    bool good = true;
    const double whole = best_seconds(
        [&] { good = static_cast<bool>(encoder.encode(windows, workspace, hidden)) && good; });
    const double products = best_seconds(
        [&] { good = multiply_all(layers, windows.size() * length, workspace) && good; });
    if (!good) return fail({ErrorCode::Internal, "a product failed"});
    std::printf("%6zu  %8.0f  %8.1f  %11.1f us  %5.0f  %4.0f%%\n", length, rows / whole,
                1e6 * whole / rows, 1e6 * products / rows, 1e-9 * operations * rows / products,
                100 * products / whole);
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string path = count > 1 ? arguments[1] : "data/models/language.orm";
  const double begin = thread_seconds();
  const Result<ModelFile> model = ModelFile::open(path);
  if (!model) return fail(model.error());
  const double opened = thread_seconds();
  const Result<Encoder> encoder = Encoder::load(*model);
  if (!encoder) return fail(encoder.error());
  const Result<WordPiece> pieces = WordPiece::load(*model);
  if (!pieces) return fail(pieces.error());
  const double loaded = thread_seconds();
  std::printf("load: file %.1f ms, encoder and vocabulary %.1f ms; %s code\n",
              1e3 * (opened - begin), 1e3 * (loaded - opened), encoder_kernels().name);
  const int failed = measure(*model, *encoder);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("most resident memory: %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
  return failed;
}
