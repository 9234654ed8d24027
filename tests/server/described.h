#pragma once

#include <rapidjson/document.h>

#include <string>

#include "tests/server/http_client.h"

namespace onrecord {

/// server/openapi.yaml as JSON.
const rapidjson::Document& description();

/// What `value` stands for: the part of the description that its $ref names, else itself. A $ref
/// that names nothing fails the test.
const rapidjson::Value& resolved(const rapidjson::Value& value);

std::string to_text(const rapidjson::Value& json);

/// The pattern of the description that a path fits ("/api/v1/entities/{id}"); "" when none does.
std::string described_path(const std::string& target);

/// What is wrong with a JSON text by a schema that stands in the description at `pointer`
/// ("/components/schemas/Error"); "" when nothing is.
std::string trouble(const std::string& pointer, const std::string& json);

/// What breaks the description in a reply: a status, type or shape that is not described for the
/// path and method, or an error that is not like others. "" when nothing does; replies of paths
/// that are not described are looked at only when they are errors in JSON. method, target: "" when
/// unknown. head_only: the reply has no body to look at.
std::string breach(const std::string& method, const std::string& target, const RawReply& reply,
                   bool head_only = false);

}  // namespace onrecord
