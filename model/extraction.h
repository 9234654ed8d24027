#pragma once

#include <string>
#include <vector>

#include "model/entity.h"
#include "model/ids.h"
#include "model/operation.h"
#include "model/quote.h"
#include "model/statement.h"

namespace onrecord {

/// What made an extraction: two with equal fields give equal bytes for equal documents.
struct ExtractorInfo {
  std::string version;  ///< of the program's rules: "0.1.0"
  std::string model;    ///< fingerprint of models and gazetteers, 16 hex digits
  bool operator==(const ExtractorInfo&) const = default;
};

/// An entity as one document tells it.
struct EntityRecord {
  Entity entity;
  Spans mentions;  ///< names, pronouns, descriptions; in text order, apart, may be empty
  bool operator==(const EntityRecord&) const = default;
};

/// Everything that one document contributes. Every id that a field refers to is in `entities` or
/// `quotes`. Order: entities by first mention (those without by id, last), quotes by content,
/// operations by evidence, statements by id.
struct Extraction {
  DocumentId document;
  ExtractorInfo extractor;
  Spans sentences;  ///< cover the text but for blanks between them; in text order
  std::vector<EntityRecord> entities;
  std::vector<Quote> quotes;
  std::vector<Operation> operations;
  std::vector<SupportedStatement> statements;
  bool operator==(const Extraction&) const = default;
};

/// The sentence of `sentences` (in text order) that holds most of `span`; `span` itself when none
/// does.
Span sentence_around(const Spans& sentences, Span span);

}  // namespace onrecord
