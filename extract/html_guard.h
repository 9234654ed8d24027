#pragma once

#include <string_view>

#include "model/result.h"

namespace onrecord {

/// Refuses, in linear time, pages on which libxml2's parser takes time that grows faster than
/// their size: more than 256 attributes in a tag (each is compared with all before it), more than
/// 2,000,000 tags and entities (an end tag is looked for among all open ones), more than 20,000
/// different names of them (a hash table that stops growing).
Status check_html(std::string_view html, std::string_view item);

}  // namespace onrecord
