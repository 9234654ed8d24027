#include "tests/server/writing_server.h"

#include "model/json.h"

namespace onrecord {
namespace {

DocumentIntake test_intake() {
  DocumentIntake intake;
  intake.read = [](std::string_view row, std::string_view item) -> Result<Document> {
    const auto json = parse_json(row, item);
    if (!json) return json.error();
    if (!json->IsObject() || !json->HasMember("text")) {
      return Error{ErrorCode::InvalidInput, std::string(item) + ": no text"};
    }
    Document document;
    document.id.value = (*json)["id"].GetString();
    document.text = (*json)["text"].GetString();
    document.published = {2024, 9, 1};
    return document;
  };
  intake.extract = [](const Document& document) -> Result<Extraction> {
    if (document.text == "unreadable") return Error{ErrorCode::InvalidInput, "cannot be read"};
    // Nothing of the test framework: this runs on a thread of the server.
    Extraction extraction;
    extraction.document = document.id;
    extraction.extractor = {"0.1.0", "00000000000000aa"};
    extraction.sentences = {{0, static_cast<std::uint32_t>(document.text.find('\n'))}};
    EntityRecord ida;
    ida.entity = {
        make_entity_id(EntityType::Person, "Ida Nord"), EntityType::Person, "Ida Nord", {}, {}};
    ida.mentions = {{0, 8}};
    extraction.entities = {ida};
    return extraction;
  };
  return intake;
}

}  // namespace

ServerOptions writable() {
  ServerOptions options;
  options.token = TokenHash(kWriteToken);
  options.intake = test_intake();
  return options;
}

RawReply send(std::uint16_t port, const std::string& method, const std::string& target,
              const std::string& body, const std::string& type, const std::string& token) {
  std::string bytes = method + " " + target +
                      " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                      "\r\nConnection: close\r\n";
  if (!token.empty()) bytes += "Authorization: Bearer " + token + "\r\n";
  if (method == "POST") {
    bytes +=
        "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return send_raw(port, bytes + "\r\n" + body);
}

}  // namespace onrecord
