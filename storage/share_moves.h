#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/rows.h"

namespace onrecord {

/// A share that a document takes out of a shared row, or puts in.
template <typename Share>
struct Move {
  const Share* share = nullptr;
  bool leaves = false;
};

// What tells shared rows apart, their keys, and their values read.

inline EntityId identity_of(const EntityShare& share) { return share.id; }
inline std::string_view identity_of(const FormShare& share) { return share.key; }
inline StatementId identity_of(const StatementShare& share) { return share.statement.id; }

inline std::string key_of(const EntityShare& share) { return id_key(share.id); }
inline std::string key_of(const FormShare& share) { return share.key; }
inline std::string key_of(const StatementShare& share) { return id_key(share.statement.id); }

inline Decoded<EntityRow> decode_row(const EntityShare&, std::string_view value) {
  return decode_entity(value);
}
inline Decoded<FormRow> decode_row(const FormShare&, std::string_view value) {
  return decode_form(value);
}
inline Decoded<StatementRow> decode_row(const StatementShare& share, std::string_view value) {
  return decode_statement(value, share.statement.id);
}

/// All moves of one kind, in order of keys: those of one row stand together, what comes before what
/// leaves, so that no sum goes below zero on the way. They point into the rows.
template <typename Share>
std::vector<Move<Share>> moves_of(std::span<const ContributionRows> before,
                                  std::span<const ContributionRows> after,
                                  std::vector<Share> ContributionRows::*shares) {
  std::vector<Move<Share>> moves;
  for (const ContributionRows& rows : after) {
    for (const Share& share : rows.*shares) moves.push_back({&share, false});
  }
  for (const ContributionRows& rows : before) {
    for (const Share& share : rows.*shares) moves.push_back({&share, true});
  }
  std::stable_sort(moves.begin(), moves.end(), [](const Move<Share>& a, const Move<Share>& b) {
    return identity_of(*a.share) < identity_of(*b.share);
  });
  return moves;
}

/// The moves of each row; without rows in which a document leaves all as it was.
template <typename Share>
std::vector<std::span<const Move<Share>>> changed_rows(const std::vector<Move<Share>>& moves) {
  std::vector<std::span<const Move<Share>>> rows;
  for (auto first = moves.begin(); first != moves.end();) {
    const auto last = std::find_if(first, moves.end(), [&](const Move<Share>& move) {
      return identity_of(*move.share) != identity_of(*first->share);
    });
    const std::span<const Move<Share>> row(first, last);
    const bool stays = row.size() == 2 && row.front().leaves != row.back().leaves &&
                       *row.front().share == *row.back().share;
    if (!stays) rows.push_back(row);
    first = last;
  }
  return rows;
}

}  // namespace onrecord
