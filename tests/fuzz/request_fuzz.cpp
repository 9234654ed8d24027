// Any bytes on a connection: requests that are what they say, or one refusal with a reason; and the
// same ones however the bytes are cut into pieces on their way.
#include <algorithm>

#include "model/code_points.h"
#include "server/admission.h"
#include "server/request_reader.h"
#include "server/target.h"
#include "tests/fuzz/fuzz_input.h"

namespace onrecord {
namespace {

const std::string kToken = "t0ken";

constexpr Route kTable[] = {
    {"/read", "q", nullptr},
    {"/read/:id", "", nullptr},
    {"/form", "", nullptr, Method::Post, RouteAccess::Read, BodyType::Form},
    {"/write", "", nullptr, Method::Post, RouteAccess::Write},
    {"/write/:id", "", nullptr, Method::Delete, RouteAccess::Write},
};

/// Small, so that short inputs reach them.
ConnectionLimits limits() {
  ConnectionLimits limits;
  limits.max_head_bytes = 512;
  limits.max_path_bytes = 64;
  limits.max_query_bytes = 64;
  return limits;
}

HeadRules rules() { return {80, 64, 64, 8, {"localhost", "127.0.0.1", "[::1]"}}; }

AccessRules access() {
  AccessRules access;
  access.token = TokenHash(kToken);
  access.max_body_bytes = 256;
  access.max_form_bytes = 64;
  return access;
}

void check_request(const RequestReader::Taken& taken) {
  const RequestHead& head = taken.head;
  expect(taken.body.size() == head.content_length.value_or(0), "the body has its length");
  expect(taken.body.size() <= 256, "a body keeps to the limit");
  expect(taken.body.empty() || head.method == "POST", "no other method has a body");
  expect(head.method == "GET" || head.method == "HEAD" || head.method == "POST" ||
             head.method == "DELETE",
         "other methods do not come through");
  expect(!head.target.empty() && head.target.front() == '/' &&
             std::all_of(head.target.begin(), head.target.end(),
                         [](char c) { return c > ' ' && c <= '~'; }),
         "a target is a path in visible ASCII");
  const bool writes = head.method == "DELETE" || head.target.starts_with("/write");
  expect(!writes || head.method == "GET" || head.method == "HEAD" ||
             head.authorization.find(kToken) != std::string::npos,
         "nobody writes without the token");
  // The library behind sees what we write, and must see the same.
  RequestHead plain = head;
  plain.content_length.reset();
  const std::string bytes = to_bytes(plain);
  const auto again = parse_request_head(bytes, rules());
  const auto* same = std::get_if<RequestHead>(&again);
  expect(same != nullptr && to_bytes(*same) == bytes, "what is handed on passes again");
  if (const auto target = parse_target(head.target)) {
    for (const std::string& segment : target->segments) {
      expect(!segment.empty() && !find_invalid_utf8(segment), "segments are texts");
    }
    for (const auto& [name, value] : target->query) {
      expect(!find_invalid_utf8(name) && !find_invalid_utf8(value), "parameters are texts");
    }
  }
}

/// What comes of the bytes when they arrive in pieces of so many: a line for each request, and how
/// it ended.
std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
  static const ConnectionLimits kLimits = limits();
  static const HeadRules kRules = rules();
  static const AccessRules kAccess = access();
  static const Admission kAdmission = [](const RequestHead& head) {
    return admit(kAccess, kTable, head);
  };
  RequestReader reader(kLimits, kRules, kAdmission);
  std::string told;
  while (!bytes.empty() && reader.state() != RequestReader::State::Refused) {
    reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (reader.state() == RequestReader::State::Ready) {
      const RequestReader::Taken taken = reader.take();
      check_request(taken);
      told += to_bytes(taken.head) + taken.head.content_type + "\n" + taken.body + "\n";
    }
  }
  if (reader.end(true) == RequestReader::State::Refused) {
    const HttpError& error = reader.refusal();
    expect(
        error.status >= 400 && error.status < 600 && !error.code.empty() && !error.message.empty(),
        "a refusal has a status and a reason");
    expect((error.status == 405) == !error.allow.empty(), "405 and no other says what is allowed");
    told += std::to_string(error.status) + " " + error.message;
  }
  return told;
}

}  // namespace
}  // namespace onrecord

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const std::string host = "Host: localhost\r\n";
  const std::string post = host +
                           "Authorization: Bearer t0ken\r\nContent-Type: application/json\r\n"
                           "Content-Length: 2\r\n\r\n{}";
  onrecord::add_seeds(
      *argc, *argv,
      {"\1GET /read?q=a%20b HTTP/1.1\r\n" + host + "\r\n",
       "\7GET /read/%C3%A9 HTTP/1.1\r\n" + host +
           "Connection: close\r\n\r\nHEAD /read HTTP/1.1\r\n" + host + "\r\n",
       "\3POST /write HTTP/1.1\r\n" + post + "DELETE /write/1 HTTP/1.1\r\n" + host +
           "Authorization: Bearer t0ken\r\n\r\n",
       "\2POST /form HTTP/1.1\r\n" + host +
           "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\nq=1",
       "\4POST /write HTTP/1.1\r\n" + host +
           "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
       "\5PUT /write HTTP/1.1\r\n" + host +
           "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\nRange: bytes=0-1\r\n\r\n"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  if (size == 0) return 0;
  const std::string_view bytes = to_text(data + 1, size - 1);
  const std::string whole = read_in_pieces(bytes, bytes.size() + 1);
  expect(read_in_pieces(bytes, 1) == whole, "one byte at a time says the same");
  expect(read_in_pieces(bytes, data[0] % 64 + 1) == whole, "pieces say the same");
  return 0;
}
