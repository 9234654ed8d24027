#pragma once

#include <functional>
#include <memory>

#include "server/call.h"
#include "server/gates.h"
#include "viz/file_set.h"

namespace onrecord {

/// The files that `fill` adds as one zip file, streamed. They are all written, to unnamed files of
/// the disk, before the reply begins, so that what goes wrong by then is an error and no broken
/// reply. Busy when the store changed meanwhile: files of two moments do not fit together.
/// InvalidInput when `compress` is asked for. pass: kept until the reply is out.
Result<Reply> make_zip(Call& call, const std::function<Status(FileSet&)>& fill,
                       std::shared_ptr<GatePass> pass);

}  // namespace onrecord
