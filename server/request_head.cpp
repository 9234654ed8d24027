// Reads a request head strictly: one pass over lines that must end in CRLF, every header checked,
// the few that matter looked at. Whatever could hide a body or ask for a special service is refused
// before any other code sees it, because those are the places where the HTTP library is weak.

#include "server/request_head.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace onrecord {
namespace {

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

bool is_token(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kTokenMarks.find(c) != std::string_view::npos;
  });
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view value) {
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  return value;
}

HttpError malformed(std::string message) { return {400, "invalid_input", std::move(message)}; }

using Headers = std::map<std::string, std::vector<std::string>>;

/// The lines between CRLFs, without the empty last one; nothing when a CR or LF stands alone.
std::optional<std::vector<std::string_view>> split_lines(std::string_view head) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = head.find("\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = head.substr(0, end);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      return std::nullopt;
    }
    head.remove_prefix(end + 2);
    if (line.empty()) break;
    lines.push_back(line);
  }
  if (!head.empty() || lines.empty()) return std::nullopt;
  return lines;
}

std::optional<HttpError> parse_request_line(std::string_view line, const HeadRules& rules,
                                            RequestHead& out) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return malformed("the request line is not 'METHOD target HTTP/1.1'");
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return malformed("the method is not a word");
  if (version.substr(0, 5) != "HTTP/") return malformed("the request line names no HTTP version");
  if (version != "HTTP/1.1") {
    return HttpError{505, "unsupported", "only HTTP/1.1 is spoken here"};
  }
  if (target.empty() || target.front() != '/') {
    return malformed("the request target must be a path that begins with '/'");
  }
  const std::string_view path = target.substr(0, target.find('?'));
  if (path.size() > rules.max_path_bytes) {
    return HttpError{414, "too_large",
                     "the path is longer than " + std::to_string(rules.max_path_bytes) + " bytes"};
  }
  if (target.size() - path.size() > rules.max_query_bytes) {
    return HttpError{
        414, "too_large",
        "the query is longer than " + std::to_string(rules.max_query_bytes) + " bytes"};
  }
  for (const char c : target) {
    if (c <= ' ' || c > '~' || c == '#') {
      return malformed("the request target holds a byte that must be percent-encoded");
    }
  }
  out.method = method;
  out.target = target;
  return std::nullopt;
}

std::optional<HttpError> parse_headers(const std::vector<std::string_view>& lines,
                                       const HeadRules& rules, Headers& out) {
  if (lines.size() - 1 > rules.max_headers) {
    return HttpError{431, "too_large",
                     "more than " + std::to_string(rules.max_headers) + " header lines"};
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t colon = lines[i].find(':');
    if (colon == std::string_view::npos || !is_token(lines[i].substr(0, colon))) {
      return malformed("header line " + std::to_string(i) + " is not 'Name: value'");
    }
    const std::string_view value = trim(lines[i].substr(colon + 1));
    for (const char c : value) {
      if ((static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f) {
        return malformed("header line " + std::to_string(i) + " holds a control character");
      }
    }
    out[lower(lines[i].substr(0, colon))].emplace_back(value);
  }
  return std::nullopt;
}

/// One of our names with our port; without it only where it is the default.
bool is_ours(std::string_view host, const HeadRules& rules) {
  const std::string name = lower(host);
  const std::string suffix = ":" + std::to_string(rules.port);
  return std::any_of(rules.hosts.begin(), rules.hosts.end(), [&](const std::string& own) {
    return name == own + suffix || (rules.port == 80 && name == own);
  });
}

/// A page on another site may link here, but neither fetch from here nor post to here.
bool is_foreign_fetch(const Headers& headers, std::string_view method, const HeadRules& rules) {
  const auto origin = headers.find("origin");
  if (origin != headers.end()) {
    for (const std::string& value : origin->second) {
      if (value.substr(0, 7) != "http://" || !is_ours(std::string_view(value).substr(7), rules)) {
        return true;
      }
    }
  }
  const auto site = headers.find("sec-fetch-site");
  if (site == headers.end()) return false;
  const auto mode = headers.find("sec-fetch-mode");
  const bool navigates = (method == "GET" || method == "HEAD") && mode != headers.end() &&
                         mode->second.size() == 1 && mode->second[0] == "navigate";
  return !navigates && std::any_of(site->second.begin(), site->second.end(), [](const auto& value) {
    return value != "same-origin" && value != "none";
  });
}

std::optional<HttpError> check_host(const Headers& headers, const HeadRules& rules,
                                    RequestHead& out) {
  const auto host = headers.find("host");
  if (host == headers.end()) return malformed("there is no Host header");
  if (host->second.size() != 1) return malformed("there is more than one Host header");
  if (!is_ours(host->second[0], rules)) {
    return HttpError{
        421, "misdirected_request",
        "this server answers only for " + rules.hosts.front() + ":" + std::to_string(rules.port)};
  }
  out.host = host->second[0];
  return std::nullopt;
}

/// The digits of a Content-Length; more than fit are as many as there can be.
std::size_t to_length(std::string_view digits) {
  std::size_t length = 0;
  for (const char digit : digits) {
    if (length > (std::numeric_limits<std::size_t>::max() - 9) / 10) {
      return std::numeric_limits<std::size_t>::max();
    }
    length = length * 10 + static_cast<std::size_t>(digit - '0');
  }
  return length;
}

/// A body is so many bytes of one type, as they are; whatever would shape it otherwise is refused.
std::optional<HttpError> check_body(const Headers& headers, RequestHead& out) {
  if (headers.count("transfer-encoding") != 0) {
    return malformed("Transfer-Encoding is not accepted; send a Content-Length");
  }
  const auto length = headers.find("content-length");
  if (length != headers.end()) {
    if (length->second.size() != 1) return malformed("there is more than one Content-Length");
    const std::string& value = length->second[0];
    if (value.empty() || value.find_first_not_of("0123456789") != std::string::npos) {
      return malformed("Content-Length is not a number");
    }
    out.content_length = to_length(value);
  }
  if (headers.count("content-encoding") != 0) {
    return HttpError{415, "unsupported", "Content-Encoding is not accepted"};
  }
  const auto type = headers.find("content-type");
  if (type == headers.end()) return std::nullopt;
  if (type->second.size() != 1) return malformed("there is more than one Content-Type");
  const std::string value = lower(type->second[0]);
  out.content_type = trim(std::string_view(value).substr(0, value.find(';')));
  if (out.content_type.substr(0, 10) == "multipart/") {
    return HttpError{415, "unsupported", "multipart requests are not accepted"};
  }
  return std::nullopt;
}

bool asks_to_close(const Headers& headers) {
  const auto connection = headers.find("connection");
  if (connection == headers.end()) return false;
  return std::any_of(
      connection->second.begin(), connection->second.end(),
      [](const std::string& value) { return lower(value).find("close") != std::string::npos; });
}

}  // namespace

std::variant<RequestHead, HttpError> parse_request_head(std::string_view head,
                                                        const HeadRules& rules) {
  const auto lines = split_lines(head);
  if (!lines) return malformed("the request head is not lines that end in CRLF");
  RequestHead out;
  Headers headers;
  if (auto error = parse_request_line((*lines)[0], rules, out)) return *error;
  if (auto error = parse_headers(*lines, rules, headers)) return *error;
  if (auto error = check_host(headers, rules, out)) return *error;
  if (is_foreign_fetch(headers, out.method, rules)) {
    return HttpError{403, "forbidden", "pages of other sites may not ask this server"};
  }
  if (auto error = check_body(headers, out)) return *error;
  if (headers.count("range") != 0) {
    return HttpError{416, "unsupported", "Range is not accepted; replies come whole"};
  }
  if (headers.count("expect") != 0) {
    return HttpError{417, "unsupported", "Expect is not accepted"};
  }
  const auto authorization = headers.find("authorization");
  if (authorization != headers.end()) {
    if (authorization->second.size() != 1) return malformed("there is more than one Authorization");
    out.authorization = authorization->second[0];
  }
  out.keep_alive = !asks_to_close(headers);
  return out;
}

std::string to_bytes(const RequestHead& head) {
  return head.method + " " + head.target + " HTTP/1.1\r\nHost: " + head.host +
         "\r\nConnection: " + (head.keep_alive ? "keep-alive" : "close") + "\r\n\r\n";
}

}  // namespace onrecord
