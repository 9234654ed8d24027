#include "extract/seen_documents.h"

#include "extract/item_error.h"

namespace onrecord {
namespace {

std::uint64_t hash_content(const Document& document) {
  std::string fields = to_string(document.published);
  for (const std::string* field : {&document.url, &document.title, &document.publisher}) {
    fields += '\0';
    fields += *field;
  }
  return hash_bytes(fields + '\0' + to_hex(hash_bytes(document.text)));
}

}  // namespace

void SeenDocuments::begin_file(const std::string& path) { files_.push_back(path); }

std::string SeenDocuments::item_of(std::uint32_t file, std::uint64_t line) const {
  return line == 0 ? files_[file] : files_[file] + " line " + std::to_string(line);
}

Status SeenDocuments::add(const Document& document, std::uint64_t line) {
  const auto file = static_cast<std::uint32_t>(files_.size() - 1);
  const Seen seen{hash_content(document), line, file};
  const auto [place, added] = seen_.emplace(hash_bytes(document.id.value), seen);
  if (added || place->second.content == seen.content) return {};
  const Seen& before = place->second;
  return to_item_error(ErrorCode::InvalidInput, item_of(file, line),
                       "its id '" + to_shown_name(document.id.value) + "' was already given by '" +
                           to_shown_name(item_of(before.file, before.line)) +
                           "' with other content; rename one, or read their common folder");
}

}  // namespace onrecord
