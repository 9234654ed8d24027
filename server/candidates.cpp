#include "server/candidates.h"

namespace onrecord {
namespace {

void write_side(JsonWriter& writer, const char* key, EntityId id, const std::string& name,
                const std::vector<DocumentId>& documents) {
  writer.Key(key);
  writer.StartObject();
  write_member(writer, "id", to_string(id));
  write_member(writer, "name", name);
  writer.Key("documents");
  writer.StartArray();
  for (const DocumentId& document : documents) write_string(writer, document.value);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

std::optional<Verdict> parse_verdict(std::string_view word) {
  for (const Verdict verdict : {Verdict::Doubtful, Verdict::Joined, Verdict::Parted}) {
    if (word == to_string(verdict)) return verdict;
  }
  return std::nullopt;
}

Result<std::vector<Candidate>> find_candidates(const Store& store, const CandidateFilter& filter) {
  Result<std::vector<Candidate>> candidates = store.candidates();
  if (!candidates) return candidates.error();
  std::erase_if(*candidates, [&](const Candidate& candidate) {
    return candidate.verdict != filter.verdict || (filter.type && candidate.type != *filter.type) ||
           candidate.probability < filter.min_probability;
  });
  return candidates;
}

void write_candidate(JsonWriter& writer, const Candidate& candidate) {
  writer.StartObject();
  write_member(writer, "verdict", to_string(candidate.verdict));
  write_member(writer, "type", to_string(candidate.type));
  writer.Key("probability");
  writer.Double(candidate.probability);
  write_side(writer, "a", candidate.a, candidate.a_name, candidate.a_documents);
  write_side(writer, "b", candidate.b, candidate.b_name, candidate.b_documents);
  writer.Key("reasons");
  writer.StartArray();
  for (const std::string& reason : candidate.reasons) write_string(writer, reason);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace onrecord
