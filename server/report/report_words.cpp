#include "server/report/report_words.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "server/operation_wording.h"
#include "server/quote_wording.h"
#include "server/wording.h"
#include "viz/shorten.h"

namespace onrecord {
namespace {

constexpr std::size_t kNameChars = 200;  // of a name; what is longer is cut
constexpr std::size_t kMostDifferences = 4;
constexpr std::size_t kDifferenceChars = 120;

void add_fact(std::vector<Fact>& facts, const char* label, const std::string& value) {
  if (!value.empty()) facts.push_back({label, value});
}

std::string names_text(const std::vector<std::string>& names) {
  std::vector<std::string> short_names;
  short_names.reserve(names.size());
  for (const std::string& name : names) short_names.push_back(shorten(name, kNameChars));
  return join(short_names, "; ");
}

std::string names_text(const std::vector<EntityRef>& refs) {
  std::vector<std::string> names;
  names.reserve(refs.size());
  for (const EntityRef& ref : refs) names.push_back(ref.name);
  return names_text(names);
}

std::string probability_text(double probability) {
  std::array<char, 16> digits;
  std::snprintf(digits.data(), digits.size(), "%.2f", probability);
  return std::string("probability ") + digits.data();
}

std::string in_marks(const std::string& words) {
  return "“" + shorten(words, kDifferenceChars) + "”";
}

std::string difference_text(const QuoteDifference& difference) {
  if (difference.told.empty()) return "without " + in_marks(difference.full);
  if (difference.full.empty()) return "adds " + in_marks(difference.told);
  return in_marks(difference.told) + " for " + in_marks(difference.full);
}

std::string stretch(const PartialDate& first, const PartialDate& last) {
  if (first.empty() || first == last) return to_string(first);
  return to_string(first) + " to " + to_string(last);
}

}  // namespace

std::string report_name(const Report& report) {
  const Entity& entity = report.card.entity.entity;
  return entity.name.empty() ? to_string(entity.id) : shorten(entity.name, kNameChars);
}

std::vector<Fact> card_facts(const Report& report) {
  const EntityCard& card = report.card;
  std::vector<Fact> facts;
  add_fact(facts, "Type", std::string(to_string(card.entity.entity.type)));
  add_fact(facts, "Also called", names_text(card.entity.entity.aliases));
  for (const auto& [name, value] : card.entity.entity.attributes) {
    add_fact(facts, name.c_str(), shorten(value, kNameChars));
  }
  add_fact(
      facts, "Named",
      counted(card.entity.mentions, "time") + " in " + counted(card.entity.documents, "document"));
  std::string published = stretch(report.first, report.last);
  if (!published.empty() && card.more_documents) {
    published += " (of the first " + counted(card.documents.size(), "document") + ")";
  }
  add_fact(facts, "Published", published);
  add_fact(facts, "Quotes",
           std::to_string(card.quotes_by) + " by it, " + std::to_string(card.quotes_about) +
               " about it");
  add_fact(facts, "Id", to_string(card.entity.entity.id));
  return facts;
}

std::vector<Fact> operation_facts(const OperationCard& card) {
  std::vector<Fact> facts;
  add_fact(facts, "When", dates_text(card.when));
  add_fact(facts, "Where", names_text(card.places));
  add_fact(facts, "Run by", names_text(card.conducted_by));
  add_fact(facts, "With", join({names_text(card.partners), names_text(card.partner_groups)}, "; "));
  add_fact(facts, "Against", names_text(card.targets));
  add_fact(facts, "Key figures", join(key_figures(card, 5), "; "));
  add_fact(facts, "Told by", counted(card.documents.size(), "document"));
  return facts;
}

std::string office_text(const OfficeView& office, bool of_person) {
  const std::string title = office.title.empty() ? "a position" : shorten(office.title, kNameChars);
  if (!office.other) return title;
  return title + (of_person ? ", " : ": ") + shorten(office.other->name, kNameChars);
}

std::string period_facts(const PeriodView& period) {
  return join({period.status, period_text(period), counted(period.documents, "document")});
}

std::string quotes_heading(const Report& report, QuoteList list) {
  const std::string name = report_name(report);
  if (list == QuoteList::By) return "What " + name + " said";
  return (list == QuoteList::About ? "What was said about " : "What was said that concerns ") +
         name;
}

std::string quotes_left_out(const Timeline& timeline) {
  if (timeline.total <= timeline.entries.size()) return {};
  return "Of " + std::to_string(timeline.total) + " the first " +
         std::to_string(timeline.entries.size()) + ".";
}

std::string quote_circumstances(const QuoteView& view) {
  return join({quote_cue(view), quote_places(view)});
}

std::vector<std::string> differences_text(const TimelineTelling& telling) {
  std::vector<std::string> texts;
  for (const QuoteDifference& difference : telling.differences) {
    if (texts.size() == kMostDifferences) {
      texts.push_back("and " +
                      counted(telling.differences.size() - texts.size(), "further difference"));
      break;
    }
    texts.push_back(difference_text(difference));
  }
  return texts;
}

std::string link_support(const SubgraphEdge& edge) {
  return join({counted(edge.support, "document"), stretch(edge.first, edge.last),
               edge.co_mentioned() ? "" : probability_text(edge.confidence)});
}

std::string node_name(const Subgraph& network, EntityId id) {
  const SubgraphNode* node = network.find(id);
  if (node == nullptr || node->name.empty()) return to_string(id);
  return shorten(node->name, kNameChars);
}

std::string nodes_left_out(const Subgraph& network) {
  if (network.left_out == 0) return {};
  return std::to_string(network.left_out) + " more are not shown.";
}

std::vector<EntityType> types_drawn(const Subgraph& network) {
  std::vector<EntityType> types;
  for (const SubgraphNode& node : network.nodes) types.push_back(node.type);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

std::string source_title(const DocumentRef& document) {
  return document.title.empty() ? document.id.value : shorten(document.title, kNameChars);
}

std::string source_origin(const DocumentRef& document) {
  return join({shorten(document.publisher, kNameChars), to_string(document.published)});
}

DocumentRef document_of(const SentenceEvidence& evidence) {
  return {evidence.sentence.document, evidence.title, evidence.url, evidence.publisher,
          evidence.published};
}

std::string scope_text(const Report& report) {
  const ReportOptions& options = report.options;
  std::vector<std::string> limits;
  if (!options.since.empty()) limits.push_back("since " + to_string(options.since));
  if (!options.until.empty()) limits.push_back("until " + to_string(options.until));
  if (options.outlets) limits.push_back("from " + names_text(options.outlets->names));
  std::string text;
  if (!limits.empty()) {
    text = "Quotes, links and operations " + join(limits) + "; the rest is of all documents.";
  }
  if (options.min_confidence > 0.0) {
    text += (text.empty() ? "" : " ");
    text += "Only what is right with a " + probability_text(options.min_confidence) + " or more.";
  }
  return text;
}

}  // namespace onrecord
