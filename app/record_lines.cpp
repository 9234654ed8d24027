#include "app/record_lines.h"

#include <unistd.h>

#include "extract/decompress.h"

namespace onrecord {
namespace {

// A record is several times its text, of which one document may have 32 MiB.
constexpr std::uint64_t kMostRecordBytes = 512u << 20;

ByteLimits limits() {
  ByteLimits limits;
  limits.max_bytes = std::uint64_t{1} << 42;
  return limits;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Whether a file that begins with this line is of `onrecord export --format json`.
bool begins_export_json(std::string_view line) {
  constexpr std::size_t kMost = 200;  // of its first line; all of a file without line ends
  std::string words;
  for (const char c : line.substr(0, kMost)) {
    if (c != ' ' && c != '\t') words += c;
  }
  return words.starts_with(R"({"format":"onrecord-export")");
}

Error compressed_data(const std::string& name) {
  return {ErrorCode::InvalidInput,
          name + " is compressed: unpack it, or give it a name that ends in .gz or .zst"};
}

}  // namespace

std::optional<Error> RecordLines::open_next() {
  const std::string& shard = shards_[next_shard_++];
  if (shard == "-") {
    lines_.emplace(ByteSource::of_descriptor(STDIN_FILENO, "standard input", limits()),
                   kMostRecordBytes);
    return std::nullopt;
  }
  Result<ByteSource> source = ByteSource::open(shard, compression_of(shard), limits());
  if (!source) return source.error();
  lines_.emplace(std::move(*source), kMostRecordBytes);
  return std::nullopt;
}

std::optional<RecordLine> RecordLines::next() {
  const std::lock_guard lock(mutex_);
  while (true) {
    if (!lines_) {
      if (next_shard_ == shards_.size()) return std::nullopt;
      const std::string& shard = shards_[next_shard_];
      if (std::optional<Error> error = open_next()) return RecordLine{shard, "", error};
    }
    const Result<std::optional<LineReader::Line>> line = lines_->next();
    const std::string name = lines_->name();
    if (!line) {
      lines_.reset();
      return RecordLine{name, "", line.error()};
    }
    if (!*line) {
      lines_.reset();
      continue;
    }
    if ((*line)->number == 1 && find_compression((*line)->text) != Compression::None) {
      lines_.reset();
      return RecordLine{name, "", compressed_data(name)};
    }
    if ((*line)->number == 1 && begins_export_json((*line)->text)) {
      lines_.reset();
      return RecordLine{
          name, "",
          Error{ErrorCode::InvalidInput,
                name + " is an export of --format json, which cannot be loaded: it lacks what was "
                       "decided and resolved; make one with: onrecord export --format ndjson"}};
    }
    const std::string item = name + " line " + std::to_string((*line)->number);
    if ((*line)->too_long) {
      return RecordLine{item, "", Error{ErrorCode::TooLarge, item + ": more than 512 MiB"}};
    }
    if (!is_blank((*line)->text)) return RecordLine{item, std::string((*line)->text), {}};
  }
}

}  // namespace onrecord
