#pragma once

#include "viz/data/rdf_sink.h"
#include "viz/data/write_data.h"

namespace onrecord::rdf {

/// Hands the whole store to a sink as a graph in the vocabulary of docs/ontology.ttl: documents
/// with their quotes and evidence, then entities, then statements. Reads the store once, in the
/// order of its keys; remembers nothing but the extractors that it met.
Status walk(const Store& store, const DataOptions& options, Sink& sink);

}  // namespace onrecord::rdf
