#include "storage/rows.h"

#include <algorithm>
#include <set>

namespace onrecord {

namespace {

class RowMaker {
 public:
  RowMaker(const Contribution& contribution, const Projection& projection)
      : document_(contribution.document),
        extracted_(contribution.extraction),
        projection_(projection),
        extraction_(projection.extraction ? *projection.extraction : contribution.extraction) {}

  ContributionRows make() {
    own(Column::Documents, document_.id.value, encode_document(document_));
    own(Column::Contributions, document_.id.value, encode_extraction(extracted_));
    add_projection();
    rows_.extractor_key = extractor_key(extraction_.extractor);
    add_entities();
    for (const Quote& quote : extraction_.quotes) add_quote(quote);
    add_statements();
    return std::move(rows_);
  }

 private:
  void own(Column column, std::string key, std::string value) {
    rows_.owned.insert_or_assign(RowKey{column, std::move(key)}, std::move(value));
  }

  void add_projection() {
    if (!projection_.resolved.empty()) {
      own(Column::Resolutions, document_.id.value, encode_resolved(projection_.resolved));
    }
    if (projection_.empty()) return;
    own(Column::Projections, document_.id.value, encode_projection(projection_));
    rows_.touching = projection_.touching;
  }

  // A record may list an entity twice; the document still counts once for each name.
  void add_entities() {
    std::map<EntityId, std::uint64_t> mentions;
    std::map<EntityId, EntityType> types;
    std::set<std::string> main_forms;
    std::set<std::string> aliases;
    for (const EntityRecord& record : extraction_.entities) {
      const Entity& entity = record.entity;
      mentions[entity.id] += record.mentions.size();
      types.emplace(entity.id, entity.type);
      main_forms.insert(name_form_key(entity.id, entity.name));
      for (const std::string& alias : entity.aliases) {
        aliases.insert(name_form_key(entity.id, alias));
      }
      for (const auto& [key, value] : entity.attributes) {
        main_forms.insert(attribute_form_key(entity.id, key, value));
      }
    }
    for (const auto& [id, count] : mentions) {
      rows_.entities[id] = {{{types[id], 1}}, count > 0 ? 1u : 0u, count};
      if (count > 0) {
        own(Column::Mentions, id_document_key(id, document_.id), encode_number(count));
      }
    }
    for (const std::string& key : main_forms) rows_.forms[key] = {1, 0};
    for (const std::string& key : aliases) {
      if (!main_forms.contains(key)) rows_.forms[key] = {0, 1};
    }
  }

  void add_quote(const Quote& quote) {
    ++rows_.quotes;
    own(Column::Quotes, id_document_key(quote.id, document_.id), encode_quote(quote));
    const std::string position = position_key(position_of(document_.id, quote));
    own(Column::QuotesByDate, position, {});
    if (quote.speaker) own(Column::QuotesBySpeaker, id_key(*quote.speaker) + position, {});
    for (const EntityId id : quote.also) own(Column::QuotesBySpeaker, id_key(id) + position, {});
    for (const EntityId id : quote.about) own(Column::QuotesByAbout, id_key(id) + position, {});
    for (const QuotePlace& place : quote.places) {
      own(Column::QuotesByPlace, id_key(place.place) + position, {});
    }
  }

  void add_statements() {
    std::map<StatementId, std::vector<Evidence>> evidence;
    for (const SupportedStatement& item : extraction_.statements) {
      StatementShare& share = rows_.statements[item.statement.id];
      share.statement = item.statement;
      for (const Evidence& found : item.evidence) {
        share.weight = std::max(share.weight, confidence_weight(found.confidence));
        share.first = earlier(share.first, found.date);
        share.last = later(share.last, found.date);
        evidence[item.statement.id].push_back(found);
      }
    }
    for (auto& [id, list] : evidence) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Evidence& a, const Evidence& b) { return a.spans < b.spans; });
      rows_.evidence += list.size();
      own(Column::Evidence, id_document_key(id, document_.id), encode_evidence(list));
    }
  }

  const Document& document_;
  const Extraction& extracted_;
  const Projection& projection_;
  const Extraction& extraction_;  // what the rows tell
  ContributionRows rows_;
};

}  // namespace

ContributionRows make_rows(const Contribution& contribution, const Projection& projection) {
  return RowMaker(contribution, projection).make();
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
