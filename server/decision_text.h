#pragma once

#include <string>

#include "server/json_values.h"
#include "storage/store.h"

namespace onrecord {

/// What was decided, in words: "Ada Stone is called Ada Byron Stone". Names are as they were then,
/// and as documents have them: any bytes.
std::string decision_text(const Decision& decision);

/// Whether decisions of this kind reach documents themselves: others speak of decisions, or to
/// resolution.
bool changes_documents(DecisionKind kind);

/// "in force, 3 documents", "no effect now", "undone by 7".
std::string state_text(const LoggedDecision& logged);

/// One object: the fields of Decision, and of `logged` what they have become.
void write_decision(JsonWriter& writer, const LoggedDecision& logged);

}  // namespace onrecord
