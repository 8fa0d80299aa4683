"""Who published an article, whom it cites, who wrote it, when, and what it is called, in the header."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tei_reading import TEI

from tei.corpus.article import to_tei
from tei.corpus.preparation import prepare
from tei.document import Article, Metadata, Source
from tei.language.publishers import clean_title, names_publisher, publisher_of
from tei.settings import Settings, SourceRule

BODY = "شهردار در این مراسم گفت که کار ساختن پارک تا پایان سال به سر می‌رسد و مردم می‌توانند از آن بهره ببرند."


def bibl(*lines: str, metadata: Metadata | None = None, settings: Settings | None = None) -> etree._Element:
    """The description of the source in the TEI of an article with these lines."""
    text = "\n".join(("پارک تازه ساخته می‌شود", *lines))
    article = Article("a", text, Source("a.txt", "0" * 64, len(text)), metadata or Metadata())
    root = etree.fromstring(to_tei(article, settings or Settings())[".xml"])
    found = root.find(f".//{TEI}sourceDesc/{TEI}bibl")
    assert found is not None
    return found


def words(element: etree._Element, path: str) -> list[str]:
    steps = "/".join(TEI + step for step in path.split("/"))
    return ["".join(found.itertext()) for found in element.iterfind(steps)]


@pytest.mark.parametrize(
    ("line", "publisher", "agencies"),
    [
        ("به گزارش تابناک، " + BODY, ["تابناک"], []),
        ("به گزارش خبرگزاری مهر، " + BODY, [], ["خبرگزاری مهر"]),
        ("به گزارش تابناک به نقل از ایسنا، " + BODY, ["تابناک"], ["ایسنا"]),
        ("به گزارش سازمان هواشناسی، " + BODY, [], []),
        (BODY + "\nمنبع: ایرنا", [], ["ایرنا"]),
        (BODY + " /ایسنا", [], ["ایسنا"]),
    ],
)
def test_the_publisher_and_the_agencies_cited_are_told_apart(
    line: str, publisher: list[str], agencies: list[str]
) -> None:
    found = bibl(line)
    assert words(found, "publisher") == publisher
    assert words(found, "relatedItem/bibl/publisher") == agencies


def test_the_source_s_own_word_on_its_publisher_comes_first() -> None:
    line = "به گزارش خبرگزاری مهر، " + BODY
    stated = bibl(line, metadata=Metadata(publisher="عصر ایران"))
    assert (words(stated, "publisher"), words(stated, "relatedItem/bibl/publisher")) == (
        ["عصر ایران"],
        ["خبرگزاری مهر"],
    )
    own = bibl(line, metadata=Metadata(publisher="خبرگزاری مهر"))
    assert (words(own, "publisher"), words(own, "relatedItem/bibl/publisher")) == (["خبرگزاری مهر"], [])


def test_an_address_tells_the_publisher() -> None:
    found = bibl("به گزارش تابناک، " + BODY, metadata=Metadata(url="https://www.asriran.com/fa/news/1"))
    assert words(found, "publisher") == ["عصر ایران"]
    assert words(found, "relatedItem/bibl/publisher") == ["تابناک"]
    unknown = bibl("به گزارش تابناک، " + BODY, metadata=Metadata(url="https://example.org/1"))
    assert words(unknown, "publisher") == [], "an unknown site may cite"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("نویسنده: مریم احمدی", ["مریم احمدی"]),
        ("خبرنگار: علی رضایی و سارا کریمی", ["علی رضایی", "سارا کریمی"]),
        ("مترجم: مریم احمدی", []),
        ("عکس: مریم احمدی", []),
    ],
)
def test_authors_are_read_from_bylines_unless_the_source_names_them(line: str, authors: list[str]) -> None:
    assert words(bibl(line, BODY), "author") == authors
    assert words(bibl(line, BODY, metadata=Metadata(authors=("گروه شهر",))), "author") == ["گروه شهر"]


def test_the_date_says_where_it_stands() -> None:
    line = "تاریخ انتشار: ۱۵ فروردین ۱۳۹۷"
    found = bibl(line, BODY, settings=Settings(date=date(2020, 1, 1)))
    (day,) = found.iterfind(f"{TEI}date")
    assert (day.get("when"), day.text, day.get("cert")) == ("2018-04-04", "۱۵ فروردین ۱۳۹۷", "medium")
    assert day.get("source") == "#a.date.1"
    assert found.findtext(f"{TEI}note[@type='date-source']") == "dateline"
    stated = bibl(line, BODY, metadata=Metadata(date=date(2018, 4, 5), date_source="record"))
    assert stated.findtext(f"{TEI}date") == "2018-04-05"
    assert stated.findtext(f"{TEI}note[@type='date-source']") == "record"
    assert bibl(BODY).find(f"{TEI}note[@type='date-source']") is None


def test_a_language_that_is_not_persian_is_noted_and_not_believed() -> None:
    found = bibl(BODY, metadata=Metadata(language="en-US"))
    assert found.find(f"{TEI}textLang").get("mainLang") == "fa"
    assert found.findtext(f"{TEI}note[@n='language']") == "en-US"


# titles


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("باران آمد | خبرگزاری نمونه", "باران آمد"),
        ("باران آمد - تابناک | TABNAK", "باران آمد"),
        ("مهر نیوز :: باران آمد", "باران آمد"),
        ("باران آمد | ایسنا", "باران آمد"),
        ("شهردار: کار ما - کار مردم - همین است", "شهردار: کار ما - کار مردم - همین است"),
        ("ایران - آلمان", "ایران - آلمان"),
        ("واکنش شهردار - خبرگزاری نمونه تعطیل شد", "واکنش شهردار - خبرگزاری نمونه تعطیل شد"),
        ("خبرگزاری نمونه", "خبرگزاری نمونه"),
        ("تابناک", "تابناک"),
    ],
)
def test_titles_lose_the_names_of_sites_and_nothing_else(title: str, clean: str) -> None:
    assert clean_title(title, "", "https://www.tabnak.ir/fa/news/1") == clean


@given(st.text("ابپ |:-»خبرگزاری", max_size=30), st.text("ابپ", max_size=3))
def test_a_clean_title_is_a_piece_of_the_title(title: str, publisher: str) -> None:
    clean = clean_title(title, publisher, "")
    assert clean in title
    assert clean_title(clean, publisher, "") == clean


def test_names_of_publishers() -> None:
    assert publisher_of("http://fa.tabnak.ir/x") == "تابناک"
    assert publisher_of("http://notabnak.ir") == publisher_of("http://[") == publisher_of("") == ""
    assert names_publisher("پایگاه خبری سپیددشت")
    assert names_publisher("رویترز")
    assert names_publisher("سپیددشت‌خبر")
    assert not names_publisher("سازمان هواشناسی")


# rules of sources


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (SourceRule(host="example.org"), True),
        (SourceRule(host="www.example.org"), True),
        (SourceRule(host="ample.org"), False),
        (SourceRule(file="news-*.html"), True),
        (SourceRule(file="NEWS-*"), False),
        (SourceRule(publisher="روزنامه روستا"), True),
        (SourceRule(publisher="روزنامه شهر", host="example.org"), False),
    ],
)
def test_a_rule_is_for_the_articles_that_it_names(rule: SourceRule, fits: bool) -> None:
    metadata = Metadata(publisher="روزنامه روستا", url="https://fa.example.org/1")
    article = Article("a", "کد خبر ۱\n" + BODY, Source("news-1.html", "", 0), metadata)
    settings = Settings(sources=(replace(rule, boilerplate=("کد",)),))
    assert (prepare(article, settings).markup is not None) == fits


def test_the_title_has_no_marks_of_markdown_and_html() -> None:
    article = Article("a", f"# **پارک تازه** در میبد<br/>\n{BODY}\n{BODY}", Source("a.txt", "0" * 64, 1), Metadata())
    root = etree.fromstring(to_tei(article, Settings())[".xml"])
    assert [title.text for title in root.iterfind(f".//{TEI}sourceDesc//{TEI}title")] == ["پارک تازه در میبد"]


def test_patterns_are_compared_folded() -> None:
    article = Article("a", "  كد  خبر: 12 \nمتن\nموضوع‌ها : پارك | رود،\n", Source("a.txt", "", 0))
    rule = SourceRule(file="*", boilerplate=("کد +خبر",), tags=("موضوعها", "(?!)"))
    markup = prepare(article, Settings(sources=(rule,))).markup
    assert markup is not None
    found = [(a.kind.value, article.text[a.span.begin : a.span.end]) for a in markup.annotations]
    assert found == [
        ("ab", "كد  خبر: 12"),
        ("list", "موضوع‌ها : پارك | رود،"),
        ("label", "موضوع‌ها :"),
        ("item", "پارك |"),
        ("item", "رود،"),
    ]
