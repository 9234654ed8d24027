#pragma once

#include <vector>

#include "extract/source_spans.h"

namespace onrecord {

/// Words that may introduce somebody's words.
struct Cue {
  enum class Form {
    Verb,         ///< has a subject of its own: "Roe said"
    Joined,       ///< shares the subject of an earlier verb: ", adding that", "but cautioned that"
    AccordingTo,  ///< "according to"
  };
  Form form = Form::Verb;
  TokenRange tokens;
  double share = 0.0;  ///< of such verbs that are cues
};

/// Cues among tokens [first, end) that stand outside quotation marks, in text order.
/// in_quotation: for each token of the document whether it does not.
std::vector<Cue> find_cues(const AttributionContext& context, TokenRange range,
                           const std::vector<int>& passage_of);

}  // namespace onrecord
