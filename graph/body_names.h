#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// How two names of public bodies, organizations or operations belong together.
enum class BodiesAlike {
  No,       ///< a word that tells differs: "Harbor Unions Council", "Harbor Owners Council"
  Acronym,  ///< the first letters of the other
  Part,     ///< words of the other are left out, the first is not: "Delta", "Delta Freight Lines"
  Short,    ///< words that name a form are left out: "Delta Freight", "Delta Freight Co."
  Same,     ///< but for case, marks, "the" and spelling of common words
};

/// A name as it is compared: folded, "dept" written out, without "the", "of", "and", "for".
struct BodyName {
  std::vector<std::string> words;  ///< all that tell or name a form
  std::string acronym;             ///< "hcso" when the name is one word of 2 to 6 capitals
  std::string letters;             ///< first letters of all words but "the", "of", "and", "for"
};

BodyName parse_body_name(std::string_view name);
BodiesAlike compare(const BodyName& a, const BodyName& b);

/// Names that could be one body's share a key.
std::vector<std::string> blocking_keys(const BodyName& name);

/// Whether a name is of the kind that every county or city has one of: "Lincoln County Sheriff's
/// Office", "Springfield Police Department".
bool is_local_form(const BodyName& name);

}  // namespace onrecord
