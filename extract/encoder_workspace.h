#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include "extract/encoder_kernels.h"
#include "extract/int8_product.h"

namespace onrecord {

/// Memory for plain numbers, aligned to 64 bytes, that only grows. Grown memory is zero.
template <typename Number>
class AlignedBuffer {
  static_assert(std::is_trivial_v<Number>);

 public:
  /// At least `size` numbers; what they hold is what was last there, or zero.
  Number* get(std::size_t size) {
    if (size > size_) {
      data_.reset(static_cast<Number*>(::operator new(size * sizeof(Number), kAlignment)));
      for (std::size_t i = 0; i < size; ++i) data_.get()[i] = Number{};
      size_ = size;
    }
    return data_.get();
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(Number* data) const { ::operator delete(data, kAlignment); }
  };
  std::unique_ptr<Number, Free> data_;
  std::size_t size_ = 0;
};

/// 8-bit rows and their memory.
struct QuantizedBuffer {
  AlignedBuffer<std::uint8_t> bytes;
  AlignedBuffer<float> scale;
  AlignedBuffer<std::int32_t> zero;

  QuantizedRows symmetric(std::size_t rows, std::size_t columns) {
    return {bytes.get(rows * columns), scale.get(rows), nullptr};
  }
  QuantizedRows with_zeros(std::size_t rows, std::size_t columns) {
    return {bytes.get(rows * columns), scale.get(rows), zero.get(rows)};
  }
};

/// Scratch memory of one thread for Encoder and Linear: some megabytes, kept between calls. One
/// thread at a time; any number of encoders may share it one after the other.
struct EncoderWorkspace {
  ProductWorkspace product;
  QuantizedBuffer rows, inner, head_rows;
  AlignedBuffer<std::int32_t> sums;
  AlignedBuffer<float> hidden, qkv, context, numbers;
  AlignedBuffer<std::uint8_t> attention;
};

}  // namespace onrecord
