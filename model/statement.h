#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/ontology.h"
#include "model/span.h"

namespace onrecord {

/// A value that is no node: a count ("107") or a date range ("2025-03-18/2025-03-23").
struct Literal {
  std::string text;
  auto operator<=>(const Literal&) const = default;
};

/// Who or what a statement is of: an entity, or the quote of an `about`.
using Subject = std::variant<EntityId, QuoteId>;

/// What a statement says of its subject; nothing is allowed where the ontology says so.
using Object = std::variant<std::monostate, EntityId, QuoteId, DocumentId, Literal>;

using Qualifiers = std::map<std::string, std::string>;

/// One triple. Identity: subject, predicate, object and the qualifiers that the ontology lists
/// under `tells_apart`; those alone stand here.
struct Statement {
  StatementId id;
  Subject subject;
  Predicate predicate = Predicate::Said;
  Object object;
  Qualifiers qualifiers;
  bool operator==(const Statement&) const = default;
};

/// Why a statement is believed: where one document says so.
struct Evidence {
  DocumentId document;
  Spans spans;              ///< in text order, never empty; a sentence or parts of some
  double confidence = 0.0;  ///< probability in [0, 1] that the text says this
  PartialDate date;         ///< when it held or was said, else when it was published
  Qualifiers qualifiers;    ///< those that the ontology lists under `of_evidence`
  std::string extractor;    ///< what found it, and how: "onrecord 0.1.0, title before name"
  bool operator==(const Evidence&) const = default;
};

/// A statement as one document supports it.
struct SupportedStatement {
  Statement statement;
  std::vector<Evidence> evidence;  ///< never empty; all of one document
  bool operator==(const SupportedStatement&) const = default;
};

/// Whether a qualifier of this name is part of a statement's identity.
bool tells_apart(Predicate predicate, std::string_view qualifier);

StatementId make_statement_id(const Subject& subject, Predicate predicate, const Object& object,
                              const Qualifiers& qualifiers);

/// Puts each qualifier where the ontology wants it, drops unknown ones and empty values, sets ids.
SupportedStatement make_statement(Subject subject, Predicate predicate, Object object,
                                  const Qualifiers& qualifiers, Evidence evidence);

/// "entity:0f…", "quote:…", "document:…", "literal:…", or "" for nothing. Unambiguous.
std::string to_string(const Object& object);
std::string to_string(const Subject& subject);

/// Whether the ontology allows this object for this predicate, given the object's entity type if
/// it is an entity.
bool allows_object(Predicate predicate, const Object& object, const EntityType* object_type);

}  // namespace onrecord
