#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace onrecord {

/// What an owner makes of 0, 1 … size - 1, one by one and by value, for a loop. The owner must
/// outlive it.
template <typename Owner, typename Item, Item (Owner::*get)(std::uint32_t) const>
class Numbered {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Item;

    Iterator(const Owner& owner, std::uint32_t at) : owner_(&owner), at_(at) {}
    Item operator*() const { return (owner_->*get)(at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Owner* owner_;
    std::uint32_t at_;
  };

  Numbered(const Owner& owner, std::uint32_t size) : owner_(owner), size_(size) {}
  Iterator begin() const { return {owner_, 0}; }
  Iterator end() const { return {owner_, size_}; }
  std::size_t size() const { return size_; }

 private:
  const Owner& owner_;
  std::uint32_t size_;
};

}  // namespace onrecord
