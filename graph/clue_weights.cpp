#include "graph/clue_weights.h"

#include <array>

namespace onrecord {

namespace {

// In the order of Weight.
constexpr std::array<ClueWeight, kWeights> kTable = {{
    {"same given name and surname", 2.2},
    {"short form of the given name", 1.0},
    {"initials fit", -0.2},
    {"a part of the double surname", -1.0},
    {"middle name or initial agrees", 1.5},
    {"one double surname", 1.0},
    {"only one is Jr. or Sr.", -2.5},
    {"both in one document, told apart there", -3.0},
    {"same office", 2.5},
    {"same body", 1.5},
    {"same title", 1.5},
    {"same title elsewhere", -3.0},
    {"other office", -2.4},
    {"in many articles", 0.6},
    {"named together with the same", 1.8},
    {"documents share", 0.5},
    {"same region", 0.45},
    {"other region", -1.0},
    {"articles of the same region", 0.3},
    {"articles of other regions", -2.4},
    {"same name", 3.0},
    {"name without its form", 1.8},
    {"acronym", -0.5},
    {"the text says what the acronym stands for", 1.3},
    {"name without some of its words", -1.0},
    {"named together with the same", 1.2},
    {"same region", 1.5},
    {"other region", -5.0},
    {"articles of other regions", -3.4},
    {"same name", 2.5},
    {"other name", -2.5},
    {"one has no name", -1.0},
    {"same days", 2.5},
    {"some of the days", 1.5},
    {"other days", -2.5},
    {"long apart", -6.0},
    {"same place", 1.2},
    {"other region", -3.0},
    {"same agencies", 0.8},
    {"other agencies", -1.5},
    {"same figures", 1.5},
    {"documents share", 0.4},
}};

}  // namespace

const ClueWeight& weight_of(Weight clue) { return kTable[clue]; }

}  // namespace onrecord
