#include "storage/store_files.h"

#include <fcntl.h>
#include <rocksdb/env.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace onrecord {

namespace {

namespace fs = std::filesystem;

Error io_error(const std::string& what, const fs::path& path, const std::string& why) {
  return {ErrorCode::Io, what + " '" + path.string() + "': " + why};
}

fs::path parent_of(const fs::path& path) {
  const fs::path parent = fs::absolute(path).lexically_normal().parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

/// After a write to `to` failed. Libraries that copy do not always pass on that a disk was full.
Error not_written(const fs::path& to, const std::string& why) {
  constexpr std::uintmax_t kNearlyNothing = 64u << 10;
  std::error_code unknown;
  const fs::space_info space = fs::space(parent_of(to), unknown);
  const bool full = !unknown && space.available < kNearlyNothing;
  return io_error("write", to,
                  full ? "the disk is full; free some space and run again, nothing is lost" : why);
}

Status sync_path(const fs::path& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return io_error("open", path, std::strerror(errno));
  const int failed = fsync(file) == 0 ? 0 : errno;
  close(file);
  if (failed != 0) return io_error("sync", path, std::strerror(failed));
  return {};
}

}  // namespace

struct StoreLock::Held {
  ~Held() {
    if (lock != nullptr) rocksdb::Env::Default()->UnlockFile(lock).PermitUncheckedError();
  }
  rocksdb::FileLock* lock = nullptr;
};

Result<StoreLock> StoreLock::take(const fs::path& store) {
  auto held = std::make_shared<Held>();
  const rocksdb::Status locked =
      rocksdb::Env::Default()->LockFile((store / "LOCK").string(), &held->lock);
  if (locked.ok()) return StoreLock(std::move(held));
  return Error{ErrorCode::Busy, "store '" + store.string() +
                                    "' is open for writing by another process; wait for it to end"};
}

bool is_free(const fs::path& path) {
  std::error_code failed;
  const fs::file_type type = fs::status(path, failed).type();
  if (type == fs::file_type::not_found) return true;
  return type == fs::file_type::directory && fs::is_empty(path, failed) && !failed;
}

Status make_empty_folder(const fs::path& path) {
  std::error_code failed;
  fs::remove_all(path, failed);
  if (!failed) fs::create_directories(path, failed);
  if (failed) return io_error("make folder", path, failed.message());
  return {};
}

Result<bool> link_or_copy(const fs::path& from, const fs::path& to, bool may_link) {
  std::error_code failed;
  if (may_link) {
    fs::create_hard_link(from, to, failed);
    if (!failed) return true;
    if (!fs::exists(from)) return io_error("link", from, failed.message());
  }
  fs::copy_file(from, to, failed);
  if (failed) return not_written(to, failed.message());
  return false;
}

Status copy_beginning(const fs::path& from, const fs::path& to, std::uint64_t bytes) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  std::string block(1u << 16, '\0');
  while (bytes > 0 && in && out) {
    in.read(block.data(),
            static_cast<std::streamsize>(std::min<std::uint64_t>(bytes, block.size())));
    out.write(block.data(), in.gcount());
    bytes -= static_cast<std::uint64_t>(in.gcount());
  }
  out.close();
  if (!out) return not_written(to, "cannot write");
  if (bytes > 0) return io_error("copy", from, "it is cut");
  return {};
}

Status make_durable(const fs::path& folder) {
  std::error_code failed;
  for (fs::directory_iterator file(folder, failed), end; !failed && file != end;
       file.increment(failed)) {
    if (!file->is_regular_file()) continue;
    if (Status synced = sync_path(file->path(), O_RDONLY); !synced) return synced;
  }
  if (failed) return io_error("read folder", folder, failed.message());
  return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

Status sync_logs(const fs::path& store) {
  std::error_code failed;
  for (fs::directory_iterator file(store, failed), end; !failed && file != end;
       file.increment(failed)) {
    if (file->path().extension() != ".log") continue;
    Status synced = sync_path(file->path(), O_RDONLY);
    std::error_code ignored;
    if (!synced && fs::exists(file->path(), ignored)) return synced;
  }
  return failed ? io_error("read folder", store, failed.message()) : Status();
}

Result<fs::path> swap_in(const fs::path& fresh, const fs::path& store, const std::string& suffix) {
  std::error_code failed;
  fs::path kept;
  if (is_free(store)) {
    fs::remove(store, failed);
    fs::rename(fresh, store, failed);
    if (failed) return io_error("rename", fresh, failed.message());
  } else {
    kept = beside(store, suffix);
    for (int i = 2; fs::exists(kept, failed); ++i) {
      kept = beside(store, suffix + "-" + std::to_string(i));
    }
    if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, store.c_str(), RENAME_EXCHANGE) == 0) {
      fs::rename(fresh, kept, failed);
    } else {  // a file system that cannot exchange
      fs::rename(store, kept, failed);
      if (!failed) fs::rename(fresh, store, failed);
    }
    if (failed) return io_error("rename", store, failed.message());
  }
  if (const Status synced = sync_path(parent_of(store), O_RDONLY | O_DIRECTORY); !synced) {
    return synced.error();
  }
  return kept;
}

fs::path beside(const fs::path& store, const std::string& suffix) {
  const fs::path whole = fs::absolute(store).lexically_normal();
  const fs::path named = whole.has_filename() ? whole : whole.parent_path();
  return fs::path(named.string() + "." + suffix);
}

}  // namespace onrecord
