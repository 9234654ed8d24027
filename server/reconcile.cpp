#include "server/reconcile.h"

#include <algorithm>
#include <utility>

#include "model/json.h"
#include "server/edit_distance.h"
#include "server/json_values.h"
#include "server/wording.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostQueries = 100;
constexpr std::size_t kMostBytes = 512;
constexpr std::size_t kUsualLimit = 5, kMostResults = 50;
constexpr EntityType kTypes[] = {EntityType::Person, EntityType::Agency, EntityType::Organization,
                                 EntityType::Place, EntityType::Operation};

struct Asked {
  std::string id, text;
  NameSearch search;
};

struct Match {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;
  double score = 0.0;
  bool only = false;
};

Error wrong(const std::string& query, std::string_view what) {
  return {ErrorCode::InvalidInput, "query '" + query + "': " + std::string(what)};
}

void write_type(JsonWriter& writer, EntityType type) {
  writer.StartObject();
  write_member(writer, "id", to_string(type));
  write_member(writer, "name", to_string(type));
  writer.EndObject();
}

Status read_type(const rapidjson::Value& value, Asked& asked) {
  if (!value.IsString()) return wrong(asked.id, "'type' must be a string or a list of strings");
  const std::string word(value.GetString(), value.GetStringLength());
  const auto type = parse_entity_type(word);
  if (!type) {
    return wrong(asked.id,
                 "type '" + word + "' must be person, agency, organization, place or operation");
  }
  asked.search.types.push_back(*type);
  return {};
}

Result<Asked> read_query(std::string id, const rapidjson::Value& query) {
  Asked asked;
  asked.id = std::move(id);
  asked.search.limit = kUsualLimit;
  if (!query.IsObject()) return wrong(asked.id, "must be an object");
  const auto text = query.FindMember("query");
  if (text == query.MemberEnd() || !text->value.IsString() ||
      text->value.GetStringLength() > kMostBytes) {
    return wrong(asked.id, "'query' must be a name of at most 512 bytes");
  }
  asked.text.assign(text->value.GetString(), text->value.GetStringLength());
  const auto limit = query.FindMember("limit");
  if (limit != query.MemberEnd()) {
    if (!limit->value.IsUint() || limit->value.GetUint() == 0) {
      return wrong(asked.id, "'limit' must be a whole number from 1 on");
    }
    asked.search.limit = std::min<std::size_t>(limit->value.GetUint(), kMostResults);
  }
  const auto type = query.FindMember("type");
  if (type == query.MemberEnd() || type->value.IsNull()) return asked;
  if (!type->value.IsArray()) {
    if (const Status read = read_type(type->value, asked); !read) return read.error();
    return asked;
  }
  for (const rapidjson::Value& one : type->value.GetArray()) {
    if (const Status read = read_type(one, asked); !read) return read.error();
  }
  return asked;
}

/// 100 for the same letters, 0 for altogether others.
double score_of(const std::string& wanted, const NameHit& hit) {
  if (hit.exact) return 100.0;
  const std::size_t longer = std::max(wanted.size(), hit.folded.size());
  const std::size_t distance = std::min(longer, edit_distance(wanted, hit.folded, longer));
  return 100.0 * static_cast<double>(longer - distance) / static_cast<double>(longer);
}

Result<std::vector<Match>> find_matches(const Store& store, const NameIndex& names,
                                        const Asked& asked) {
  const std::string wanted = fold_for_search(asked.text);
  const std::vector<NameHit> hits = names.find(asked.text, asked.search);
  const auto exact =
      std::count_if(hits.begin(), hits.end(), [](const NameHit& hit) { return hit.exact; });
  std::vector<Match> matches;
  for (const NameHit& hit : hits) {
    const auto stored = store.entity(hit.entity);
    if (!stored) return stored.error();
    if (!*stored) continue;
    matches.push_back({hit.entity, hit.type, (*stored)->entity.name, score_of(wanted, hit),
                       hit.exact && exact == 1});
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });
  return matches;
}

void write_matches(JsonWriter& writer, const std::vector<Match>& matches) {
  writer.StartObject();
  writer.Key("result");
  writer.StartArray();
  for (const Match& match : matches) {
    writer.StartObject();
    write_member(writer, "id", to_string(match.id));
    write_member(writer, "name", match.name);
    writer.Key("type");
    writer.StartArray();
    write_type(writer, match.type);
    writer.EndArray();
    write_number(writer, "score", match.score);
    write_flag(writer, "match", match.only);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

std::string reconciliation_manifest(std::string_view base, std::string_view entity_path) {
  const std::string address(base);
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("versions");
    writer.StartArray();
    writer.String("0.2");
    writer.EndArray();
    write_member(writer, "name", "Onrecord");
    write_member(writer, "identifierSpace", address + "/api/v1/entities/");
    write_member(writer, "schemaSpace", address + "/openapi.yaml#EntityType");
    writer.Key("defaultTypes");
    writer.StartArray();
    for (const EntityType type : kTypes) write_type(writer, type);
    writer.EndArray();
    writer.Key("view");
    writer.StartObject();
    write_member(writer, "url", address + std::string(entity_path));
    writer.EndObject();
    writer.Key("suggest");
    writer.StartObject();
    writer.Key("entity");
    writer.StartObject();
    write_member(writer, "service_url", address);
    write_member(writer, "service_path", "/reconcile/suggest/entity");
    writer.EndObject();
    writer.EndObject();
    writer.EndObject();
  });
}

Result<std::string> reconcile(const Store& store, const NameIndex& names,
                              std::string_view queries) {
  const auto json = parse_json(queries, "'queries'");
  if (!json) return json.error();
  if (!json->IsObject()) {
    return Error{ErrorCode::InvalidInput, "'queries' is not a JSON object of queries"};
  }
  if (json->MemberCount() > kMostQueries) {
    return Error{ErrorCode::TooLarge, "'queries' has over 100 queries; send fewer at once"};
  }
  std::vector<std::pair<std::string, std::vector<Match>>> answers;
  for (const auto& member : std::as_const(*json).GetObject()) {
    auto asked = read_query({member.name.GetString(), member.name.GetStringLength()}, member.value);
    if (!asked) return asked.error();
    auto matches = find_matches(store, names, *asked);
    if (!matches) return matches.error();
    answers.emplace_back(asked->id, std::move(*matches));
  }
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    for (const auto& [id, matches] : answers) {
      write_string(writer, id);
      write_matches(writer, matches);
    }
    writer.EndObject();
  });
}

Result<std::string> suggest_entities(const Store& store, const NameIndex& names,
                                     std::string_view prefix) {
  std::vector<StoredEntity> found;
  for (const NameHit& hit : names.find(prefix)) {
    auto stored = store.entity(hit.entity);
    if (!stored) return stored.error();
    if (*stored) found.push_back(std::move(**stored));
  }
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("result");
    writer.StartArray();
    for (const StoredEntity& stored : found) {
      writer.StartObject();
      write_member(writer, "id", to_string(stored.entity.id));
      write_member(writer, "name", stored.entity.name);
      write_member(writer, "description",
                   std::string(to_string(stored.entity.type)) + " in " +
                       counted(stored.documents, "document"));
      writer.Key("notable");
      writer.StartArray();
      write_type(writer, stored.entity.type);
      writer.EndArray();
      writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
  });
}

}  // namespace onrecord
