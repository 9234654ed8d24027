#include "viz/edge_stream.h"

#include <algorithm>

namespace onrecord {
namespace {

SubgraphEdge to_edge(const LinkLine& link) {
  SubgraphEdge edge;
  edge.source = link.subject;
  edge.target = link.object;
  edge.predicate = link.predicate;
  edge.qualifiers = parse_qualifiers(link.qualifiers);
  edge.statement = make_statement_id(link.subject, link.predicate, link.object, edge.qualifiers);
  edge.support = link.support;
  edge.confidence = link.confidence;
  edge.first = link.first;
  edge.last = link.last;
  return edge;
}

SubgraphEdge to_edge(const StorePair& pair) {
  SubgraphEdge edge;
  edge.source = pair.a;
  edge.target = pair.b;
  edge.predicate = Predicate::CoMentioned;
  edge.qualifiers["count"] = std::to_string(pair.sentences);
  edge.support = pair.documents;
  edge.confidence = 1.0;
  edge.first = pair.first;
  edge.last = pair.last;
  edge.evidence = pair.evidence;
  return edge;
}

MentionLine mentions_in(const Document& document, const Extraction& extraction) {
  MentionLine line{document.id.value, document.published, extraction.sentences, {}};
  for (const EntityRecord& record : extraction.entities) {
    if (!record.mentions.empty()) line.entities.push_back({record.entity.id, record.mentions});
  }
  line.url = document.url;
  line.title = document.title;
  line.publisher = document.publisher;
  line.text = document.text;
  return line;
}

}  // namespace

Status EdgeStream::write(GraphWriter& writer) {
  if (options_.evidence_per_edge > 0) {
    const Result<bool> few = choice_.has_few_links(store_);
    if (!few) return few.error();
    const Status walked = *few ? Status() : walk();
    if (!walked) return walked;
  }
  const Status written = write_links(writer);
  if (!written || !writer.good() || !choice_.has_pairs()) return written;
  links_.reset();
  return write_pairs(writer);
}

Status EdgeStream::walk() {
  const auto wanted = [this](Predicate predicate) { return choice_.allows(predicate); };
  links_.emplace(
      LinkSentences::Options{options_.evidence_per_edge, wanted, options_.chosen, options_.sort});
  if (choice_.has_pairs()) pairs_.emplace(choice_.pair_options(options_.evidence_per_edge));
  Status added;
  const Status read = reading_.records([&](const Document& document, const Extraction& extraction) {
    added = links_->add(document, extraction);
    if (added && pairs_) added = pairs_->add(mentions_in(document, extraction));
    return static_cast<bool>(added);
  });
  if (!read) return read;
  return added ? links_->finish() : added;
}

Status EdgeStream::write_links(GraphWriter& writer) {
  Status done;
  const Status read = choice_.for_each_link([&](const LinkLine& link) {
    const Result<GraphEdge> edge = complete(link);
    if (!edge) done = edge.error();
    if (edge) writer.edge(*edge);
    return edge && writer.good();
  });
  return done ? read : done;
}

Status EdgeStream::write_pairs(GraphWriter& writer) {
  const auto write = [&](const StorePair& pair) {
    if (!choice_.allows(pair)) return true;
    GraphEdge edge = to_graph_edge(to_edge(pair));
    if (options_.info.times == EdgeTimes::Timestamps) edge.dates = {pair.first, pair.last};
    writer.edge(edge);
    return writer.good();
  };
  if (pairs_) return pairs_->for_each(write);
  return for_each_pair(reading_, choice_.pair_options(options_.evidence_per_edge), write);
}

Result<GraphEdge> EdgeStream::complete(const LinkLine& link) {
  SubgraphEdge edge = to_edge(link);
  if (options_.evidence_per_edge > 0) {
    auto told = sentences(*edge.statement);
    if (!told) return told.error();
    edge.evidence = *std::move(told);
  }
  GraphEdge out = to_graph_edge(edge);
  if (options_.info.times == EdgeTimes::Timestamps) {
    auto dates = dates_of(store_, *edge.statement, options_.chosen);
    if (!dates) return dates.error();
    out.dates = *std::move(dates);
  }
  return out;
}

Result<std::vector<SentenceEvidence>> EdgeStream::sentences(StatementId id) {
  if (links_) return links_->of(id);
  Result<std::vector<Evidence>> all = store_.evidence(id);
  if (!all) return all.error();
  std::erase_if(*all, [this](const Evidence& one) {
    return options_.chosen && !options_.chosen(one.document.value);
  });
  return looked_up_.best(*std::move(all), options_.evidence_per_edge);
}

Result<std::vector<PartialDate>> dates_of(const Store& store, StatementId statement,
                                          const DocumentChoice& chosen) {
  const Result<std::vector<Evidence>> all = store.evidence(statement);
  if (!all) return all.error();
  std::vector<PartialDate> dates;
  for (const Evidence& one : *all) {
    if (!chosen || chosen(one.document.value)) dates.push_back(one.date);
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

}  // namespace onrecord
