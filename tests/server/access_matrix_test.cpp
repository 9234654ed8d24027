// Every combination of server, host, origin, token, method and route against an oracle that knows
// nothing of how the server decides.

#include <vector>

#include "tests/server/guarded_routes.h"

namespace onrecord {
namespace {

struct Case {
  std::string host, origin, site, token, method, path, type;
};

struct Kind {
  AccessRules rules;
  bool reads_need_token, writes;
};

std::vector<Kind> kinds() {
  AccessRules read_only = with_token(), elsewhere = with_token(), both = with_token();
  read_only.read_only = both.read_only = true;
  elsewhere.token_for_all = both.token_for_all = true;
  return {{with_token(), false, true},
          {AccessRules{}, false, false},
          {read_only, false, false},
          {elsewhere, true, true},
          {both, true, false}};
}

/// "PORT" stands for the server's port.
std::vector<Case> cases() {
  std::vector<Case> all;
  for (const char* host : {"localhost:PORT", "[::1]:PORT", "evil.example", "localhost.:PORT", ""}) {
    for (const char* origin : {"", "http://localhost:PORT", "http://evil.example", "null"}) {
      for (const char* site : {"", "same-origin", "cross-site"}) {
        for (const char* token : {"", "good", "bad"}) {
          for (const char* method : {"GET", "HEAD", "POST", "DELETE", "PUT", "OPTIONS"}) {
            for (const char* path : {"/read", "/write", "/write/1", "/shell", "/none"}) {
              all.push_back({host, origin, site, token, method, path, "application/json"});
            }
          }
          for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
            all.push_back({host, origin, site, token, "POST", "/write", type});
          }
        }
      }
    }
  }
  return all;
}

std::string with_port(std::string text, std::uint16_t port) {
  const std::size_t at = text.find("PORT");
  return at == std::string::npos ? text : text.replace(at, 4, std::to_string(port));
}

std::string to_bytes(const Case& one, std::uint16_t port) {
  std::string bytes = one.method + " " + one.path + " HTTP/1.1\r\nConnection: close\r\n";
  if (!one.host.empty()) bytes += "Host: " + with_port(one.host, port) + "\r\n";
  if (!one.origin.empty()) bytes += "Origin: " + with_port(one.origin, port) + "\r\n";
  if (!one.site.empty()) bytes += "Sec-Fetch-Site: " + one.site + "\r\n";
  if (one.token == "good") bytes += "Authorization: Bearer " + kTestToken + "\r\n";
  if (one.token == "bad") bytes += "Authorization: Bearer " + kTestToken.substr(1) + "\r\n";
  if (one.method != "POST") return bytes + "\r\n";
  if (!one.type.empty()) bytes += "Content-Type: " + one.type + "\r\n";
  return bytes + "Content-Length: 2\r\n\r\n{}";
}

bool may_pass(const Case& one, const Kind& kind) {
  if (one.host != "localhost:PORT" && one.host != "[::1]:PORT") return false;
  if (!one.origin.empty() && one.origin != "http://localhost:PORT") return false;
  if (one.site == "cross-site") return false;
  const bool token = one.token == "good";
  if (one.method == "GET" || one.method == "HEAD") {
    if (one.path == "/shell") return true;
    return one.path == "/read" && (token || !kind.reads_need_token);
  }
  if (!kind.writes || !token) return false;
  if (one.method == "POST") return one.path == "/write" && one.type == "application/json";
  return one.method == "DELETE" && one.path == "/write/1";
}

}  // namespace

TEST_CASE("no combination of host, origin, token, method and route gets in that should not",
          "[server]") {
  int asked = 0, passed = 0, unexpected = 0, missing = 0;
  for (const Kind& kind : kinds()) {
    const GuardedServer server(kind.rules);
    for (const Case& one : cases()) {
      ++asked;
      const int handled = seen().handled;
      const std::string bytes = to_bytes(one, server.port);
      RawConnection connection(server.port);
      connection.send(bytes);
      const int status = connection.receive(true).status;
      const bool good = status >= 200 && status < 300;
      passed += good ? 1 : 0;
      if (good == may_pass(one, kind) && seen().handled == handled + (good ? 1 : 0)) continue;
      ++(good ? unexpected : missing);
      UNSCOPED_INFO(status << " to " << bytes);
    }
  }
  CHECK(asked >= 300);
  CHECK(passed > 300);
  CHECK(unexpected == 0);
  CHECK(missing == 0);
}

TEST_CASE("what is refused says why, with what would help", "[server]") {
  const GuardedServer open(with_token());
  const RawReply unknown = get(open.port, "/write", "", "GET");
  CHECK(unknown.status == 405);
  CHECK(unknown.headers.at("allow") == "POST");
  for (const std::string method :
       {"PUT", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "G", "GE", "P", "DEL", "BREW"}) {
    const RawReply other = send_raw(open.port, request_bytes(open.port, "/write", "", method));
    INFO(method);
    CHECK(other.status == 405);
    CHECK(other.headers.at("allow") == "POST");
    CHECK(send_raw(open.port, request_bytes(open.port, "/read", "Content-Length: 1\r\n", method))
              .headers.at("allow") == "GET, HEAD");
    CHECK(send_raw(open.port, request_bytes(open.port, "/none", "", method)).status == 404);
  }
  for (const std::string length : {"1", "99999999999999999999999"}) {
    const std::string headers =
        "Content-Length: " + length + "\r\nAuthorization: Bearer " + kTestToken + "\r\n";
    const auto status = [&](const std::string& method, const std::string& target) {
      return send_raw(open.port, request_bytes(open.port, target, headers, method)).status;
    };
    CHECK(status("GET", "/read") == 413);
    CHECK(status("HEAD", "/none") == 413);
    CHECK(status("DELETE", "/write/1") == 413);
    CHECK(status("DELETE", "/read") == 405);
    CHECK(status("GET", "/write") == 405);
  }
  const RawReply nobody =
      send_raw(open.port, request_bytes(open.port, "/write", "Content-Length: 0\r\n", "POST"));
  CHECK(nobody.status == 401);
  CHECK(nobody.headers.at("www-authenticate") == "Bearer");
  AccessRules rules = with_token();
  rules.read_only = true;
  const GuardedServer closed(rules);
  const RawReply refused = send_raw(closed.port, post_bytes(closed.port, "/write", "{}"));
  CHECK(refused.status == 403);
  CHECK(refused.body.find("--read-only") != std::string::npos);
}

}  // namespace onrecord
