#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/subgraph.h"
#include "model/code_points.h"

namespace onrecord {

/// A document that sentences are taken from; for as long as what it looks at lives.
struct SentenceSource {
  std::string_view id, url, title, publisher, text;
  PartialDate published;
};
SentenceSource source_of(const Document& document);

/// A sentence of the source as evidence. points: of its text.
SentenceEvidence as_evidence(const SentenceSource& source, const CodePoints& points,
                             SentenceText sentence, const PartialDate& date, double confidence);

/// Adds it unless that sentence is there.
void add_distinct(std::vector<SentenceEvidence>& sentences, SentenceEvidence one);

/// As bytes, to lie on the disk for a while.
std::string to_bytes(const SentenceEvidence& evidence);
SentenceEvidence sentence_of_bytes(std::string_view bytes);

}  // namespace onrecord
