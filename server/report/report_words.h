#pragma once

#include <string>
#include <vector>

#include "server/report/report.h"

// What a report says, in words without markup, the same in every format.

namespace onrecord {

/// "Also called": "Kate Delgado; K. Delgado".
struct Fact {
  std::string label, value;
};

/// The name, or the id of an entity without one.
std::string report_name(const Report& report);
/// What its card says: type, other names, attributes, mentions, dates, numbers of quotes.
std::vector<Fact> card_facts(const Report& report);
/// Who ran an operation, with whom, where, when, against whom; those that documents tell.
std::vector<Fact> operation_facts(const OperationCard& card);
/// "Sheriff, Maple County"; "Sheriff: Loretta Pike" where it is a holder.
std::string office_text(const OfficeView& office, bool of_person);
/// "current, 2025-09-20 to 2025-12-04, 6 documents".
std::string period_facts(const PeriodView& period);

/// "What Ann Lee said".
std::string quotes_heading(const Report& report, QuoteList list);
/// "Of 312 the first 200."; empty when all are shown.
std::string quotes_left_out(const Timeline& timeline);
/// "said (direct), Maine": how and where.
std::string quote_circumstances(const QuoteView& view);
/// How a telling differs from the fullest: "without “in May”"; at most a few.
std::vector<std::string> differences_text(const TimelineTelling& telling);

/// "3 documents, 2025-05-12 to 2025-06-01, probability 0.97".
std::string link_support(const SubgraphEdge& edge);
/// The name of one of its ends.
std::string node_name(const Subgraph& network, EntityId id);
/// "12 more are not shown."; empty when all are.
std::string nodes_left_out(const Subgraph& network);
/// The types of the nodes drawn, each once, in the order of the ontology.
std::vector<EntityType> types_drawn(const Subgraph& network);

/// A document's title, or its id.
std::string source_title(const DocumentRef& document);
/// Publisher and date; may be empty.
std::string source_origin(const DocumentRef& document);
DocumentRef document_of(const SentenceEvidence& evidence);

/// What the options leave out: "Quotes, links and operations since 2025-05. …"; may be empty.
std::string scope_text(const Report& report);

}  // namespace onrecord
