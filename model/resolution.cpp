#include "model/resolution.h"

#include "model/hash_input.h"

namespace onrecord {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Doubtful:
      return "doubtful";
    case Verdict::Joined:
      return "joined";
    case Verdict::Parted:
      return "parted";
  }
  return "";
}

EntityId make_parted_id(EntityId id, const DocumentId& document) {
  return {HashInput().text("parted").number(id.value).text(document.value).hash()};
}

}  // namespace onrecord
