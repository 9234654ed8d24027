#include "extract/model_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "extract/item_error.h"
#include "model/ids.h"
#include "model/json.h"

namespace onrecord {
namespace {

constexpr std::string_view kMagic = "ONRECMDL";
constexpr std::uint64_t kMostBytes = 256u << 20;
constexpr std::size_t kMostHeaderBytes = 1u << 20;
constexpr std::size_t kFixedBytes = 16, kTrailerBytes = 8, kAlignment = 64;

std::size_t aligned(std::size_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

/// Little endian is the only order of the processors we build for; checked where it matters.
template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
  Number value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::optional<TensorType> parse_type(std::string_view name) {
  if (name == "i8") return TensorType::Int8;
  if (name == "u8") return TensorType::UInt8;
  if (name == "f32") return TensorType::Float32;
  if (name == "i32") return TensorType::Int32;
  return std::nullopt;
}

std::size_t width(TensorType type) {
  return type == TensorType::Float32 || type == TensorType::Int32 ? 4 : 1;
}

/// Bytes of a tensor; nothing when that is more than a file can hold.
std::optional<std::size_t> bytes_of(TensorType type, const std::vector<std::size_t>& shape) {
  std::size_t bytes = width(type);
  for (const std::size_t extent : shape) {
    if (extent == 0 || extent > kMostBytes / bytes) return std::nullopt;
    bytes *= extent;
  }
  return bytes;
}

std::optional<std::size_t> size_member(const rapidjson::Value& row, const char* name) {
  const auto found = row.FindMember(name);
  if (found == row.MemberEnd() || !found->value.IsUint64()) return std::nullopt;
  return found->value.GetUint64();
}

std::optional<std::string> text_member(const rapidjson::Value& row, const char* name) {
  const auto found = row.FindMember(name);
  if (found == row.MemberEnd() || !found->value.IsString()) return std::nullopt;
  return std::string(found->value.GetString(), found->value.GetStringLength());
}

std::optional<std::vector<std::size_t>> shape_member(const rapidjson::Value& row) {
  const auto found = row.FindMember("shape");
  if (found == row.MemberEnd() || !found->value.IsArray()) return std::nullopt;
  std::vector<std::size_t> shape;
  for (const auto& extent : found->value.GetArray()) {
    if (!extent.IsUint64()) return std::nullopt;
    shape.push_back(extent.GetUint64());
  }
  return shape;
}

std::string to_shown_shape(const std::vector<std::size_t>& shape) {
  std::string shown;
  for (const std::size_t extent : shape) {
    shown += (shown.empty() ? "" : " x ") + std::to_string(extent);
  }
  return "[" + shown + "]";
}

}  // namespace

Error ModelFile::damaged(const std::string& what) const {
  return to_item_error(ErrorCode::Corrupt, path(),
                       what + "; restore the model file from the release it came with");
}

Result<ModelFile> ModelFile::open(const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path, kMostBytes);
  if (!file) {
    Error error = file.error();
    error.message +=
        " (the language model; it comes with the program, as data/models/language.orm)";
    return error;
  }
  ModelFile model(*std::move(file));
  if (const Status framed = model.check_frame(); !framed) return framed.error();
  if (const Status read = model.read_header(); !read) return read.error();
  return model;
}

std::string ModelFile::checksum() const {
  const std::string_view whole = file_.bytes();
  return to_hex(number_at<std::uint64_t>(whole, whole.size() - kTrailerBytes));
}

Status ModelFile::check_frame() const {
  const std::string_view whole = file_.bytes();
  if (whole.substr(0, kMagic.size()) != kMagic) {
    return to_item_error(ErrorCode::Corrupt, path(),
                         "it is not a model file (those begin with \"ONRECMDL\")");
  }
  if (whole.size() < kFixedBytes + kTrailerBytes) return damaged("it is cut off");
  const auto version = number_at<std::uint32_t>(whole, 8);
  if (version != kFormatVersion) {
    return to_item_error(ErrorCode::Unsupported, path(),
                         "format version " + std::to_string(version) + ", this program reads " +
                             std::to_string(kFormatVersion) +
                             "; use the model that came with this program");
  }
  const std::string_view checked = whole.substr(0, whole.size() - kTrailerBytes);
  if (hash_bytes(checked) != number_at<std::uint64_t>(whole, checked.size())) {
    return damaged("it is cut off or damaged: its checksum does not fit");
  }
  const std::size_t header = number_at<std::uint32_t>(whole, 12);
  if (header > kMostHeaderBytes || aligned(kFixedBytes + header) > checked.size()) {
    return damaged("its header is longer than the file or than 1 MiB");
  }
  return {};
}

Status ModelFile::read_header() {
  const std::string_view whole = file_.bytes();
  const std::size_t length = number_at<std::uint32_t>(whole, 12);
  Result<rapidjson::Document> parsed = parse_json(whole.substr(kFixedBytes, length), path());
  if (!parsed) return damaged("its header is not JSON: " + parsed.error().message);
  header_ = *std::move(parsed);
  if (!header_.IsObject()) return damaged("its header is not an object");
  const auto name = text_member(header_, "name"), version = text_member(header_, "version"),
             fingerprint = text_member(header_, "fingerprint");
  if (!name || !version) return damaged("its header has no name or no version");
  if (!fingerprint || !parse_hex(*fingerprint)) return damaged("its header has no fingerprint");
  name_ = *name;
  version_ = *version;
  fingerprint_ = *fingerprint;
  const std::size_t begin = aligned(kFixedBytes + length);
  return read_tensors(whole.substr(begin, whole.size() - kTrailerBytes - begin));
}

Status ModelFile::read_tensors(std::string_view region) {
  const rapidjson::Value& header = header_;
  const auto rows = header.FindMember("tensors");
  if (rows == header.MemberEnd() || !rows->value.IsArray()) {
    return damaged("its header has no list of tensors");
  }
  for (const auto& row : rows->value.GetArray()) {
    if (const Status added = add_tensor(row, region); !added) return added;
  }
  return {};
}

Status ModelFile::add_tensor(const rapidjson::Value& row, std::string_view region) {
  if (!row.IsObject()) return damaged("a row of its tensors is not an object");
  const auto name = text_member(row, "name"), type_name = text_member(row, "dtype");
  if (!name || !type_name) return damaged("a row of its tensors has no name or no type");
  const std::string item = "tensor " + to_shown_name(*name) + ": ";
  const auto type = parse_type(*type_name);
  if (!type) return damaged(item + "type " + to_shown_name(*type_name) + " is unknown");
  auto shape = shape_member(row);
  const auto offset = size_member(row, "offset"), bytes = size_member(row, "bytes");
  if (!shape || !offset || !bytes) return damaged(item + "no shape, offset or size");
  if (*bytes != bytes_of(*type, *shape)) return damaged(item + "size and shape disagree");
  if (*offset % kAlignment != 0) return damaged(item + "not aligned to 64 bytes");
  if (*offset > region.size() || *bytes > region.size() - *offset) {
    return damaged(item + "lies outside the file");
  }
  const std::string_view data = region.substr(*offset, *bytes);
  Tensor tensor{*type, *std::move(shape), std::as_bytes(std::span(data.data(), data.size()))};
  if (!tensors_.emplace(*name, std::move(tensor)).second) return damaged(item + "listed twice");
  return {};
}

Result<Tensor> ModelFile::tensor(std::string_view name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) {
    return to_item_error(
        ErrorCode::NotFound, path(),
        "it has no tensor " + to_shown_name(name) + "; use the model that came with this program");
  }
  return found->second;
}

Result<Tensor> ModelFile::exactly(std::string_view name, TensorType type,
                                  const std::vector<std::size_t>& shape) const {
  Result<Tensor> found = tensor(name);
  if (!found) return found;
  if (found->type != type) return damaged("tensor " + to_shown_name(name) + " is of another type");
  if (found->shape != shape) {
    return damaged("tensor " + to_shown_name(name) + " is " + to_shown_shape(found->shape) +
                   " where " + to_shown_shape(shape) + " belongs");
  }
  return found;
}

Result<std::span<const float>> ModelFile::floats(std::string_view name,
                                                 const std::vector<std::size_t>& shape) const {
  const Result<Tensor> found = exactly(name, TensorType::Float32, shape);
  if (!found) return found.error();
  const std::span numbers(reinterpret_cast<const float*>(found->bytes.data()),
                          found->bytes.size() / sizeof(float));
  if (!std::all_of(numbers.begin(), numbers.end(), [](float x) { return std::isfinite(x); })) {
    return damaged("tensor " + to_shown_name(name) + " holds a number that is not finite");
  }
  return numbers;
}

Result<std::span<const std::int8_t>> ModelFile::int8s(std::string_view name,
                                                      const std::vector<std::size_t>& shape) const {
  const Result<Tensor> found = exactly(name, TensorType::Int8, shape);
  if (!found) return found.error();
  return std::span(reinterpret_cast<const std::int8_t*>(found->bytes.data()), found->bytes.size());
}

Result<std::string_view> ModelFile::text(std::string_view name) const {
  const Result<Tensor> found = tensor(name);
  if (!found) return found.error();
  if (found->type != TensorType::UInt8 || found->shape.size() != 1) {
    return damaged("tensor " + to_shown_name(name) + " is not a row of bytes");
  }
  return std::string_view(reinterpret_cast<const char*>(found->bytes.data()), found->bytes.size());
}

Result<std::size_t> ModelFile::config(const char* name, std::size_t most) const {
  const auto config = header_.FindMember("config");
  if (config == header_.MemberEnd() || !config->value.IsObject()) {
    return damaged("its header has no config");
  }
  const auto value = size_member(config->value, name);
  if (!value || *value == 0 || *value > most) {
    return damaged("config." + std::string(name) + " is not a number from 1 to " +
                   std::to_string(most));
  }
  return *value;
}

}  // namespace onrecord
