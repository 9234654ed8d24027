#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "viz/graph_writer.h"

namespace onrecord {

enum class FormatKind {
  Store,    ///< everything that is stored, as it is stored
  Graph,    ///< nodes and edges, written as they come
  Picture,  ///< nodes and edges, which have to be known before the first byte
  Data,     ///< statements for databases and for the web of data
};

/// One format of `export`, the same for the command and for HTTP.
struct Format {
  std::string_view name;
  std::string_view about;       ///< for people
  std::string_view extension;   ///< of its file, without a dot
  std::string_view media_type;  ///< of several files: of the zip file that has them
  FormatKind kind = FormatKind::Graph;
  bool folder = false;  ///< several files, in a folder or a zip file
  std::unique_ptr<GraphWriter> (*make)(std::ostream& out) = nullptr;  ///< of one file of a graph

  bool has_graph() const { return kind == FormatKind::Graph || kind == FormatKind::Picture; }
};

/// All of them. Adding one is one row.
std::span<const Format> formats();
/// Null when there is none of that name.
const Format* find_format(std::string_view name);
/// "json, dot, ..." of those of which wanted(format) holds.
std::string format_names(bool (*wanted)(const Format&));

/// One of the files of a format that is several.
struct FolderFile {
  std::string_view name;    ///< of the file
  std::string_view format;  ///< in which it is
};
/// Of the format "csv".
std::span<const FolderFile> csv_files();

}  // namespace onrecord
