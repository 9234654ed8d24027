#pragma once

#include <optional>
#include <vector>

#include "extract/cues.h"
#include "extract/quotes.h"

namespace onrecord {

/// The work of find_attributions() over one document: units with cues in attributions.cpp and
/// attribution_parts.cpp, quotations without a cue of their own in signed_quotes.cpp.
class AttributionFinder {
 public:
  explicit AttributionFinder(const AttributionContext& context);
  std::vector<Attribution> run();

 private:
  // attribution_parts.cpp
  std::vector<TokenRange> units_of(const Paragraph& paragraph) const;
  std::size_t after_dateline(TokenRange unit) const;
  bool finite_in(TokenRange range) const;
  TokenRange trim(TokenRange range) const;
  std::size_t paragraph_of(std::size_t token) const {
    return c_.analysis.sentences[c_.analysis.tokens[token].sentence].paragraph;
  }
  Span outer_of(int passage) const;
  bool is_name(int passage) const;
  void take_content(TokenRange range, Attribution& attribution) const;
  /// Which quoted passages stand in the range, and whether nothing else does.
  struct Quoted {
    std::vector<int> passages;
    bool all = true, some = false;
  };
  Quoted quoted_in(TokenRange range) const;

  // attributions.cpp
  std::size_t skip_adverbials(std::size_t i, std::size_t end, bool told) const;
  std::size_t content_end(TokenRange unit, const std::vector<Cue>& cues, std::size_t k) const;
  bool content_before_ok(TokenRange before) const;
  bool content_after_ok(TokenRange after, double share) const;
  double confidence_of(const Attribution& attribution, TokenRange content) const;
  void emit(Attribution attribution, TokenRange source, TokenRange cue, TokenRange content);
  std::optional<TokenRange> opening_source(std::size_t first, std::size_t end) const;
  void according_to(TokenRange unit, std::size_t floor, const Cue& cue);
  std::optional<TokenRange> subject_of(std::size_t floor, std::size_t before) const;
  void joined_cue(TokenRange unit, std::size_t floor, const std::vector<Cue>& cues, std::size_t k,
                  std::size_t found_before);
  void verb_cue(TokenRange unit, std::size_t floor, const std::vector<Cue>& cues, std::size_t k);
  std::size_t end_of_passages(std::size_t at, std::size_t end) const;
  bool pending_question(std::size_t first) const;
  bool taken(Span span) const;
  void unit(TokenRange unit);
  void drop_repeats();
  void find_parents();

  // read_attributions.cpp
  void read(TokenRange unit);
  bool may_belong(TokenRange content, TokenRange cue) const;
  TokenRange without_headline(TokenRange cue, TokenRange content) const;
  void take_read(TokenRange content, Attribution& attribution) const;
  void rules_beside(TokenRange unit, std::size_t read_from);

  // signed_quotes.cpp
  void paragraph_begins(std::size_t paragraph);
  void leftover(TokenRange unit, const Paragraph& paragraph);
  std::optional<TokenRange> signature_after(std::size_t token, std::size_t paragraph) const;
  std::optional<TokenRange> announced_by(std::size_t paragraph) const;
  std::optional<TokenRange> name_line(std::size_t paragraph) const;

  const AttributionContext& c_;
  std::vector<int> passage_of_;  // by token: the outermost passage it stands in, or -1
  std::vector<Attribution> found_;
  std::vector<int> pending_;  // open passages of the paragraphs before, not yet anybody's
  TokenRange last_source_;
  std::size_t paragraph_ = 0;
  std::size_t next_read_ = 0;           // index into the reading's attributions
  std::size_t found_in_paragraph_ = 0;  // found_.size() when the paragraph began
};

}  // namespace onrecord
