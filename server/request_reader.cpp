#include "server/request_reader.h"

#include <utility>
#include <variant>

namespace onrecord {

RequestReader::RequestReader(const ConnectionLimits& limits, const HeadRules& rules,
                             const Admission& admission)
    : limits_(limits), rules_(rules), admission_(admission) {
  begin(limits_.head_deadline);
}

void RequestReader::begin(std::chrono::milliseconds patience) {
  state_ = State::Idle;
  searched_ = 0;
  deadline_ = std::chrono::steady_clock::now() + patience;
}

RequestReader::State RequestReader::refuse(HttpError error) {
  refusal_ = std::move(error);
  received_ = std::string();
  return state_ = State::Refused;
}

RequestReader::State RequestReader::feed(std::string_view bytes) {
  if (state_ == State::Refused || state_ == State::Ready) return state_;
  received_.append(bytes);
  return state_ == State::Body ? read_body() : read_head();
}

RequestReader::State RequestReader::end(bool in_time) {
  if (state_ != State::Head && state_ != State::Body) return state_;
  const std::string part = state_ == State::Head ? "head" : "body";
  if (in_time) return refuse({400, "invalid_input", "the request " + part + " was cut off", ""});
  return refuse({408, "busy", "the request " + part + " did not arrive in time", ""});
}

RequestReader::State RequestReader::read_head() {
  if (received_.empty()) return state_;
  if (state_ == State::Idle) {
    state_ = State::Head;
    deadline_ = std::chrono::steady_clock::now() + limits_.head_deadline;
  }
  const std::size_t end = received_.find("\r\n\r\n", searched_);
  const std::size_t size = end == std::string::npos ? received_.size() : end + 4;
  if (size > limits_.max_head_bytes) {
    const bool in_line =
        received_.find("\r\n") >= limits_.max_path_bytes + limits_.max_query_bytes + 32;
    return refuse(
        {in_line ? 414 : 431, "too_large",
         "the request head is longer than " + std::to_string(limits_.max_head_bytes) + " bytes",
         ""});
  }
  if (end == std::string::npos) {
    searched_ = received_.size() < 3 ? 0 : received_.size() - 3;
    return state_;
  }
  auto parsed = parse_request_head(std::string_view(received_).substr(0, size), rules_);
  if (auto* error = std::get_if<HttpError>(&parsed)) return refuse(std::move(*error));
  head_ = std::get<RequestHead>(std::move(parsed));
  if (auto error = admission_(head_)) return refuse(std::move(*error));
  received_.erase(0, size);
  state_ = State::Body;
  deadline_ = std::chrono::steady_clock::now() + limits_.body_deadline;
  return read_body();
}

RequestReader::State RequestReader::read_body() {
  if (received_.size() >= head_.content_length.value_or(0)) state_ = State::Ready;
  return state_;
}

RequestReader::Taken RequestReader::take() {
  Taken taken{std::exchange(head_, {}), ""};
  const std::size_t size = taken.head.content_length.value_or(0);
  if (size > 0) {
    std::string rest = received_.substr(size);
    received_.resize(size);
    taken.body = std::exchange(received_, std::move(rest));
  }
  begin(limits_.idle_timeout);
  read_head();  // what was sent at once
  return taken;
}

}  // namespace onrecord
