#pragma once

#include <string>

#include "model/date.h"
#include "model/ids.h"

namespace onrecord {

struct Document {
  DocumentId id;
  std::string url;        ///< http or https, or empty
  std::string title;      ///< may be empty; may also stand as the first line of `text`
  std::string publisher;  ///< may be empty
  PartialDate published;
  std::string text;  ///< valid UTF-8; every span counts bytes of it; at most 4 GiB
  bool operator==(const Document&) const = default;
};

}  // namespace onrecord
