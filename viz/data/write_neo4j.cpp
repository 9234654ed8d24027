#include <map>
#include <memory>
#include <variant>

#include "model/code_points.h"
#include "viz/data/csv_table.h"
#include "viz/data/neo4j_tables.h"
#include "viz/data/writers.h"

namespace onrecord {
namespace {

using neo4j::End;

std::string decimal(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.6g", value);
  return digits;
}

std::string_view label_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return "Entity;Person";
    case EntityType::Agency:
      return "Entity;Agency";
    case EntityType::Organization:
      return "Entity;Organization";
    case EntityType::Place:
      return "Entity;Place";
    case EntityType::Operation:
      return "Entity;Operation";
  }
  return "Entity";
}

std::string type_of(Predicate predicate) {
  std::string type(to_string(predicate));
  for (char& c : type) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return type;
}

class Neo4jWriter {
 public:
  Neo4jWriter(const Store& store, FileSet& files)
      : store_(store),
        files_(files),
        of_statement_(neo4j::qualifier_names(false)),
        of_evidence_(neo4j::qualifier_names(true)) {
    for (const neo4j::NodeTable& table : neo4j::node_tables()) open(table.file, table.header);
    for (const neo4j::LinkTable& table : neo4j::link_tables()) open(table.file, table.header);
  }

  Status write() {
    Status read = store_.for_each_document([&](const Document& document, const Extraction& found) {
      write(document, found);
      return good();
    });
    if (!read) return read;
    read = store_.for_each_entity([&](const StoredEntity& stored) {
      write(stored);
      return good();
    });
    if (!read) return read;
    Status written;
    read = store_.for_each_statement([&](const StoredStatement& stored) {
      written = write(stored);
      return written && good();
    });
    if (!written || !read) return written ? read : written;
    return close();
  }

 private:
  void open(std::string_view file, const std::vector<std::string>& header) {
    tables_.emplace(file, std::make_unique<CsvTable>(files_.add(file), header));
  }
  CsvTable& table(const std::string& file) { return *tables_.at(file); }

  bool good() const {
    for (const auto& [file, table] : tables_) {
      if (!table->good()) return false;
    }
    return true;
  }

  Status close() {
    std::ostream& loader = files_.add("load.cypher");
    neo4j::write_loader(loader);
    for (const auto& [file, table] : tables_) table->flush();
    if (loader.good() && good()) return {};
    return Error{ErrorCode::Io, "export: could not write; is the disk full?"};
  }

  void write(const Document& document, const Extraction& found) {
    const CodePoints points(document.text);
    table("documents.csv")
        .text(document.id.value)
        .text("Document")
        .text(document.title)
        .text(document.url)
        .text(document.publisher)
        .text(to_string(document.published))
        .text(found.extractor.version + " " + found.extractor.model)
        .end_row();
    for (const Quote& quote : found.quotes) write(quote, document, points);
    for (const SupportedStatement& one : found.statements) {
      std::size_t number = 0;
      for (const Evidence& evidence : one.evidence) {
        write(one.statement.id, evidence, ++number, document, points);
      }
    }
  }

  void write(const Quote& quote, const Document& document, const CodePoints& points) {
    CsvTable& row = table("quotes.csv");
    row.text(to_string(quote.id)).text("Quote").list(words_of(quote.content, document.text));
    row.text(to_string(quote.kind)).text(quote.speaker_name).text(to_string(quote.date));
    row.text(decimal(quote.confidence));
    write_spans(row, quote.content, points);
    row.end_row();
    table("quotes_documents.csv")
        .text(to_string(quote.id))
        .text(document.id.value)
        .text("STANDS_IN")
        .end_row();
  }

  void write(StatementId statement, const Evidence& evidence, std::size_t number,
             const Document& document, const CodePoints& points) {
    const std::string id = to_string(statement) + "-" + to_hex(hash_bytes(document.id.value)) +
                           "-" + std::to_string(number);
    CsvTable& row = table("evidence.csv");
    row.text(id).text("Evidence").text(to_string(statement));
    row.list(words_of(evidence.spans, document.text));
    write_spans(row, evidence.spans, points);
    row.text(decimal(evidence.confidence)).text(to_string(evidence.date)).text(evidence.extractor);
    write_qualifiers(row, of_evidence_, evidence.qualifiers);
    row.end_row();
    table("evidence_documents.csv").text(id).text(document.id.value).text("STANDS_IN").end_row();
  }

  static std::vector<std::string> words_of(const Spans& spans, std::string_view text) {
    std::vector<std::string> words;
    for (const Span& span : spans) words.emplace_back(slice(text, span));
    return words;
  }

  static void write_spans(CsvTable& row, const Spans& spans, const CodePoints& points) {
    std::vector<std::string> starts, ends;
    for (const Span& span : spans) {
      const auto [begin, end] = points.from_span(span);
      starts.push_back(std::to_string(begin));
      ends.push_back(std::to_string(end));
    }
    row.list(starts).list(ends);
  }

  static void write_qualifiers(CsvTable& row, const std::vector<std::string>& names,
                               const Qualifiers& qualifiers) {
    for (const std::string& name : names) {
      const auto found = qualifiers.find(name);
      row.text(found == qualifiers.end() ? std::string_view() : std::string_view(found->second));
    }
  }

  void write(const StoredEntity& stored) {
    const Entity& entity = stored.entity;
    std::vector<std::string> attributes;
    for (const auto& [name, value] : entity.attributes) {
      attributes.emplace_back(name).append("=").append(value);
    }
    table("entities.csv")
        .text(to_string(entity.id))
        .text(label_of(entity.type))
        .text(entity.name)
        .list(entity.aliases)
        .list(attributes)
        .text(std::to_string(stored.documents))
        .text(std::to_string(stored.mentions))
        .end_row();
  }

  Status write(const StoredStatement& stored) {
    const Statement& statement = stored.statement;
    const bool quoted = std::holds_alternative<QuoteId>(statement.subject);
    const End from = quoted ? End::Quote : End::Entity;
    const auto [to, object] = object_of(statement);
    const std::string* file = file_of(from, to);
    if (file == nullptr) {
      return Error{ErrorCode::Corrupt, "statement " + to_string(statement.id) +
                                           ": has ends that its predicate does not allow"};
    }
    CsvTable& row = table(*file);
    row.text(std::visit([](const auto& id) { return to_string(id); }, statement.subject));
    row.text(object).text(type_of(statement.predicate)).text(to_string(statement.id));
    write_qualifiers(row, of_statement_, statement.qualifiers);
    row.text(std::to_string(stored.support)).text(decimal(stored.confidence));
    row.text(to_string(stored.first)).text(to_string(stored.last)).end_row();
    return {};
  }

  /// The space and id of the object; of a literal, or nothing, a node of its own.
  std::pair<End, std::string> object_of(const Statement& statement) {
    if (const auto* id = std::get_if<EntityId>(&statement.object)) {
      return {End::Entity, to_string(*id)};
    }
    if (const auto* id = std::get_if<QuoteId>(&statement.object)) {
      return {End::Quote, to_string(*id)};
    }
    if (const auto* id = std::get_if<DocumentId>(&statement.object)) {
      return {End::Document, id->value};
    }
    const auto* literal = std::get_if<Literal>(&statement.object);
    table("values.csv")
        .text(to_string(statement.id))
        .text("Value")
        .text(literal == nullptr ? std::string_view() : std::string_view(literal->text))
        .end_row();
    return {End::Value, to_string(statement.id)};
  }

  const std::string* file_of(End from, End to) {
    static const std::vector<neo4j::LinkTable> tables = neo4j::link_tables();
    const std::vector<neo4j::StatementEnds>& ends = neo4j::statement_ends();
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (ends[i].from != from || ends[i].to != to) continue;
      file_ = tables[i].file;
      return &file_;
    }
    return nullptr;
  }

  const Store& store_;
  FileSet& files_;
  const std::vector<std::string> of_statement_, of_evidence_;
  std::map<std::string, std::unique_ptr<CsvTable>> tables_;
  std::string file_;
};

}  // namespace

Status write_neo4j(const Store& store, FileSet& files) { return Neo4jWriter(store, files).write(); }

}  // namespace onrecord
