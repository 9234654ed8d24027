#include "storage/rows.h"

#include <algorithm>

namespace onrecord {

namespace {

/// Calls `give` with each run of neighbours that have one key.
template <typename Item, typename Key, typename Give>
void each_run(const std::vector<Item>& items, Key Item::*key, Give give) {
  for (auto first = items.begin(); first != items.end();) {
    const auto last = std::find_if(first, items.end(),
                                   [&](const Item& item) { return !(item.*key == (*first).*key); });
    give(std::span<const Item>(first, last));
    first = last;
  }
}

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
    std::vector<EntityShare> shares;
    std::vector<FormShare> forms;
    for (const EntityRecord& record : extraction_.entities) {
      const Entity& entity = record.entity;
      shares.push_back({entity.id, entity.type, record.mentions.size()});
      forms.push_back({name_form_key(entity.id, entity.name), {1, 0}});
      for (const std::string& alias : entity.aliases) {
        forms.push_back({name_form_key(entity.id, alias), {0, 1}});
      }
      for (const auto& [key, value] : entity.attributes) {
        forms.push_back({attribute_form_key(entity.id, key, value), {1, 0}});
      }
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const EntityShare& a, const EntityShare& b) { return a.id < b.id; });
    each_run(shares, &EntityShare::id, [this](std::span<const EntityShare> same) {
      EntityShare sum = same.front();
      for (const EntityShare& more : same.subspan(1)) sum.mentions += more.mentions;
      sink_.entity(sum);
    });
    // A name that is some record's own is no alias.
    std::sort(forms.begin(), forms.end(), [](const FormShare& a, const FormShare& b) {
      return a.key != b.key ? a.key < b.key : a.row.main > b.row.main;
    });
    each_run(forms, &FormShare::key, [this](std::span<const FormShare> same) {
      sink_.form(same.front().key, same.front().row);
    });
  }

  void give_quote(const Quote& quote) {
    sink_.owned(Column::Quotes, id_document_key(quote.id, document_.id), encode_quote(quote));
    const std::string position = position_key(position_of(document_.id, quote));
    sink_.owned(Column::QuotesByDate, position, {});
    std::vector<EntityId> speakers = quote.also;
    if (quote.speaker) speakers.push_back(*quote.speaker);
    std::vector<EntityId> places;
    for (const QuotePlace& place : quote.places) places.push_back(place.place);
    give_positions(Column::QuotesBySpeaker, std::move(speakers), position);
    give_positions(Column::QuotesByAbout, quote.about, position);
    give_positions(Column::QuotesByPlace, std::move(places), position);
  }

  /// Somebody named twice has one row.
  void give_positions(Column column, std::vector<EntityId> ids, const std::string& position) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const EntityId id : ids) sink_.owned(column, id_key(id) + position, {});
  }

  void give_statements() {
    struct Item {
      StatementId id;
      const SupportedStatement* supported = nullptr;
    };
    std::vector<Item> items;
    for (const SupportedStatement& item : extraction_.statements) {
      items.push_back({item.statement.id, &item});
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.id < b.id; });
    each_run(items, &Item::id, [this](std::span<const Item> same) {
      StatementShare share;
      share.statement = same.back().supported->statement;
      std::vector<const Evidence*> all;
      for (const Item& item : same) add_evidence(item.supported->evidence, share, all);
      std::stable_sort(all.begin(), all.end(),
                       [](const Evidence* a, const Evidence* b) { return a->spans < b->spans; });
      sink_.statement(share, all);
    });
  }

  static void add_evidence(const std::vector<Evidence>& evidence, StatementShare& share,
                           std::vector<const Evidence*>& all) {
    for (const Evidence& found : evidence) {
      share.weight = std::max(share.weight, confidence_weight(found.confidence));
      share.first = earlier(share.first, found.date);
      share.last = later(share.last, found.date);
      all.push_back(&found);
    }
  }

  const Document& document_;
  const Extraction& extraction_;
  RowSink& sink_;
};

/// All rows of one document.
class RowCollector : public RowSink {
 public:
  explicit RowCollector(const DocumentId& document) { rows_.document = document; }

  void owned(Column column, std::string_view key, std::string_view value) override {
    if (column == Column::Quotes) ++rows_.quotes;
    rows_.owned.add(column, key, value);
  }

  void entity(const EntityShare& share) override {
    rows_.entities.push_back(share);
    if (share.mentions == 0) return;
    owned(Column::Mentions, id_document_key(share.id, rows_.document),
          encode_number(share.mentions));
  }

  void form(std::string_view key, const FormRow& row) override {
    rows_.forms.push_back({std::string(key), row});
  }

  void statement(const StatementShare& share, std::span<const Evidence* const> evidence) override {
    rows_.statements.push_back(share);
    rows_.evidence += evidence.size();
    owned(Column::Evidence, id_document_key(share.statement.id, rows_.document),
          encode_evidence(evidence));
  }

  void projected(const Projection& projection) {
    const std::string& key = rows_.document.value;
    if (!projection.resolved.empty()) {
      owned(Column::Resolutions, key, encode_resolved(projection.resolved));
    }
    if (projection.empty()) return;
    owned(Column::Projections, key, encode_projection(projection));
    rows_.touching = projection.touching;
  }

  ContributionRows take(const ExtractorInfo& extractor) {
    rows_.extractor_key = extractor_key(extractor);
    rows_.owned.sort();
    return std::move(rows_);
  }

 private:
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

std::vector<RowKey> lookup_rows_of_form(std::string_view form_key) {
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
