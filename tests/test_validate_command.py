"""`tadvin validate`: what it prints in each format, its exit status, other grammars, files made to do harm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from tei.cli import main
from tei.validator import CHECKS, SCHEMAS, AnotherGrammar, validate_each, validate_file

DATA = Path(__file__).parent / "data"
LETTER = DATA / "valid" / "letter.xml"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a corpus of two articles; in one of them a speaker is missing and a date is wrong."""
    folder = tmp_path / "پیکره"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("html"))
    file = folder / "valid" / "letter.xml"
    content = file.read_text("utf-8").replace(' who="#letter.person.1"', "", 1)
    file.write_text(content.replace('"1397-01-15" when="2018-04-04"', '"1397-01-15" when="2018-04-05"', 1), "utf-8")
    return folder


def test_text_has_a_line_for_each_finding(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(corpus)]) == 1
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert all(line.startswith(f"{corpus / 'valid' / 'letter.xml'}:") for line in lines)
    assert any("<said> does not say who speaks; add @who" in line for line in lines)
    assert said.err == f"5 files, {len(lines)} findings.\n"


def test_json_says_what_is_wrong_where_and_how_to_mend_it(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "json", str(corpus)]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert {"rule", "value"} <= {one["check"] for one in findings} <= CHECKS.keys()
    for one in findings:
        assert list(one) == ["file", "line", "id", "check", "problem", "remedy"]
        assert Path(one["file"]).is_file()
        assert one["problem"] and one["remedy"]


def test_sarif_names_rules_files_and_lines(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "sarif", str(corpus)]) == 1
    log = json.loads(capsys.readouterr().out)
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for result in run["results"]:
        [location] = result["locations"]
        assert result["ruleId"] in rules
        assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
        assert location["physicalLocation"]["region"]["startLine"] >= 1


@pytest.mark.parametrize(("name", "expected"), [("json", "[]\n"), ("text", "")])
def test_nothing_wrong_is_status_0(name: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", name, str(LETTER)]) == 0
    assert capsys.readouterr().out == expected


GRAMMAR = """\
<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><text/></element>
"""


def test_another_grammar_is_checked_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grammar = tmp_path / "tiny.rng"
    grammar.write_text(GRAMMAR, "utf-8")
    assert main(["validate", "--against", str(grammar), str(LETTER)]) == 1
    assert "see what tiny.rng allows there" in capsys.readouterr().out
    article = tmp_path / "article.xml"
    article.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">متن</TEI>', "utf-8")
    assert main(["validate", "--against", str(grammar), str(article)]) == 0


def test_a_corpus_is_held_against_another_grammar_as_xinclude_makes_it(tmp_path: Path) -> None:
    grammar = etree.parse(SCHEMAS[0])
    for include in grammar.iter("{*}element"):
        if include.get("name") == "include":
            include.set("name", "nothing")
    grammar.write(tmp_path / "no-include.rng")
    without = AnotherGrammar(tmp_path / "no-include.rng")
    assert [found for findings in validate_each([DATA / "corpus.xml"], without) for found in findings] == []


@pytest.mark.parametrize("content", [None, "no grammar", "<grammar/>"])
def test_what_is_no_grammar_is_wrong_usage(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grammar = tmp_path / "grammar.rng"
    if content is not None:
        grammar.write_text(content, "utf-8")
    assert main(["validate", "--against", str(grammar), str(LETTER)]) == 2
    assert capsys.readouterr().err.startswith(f"tadvin: {grammar}: ")


BOMB = '<!DOCTYPE TEI [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
SECRET = '<!DOCTYPE TEI [<!ENTITY c SYSTEM "secret.txt">]>'
REMOTE = '<!DOCTYPE TEI [<!ENTITY c SYSTEM "http://127.0.0.1:9/secret.txt">]>'


@pytest.mark.parametrize("document_type", [BOMB, SECRET, REMOTE], ids=["bomb", "file", "network"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_are_refused_in_a_sentence(document_type: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("راز", "utf-8")
    content = f'{document_type}<TEI xmlns="http://www.tei-c.org/ns/1.0">&c;</TEI>'.encode(encoding)
    if encoding == "utf-7":  # where "<!" may be written in another way
        content = b'<?xml version="1.0" encoding="utf-7"?>' + content.replace(b"<!", b"+ADwAIQ-")
    path = tmp_path / "bad.xml"
    path.write_bytes(content)
    (found,) = validate_file(path)
    assert "the file has a document type (<!DOCTYPE); remove it and its entities" in str(found)
