#pragma once

#include <vector>

#include "extract/entities.h"

namespace onrecord {

/// How probable it is that each entity is spoken of as "she": by the given name, and by titles that
/// stand before its mentions ("Ms. Roe", "spokeswoman Roe"). 0.5 when nothing is known and for
/// what is no person. One number an entity, 0 to 1.
std::vector<double> female_probabilities(const Words& words, const DocumentEntities& entities,
                                         const Gazetteer& gazetteer);

}  // namespace onrecord
