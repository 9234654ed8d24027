#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/source_spans.h"

namespace onrecord {

/// Who a source stands for.
struct Speaker {
  std::optional<std::size_t> entity;  ///< index into the entities; nothing when unresolved
  std::string name;                   ///< the entity's, else the source's own words
  std::vector<std::size_t> also;      ///< further ones who said it jointly
};

/// Resolves sources to the actors of one document. Call in text order: pronouns prefer those who
/// spoke before.
class SpeakerResolver {
 public:
  SpeakerResolver(const AttributionContext& context, const Gazetteer& gazetteer);

  /// source: as an attribution has it, may be empty. content: its words, in which no antecedent is
  /// looked for.
  Speaker resolve(const Spans& source, const Spans& content);

 private:
  std::optional<Span> relative(TokenRange source) const;
  std::optional<std::size_t> pronoun(std::string_view word, Span source,
                                     const Spans& content) const;
  std::optional<std::size_t> description(TokenRange range, Span source) const;
  std::optional<std::size_t> holder_of(std::string_view title, bool past, Span source) const;
  TokenRange without_clause(TokenRange source) const;
  std::optional<std::size_t> last_of_type(EntityType type, std::string_view word,
                                          Span before) const;
  bool speaks_for(TokenRange range, const DocumentEntities::Link& link) const;
  bool behind_preposition(TokenRange range, std::size_t name) const;

  const AttributionContext& c_;
  const Gazetteer& gazetteer_;
  std::vector<double> female_;           // by entity; 0.5 when nothing is known
  std::vector<std::uint32_t> spoke_at_;  // by entity: byte after its last source, 0 when never
  std::vector<bool> quoted_;             // by link: stands inside quotation marks
  std::vector<bool> subject_;            // by link: stands before the first verb of its sentence
};

}  // namespace onrecord
