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
  explicit Names(std::string_view base)
      : base_(base),
        entity_(base_ + "entity/" + kNoId),
        quote_(base_ + "quote/" + kNoId),
        statement_(base_ + "statement/" + kNoId) {}

  std::string_view of(EntityId id) { return numbered(entity_, id.value); }
  std::string_view of(QuoteId id) { return numbered(quote_, id.value); }
  std::string_view of(StatementId id) { return numbered(statement_, id.value); }
  std::string_view of(const DocumentId& id) {
    start(document_, "document/");
    append_segment(document_, id.value);
    return document_;
  }
  /// The number-th evidence of a document for a statement, from 1.
  std::string_view evidence(StatementId statement, const DocumentId& document, std::size_t number) {
    start(evidence_, "evidence/");
    append_hex(statement.value);
    evidence_ += '/';
    append_hex(hash_bytes(document.value));
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
  void append_hex(std::uint64_t value) {
    evidence_ += kNoId;
    put_hex(value, evidence_.data() + evidence_.size());
  }
  /// Nothing but the id changes from one name to the next.
  static std::string_view numbered(std::string& name, std::uint64_t id) {
    put_hex(id, name.data() + name.size());
    return name;
  }
  /// As to_hex, into the 16 bytes before `end`.
  static void put_hex(std::uint64_t value, char* end) {
    for (int i = 0; i < 16; ++i, value >>= 4) *--end = "0123456789abcdef"[value & 15];
  }

  static constexpr char kNoId[] = "0000000000000000";
  std::string base_;
  std::string entity_, quote_, statement_, document_, evidence_, run_;
};

}  // namespace onrecord::rdf
