"""What the validator finds, and how it says so: a small damage to a valid file for each rule."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.validator import Finding, validate_bytes, validate_file, validate_paths
from tei.validator.constraints import check_constraints
from tei.validator.finding import readable
from tei.validator.inventory import take_inventory

DATA = Path(__file__).parent / "data"
LETTER = DATA / "valid" / "letter.xml"
STRANGE = DATA / "valid" / "strange.xml"
WORDS = DATA / "valid" / "words.xml"
HEADS = '<relation name="heads" active="#letter.person.1" passive="#letter.org.1" resp="#letter.app.rules"/>'


def damaged(original: Path, old: str, new: str) -> list[Finding]:
    """What is found once the first `old` of a file is `new`."""
    content = original.read_text("utf-8")
    assert old in content
    return validate_bytes(content.replace(old, new, 1).encode(), file="nameh.xml")


@pytest.mark.parametrize("path", [LETTER, STRANGE, DATA / "corpus.xml"], ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path) -> None:
    assert validate_file(path) == []


def test_a_finding_is_one_line() -> None:
    found = Finding("nameh.xml", 7, "nameh.said.1", "<said> does not say\nwho speaks", "add @who")
    assert str(found) == "nameh.xml:7: nameh.said.1: <said> does not say who speaks; add @who"
    assert str(Finding("nameh.xml", 0, "", "the file is empty", "build it")) == "nameh.xml: the file is empty; build it"


GRAMMAR = [
    ("<pc ", "<emph/><pc ", "<emph> may not stand in <p> after <w>; allowed there: <addName>"),
    ('type="lead"', 'type="lied"', "@type of <head> is 'lied'; it must be 'main', 'kicker', 'lead', 'cross' or"),
    (' type="honorific"', "", "<addName> lacks @type; add it: 'honorific'"),
    (' type="repeat"', ' type="repeat" when="2018"', "<quote> may not have @when; remove it (allowed: "),
    ("<dateline ", "<quote/><dateline ", "<quote> may not stand in <closer> after <signed>; allowed there: <byline>"),
    ("<closer>", "<closer>نامه", "text stands directly in <closer>: 'نامه'"),
    ('from="2018-03-21"', 'when="2018" from="2018-03-21"', "@when of <date> may not stand beside @from, @to"),
    ('when="14:30:00"', 'when="14:30"', "@when of <time> is '14:30'; it must be a time such as 14:30:00"),
    ('when="2018-04-04"', 'when="2018-02-30"', "@when of <date> is '2018-02-30'; it must be a real Gregorian day"),
    ('cert="0.93"', 'cert="93"', "@cert of <said> is '93'; it must be 'high', 'medium', 'low' or a number from 0 to 1"),
    ('norm="می‌کوشیم"', 'norm=" "', "@norm of <w> is ' '; it must be a word, not empty"),
    ("<persName type=", "<item/><persName type=", "<item> may not stand in <person>"),
    ('calendar="#letter.cal.jalali"', 'calendar="jalali"', "@calendar of <date> is 'jalali'; it must be a pointer"),
    ('xml:space="preserve"', "", "<text> lacks @xml:space; add it: 'preserve'"),
]

POINTERS = [
    ('who="#letter.person.1"', 'who="#letter.person.9"', "points to #letter.person.9, which is nowhere"),
    ('who="#letter.person.1"', 'who="#letter.date.1"', "a <date>; point to a <person>, <org> or <place>"),
    ('ref="#letter.org.1" resp', 'ref="#letter.person.1" resp', "@ref of <orgName> points to #letter.person.1"),
    ('<persName ref="#letter.person.2" resp', '<persName ref="#letter.org.1" resp', "point to a <person>"),
    ('<placeName ref="#letter.place.1"', '<placeName ref="#letter.org.1"', "point to a <place>"),
    ('resp="#letter.app.rules"', 'resp="#letter.person.1"', "a <person>; point to a <application>"),
    ('ana="#letter.cue.say"', 'ana="#letter.tax.cue"', "a <taxonomy>; point to a <category>"),
    ('corresp="#letter.said.1"', 'corresp="#letter.quote.1"', "@corresp of <seg> points to #letter.quote.1"),
    ('datingMethod="#letter.cal.hijri"', 'datingMethod="#letter.b1"', "point to a <calendar>"),
    ('scheme="#letter.tax.tags"', 'scheme="#letter.b1"', "point to a <taxonomy>"),
    ('source="quran:94:5"', 'source="koran:94:5"', "uses the prefix 'koran', which the header does not explain"),
    ('source="#letter.seg.1"', 'source="#letter.seg.7"', "@source of <quote> points to #letter.seg.7"),
]

CHAINS = [
    (' prev="#strange.b4"', "", "@next of <p> leads to strange.b6, which does not point back"),
    ('next="#strange.b6"', 'next="#strange.b9"', "@next of <p> leads to a <head>, which cannot be a piece of it"),
    ("(strange.text,3,4)", "(strange.text,3,4000)", "ends behind the text"),
    ("(strange.text,3,4)", "(strange.text,3," + "9" * 5000 + ")", "no stretch of a text"),
    ("(strange.text,3,4)", "(strange.b1,3,4)", "no stretch of a text"),
]

RULES = [
    ('xml:id="letter.b3"', 'xml:id="b3"', 'does not begin with that of the article, letter; call it "letter.b3"'),
    ('xml:id="letter.b3"', 'xml:id="letter.b2"', "the xml:id stands already at line"),
    (' who="#letter.person.1"', "", '<said> does not say who speaks; add @who, "#ID.person.unknown"'),
    ('when="14:30:00" resp="#letter.app.rules"', 'when="14:30:00"', "<time> does not say who found it; add @resp"),
    ('norm="می‌کوشیم" resp="#letter.app.rules"', 'norm="می‌کوشیم"', "<w> does not say who found it"),
    ('"1397-01-15" when="2018-04-04"', '"1397-01-15" when="2018-04-05"', 'set @when to "2018-04-04"'),
    ('when-custom="1397-01-15"', 'when-custom="1397-13-15"', "the jalali calendar has no such date"),
    ('when-custom="1397-01-15"', 'when-custom="1397"', 'set from="2018-03-21" to="2019-03-20" in place of @when'),
    (' datingMethod="#letter.cal.jalali"', "", "does not say of which calendar it is; add @datingMethod"),
    ('"1439-07-17" when="2018-04-04"', '"1439-07-18" when="2018-04-04"', 'set @when to "2018-04-05"'),
    ('from="2018-03-21" to="2019-03-20"', 'from="2019-03-21" to="2018-03-20"', "the period ends before it begins"),
    ('"quotations" quantity="4"', '"quotations" quantity="9"', "the article has fewer quotations than the header says"),
    ('"sentences" quantity="3"', '"sentences" quantity="2"', "the text has not as many sentences as the header says"),
    ('"words" quantity="8"', '"words" quantity="9"', "the text has not as many words as the header says"),
    ('<relation name="heads"', HEADS + '<relation name="heads"', "the relation stands already; remove one"),
]


@pytest.mark.parametrize(("old", "new", "said"), GRAMMAR, ids=lambda value: str(value)[:30])
def test_what_the_schema_forbids_is_said_in_plain_words(old: str, new: str, said: str) -> None:
    original = LETTER if old in LETTER.read_text("utf-8") else STRANGE
    assert any(said in str(found) for found in damaged(original, old, new))


@pytest.mark.parametrize(("old", "new", "said"), POINTERS, ids=lambda value: str(value)[:30])
def test_a_pointer_leads_to_an_element_of_the_right_kind(old: str, new: str, said: str) -> None:
    assert any(said in str(found) for found in damaged(LETTER, old, new))


@pytest.mark.parametrize(("old", "new", "said"), CHAINS, ids=lambda value: str(value)[:30])
def test_pieces_point_to_each_other_and_ranges_lie_in_the_text(old: str, new: str, said: str) -> None:
    assert any(said in str(found) for found in damaged(STRANGE, old, new))


@pytest.mark.parametrize(("old", "new", "said"), RULES, ids=lambda value: str(value)[:30])
def test_rules_that_no_grammar_can_say(old: str, new: str, said: str) -> None:
    original = LETTER if old in LETTER.read_text("utf-8") else WORDS
    assert any(said in str(found) for found in damaged(original, old, new))


def test_the_custom_ends_of_a_period_agree_with_its_gregorian_ends() -> None:
    found = damaged(STRANGE, 'to="2018-06-21"', 'to="2018-06-22"')
    assert [str(one).rpartition("; ")[2] for one in found] == ['set @to to "2018-06-21", or correct @to-custom']


def test_the_file_line_and_nearest_id_are_named() -> None:
    line = 1 + LETTER.read_text("utf-8").split("میکوشیم")[0].count("\n")
    (found,) = damaged(LETTER, 'norm="می‌کوشیم"', 'nom="می‌کوشیم" norm="می‌کوشیم"')
    assert (found.file, found.line, found.ident) == ("nameh.xml", line, "letter.said.1")


# The text law -------------------------------------------------------------------------------------------------


def test_a_text_of_another_length_is_found() -> None:
    (found,) = damaged(LETTER, "یکی از حاضران", "یکی از حضار")
    assert "characters, its source had" in found.problem


def test_a_text_of_the_same_length_is_found_by_its_hash() -> None:
    (found,) = damaged(LETTER, "میکوشیم", "میکوشند")
    assert "SHA-256" in found.problem
    assert "@norm" in found.remedy


def test_also_the_text_of_a_json_line_is_found_by_its_hash() -> None:
    (found,) = damaged(STRANGE, "صفحه نخست", "برگه آغاز")
    assert "SHA-256" in found.problem


def test_with_the_source_at_hand_the_place_is_named() -> None:
    content = LETTER.read_bytes()
    source = text_of(content)
    assert validate_bytes(content, source) == []
    (found,) = validate_bytes(content, source.replace("دشوار", "آسان"))
    assert f"at character {source.index('دشوار')}: 'دشوار است." in found.problem


def text_of(content: bytes) -> str:
    return "".join(etree.fromstring(content).find("{*}text").itertext())


# Files --------------------------------------------------------------------------------------------------------

UNREADABLE = {
    "empty": (b"", "the XML is broken"),
    "no XML": ("تدوین".encode(), "the XML is broken"),
    "cut short": (LETTER.read_bytes()[:5000], "the XML is broken"),
    "document type": (b'<!DOCTYPE TEI [<!ENTITY e "x">]><TEI>&e;</TEI>', "remove it and its entities"),
    "UTF-16 document type": ('<!DOCTYPE TEI [<!ENTITY e "x">]><TEI/>'.encode("utf-16"), "remove it and its entities"),
    "unknown entity": (b"<TEI>&nobody;</TEI>", "the XML is broken"),
    "not TEI": (b"<html/>", "the root is <html>, not <TEI> or <teiCorpus>"),
    "no namespace": (b"<TEI/>", 'begin the file with <TEI xmlns="http://www.tei-c.org/ns/1.0">'),
    "very deep": (b"<a>" * 5000 + b"</a>" * 5000, "the XML is broken"),
}


@pytest.mark.parametrize(("content", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_tei_file_is_one_finding(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "nameh.xml"
    path.write_bytes(content)
    (found,) = validate_file(path)
    assert said in str(found)
    assert str(found).startswith(str(path))


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    (found,) = validate_paths([tmp_path / "nameh.xml"])
    assert "cannot be read" in found.problem


def test_the_line_of_broken_xml_is_named() -> None:
    (found,) = validate_bytes("<TEI>\n<p>متن</TEI>".encode(), file="nameh.xml")
    assert str(found).startswith("nameh.xml:2: the XML is broken")


@given(st.integers(0, LETTER.stat().st_size), st.integers(0, 400), st.binary(max_size=40))
def test_no_damage_makes_the_validator_fail(begin: int, length: int, put_in: bytes) -> None:
    content = LETTER.read_bytes()
    broken = content[:begin] + put_in + content[begin + length :]
    for found in validate_bytes(broken, file="nameh.xml"):
        assert found.problem
        assert found.remedy
        assert str(found).startswith("nameh.xml")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_of_the_file_are_read(encoding: str) -> None:
    content = LETTER.read_text("utf-8").replace('encoding="UTF-8"', "")
    assert validate_bytes(content.encode(encoding)) == []


def test_a_very_large_file_is_read() -> None:
    content = LETTER.read_text("utf-8").replace("گفت</seg>", "گفت" + " " * 10_500_000 + "</seg>")
    (found,) = validate_bytes(content.encode())
    assert "its source had" in found.problem


# Folders and corpora ------------------------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a corpus of two articles."""
    folder = tmp_path / "corpus"
    shutil.copytree(DATA, folder)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def test_a_folder_is_searched_at_any_depth_and_each_file_judged_once(corpus: Path) -> None:
    edit(corpus / "valid" / "letter.xml", ' who="#letter.person.1"', "")
    (found,) = validate_paths([corpus, corpus / "valid"])
    assert found.file == str(corpus / "valid" / "letter.xml")


def test_a_folder_without_tei_is_a_finding(tmp_path: Path) -> None:
    (found,) = validate_paths([tmp_path])
    assert "no .xml files" in found.problem


def test_in_a_corpus_a_pointer_may_lead_to_another_article(corpus: Path) -> None:
    edit(corpus / "valid" / "letter.xml", 'who="#letter.person.1"', 'who="#strange.person.1"')
    assert list(validate_paths([corpus])) == []
    (found,) = validate_paths([corpus / "valid" / "letter.xml"])
    assert "which is nowhere" in found.problem


def test_a_corpus_includes_only_what_is_there_and_in_its_folder(corpus: Path) -> None:
    for href in ("../secret.xml", "/etc/passwd", "https://example.org/a.xml", "valid/nowhere.xml", "a" * 5000, "%00"):
        edit(corpus / "corpus.xml", 'href="valid/letter.xml"', f'href="{href}"')
        (found,) = (one for one in validate_paths([corpus / "corpus.xml"]))
        assert repr(href) in found.problem
        edit(corpus / "corpus.xml", f'href="{href}"', 'href="valid/letter.xml"')


def test_in_a_corpus_only_what_is_wrong_is_said_to_be() -> None:
    found = damaged(DATA / "corpus.xml", 'unit="articles"', 'unit="items"')
    assert ["@unit of <measure>" in one.problem for one in found] == [True]


def test_two_articles_of_a_corpus_have_two_ids(corpus: Path) -> None:
    (corpus / "valid" / "strange.xml").write_bytes((corpus / "valid" / "letter.xml").read_bytes())
    (found,) = validate_paths([corpus / "corpus.xml"])
    assert "the id of the article is that of letter.xml, too" in found.problem


def test_a_joined_corpus_is_judged_article_by_article() -> None:
    tree = etree.parse(DATA / "corpus.xml")
    tree.xinclude()
    content = etree.tostring(tree)
    assert validate_bytes(content) == []
    (found,) = validate_bytes(content.replace(b' xml:id="letter.b3"', b' xml:id="strange.b3x"'))
    assert "does not begin with that of the article, letter" in found.problem


def test_a_hundred_articles_are_validated_in_a_second() -> None:
    content = LETTER.read_bytes()
    validate_bytes(content)
    begin = time.process_time()
    for _ in range(20):
        validate_bytes(content)
    assert (time.process_time() - begin) / 20 < 0.01


def test_no_rule_is_about_words_that_are_not_notable() -> None:
    """Only notable elements are held against the rules: others must keep them whatever they say."""
    words = "".join(
        f'<{name} xml:id="nameh.b1.{name}1" lemma="" pos="X" msd="" join="right">نامه</{name}>' for name in ("w", "pc")
    )
    text = etree.fromstring(f'<text xmlns="http://www.tei-c.org/ns/1.0"><body>{words}</body></text>')
    assert [readable(str(one.tag)) for one in take_inventory(text).notable] == ["text", "body"]
    assert list(check_constraints(text.iter("{*}w", "{*}pc"))) == []
    unsure = etree.fromstring('<w xmlns="http://www.tei-c.org/ns/1.0" cert="high"/>')
    assert [found.problem for found in check_constraints([unsure])] == ["<w> says how sure, but not who"]
