#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "model/result.h"

namespace onrecord {

/// What one thread needs beside the weights: oneDNN's stream and scratch memory. One thread at a
/// time; grows to the largest product it meets.
class ProductWorkspace {
 public:
  ProductWorkspace();
  ~ProductWorkspace();
  ProductWorkspace(ProductWorkspace&&) noexcept;
  ProductWorkspace& operator=(ProductWorkspace&&) noexcept;

 private:
  friend class Int8Product;
  struct State;
  std::unique_ptr<State> state_;
};

/// Keeps the OpenMP runtime under oneDNN from starting threads for this thread while it lives;
/// documents are what runs in parallel here. Other threads are not touched.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

/// Rows of unsigned bytes times a matrix of signed ones, exactly, on oneDNN. The weights are put
/// once into the order that this processor likes.
///
/// Weights from -64 to 64 give the same sums on every processor: those without VNNI add pairs of
/// products in 16 bits, which only larger weights overflow.
///
/// Movable; const and safe to use from several threads after `prepare`.
class Int8Product {
 public:
  static constexpr std::size_t kMostRows = 64;  ///< of one `multiply`
  static constexpr std::size_t kRowStep = 4;

  /// weights: columns x depth, row-major; free to go afterwards. Internal when oneDNN refuses.
  static Result<Int8Product> prepare(std::span<const std::int8_t> weights, std::size_t columns,
                                     std::size_t depth);
  Int8Product(Int8Product&&) noexcept;
  Int8Product& operator=(Int8Product&&) noexcept;
  ~Int8Product();

  /// Rows that `multiply` reads and writes for `count` rows: a multiple of kRowStep.
  static std::size_t padded(std::size_t count) {
    return (count + kRowStep - 1) / kRowStep * kRowStep;
  }

  /// sums[r][n] = sum over k of rows[r][k] * weights[n][k].
  ///
  /// rows: padded(count) x depth, count at most kMostRows; what stands in the rows from `count` on
  ///       does not matter. sums: padded(count) x columns.
  ///
  /// Internal when oneDNN fails (it is out of memory). Call it inside a OneThread.
  Status multiply(const std::uint8_t* rows, std::size_t count, std::int32_t* sums,
                  ProductWorkspace& workspace) const;

 private:
  struct State;
  explicit Int8Product(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord
