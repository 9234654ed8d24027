#include "app/candidates.h"

#include <algorithm>
#include <cstdio>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/table.h"
#include "graph/resolve.h"
#include "server/candidates.h"

namespace onrecord {
namespace {

constexpr std::size_t kShown = 50;

std::string two_digits(double probability) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", probability);
  return text;
}

void print_json(const Candidate& candidate, Console& console) {
  console.out << to_json_text([&](JsonWriter& writer) { write_candidate(writer, candidate); })
              << '\n';
}

std::string listed(const std::vector<DocumentId>& documents) {
  std::vector<std::string> names;
  names.reserve(documents.size());
  for (const DocumentId& document : documents) names.push_back(document.value);
  return join(names);
}

TableRow row_of(const Candidate& candidate) {
  TableRow row{{two_digits(candidate.probability), candidate.a_name, candidate.b_name,
                std::string(to_string(candidate.type))},
               {}};
  row.notes = candidate.reasons;
  row.notes.push_back("in " + listed(candidate.a_documents) + " | " +
                      listed(candidate.b_documents));
  if (candidate.verdict == Verdict::Doubtful) {
    row.notes.push_back("if they are one, under the first name:");
    row.notes.push_back("onrecord merge " + to_string(candidate.b) + " " + to_string(candidate.a));
    row.notes.push_back("if they are two:");
    row.notes.push_back("onrecord keep-apart " + to_string(candidate.a) + " " +
                        to_string(candidate.b));
  }
  return row;
}

/// From the options; some of their fields may be wrong.
Result<CandidateFilter> wanted(const CandidatesArguments& options) {
  CandidateFilter result;
  result.min_probability = options.min_probability;
  const std::optional<Verdict> verdict = parse_verdict(options.verdict);
  if (!verdict) {
    return Error{ErrorCode::InvalidInput,
                 "--verdict '" + options.verdict + "': known are doubtful, joined, parted"};
  }
  result.verdict = *verdict;
  if (options.type.empty()) return result;
  result.type = parse_entity_type(options.type);
  if (result.type) return result;
  return Error{
      ErrorCode::InvalidInput,
      "--type '" + options.type + "': known are person, agency, organization, place, operation"};
}

}  // namespace

ExitCode list_candidates(const CandidatesArguments& options, Console& console) {
  const Result<CandidateFilter> asked = wanted(options);
  if (!asked) return fail(console, asked.error());
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  Result<std::vector<Candidate>> candidates = find_candidates(*store, *asked);
  if (!candidates) return refuse_store(console, candidates.error());
  const std::size_t all = candidates->size();
  const std::size_t limit = options.limit.value_or(options.json ? 0 : kShown);
  if (limit > 0 && all > limit) candidates->resize(limit);
  if (options.json) {
    for (const Candidate& candidate : *candidates) print_json(candidate, console);
    return ExitCode::Ok;
  }
  if (candidates->empty()) {
    console.out << "No " << options.verdict << " pairs.\n";
    return ExitCode::Ok;
  }
  std::vector<TableRow> rows;
  for (const Candidate& candidate : *candidates) rows.push_back(row_of(candidate));
  print_table(console,
              {{"ONE?", 1}, {"NAME", 4, Style::Name}, {"OTHER NAME", 4, Style::Name}, {"TYPE", 2}},
              rows);
  if (candidates->size() < all) {
    console.out << candidates->size() << " of " << all << "; --limit 0 shows all\n";
  }
  return ExitCode::Ok;
}

ExitCode resolve_after_change(Store& store, Console& console) {
  const Result<Resolution> resolution = resolve(store);
  return resolution ? ExitCode::Ok : refuse_store(console, resolution.error());
}

ExitCode resolve_entities(const ResolveArguments& options, Console& console) {
  StoreOptions store_options;
  store_options.create = false;
  store_options.memory_bytes = bytes_of_mib(options.memory_mib);
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store = open_for_writing(options.store, store_options, console, code);
  if (!store) return code;
  const Result<Resolution> resolution = resolve(*store);
  if (!resolution) return refuse_store(console, resolution.error());
  std::uint64_t doubtful = 0;
  for (const Candidate& candidate : resolution->candidates) {
    if (candidate.verdict == Verdict::Doubtful) ++doubtful;
  }
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "extracted", resolution->before);
      write_count(writer, "resolved", resolution->after);
      write_count(writer, "doubtful", doubtful);
      writer.EndObject();
    }) << '\n';
    return ExitCode::Ok;
  }
  print_wrapped(console,
                counted(resolution->before, "name") + " of people, bodies and operations are " +
                    std::to_string(resolution->after) + "; " + counted(doubtful, "doubtful pair") +
                    (doubtful > 0 ? ": `onrecord candidates` lists them" : ""));
  return ExitCode::Ok;
}

}  // namespace onrecord
