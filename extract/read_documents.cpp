#include "extract/read_documents.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extract/byte_source.h"
#include "extract/item_error.h"
#include "extract/line_reader.h"
#include "extract/read_ndjson.h"
#include "extract/read_text.h"
#include "extract/seen_documents.h"
#include "extract/to_utf8.h"
#include "extract/walk.h"

namespace onrecord {
namespace {

constexpr std::uint64_t kMostDocumentBytes = 1u << 30;  // spans and parsers count in 32 bits

enum class Kind { Text, Html, Rows };

struct Format {
  Kind kind = Kind::Text;
  Compression compression = Compression::None;
};

bool take_ending(std::string& name, std::string_view ending) {
  if (!name.ends_with(ending)) return false;
  name.resize(name.size() - ending.size());
  return true;
}

/// What a file is by its name's ending, in any case; nothing for other files.
std::optional<Format> find_format(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  Format format;
  if (take_ending(name, ".gz")) {
    format.compression = Compression::Gzip;
  } else if (take_ending(name, ".zst")) {
    format.compression = Compression::Zstd;
  }
  static constexpr std::array<std::pair<std::string_view, Kind>, 5> kEndings = {
      {{".txt", Kind::Text},
       {".html", Kind::Html},
       {".htm", Kind::Html},
       {".ndjson", Kind::Rows},
       {".jsonl", Kind::Rows}}};
  for (const auto& [ending, kind] : kEndings) {
    if (!name.ends_with(ending)) continue;
    format.kind = kind;
    return format;
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(const ReadOptions& options, const DocumentVisitor& visit)
      : options_(options), visit_(visit) {
    options_.max_document_bytes = std::min(options_.max_document_bytes, kMostDocumentBytes);
    limits_.max_bytes = options_.max_file_bytes;
  }

  /// Each returns false when the visitor wants no more.
  bool read_input(const std::string& input);

 private:
  bool read_standard_input();
  bool read_folder(const std::string& path);
  bool read_file(const FoundFile& file, const Format& format);
  bool read_whole_file(ByteSource source, const FoundFile& file, Kind kind);
  bool read_lines(ByteSource source, bool may_be_empty);
  bool give(const std::string& item, std::uint64_t line, Result<Document> document);
  bool give_error(const std::string& item, Error error) {
    return visit_(DocumentOrigin{item}, std::move(error));
  }

  ReadOptions options_;
  const DocumentVisitor& visit_;
  ByteLimits limits_;
  SeenDocuments seen_;
  bool standard_input_read_ = false;
};

bool Reader::give(const std::string& item, std::uint64_t line, Result<Document> document) {
  if (document) {
    Result<DocumentId> id = make_document_id(*document, item);
    if (!id) return give_error(item, id.error());
    document->id = *std::move(id);
    const Status fresh = seen_.add(*document, line);
    if (!fresh) return give_error(item, fresh.error());
  }
  return visit_(DocumentOrigin{item}, std::move(document));
}

bool Reader::read_lines(ByteSource source, bool may_be_empty) {
  const std::string name = source.name();
  LineReader lines(std::move(source), options_.max_document_bytes);
  const auto visits =
      read_rows(lines, options_, [&](std::uint64_t line, Result<Document> document) {
        const std::string item = line == 0 ? name : name + " line " + std::to_string(line);
        return give(item, line, std::move(document));
      });
  if (!visits) return false;
  if (*visits > 0 || may_be_empty) return true;
  return give_error(name, to_item_error(ErrorCode::InvalidInput, name, "it is empty"));
}

bool Reader::read_whole_file(ByteSource source, const FoundFile& file, Kind kind) {
  Result<std::string> bytes = source.read_all(options_.max_document_bytes);
  if (!bytes) return give_error(file.path, bytes.error());
  Result<Document> document = kind == Kind::Text ? read_text(*std::move(bytes), file.path, options_)
                                                 : read_html(*bytes, file.path, options_);
  if (document) document->id.value = file.relative;
  return give(file.path, 0, std::move(document));
}

bool Reader::read_file(const FoundFile& file, const Format& format) {
  Result<ByteSource> source = ByteSource::open(file.path, format.compression, limits_);
  if (!source) return give_error(file.path, source.error());
  seen_.begin_file(file.path);
  if (format.kind == Kind::Rows) return read_lines(*std::move(source), false);
  return read_whole_file(*std::move(source), file, format.kind);
}

bool Reader::read_folder(const std::string& path) {
  bool any = false;
  const bool all = walk_folder(path, [&](Result<FoundFile> file) {
    if (!file) {
      any = true;
      return give_error(path, file.error());
    }
    const std::optional<Format> format = find_format(file->path);
    if (!format) return true;
    any = true;
    return read_file(*file, *format);
  });
  if (any || !all) return all;
  return give_error(path, to_item_error(ErrorCode::InvalidInput, path,
                                        "no .txt, .html or .ndjson files are in this folder"));
}

bool Reader::read_standard_input() {
  const std::string name = "standard input";
  if (std::exchange(standard_input_read_, true)) {
    return give_error(name, to_item_error(ErrorCode::InvalidInput, name, "\"-\" was given twice"));
  }
  seen_.begin_file(name);
  return read_lines(ByteSource::of_descriptor(options_.standard_input, name, limits_), true);
}

bool Reader::read_input(const std::string& input) {
  if (input == "-") return read_standard_input();
  struct stat info {};
  const bool found = ::stat(input.c_str(), &info) == 0;
  if (found && S_ISDIR(info.st_mode)) return read_folder(input);
  const std::optional<Format> format = find_format(input);
  if (found && !format) {
    return give_error(input, to_item_error(ErrorCode::Unsupported, input,
                                           "its name must end in .txt, .html, .htm, .ndjson or "
                                           ".jsonl, perhaps with .gz or .zst behind it"));
  }
  const std::string name = input.substr(input.rfind('/') + 1);
  return read_file({input, name}, format.value_or(Format{}));
}

}  // namespace

Status read_documents(const std::vector<std::string>& inputs, const ReadOptions& options,
                      const DocumentVisitor& visit) {
  if (inputs.empty()) {
    return Error{ErrorCode::InvalidInput,
                 "nothing to read: name files or folders, or \"-\" for standard input"};
  }
  if (!options.encoding.empty() && !is_known_encoding(options.encoding)) {
    return Error{ErrorCode::InvalidInput, "unknown encoding '" + to_shown_name(options.encoding) +
                                              "'; windows-1252 and utf-16 are examples"};
  }
  Reader reader(options, visit);
  for (const std::string& input : inputs) {
    if (!reader.read_input(input)) break;
  }
  return {};
}

}  // namespace onrecord
