#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/console.h"
#include "app/exit_code.h"
#include "model/entity.h"
#include "server/wording.h"
#include "storage/store.h"

// What most commands need to answer.

namespace onrecord {

/// Prints the error and translates it.
ExitCode fail(const Console& console, const Error& error);

/// As fail, for a store that could not be opened or read; says how to make one that is missing.
ExitCode refuse_store(const Console& console, const Error& error);

/// As fail, for a language model that could not be loaded; says how to name one.
ExitCode refuse_model(const Console& console, const Error& error);

/// The store for a question. On failure the error is printed and the exit code of a store problem
/// set. Says on standard error when there are documents that answers leave out.
std::optional<Store> open_for_reading(const std::string& path, const Console& console,
                                      ExitCode& code, std::size_t memory_bytes = kDefaultMemory);

/// The store for a change. Documents that wait to be indexed are indexed first.
std::optional<Store> open_for_writing(const std::string& path, const StoreOptions& options,
                                      const Console& console, ExitCode& code);
/// The same, but they go on waiting.
std::optional<Store> open_to_ingest(const std::string& path, const StoreOptions& options,
                                    const Console& console, ExitCode& code);

/// A date as the user gave it; "" gives an empty one. InvalidInput names the option.
Result<PartialDate> parse_date_option(std::string_view option, std::string_view word);

struct AskedDates {
  PartialDate since, until;  ///< either may be empty
};
/// Of --since and --until. InvalidInput also when the first is after the second.
Result<AskedDates> parse_date_options(const std::string& since, const std::string& until);

/// The ending of an output's name in lower case, before that of a compression: ".gexf" of
/// "a.GEXF.gz"; empty when it has none.
std::string ending_of(const std::string& output);

/// InvalidInput: --type has no such word; lists those that it has.
Error unknown_type(std::string_view word);

/// Runs `write` on the named file, or on the console's output for an empty name. A file is written
/// under another name first and appears only when it is complete, with the permissions of the one
/// that it replaces; an interrupt removes it. A pipe or a device is written to.
Status write_output(const std::string& file, Console& console,
                    const std::function<Status(std::ostream&)>& write);

}  // namespace onrecord
