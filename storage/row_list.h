#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "storage/columns.h"

namespace onrecord {

struct RowKey {
  Column column = Column::Meta;
  std::string key;
  auto operator<=>(const RowKey&) const = default;
};

/// Rows with their values, one behind the other in one piece of memory: a document has a hundred.
class RowList {
 public:
  /// The views live until the list changes.
  struct Row {
    Column column = Column::Meta;
    std::string_view key, value;
    bool operator==(const Row&) const = default;

    bool same_key(const Row& other) const { return column == other.column && key == other.key; }
    bool comes_before(const Row& other) const {
      return column != other.column ? column < other.column : key < other.key;
    }
  };

  void add(Column column, std::string_view key, std::string_view value);
  void add_all(const RowList& others);
  /// Puts them in order of family and key. Of rows with one key that added last stays.
  void sort();

  std::size_t size() const { return items_.size(); }
  std::size_t bytes() const { return bytes_.size(); }  ///< of keys and values
  Row operator[](std::size_t number) const;
  /// Both sorted.
  bool operator==(const RowList& other) const;

 private:
  struct Item {
    std::size_t offset = 0;  // of the key in bytes_; the value follows it
    std::size_t key = 0, value = 0;
    Column column = Column::Meta;
  };
  std::string bytes_;
  std::vector<Item> items_;
};

}  // namespace onrecord
