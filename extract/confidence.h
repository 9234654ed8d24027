#pragma once

#include <string>
#include <string_view>

#include "model/extraction.h"

namespace onrecord {

/// One way in which a text tells a relation, and the probability in [0, 1] that a relation found
/// in this way holds. Fitted by bench/relation_confidence.py, which see, on the dev documents only.
struct Way {
  std::string_view name;  ///< stands in the evidence after the program's version; no ", " in it
  double confidence = 0.0;
};

/// What stands in evidence: "onrecord 0.1.0, title before name".
inline std::string name_of(const ExtractorInfo& extractor, const Way& way) {
  std::string name = "onrecord ";
  name += extractor.version;
  name += ", ";
  name += way.name;
  return name;
}

/// A way of finding an office: whose it is may be told or stay open.
struct OfficeWay {
  Way owned, open;
};

/// How sure each rule is that its statement holds.
struct Confidence {
  /// "Boston Mayor Michelle Wu"
  static constexpr OfficeWay kTitleBeforeName{{"title before name", 0.94},
                                              {"title before name; open", 0.88}};
  /// "Jorge Field, director for ICE"
  static constexpr OfficeWay kTitleAfterName{{"title after name", 0.91},
                                             {"title after name; open", 0.87}};
  /// "The mayor of Boston, Michelle Wu,"
  static constexpr OfficeWay kTitleCommaName{{"title and comma before name", 0.91},
                                             {"title and comma before name; open", 0.73}};
  /// "Its director, Jorge Field,"
  static constexpr OfficeWay kTitleOfPronoun{{"title after its", 0.79},
                                             {"title after its; open", 0.88}};
  /// "X is the director of", "X, who leads"
  static constexpr OfficeWay kTitleByVerb{{"title by verb", 0.91}, {"title by verb; open", 0.90}};
  /// "X, who was mayor of": a verb in a clause beside the name
  static constexpr OfficeWay kTitleInClause{{"title in clause", 0.91},
                                            {"title in clause; open", 0.90}};
  /// name line, title line
  static constexpr OfficeWay kTitleLine{{"title on next line", 0.84},
                                        {"title on next line; open", 0.88}};

  // Who ran an operation.
  static constexpr Way kAgentOfPassive{"after by", 0.99};      ///< "was led by the FBI"
  static constexpr Way kSubjectOfRun{"subject of run", 0.99};  ///< "ICE conducted the operation"
  static constexpr Way kSubjectOfArrest{"subject of arrest", 0.98};  ///< "ICE arrested 45 people"
  static constexpr Way kSubjectOfWork{"subject of worked with", 0.98};
  static constexpr Way kBodyBeforeNoun{"body before noun", 0.98};     ///< "the ICE operation"
  static constexpr Way kAnnouncedResults{"announced results", 0.98};  ///< and nobody else ran it
  // With whom.
  static constexpr Way kAfterPartnerWords{"after with help from", 0.96};
  static constexpr Way kAfterWith{"after with", 0.93};  ///< "an operation with the FBI"
  static constexpr Way kTookPart{"subject of took part", 0.93};
  static constexpr Way kListedPartner{"listed as partner", 0.82};  ///< operation told before
  // Where.
  static constexpr Way kPlaceBeforeNoun{"place before noun", 0.72};  ///< "the Boston raids"
  static constexpr Way kPlaceWithEvent{"place after in; operation", 0.85};
  static constexpr Way kPlaceWithCount{"place after in; count", 0.85};  ///< "45 arrested in Kent"
  static constexpr Way kPlaceOfCase{"place of one arrest",
                                    0.91};  ///< "In Kent, a man was arrested"
  static constexpr Way kReach{"reached from to", 0.92};
  static constexpr Way kPlaceOfFigure{"place of a figure", 0.98};
  static constexpr Way kPlaceOfOffice{"place of the office", 0.91};  ///< ERO Boston's, if no other
  // Against whom, and when.
  static constexpr Way kTarget{"object of targeted", 0.85};
  static constexpr Way kDateRange{"date range", 0.99};
  static constexpr Way kDateByVerb{"date by began or ended", 0.98};
  static constexpr Way kDay{"day", 0.98};

  // Counted results: by what they count, times how they are told.
  static constexpr Way kFigure{"figure", 0.93};
  static constexpr Way kFigureOfKind{"figure of a kind", 0.73};    ///< "12 gang members"
  static constexpr Way kFigureOfPlace{"figure of a place", 0.96};  ///< "45 arrests in Kent"
  static constexpr Way kShare{"share", 0.62};                      ///< "65 percent"
  static constexpr double kOutcomeByVerb = 1.0;
  static constexpr double kOutcomeInTable = 1.0;
  static constexpr double kOutcomeInList = 1.0;
  static constexpr double kOutcomeElliptic = 0.96;  ///< "while 101 in Los Angeles"

  // Factors of a quote's own confidence: who spoke.
  static constexpr Way kNamedSource{"named source", 0.99};
  static constexpr Way kPronounSource{"pronoun source", 0.92};
  static constexpr Way kDescribedSource{"described source", 0.94};  ///< "the agency"
  static constexpr Way kNoSource{"no source", 0.97};                ///< a signed quote goes on
  // And about what.
  static constexpr Way kPersonInQuote{"person named in quote", 0.73};
  static constexpr Way kBodyInQuote{"body named in quote", 0.83};
  static constexpr Way kPlaceInQuote{"place named in quote", 0.90};
  static constexpr Way kOperationInQuote{"operation told in quote", 0.76};
  static constexpr Way kReferredToInQuote{"referred to in quote", 0.80};  ///< "our agency"
  static constexpr Way kFigureInQuote{"figure in quote", 0.76};
  static constexpr Way kDeedInQuote{"deed in quote", 0.75};  ///< "we arrested hundreds"
  static constexpr Way kFocusOfParagraph{"focus of paragraph", 0.31};

  // By gazetteer or name.
  static constexpr Way kParentInTable{"by gazetteer", 0.98};  ///< part_of, located_in
  static constexpr Way kParentByName{"by name", 0.85};        ///< "ERO Boston" is part of ERO
  static constexpr Way kMention{"mention", 0.95};
};

}  // namespace onrecord
