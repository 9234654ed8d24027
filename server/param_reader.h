#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// Reads query parameters by type. The first bad one is remembered, names itself and what it may
/// be, and is asked for once at the end, so that a handler reads straight down.
/// An absent or empty parameter is its default.
class ParamReader {
 public:
  explicit ParamReader(std::map<std::string, std::string> query) : query_(std::move(query)) {}

  /// InvalidInput naming the first parameter that is not among the blank-separated `known`.
  Status check_known(std::string_view known) const;

  bool has(const char* name) const { return !text(name).empty(); }
  std::string text(const char* name) const;
  std::size_t count(const char* name, std::size_t otherwise, std::size_t least, std::size_t most);
  double fraction(const char* name, double otherwise);
  bool flag(const char* name, bool otherwise);
  PartialDate date(const char* name);
  std::optional<QuoteKind> quote_kind(const char* name);
  std::optional<EntityType> type(const char* name);
  std::vector<EntityType> types(const char* name);  ///< comma-separated
  /// Comma-separated. quotes_too: those of quotes, said and about, as well.
  std::vector<Predicate> predicates(const char* name, bool quotes_too = false);
  std::string one_of(const char* name, std::initializer_list<std::string_view> choices);

  /// predicates, types, since, until, min_support, min_confidence, co_mentioned.
  GraphFilter graph_filter(bool quotes_too = false);

  bool ok() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  void fail(const char* name, std::string_view wanted);
  std::map<std::string, std::string> query_;
  std::optional<Error> error_;
};

}  // namespace onrecord
