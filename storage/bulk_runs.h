#pragma once

#include <rocksdb/env.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

// External sorting for the bulk load: entries (a key, a value, of one kind) are gathered in memory,
// sorted, written as a run when memory is used up, and read back merged.

namespace onrecord::bulk {

/// What is sorted apart from each other; each becomes one column family or several that have the
/// same order.
enum class Kind : std::size_t {
  Documents,   ///< documents, contributions
  Entities,    ///< entities, mentions
  Forms,       ///< entity_forms
  Statements,  ///< statements, evidence
  Quotes,
  QuotesByDate,
  QuotesBySpeaker,
  QuotesByAbout,
  QuotesByPlace,
  // Of the second round: they follow from what the first one merged.
  Names,
  BySubject,
  ByObject,
  ByPredicate,
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::ByPredicate) + 1;

struct Entry {
  std::string_view key, value;
  bool withdrawn = false;  ///< takes an equal entry back
};

/// Entries in memory. Not safe for several threads.
class EntryBuffer {
 public:
  /// bytes: of memory that it may use; one entry may be larger.
  explicit EntryBuffer(std::size_t bytes);

  /// False when there is no room: then spill and clear, and add again. An empty buffer always has
  /// room.
  bool add(Kind kind, const Entry& entry);
  bool empty() const { return used_ == 0; }
  /// Of memory that it does use.
  std::size_t used_bytes() const { return used_ + index_bytes(); }
  /// Puts each kind in order of keys.
  void sort();
  void clear();
  void release();  ///< and gives the memory back

  std::size_t size(Kind kind) const { return items_[static_cast<std::size_t>(kind)].size(); }
  /// number: below size(kind), in key order after sort(). The views live until clear().
  Entry at(Kind kind, std::size_t number) const;
  /// Has the processor fetch an entry that will be read soon; in key order entries lie anywhere.
  void prefetch(Kind kind, std::size_t number) const;
  std::size_t first_at_or_after(Kind kind, std::string_view key) const;

 private:
  struct Item {
    std::uint64_t prefix = 0;  // the key's first 8 bytes,
    std::uint32_t more = 0;    // and 4 more: they decide nearly all comparisons
    std::uint32_t offset = 0;
  };
  bool before(const Item& a, const Item& b) const;
  Entry read(std::uint32_t offset) const;
  std::size_t index_bytes() const;

  std::size_t limit_;
  std::size_t capacity_;
  std::size_t used_ = 0;
  std::unique_ptr<char[]> arena_;
  std::array<std::vector<Item>, kKinds> items_;
};

/// Where in a run one can begin to read.
struct Mark {
  std::string key;  ///< of the entry at `offset`
  std::uint64_t offset = 0;
};

/// One kind's part of a run.
struct Section {
  std::uint64_t begin = 0, end = 0;
  std::vector<Mark> marks;  ///< ascending, the first at `begin`; none when it is empty
};

/// A sorted buffer on disk.
struct Run {
  std::string path;
  std::array<Section, kKinds> sections;
};

/// buffer: sorted. The path must not exist.
Result<Run> write_run(const EntryBuffer& buffer, const std::string& path, rocksdb::Env& env);

/// Keys from `begin` on and before `end`; empty: open.
struct KeyRange {
  std::string begin, end;
};

/// Entries of one kind in key order, from one run or buffer.
class Source {
 public:
  virtual ~Source() = default;
  /// To the first or next entry; false at the end and on an error.
  virtual bool next() = 0;
  virtual Status status() const { return {}; }
  const Entry& entry() const { return entry_; }

 protected:
  Entry entry_;  // its views live until next()
};

/// buffer: sorted; outlives the source.
std::unique_ptr<Source> read_buffer(const EntryBuffer& buffer, Kind kind, const KeyRange& range);
/// bytes: of memory to read with; one entry may be larger. run, env: outlive the source.
std::unique_ptr<Source> read_run(const Run& run, Kind kind, const KeyRange& range,
                                 std::size_t bytes, rocksdb::Env& env);

/// All sources' entries in key order; equal keys stand together, in no order.
class Merger {
 public:
  explicit Merger(std::vector<std::unique_ptr<Source>> sources);
  bool next();
  const Entry& entry() const { return sources_[heap_.front().source]->entry(); }
  Status status() const;

 private:
  struct Head {
    std::uint64_t prefix = 0;
    std::size_t source = 0;
  };
  bool later(const Head& a, const Head& b) const;
  void sink_front();
  std::vector<std::unique_ptr<Source>> sources_;
  std::vector<Head> heap_;  // the least first
  bool started_ = false;
};

}  // namespace onrecord::bulk
