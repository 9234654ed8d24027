#include "app/answer.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/first_load.h"
#include "app/partial_output.h"
#include "model/date.h"
#include "viz/compressed.h"

namespace onrecord {
namespace {

std::optional<Store> opened(Result<Store> store, const Console& console, ExitCode& code) {
  if (store) return std::optional<Store>(std::move(*store));
  code = refuse_store(console, store.error());
  return std::nullopt;
}

Error io_error(const std::string& what, const std::string& file) {
  return {ErrorCode::Io, what + " '" + file + "': " + std::strerror(errno)};
}

}  // namespace

ExitCode fail(const Console& console, const Error& error) {
  print_error(console, error.message);
  return exit_code_of(error.code);
}

ExitCode refuse_model(const Console& console, const Error& error) {
  const bool other_file = error.code == ErrorCode::NotFound ||
                          error.code == ErrorCode::InvalidInput ||
                          error.code == ErrorCode::TooLarge;
  print_error(console,
              error.message + (other_file ? "; --model FILE or ONRECORD_MODEL names another" : ""));
  return other_file ? ExitCode::Store : exit_code_of(error.code, true);
}

ExitCode refuse_store(const Console& console, const Error& error) {
  std::string message = error.message;
  if (error.code == ErrorCode::NotFound) {
    message += "; `onrecord ingest FOLDER` makes one, --store DIR names another";
  }
  print_error(console, message);
  return exit_code_of(error.code, true);
}

std::optional<Store> open_for_reading(const std::string& path, const Console& console,
                                      ExitCode& code, std::size_t memory_bytes) {
  std::optional<Store> store = opened(Store::open_read_only(path, memory_bytes), console, code);
  if (!store) return store;
  const auto unindexed = store->unindexed();
  if (!unindexed) {
    code = refuse_store(console, unindexed.error());
    return std::nullopt;
  }
  if (*unindexed) print_error(console, about_waiting(path, **unindexed));
  return store;
}

std::optional<Store> open_for_writing(const std::string& path, const StoreOptions& options,
                                      const Console& console, ExitCode& code) {
  std::optional<Store> store = open_to_ingest(path, options, console, code);
  if (!store) return store;
  const auto unindexed = store->unindexed();
  Status done = unindexed ? Status() : unindexed.error();
  if (done && *unindexed) {
    print_error(console, about_indexing(path, **unindexed));
    done = index_waiting(*store, options.memory_bytes, 0);
  }
  if (done) return store;
  code = refuse_store(console, done.error());
  return std::nullopt;
}

std::optional<Store> open_to_ingest(const std::string& path, const StoreOptions& options,
                                    const Console& console, ExitCode& code) {
  return opened(Store::open(path, options), console, code);
}

Result<PartialDate> parse_date_option(std::string_view option, std::string_view word) {
  if (word.empty()) return PartialDate{};
  const std::optional<PartialDate> date = parse_date(word);
  if (date) return *date;
  return Error{ErrorCode::InvalidInput, std::string(option) + " '" + std::string(word) +
                                            "': not a date; write 2025-05-09, 2025-05 or 2025"};
}

Result<AskedDates> parse_date_options(const std::string& since, const std::string& until) {
  const auto from = parse_date_option("--since", since);
  if (!from) return from.error();
  const auto to = parse_date_option("--until", until);
  if (!to) return to.error();
  if (!to->empty() && !may_lie_within(*to, *from, {})) {
    return Error{ErrorCode::InvalidInput, "--since " + since + " is after --until " + until};
  }
  return AskedDates{*from, *to};
}

std::string ending_of(const std::string& output) {
  std::filesystem::path name(output);
  if (compression_of(output) != Compression::None) name = name.stem();
  std::string ending = name.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return ending;
}

Error unknown_type(std::string_view word) {
  return {ErrorCode::InvalidInput,
          "--type '" + std::string(word) +
              "': known are person, agency, organization, place, operation"};
}

Status write_output(const std::string& asked, Console& console,
                    const std::function<Status(std::ostream&)>& write) {
  if (asked.empty() || asked == "-") return write(console.out);
  std::error_code ignored;
  const auto status_before = std::filesystem::status(asked, ignored);
  const auto kind = status_before.type();
  const bool in_place = kind != std::filesystem::file_type::regular &&
                        kind != std::filesystem::file_type::not_found;  // a pipe, a device
  // Behind a symbolic link the file is replaced, not the link.
  std::string file = asked;
  if (kind == std::filesystem::file_type::regular) {
    const auto target = std::filesystem::canonical(asked, ignored);
    if (!ignored) file = target.string();
  }
  const std::string partial = in_place ? file : file + ".part" + std::to_string(getpid());
  std::optional<PartialOutput> watched;
  if (!in_place) watched.emplace(partial);
  errno = 0;
  std::ofstream out(partial, std::ios::binary);
  if (!out) return io_error("write", file);
  Status status = write(out);
  // A writer that saw the stream fail does not know the file's name or why.
  if (!status && !out && errno != 0) status = io_error("write", file);
  if (out) errno = 0;
  out.close();
  if (status && !out) status = io_error("write", file);
  if (in_place) return status;
  if (status && kind == std::filesystem::file_type::regular) {
    std::filesystem::permissions(partial, status_before.permissions(), ignored);
  }
  if (status && std::rename(partial.c_str(), file.c_str()) != 0) status = io_error("write", file);
  if (!status) std::remove(partial.c_str());
  return status;
}

}  // namespace onrecord
