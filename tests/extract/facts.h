#pragma once

#include <string>
#include <vector>

#include "extract/knowledge.h"
#include "extract/quotes.h"

namespace onrecord {

/// What a marked text tells. Names are given by marks, "(agency:Harbor Police)", so that only the
/// stages after them are under test; quotes by "{source} [cue] <content>".
struct Facts {
  explicit Facts(std::string_view marked, PartialDate published = {});
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  std::string name_of(EntityId id) const;
  /// "Ann Roe: mayor of Kent", "Ann Roe: former judge", sorted, with '|' between them.
  std::string held() const;
  /// The frame of each operation, as "Low Tide by A, B with C in D on E 2025-05-04/2025-05-09";
  /// empty parts are left out; '|' between operations. "unnamed" stands for no name.
  std::string frames() const;
  /// Every figure of every operation, as "arrests 45 @Kent", "arrests more than 300", "arrests 65%
  /// [prior convictions]", with '|' between them.
  std::string figures() const;
  /// What each quote is about: "Harbor Police, Low Tide", sorted; '|' between quotes.
  std::string topics() const;
  /// Where: "Kent (content)"; '|' between quotes.
  std::string scenes() const;
  /// Statements of that predicate as "subject > object", sorted, with '|' between them.
  std::string stated(Predicate predicate) const;

  Document document;
  Analysis analysis;
  Words words;
  DocumentEntities entities;
  std::vector<Quote> quotes;
  std::vector<SupportedStatement> positions;
  FoundOperations found;
  std::vector<Operation> operations;
  std::vector<SupportedStatement> statements;
};

}  // namespace onrecord
