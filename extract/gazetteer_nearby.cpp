// Which of several places of one name is meant. Each candidate weighs the logarithm of its
// population, plus what the best of the context places says for it: "Cambridge" beside "Boston" is
// the one in Massachusetts, beside "London" the one in England. A country says little, or "Paris"
// beside "U.S." would lie in Texas. The name's usual meaning weighs a little more than the largest
// candidate. Not handled: a context that is itself mistaken.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "extract/gazetteer_parts.h"

namespace onrecord {
namespace {

// In powers of ten of population: a place in the right state may be this much smaller than the
// largest of its name. Chosen by hand; no corpus of place names was measured.
constexpr double kSame = 8.0, kInsideOrAround = 4.0, kSharesState = 3.0, kNear = 2.0,
                 kSharesCountry = 1.5, kUsual = 0.5;
constexpr double kNearKm = 150.0;
constexpr double kEarthKm = 6371.0;

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

bool is_wide(PlaceKind kind) { return kind == PlaceKind::Country || kind == PlaceKind::Region; }

std::optional<PlaceIndex> ancestor_of_kind(const Gazetteer& gazetteer, PlaceIndex place,
                                           PlaceKind kind) {
  std::optional<PlaceIndex> at = place;
  while (at && gazetteer.place(*at).kind != kind) at = gazetteer.place(*at).parent;
  return at;
}

bool share(const Gazetteer& gazetteer, PlaceIndex a, PlaceIndex b, PlaceKind kind) {
  const std::optional<PlaceIndex> of_a = ancestor_of_kind(gazetteer, a, kind);
  return of_a && of_a == ancestor_of_kind(gazetteer, b, kind);
}

double support(const Gazetteer& gazetteer, PlaceIndex candidate, PlaceIndex context) {
  if (candidate == context) return kSame;
  const bool wide =
      is_wide(gazetteer.place(context).kind) || is_wide(gazetteer.place(candidate).kind);
  if (gazetteer.is_inside(candidate, context) || gazetteer.is_inside(context, candidate)) {
    return wide ? kSharesCountry : kInsideOrAround;
  }
  if (wide) return 0.0;
  double found = 0.0;
  if (share(gazetteer, candidate, context, PlaceKind::State)) {
    found = kSharesState;
  } else if (share(gazetteer, candidate, context, PlaceKind::Country)) {
    found = kSharesCountry;
  }
  const bool near = gazetteer.distance_km(candidate, context) <= kNearKm;
  return near ? found + kNear : found;
}

}  // namespace

bool Gazetteer::is_inside(PlaceIndex a, PlaceIndex b) const {
  for (std::optional<PlaceIndex> at = place(a).parent; at; at = place(*at).parent) {
    if (*at == b) return true;
  }
  return false;
}

std::vector<PlaceIndex> Gazetteer::ancestors(PlaceIndex index) const {
  std::vector<PlaceIndex> found;
  for (std::optional<PlaceIndex> at = place(index).parent; at; at = place(*at).parent) {
    found.push_back(*at);
  }
  return found;
}

double Gazetteer::distance_km(PlaceIndex a, PlaceIndex b) const {
  const Place &p = place(a), &q = place(b);
  const double lat = std::sin(radians(q.lat - p.lat) / 2);
  const double lon = std::sin(radians(q.lon - p.lon) / 2);
  const double chord =
      lat * lat + std::cos(radians(p.lat)) * std::cos(radians(q.lat)) * lon * lon;  // haversine
  return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(chord)));
}

std::optional<PlaceIndex> Gazetteer::best_place(std::string_view name,
                                                std::span<const PlaceIndex> context) const {
  return best_place(find_places(name), context);
}

std::optional<PlaceIndex> Gazetteer::best_place(std::span<const PlaceIndex> candidates,
                                                std::span<const PlaceIndex> context) const {
  if (candidates.empty()) return std::nullopt;
  const auto size = [&](PlaceIndex index) {
    return std::log10(static_cast<double>(place(index).population) + 1.0);
  };
  double largest = 0.0;
  for (const PlaceIndex candidate : candidates) largest = std::max(largest, size(candidate));
  PlaceIndex best = candidates.front();
  double best_weight = -1.0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    // The first is the usual meaning when a smaller one stands before a larger.
    const bool usual = i == 0 && size(candidates[0]) < largest;
    double said = 0.0;
    for (const PlaceIndex known : context) {
      said = std::max(said, support(*this, candidates[i], known));
    }
    const double weight = (usual ? largest + kUsual : size(candidates[i])) + said;
    if (weight > best_weight) {
      best = candidates[i];
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace onrecord
