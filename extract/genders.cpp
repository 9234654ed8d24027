#include "extract/genders.h"

namespace onrecord {

std::vector<double> female_probabilities(const Words& words, const DocumentEntities& entities,
                                         const Gazetteer& gazetteer) {
  std::vector<double> female(entities.entities().size(), 0.5);
  for (std::size_t e = 0; e < female.size(); ++e) {
    if (entities.entity(e).type != EntityType::Person) continue;
    const std::string& name = entities.entity(e).name;
    const std::size_t blank = name.find(' ');
    if (blank == std::string::npos) continue;
    if (const auto p = gazetteer.female_probability(name.substr(0, blank))) female[e] = *p;
  }
  for (const DocumentEntities::Link& link : entities.links()) {
    const std::size_t token = words.analysis().token_at(link.span.begin);
    if (token == 0 || entities.entity(link.entity).type != EntityType::Person) continue;
    const std::string_view before = words.at(token - 1);
    if (before == "ms." || before == "mrs." || before.ends_with("woman")) {
      female[link.entity] = 1;
    } else if (before == "mr." || before.ends_with("sman")) {
      female[link.entity] = 0;
    }
  }
  return female;
}

}  // namespace onrecord
