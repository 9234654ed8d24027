#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "model/compression.h"
#include "model/result.h"

namespace onrecord {

/// What the first bytes of a stream say; 4 bytes decide.
Compression find_compression(std::string_view first_bytes);

/// One way of unpacking a stream, fed piece by piece.
class Decompressor {
 public:
  struct Step {
    std::size_t used = 0;  ///< bytes taken from `in`
    std::size_t made = 0;  ///< bytes written to `out`
  };

  virtual ~Decompressor() = default;

  /// Unpacks from `in` to `out` until one of them is exhausted. A message, without the item's
  /// name, when the stream is damaged.
  virtual Result<Step> step(std::string_view in, std::span<char> out) = 0;
  /// Whether the stream may end here: between two members or frames.
  virtual bool complete() const = 0;
};

/// Gzip (RFC 1952, any number of members, zero padding allowed behind the last; checksums are
/// checked) or Zstandard (RFC 8878, any number of frames, windows up to 128 MiB). Null for None.
std::unique_ptr<Decompressor> make_decompressor(Compression compression);

}  // namespace onrecord
