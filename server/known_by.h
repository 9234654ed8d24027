#pragma once

#include <string>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// What tells an entity from others of its name, in a few words: an office ("Sheriff, Maple
/// County"), what it is part of or where it lies ("is located in Maine"), other names of it ("also
/// R. J. Halvorsen"), else an article ("in harbor-courier/quiet-harbor-sweep.txt"). The first of
/// these that there is; empty when there is none, or no such entity. Where many documents mention
/// it, statements are not looked at: there their number tells it apart. What the store reports.
Result<std::string> find_known_by(const Store& store, EntityId id);

}  // namespace onrecord
