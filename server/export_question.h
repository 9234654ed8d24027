#pragma once

#include "server/call.h"
#include "viz/graph_part.h"
#include "viz/saved_view.h"

namespace onrecord {

/// A part of the graph, as a request asks for it.
struct ExportQuestion {
  PartQuestion part;
  std::string title;
  std::optional<SavedView> view;                ///< of POST
  std::shared_ptr<const OutletChoice> outlets;  ///< of which part.chosen are the documents; or null
};

/// Of the query's parameters. InvalidInput when they do not go together, and as of names.
Result<ExportQuestion> read_export_question(Call& call);

/// Of the body, a saved view (viz/saved_view.h).
Result<ExportQuestion> read_view_question(Call& call);

/// Where it is of some outlets and the graph is needed, call.graph is from here on that of their
/// documents. Errors as of narrow_to_outlets.
Status narrow_graph(Call& call, const ExportQuestion& question);

}  // namespace onrecord
