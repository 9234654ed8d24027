#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/encoder_kernels.h"
#include "extract/encoder_workspace.h"
#include "extract/int8_product.h"
#include "extract/model_file.h"
#include "model/result.h"

namespace onrecord {

/// How the network computes.
struct EncoderOptions {
  /// Multiply in float what the file holds in 8 bits: slow, for measuring what 8 bits cost.
  /// A file whose weights are f32 is always computed so.
  bool plain_float = false;
  /// The widest instructions of our own code; results are the same with any.
  Instructions instructions = Instructions::Avx512;
};

/// A linear layer of the model file: out = in * weight^T + bias.
///
/// Tensors: NAME.weight [out, in], i8 with NAME.scale [out] f32, or f32; NAME.bias [out] f32, zeros
/// when it is missing. With i8 weights each input row is quantised by itself, so a row's result
/// does not depend on the rows around it.
///
/// Movable; const and safe to use from several threads after loading.
class Linear {
 public:
  /// in: numbers of an input row, a multiple of 16. Errors: see ModelFile, and Internal.
  static Result<Linear> load(const ModelFile& model, const std::string& name, std::size_t in,
                             const EncoderOptions& options = {});

  std::size_t in() const { return in_; }
  std::size_t out() const { return out_; }
  bool quantized() const { return product_.has_value(); }

  /// rows: any number of rows of `in` floats, one after the other.
  /// returns: as many rows of `out` floats.
  Result<std::vector<float>> apply(std::span<const float> rows, EncoderWorkspace& workspace) const;

  /// The 8-bit product of at most Int8Product::kMostRows rows and how to read its sums; columns are
  /// `out` rounded up to 16. Only when quantized().
  Status multiply(const std::uint8_t* rows, std::size_t count, std::int32_t* sums,
                  ProductWorkspace& workspace) const {
    return product_->multiply(rows, count, sums, workspace);
  }
  Dequantizer dequantizer() const;

  /// The float product; only when not quantized(). to: count x out.
  void multiply_floats(const float* rows, std::size_t count, EncoderWorkspace& workspace,
                       float* to) const;

 private:
  Linear() = default;
  Status load_int8(const ModelFile& model, const std::string& name);
  Status load_floats(const ModelFile& model, const std::string& name);
  Status load_bias(const ModelFile& model, const std::string& name);
  Status apply_int8(const float* rows, std::size_t count, EncoderWorkspace& workspace,
                    float* to) const;

  std::size_t in_ = 0, out_ = 0;
  std::size_t columns_ = 0;  // out_ up to a multiple of 16
  const EncoderKernels* kernels_ = nullptr;
  std::optional<Int8Product> product_;
  std::vector<float> scale_, bias_;                // columns_
  std::vector<std::int32_t> column_sum_, offset_;  // columns_
  std::vector<float> floats_;                      // in_ x columns_: the transposed weight
};

}  // namespace onrecord
