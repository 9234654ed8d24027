// Where places lie: in which others, and how far apart.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "extract/gazetteer_parts.h"

namespace onrecord {
namespace {

constexpr double kEarthKm = 6371.0;

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

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

}  // namespace onrecord
