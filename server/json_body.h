#pragma once

#include <rapidjson/document.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// The body of a request as a JSON object whose members are all among the blank-separated `known`.
/// An empty body is an empty object. InvalidInput otherwise; messages name the member.
Result<rapidjson::Document> parse_body(std::string_view body, std::string_view known);

/// A member that is a string or a list of strings; empty when it is absent.
Result<std::string> body_text(const rapidjson::Value& body, const char* name);
Result<std::vector<std::string>> body_texts(const rapidjson::Value& body, const char* name);

}  // namespace onrecord
