"""`corpus.yaml`: what may stand in it, what is said of mistakes, and where its values go."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tei_reading import TEI, XML_LANG, elements, text_of

from tei.cli import main
from tei.corpus.init import TEMPLATE, write_settings
from tei.errors import SettingsError
from tei.settings import Licence, Responsible, Settings, SourceRule, read_settings

FULL = """
title: پیکره روستا
publisher: دانشگاه کویر
licence: {text: CC BY 4.0, target: https://creativecommons.org/licenses/by/4.0/}
funder: [بنیاد مهرگستر, University of Kavir]
responsible:
  - {name: مینا صدری, role: selection}
date: 2018-04-04
language: fa-AF
comments: yes
hijri: umm-al-qura
sources:
  - {host: example.org, name: خبرگزاری نمونه, boilerplate: 'کد خبر', tags: [موضوعات]}
"""


def settings(folder: Path, written: str) -> Settings:
    path = folder / "corpus.yaml"
    path.write_text(written, encoding="utf-8")
    return read_settings(path)


def mistakes(folder: Path, written: str) -> list[str]:
    """What is said of each mistake, without the path."""
    with pytest.raises(SettingsError) as error:
        settings(folder, written)
    return [line.removeprefix(f"{folder / 'corpus.yaml'}, ") for line in str(error.value).splitlines()]


def test_every_key_has_its_place(tmp_path: Path) -> None:
    assert settings(tmp_path, FULL) == Settings(
        title="پیکره روستا",
        publisher="دانشگاه کویر",
        licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        funder=("بنیاد مهرگستر", "University of Kavir"),
        responsible=(Responsible("مینا صدری", "selection"),),
        date=date(2018, 4, 4),
        language="fa-AF",
        comments=True,
        hijri="umm-al-qura",
        sources=(SourceRule(host="example.org", name="خبرگزاری نمونه", boilerplate=("کد خبر",), tags=("موضوعات",)),),
    )


@pytest.mark.parametrize("empty", ["", "# nothing\n", "sources:\n"])
def test_nothing_set_is_nothing(tmp_path: Path, empty: str) -> None:
    assert settings(tmp_path, empty) == Settings()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("titel: x", "line 1: unknown key titel; did you mean title? (valid are title, publisher, "),
        ("licence: {text: x, targt: y}", "line 1: unknown key licence.targt; did you mean target?"),
        ("\ntitle:", "line 2: title is empty"),
        ("title: [a]", "line 1: title must be text"),
        ("title: a\ntitle: b", "line 2: title is given twice"),
        ("licence: CC BY", "line 1: licence must be a mapping with the keys text, target"),
        ("- title", "line 1: the file must be a mapping"),
        ("date: 1397/01/15", "line 1: date must be a day written YYYY-MM-DD"),
        ("date: 1397-01-15", "line 1: date must be a day of the Gregorian calendar"),
        ("hijri: tabular", "line 1: hijri must be iran or umm-al-qura"),
        ("language: en", "line 1: language must be fa or a variety of Persian"),
        ("comments: maybe", "line 1: comments must be true or false"),
        ("responsible:\n  - name: x", "line 2: responsible[1] needs the key role"),
        ("sources:\n  - name: x", "line 2: sources[1] must say by publisher, host or file"),
        ("sources:\n  - host: x\n    tags: [a, '(']", "line 3: sources[1].tags[2] is no regular expression"),
        ("sources: {file: x, boilerplate: '(\\w+ ?)+:'}", "line 1: sources.boilerplate repeats a repetition"),
        ("sources: {host: 'https://example.org/news'}", "line 1: sources.host must be a host such as example.org"),
        ("? [title]\n: x", "line 1: unknown key ? (valid are title, "),
        ("title: 'x", "line 1: is not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_line_and_key(tmp_path: Path, written: str, expected: str) -> None:
    (said,) = mistakes(tmp_path, written)
    assert said.startswith(expected)
    assert said.endswith(".")


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "titel: x\ndate: x\nsources: [{}]\n")) == 3


@given(st.text(max_size=60) | st.dictionaries(st.text(max_size=8), st.text(max_size=8)).map(json.dumps))
def test_any_file_gives_settings_or_an_error(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(written.encode("utf-8", "surrogatepass"))
    try:
        assert isinstance(read_settings(path), Settings)
    except SettingsError as error:
        assert str(error).startswith(str(path))


# tadvin init


def test_init_writes_a_file_that_loads_and_never_writes_over_one(tmp_path: Path) -> None:
    path = write_settings(tmp_path / "new")
    assert path.read_bytes() == TEMPLATE.read_bytes()
    assert read_settings(path).title
    path.write_text("title: mine\n")
    assert main(["init", str(tmp_path / "new")]) == 2
    assert path.read_text() == "title: mine\n"


def test_all_that_the_comments_of_the_template_offer_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "authority.yaml").write_text("", encoding="utf-8")
    active = re.sub(r"(?m)^# ( *(?:- )?[a-z]+:| *- )", r"\1", TEMPLATE.read_text("utf-8"))
    given = settings(tmp_path, active)
    unset = [name for name in Settings.__slots__ if getattr(given, name) == getattr(Settings(), name)]
    assert unset == ["comments"]


# a build with settings

ARTICLE = """خانه | کد خبر ۱۲۳

بازگشایی کتابخانه

کتابخانه روستای ما دیروز پس از دو سال دوباره باز شد.

موضوعات: کتاب، روستا
"""


@pytest.fixture
def built(tmp_path: Path) -> etree._Element:
    rows = [
        {"id": "a", "text": ARTICLE, "title": "بازگشایی کتابخانه | خبرگزاری نمونه", "url": "https://www.example.org/1"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "corpus.yaml").write_text(FULL.replace("'کد خبر'", "'خانه .*کد خبر'"), encoding="utf-8")
    arguments = ["build", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--config", tmp_path / "corpus.yaml"]
    assert main([*map(str, arguments), "--date", "2020-01-02"]) == 0
    assert main(["validate", str(tmp_path / "out")]) == 0
    return etree.parse(tmp_path / "out" / "corpus.xml").getroot()


def test_settings_stand_in_the_headers_of_article_and_corpus(built: etree._Element, tmp_path: Path) -> None:
    article = etree.parse(tmp_path / "out" / "a.xml").getroot()
    for root in (article, built):
        assert [e.text for e in root.iter(f"{TEI}funder")] == ["بنیاد مهرگستر", "University of Kavir"]
        assert [e.text for e in root.iterfind(f".//{TEI}name[@type='person']")] == ["مینا صدری"]
        assert [e.text for e in root.iterfind(f".//{TEI}publicationStmt/{TEI}publisher")] == ["دانشگاه کویر"]
        (licence,) = root.iter(f"{TEI}licence")
        assert (licence.text, licence.get("target")) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert built.find(f".//{TEI}titleStmt/{TEI}title").text == "پیکره روستا"
    assert article.find(f".//{TEI}seriesStmt/{TEI}title").text == "پیکره روستا"


def test_an_article_takes_from_the_settings_what_it_lacks(built: etree._Element, tmp_path: Path) -> None:
    article = etree.parse(tmp_path / "out" / "a.xml").getroot()
    bibl = article.find(f".//{TEI}sourceDesc/{TEI}bibl")
    assert bibl.find(f"{TEI}publisher").text == "خبرگزاری نمونه"
    assert bibl.find(f"{TEI}date").get("when") == "2020-01-02", "the command line wins"
    assert bibl.find(f"{TEI}note[@type='date-source']").text == "settings"
    assert bibl.find(f"{TEI}title").text == "بازگشایی کتابخانه"
    assert bibl.find(f"{TEI}note[@n='title']").text == "بازگشایی کتابخانه | خبرگزاری نمونه"
    assert article.get(XML_LANG) == "fa-AF"
    assert article.find(f"{TEI}text").get(XML_LANG) == "fa-AF"
    assert bibl.find(f"{TEI}textLang").get("mainLang") == "fa-AF"


def test_lines_are_what_the_rule_of_their_source_says(built: etree._Element, tmp_path: Path) -> None:
    article = etree.parse(tmp_path / "out" / "a.xml").getroot()
    text = text_of(article)
    found = {(e.name, text[e.begin : e.end]) for e in elements(article)}
    assert ("ab", "خانه | کد خبر ۱۲۳") in found
    assert {("term", "کتاب"), ("term", "روستا")} <= found


def test_the_lines_that_no_rule_names_are_what_they_were(built: etree._Element, tmp_path: Path) -> None:
    article = etree.parse(tmp_path / "out" / "a.xml").getroot()
    found = sorted(elements(article), key=lambda element: (element.begin, -element.end))
    blocks = [(e.name, text_of(article)[e.begin : e.end].split()[0]) for e in found if e.name in ("head", "ab", "p")]
    assert blocks[0] == ("head", "بازگشایی"), "with the name of the site that the header leaves out"
    assert [name for name, word in blocks if word == "خانه"] == ["ab"]
    assert blocks[-2:] == [("p", "کتابخانه"), ("head", "موضوعات:")]
    assert len(blocks) == 5
