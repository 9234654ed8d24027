#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "graph/limits.h"
#include "graph/snapshot.h"
#include "server/document_list.h"

namespace onrecord {

/// The documents of some outlets.
struct OutletChoice {
  std::vector<std::string> names;  ///< ascending
  std::shared_ptr<const DocumentList> documents;
  std::vector<std::uint32_t> numbers;  ///< theirs in `documents`, ascending

  bool contains(std::uint32_t outlet) const;
  bool contains(std::string_view document) const {
    return contains(documents->outlet_of(document));
  }
};

/// InvalidInput for a name that no document has; null when there are no names.
Result<std::shared_ptr<const OutletChoice>> choose_outlets(
    std::shared_ptr<const DocumentList> documents, std::vector<std::string> names);
/// Its documents; null for null.
DocumentChoice chosen_documents(const std::shared_ptr<const OutletChoice>& outlets);

/// The last graphs of some outlets' documents alone. For any number of threads.
///
/// A graph is made on a thread of its own, one after another. Who would wait longer than a request
/// may gets the one before, where there is one, and is else told to ask again.
class OutletGraphs {
 public:
  using Graph = std::shared_ptr<const Snapshot>;

  explicit OutletGraphs(const Store& store) : store_(store) {}
  ~OutletGraphs();
  OutletGraphs(const OutletGraphs&) = delete;
  OutletGraphs& operator=(const OutletGraphs&) = delete;

  /// version: of the graph of all documents; one that is older than that is made anew.
  Result<Graph> find(const std::shared_ptr<const OutletChoice>& choice, std::uint64_t version,
                     const SearchLimits& limits);
  /// Waits for the graph that is being made; none is made from then on.
  void stop();

 private:
  using Choice = std::shared_ptr<const OutletChoice>;
  struct Known {
    Choice choice;
    Graph graph;
  };

  // All with the mutex held.
  const Known* recall(const OutletChoice& choice) const;
  void keep(const Choice& choice, Result<Snapshot> made);
  void ask_for(const Choice& choice);
  void run();

  const Store& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Known> known_;     // the oldest first
  std::vector<Choice> wanted_;   // the first is being made
  std::optional<Error> failed_;  // why the last one could not be made
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace onrecord
