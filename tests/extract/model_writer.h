#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"

namespace onrecord {

/// Builds a model file (extract/model_file.h) in memory, right or wrong as the case needs.
class ModelWriter {
 public:
  std::string name = "\"name\":\"tiny\"", version = "\"version\":\"1\"";
  std::string members;  ///< further members of the header, each behind a comma
  std::uint32_t format = 1;

  /// A row of "tensors"; `bytes` goes to the next multiple of 64.
  void add(const std::string& tensor, const std::string& type, const std::string& shape,
           std::string_view bytes) {
    add_row(tensor, type, shape, std::to_string(region_.size()), std::to_string(bytes.size()));
    region_ += bytes;
    region_.resize((region_.size() + 63) / 64 * 64);
  }
  void add_row(const std::string& tensor, const std::string& type, const std::string& shape,
               const std::string& offset, const std::string& bytes) {
    rows_ += (rows_.empty() ? "" : ",") + std::string("{\"name\":\"") + tensor + "\",\"dtype\":\"" +
             type + "\",\"shape\":[" + shape + "],\"offset\":" + offset + ",\"bytes\":" + bytes +
             "}";
  }
  void add_floats(const std::string& tensor, const std::string& shape,
                  const std::vector<float>& values) {
    add(tensor, "f32", shape,
        {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
  }
  void add_int8s(const std::string& tensor, const std::string& shape,
                 const std::vector<std::int8_t>& values) {
    add(tensor, "i8", shape, {reinterpret_cast<const char*>(values.data()), values.size()});
  }

  std::string bytes() const {
    return with_header("{" + name + "," + version + ",\"fingerprint\":\"" +
                       to_hex(hash_bytes(region_)) + "\",\"tensors\":[" + rows_ + "]" + members +
                       "}");
  }
  std::string with_header(const std::string& header) const {
    std::string whole =
        "ONRECMDL" + number(format) + number(static_cast<std::uint32_t>(header.size())) + header;
    whole.resize((whole.size() + 63) / 64 * 64);
    return with_checksum(whole + region_);
  }
  static std::string with_checksum(std::string whole) {
    const std::uint64_t checksum = hash_bytes(whole);
    whole.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
    return whole;
  }

 private:
  static std::string number(std::uint32_t value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
  }
  std::string rows_, region_;
};

}  // namespace onrecord
