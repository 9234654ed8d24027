// Graphviz as a child process. The child gets DOT on its standard input and gives the picture on
// its standard output, both ends of socket pairs: unlike a pipe, a socket can be written to with
// MSG_NOSIGNAL, so that a child that dies early is an error and not a signal to this program. One
// loop feeds, reads and watches the clock; nothing waits for the other side for ever.
//
// The child's environment has PATH and little else. SERVER_NAME is how Graphviz is told that it
// works for a server: it then opens no image or other file that its input names.

#include "viz/render.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

namespace onrecord {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kComplaintBytes = 2000;        // of the child's stderr that a message keeps
constexpr std::size_t kChildMemory = 2048ull << 20;  // address space

Error io_error(const std::string& what, int number) {
  return {ErrorCode::Io, "draw graph: " + what + ": " + std::strerror(number)};
}

/// A file descriptor with one owner.
class Handle {
 public:
  Handle() = default;
  explicit Handle(int fd) : fd_(fd) {}
  Handle(Handle&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Handle() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

struct Channel {
  Handle ours, theirs;
};

Result<Channel> open_channel() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return io_error("socketpair", errno);
  }
  Channel channel{Handle(ends[0]), Handle(ends[1])};
  // Only our end: the child's programs expect blocking reads and writes.
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) return io_error("fcntl", errno);
  return channel;
}

/// A child process, killed and waited for by its end at the latest.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  /// Its status as waitpid tells it; nothing when it is still there at the deadline.
  std::optional<int> wait_until(Clock::time_point deadline) {
    while (true) {
      int status = 0;
      const pid_t gone = ::waitpid(pid_, &status, WNOHANG);
      if (gone == pid_) {
        pid_ = -1;
        return status;
      }
      if ((gone < 0 && errno != EINTR) || Clock::now() > deadline) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

 private:
  pid_t pid_;
};

/// So that a hostile graph ends its own process rather than the machine.
void limit(pid_t pid, std::chrono::milliseconds time) {
  const auto seconds = static_cast<rlim_t>(time.count() / 1000 + 2);
  const rlimit memory{kChildMemory, kChildMemory}, cpu{seconds, seconds}, core{0, 0};
  ::prlimit(pid, RLIMIT_AS, &memory, nullptr);
  ::prlimit(pid, RLIMIT_CPU, &cpu, nullptr);
  ::prlimit(pid, RLIMIT_CORE, &core, nullptr);
}

Result<Child> start(const RenderOptions& options, PictureFormat format, const Channel& in,
                    const Channel& out, const Channel& complaints) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawn_file_actions_adddup2(&actions, in.theirs.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.theirs.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, complaints.theirs.get(), STDERR_FILENO);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  std::string program = options.program;
  std::string picture = format == PictureFormat::Svg   ? "-Tsvg"
                        : format == PictureFormat::Png ? "-Tpng"
                                                       : "-Tpdf";
  std::string layout = options.layout == Layout::Dot ? "-Kdot" : "-Ksfdp";
  std::array<char*, 4> arguments = {program.data(), layout.data(), picture.data(), nullptr};
  const char* search = std::getenv("PATH");
  std::string path = std::string("PATH=") + (search ? search : "/usr/local/bin:/usr/bin:/bin");
  std::string locale = "LC_ALL=C.UTF-8", server = "SERVER_NAME=onrecord";
  std::array<char*, 4> environment = {path.data(), locale.data(), server.data(), nullptr};

  pid_t pid = -1;
  const int failed = ::posix_spawnp(&pid, program.c_str(), &actions, &attributes, arguments.data(),
                                    environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  if (failed == ENOENT || failed == EACCES) {
    return Error{ErrorCode::Unsupported, "draw graph: the program '" + options.program +
                                             "' is not installed; install graphviz"};
  }
  if (failed != 0) return io_error("start '" + options.program + "'", failed);
  limit(pid, options.time_limit);
  return Child(pid);
}

/// Reads what is there and keeps the first `most` bytes in `text`; closes at the stream's end.
/// returns: false when there was more than `most`.
bool read_some(Handle& from, std::string& text, std::size_t most) {
  std::array<char, 65536> buffer;
  const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (got <= 0) {
    from.close();
    return true;
  }
  const auto size = static_cast<std::size_t>(got);
  const std::size_t room = most - text.size();
  text.append(buffer.data(), std::min(size, room));
  return size <= room;
}

/// Writes what fits; closes when all is written or the child wants no more.
void write_some(Handle& to, std::string_view& rest) {
  const ssize_t put = ::send(to.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
  if (put < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (put > 0) rest.remove_prefix(static_cast<std::size_t>(put));
  if (put < 0 || rest.empty()) to.close();
}

Error too_slow(const RenderOptions& options) {
  return {ErrorCode::Busy, "draw graph: took longer than " +
                               std::to_string(options.time_limit.count()) +
                               " ms and was stopped; ask for fewer nodes"};
}

struct Talk {
  std::string picture, complaint;
};

/// Feeds and reads until the child closes its output.
Result<Talk> talk(std::string_view dot, Handle in, Handle out, Handle complaints,
                  const RenderOptions& options, Clock::time_point deadline) {
  Talk said;
  if (dot.empty()) in.close();
  while (out.is_open() || complaints.is_open()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return too_slow(options);
    std::array<pollfd, 3> waits = {pollfd{in.get(), POLLOUT, 0}, pollfd{out.get(), POLLIN, 0},
                                   pollfd{complaints.get(), POLLIN, 0}};
    const int wait = static_cast<int>(std::min<std::int64_t>(left.count(), 1000));
    if (::poll(waits.data(), waits.size(), wait) < 0 && errno != EINTR) {
      return io_error("poll", errno);
    }
    if (waits[0].revents != 0 && in.is_open()) write_some(in, dot);
    if (waits[1].revents != 0 && !read_some(out, said.picture, options.max_output_bytes)) {
      return Error{ErrorCode::TooLarge, "draw graph: the picture is larger than " +
                                            std::to_string(options.max_output_bytes) +
                                            " bytes; ask for fewer nodes"};
    }
    if (waits[2].revents != 0) (void)read_some(complaints, said.complaint, kComplaintBytes);
  }
  return said;
}

Error refusal(int status, std::string complaint) {
  while (!complaint.empty() && complaint.back() == '\n') complaint.pop_back();
  if (WIFSIGNALED(status)) {
    return {ErrorCode::Internal, "draw graph: Graphviz was ended by signal " +
                                     std::to_string(WTERMSIG(status)) + "; ask for fewer nodes"};
  }
  return {ErrorCode::InvalidInput, "draw graph: Graphviz refused the graph: " + complaint};
}

/// A PDF says when it was drawn; the same graph shall give the same bytes, so it says 1970.
void forget_time(std::string& pdf) {
  constexpr std::string_view kKey = "/CreationDate (D:", kEpoch = "19700101000000";
  const std::size_t key = pdf.rfind(kKey);
  if (key == std::string::npos) return;
  const std::size_t digits = key + kKey.size();
  if (pdf.find_first_not_of("0123456789", digits) != digits + kEpoch.size()) return;
  pdf.replace(digits, kEpoch.size(), kEpoch);
}

}  // namespace

Result<std::string> render_dot(std::string_view dot, PictureFormat format,
                               const RenderOptions& options) {
  if (dot.size() > options.max_input_bytes) {
    return Error{ErrorCode::TooLarge, "draw graph: its DOT text has " + std::to_string(dot.size()) +
                                          " bytes, more than " +
                                          std::to_string(options.max_input_bytes) +
                                          "; ask for fewer nodes"};
  }
  const Clock::time_point deadline = Clock::now() + options.time_limit;
  Result<Channel> in = open_channel(), out = open_channel(), complaints = open_channel();
  for (const Result<Channel>* channel : {&in, &out, &complaints}) {
    if (!*channel) return channel->error();
  }
  Result<Child> child = start(options, format, *in, *out, *complaints);
  if (!child) return child.error();
  for (Result<Channel>* channel : {&in, &out, &complaints}) (*channel)->theirs.close();

  Result<Talk> said = talk(dot, std::move(in->ours), std::move(out->ours),
                           std::move(complaints->ours), options, deadline);
  if (!said) return said.error();  // the child is killed on the way out
  const std::optional<int> status = child->wait_until(deadline);
  if (!status) return too_slow(options);
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0 || said->picture.empty()) {
    return refusal(*status, std::move(said->complaint));
  }
  if (format == PictureFormat::Pdf) forget_time(said->picture);
  return std::move(said->picture);
}

}  // namespace onrecord
