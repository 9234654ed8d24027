#include "bench/realistic_world.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace onrecord::realistic {
namespace {

/// The commonest words.
constexpr std::array<std::string_view, 32> kShortWords = {
    "ba", "of",  "en", "la",  "te",  "in",  "sol", "por", "mar", "ka", "del",
    "ro", "ven", "al", "so",  "per", "un",  "ne",  "gal", "tor", "es", "wil",
    "da", "fen", "lo", "qui", "ran", "sel", "ta",  "om",  "dra", "ste"};

constexpr std::array<std::string_view, 16> kTitles = {
    "director",        "deputy director", "spokesman",      "spokeswoman",
    "chief",           "deputy chief",    "sheriff",        "mayor",
    "commissioner",    "special agent",   "field director", "prosecutor",
    "public defender", "press secretary", "secretary",      "captain"};

/// A different string for each number: its digits in base 64 as syllables, at least two.
std::string spelled(std::uint64_t number) {
  constexpr std::string_view kConsonants = "bcdfghjklmnprstv";
  constexpr std::string_view kVowels = "aeio";
  std::string text;
  for (int syllables = 0; number > 0 || syllables < 2; ++syllables, number /= 64) {
    text += kConsonants[number % 16];
    text += kVowels[number / 16 % 4];
  }
  return text;
}

std::string capitalised(std::string word) {
  word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

/// Numbers 0, 1, 2 ... in an order that looks drawn; each of 2^26 once.
std::uint64_t scattered(std::uint64_t number) {
  return (number * 0x2545f49 + 0x1234567) % 0x4000000;
}

std::string proper_name(std::uint64_t number) { return capitalised(spelled(scattered(number))); }

double share_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return 0.52;
    case EntityType::Agency:
      return 0.09;
    case EntityType::Organization:
      return 0.12;
    case EntityType::Place:
      return 0.15;
    case EntityType::Operation:
      return 0.12;
  }
  return 0.0;
}

std::string decimal(double degrees) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", degrees);
  return text;
}

}  // namespace

std::uint64_t Draw::next() {
  std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

std::uint64_t Draw::zipf(std::uint64_t count) {
  // The density 1/x on [kHead, count + kHead) is that of kHead e^(u ln(count / kHead + 1)).
  constexpr double kHead = 12.0;
  const double drawn =
      kHead * std::expm1(fraction() * std::log1p(static_cast<double>(count) / kHead));
  return std::min(static_cast<std::uint64_t>(drawn), count - 1);
}

double Draw::confidence(double least, double most) {
  return std::round((least + fraction() * (most - least)) * 1000.0) / 1000.0;
}

std::uint64_t World::count(EntityType type) const {
  const auto share = static_cast<std::uint64_t>(static_cast<double>(entities_) * share_of(type));
  return std::max<std::uint64_t>(share, 20);
}

Draw World::facts(EntityType type, std::uint64_t rank, std::uint64_t which) const {
  Draw draw(seed_ ^ (static_cast<std::uint64_t>(type) << 60) ^ (which << 52) ^ rank);
  draw.next();
  return draw;
}

Entity World::entity(EntityType type, std::uint64_t rank) const {
  Draw draw = facts(type, rank, 1);
  const std::string own = proper_name(rank);
  Entity made;
  made.type = type;
  switch (type) {
    case EntityType::Person: {
      const std::string first = capitalised(spelled(draw.pick(900)));
      made.name = first + " " + own;
      if (draw.chance(0.4)) made.aliases = {own};
      break;
    }
    case EntityType::Agency: {
      constexpr std::array<std::string_view, 5> kKinds = {"Police Department", "Sheriff’s Office",
                                                          "Border Office", "County Court",
                                                          "Department of Justice"};
      made.name = own + " " + std::string(kKinds[draw.pick(kKinds.size())]);
      if (draw.chance(0.3)) made.aliases = {own.substr(0, 2) + "PD"};
      break;
    }
    case EntityType::Organization: {
      constexpr std::array<std::string_view, 4> kKinds = {"Union", "Legal Aid", "Holdings",
                                                          "Alliance"};
      made.name = own + " " + std::string(kKinds[draw.pick(kKinds.size())]);
      break;
    }
    case EntityType::Place: {
      made.name = own;
      made.attributes = {{"geonames", std::to_string(4'000'000 + rank)},
                         {"kind", parent_place(rank) == rank ? "state" : "city"},
                         {"lat", decimal(25.0 + draw.fraction() * 24.0)},
                         {"lon", decimal(-124.0 + draw.fraction() * 57.0)}};
      break;
    }
    case EntityType::Operation:
      made.name = "Operation " + capitalised(spelled(draw.pick(900))) + " " + own;
      break;
  }
  made.id = make_entity_id(type, made.name);
  return made;
}

std::uint64_t World::employer(std::uint64_t person) const {
  Draw draw = facts(EntityType::Person, person, 2);
  return draw_rank(EntityType::Agency, draw);
}

std::string_view World::title(std::uint64_t person) const {
  return kTitles[facts(EntityType::Person, person, 3).pick(kTitles.size())];
}

std::uint64_t World::seat(std::uint64_t agency) const {
  Draw draw = facts(EntityType::Agency, agency, 2);
  return draw_rank(EntityType::Place, draw);
}

std::uint64_t World::parent_body(std::uint64_t agency) const {
  return facts(EntityType::Agency, agency, 3).chance(0.6) ? agency / 4 : agency;
}

std::uint64_t World::parent_place(std::uint64_t place) const {
  const std::uint64_t states = std::min<std::uint64_t>(60, count(EntityType::Place) / 4);
  return place < states ? place : facts(EntityType::Place, place, 2).pick(states);
}

std::uint64_t World::conductor(std::uint64_t operation) const {
  Draw draw = facts(EntityType::Operation, operation, 2);
  return draw_rank(EntityType::Agency, draw);
}

std::uint64_t World::scene(std::uint64_t operation, std::uint64_t number) const {
  Draw draw = facts(EntityType::Operation, operation, 16 + number);
  return draw_rank(EntityType::Place, draw);
}

DateRange World::dates(std::uint64_t operation) const {
  Draw draw = facts(EntityType::Operation, operation, 3);
  const std::uint64_t start = draw.pick(kDays - 20);
  return {day(start), day(start + draw.pick(15))};
}

std::uint64_t World::arrests(std::uint64_t operation) const {
  Draw draw = facts(EntityType::Operation, operation, 4);
  return 3 + draw.zipf(1'000);
}

std::string World::word(Draw& draw) {
  const std::uint64_t rank = draw.zipf(12'000);
  if (rank < kShortWords.size()) return std::string(kShortWords[rank]);
  return spelled(rank);
}

PartialDate World::day(std::uint64_t number) {
  using namespace std::chrono;
  const sys_days date = sys_days(year(2015) / January / 1) + days(number % kDays);
  const year_month_day parts(date);
  return {static_cast<std::int16_t>(static_cast<int>(parts.year())),
          static_cast<std::int8_t>(static_cast<unsigned>(parts.month())),
          static_cast<std::int8_t>(static_cast<unsigned>(parts.day()))};
}

}  // namespace onrecord::realistic
