#include "extract/titles.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/utf8.h"

namespace onrecord {
namespace {

const WordSet& offices() {
  static const WordSet words = {"administrator",
                                "admiral",
                                "adm.",
                                "agent",
                                "alderman",
                                "alderwoman",
                                "alderperson",
                                "ambassador",
                                "assemblyman",
                                "assemblywoman",
                                "assemblymember",
                                "auditor",
                                "attorney-general",
                                "bishop",
                                "archbishop",
                                "brig.",
                                "capt.",
                                "captain",
                                "cardinal",
                                "ceo",
                                "cfo",
                                "chair",
                                "chairman",
                                "chairperson",
                                "chairwoman",
                                "chancellor",
                                "charge",
                                "chief",
                                "clerk",
                                "cmdr.",
                                "co-chair",
                                "co-chairman",
                                "co-chairwoman",
                                "co-director",
                                "co-founder",
                                "col.",
                                "colonel",
                                "commander",
                                "commandant",
                                "commissioner",
                                "comptroller",
                                "congressman",
                                "congresswoman",
                                "constable",
                                "controller",
                                "coo",
                                "coordinator",
                                "coroner",
                                "corporal",
                                "councillor",
                                "councilman",
                                "councilmember",
                                "councilor",
                                "councilwoman",
                                "counsel",
                                "cpl.",
                                "czar",
                                "dean",
                                "delegate",
                                "deputy",
                                "det.",
                                "detective",
                                "director",
                                "director-general",
                                "envoy",
                                "executive",
                                "founder",
                                "gen.",
                                "general",
                                "gov.",
                                "governor",
                                "governor-elect",
                                "head",
                                "inspector",
                                "investigator",
                                "judge",
                                "justice",
                                "leader",
                                "lieutenant",
                                "lt.",
                                "maj.",
                                "major",
                                "manager",
                                "marshal",
                                "mayor",
                                "mayor-elect",
                                "minister",
                                "nominee",
                                "officer",
                                "ombudsman",
                                "patrolman",
                                "pope",
                                "postmaster",
                                "premier",
                                "president",
                                "president-elect",
                                "prosecutor",
                                "provost",
                                "ranger",
                                "rep.",
                                "representative",
                                "sec.",
                                "secretary",
                                "secretary-general",
                                "selectman",
                                "selectwoman",
                                "sen.",
                                "senator",
                                "senator-elect",
                                "sergeant",
                                "sgt.",
                                "sheriff",
                                "solicitor",
                                "speaker",
                                "spokesman",
                                "spokesperson",
                                "spokeswoman",
                                "superintendent",
                                "supervisor",
                                "supt.",
                                "treasurer",
                                "trooper",
                                "trustee",
                                "undersecretary",
                                "undersheriff",
                                "vice-chair",
                                "vice-chairman",
                                "vice-president",
                                "warden",
                                "whip",
                                "candidate",
                                "lieutenant-governor",
                                "defender",
                                "examiner",
                                "monsignor",
                                "co-chairperson",
                                "vice-mayor",
                                "registrar",
                                "liaison",
                                "cio",
                                "cto",
                                "emir",
                                "cmsgt.",
                                "ensign",
                                "lawmaker",
                                "legislator",
                                "congressperson",
                                "committeeman"};
  return words;
}

const WordSet& occupations() {
  static const WordSet words = {
      "activist",    "adviser",        "advisor",    "advocate",      "aide",       "analyst",
      "anchor",      "assistant",      "associate",  "attorney",      "author",     "broadcaster",
      "chemist",     "co-author",      "co-owner",   "coach",         "columnist",  "commentator",
      "consultant",  "correspondent",  "counselor",  "criminologist", "economist",  "editor",
      "employee",    "engineer",       "expert",     "fellow",        "historian",  "host",
      "intern",      "lawyer",         "lecturer",   "lobbyist",      "member",     "negotiator",
      "organiser",   "organizer",      "owner",      "partner",       "pastor",     "pollster",
      "preacher",    "principal",      "producer",   "professor",     "publisher",  "rabbi",
      "imam",        "reporter",       "researcher", "scholar",       "scientist",  "specialist",
      "strategist",  "surgeon",        "teacher",    "veteran",       "volunteer",  "worker",
      "demographer", "epidemiologist", "physician",  "psychologist",  "journalist", "staffer",
      "fundraiser"};
  return words;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 27> kSameOffice = {{
    {"sen.", "senator"},
    {"rep.", "representative"},
    {"gov.", "governor"},
    {"lt.", "lieutenant"},
    {"capt.", "captain"},
    {"sgt.", "sergeant"},
    {"gen.", "general"},
    {"adm.", "admiral"},
    {"col.", "colonel"},
    {"maj.", "major"},
    {"cmdr.", "commander"},
    {"supt.", "superintendent"},
    {"det.", "detective"},
    {"cpl.", "corporal"},
    {"sec.", "secretary"},
    {"spokesman", "spokesperson"},
    {"spokeswoman", "spokesperson"},
    {"chairman", "chair"},
    {"chairwoman", "chair"},
    {"chairperson", "chair"},
    {"councilman", "councilor"},
    {"councilwoman", "councilor"},
    {"councillor", "councilor"},
    {"councilmember", "councilor"},
    {"congressman", "representative"},
    {"congresswoman", "representative"},
    {"advisor", "adviser"},
}};

}  // namespace

TitleHead title_head(std::string_view low) {
  for (const std::string_view prefix : {"then-", "ex-", "former-"}) {
    if (low.starts_with(prefix)) low.remove_prefix(prefix.size());
  }
  if (offices().contains(low)) return TitleHead::Office;
  if (occupations().contains(low)) return TitleHead::Occupation;
  return TitleHead::None;
}

std::string singular_title(std::string_view word) {
  std::string low = lower(word);
  std::string_view stem = low;
  if (stem.ends_with("s.")) {
    low.erase(low.size() - 2, 1);  // "sens." -> "sen."
  } else if (stem.ends_with("s")) {
    low.pop_back();
  } else {
    return {};
  }
  if (title_head(low) != TitleHead::Office) return {};
  std::string singular(word.substr(0, low.size()));
  if (low.back() == '.') singular.back() = '.';
  return singular;
}

bool serves_a_person(std::string_view low) {
  static const WordSet words = {"spokesman", "spokeswoman", "spokesperson", "aide",
                                "adviser",   "advisor",     "lawyer",       "attorney",
                                "counsel",   "strategist",  "pollster",     "staff",
                                "assistant", "deputy",      "consultant"};
  return words.contains(low);
}

bool office_of_place(std::string_view low) {
  static const WordSet words = {"mayor",        "councilor",     "councillor",   "councilman",
                                "councilwoman", "councilmember", "alderman",     "alderwoman",
                                "sheriff",      "governor",      "gov.",         "selectman",
                                "constable",    "supervisor",    "prosecutor",   "defender",
                                "judge",        "ambassador",    "commissioner", "superintendent"};
  return words.contains(low);
}

std::string_view office_key(std::string_view low) {
  for (const auto& [word, key] : kSameOffice) {
    if (word == low) return key;
  }
  return low;
}

std::string_view status_word(std::string_view low) {
  if (low.starts_with("ex-") || low.starts_with("then-")) return "former";
  if (low.ends_with("-elect") || low.ends_with("-designate")) return "nominee";
  static const WordSet former = {"former",  "ex",   "then",     "onetime", "one-time",
                                 "retired", "late", "previous", "ousted",  "deposed"};
  if (former.contains(low)) return "former";
  if (low == "acting" || low == "interim") return "acting";
  if (low == "candidate" || low == "hopeful" || low == "contender") return "candidate";
  if (low == "nominee") return "nominee";
  return "";
}

bool breaks_title(std::string_view low) {
  static const WordSet words = {
      "of",         "for",     "at",          "with",       "in",        "to",         "on",
      "from",       "by",      "as",          "about",      "after",     "against",    "before",
      "during",     "into",    "like",        "near",       "over",      "since",      "than",
      "through",    "under",   "until",       "upon",       "via",       "within",     "without",
      "and",        "or",      "but",         "nor",        "so",        "yet",        "if",
      "because",    "while",   "when",        "where",      "although",  "though",     "that",
      "which",      "who",     "whom",        "whose",      "what",      "how",        "why",
      "i",          "you",     "he",          "she",        "it",        "we",         "they",
      "him",        "them",    "me",          "us",         "himself",   "herself",    "this",
      "these",      "those",   "there",       "here",       "not",       "no",         "is",
      "are",        "was",     "were",        "be",         "been",      "being",      "am",
      "has",        "have",    "had",         "do",         "does",      "did",        "will",
      "would",      "can",     "could",       "may",        "might",     "shall",      "should",
      "must",       "said",    "says",        "say",        "told",      "tells",      "added",
      "adding",     "called",  "calls",       "asked",      "wrote",     "writes",     "stated",
      "noted",      "argued",  "announced",   "warned",     "replied",   "according",  "including",
      "such",       "also",    "just",        "only",       "then",      "too",        "very",
      "more",       "most",    "all",         "some",       "many",      "each",       "every",
      "both",       "one",     "whether",     "let",        "today",     "yesterday",  "meanwhile",
      "however",    "monday",  "tuesday",     "wednesday",  "thursday",  "friday",     "saturday",
      "sunday",     "the",     "a",           "an",         "his",       "her",        "its",
      "their",      "our",     "my",          "your",       "brother",   "sister",     "son",
      "daughter",   "wife",    "husband",     "father",     "mother",    "met",        "made",
      "took",       "joined",  "thanked",     "praised",    "urged",     "accused",    "led",
      "named",      "elected", "appointed",   "spoke",      "described", "defended",   "declined",
      "got",        "get",     "went",        "came",       "gave",      "won",        "lost",
      "running",    "using",   "saying",      "telling",    "now",       "still",      "again",
      "ever",       "never",   "mr.",         "mrs.",       "ms.",       "dr.",        "years",
      "year",       "age",     "aged",        "per",        "vs.",       "republican", "democrat",
      "democratic", "gop",     "independent", "libertarian"};
  return words.contains(low);
}

}  // namespace onrecord
