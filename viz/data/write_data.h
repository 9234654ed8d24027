#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>

#include "model/result.h"
#include "storage/store.h"
#include "viz/file_set.h"

namespace onrecord {

// The whole store for other programs: what is known, with all that it rests on. Each format is one
// file of this folder; viz/FORMATS.md shows what it writes. All stream: memory does not grow with
// the store. Equal contents give equal bytes.

struct DataOptions {
  /// RDF: what the name of everything begins with; an absolute IRI.
  std::string base_iri = "urn:onrecord:";
  bool evidence = true;  ///< RDF: also each sentence that a statement rests on
  /// nt, ttl: a statement names its triple as RDF 1.2 does (rdf:reifies), a draft few read, instead
  /// of rdf:subject, rdf:predicate and rdf:object. InvalidInput with another format.
  bool rdf12 = false;
};

// Formats of one file: ndjson; nt (N-Triples), ttl (Turtle), jsonld (JSON-LD): RDF 1.1; ftm
// (FollowTheMoney). Of several files: neo4j.

/// What write_data would refuse before its first byte: InvalidInput for another format, a base that
/// is no IRI, or an option that the format has no use for; Busy while documents wait to be indexed.
Status check_data_export(const Store& store, std::string_view format, const DataOptions& options);

/// Writes the store in a format of one file. Io when the stream fails, Busy when the store changed
/// meanwhile or has documents that wait to be indexed, InvalidInput for another format or a base
/// that is no IRI, and whatever the store reports; what stands in the stream is then incomplete.
Status write_data(const Store& store, std::string_view format, std::ostream& out,
                  const DataOptions& options = {});

/// Writes the store in a format of several files; otherwise as write_data.
Status write_data_files(const Store& store, std::string_view format, FileSet& files,
                        const DataOptions& options = {});

/// The same into a folder that is new or empty; InvalidInput for another one.
Status write_data_folder(const Store& store, std::string_view format,
                         const std::filesystem::path& folder, const DataOptions& options = {});

}  // namespace onrecord
