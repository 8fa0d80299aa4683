"""`tadvin build` and `tadvin validate`: what is written, what is said, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree
from tei_reading import TEI, XML_ID, text_of

from tei.cli import main

ARTICLE = "بازگشایی کتابخانه روستا\n\nکتابخانه روستای ما پس از دو سال دوباره باز شد.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "library.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def build(*arguments: object) -> int:
    return main(["build", *map(str, arguments)])


def feed(path: Path, *rows: object) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_article_becomes_a_tei_file_and_a_corpus(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert build(source, "-o", output) == 0
    assert sorted(path.name for path in output.iterdir()) == ["corpus.xml", "library.xml", "schemas"]
    assert text_of(etree.parse(output / "library.xml").getroot()) == ARTICLE
    corpus = etree.parse(output / "corpus.xml")
    corpus.xinclude()
    assert [article.get(XML_ID) for article in corpus.getroot().iter(f"{TEI}TEI")] == ["library"]
    assert main(["validate", str(output)]) == 0


def test_the_date_of_the_command_line_serves_articles_without_one(source: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert build(source, "-o", output, "--date", "2018-04-04") == 0
    bibl = etree.parse(output / "library.xml").getroot().find(f".//{TEI}sourceDesc/{TEI}bibl")
    assert bibl.find(f"{TEI}date").get("when") == "2018-04-04"


def test_a_bad_date_is_wrong_usage(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(source, "-o", tmp_path / "out", "--date", "1397/1/15x") == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err
    assert build(source, "-o", tmp_path / "out", "--date", "") == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err
    assert build(source, "-o", tmp_path / "out", "--date", "1397-01-15") == 2
    assert "Gregorian" in capsys.readouterr().err


def test_an_empty_path_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        build("", "-o", tmp_path / "out")
    assert "must not be empty" in capsys.readouterr().err


def test_bad_articles_are_named_and_the_others_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = feed(
        tmp_path / "feed.jsonl",
        {"id": "یک", "text": ARTICLE},
        "{broken",
        {"id": "بی‌متن"},
        {"id": "یک", "text": "شناسه این نوشته تکراری است."},
        {"id": "دو", "text": "نوشته دوم هم سالم است."},
    )
    empty = tmp_path / "empty.txt"
    empty.touch()
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    output = tmp_path / "out"
    assert build(articles, empty, binary, tmp_path / "missing.txt", "-o", output) == 1
    assert sorted(path.stem for path in output.glob("*.xml")) == ["corpus", "دو", "یک"]
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line.startswith("tadvin: ")]
    assert len(lines) == 6
    for wanted in ("line 2", "line 3", "line 4", "empty.txt", "binary.txt", "missing.txt"):
        assert sum(wanted in line for line in lines) == 1, wanted
    assert "2 articles written" in said.out
    assert "Traceback" not in said.err


def test_ids_that_would_share_a_file_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ({"id": ident, "text": ARTICLE} for ident in ("News-1", "news 1", "2", "a2"))
    articles = feed(tmp_path / "feed.jsonl", *rows)
    assert build(articles, "-o", tmp_path / "out") == 1
    assert capsys.readouterr().err.count("another id") == 2


def test_the_summary_tells_files_of_one_name_in_two_folders_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("east", "west"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(ARTICLE, encoding="utf-8")
    assert build(tmp_path, "-o", tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "west" / "news.txt") in said
    assert str(tmp_path / "east" / "news.txt") in said


@pytest.mark.parametrize("ident", ["۱۲۳", "خبر 😀", "a\ufffdb", "日本", "ﷺ", "م\u0656"])
def test_any_id_gives_a_valid_article(ident: str, tmp_path: Path) -> None:
    articles = feed(tmp_path / "feed.jsonl", {"id": ident, "text": ARTICLE})
    assert build(articles, "-o", tmp_path / "out") == 0


@pytest.mark.parametrize(
    "piece", ["خبرنگار: \n", "برچسب: ا\n", "[ا](#) ", "گفت: «", "بسم الله الرحمن الرحیم\n", "۱/", "»"]
)
def test_no_text_takes_more_time_than_its_length_allows(piece: str, tmp_path: Path) -> None:
    source = tmp_path / "hostile.txt"
    source.write_text("متن " + piece * (30_000 // len(piece)), encoding="utf-8")
    start = time.process_time()
    assert build(source, "-o", tmp_path / "out") == 0
    assert time.process_time() - start < 8, "what grows with the square of the length takes far longer"


LETTER = """\
متن نامه مینا صدری به این شرح است:

جناب آقای رضا کمالی، رئیس سازمان آب

سلام علیکم، در پاسخ به نامه ۱۵ مهر ۱۳۹۸ می‌نویسم. وی گفت: «آب را نگه دارید.»

مینا صدری
۱۵ مهر ۱۳۹۸

"""


def test_the_time_grows_with_the_number_of_letters_and_not_faster(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        (tmp_path / "letters.txt").write_text("نامه‌ها منتشر شد\n\n" + LETTER * count, encoding="utf-8")
        start = time.process_time()
        assert build(tmp_path / "letters.txt", "-o", tmp_path / "out") == 0
        return time.process_time() - start

    seconds(1)  # loads models and lists
    assert seconds(1000) < 10 * 2 * max(seconds(100), 0.2)


@pytest.mark.skipif(os.name == "nt", reason="a folder is not a file on POSIX")
def test_an_output_that_cannot_be_written_is_one_sentence(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    assert build(source, "-o", blocked / "out") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_what_cannot_be_said_is_one_sentence(source: Path) -> None:
    command = [sys.executable, "-m", "tei.cli", "validate", str(source)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr


def test_names_that_a_terminal_cannot_show_are_no_mistake(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tei.cli", "build", str(source), "-o", str(tmp_path / "خروجی")]
    done = subprocess.run(command, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    rows = [{"id": f"n{number}", "text": f"خبر شماره {number}\n\n{ARTICLE}"} for number in range(12)]
    articles = feed(tmp_path / "feed.jsonl", *rows, "broken")
    outputs = [tmp_path / "one", tmp_path / "three"]
    for output, jobs in zip(outputs, (1, 3), strict=True):
        assert build(articles, "-o", output, "--jobs", jobs) == 1
    one, three = ({path.name: path.read_bytes() for path in output.glob("*.xml")} for output in outputs)
    assert one == three
    assert len(one) == 13


def test_nothing_half_written_is_left(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    output = tmp_path / "out"
    assert build(source, "-o", output) == 1
    assert [path for path in output.rglob("*") if path.is_file()] == []


def test_validate_names_file_line_id_and_remedy(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    build(source, "-o", output)
    file = output / "library.xml"
    file.write_text(file.read_text(encoding="utf-8").replace("دوباره", "باز هم"), encoding="utf-8")
    capsys.readouterr()
    assert main(["validate", str(output)]) == 1
    assert "library.xml:" in capsys.readouterr().out


def test_a_fault_in_one_article_does_not_cost_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tei.corpus import article as one_article

    real = one_article.annotate

    def faulty(article, *others):  # type: ignore[no-untyped-def]
        if article.ident == "بد":
            raise RuntimeError("a fault nobody foresaw")
        return real(article, *others)

    monkeypatch.setattr(one_article, "annotate", faulty)
    articles = feed(tmp_path / "feed.jsonl", {"id": "بد", "text": ARTICLE}, {"id": "خوب", "text": ARTICLE})
    assert build(articles, "-o", tmp_path / "out") == 1
    assert (tmp_path / "out" / "خوب.xml").is_file()
    assert "a fault nobody foresaw" in capsys.readouterr().err
