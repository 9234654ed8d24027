#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/piece.h"
#include "tests/extract/model_writer.h"

// A network small enough to compute by hand, filled with fixed noise: hidden 64, 2 layers, 2 heads,
// a head "heads.tag" with 5 outputs. tests/extract/tiny_encoder.py is the same one in PyTorch.
namespace onrecord {

/// A number from a tensor's name and an index.
inline std::uint32_t mixed(std::string_view name, std::size_t index) {
  std::uint32_t x = 2166136261u;
  for (const char c : name) x = (x ^ static_cast<unsigned char>(c)) * 16777619u;
  x += static_cast<std::uint32_t>(index) * 2654435761u;
  x ^= x >> 16;
  x *= 0x7FEB352Du;
  x ^= x >> 15;
  x *= 0x846CA68Bu;
  return x ^ (x >> 16);
}

class TinyEncoder {
 public:
  static constexpr std::size_t kHidden = 64, kVocabulary = 40, kPositions = 32;

  /// in_floats: weights as f32, the same numbers.
  explicit TinyEncoder(bool in_floats = false) : in_floats_(in_floats) {
    writer.members =
        ",\"config\":{\"hidden\":64,\"layers\":2,\"heads\":2,\"intermediate\":128,"
        "\"vocabulary\":40,\"positions\":32,\"cases\":7}";
    add_rows("embeddings.word", kVocabulary, kHidden, 127, 1.0 / 128);
    add_floats("embeddings.position.weight", kPositions * kHidden, "32,64", 0, 0.5);
    add_floats("embeddings.case.weight", kCaseClasses * kHidden, "7,64", 0, 0.5);
    add_norm("embeddings.norm");
    for (const std::string layer : {"layer.0.", "layer.1."}) {
      add_linear(layer + "qkv", 3 * kHidden, kHidden);
      add_linear(layer + "attention_out", kHidden, kHidden);
      add_norm(layer + "attention_norm");
      add_linear(layer + "up", 2 * kHidden, kHidden);
      add_linear(layer + "down", kHidden, 2 * kHidden);
      add_norm(layer + "output_norm");
    }
    add_linear("heads.tag", 5, kHidden);
  }

  ModelWriter writer;

  /// The windows of the expected numbers: of 12, 3 and 32 pieces.
  static std::vector<std::vector<Piece>> windows() {
    std::vector<std::vector<Piece>> made;
    for (const std::size_t length : {12u, 3u, 32u}) made.push_back(window(length, made.size()));
    return made;
  }
  static std::vector<Piece> window(std::size_t length, std::size_t number) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < length; ++i) {
      pieces.push_back({static_cast<std::int32_t>((7 * i + 3 * number) % kVocabulary),
                        static_cast<CaseClass>((i + number) % kCaseClasses),
                        kNoWord,
                        {}});
    }
    return pieces;
  }

 private:
  void add_floats(const std::string& name, std::size_t size, const std::string& shape,
                  double middle, double reach) {
    std::vector<float> values;
    for (std::size_t i = 0; i < size; ++i) {
      values.push_back(static_cast<float>(middle + reach * (mixed(name, i) / 2147483648.0 - 1)));
    }
    writer.add_floats(name, shape, values);
  }
  void add_norm(const std::string& name) {
    add_floats(name + ".weight", kHidden, "64", 1, 0.25);
    add_floats(name + ".bias", kHidden, "64", 0, 0.25);
  }
  void add_linear(const std::string& name, std::size_t out, std::size_t in) {
    add_rows(name, out, in, 64, 1.0 / 256);
    add_floats(name + ".bias", out, std::to_string(out), 0, 0.25);
  }
  void add_rows(const std::string& name, std::size_t rows, std::size_t columns, std::uint32_t limit,
                double scale) {
    std::vector<std::int8_t> values;
    std::vector<float> scales, numbers;
    for (std::size_t i = 0; i < rows * columns; ++i) {
      const auto value =
          static_cast<int>(mixed(name + ".weight", i) % (2 * limit + 1)) - static_cast<int>(limit);
      values.push_back(static_cast<std::int8_t>(value));
      if (i % columns == 0) {
        scales.push_back(
            static_cast<float>(scale * (1 + static_cast<double>(i / columns % 5) / 8)));
      }
      numbers.push_back(static_cast<float>(value) * scales.back());
    }
    const std::string shape = std::to_string(rows) + "," + std::to_string(columns);
    if (in_floats_) {
      writer.add_floats(name + ".weight", shape, numbers);
    } else {
      writer.add_int8s(name + ".weight", shape, values);
      writer.add_floats(name + ".scale", std::to_string(rows), scales);
    }
  }

  bool in_floats_;
};

}  // namespace onrecord
