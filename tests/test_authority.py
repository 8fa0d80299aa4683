"""The authority file: its entries win over the rules of identity, and `tadvin authority` proposes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tei_reading import TEI, parse

from tei.annotators import entities, names
from tei.cli import main
from tei.corpus.authority import EntityIndex, update_authority
from tei.document import Article, Document, Entity, EntityKind, Metadata, Source
from tei.errors import SettingsError
from tei.settings import Authority, parse_authority, read_settings

BAHRAMIAN = """
- id: nb
  kind: person
  names: [ناصر بهرامیان, ناصر ب. بهرامیان]
  idno: {Wikidata: Q0, VIAF: 0012}
"""


def authority(written: str) -> Authority:
    return parse_authority(written.encode(), Path("authority.yaml"))


def known(text: str, written: str, day: date | None = None) -> tuple[Entity, ...]:
    document = Document(Article("a", text, Source("a.txt", "", 0), Metadata(date=day)))
    document = document.with_layer(names.annotate(document))
    return entities.annotate(document, authority(written)).entities


def who(text: str, written: str, day: date | None = None) -> list[tuple[str, list[str]]]:
    """The id that the authority file gives each entity, or a dash, and its mentions."""
    return [
        (dict(one.identifiers).get("authority", "-"), [text[m.span.begin : m.span.end] for m in one.mentions])
        for one in known(text, written, day)
    ]


# entries and mentions


def test_a_name_of_an_entry_gives_its_ids_and_usual_name_and_says_so():
    [person] = known("دکتر ناصر بهرامیان سخن گفت. بهرامیان سپس رفت.", BAHRAMIAN)
    assert person.identifiers == (("authority", "nb"), ("Wikidata", "Q0"), ("VIAF", "0012"))
    assert person.names[0].text == "ناصر بهرامیان"
    assert "nb" in person.reasons[0]
    assert len(person.mentions) == 2


def test_spelling_does_not_matter():
    assert who("ناصر بهراميان سخن گفت.", BAHRAMIAN) == [("nb", ["ناصر بهراميان"])]


def test_names_of_one_entry_are_one_person():
    text = "ناصر بهرامیان سخن گفت. مریم کاویانی سپس رفت."
    both = "- {id: x, kind: person, names: [مریم کاویانی, ناصر بهرامیان]}"
    assert who(text, both) == [("x", ["ناصر بهرامیان", "مریم کاویانی"])]


def test_names_of_two_entries_are_two_persons():
    text = "محمدجواد بهرامیان سخن گفت. جواد بهرامیان رفت."
    assert len(known(text, "[]")) == 1
    two = "- {id: x, kind: person, names: [محمدجواد بهرامیان]}\n- {id: y, kind: person, names: [جواد بهرامیان]}"
    assert who(text, two) == [("x", ["محمدجواد بهرامیان"]), ("y", ["جواد بهرامیان"])]


NAMESAKES = """
- {id: x, kind: person, names: [ناصر بهرامیان], offices: [{role: وزیر بهداشت, from: 2001-02-03, to: 2005-06-07}]}
- {id: y, kind: person, names: [ناصر بهرامیان], offices: [{role: وزیر نفت}]}
"""


def test_a_name_of_two_entries_is_tied_to_neither_and_a_note_says_so():
    [person] = known("ناصر بهرامیان سخن گفت.", NAMESAKES)
    assert person.identifiers == ()
    assert "(x, y)" in person.reasons[0]


def test_the_office_tells_namesakes_apart_on_the_days_of_its_term():
    text = "ناصر بهرامیان، وزیر بهداشت، سخن گفت."
    assert who(text, NAMESAKES, date(2003, 1, 1))[0][0] == "x"
    assert who(text, NAMESAKES, date(2013, 1, 1))[0][0] == "-"
    assert who(text, NAMESAKES)[0][0] == "-"
    assert who("ناصر بهرامیان، وزیر نفت، سخن گفت.", NAMESAKES)[0][0] == "y"


def test_who_is_only_called_by_an_office_is_the_one_who_held_it():
    text = "وزیر بهداشت به اهواز رفت."
    assert who(text, NAMESAKES, date(2003, 1, 1))[0] == ("x", ["وزیر بهداشت"])
    assert who(text, NAMESAKES, date(2013, 1, 1))[0] == ("-", ["وزیر بهداشت"])


def test_a_description_may_be_a_name_of_an_entry():
    text = "وزیر بهداشت به اهواز رفت. ناصر بهرامیان نیامد."
    both = "- {id: x, kind: person, names: [ناصر بهرامیان, وزیر بهداشت]}"
    assert who(text, both)[0] == ("x", ["وزیر بهداشت", "ناصر بهرامیان"])


def test_organisations_and_places_follow_the_file_before_the_gazetteer():
    text = "سازمان ملل متحد درباره انگلیس و بریتانیا نشست داشت. سازمان ملل بیانیه داد."
    assert [len(mentions) for _, mentions in who(text, "[]")] == [2, 2]
    split = "- {id: gb, kind: place, names: [بریتانیا], idno: {GeoNames: 1}}\n- {id: en, kind: place, names: [انگلیس]}"
    assert [ident for ident, _ in who(text, split)] == ["-", "en", "gb"]
    one = "- {id: un, kind: organisation, names: [سازمان ملل متحد]}"
    assert who(text, one)[0] == ("un", ["سازمان ملل متحد", "سازمان ملل"])


def test_an_organisation_and_its_short_form_may_be_split():
    text = "سازمان کشورهای صادرکننده نفت (اوپک) نشست خود را آغاز کرد."
    short = "- {id: o, kind: organisation, names: [اوپک]}"
    assert who(text, short) == [("-", ["سازمان کشورهای صادرکننده نفت"]), ("o", ["اوپک"])]


# the file


@pytest.mark.parametrize(
    ("written", "mistake"),
    [
        ("id: x", "line 1: the file must be a list of entries, each beginning with «- id:»."),
        ("- {id: x}", "line 1: entry 1 needs the key kind."),
        ("- {id: x y, kind: place}", "line 1: entry 1.id must be one word; write it without spaces."),
        ("- id: x\n  kind: plaice", "line 2: entry 1.kind must be person, organisation or place."),
        ("- id: x\n  kind: place\n  names: [غزه, «»]", "line 3: entry 1.names[2] has no letters; write a name."),
        (
            "- {id: x, kind: place, idno: 5}",
            "line 1: entry 1.idno must be a mapping such as {Wikidata: Q…, GeoNames: …}.",
        ),
        (
            "- {id: x, kind: place, idno: {sha256: 5}}",
            "line 1: entry 1.idno.sha256 must name an authority in Latin letters, such as Wikidata.",
        ),
        ("- {id: x, kind: place, offices: {role: وزیر}}", "line 1: entry 1.offices is for persons; remove it."),
        (
            "- {id: x, kind: person, offices: {role: وزیر, from: 2001-01-02, to: 2001-01-01}}",
            "line 1: entry 1.offices ends before it begins; mend from or to.",
        ),
        (
            "- {id: x, kind: place}\n- {id: x, kind: place}",
            "line 2: the id x is given twice; give one another id or merge the two.",
        ),
    ],
)
def test_mistakes_are_named_with_line_and_key(written: str, mistake: str) -> None:
    with pytest.raises(SettingsError) as error:
        authority(written)
    assert str(error.value) == f"authority.yaml, {mistake}"


def test_the_settings_name_the_file_beside_them(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("authority: who.yaml", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"who\.yaml: cannot be read"):
        read_settings(tmp_path / "corpus.yaml")
    (tmp_path / "who.yaml").write_text(BAHRAMIAN, encoding="utf-8")
    assert [entry.ident for entry in read_settings(tmp_path / "corpus.yaml").authority.entries] == ["nb"]


# tadvin authority

ARTICLES = {
    "a": "ناصر بهرامیان، رئیس انجمن کتابداران خراسان، سخن گفت. بهرامیان به تهران رفت.",
    "b": "آقای ناصر بهرامیان به شیراز رفت.",
    "c": "بهرامیان درباره تهران سخن گفت.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    source = tmp_path / "articles"
    source.mkdir()
    for ident, text in ARTICLES.items():
        (source / f"{ident}.txt").write_text(f"{text}\n", encoding="utf-8")
    return tmp_path


def build(corpus: Path, *arguments: str) -> None:
    assert main(["build", str(corpus / "articles"), "-o", str(corpus / "output"), *arguments]) == 0


def propose(corpus: Path) -> str:
    assert main(["authority", str(corpus / "output"), "-o", str(corpus / "authority.yaml")]) == 0
    return (corpus / "authority.yaml").read_text("utf-8")


def test_a_corpus_proposes_its_entities_and_the_next_build_uses_them(corpus: Path) -> None:
    build(corpus)
    written = propose(corpus)
    assert "# mentions: 4, articles: 2 (a, b)\n- id: person-1\n" in written
    first, second, *_ = authority(written).entries
    assert (first.names, second.names) == (("ناصر بهرامیان",), ())
    assert second.seen == ("بهرامیان",)
    (corpus / "corpus.yaml").write_text("authority: authority.yaml", encoding="utf-8")
    build(corpus, "--config", str(corpus / "corpus.yaml"), "--jobs", "2")
    roots = {ident: parse((corpus / "output" / f"{ident}.xml").read_bytes()) for ident in ARTICLES}
    ids = {ident: [one.text for one in root.iterfind(f".//{TEI}person/{TEI}idno")] for ident, root in roots.items()}
    assert ids == {"a": ["person-1"], "b": ["person-1"], "c": []}
    places = {one.text: one.get("type") for one in roots["a"].iterfind(f".//{TEI}place/{TEI}idno")}
    assert set(places.values()) == {"GeoNames", "authority"}
    assert propose(corpus) == written


def test_an_edited_file_is_kept_and_new_entities_come_to_its_end(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(corpus)
    edited = "# mine\n- {id: x, kind: person, names: [ناصر بهرامیان], seen: [بهرامیان]}\n"
    (corpus / "authority.yaml").write_text(edited, encoding="utf-8")
    written = propose(corpus)
    assert written.startswith(edited)
    assert [entry.ident for entry in authority(written).entries if entry.kind == "person"] == ["x"]
    assert "1 that were there left as they are" in capsys.readouterr().out


def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "authority.yaml"
    path.write_text("[{id: x, kind: place, names: [غزه]}]", encoding="utf-8")
    index = EntityIndex()
    index.add("a", Entity("place.1", EntityKind.PLACE, known("او در تهران است.", "[]")[0].names))
    with pytest.raises(SettingsError, match="nothing can be added"):
        update_authority(path, index)
    assert path.read_text("utf-8") == "[{id: x, kind: place, names: [غزه]}]"
