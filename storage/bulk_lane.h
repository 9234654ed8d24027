#pragma once

#include <vector>

#include "storage/bulk_entries.h"
#include "storage/bulk_files.h"
#include "storage/bulk_forms.h"

namespace onrecord::bulk {

/// What one thread gathers: entries in memory, and the runs that they were written to when memory
/// was used up. Not safe for several threads.
class Lane : public EntryTaker {
 public:
  /// files: outlives it. bytes: of memory.
  Lane(TemporaryFiles& files, std::size_t bytes);

  bool take(Kind kind, const Entry& entry) override;
  bool take_form(std::string_view key, const FormRow& share) override;
  /// Why something was not taken.
  const Status& status() const { return status_; }

  bool spilled() const { return !runs_.empty(); }
  /// Sorts what is left. to_disk: as a run, and gives the memory back.
  Status close(bool to_disk);
  const EntryBuffer& buffer() const { return buffer_; }
  const std::vector<Run>& runs() const { return runs_; }

 private:
  Status spill();
  bool drain_forms();

  TemporaryFiles& files_;
  EntryBuffer buffer_;
  FormSums
      forms_;  // the order in which they leave has no part in anything: what is equal is summed
  std::vector<Run> runs_;
  Status status_;
};

}  // namespace onrecord::bulk
