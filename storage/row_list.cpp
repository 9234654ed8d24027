#include "storage/row_list.h"

#include <algorithm>

namespace onrecord {

void RowList::add(Column column, std::string_view key, std::string_view value) {
  items_.push_back({bytes_.size(), key.size(), value.size(), column});
  bytes_.append(key).append(value);
}

void RowList::add_all(const RowList& others) {
  for (Item item : others.items_) {
    item.offset += bytes_.size();
    items_.push_back(item);
  }
  bytes_ += others.bytes_;
}

RowList::Row RowList::operator[](std::size_t number) const {
  const Item& item = items_[number];
  const std::string_view bytes(bytes_);
  return {item.column, bytes.substr(item.offset, item.key),
          bytes.substr(item.offset + item.key, item.value)};
}

void RowList::sort() {
  const auto key = [this](const Item& item) {
    return std::string_view(bytes_).substr(item.offset, item.key);
  };
  std::stable_sort(items_.begin(), items_.end(), [&](const Item& a, const Item& b) {
    return a.column != b.column ? a.column < b.column : key(a) < key(b);
  });
  const auto repeated = [&](const Item& a, const Item& b) {
    return a.column == b.column && key(a) == key(b);
  };
  // unique() keeps the first of those that are alike.
  const auto kept = std::unique(items_.rbegin(), items_.rend(), repeated);
  items_.erase(items_.begin(), kept.base());
}

bool RowList::operator==(const RowList& other) const {
  if (size() != other.size()) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    if ((*this)[i] != other[i]) return false;
  }
  return true;
}

}  // namespace onrecord
