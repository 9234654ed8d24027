#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <streambuf>
#include <string>

#include "server/connection.h"

namespace onrecord {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

inline constexpr milliseconds kSlice{100};  // how soon a stop is noticed

/// Until `deadline`, never negative.
milliseconds left(Clock::time_point deadline);
/// poll(2) on one socket; false when nothing happened in time.
bool wait_for(int socket, short events, milliseconds timeout);

/// What the library sees of a connection: the head we wrote, and a way out with deadlines.
class GuardedStream : public httplib::Stream {
 public:
  /// limits and stopping must outlive the stream.
  GuardedStream(int socket, std::string head, const ConnectionLimits& limits,
                const std::atomic<bool>& stopping);

  bool is_readable() const override { return read_ < head_.size(); }
  bool is_writable() const override { return !failed_; }
  ssize_t read(char* out, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return 0; }  // asked only to compare with FD_SETSIZE
  bool failed() const { return failed_; }

 private:
  int socket_;
  std::string head_;
  std::size_t read_ = 0;
  const ConnectionLimits& limits_;
  const std::atomic<bool>& stopping_;
  Clock::time_point deadline_;
  bool failed_ = false;
};

/// Gathers small writes before they become chunks of a chunked reply.
class SinkBuffer : public std::streambuf {
 public:
  explicit SinkBuffer(httplib::DataSink& sink);
  bool flush();

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;
  int sync() override { return failed_ ? -1 : 0; }

 private:
  httplib::DataSink& sink_;
  std::string bytes_;
  bool failed_ = false;
};

}  // namespace onrecord
