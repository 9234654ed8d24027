#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <streambuf>
#include <string>

#include "server/connection_limits.h"
#include "server/request.h"

namespace onrecord {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

inline constexpr milliseconds kSlice{100};  // how soon a stop is noticed

/// Until `deadline`, never negative.
milliseconds left(Clock::time_point deadline);
/// poll(2) on one socket; false when nothing happened in time.
bool wait_for(int socket, short events, milliseconds timeout);

/// What all streams of a listener share.
struct StreamState {
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> slow_writes{0};  ///< threads that wait for a client to take a reply
};

/// What the library sees of a connection: the head we wrote, and a way out with deadlines.
class GuardedStream : public httplib::Stream {
 public:
  /// limits and state must outlive the stream. A client that goes cancels the request's life.
  GuardedStream(int socket, std::string head, std::shared_ptr<RequestLife> life,
                const ConnectionLimits& limits, StreamState& state);

  bool is_readable() const override { return read_ < head_.size(); }
  bool is_writable() const override { return !failed_; }
  ssize_t read(char* out, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  /// From here on what is written waits for flush(), so that a short reply leaves in one piece.
  void hold() { holds_ = true; }
  /// Sends what waits; false when it could not.
  bool flush();
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return 0; }  // asked only to compare with FD_SETSIZE
  bool failed() const { return failed_; }
  std::uint64_t sent() const { return sent_; }

 private:
  ssize_t send_all(const char* bytes, std::size_t size);
  bool may_wait();
  void done_waiting();

  int socket_;
  std::string head_;
  std::size_t read_ = 0;
  std::uint64_t sent_ = 0;
  const std::shared_ptr<RequestLife> life_;
  const ConnectionLimits& limits_;
  StreamState& state_;
  Clock::time_point deadline_;
  bool failed_ = false;
  bool waits_ = false;
  bool holds_ = false;
  std::string held_;
};

/// Gathers small writes before they become chunks of a chunked reply.
class SinkBuffer : public std::streambuf {
 public:
  explicit SinkBuffer(httplib::DataSink& sink);
  bool flush();

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;
  int sync() override { return flush() ? 0 : -1; }

 private:
  httplib::DataSink& sink_;
  std::string bytes_;
  bool failed_ = false;
};

}  // namespace onrecord
