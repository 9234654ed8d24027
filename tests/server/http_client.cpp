#include "tests/server/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <sstream>
#include <utility>

#include "model/json.h"
#include "tests/catch.h"
#include "tests/server/described.h"

namespace onrecord {
namespace {

constexpr int kPatience = 10'000;
constexpr std::size_t kMostAsked = 16384;  // of what was sent, to know the request of a reply by

std::string lower(std::string word) {
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return word;
}

int connect_to(std::uint16_t port, const char* host) {
  if (std::strchr(host, ':') != nullptr) {
    const int socket = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    ::inet_pton(AF_INET6, host, &address.sin6_addr);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      return socket;
    }
    ::close(socket);
    return -1;
  }
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  ::inet_pton(AF_INET, host, &address.sin_addr);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

}  // namespace

RawConnection::RawConnection(std::uint16_t port, const char* host)
    : socket_(connect_to(port, host)) {}

RawConnection::~RawConnection() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawConnection::send(const std::string& bytes) {
  if (asked_.size() < kMostAsked) asked_ += bytes.substr(0, kMostAsked);
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool RawConnection::read_more() {
  pollfd entry{socket_, POLLIN, 0};
  if (::poll(&entry, 1, kPatience) <= 0) return false;
  char buffer[16384];
  const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
  if (count <= 0) return false;
  received_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

RawReply RawConnection::receive(bool head_only) {
  RawReply reply = receive_any(head_only);
  // What was sent since the last reply; of requests sent at once, only the first is known.
  std::istringstream line(std::exchange(asked_, ""));
  std::string method, target, version;
  line >> method >> target >> version;
  if (version != "HTTP/1.1") method = target = "";
  const std::string broken = breach(method, target, reply, head_only);
  if (!broken.empty()) {
    FAIL_CHECK(method << " " << target << " gave " << reply.status
                      << ", not as described: " << broken << "\n"
                      << reply.body.substr(0, 2000));
  }
  return reply;
}

RawReply RawConnection::receive_any(bool head_only) {
  RawReply reply;
  std::size_t end = std::string::npos;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more()) return reply;
  }
  const std::string head = received_.substr(0, end + 2);
  received_.erase(0, end + 4);
  reply.status = std::atoi(head.substr(head.find(' ') + 1, 3).c_str());
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t stop = head.find("\r\n", at);
    const std::string line = head.substr(at, stop - at);
    const std::size_t colon = line.find(": ");
    reply.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    at = stop + 2;
  }
  if (head_only) return reply;
  if (reply.headers.count("content-length") != 0) {
    const std::size_t size = std::stoul(reply.headers["content-length"]);
    while (received_.size() < size && read_more()) {
    }
    reply.body = received_.substr(0, size);
    received_.erase(0, size);
    return reply;
  }
  while (true) {
    std::size_t line = std::string::npos;
    while ((line = received_.find("\r\n")) == std::string::npos) {
      if (!read_more()) return reply;
    }
    const std::size_t size = std::stoul(received_.substr(0, line), nullptr, 16);
    while (received_.size() < line + size + 4 && read_more()) {
    }
    reply.body += received_.substr(line + 2, size);
    received_.erase(0, line + size + 4);
    if (size == 0) return reply;
  }
}

void RawConnection::end_sending() { ::shutdown(socket_, SHUT_WR); }

void RawConnection::break_off() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

bool RawConnection::closed() {
  const std::size_t before = received_.size();
  while (read_more()) {
    if (received_.size() > before + 1'000'000) return false;
  }
  char byte = 0;
  return ::recv(socket_, &byte, 1, MSG_DONTWAIT) == 0 || errno == ECONNRESET;
}

std::string request_bytes(std::uint16_t port, const std::string& target, const std::string& headers,
                          const std::string& method) {
  return method + " " + target + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
         "\r\nConnection: close\r\n" + headers + "\r\n";
}

RawReply send_raw(std::uint16_t port, const std::string& bytes) {
  RawConnection connection(port);
  connection.send(bytes);
  return connection.receive();
}

RawReply get(std::uint16_t port, const std::string& target, const std::string& headers,
             const std::string& method) {
  RawConnection connection(port);
  connection.send(request_bytes(port, target, headers, method));
  return connection.receive(method == "HEAD");
}

rapidjson::Document get_json(std::uint16_t port, const std::string& target, int status) {
  const RawReply reply = get(port, target);
  INFO(target << " gave " << reply.status << ": " << reply.body.substr(0, 2000));
  REQUIRE(reply.status == status);
  REQUIRE(reply.headers.at("content-type") == "application/json");
  auto json = parse_json(reply.body, target);
  REQUIRE(json);
  return std::move(*json);
}

}  // namespace onrecord
