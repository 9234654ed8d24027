#pragma once

#include <filesystem>
#include <string>

#include "model/result.h"

namespace onrecord {

/// Says in the file WRITER of a store, for other processes to read, why its writer stopped writing,
/// could not begin, or could not index what it had written. The first reason stays. The file has a
/// block on the disk already, so this works on a full one; where it does not, only the writer's own
/// messages tell.
void note_stopped(const std::filesystem::path& store, const Error& error);

/// Takes the note away: what had failed was tried again and went well.
void forget_stopped(const std::filesystem::path& store);

/// What was noted; empty when nothing was, or the store was opened for writing since.
std::string read_stopped(const std::filesystem::path& store);

}  // namespace onrecord
