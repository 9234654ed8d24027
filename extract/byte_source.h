#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "extract/decompress.h"
#include "model/result.h"

namespace onrecord {

struct ByteLimits {
  std::uint64_t max_bytes = 8ull << 30;  ///< unpacked
  /// A packed stream that grows more often than this is refused once it has made `ratio_from`
  /// bytes: a bomb. News text packs 3 to 20 times, very repetitive rows 100 times.
  std::uint64_t max_ratio = 200;
  std::uint64_t ratio_from = 8u << 20;
};

/// The unpacked bytes of a file or of a descriptor, read once from the front. Memory: 64 KiB and
/// the window of the decompressor. Errors name the item: a stream that is cut, damaged, too large
/// or a bomb. After an error every further read gives it again. Not for several threads.
class ByteSource {
 public:
  /// A regular file; anything else (pipe, device, folder) is refused without waiting for it.
  static Result<ByteSource> open(const std::string& path, Compression compression,
                                 const ByteLimits& limits = {});
  /// Does not close `descriptor`. Packed or not is read off the first bytes.
  static ByteSource of_descriptor(int descriptor, std::string name, const ByteLimits& limits = {});

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;
  ~ByteSource();

  /// Fills at least one byte of `out`, which must not be empty; 0 at the end.
  Result<std::size_t> read(std::span<char> out);
  /// All that is left; TooLarge past `max_bytes`.
  Result<std::string> read_all(std::uint64_t max_bytes);

  const std::string& name() const { return name_; }

 private:
  ByteSource(int descriptor, bool owned, std::string name, const ByteLimits& limits);
  Result<std::size_t> read_more(std::span<char> out);
  Status refill();
  Status check_limits() const;
  Error fail(ErrorCode code, const std::string& what) const;

  int descriptor_;
  bool owned_;
  bool detect_ = false;  // no bytes seen yet, packing unknown
  std::string name_;
  ByteLimits limits_;
  Compression compression_ = Compression::None;
  std::unique_ptr<Decompressor> decompressor_;
  std::string buffer_;  // packed bytes, used up to begin_
  std::size_t begin_ = 0;
  bool at_end_ = false;  // of the descriptor
  std::uint64_t taken_ = 0;
  std::uint64_t made_ = 0;
  std::optional<Error> failed_;
};

}  // namespace onrecord
