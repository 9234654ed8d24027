#include "storage/bulk_lane.h"

#include <algorithm>

namespace onrecord::bulk {
namespace {

constexpr std::size_t kFormBytes = 160;  // about, with its place in the table

}  // namespace

Lane::Lane(TemporaryFiles& files, std::size_t bytes)
    : files_(files),
      buffer_(bytes / 8 * 7),
      most_forms_(std::max<std::size_t>(bytes / 8 / kFormBytes, 64)) {}

bool Lane::take(Kind kind, const Entry& entry) {
  if (buffer_.add(kind, entry)) return true;
  status_ = spill();
  return status_ && buffer_.add(kind, entry);
}

bool Lane::take_form(const std::string& key, const FormRow& share) {
  FormRow& sum = forms_[key];
  sum.main += share.main;
  sum.alias += share.alias;
  return forms_.size() < most_forms_ || drain_forms();
}

bool Lane::drain_forms() {
  bool taken = true;
  for (const auto& [key, sum] : forms_) {
    taken = taken && take(Kind::Forms, {key, encode_form_entry(sum), false});
  }
  forms_.clear();
  return taken;
}

Status Lane::spill() {
  buffer_.sort();
  Result<Run> run = write_run(buffer_, files_.next_run(), files_.env());
  if (!run) return run.error();
  runs_.push_back(std::move(*run));
  buffer_.clear();
  return {};
}

Status Lane::close(bool to_disk) {
  if (!drain_forms()) return status_;
  if (!to_disk) {
    buffer_.sort();
    return {};
  }
  Status written = buffer_.empty() ? Status() : spill();
  buffer_.release();
  return written;
}

}  // namespace onrecord::bulk
