#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "server/write_side.h"

namespace onrecord {

/// Documents on their way into the store, told of as server-sent events (HTML standard, 9.2):
///   progress {"done", "total", "stage"}    stage: extract, store, resolve
///   document {"id", "quotes", "statements"} once it is stored, or {"id", "error"}
///   done     {"stored", "failed"}          the last one, or
///   error    {"code", "message"}           when what was extracted could not be stored
class TakingIn {
 public:
  /// rows: a JSON object each (DocumentIntake::read). resolve: look afterwards for who is who
  /// across all documents.
  TakingIn(WriteSide writes, std::vector<std::string> rows, bool resolve)
      : writes_(std::move(writes)), rows_(std::move(rows)), resolve_(resolve) {}

  /// Nothing is stored once the stream has gone bad, which is looked at before the first document
  /// is. False when the stream went bad on the way.
  bool run(std::ostream& out);

 private:
  void extract(std::ostream& out);
  Status store(Store& store, std::ostream& out);

  WriteSide writes_;
  std::vector<std::string> rows_;
  bool resolve_;
  std::vector<Contribution> contributions_;
  std::uint64_t failed_ = 0, stored_ = 0;
};

}  // namespace onrecord
