"""Reads polygons out of a TopoJSON file: their centres, and whether a point is inside."""

import dataclasses
import json
import pathlib

Point = tuple[float, float]  # longitude, latitude


def unwrap(ring: list[Point]) -> list[Point]:
    """The ring in one piece when it crosses the 180th meridian (longitudes may then pass 180)."""
    xs = [x for x, _ in ring]
    if max(xs) - min(xs) <= 180:
        return ring
    return [(x + 360 if x < 0 else x, y) for x, y in ring]


def area_and_centre(ring: list[Point]) -> tuple[float, Point]:
    """Signed shoelace area of a closed ring and its centroid, on the plane of degrees."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return (area / 2, (x / (3 * area), y / (3 * area))) if area else (0.0, ring[0])


@dataclasses.dataclass
class Shape:
    code: str
    polygons: list[list[list[Point]]]  # each: outer ring, then holes

    def __post_init__(self):
        xs = [x for polygon in self.polygons for x, _ in polygon[0]]
        ys = [y for polygon in self.polygons for _, y in polygon[0]]
        self.box = (min(xs), min(ys), max(xs), max(ys))

    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the centroid of the largest polygon."""
        _, (lon, lat) = max((area_and_centre(unwrap(p[0])) for p in self.polygons),
                            key=lambda found: abs(found[0]))
        return lat, lon - 360 if lon > 180 else lon

    def contains(self, lat: float, lon: float) -> bool:
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        inside = False
        for polygon in self.polygons:
            for ring in polygon:
                for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
                    if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                        inside = not inside
        return inside


def read_shapes(path: pathlib.Path, layer: str) -> list[Shape]:
    topology = json.loads(path.read_text())
    (scale_x, scale_y) = topology["transform"]["scale"]
    (move_x, move_y) = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)

    def ring(indices: list[int]) -> list[Point]:
        points: list[Point] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    shapes = []
    for geometry in topology["objects"][layer]["geometries"]:
        if geometry["type"] == "Polygon":
            polygons = [geometry["arcs"]]
        elif geometry["type"] == "MultiPolygon":
            polygons = geometry["arcs"]
        else:
            continue
        shapes.append(Shape(str(geometry.get("id", "")),
                            [[ring(r) for r in polygon] for polygon in polygons]))
    return shapes
