#include "viz/evidence_json.h"

namespace onrecord {

void write_evidence(const SentenceEvidence& evidence, JsonStream& json) {
  json.begin_object();
  json.key("document");
  json.text(evidence.sentence.document.value);
  json.key("title");
  json.text(evidence.title);
  json.key("publisher");
  json.text(evidence.publisher);
  json.key("url");
  json.text(evidence.url);
  json.key("date");
  json.date(evidence.date);
  json.key("confidence");
  json.probability(evidence.confidence);
  json.key("sentence");
  json.text(evidence.sentence.text);
  json.key("highlights");
  json.spans(evidence.sentence.highlights, CodePoints(evidence.sentence.text));
  json.key("span");
  json.begin_array();
  json.number(evidence.begin_code_point);
  json.number(evidence.end_code_point);
  json.end_array();
  json.end_object();
}

}  // namespace onrecord
