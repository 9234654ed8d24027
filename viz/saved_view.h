#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/graph_part.h"

namespace onrecord {

/// An entity of a view.
struct ViewNode {
  EntityId id;
  std::optional<Point> place;  ///< y downwards
  bool pinned = false;
  bool hidden = false;
  bool folded = false;  ///< its neighbours that hang on nothing else are not shown
};

/// What the explorer shows, as its "Views" saves it into a file: who is there and where, and the
/// filters (viz/web/src/core/view.ts).
struct SavedView {
  std::string name;
  std::string tab = "graph";      ///< quotes, paths; others show the graph
  std::optional<EntityId> focus;  ///< the entity that is looked at
  GraphFilter filter;
  std::vector<std::string> outlets;  ///< names; only what their documents tell. Empty: all
  std::vector<ViewNode> nodes;
  std::optional<EntityId> from, to;  ///< of paths
  std::size_t paths = 3, max_hops = 6;
  Measure measure = Measure::Hops;
  QuoteFilter quotes;  ///< speaker, about, place, kind, text
};

/// item: names the input in messages. InvalidInput for what is no such file, or says what makes no
/// sense; members that it does not know are left alone.
Result<SavedView> parse_saved_view(std::string_view json, std::string_view item);

/// What is shown: in the tab of quotes these, in that of paths these, else the graph. InvalidInput
/// when that is nothing.
Result<PartQuestion> to_question(const SavedView& view);

/// Of the graph that the question found, what the page shows: without those hidden, of another
/// type, folded away or left without an edge by the filters; in the view's order, each at its
/// place.
void arrange(const SavedView& view, GraphParts& graph);

}  // namespace onrecord
