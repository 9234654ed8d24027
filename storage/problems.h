#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "storage/columns.h"

namespace onrecord {

/// What verify found wrong: each problem once, and the first thousand.
class Problems {
 public:
  void note(const std::string& problem);
  /// "column family 'names', key 00ff: `what`"
  void note(Column column, std::string_view key, std::string_view what);
  /// A read that failed.
  void note(const Status& read);

  std::size_t count() const { return all_.size(); }
  bool full() const;
  /// Sorted.
  std::vector<std::string> take();

 private:
  std::vector<std::string> all_;
};

}  // namespace onrecord
