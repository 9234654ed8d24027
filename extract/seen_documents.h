#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/document.h"
#include "model/result.h"

namespace onrecord {

/// Notices when two documents of one run share an id but not their content, so that none silently
/// replaces the other. Memory: 32 bytes a document and the path of each file.
class SeenDocuments {
 public:
  /// A file whose documents come next; "" is allowed.
  void begin_file(const std::string& path);
  /// line: 0 for the file itself. InvalidInput names both items when the id was given before with
  /// other content; the same again passes.
  Status add(const Document& document, std::uint64_t line);

 private:
  struct Seen {
    std::uint64_t content = 0;  // hash of every field
    std::uint64_t line = 0;
    std::uint32_t file = 0;
  };

  std::string item_of(std::uint32_t file, std::uint64_t line) const;

  std::vector<std::string> files_;
  std::unordered_map<std::uint64_t, Seen> seen_;  // by hash of the id
};

}  // namespace onrecord
