#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "server/request.h"

namespace onrecord {

/// The connections that threads are answering, so that work ends for clients that have gone. For
/// any number of threads.
class RunningRequests {
 public:
  /// A thread answers the next request of `socket`; null: it waits for one.
  void begin(int socket, std::shared_ptr<RequestLife> life);
  /// The thread lets go of the socket, which it has not closed yet.
  void end(int socket);
  /// Cancels those whose client has closed its connection, or its sending side.
  void look();
  /// Cancels all and wakes threads that wait for a next request; those that begin later, too.
  void stop();

 private:
  std::mutex mutex_;
  bool stopping_ = false;
  std::map<int, std::shared_ptr<RequestLife>> running_;
};

}  // namespace onrecord
