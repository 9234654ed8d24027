#pragma once

#include <rapidjson/document.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/mapped_file.h"
#include "model/result.h"

namespace onrecord {

/// Stored by name ("i8", "u8", "f32", "i32"): never rename.
enum class TensorType { Int8, UInt8, Float32, Int32 };

/// An array inside a model file; `bytes` views the file's memory and is aligned to 64.
struct Tensor {
  TensorType type = TensorType::Float32;
  std::vector<std::size_t> shape;  ///< outermost first, row-major
  std::span<const std::byte> bytes;
};

/// A model in memory: what it is called, what it was trained as, and its tensors.
///
/// Layout, little endian (written by train/model_file.py):
///
///     0   8 bytes  "ONRECMDL"
///     8   u32      format version, 1
///     12  u32      length of the header in bytes
///     16  header   JSON object
///         zeros up to a multiple of 64: here the tensors begin
///         tensors  each at a multiple of 64 from there, zeros between and after them
///         u64      xxh3-64 of everything before
///
/// The header holds "name", "version", "config", whatever else the model needs ("labels",
/// "calibration"), "fingerprint" (xxh3-64 of the tensor region, 16 hex digits) and "tensors": rows
/// of {"name", "dtype", "shape", "offset", "bytes"}.
///
/// Movable. Safe to read from several threads. Views given out live as long as this object, also
/// after it was moved.
class ModelFile {
 public:
  static constexpr std::uint32_t kFormatVersion = 1;

  /// Maps the file and checks all of it: magic, version, sizes, checksum, header, every tensor's
  /// place and alignment. The file must not be cut while it is open (replace it by a rename).
  ///
  /// Errors: NotFound, Io, Corrupt (not a model, cut, damaged), Unsupported (a newer version),
  /// TooLarge. Each names the file and what to do.
  static Result<ModelFile> open(const std::string& path);

  const std::string& path() const { return file_.path(); }
  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }
  const std::string& fingerprint() const { return fingerprint_; }  ///< 16 hex digits
  std::string checksum() const;  ///< of the whole file but itself, 16 hex digits
  const rapidjson::Value& header() const { return header_; }  ///< an object

  bool has(std::string_view tensor) const { return tensors_.find(tensor) != tensors_.end(); }
  /// NotFound when there is no such tensor.
  Result<Tensor> tensor(std::string_view name) const;
  /// The values of a tensor of exactly this type and shape; Corrupt when it is another, or when a
  /// float is not finite.
  Result<std::span<const float>> floats(std::string_view name,
                                        const std::vector<std::size_t>& shape) const;
  Result<std::span<const std::int8_t>> int8s(std::string_view name,
                                             const std::vector<std::size_t>& shape) const;
  /// The bytes of a u8 tensor of one dimension.
  Result<std::string_view> text(std::string_view name) const;
  /// A positive whole number of the header's "config"; Corrupt when it is missing or over `most`.
  Result<std::size_t> config(const char* name, std::size_t most) const;

 private:
  explicit ModelFile(MappedFile file) : file_(std::move(file)) {}
  Status check_frame() const;
  Status read_header();
  Status read_tensors(std::string_view region);
  Status add_tensor(const rapidjson::Value& row, std::string_view region);
  Result<Tensor> exactly(std::string_view name, TensorType type,
                         const std::vector<std::size_t>& shape) const;
  Error damaged(const std::string& what) const;

  MappedFile file_;
  rapidjson::Document header_;
  std::string name_, version_, fingerprint_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace onrecord
