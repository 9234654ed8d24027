#pragma once

#include <string>
#include <string_view>

#include "model/ids.h"
#include "viz/data/rdf_terms.h"

namespace onrecord::rdf {

/// The IRIs of what a store holds, under one base. Views hold until the same function of the same
/// object is called again.
class Names {
 public:
  explicit Names(std::string_view base) : base_(base) {}

  std::string_view of(EntityId id) { return numbered(entity_, "entity/", id.value); }
  std::string_view of(QuoteId id) { return numbered(quote_, "quote/", id.value); }
  std::string_view of(StatementId id) { return numbered(statement_, "statement/", id.value); }
  std::string_view of(const DocumentId& id) {
    start(document_, "document/");
    append_segment(document_, id.value);
    return document_;
  }
  /// The number-th evidence of a document for a statement, from 1.
  std::string_view evidence(StatementId statement, const DocumentId& document, std::size_t number) {
    start(evidence_, "evidence/");
    evidence_ += to_hex(statement.value);
    evidence_ += '/';
    evidence_ += to_hex(hash_bytes(document.value));
    evidence_ += '/';
    evidence_ += std::to_string(number);
    return evidence_;
  }
  /// What an extractor did.
  std::string_view run(std::string_view version, std::string_view model) {
    start(run_, "run/");
    append_segment(run_, version);
    run_ += '/';
    append_segment(run_, model);
    return run_;
  }

 private:
  void start(std::string& name, std::string_view kind) {
    name = base_;
    name += kind;
  }
  std::string_view numbered(std::string& name, std::string_view kind, std::uint64_t id) {
    start(name, kind);
    name += to_hex(id);
    return name;
  }

  std::string base_;
  std::string entity_, quote_, statement_, document_, evidence_, run_;
};

}  // namespace onrecord::rdf
