#include "storage/bulk_lane.h"

namespace onrecord::bulk {

Lane::Lane(TemporaryFiles& files, std::size_t bytes)
    : files_(files), buffer_(bytes / 8 * 7), forms_(bytes / 8) {}

bool Lane::take(Kind kind, const Entry& entry) {
  if (buffer_.add(kind, entry)) return true;
  status_ = spill();
  return status_ && buffer_.add(kind, entry);
}

bool Lane::take_form(std::string_view key, const FormRow& share) {
  forms_.add(key, share);
  return !forms_.full() || drain_forms();
}

bool Lane::drain_forms() {
  bool taken = true;
  forms_.drain([&](std::string_view key, const FormRow& sum) {
    taken = taken && take(Kind::Forms, {key, encode_form_entry(sum), false});
  });
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
