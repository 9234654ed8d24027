#include "app/export_output.h"

#include "app/answer.h"

namespace onrecord {
namespace {

/// Of formats that are several files.
Status check_files(const ExportArguments& options) {
  const std::string format = "--format " + options.format;
  if (options.output.empty() || options.output == "-") {
    return Error{ErrorCode::InvalidInput,
                 format + " is several files: name a folder or a .zip file with --output" +
                     (options.format == "csv" ? ", or take csv-nodes or csv-edges" : "")};
  }
  if (is_zip(options.output)) {
    if (compression_for(options) == Compression::None) return {};
    return Error{ErrorCode::InvalidInput,
                 "a zip file is compressed already: leave out --compress, and name it .zip alone"};
  }
  if (options.format != "neo4j" ||
      parse_compression(options.compress).value_or(Compression::None) == Compression::None) {
    return {};
  }
  return Error{ErrorCode::InvalidInput,
               "--compress does not go with " + format + "; name a .zip file with --output"};
}

}  // namespace

Compression compression_for(const ExportArguments& options) {
  const auto asked = parse_compression(options.compress);
  return asked ? *asked : compression_of(options.output);
}

bool is_zip(const std::string& output) { return ending_of(output) == ".zip"; }

Status check_output(const ExportArguments& options, const Format& format) {
  if (format.folder) return check_files(options);
  if (!is_zip(options.output)) return {};
  return Error{ErrorCode::InvalidInput,
               "--output '" + options.output + "': --format " + options.format +
                   " is one file and no zip; name it ." + std::string(format.extension) +
                   ", or to compress it ." + std::string(format.extension) + ".gz"};
}

Result<std::string> format_of_ending(const std::string& output) {
  const std::string ending = ending_of(output);
  if (ending == ".csv") {
    return Error{
        ErrorCode::InvalidInput,
        "--output '" + output + "' may be two tables: add --format csv-nodes or csv-edges"};
  }
  if (ending == ".zip") {
    return Error{ErrorCode::InvalidInput, "--output '" + output +
                                              "' may be of several formats: add --format " +
                                              "csv or --format neo4j"};
  }
  for (const Format& format : formats()) {
    if (!format.folder && ending == "." + std::string(format.extension)) {
      return std::string(format.name);
    }
  }
  if (ending.empty()) return std::string("json");
  return Error{ErrorCode::InvalidInput, "--output '" + output + "': no format of ours ends in '" +
                                            ending + "'; say with --format which one it is to be"};
}

}  // namespace onrecord
