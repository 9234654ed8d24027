#include "viz/data/neo4j_tables.h"

#include <algorithm>

#include "model/ontology.h"

namespace onrecord::neo4j {
namespace {

std::uint16_t slots_of(End end) {
  switch (end) {
    case End::Entity:
      return kAnyEntity;
    case End::Quote:
      return kQuote;
    case End::Document:
      return kDocument;
    case End::Value:
      return kCount | kDateRange | kNothing;
  }
  return 0;
}

std::string upper(std::string_view name) {
  std::string result(name);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

std::vector<std::string> with(std::vector<std::string> header,
                              const std::vector<std::string>& more) {
  header.insert(header.end(), more.begin(), more.end());
  return header;
}

std::vector<std::string> link_header(std::string_view from, std::string_view to) {
  return {":START_ID(" + std::string(from) + ")", ":END_ID(" + std::string(to) + ")", ":TYPE"};
}

std::string_view statement_file(const StatementEnds& ends) {
  if (ends.from == End::Quote) return "statements_quote_entity.csv";
  switch (ends.to) {
    case End::Entity:
      return "statements_entity_entity.csv";
    case End::Quote:
      return "statements_entity_quote.csv";
    case End::Document:
      return "statements_entity_document.csv";
    case End::Value:
      return "statements_entity_value.csv";
  }
  return "";
}

}  // namespace

std::string_view to_string(End end) {
  switch (end) {
    case End::Entity:
      return "Entity";
    case End::Quote:
      return "Quote";
    case End::Document:
      return "Document";
    case End::Value:
      return "Value";
  }
  return "";
}

const std::vector<StatementEnds>& statement_ends() {
  static const std::vector<StatementEnds> all = {{End::Entity, End::Entity},
                                                 {End::Entity, End::Quote},
                                                 {End::Entity, End::Document},
                                                 {End::Entity, End::Value},
                                                 {End::Quote, End::Entity}};
  return all;
}

std::vector<std::string> qualifier_names(bool of_evidence) {
  std::vector<std::string> names;
  for (const PredicateRow& row : ontology()) {
    std::string_view words = of_evidence ? row.of_evidence : row.tells_apart;
    while (!row.derived && !words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      names.emplace_back(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<NodeTable> node_tables() {
  return {{"documents.csv",
           "Document",
           {"id:ID(Document)", ":LABEL", "title", "url", "publisher", "published", "run"}},
          {"quotes.csv",
           "Quote",
           {"id:ID(Quote)", ":LABEL", "words:string[]", "form", "speaker_name", "date",
            "confidence:double", "starts:int[]", "ends:int[]"}},
          {"evidence.csv", "Evidence",
           with({"id:ID(Evidence)", ":LABEL", "statement", "words:string[]", "starts:int[]",
                 "ends:int[]", "confidence:double", "date", "method"},
                qualifier_names(true))},
          {"entities.csv",
           "Entity",
           {"id:ID(Entity)", ":LABEL", "name", "aliases:string[]", "attributes:string[]",
            "documents:long", "mentions:long"}},
          {"values.csv", "Value", {"id:ID(Value)", ":LABEL", "value"}}};
}

std::vector<LinkTable> link_tables() {
  std::vector<LinkTable> tables;
  for (const StatementEnds& ends : statement_ends()) {
    const std::string_view from = to_string(ends.from), to = to_string(ends.to);
    std::vector<std::string> header = with(link_header(from, to), {"statement"});
    header = with(std::move(header), qualifier_names(false));
    header = with(std::move(header), {"support:long", "confidence:double", "first", "last"});
    tables.push_back({statement_file(ends), from, to, std::move(header)});
  }
  tables.push_back({"quotes_documents.csv", "Quote", "Document", link_header("Quote", "Document")});
  tables.push_back(
      {"evidence_documents.csv", "Evidence", "Document", link_header("Evidence", "Document")});
  return tables;
}

std::vector<std::string> labels_of(std::string_view space) {
  if (space != "Entity") return {std::string(space)};
  return {"Entity;Person", "Entity;Agency", "Entity;Organization", "Entity;Place",
          "Entity;Operation"};
}

std::vector<std::string> types_of(std::string_view from, std::string_view to) {
  if (from == "Evidence" || (from == "Quote" && to == "Document")) return {"STANDS_IN"};
  const auto slots = [](std::string_view space) {
    for (const End end : {End::Entity, End::Quote, End::Document, End::Value}) {
      if (to_string(end) == space) return slots_of(end);
    }
    return std::uint16_t{0};
  };
  std::vector<std::string> types;
  for (const PredicateRow& row : ontology()) {
    const bool fits = (row.subject & slots(from)) != 0 && (row.object & slots(to)) != 0;
    if (fits && !row.derived) types.push_back(upper(row.name));
  }
  return types;
}

}  // namespace onrecord::neo4j
