#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/exit_code.h"
#include "graph/filter.h"
#include "model/result.h"
#include "storage/store.h"

// One function a command. Each prints its results to `console.out`, its troubles to `console.err`,
// and says how it went. `command_line.cpp` fills the options.

namespace onrecord {

/// For commands that fill a store: a quarter is the store's, the rest for sorting.
inline constexpr std::uint64_t kWriterMemoryMib = 4 * (kDefaultMemory >> 20);

enum class ProgressMode { Auto, Json, None };

/// When what was read is indexed, so that questions see it.
enum class IndexWhen {
  Auto,  ///< at the end for a first large load, else as it comes
  End,
  Each,  ///< as it comes
};

struct IngestArguments {
  std::vector<std::string> inputs;
  std::string store;
  unsigned threads = 0;  ///< 0: one a core
  std::string encoding;
  std::string publisher;  ///< of documents that do not name theirs
  std::string model;      ///< the language model's file; empty: where model_path() finds it
  bool resolve = true;    ///< at the end: who is who across all documents
  bool fast = false;      ///< no sync: survives a killed process, not a power cut
  std::uint64_t memory_mib = kWriterMemoryMib;
  bool verbose = false;  ///< names every acknowledged document
  bool json = false;     ///< the summary as JSON
  IndexWhen index = IndexWhen::Auto;
  ProgressMode progress = ProgressMode::Auto;
};
ExitCode ingest(const IngestArguments& options, Console& console);

struct ExtractArguments {
  std::vector<std::string> inputs;
  unsigned threads = 0;
  std::string encoding;
  std::string publisher;
  std::string model;
  bool with_text = false;
};
ExitCode extract(const ExtractArguments& options, Console& console);

struct TagArguments {
  std::string input = "-";
  std::string task;    ///< entities, attribution
  std::string model;   ///< a file; empty: where model_path() finds it
  bool conll = false;  ///< columns, the only form there is
  bool plain_float = false;
};
ExitCode tag_tokens(const TagArguments& options, Console& console);

struct QuotesArguments {
  std::string store;
  std::string speaker, about, place, since, until, kind, text, document;
  std::vector<std::string> outlets;
  double min_confidence = 0.0;
  std::optional<std::size_t> limit;  ///< 0: all; nothing: 50 for people, all as JSON
  bool timeline = false;             ///< day by day, retold quotes as one; else one row a quote
  bool full = false;                 ///< long contents and sentences are not shortened
  bool json = false;
};
ExitCode list_quotes(const QuotesArguments& options, Console& console);

/// Which edges of the graph take part, as words from the command line.
struct FilterWords {
  std::vector<std::string> predicates, types;
  std::string since, until;
  std::uint64_t min_support = 0;
  double min_confidence = 0.0;
  bool statements_only = false;
  bool operator==(const FilterWords&) const = default;
};
/// InvalidInput names the word and lists those that are known. quotes_too: said and about as well.
Result<GraphFilter> to_filter(const FilterWords& words, bool quotes_too = false);

struct EntityArguments {
  std::string store, name, type;
  double min_confidence = 0.0;
  bool json = false;
};
ExitCode show_entity(const EntityArguments& options, Console& console);

struct SearchArguments {
  std::string store, prefix;
  std::size_t limit = 20;
  bool json = false;
};
ExitCode search_names(const SearchArguments& options, Console& console);

struct RemoveArguments {
  std::string store;
  std::vector<std::string> ids;
  bool json = false;
};
ExitCode remove_documents(const RemoveArguments& options, Console& console);

struct StoreOnlyArguments {
  std::string store;
  bool json = false;
};

struct VerifyArguments {
  std::string store;
  bool json = false;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
ExitCode verify_store(const VerifyArguments& options, Console& console);
ExitCode show_stats(const StoreOnlyArguments& options, Console& console);

}  // namespace onrecord
