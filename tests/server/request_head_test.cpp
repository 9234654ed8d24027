#include "server/request_head.h"

#include <limits>

#include "tests/catch.h"

namespace onrecord {
namespace {

const HeadRules kRules = {8080, 64, 64, 8, {"localhost", "127.0.0.1", "[::1]"}};

std::string head(const std::string& line, const std::string& headers) {
  return line + "\r\n" + headers + "\r\n";
}

/// The status of the refusal, or 200.
int judge(const std::string& bytes) {
  const auto parsed = parse_request_head(bytes, kRules);
  const auto* error = std::get_if<HttpError>(&parsed);
  if (error == nullptr) return 200;
  CHECK_FALSE(error->message.empty());
  CHECK_FALSE(error->code.empty());
  return error->status;
}

int judge_headers(const std::string& headers) {
  return judge(head("GET / HTTP/1.1", "Host: localhost:8080\r\n" + headers));
}

}  // namespace

TEST_CASE("a plain request head is taken apart", "[server]") {
  const auto parsed = parse_request_head(
      head("GET /a/b%20c?d=e HTTP/1.1", "hOsT: 127.0.0.1:8080\r\nAccept:  */* \r\n"), kRules);
  const auto* request = std::get_if<RequestHead>(&parsed);
  REQUIRE(request != nullptr);
  CHECK(request->method == "GET");
  CHECK(request->target == "/a/b%20c?d=e");
  CHECK(request->keep_alive);
  CHECK(to_bytes(*request) ==
        "GET /a/b%20c?d=e HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: keep-alive\r\n\r\n");
}

TEST_CASE("what is handed on passes the check again and says the same", "[server]") {
  const auto parsed =
      parse_request_head(head("HEAD /x HTTP/1.1",
                              "Host: [::1]:8080\r\nConnection: Close\r\nREMOTE_ADDR: 10.0.0.1\r\n"),
                         kRules);
  const auto& request = std::get<RequestHead>(parsed);
  CHECK_FALSE(request.keep_alive);
  CHECK(to_bytes(request).find("REMOTE_ADDR") == std::string::npos);
  const auto again = parse_request_head(to_bytes(request), kRules);
  CHECK(to_bytes(std::get<RequestHead>(again)) == to_bytes(request));
}

TEST_CASE("only this machine's names with our port are a good Host", "[server]") {
  const std::string line = "GET / HTTP/1.1";
  for (const std::string good :
       {"localhost:8080", "LocalHost:8080", "127.0.0.1:8080", "[::1]:8080"}) {
    CHECK(judge(head(line, "Host: " + good + "\r\n")) == 200);
  }
  for (const std::string bad :
       {"localhost", "localhost:80", "localhost:80800", "localhost.:8080", "evil.example:8080",
        "127.0.0.1.evil.example:8080", "127.0.0.2:8080", "0.0.0.0:8080", "::1:8080", "[::2]:8080",
        "localhost:8080, evil", "", "a@localhost:8080", "127.1:8080", "2130706433:8080"}) {
    INFO(bad);
    CHECK(judge(head(line, "Host: " + bad + "\r\n")) == 421);
  }
  CHECK(judge(head(line, "")) == 400);
  CHECK(judge(head(line, "Host: localhost:8080\r\nHost: localhost:8080\r\n")) == 400);
  HeadRules web = kRules;
  web.port = 80;
  CHECK(std::holds_alternative<RequestHead>(
      parse_request_head(head(line, "Host: localhost\r\n"), web)));
}

TEST_CASE("methods that are no words, versions and targets that are not ours are refused",
          "[server]") {
  const std::string host = "Host: localhost:8080\r\n";
  for (const std::string method : {"G{T", "GET,", "P(", "\"GET\"", "G:T"}) {
    INFO(method);
    CHECK(judge(head(method + " / HTTP/1.1", host)) == 400);
  }
  CHECK(judge(head("GET / HTTP/1.0", host)) == 505);
  CHECK(judge(head("GET / HTTP/2", host)) == 505);
  for (const std::string line :
       {"GET  / HTTP/1.1", "GET /", "GET", "", " GET / HTTP/1.1", "GET / FTP/1.1",
        "G\tT / HTTP/1.1", "GET http://localhost:8080/ HTTP/1.1", "GET * HTTP/1.1",
        "GET /a b HTTP/1.1", "GET /caf\xC3\xA9 HTTP/1.1", "GET /#x HTTP/1.1"}) {
    INFO(line);
    CHECK(judge(head(line, host)) == 400);
  }
  CHECK(judge(head("GET /" + std::string(63, 'a') + " HTTP/1.1", host)) == 200);
  CHECK(judge(head("GET /" + std::string(64, 'a') + " HTTP/1.1", host)) == 414);
  CHECK(judge(head("GET /?" + std::string(64, 'a') + " HTTP/1.1", host)) == 414);
}

TEST_CASE("headers that announce a body or a special service are refused", "[server]") {
  CHECK(judge_headers("Content-Length: 0\r\n") == 200);
  CHECK(judge_headers("Content-Length: -1\r\n") == 400);
  CHECK(judge_headers("Content-Length: 0x0\r\n") == 400);
  CHECK(judge_headers("Content-Length:\r\n") == 400);
  CHECK(judge_headers("Content-Length: 0\r\nContent-Length: 0\r\n") == 400);
  CHECK(judge_headers("Content-Length: 0, 0\r\n") == 400);
  CHECK(judge_headers("Transfer-Encoding: chunked\r\n") == 400);
  CHECK(judge_headers("Content-Encoding: gzip\r\n") == 415);
  CHECK(judge_headers("Content-Type: Multipart/Form-Data; boundary=x\r\n") == 415);
  CHECK(judge_headers("Range: bytes=0-1\r\n") == 416);
  CHECK(judge_headers("Expect: 100-continue\r\n") == 417);
}

TEST_CASE("a POST says how long its body is, in digits and once", "[server]") {
  const auto post = [](const std::string& headers) {
    return parse_request_head(head("POST /x HTTP/1.1", "Host: localhost:8080\r\n" + headers),
                              kRules);
  };
  const auto parsed = post(
      "Content-Length: 0012\r\nContent-Type: Application/JSON; charset=utf-8\r\n"
      "Authorization: Bearer abc\r\n");
  const auto* request = std::get_if<RequestHead>(&parsed);
  REQUIRE(request != nullptr);
  CHECK(request->content_length == 12u);
  CHECK(request->content_type == "application/json");
  CHECK(request->authorization == "Bearer abc");
  CHECK(to_bytes(*request).find("abc") == std::string::npos);
  CHECK_FALSE(std::get<RequestHead>(post("")).content_length);
  CHECK(
      *std::get<RequestHead>(post("Content-Length: 99999999999999999999999\r\n")).content_length ==
      std::numeric_limits<std::size_t>::max());
  for (const std::string bad :
       {"Content-Length: +1\r\n", "Content-Length: 1 1\r\n", "Content-Length: 1,1\r\n",
        "Content-Length: 1\r\nContent-Length: 1\r\n", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 1\r\n",
        "Content-Type: text/plain\r\nContent-Type: application/json\r\n",
        "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"}) {
    INFO(bad);
    const auto refused = post(bad);
    REQUIRE(std::holds_alternative<HttpError>(refused));
    CHECK(std::get<HttpError>(refused).status == 400);
  }
}

TEST_CASE("pages of other sites may not post, by navigation neither", "[server]") {
  const std::string line = "POST /x HTTP/1.1", host = "Host: localhost:8080\r\n";
  CHECK(judge(head(line, host + "Sec-Fetch-Site: same-origin\r\n")) == 200);
  CHECK(judge(head(line, host + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")) ==
        403);
  CHECK(judge(head(line, host + "Origin: null\r\n")) == 403);
}

TEST_CASE("pages of other sites may link here but not fetch", "[server]") {
  CHECK(judge_headers("Origin: http://localhost:8080\r\n") == 200);
  CHECK(judge_headers("Origin: https://localhost:8080\r\n") == 403);
  CHECK(judge_headers("Origin: http://evil.example\r\n") == 403);
  CHECK(judge_headers("Origin: null\r\n") == 403);
  CHECK(judge_headers("Sec-Fetch-Site: same-origin\r\n") == 200);
  CHECK(judge_headers("Sec-Fetch-Site: none\r\n") == 200);
  CHECK(judge_headers("Sec-Fetch-Site: cross-site\r\n") == 403);
  CHECK(judge_headers("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n") == 403);
  CHECK(judge_headers("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n") == 200);
}

TEST_CASE("malformed header lines are refused", "[server]") {
  for (const std::string line : {"NoColon", ": no name", "Na me: x", " Folded: x", "\tFolded: x",
                                 "Bell: \x07", "A: b\rc", "A: b\nc"}) {
    INFO(line);
    CHECK(judge_headers(line + "\r\n") == 400);
  }
  CHECK(judge_headers(std::string("Nul: a\0b\r\n", 10)) == 400);
  std::string many;
  for (int i = 0; i < 8; ++i) many += "A: b\r\n";
  CHECK(judge_headers(many) == 431);
  for (const std::string bytes : {"", "\r\n", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n",
                                  "GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\nmore",
                                  "GET / HTTP/1.1\nHost: localhost:8080\n\n"}) {
    INFO(bytes);
    CHECK(judge(bytes) == 400);
  }
}

}  // namespace onrecord
