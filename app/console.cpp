#include "app/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <streambuf>

#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kDefaultWidth = 80;
constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kMaxWidth = 200;

/// A buffer over a file descriptor that remembers why a write failed, which std::cout does not.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  ~DescriptorBuffer() override { write_out(); }
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;
  int error() const { return error_; }

 protected:
  int_type overflow(int_type next) override {
    if (!write_out()) return traits_type::eof();
    if (!traits_type::eq_int_type(next, traits_type::eof())) {
      sputc(traits_type::to_char_type(next));
    }
    return traits_type::not_eof(next);
  }
  int sync() override { return write_out() ? 0 : -1; }

 private:
  bool write_out() {
    const char* at = pbase();
    while (at < pptr() && error_ == 0) {
      const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
      if (written >= 0) {
        at += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0;
  }

  int descriptor_;
  int error_ = 0;
  std::array<char, 32768> buffer_{};
};

std::size_t terminal_width(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return std::clamp<std::size_t>(size.ws_col, kMinWidth, kMaxWidth);
}

bool wants_colour() {
  const char* no_color = std::getenv("NO_COLOR");  // no-color.org: set and not empty
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::Bold:
      return "\x1b[1m";
    case Style::Dim:
      return "\x1b[2m";
    case Style::Name:
      return "\x1b[36m";
    case Style::Warning:
      return "\x1b[33m";
    case Style::Plain:
      break;
  }
  return "";
}

}  // namespace

std::string paint(const Console& console, std::string_view text, Style style) {
  const std::string_view escape = escape_of(style);
  if (!console.colour || escape.empty() || text.empty()) return std::string(text);
  return std::string(escape) + std::string(text) + "\x1b[0m";
}

void print_error(const Console& console, std::string_view message) {
  console.err << "onrecord: " << to_visible(message) << '\n' << std::flush;
}

struct StandardConsole::Streams {
  DescriptorBuffer out_buffer{STDOUT_FILENO};
  DescriptorBuffer err_buffer{STDERR_FILENO};
  std::ostream out{&out_buffer};
  std::ostream err{&err_buffer};
};

StandardConsole::StandardConsole() : streams_(std::make_unique<Streams>()) {
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  console_ = std::make_unique<Console>(Console{streams_->out, streams_->err});
  console_->out_is_terminal = isatty(STDOUT_FILENO) == 1;
  console_->err_is_terminal = isatty(STDERR_FILENO) == 1;
  console_->colour = console_->out_is_terminal && wants_colour();
  if (console_->out_is_terminal) console_->width = terminal_width(STDOUT_FILENO);
}

StandardConsole::~StandardConsole() = default;

int output_error(Console& console) {
  console.out.flush();
  if (console.out.good()) return 0;
  const auto* buffer = dynamic_cast<const DescriptorBuffer*>(console.out.rdbuf());
  return buffer != nullptr && buffer->error() != 0 ? buffer->error() : EIO;
}

}  // namespace onrecord
