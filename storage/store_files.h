#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "model/result.h"

// A store's folder as files, for what works on whole stores: backup, restore, repair.

namespace onrecord {

/// Holds off every writer of a store while it lives.
class StoreLock {
 public:
  /// Busy when somebody has it open for writing.
  static Result<StoreLock> take(const std::filesystem::path& store);

 private:
  struct Held;
  explicit StoreLock(std::shared_ptr<Held> held) : held_(std::move(held)) {}
  std::shared_ptr<Held> held_;
};

/// Neither there nor anything but an empty folder.
bool is_free(const std::filesystem::path& path);

/// An empty folder in the place of what an earlier run left there.
Status make_empty_folder(const std::filesystem::path& path);

/// `to` is the same file where the file system has links, else a copy of its first `bytes`. Says
/// whether it is a link.
Result<bool> link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to,
                          bool may_link);
Status copy_beginning(const std::filesystem::path& from, const std::filesystem::path& to,
                      std::uint64_t bytes);

/// Waits until a folder and the files in it are on the disk.
Status make_durable(const std::filesystem::path& folder);

/// Waits until a store's logs are on the disk. One that goes meanwhile is not needed any more.
Status sync_logs(const std::filesystem::path& store);

/// Puts `fresh` in the place of `store`, at one moment, and what stood there under a free name
/// `store`.`suffix`, which is returned; empty when nothing stood there.
Result<std::filesystem::path> swap_in(const std::filesystem::path& fresh,
                                      const std::filesystem::path& store,
                                      const std::string& suffix);

/// `store` with more after its last name: a folder beside it.
std::filesystem::path beside(const std::filesystem::path& store, const std::string& suffix);

}  // namespace onrecord
