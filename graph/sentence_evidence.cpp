#include "graph/sentence_evidence.h"

#include <algorithm>
#include <tuple>

#include "storage/codec.h"

namespace onrecord {

SentenceSource source_of(const Document& document) {
  return {document.id.value,  document.url,  document.title,
          document.publisher, document.text, document.published};
}

SentenceEvidence as_evidence(const SentenceSource& source, const CodePoints& points,
                             SentenceText sentence, const PartialDate& date, double confidence) {
  SentenceEvidence found;
  found.title = source.title;
  found.url = source.url;
  found.publisher = source.publisher;
  found.date = date;
  found.published = source.published;
  found.confidence = confidence;
  std::tie(found.begin_code_point, found.end_code_point) = points.from_span(sentence.span);
  found.sentence = std::move(sentence);
  return found;
}

void add_distinct(std::vector<SentenceEvidence>& sentences, SentenceEvidence one) {
  const auto same = [&](const SentenceEvidence& e) {
    return e.sentence.document == one.sentence.document && e.sentence.span == one.sentence.span;
  };
  if (std::none_of(sentences.begin(), sentences.end(), same)) sentences.push_back(std::move(one));
}

std::string to_bytes(const SentenceEvidence& evidence) {
  ByteWriter out;
  for (const std::string* text : {&evidence.title, &evidence.url, &evidence.publisher,
                                  &evidence.sentence.document.value, &evidence.sentence.text}) {
    out.string(*text);
  }
  out.date(evidence.date);
  out.date(evidence.published);
  out.real(evidence.confidence);
  out.spans({evidence.sentence.span});
  out.spans(evidence.sentence.highlights);
  out.varint(evidence.begin_code_point);
  out.varint(evidence.end_code_point);
  return out.take();
}

SentenceEvidence sentence_of_bytes(std::string_view bytes) {
  ByteReader in(bytes);
  SentenceEvidence evidence;
  for (std::string* text : {&evidence.title, &evidence.url, &evidence.publisher,
                            &evidence.sentence.document.value, &evidence.sentence.text}) {
    *text = in.string();
  }
  evidence.date = in.date();
  evidence.published = in.date();
  evidence.confidence = in.real();
  const Spans span = in.spans();
  if (!span.empty()) evidence.sentence.span = span.front();
  evidence.sentence.highlights = in.spans();
  evidence.begin_code_point = static_cast<std::uint32_t>(in.varint());
  evidence.end_code_point = static_cast<std::uint32_t>(in.varint());
  return evidence;
}

}  // namespace onrecord
