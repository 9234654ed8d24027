#include "viz/data/write_data.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "viz/data/rdf_terms.h"
#include "viz/data/writers.h"

namespace onrecord {
namespace {

Status check_indexed(const Store& store) {
  const Result<std::optional<std::uint64_t>> unindexed = store.unindexed();
  if (!unindexed) return unindexed.error();
  if (!*unindexed) return {};
  return Error{ErrorCode::Busy, "export: " + std::to_string(**unindexed) +
                                    " documents wait to be indexed; run `onrecord resolve` first"};
}

struct Format {
  std::string_view name;
  Status (*write)(const Store& store, std::ostream& out, const DataOptions& options);
};

constexpr Format kFormats[] = {{"ndjson", write_ndjson},
                               {"nt", write_ntriples},
                               {"ttl", write_turtle},
                               {"jsonld", write_jsonld},
                               {"ftm", write_ftm}};

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                  [&](const Format& format) { return format.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

/// Runs `write` on a store that is all there and stays as it is meanwhile.
Status write_unchanged(const Store& store, const std::function<Status()>& write) {
  if (Status indexed = check_indexed(store); !indexed) return indexed;
  const std::uint64_t version = store.version();
  if (Status written = write(); !written) return written;
  if (store.version() == version) return {};
  return Error{ErrorCode::Busy, "export: the store changed meanwhile; run it again"};
}

/// Of several files.
constexpr std::string_view kNeo4j = "neo4j";

Status check_options(std::string_view format, const DataOptions& options) {
  if (find_format(format) == nullptr && format != kNeo4j) {
    return Error{ErrorCode::InvalidInput, "export: no data format '" + std::string(format) + "'"};
  }
  if (!rdf::is_base_iri(options.base_iri)) {
    return Error{ErrorCode::InvalidInput,
                 "export: base '" + options.base_iri +
                     "': write an absolute IRI in ASCII, such as https://example.org/id/"};
  }
  if (options.rdf12 && format != "nt" && format != "ttl") {
    return Error{ErrorCode::InvalidInput,
                 "export: " + std::string(format) + " has no RDF 1.2; take nt or ttl"};
  }
  const bool rdf = format == "nt" || format == "ttl" || format == "jsonld";
  if (rdf || (options.evidence && options.base_iri == DataOptions().base_iri)) return {};
  return Error{ErrorCode::InvalidInput,
               "export: a base, and leaving out evidence, go with nt, ttl and jsonld only"};
}

Status make_empty_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::Io, "export: folder '" + folder.string() + "': " + failed.message()};
  }
  const bool empty = std::filesystem::is_empty(folder, failed);
  if (!failed && empty) return {};
  return Error{ErrorCode::InvalidInput,
               "export: '" + folder.string() + "' is not empty; name a new folder"};
}

}  // namespace

Status check_data_export(const Store& store, std::string_view format, const DataOptions& options) {
  if (const Status checked = check_options(format, options); !checked) return checked;
  return check_indexed(store);
}

Status write_data(const Store& store, std::string_view format, std::ostream& out,
                  const DataOptions& options) {
  if (const Status checked = check_options(format, options); !checked) return checked;
  if (format == kNeo4j) {
    return Error{ErrorCode::InvalidInput, "export: neo4j is several files"};
  }
  return write_unchanged(store, [&]() -> Status {
    if (Status written = find_format(format)->write(store, out, options); !written) return written;
    if (out.good()) return {};
    return Error{ErrorCode::Io, "export: could not write; is the disk full?"};
  });
}

Status write_data_files(const Store& store, std::string_view format, FileSet& files,
                        const DataOptions& options) {
  if (format != kNeo4j) {
    return Error{ErrorCode::InvalidInput,
                 "export: no data format '" + std::string(format) + "' of several files"};
  }
  if (const Status checked = check_options(format, options); !checked) return checked;
  return write_unchanged(store, [&] { return write_neo4j(store, files); });
}

Status write_data_folder(const Store& store, std::string_view format,
                         const std::filesystem::path& folder, const DataOptions& options) {
  if (const Status made = make_empty_folder(folder); !made) return made;
  FolderFiles files(folder);
  const Status written = write_data_files(store, format, files, options);
  const Status closed = files.close();
  return closed ? written : closed;
}

}  // namespace onrecord
