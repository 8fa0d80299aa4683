"""The JSON of PersianWebScraper: which text a page has, what is said of it, and what its TEI looks like."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tei_reading import TEI, text_of

from tei.cli import main
from tei.document import Article, Kind
from tei.errors import ReadError
from tei.readers import read

PAGE: dict[str, Any] = {
    "url": "https://www.example.org/news/12",
    "category": {"original": "جامعه/شهر", "textType": "Formal", "major": "News", "minor": "Social"},
    "date": "2023-11-13",
    "aboveTitle": "شهردار خبر داد:",
    "title": "پارک تازه باز شد",
    "summary": "پارک کنار رود پس از دو سال کار به روی مردم باز شد.",
    "content": [
        {"text": "پارک کنار رود دیروز با حضور مردم شهر باز شد و شهردار از کارگران آن قدردانی کرد.", "type": "p"},
        {"text": "درخت و آب", "type": "h2"},
        {"text": "هزار درخت سیب", "type": "li"},
        {"text": "دو آب‌نما", "type": "li", "ref": "https://example.org/water"},
        {"text": "هر درخت یک یادگار است.", "type": "blockquote"},
        {"text": "این گزارش را هم ببینید: پل تازه شهر", "type": "ilink", "ref": "https://www.example.org/news/11"},
    ],
    "comments": [{"text": "دست شما درد نکند.", "author": "مریم", "date": "2023-11-14"}, {"text": "عالی بود"}],
    "images": [{"src": "https://example.org/park.jpg", "alt": "درخت‌های پارک"}],
    "tags": ["پارک", "شهرداری"],
}

TEXT = """شهردار خبر داد:

پارک تازه باز شد

پارک کنار رود پس از دو سال کار به روی مردم باز شد.

پارک کنار رود دیروز با حضور مردم شهر باز شد و شهردار از کارگران آن قدردانی کرد.

درخت و آب

هزار درخت سیب
دو آب‌نما

هر درخت یک یادگار است.

این گزارش را هم ببینید: پل تازه شهر"""

COMMENTS = """

مریم
2023-11-14
دست شما درد نکند.

عالی بود"""


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def one(path: Path, comments: bool = False) -> Article:
    (article,) = read(path, comments)
    assert isinstance(article, Article), article
    return article


def marked(article: Article, kind: Kind) -> list[tuple[str, dict[str, str]]]:
    assert article.markup is not None
    return [
        (article.text[a.span.begin : a.span.end], dict(a.features))
        for a in article.markup.annotations
        if a.kind is kind
    ]


def test_the_text_is_heads_and_content(tmp_path: Path) -> None:
    article = one(write(tmp_path / "c0ffee.json", PAGE))
    assert article.text == TEXT
    assert article.ident == "c0ffee"


def test_metadata_keep_section_and_categories_apart(tmp_path: Path) -> None:
    metadata = one(write(tmp_path / "a.json", PAGE)).metadata
    assert (metadata.title, metadata.url) == ("پارک تازه باز شد", "https://www.example.org/news/12")
    assert (metadata.date, metadata.date_source) == (date(2023, 11, 13), "record")
    assert (metadata.section, metadata.categories) == ("جامعه/شهر", ("News", "Social"))
    assert metadata.tags == ("پارک", "شهرداری")
    assert metadata.other == {"category.textType": "Formal"}


def test_the_types_of_the_content_are_mark_up(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.json", PAGE))
    heads = [(text, features["type"]) for text, features in marked(article, Kind.HEAD)]
    assert [kind for _, kind in heads] == ["kicker", "main", "lead", "cross"]
    assert heads[-1] == ("درخت و آب", "cross")
    assert marked(article, Kind.LIST) == [("هزار درخت سیب\nدو آب‌نما", {})]
    assert [text for text, _ in marked(article, Kind.ITEM)] == ["هزار درخت سیب", "دو آب‌نما"]
    assert marked(article, Kind.QUOTE) == [("هر درخت یک یادگار است.", {"type": "block"})]
    assert [features["target"] for _, features in marked(article, Kind.REFERENCE)] == [
        "https://example.org/water",
        "https://www.example.org/news/11",
    ]
    assert marked(article, Kind.FIGURE) == [("", {"url": "https://example.org/park.jpg", "alt": "درخت‌های پارک"})]


def test_comments_are_kept_on_request_and_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", PAGE)
    article = one(path, comments=True)
    assert article.text == TEXT + COMMENTS
    assert marked(article, Kind.FLOATING_TEXT) == [(COMMENTS.strip(), {"type": "comments"})]
    assert marked(article, Kind.BYLINE) == [("مریم", {})]


def test_questions_and_answers_are_text(tmp_path: Path) -> None:
    exchange = {"q": {"text": "پارک کی باز شد؟", "author": "رضا"}, "a": [{"text": "دیروز."}, {"text": "پریروز."}]}
    article = one(write(tmp_path / "a.json", {"title": "پرسش", "qa": [exchange]}))
    assert article.text == "پرسش\n\nرضا\nپارک کی باز شد؟\n\nدیروز.\n\nپریروز."
    assert [features for _, features in marked(article, Kind.PARAGRAPH)] == [
        {"ana": "fn.question"},
        {"ana": "fn.answer"},
        {"ana": "fn.answer"},
    ]


def test_a_file_can_hold_a_list_and_json_lines_the_same_objects(tmp_path: Path) -> None:
    several = list(read(write(tmp_path / "news.json", [PAGE, {"title": "الف"}, {"id": 7, "text": "متن"}])))
    assert isinstance(several[1], ReadError)
    assert str(several[1]).endswith(
        'item 2 of the list: the field "text" is missing; put the text of the article in it.'
    )
    assert [article.ident for article in several if isinstance(article, Article)] == ["news-1", "7"]
    (tmp_path / "news.jsonl").write_text(json.dumps(PAGE) + "\n", encoding="utf-8")
    assert one(tmp_path / "news.jsonl").text == TEXT


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "broken JSON at column 1"),
        ('{\n"title": }', "broken JSON at line 2, column 10"),
        ("[]", "the file is neither a JSON object nor a list of them"),
        ('"text"', "the file is neither a JSON object nor a list of them"),
        ('{"title": "a", "content": ["b"]}', 'the field "content" must be a list of objects'),
        ('{"title": "a", "content": [{"text": ["b"]}]}', 'the field "text" must be text, not a list'),
        ('{"title": "", "content": []}', "the text of the article has no letters or figures"),
    ],
)
def test_what_is_no_article_is_an_error(tmp_path: Path, content: str, expected: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    (error,) = read(path)
    assert str(error).startswith(f"{path}: {expected}")


def test_a_page_becomes_valid_tei(tmp_path: Path) -> None:
    source = write(tmp_path / "park.json", PAGE)
    (tmp_path / "corpus.yaml").write_text("comments: true\n")
    arguments = ["build", str(source), "-o", str(tmp_path / "out"), "--config", str(tmp_path / "corpus.yaml")]
    assert main(arguments) == 0
    root = etree.parse(tmp_path / "out" / "park.xml").getroot()
    assert text_of(root) == TEXT + COMMENTS
    (comments,) = root.iterfind(f".//{TEI}div[@type='comments']")
    assert "".join(comments.itertext()).strip() == COMMENTS.strip()
    keywords = [[term.text for term in keyword] for keyword in root.iter(f"{TEI}keywords")]
    assert keywords == [["پارک", "شهرداری"], ["News", "Social"]]
    heads = [(head.get("type"), "".join(head.itertext())) for head in root.iter(f"{TEI}head")]
    assert heads == [
        ("kicker", "شهردار خبر داد:"),
        ("main", "پارک تازه باز شد"),
        ("lead", "پارک کنار رود پس از دو سال کار به روی مردم باز شد."),
        ("cross", "درخت و آب"),
    ]
    assert [item.get("url") for item in root.iter(f"{TEI}graphic")] == ["https://example.org/park.jpg"]


words = st.text("ابپ ۱\n\u200c\x00\ud800:", max_size=12)
pieces = st.fixed_dictionaries(
    {"text": words, "type": st.sampled_from(["p", "h1", "li", "cite", "blockquote", "link", "alt", "caption", "x"])},
    optional={"ref": st.sampled_from(["", "http://a.ir/الف ب", "x"])},
)
utterances = st.fixed_dictionaries({"text": words}, optional={"author": words, "date": words})


@given(st.lists(pieces, max_size=6), st.lists(utterances, max_size=3), words)
def test_every_block_is_its_piece(
    tmp_path_factory: pytest.TempPathFactory, content: list[Any], comments: list[Any], title: str
) -> None:
    page = {"title": f"{title} نوشته", "content": content, "comments": comments}
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(page), encoding="utf-8")
    article = one(path, comments=True)
    assert article.markup is not None
    wanted = [piece["text"].strip() for piece in content if piece["type"] != "alt" and piece["text"].strip()]
    blocks = (Kind.PARAGRAPH, Kind.HEAD, Kind.ITEM)
    found = [a for a in article.markup.annotations if a.kind in blocks][1 : len(wanted) + 1]
    assert [len(text) for text in wanted] == [len(a.span) for a in found]
    assert all(article.text[a.span.begin : a.span.end].strip() for a in found)
