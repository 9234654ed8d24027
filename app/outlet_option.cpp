#include "app/outlet_option.h"

#include <utility>

#include "server/wording.h"

namespace onrecord {

Result<std::shared_ptr<const OutletChoice>> find_outlets(const Store& store,
                                                         const std::vector<std::string>& names,
                                                         const std::string& option) {
  if (names.empty()) return std::shared_ptr<const OutletChoice>();
  auto read = DocumentList::load(store);
  if (!read) return read.error();
  const auto documents = std::make_shared<const DocumentList>(std::move(*read));
  auto chosen = choose_outlets(documents, names);
  if (chosen) return chosen;
  constexpr std::size_t kListed = 10;
  std::vector<std::string> known;
  for (const Outlet& outlet : documents->outlets()) {
    if (known.size() < kListed) known.push_back(outlet.name);
  }
  std::string message = option + ": " + chosen.error().message;
  if (!known.empty()) message += "; there are " + join(known);
  if (const std::size_t all = documents->outlets().size(); all > known.size()) {
    message += " and " + std::to_string(all - known.size()) + " more";
  }
  return Error{ErrorCode::InvalidInput, message};
}

}  // namespace onrecord
