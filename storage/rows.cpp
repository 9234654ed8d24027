#include "storage/rows.h"

#include <algorithm>
#include <set>

namespace onrecord {

namespace {

/// Hands the rows of a contribution to a sink.
class RowMaker {
 public:
  RowMaker(const Document& document, const Extraction& extraction, RowSink& sink)
      : document_(document), extraction_(extraction), sink_(sink) {}

  void make() {
    give_entities();
    for (const Quote& quote : extraction_.quotes) give_quote(quote);
    give_statements();
  }

 private:
  // A record may list an entity twice; the document still counts once for each name.
  void give_entities() {
    std::map<EntityId, EntityRow> rows;
    std::vector<std::string> main_forms, aliases;
    for (const EntityRecord& record : extraction_.entities) {
      const Entity& entity = record.entity;
      EntityRow& row = rows[entity.id];
      if (row.empty()) row.types[entity.type] = 1;
      row.mentions += record.mentions.size();
      row.documents = row.mentions > 0 ? 1 : 0;
      main_forms.push_back(name_form_key(entity.id, entity.name));
      for (const std::string& alias : entity.aliases) {
        aliases.push_back(name_form_key(entity.id, alias));
      }
      for (const auto& [key, value] : entity.attributes) {
        main_forms.push_back(attribute_form_key(entity.id, key, value));
      }
    }
    for (const auto& [id, row] : rows) sink_.entity(id, row);
    make_set(main_forms);
    make_set(aliases);
    for (const std::string& key : main_forms) sink_.form(key, {1, 0});
    for (const std::string& key : aliases) {
      if (!std::binary_search(main_forms.begin(), main_forms.end(), key)) sink_.form(key, {0, 1});
    }
  }

  static void make_set(std::vector<std::string>& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }

  void give_quote(const Quote& quote) {
    sink_.owned(Column::Quotes, id_document_key(quote.id, document_.id), encode_quote(quote));
    const std::string position = position_key(position_of(document_.id, quote));
    sink_.owned(Column::QuotesByDate, position, {});
    // Somebody named twice has one row.
    std::set<EntityId> speakers(quote.also.begin(), quote.also.end());
    if (quote.speaker) speakers.insert(*quote.speaker);
    std::set<EntityId> places;
    for (const QuotePlace& place : quote.places) places.insert(place.place);
    give_positions(Column::QuotesBySpeaker, speakers, position);
    give_positions(Column::QuotesByAbout, {quote.about.begin(), quote.about.end()}, position);
    give_positions(Column::QuotesByPlace, places, position);
  }

  void give_positions(Column column, const std::set<EntityId>& ids, const std::string& position) {
    for (const EntityId id : ids) sink_.owned(column, id_key(id) + position, {});
  }

  void give_statements() {
    std::vector<const SupportedStatement*> items;
    for (const SupportedStatement& item : extraction_.statements) items.push_back(&item);
    std::stable_sort(items.begin(), items.end(),
                     [](const SupportedStatement* a, const SupportedStatement* b) {
                       return a->statement.id < b->statement.id;
                     });
    for (auto first = items.begin(); first != items.end();) {
      const StatementId id = (*first)->statement.id;
      const auto last = std::find_if(first, items.end(), [id](const SupportedStatement* item) {
        return item->statement.id != id;
      });
      give_statement({&*first, static_cast<std::size_t>(last - first)});
      first = last;
    }
  }

  /// items: of one statement.
  void give_statement(std::span<const SupportedStatement* const> items) {
    StatementShare share;
    share.statement = items.back()->statement;
    std::vector<const Evidence*> all;
    for (const SupportedStatement* item : items) {
      for (const Evidence& found : item->evidence) {
        share.weight = std::max(share.weight, confidence_weight(found.confidence));
        share.first = earlier(share.first, found.date);
        share.last = later(share.last, found.date);
        all.push_back(&found);
      }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Evidence* a, const Evidence* b) { return a->spans < b->spans; });
    sink_.statement(share, all);
  }

  const Document& document_;
  const Extraction& extraction_;
  RowSink& sink_;
};

/// All rows of one document.
class RowCollector : public RowSink {
 public:
  explicit RowCollector(const DocumentId& document) : document_(document) {}

  void owned(Column column, std::string key, std::string value) override {
    if (column == Column::Quotes) ++rows_.quotes;
    rows_.owned.insert_or_assign(RowKey{column, std::move(key)}, std::move(value));
  }

  void entity(EntityId id, const EntityRow& row) override {
    rows_.entities[id] = row;
    if (row.mentions == 0) return;
    owned(Column::Mentions, id_document_key(id, document_), encode_number(row.mentions));
  }

  void form(const std::string& key, const FormRow& row) override { rows_.forms[key] = row; }

  void statement(const StatementShare& share, std::span<const Evidence* const> evidence) override {
    const StatementId id = share.statement.id;
    rows_.statements[id] = share;
    rows_.evidence += evidence.size();
    owned(Column::Evidence, id_document_key(id, document_), encode_evidence(evidence));
  }

  void projected(const Projection& projection) {
    if (!projection.resolved.empty()) {
      owned(Column::Resolutions, document_.value, encode_resolved(projection.resolved));
    }
    if (projection.empty()) return;
    owned(Column::Projections, document_.value, encode_projection(projection));
    rows_.touching = projection.touching;
  }

  ContributionRows take(const ExtractorInfo& extractor) {
    rows_.extractor_key = extractor_key(extractor);
    return std::move(rows_);
  }

 private:
  const DocumentId& document_;
  ContributionRows rows_;
};

}  // namespace

void visit_rows(const Document& document, const Extraction& extraction, RowSink& sink) {
  RowMaker(document, extraction, sink).make();
}

ContributionRows make_rows(const Contribution& contribution, const Projection& projection) {
  const Document& document = contribution.document;
  const Extraction& told = projection.extraction ? *projection.extraction : contribution.extraction;
  RowCollector rows(document.id);
  rows.owned(Column::Documents, document.id.value, encode_document(document));
  rows.owned(Column::Contributions, document.id.value, encode_extraction(contribution.extraction));
  rows.projected(projection);
  visit_rows(document, told, rows);
  return rows.take(told.extractor);
}

RowKey touched_row(std::uint64_t sequence, const DocumentId& document) {
  return {Column::Touched, be64(sequence) + document.value};
}

std::vector<RowKey> lookup_rows(const Statement& statement) {
  return {{Column::BySubject, subject_key(statement)},
          {Column::ByObject, object_key(statement)},
          {Column::ByPredicate, predicate_key(statement)}};
}

std::vector<RowKey> lookup_rows_of_form(const std::string& form_key) {
  std::vector<RowKey> rows;
  const std::optional<Form> form = parse_form_key(form_key);
  if (!form || form->kind != FormKind::Name) return rows;
  for (std::string& key : name_keys(form->entity, form->text)) {
    rows.push_back({Column::Names, std::move(key)});
  }
  return rows;
}

QuotePosition position_of(const DocumentId& document, const Quote& quote) {
  return {quote.date, document, quote.content.empty() ? 0 : quote.content.front().begin, quote.id};
}

PartialDate earlier(const PartialDate& a, const PartialDate& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return std::min(a, b);
}

PartialDate later(const PartialDate& a, const PartialDate& b) { return std::max(a, b); }

std::string extractor_key(const ExtractorInfo& extractor) {
  std::string key(kExtractorPrefix);
  append_escaped(key, extractor.version);
  key += extractor.model;
  return key;
}

std::optional<ExtractorInfo> parse_extractor_key(std::string_view key) {
  if (!key.starts_with(kExtractorPrefix)) return std::nullopt;
  key.remove_prefix(kExtractorPrefix.size());
  const std::optional<std::string> version = take_escaped(key);
  if (!version) return std::nullopt;
  return ExtractorInfo{*version, std::string(key)};
}

}  // namespace onrecord
