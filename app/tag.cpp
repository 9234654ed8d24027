// Tags given tokens with the language model alone, for evaluation: columns in, columns out.
// Attributions are read with the sentences (lines up to a blank one) beside them as context, names
// sentence by sentence, since files of names often hold loose sentences.

#include <unistd.h>

#include "app/answer.h"
#include "app/commands.h"
#include "app/model_path.h"
#include "extract/language_model.h"
#include "extract/line_reader.h"
#include "model/compression.h"

namespace onrecord {
namespace {

constexpr std::size_t kSentencesAtOnce = 64;
constexpr std::uint64_t kLongestLine = 1u << 20;

/// The lines of some sentences, as they came, and which of them are tokens.
struct Chunk {
  std::vector<std::string> lines;
  std::vector<std::size_t> token_lines;  // by word
  std::vector<TokenRange> sentences;
};

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == line.npos; }

/// The first column.
std::string_view token_of(std::string_view line) {
  const std::size_t tab = line.find('\t');
  return line.substr(0, tab != line.npos ? tab : line.find(' '));
}

/// Adds a line; true when it ends a sentence.
bool add_line(std::string_view line, Chunk& chunk) {
  const std::size_t words = chunk.token_lines.size();
  const bool open = chunk.sentences.empty() ? words > 0 : words > chunk.sentences.back().end;
  chunk.lines.emplace_back(line);
  if (!is_blank(line) && token_of(line) != "-DOCSTART-") {
    chunk.token_lines.push_back(chunk.lines.size() - 1);
    return false;
  }
  if (!open) return false;
  const std::size_t first = chunk.sentences.empty() ? 0 : chunk.sentences.back().end;
  chunk.sentences.push_back({first, words});
  return true;
}

void mark(TokenRange range, const std::string& kind, std::vector<std::string>& tags) {
  for (std::size_t word = range.first; word < range.end; ++word) {
    tags[word] = (word == range.first ? "B-" : "I-") + kind;
  }
}

Status tag_chunk(const LanguageModel& model, bool attribution, Chunk& chunk, std::ostream& out) {
  const std::size_t words = chunk.token_lines.size();
  const std::size_t closed = chunk.sentences.empty() ? 0 : chunk.sentences.back().end;
  if (words > closed) chunk.sentences.push_back({closed, words});
  std::vector<std::string_view> tokens;
  for (const std::size_t line : chunk.token_lines) tokens.push_back(token_of(chunk.lines[line]));
  std::vector<std::size_t> paragraphs(chunk.sentences.size());
  for (std::size_t i = 0; i < paragraphs.size(); ++i) paragraphs[i] = i;
  const Result<ModelReading> reading =
      model.read({tokens, chunk.sentences, paragraphs, !attribution});
  if (!reading) return reading.error();

  std::vector<std::string> tags(words, "O");
  if (attribution) {
    const auto& kinds = model.attribution_chain().kinds();
    for (const TaggedRun& run : reading->parts) mark({run.first, run.end}, kinds[run.kind], tags);
  } else {
    for (const ReadName& name : reading->names) mark(name.words, std::string(name.type), tags);
  }
  std::size_t word = 0;
  for (std::size_t line = 0; line < chunk.lines.size(); ++line) {
    const bool token = word < words && chunk.token_lines[word] == line;
    if (token) {
      out << tokens[word] << '\t' << tags[word] << '\n';
      ++word;
    } else {
      out << chunk.lines[line] << '\n';
    }
  }
  chunk = {};
  return out ? Status() : Status(Error{ErrorCode::Io, "write standard output"});
}

Result<LineReader> open_lines(const std::string& input) {
  if (input == "-") {
    return LineReader(ByteSource::of_descriptor(STDIN_FILENO, "standard input"), kLongestLine);
  }
  Result<ByteSource> source = ByteSource::open(input, compression_of(input));
  if (!source) return source.error();
  return LineReader(std::move(*source), kLongestLine);
}

Status tag_lines(const LanguageModel& model, bool attribution, LineReader& reader,
                 std::ostream& out) {
  Chunk chunk;
  for (;;) {
    const auto line = reader.next();
    if (!line) return line.error();
    if (!*line) break;
    if ((*line)->too_long) {
      return Error{ErrorCode::TooLarge, reader.name() + ": line " +
                                            std::to_string((*line)->number) +
                                            " is longer than 1 MiB: no column file"};
    }
    if (add_line((*line)->text, chunk) && chunk.sentences.size() >= kSentencesAtOnce) {
      if (const Status status = tag_chunk(model, attribution, chunk, out); !status) return status;
    }
  }
  return chunk.lines.empty() ? Status() : tag_chunk(model, attribution, chunk, out);
}

}  // namespace

ExitCode tag_tokens(const TagArguments& options, Console& console) {
  LanguageModel::Options model_options;
  model_options.plain_float = options.plain_float;
  const auto model = LanguageModel::load(model_path(options.model), model_options);
  if (!model) return refuse_model(console, model.error());
  Result<LineReader> reader = open_lines(options.input);
  if (!reader) {
    fail(console, reader.error());
    return ExitCode::Io;
  }
  const Status status = tag_lines(*model, options.task == "attribution", *reader, console.out);
  if (!status && console.out) return fail(console, status.error());
  return ExitCode::Ok;
}

}  // namespace onrecord
