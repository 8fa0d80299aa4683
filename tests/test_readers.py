"""Readers turn files into articles, and what is no article into one sentence that names the file."""

import gzip
import hashlib
import itertools
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import SHARED, needs_shared

from tei.document import Article, Replacement
from tei.errors import ReadError
from tei.readers import SUFFIXES, articles, find_sources, read
from tei.readers.days import read_date

TEXT = "شهردار تازه کار خود را آغاز کرد.\n\nاو گفت: «پارک‌های شهر بیشتر می‌شوند.»\n"


def one(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article), article
    return article


def problem(path: Path) -> str:
    """The sentence about a file that holds no article."""
    (error,) = read(path)
    assert isinstance(error, ReadError), error
    assert str(error).startswith(str(path))
    assert str(error).endswith(".")
    assert "\n" not in str(error)
    return str(error).removeprefix(str(path))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def jsonl(folder: Path, *objects: object) -> Path:
    return write(folder / "news.jsonl", "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects))


# plain text and front matter


def test_a_text_file_is_an_article_named_after_it(tmp_path: Path) -> None:
    article = one(write(tmp_path / "gozaresh.v2.txt", TEXT))
    assert article.ident == "gozaresh.v2"
    assert article.text == TEXT
    assert article.source.file == "gozaresh.v2.txt"
    assert article.source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.source.byte_count == len(TEXT.encode())
    assert article.source.line is None


def test_front_matter_is_metadata_and_the_rest_is_text_untouched(tmp_path: Path) -> None:
    front_matter = """---
id: 0017
title: شهردار تازه
date: 1399-05-01
url: https://example.org/1
publisher: خبرگزاری نمونه
author: مریم احمدی
tags: شهر، پارک , هوا
section: جامعه
edition: نخست
seen: {by: [الف, ب]}
empty:
---
"""
    article = one(write(tmp_path / "a.md", front_matter + "\n" + TEXT))
    assert article.text == "\n" + TEXT
    assert article.ident == "0017"
    metadata = article.metadata
    assert (metadata.title, metadata.section) == ("شهردار تازه", "جامعه")
    assert (metadata.url, metadata.publisher) == ("https://example.org/1", "خبرگزاری نمونه")
    assert metadata.date == date(2020, 7, 22)
    assert metadata.authors == ("مریم احمدی",)
    assert metadata.tags == ("شهر", "پارک", "هوا")
    assert metadata.other == {"edition": "نخست", "seen": '{"by":["الف","ب"]}', "date": "1399-05-01"}
    assert article.source.byte_count == len((front_matter + "\n" + TEXT).encode())


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_front_matter_may_have_any_line_ends(tmp_path: Path, line_end: str) -> None:
    written = ("---\nauthor: [علی رضایی, سارا کریمی]\n---\n" + TEXT).replace("\n", line_end)
    article = one(write(tmp_path / "a.txt", written))
    assert article.metadata.authors == ("علی رضایی", "سارا کریمی")
    assert article.text == TEXT.replace("\n", line_end)


@pytest.mark.parametrize(
    "text",
    [
        "---\nخط تیره در آغاز و بی‌پایان\n",
        "---\nنه نگاشت، که یک جمله\n---\nمتن\n",
        "---\n- فهرست\n---\nمتن\n",
        "---\n---\nمتن\n",
        "\n---\ntitle: در آغاز فایل نیست\n---\nمتن\n",
        "----\ntitle: چهار خط\n----\nمتن\n",
        "---\n" + "title: بلند\n" * 20_000 + "---\nمتن\n",
    ],
)
def test_lines_of_dashes_without_a_mapping_are_text(tmp_path: Path, text: str) -> None:
    article = one(write(tmp_path / "a.txt", text))
    assert article.text == text
    assert article.metadata.title == ""


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("title: خوب\nurl: [باز", ", line 4: the front matter is not valid YAML"),
        ("title: یک: دو", ", line 2: the front matter is not valid YAML (mapping values"),
        ("title: &x الف\nurl: *x", ", line 3: the front matter is not valid YAML (it has the alias *x"),
        ("a: " + "[" * 50_000, ", line 2: the front matter is not valid YAML (it is nested too deeply)"),
        ("title: \x07", ", line 1: the front matter is not valid YAML (it holds control characters)"),
        ("id: 3\ntitle: [الف, ب]", ', line 3: in the front matter the field "title" must be text, not a list'),
    ],
)
def test_broken_front_matter_is_an_error_with_its_line(tmp_path: Path, front_matter: str, expected: str) -> None:
    assert problem(write(tmp_path / "a.md", f"---\n{front_matter}\n---\n{TEXT}")).startswith(expected)


# JSON Lines


def test_each_line_is_an_article_with_its_own_source(tmp_path: Path) -> None:
    path = write(tmp_path / "news.jsonl", '{"id": 7, "text": "متن یک"}\r\n\n{"text": "متن دو"}')
    first, second = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.ident, first.source.line, first.text) == ("7", 1, "متن یک")
    assert (second.ident, second.source.line, second.text) == ("news-3", 3, "متن دو")
    assert first.source.byte_count == len('{"id": 7, "text": "متن یک"}'.encode())
    assert second.source.sha256 == hashlib.sha256('{"text": "متن دو"}'.encode()).hexdigest()


def test_the_title_stands_before_the_text_unless_it_is_its_first_line(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"title": "باران آمد", "text": TEXT},
        {"title": "باران آمد", "text": "باران آمد\n" + TEXT},
        {"title": "باران", "text": "باران از دیروز می‌بارد."},
    )
    texts = [article.text for article in read(path) if isinstance(article, Article)]
    assert texts == ["باران آمد\n\n" + TEXT, "باران آمد\n" + TEXT, "باران\n\nباران از دیروز می‌بارد."]


def test_unknown_fields_are_kept_and_empty_ones_are_not(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        '{"text": "متن", "agency": "نمونه", "size": {"w": [1, 2.5]}, "url": null, "tags": [], "author": "", '
        '"title": NaN, "views": 0, "note": "  "}',
    )
    metadata = one(path).metadata
    assert metadata.other == {"agency": "نمونه", "size": '{"w":[1,2.5]}', "views": "0"}
    assert metadata.authors == metadata.tags == ()


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    good = json.dumps({"text": "متن"})
    bad = {
        '{"text": "متن"': "broken JSON at column 15",
        '["متن"]': "not a JSON object",
        '{"title": "بی متن"}': 'the field "text" is missing',
        '{"text": null}': 'the field "text" is missing',
        '{"text": 12}': 'the field "text" must be text',
        '{"text": " \\n"}': 'the field "text" is empty',
        '{"text": "* - *"}': "has no letters",
        '{"text": "متن", "title": {"fa": "متن"}}': 'the field "title" must be text, not a mapping',
        '{"text": "متن", "tags": [["الف"]]}': 'the field "tags" must be text, not a list',
        "[" * 100_000: "nested too deeply",
        '{"text": "متن", "n": ' + "9" * 5000 + "}": "too long a number",
    }
    path = write(tmp_path / "a.jsonl", "\n".join(itertools.chain([good], bad, [good])))
    results = list(read(path))
    assert isinstance(results[0], Article)
    assert isinstance(results[-1], Article)
    for number, (result, expected) in enumerate(zip(results[1:-1], bad.values(), strict=True), start=2):
        assert isinstance(result, ReadError)
        assert str(result).startswith(f"{path}, line {number}: ")
        assert expected in str(result)


def test_undecodable_lines_are_errors_and_each_line_has_its_encoding(tmp_path: Path) -> None:
    windows_1256 = '{"text": "اين سطر با كدگذاري ديگري نوشته شده است"}'.encode("cp1256")
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "a"}\n' + windows_1256 + b'\n{"text": "\xff"}\n')
    first, second, third = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.source.encoding, second.source.encoding) == ("utf-8-sig", "cp1256")
    assert "line 3: the line is not valid UTF-8" in str(third)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_lines_in_utf_16(tmp_path: Path, encoding: str) -> None:
    texts = ["یک\r\nو", "حرف پنجابی ਊ و ఊ و Ċ", "سه"]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    path = write(tmp_path / "a.jsonl", "\r\n".join(lines).encode(encoding))
    assert [article.text for article in read(path) if isinstance(article, Article)] == texts


def test_json_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": f"متن {number}"}) + "\n" for number in range(10_000))
    reader = read(path)
    first = next(reader)
    path.write_text("")
    assert isinstance(first, Article)
    assert sum(1 for _ in reader) < 9_999


# characters, dates, sizes


def test_what_xml_cannot_hold_is_replaced_one_for_one_and_listed(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", '{"text": "الف\\u0001ب\\ud800پ\\ud83d\\ude00", "title": "ت\\u0000", "\\u0002": "\\uffff"}'
    )
    article = one(path)
    assert article.text == "ت\ufffd\n\nالف\ufffdب\ufffdپ😀"
    assert article.source.replacements == (Replacement(1, 0), Replacement(7, 1), Replacement(9, 0xD800))
    assert article.metadata.title == "ت\ufffd"
    assert article.metadata.other == {"\ufffd": "\ufffd"}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-02-27", date(2020, 2, 27)),
        ("2020-02-27 13:04:00", date(2020, 2, 27)),
        ("2020-02-27T23:59:59+03:30", date(2020, 2, 27)),
        ("2020/2/7", date(2020, 2, 7)),
        ("20200227", date(2020, 2, 27)),
        ("1399-05-01", date(2020, 7, 22)),
        ("۱۳۹۹/۰۵/۰۱", date(2020, 7, 22)),
        ("۰۰:۰۲ - ۱۳۹۷/۹/۱۰", date(2018, 12, 1)),
        ("1399-12-30", date(2021, 3, 20)),
        ("۱۳۹۷/۰۱/۱۵ = 2018-04-04", date(2018, 4, 4)),
        ("2018-04-04, 2018-04-05", None),
        ("1400-12-30", None),
        ("2021-02-29", None),
        ("82031500", None),
        ("دیروز", None),
        ("", None),
    ],
)
def test_a_date_is_read_from_its_figures(written: str, day: date | None) -> None:
    assert read_date(written) == day


def test_a_date_may_be_written_in_words(tmp_path: Path) -> None:
    written = "تاریخ انتشار: ۰۹:۴۰ - ۳ تير ۱۴۰۰ - 24 June 2021"
    metadata = one(jsonl(tmp_path, {"text": "متن", "date": written})).metadata
    assert (metadata.date, metadata.date_source) == (date(2021, 6, 24), "record")
    assert metadata.other == {"date": written}


def test_a_date_that_says_more_than_the_day_is_kept_as_written(tmp_path: Path) -> None:
    written = ["2020-02-27", "2020-02-27 13:04", "دیروز"]
    metadata = [one(jsonl(tmp_path, {"text": "متن", "date": text})).metadata for text in written]
    assert [m.other for m in metadata] == [{}, {"date": "2020-02-27 13:04"}, {"date": "دیروز"}]
    assert [m.date for m in metadata] == [date(2020, 2, 27), date(2020, 2, 27), None]


def test_long_files_lines_and_texts_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "MAX_CHARACTERS", 100)
    assert "101 characters, more than 100; split it" in problem(write(tmp_path / "a.txt", "ا" * 101))
    monkeypatch.setattr("tei.readers.plain_text.MAX_BYTES", 1 << 20)
    assert "larger than 1 MB; split it" in problem(write(tmp_path / "b.txt", b"a" * ((1 << 20) + 1)))
    monkeypatch.setattr("tei.readers.json_lines.MAX_BYTES", 1 << 20)
    long_line, line = read(write(tmp_path / "c.jsonl", b"a" * 3_000_000 + b'\n{"text": "b"}'))
    assert "line 1: the line is longer than 1 MB" in str(long_line)
    assert isinstance(line, Article)


# files that hold no article


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the file is a PNG image"),
        (b"PK\x03\x04\x14\x00", "the file is a ZIP archive"),
        (b"%PDF-1.4\n\xe2\xe3", "the file is a PDF file"),
        (gzip.compress(TEXT.encode()), "the file is a gzip archive"),
        (b"\x01\x02\x03\x00\xff\xfe\x00" * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, suffix: str, content: bytes, expected: str) -> None:
    assert expected in problem(write(tmp_path / f"a{suffix}", content))


def test_text_without_letters_is_an_error(tmp_path: Path) -> None:
    assert "has no letters" in problem(write(tmp_path / "a.txt", " \r\n\t\n"))
    assert "has no letters" in problem(write(tmp_path / "b.txt", "*** * * *"))
    assert "has no letters" in problem(write(tmp_path / "c.md", "---\ntitle: تنها سر\n---\n"))
    assert "is empty" in problem(write(tmp_path / "d.jsonl", "\n \n"))
    assert "binary" in problem(write(tmp_path / "e.txt", "\x01\x02\x03a"))


def test_what_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    assert "no such file" in problem(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    assert "this is a folder" in problem(tmp_path / "folder.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "a device or pipe" in problem(tmp_path / "pipe.jsonl")


def test_control_characters_in_names_reach_no_terminal_and_no_xml(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a\x1b[31m.txt", TEXT)).source.file == "a\ufffd[31m.txt"
    (error,) = read(write(tmp_path / "b\udcff.txt", ""))
    assert "b\ufffd.txt: the file is empty" in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert "cannot be read (permission denied)" in problem(path)


# properties


@given(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str) -> None:
    text = TEXT + text + TEXT
    article = one(write(tmp_path_factory.getbasetemp() / "a.txt", text.encode(encoding)))
    restored = list(article.text)
    for replacement in article.source.replacements:
        assert restored[replacement.offset] == "\ufffd"
        restored[replacement.offset] = chr(replacement.code_point)
    assert "".join(restored) == text
    assert article.source.encoding == encoding


@given(st.text())
def test_any_string_of_json_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = TEXT + text
    folder = tmp_path_factory.getbasetemp()
    article = one(write(folder / "a.jsonl", json.dumps({"text": text})))
    assert len(article.text) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, article.text, strict=True))


@given(
    st.binary()
    | st.binary().map(b"---\n".__add__)
    | st.text().map(lambda s: f"---\n{s}\n---\n".encode("utf-8", "ignore"))
)
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("a.txt", "a.json", "a.jsonl"):
        for result in read(write(tmp_path_factory.getbasetemp() / name, data)):
            assert isinstance(result, Article | ReadError)


# folders


def test_folders_are_searched_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.TXT", "c.jsonl", "b/.hidden.txt", ".git/x.txt", "b/page.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, TEXT)
    names = [path.relative_to(tmp_path).as_posix() for path in find_sources([tmp_path]) if isinstance(path, Path)]
    assert names == ["a.TXT", "b/1.md", "b/2.txt", "c.jsonl"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    (tmp_path / "link.txt").symlink_to(path)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(find_sources([path, tmp_path, tmp_path / "." / "a.txt"])) == [path]


LISTED = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def test_what_is_no_source_is_an_error_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    page = write(tmp_path / "page.pdf", TEXT)
    good = write(tmp_path / "a.txt", TEXT)
    found = list(find_sources([tmp_path / "empty", page, tmp_path / "nowhere", good]))
    assert found[3] == good
    messages = [str(error) for error in found[:3]]
    assert messages == [
        f"{tmp_path / 'empty'}: there is no {LISTED} file in this folder; check the path.",
        f"{page}: not a {LISTED} file; convert it or give it its right suffix.",
        f"{tmp_path / 'nowhere'}: there is no such file or folder; check the path.",
    ]


@needs_shared
def test_every_raw_article_of_the_gold_is_read() -> None:
    assert SHARED is not None
    results = [result for path in find_sources([SHARED / "gold/raw_news"]) for result in read(path)]  # type: ignore[arg-type]
    assert len(results) == 6542
    assert all(isinstance(result, Article) for result in results)
