#pragma once

#include "app/export.h"
#include "viz/graph_part.h"
#include "viz/saved_view.h"

namespace onrecord {

/// Whether only a part of the graph is asked for, or that of quotes.
bool asks_part(const ExportArguments& options);
/// How many parts are asked for at once; more than one is an error.
int parts_asked(const ExportArguments& options);

/// InvalidInput for a filter that makes no sense for the part; looks at no store.
Status check_filter_words(const ExportArguments& options);

/// A part, as the command line asks for it.
struct AskedPart {
  PartQuestion question;
  std::string title;
  std::optional<SavedView> view;  ///< of --view
};

/// Entities are found by name, a view in its file; errors as of these.
Result<AskedPart> read_part(const Store& store, const ExportArguments& options);

/// The part, or for pictures the whole graph, in memory; loads the graph where it has to.
Result<GraphParts> load_part(const Store& store, const AskedPart& asked);

}  // namespace onrecord
