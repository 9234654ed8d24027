#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace onrecord {

/// What kind of trouble stopped an operation. Edges translate it once: HTTP status, exit code.
enum class ErrorCode {
  InvalidInput,  ///< the caller's bytes or arguments are wrong
  NotFound,      ///< a name, id or file that does not exist
  Ambiguous,     ///< a name that fits several things
  TooLarge,      ///< a limit on size, depth or count was passed
  Busy,          ///< somebody else holds it, or a deadline passed
  Io,            ///< the operating system or the disk refused
  Corrupt,       ///< stored bytes that no writer of ours produced
  Unsupported,   ///< a version or format that this build does not read
  Internal,      ///< a library failed in a way that names none of the above
};

/// "not_found", "invalid_input", ...: the `code` of error replies.
std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;  ///< names the item and, where there is one, the remedy
  bool operator==(const Error&) const = default;
};

/// A value, or why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(value()); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Error& error() const {
    assert(!*this);
    return std::get<1>(state_);
  }

 private:
  const T& value() const {
    assert(*this);
    return std::get<0>(state_);
  }
  T& value() {
    assert(*this);
    return std::get<0>(state_);
  }
  std::variant<T, Error> state_;
};

/// Success, or why not.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : failed_(true), error_(std::move(error)) {}  // NOLINT: implicit

  explicit operator bool() const { return !failed_; }
  const Error& error() const {
    assert(failed_);
    return error_;
  }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace onrecord
