#pragma once

namespace onrecord {

/// How sure each rule is that its statement holds, as a probability in [0, 1]. These are first
/// estimates that rank the rules among each other; nobody has calibrated them against annotated
/// text yet. They stand here alone so that a script can refit them.
struct Confidence {
  static constexpr double kTitleBeforeName = 0.9;  ///< "Boston Mayor Michelle Wu"
  static constexpr double kTitleAfterName = 0.9;   ///< "Jorge Field, director for ICE"
  static constexpr double kTitleCommaName = 0.8;   ///< "The mayor of Boston, Michelle Wu,"
  static constexpr double kTitleByVerb = 0.75;     ///< "X is the director of", "X, who leads"
  static constexpr double kTitleLine = 0.85;       ///< name line, title line
  static constexpr double kWithoutObject = 0.85;   ///< factor: whose office stays open
  static constexpr double kPartyState = 0.85;      ///< "Sen. X, D-Ohio"

  static constexpr double kNamedOperation = 0.9;
  static constexpr double kUnnamedOperation = 0.75;
  static constexpr double kActorByVerb = 0.85;    ///< "ICE conducted the operation"
  static constexpr double kActorByArrest = 0.75;  ///< "ICE arrested 45 people"
  static constexpr double kOutcomeByVerb = 0.85;
  static constexpr double kOutcomeInTable = 0.85;
  static constexpr double kOutcomeInList = 0.75;
  static constexpr double kOutcomeElliptic = 0.7;  ///< "while 101 in Los Angeles"
  static constexpr double kPlace = 0.8;
  static constexpr double kTarget = 0.75;
  static constexpr double kDates = 0.8;

  static constexpr double kNamedInQuote = 0.9;       ///< about: named in the content
  static constexpr double kReferredToInQuote = 0.7;  ///< about: "these arrests"
  static constexpr double kWorkOfSpeaker = 0.5;      ///< about: what the speaker's body did
  static constexpr double kParentInTable = 0.95;     ///< part_of, located_in by gazetteer
  static constexpr double kParentByName = 0.85;      ///< "ERO Boston" is part of ERO
  static constexpr double kMention = 0.95;
};

}  // namespace onrecord
