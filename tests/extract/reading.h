#pragma once

#include <string>
#include <vector>

#include "extract/quotes.h"

namespace onrecord {

/// The tables built into the program, loaded once.
const Gazetteer& test_gazetteer();
const Lexicon& test_lexicon();

/// One text read up to its quotes, stage by stage.
struct Reading {
  explicit Reading(std::string text, std::string id = "test");
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  /// The entity's name, type and mentions: "person Ann Roe: Ann Roe|Roe". Those without mentions
  /// are left out.
  std::vector<std::string> actors() const;
  /// Who speaks, by quote: "Ann Roe", "Ann Roe + Bo Hart" when said jointly, "?two people" when
  /// the source stays under its own words.
  std::vector<std::string> speakers() const;
  /// "ERO Boston < Enforcement and Removal Operations": every pair of child and parent, sorted.
  std::vector<std::string> parents() const;
  /// The entity with a mention of just these words, or nullptr.
  const EntityRecord* mentioned(std::string_view words) const;

  Document document;
  Analysis analysis;
  Words words;
  std::vector<NameMention> names;
  DocumentEntities entities;
  AttributionContext context;
  std::vector<Attribution> attributions;
  std::vector<Quote> quotes;
};

}  // namespace onrecord
