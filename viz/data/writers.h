#pragma once

#include "viz/data/write_data.h"
#include "viz/file_set.h"

namespace onrecord {

// The formats of write_data.h. Each writes what it can until the stream fails; write_data looks at
// the stream and at the store's version afterwards.

Status write_ndjson(const Store& store, std::ostream& out, const DataOptions& options);
Status write_ntriples(const Store& store, std::ostream& out, const DataOptions& options);
Status write_turtle(const Store& store, std::ostream& out, const DataOptions& options);
Status write_jsonld(const Store& store, std::ostream& out, const DataOptions& options);
Status write_ftm(const Store& store, std::ostream& out, const DataOptions& options);
Status write_neo4j(const Store& store, FileSet& files);

}  // namespace onrecord
