#pragma once

#include <string>

#include "app/console.h"
#include "app/exit_code.h"
#include "storage/store.h"

// Commands that copy and mend whole stores; docs/trust.md says what each promises.

namespace onrecord {

struct BackupArguments {
  std::string store;
  std::string destination;
  bool replace = false;  ///< what stands at the destination
  bool copy = false;     ///< no links
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  bool json = false;
};
ExitCode back_up_store(const BackupArguments& options, Console& console);

struct RestoreArguments {
  std::string backup;
  std::string store;
  bool replace = false;  ///< the store that stands there, which is kept beside it
  bool copy = false;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  bool json = false;
};
ExitCode restore_store(const RestoreArguments& options, Console& console);

struct RepairArguments {
  std::string store;
  std::uint64_t memory_mib = kDefaultMemory >> 20;
  bool drop_old = false;
  bool json = false;
};
/// SomeFailed when something could not be read, each named.
ExitCode repair_store(const RepairArguments& options, Console& console);

}  // namespace onrecord
