#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity.h"
#include "model/ids.h"

namespace onrecord {

// What entity resolution across documents says: which entities of which documents are one.

/// In one document, an entity is another one.
struct Resolved {
  EntityId from;  ///< as it was extracted
  EntityId to;
  EntityType type = EntityType::Person;  ///< of `to`: one document may take a body for a company
  auto operator<=>(const Resolved&) const = default;
};

/// Everything that resolution changes in one document.
struct DocumentResolution {
  DocumentId document;
  std::vector<Resolved> entities;  ///< sorted, each `from` once, never empty
  bool operator==(const DocumentResolution&) const = default;
};

/// How a pair of look-alikes was judged. stored: never renumber
enum class Verdict : std::uint8_t {
  Doubtful = 1,  ///< two entities that may be one: for a person to decide
  Joined = 2,    ///< surely one: joined
  Parted = 3,    ///< two of one name that documents tell apart: parted
};

/// Two entities that look alike, and what was made of them.
struct Candidate {
  Verdict verdict = Verdict::Doubtful;
  EntityType type = EntityType::Person;
  EntityId a, b;  ///< as resolution leaves them; joined: equal. a is the one in more documents
  std::string a_name, b_name;
  std::vector<DocumentId> a_documents, b_documents;  ///< sorted, the first few
  double probability = 0.0;                          ///< that the two are one, calibrated
  /// "for: both sheriff of Harrow County", "against: one in Maine, one in Ohio", strongest first.
  std::vector<std::string> reasons;
  bool operator==(const Candidate&) const = default;
};

std::string_view to_string(Verdict verdict);

/// The id of one of several who share a name: another one for every document that it is made from,
/// so that it stays while that document does.
EntityId make_parted_id(EntityId id, const DocumentId& document);

}  // namespace onrecord
