#pragma once

#include <functional>

#include "storage/problems.h"
#include "storage/rows.h"
#include "storage/view.h"

namespace onrecord {

/// Reads a store's documents with what was extracted from them, and makes what they give.
class DocumentCheck {
 public:
  using Visit =
      std::function<void(const Contribution&, const Projection&, const ContributionRows&)>;

  /// All outlive this.
  DocumentCheck(const View& view, const Journal& journal, const VerifyProgress& progress,
                Problems& problems)
      : view_(view), journal_(journal), progress_(progress), problems_(problems) {}

  /// Calls `visit` for each document that can be read; the others are noted. of: how many there
  /// should be, for the progress.
  void walk(std::uint64_t of, const Visit& visit) const;

  /// Notes records without their documents.
  void find_lost() const;

 private:
  void check_not_resolved(const DocumentId& id) const;

  const View& view_;
  const Journal& journal_;
  const VerifyProgress& progress_;
  Problems& problems_;
};

}  // namespace onrecord
