#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// A person's name in parts, folded for search: "Calvin \"Duke\" O'Neil-Mabry Jr.".
struct PersonName {
  std::vector<std::string> given;      ///< {"calvin"}; initials are one letter long
  std::vector<std::string> nicknames;  ///< {"duke"}
  std::vector<std::string> surname;    ///< {"oneil", "mabry"}: its parts around hyphens
  std::string suffix;                  ///< "jr"
  bool whole() const { return !given.empty() && !surname.empty(); }
};

PersonName parse_person_name(std::string_view name);

/// What the name that a short form stands for begins with: "bob" -> "robert"; else the name itself.
/// From the common English short forms; of several, the most usual.
std::string_view formal_given_name(std::string_view given);

enum class NamesAlike {
  No,         ///< they cannot be one person's: "Ann Roe" and "Beth Roe", "Roe Jr." and "Roe Sr."
  Part,       ///< only a part of a double surname is shared: "Ana Ruiz-Vega", "Ana Ruiz"
  Initials,   ///< one has initials where the other has names: "R. J. Roe", "Robert Roe"
  ShortForm,  ///< "Bob Roe", "Robert Roe"
  Same,       ///< given name and surname
};

struct NameComparison {
  NamesAlike alike = NamesAlike::No;
  bool middle_agrees = false;     ///< both have a middle name or initial
  bool double_surname = false;    ///< both have the same of several parts
  bool suffix_one_sided = false;  ///< one is "Jr."
};

/// Both whole.
NameComparison compare(const PersonName& a, const PersonName& b);

/// People whose names could be one person's share a key: surname part and first letter of the
/// formal given name.
std::vector<std::string> blocking_keys(const PersonName& name);

}  // namespace onrecord
