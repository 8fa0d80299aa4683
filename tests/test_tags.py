"""Tags: the words of the tag block, the debris round them, links, and the entities that tags name."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import texts

from tei.annotators import blocks, tags
from tei.document import Agent, Article, Document, Entity, EntityKind, Kind, Layer, Name, NamePart, Source

BODY = "کتابخانه روستا\n\nکتابخانه روستای ما پس از دو سال دوباره باز شد و مردم به آن روی آوردند.\n\n"


def document(text: str, *entities: Entity) -> Document:
    plain = Document(Article("a", text, Source("a.txt", "", 0)))
    named = plain.with_layer(Layer(Agent("entities", "1.0", ""), entities=entities))
    return named.with_layer(blocks.annotate(named))


def found(text: str, *entities: Entity) -> list[tuple[str, str]]:
    return [
        (annotation.kind, text[annotation.span.begin : annotation.span.end])
        for annotation in tags.annotate(document(text, *entities)).annotations
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("برچسب‌ها: کتاب، روستا", [("term", "کتاب"), ("surplus", "،"), ("term", "روستا")]),
        ("برچسبها: [کتاب](#) [1]", [("surplus", "["), ("term", "کتاب"), ("surplus", "](#) [1]")]),
        ("برچسب‌ها: #کتاب_خوب", [("surplus", "#"), ("term", "کتاب_خوب")]),
        ("کلیدواژه‌ها: کتاب | روستا", [("term", "کتاب"), ("surplus", "|"), ("term", "روستا")]),
    ],
)
def test_terms_and_debris(block: str, expected: list[tuple[str, str]]) -> None:
    assert found(BODY + block) == expected


def test_terms_are_numbered() -> None:
    layer = tags.annotate(document(BODY + "برچسب‌ها: کتاب، روستا"))
    assert [term.ident for term in layer.annotations if term.kind is Kind.TERM] == ["tag.1", "tag.2"]


def test_a_real_link_becomes_a_reference() -> None:
    text = BODY + "نشانی آن در [این صفحه](https://example.org/library) [3] آمده است."
    expected = [("surplus", "["), ("ref", "این صفحه"), ("surplus", "](https://example.org/library) [3]")]
    assert found(text) == expected
    (reference,) = (a for a in tags.annotate(document(text)).annotations if a.kind is Kind.REFERENCE)
    assert reference.features == {"target": "https://example.org/library"}


def test_debris_of_html() -> None:
    text = BODY + "<p>شهردار <b>آمد</b>.&nbsp;</p>\n۲ < ۳ است.\nبرچسب‌ها: <a href='/t'>کتاب</a>، روستا"
    pieces = ["<p>", "<b>", "</b>", "&nbsp;", "</p>", "<a href='/t'>", "</a>،"]
    assert [words for kind, words in found(text) if kind == "surplus"] == pieces
    assert [words for kind, words in found(text) if kind == "term"] == ["کتاب", "روستا"]


def test_marks_of_markdown() -> None:
    text = "# کتابخانهٔ روستا\n\n" + BODY + "این **خانه** مال __همه__ است.\nآب آمد *** باد رفت ** و __ ماند"
    assert [words for _, words in found(text)] == ["#", "**", "**", "__", "__"]


def test_the_list_of_links_at_the_end() -> None:
    assert found(BODY + "[1]: https://example.org/a") == [("surplus", "[1]:"), ("ref", "https://example.org/a")]


def test_an_address_in_the_source_line_without_its_full_stop() -> None:
    text = BODY + "منبع: www.example.org."
    (reference,) = tags.annotate(document(text)).annotations
    assert reference.features == {"target": "http://www.example.org"}
    assert text[reference.span.begin : reference.span.end] == "www.example.org"


def test_a_link_in_a_tag_keeps_its_term() -> None:
    kinds = [kind for kind, _ in found(BODY + "برچسب‌ها: [کتاب](https://example.org/t)")]
    assert sorted(kinds) == ["ref", "surplus", "surplus", "term"]


PERSON = Entity(
    "person.1",
    EntityKind.PERSON,
    (
        Name(
            "دکتر مریم بهاری",
            (
                NamePart(Kind.ADD_NAME, "دکتر", "honorific"),
                NamePart(Kind.FORENAME, "مریم"),
                NamePart(Kind.SURNAME, "بهاری"),
            ),
        ),
    ),
)


@pytest.mark.parametrize("tag", ["مریم بهاری", "دکتر مریم بهاري", "مريم_بهاری"])
def test_a_tag_points_to_the_one_entity_of_that_name(tag: str) -> None:
    layer = tags.annotate(document(BODY + f"برچسب‌ها: {tag}", PERSON))
    assert layer.annotations[0].features == {"ref": "person.1"}


def test_a_tag_that_two_entities_bear_points_to_none() -> None:
    namesake = Entity("place.1", EntityKind.PLACE, (Name("مریم بهاری"),))
    layer = tags.annotate(document(BODY + "برچسب‌ها: مریم بهاری", PERSON, namesake))
    assert layer.annotations[0].features == {}


@given(texts)
def test_no_annotation_begins_or_ends_with_white_space(text: str) -> None:
    for annotation in tags.annotate(document(text + "\nبرچسب‌ها: " + text)).annotations:
        own = (text + "\nبرچسب‌ها: " + text)[annotation.span.begin : annotation.span.end]
        assert own
        assert own == own.strip()
