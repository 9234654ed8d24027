#pragma once

#include <cstddef>
#include <string_view>

namespace onrecord {

/// Every clue that speaks for or against two names being one, for people, then bodies, then
/// operations.
enum Weight : std::size_t {
  kPersonSame,
  kPersonShortForm,
  kPersonInitials,
  kPersonPart,
  kMiddleAgrees,
  kDoubleSurname,
  kSuffixOneSided,
  kOneDocument,
  kSameOffice,
  kSameBody,
  kSameTitle,
  kTitleElsewhere,
  kOtherOffice,
  kProminent,
  kNeighbours,
  kTopics,
  kSameRegion,
  kOtherRegion,
  kSameHome,
  kOtherHome,
  kBodySame,
  kBodyShort,
  kBodyAcronym,
  kAcronymTold,
  kBodyPart,
  kBodyNeighbours,
  kBodyRegion,
  kBodyOtherRegion,
  kBodyOtherHome,
  kOperationSameName,
  kOperationOtherName,
  kOperationUnnamed,
  kSameDays,
  kSomeDays,
  kOtherDays,
  kFarDays,
  kSamePlace,
  kOtherPlace,
  kSameAgencies,
  kOtherAgencies,
  kSameFigures,
  kOperationTopics,
  kWeights
};

/// What a clue of value 1 adds to the log-odds, natural logarithm.
struct ClueWeight {
  std::string_view name;  ///< for people who ask why
  double log_odds;
};

/// docs/resolution.md says where the weights come from.
const ClueWeight& weight_of(Weight clue);

}  // namespace onrecord
