#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "storage/unnamed_file.h"

namespace onrecord {

/// Records of bytes that come in any order and leave in that of their keys, however many there are:
/// what memory does not hold waits in an unnamed file, as sorted runs that are merged on reading
/// (external merge sort; Knuth, The Art of Computer Programming 3, 5.4). Not for several threads.
class SpillSort {
 public:
  struct Options {
    std::size_t memory = std::size_t{40} << 20;     ///< bytes, about
    std::filesystem::path folder = spool_folder();  ///< of the file, if there is one
  };
  /// Valid until the next call of `next`.
  struct Record {
    std::string_view key, value;
  };

  explicit SpillSort(Options options);
  ~SpillSort();
  SpillSort(const SpillSort&) = delete;
  SpillSort& operator=(const SpillSort&) = delete;

  /// Each below 2 GiB. Io, which names the folder, when the disk is full.
  Status add(std::string_view key, std::string_view value);
  /// After the last `add`, before the first `next`.
  Status finish();
  /// By the bytes of the keys, and records of one key as they were added; nothing after the last.
  Result<std::optional<Record>> next();

  std::size_t runs() const { return runs_.size(); }  ///< in the file

 private:
  /// The first bytes of a key, to compare most of them at once, and where the record begins.
  struct Place {
    std::uint64_t prefix = 0;
    std::uint32_t begin = 0;
  };
  class Run;

  Record record_at(const Place& place) const;
  void sort_places();
  Status write_run();
  Error disk_failed() const;
  Status read_first_of_runs();

  const Options options_;
  std::string bytes_;          // of records, one after another
  std::vector<Place> places_;  // of each of them
  std::size_t next_place_ = 0;
  std::optional<UnnamedFile> file_;
  std::uint64_t written_ = 0;
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<Run*> heap_;  // those with records left, the least at the front
  Run* taken_ = nullptr;    // whose record was given last
};

}  // namespace onrecord
