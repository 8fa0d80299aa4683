"""The token layer in TEI: sentences, words and punctuation around and within everything else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from tei_reading import TEI, XML_ID, parse, text_of

from tei.cli import main
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Source, Span
from tei.encoder import serialise
from tei.validator import validate_bytes

RULES = Agent("rules", "1.0", "Hand-made annotations")
TOKENS = Agent("tokens", "1.0", "Hand-made tokens")
PLAIN_WORD = {"lemma": "واژه", "pos": "NOUN", "msd": "UPosTag=NOUN"}
ARTICLE = "بازگشایی کتابخانه روستا\n\nکتابخانه روستای ما پس از دو سال دوباره باز شد. همه آمدند.\n"


def mark(text: str, part: str, kind: Kind, ident: str = "", **features: str) -> Annotation:
    """An annotation on the one place where `part` stands in the text."""
    assert text.count(part) == 1
    begin = text.index(part)
    return Annotation(kind, Span(begin, begin + len(part)), features, None, ident)


def words(text: str, *parts: str) -> list[Annotation]:
    return [mark(text, part, Kind.WORD, **PLAIN_WORD) for part in parts]


def body(text: str, annotations: list[Annotation], tokens: list[Annotation]) -> str:
    """The text of the article as XML, without what is the same in all tests."""
    layers = (Layer.of(RULES, annotations), Layer.of(TOKENS, tokens))
    content = serialise(Document(Article("n1", text, Source("n1.txt", "0" * 64, len(text.encode()))), layers))
    assert validate_bytes(content, text) == []
    match = re.search(r'<p xml:id="n1.b1">(.*)</p></div></body>', content.decode(), re.DOTALL)
    assert match is not None
    same = r' lemma="واژه" pos="NOUN" msd="UPosTag=NOUN"| (who|direct|resp)="[^"]*"'
    return re.sub(same, "", match[1]).replace("n1.", "")


def test_words_and_punctuation_are_numbered_in_one_row_sentences_in_another() -> None:
    text = "آمد. رفت"
    stop = mark(text, ".", Kind.PUNCTUATION, pos="PUNCT", msd="UPosTag=PUNCT")
    sentences = [mark(text, "آمد.", Kind.SENTENCE), mark(text, "رفت", Kind.SENTENCE)]
    assert body(text, [], [*words(text, "آمد", "رفت"), stop, *sentences]) == (
        '<s xml:id="b1.s1"><w xml:id="b1.w1">آمد</w><pc xml:id="b1.pc2" pos="PUNCT" msd="UPosTag=PUNCT">.</pc></s> '
        '<s xml:id="b1.s2"><w xml:id="b1.w3">رفت</w></s>'
    )


def test_the_syntactic_words_of_a_token_stand_in_it() -> None:
    text = "کتابش"
    token = Annotation(Kind.WORD, Span(0, 5))
    parts = [Annotation(Kind.WORD, Span(0, 4), PLAIN_WORD), Annotation(Kind.WORD, Span(4, 5), PLAIN_WORD)]
    assert body(text, [], [token, *parts, mark(text, text, Kind.SENTENCE)]) == (
        '<s xml:id="b1.s1"><w xml:id="b1.w1"><w xml:id="b1.w1.1">کتاب</w><w xml:id="b1.w1.2">ش</w></w></s>'
    )


def test_a_name_that_ends_within_a_word_cuts_it_and_the_first_piece_has_all_that_is_said_of_it() -> None:
    text = "میرعلی"
    token = mark(text, text, Kind.WORD, norm="میر علی", **PLAIN_WORD)
    assert body(text, [mark(text, "علی", Kind.SURNAME)], [token, mark(text, text, Kind.SENTENCE)]) == (
        '<s xml:id="b1.s1"><w xml:id="b1.w1" norm="میر علی" next="#b1.w1-2" part="I">میر</w>'
        '<surname><w xml:id="b1.w1-2" prev="#b1.w1" part="F">علی</w></surname></s>'
    )


def test_speech_that_begins_within_a_sentence_and_ends_within_another_cuts_both() -> None:
    text = "یک دو سه چهار"
    tokens = words(text, "یک", "دو", "سه", "چهار")
    sentences = [mark(text, "یک دو", Kind.SENTENCE), mark(text, "سه چهار", Kind.SENTENCE)]
    found = body(
        text, [mark(text, "دو سه", Kind.SAID, "said.1", who="person.unknown", direct="true")], [*tokens, *sentences]
    )
    assert re.sub(r"</?w[^>]*>", "", found) == (
        '<s xml:id="b1.s1" next="#s.piece.1" part="I">یک </s><said xml:id="said.1">'
        '<s xml:id="s.piece.1" prev="#b1.s1" part="F">دو</s> <s xml:id="b1.s2" next="#s.piece.2" part="I">سه</s></said>'
        '<s xml:id="s.piece.2" prev="#b1.s2" part="F"> چهار</s>'
    )


def test_the_language_of_a_quotation_is_said_once_also_where_sentences_lie_between() -> None:
    text = "خواند: صبرا جميلا"
    quote = mark(text, "صبرا جميلا", Kind.QUOTE, **{"type": "hadith", "xml:lang": "ar"})
    passage = mark(text, "صبرا جميلا", Kind.FOREIGN, **{"xml:lang": "ar"})
    sentences = [mark(text, part, Kind.SENTENCE) for part in ("خواند:", "صبرا جميلا")]
    found = body(text, [quote, passage], [*words(text, "صبرا", "جميلا"), *sentences])
    assert re.sub(r"</?w[^>]*>", "", found) == (
        '<s xml:id="b1.s1">خواند:</s> <quote xml:lang="ar" type="hadith"><s xml:id="b1.s2">صبرا جميلا</s></quote>'
    )


def test_speech_within_a_sentence_leaves_it_whole() -> None:
    text = "گفت می‌آیم و رفت"
    said = mark(text, "می‌آیم", Kind.SAID, "said.1", who="person.unknown", direct="true")
    tokens = words(text, "گفت", "می‌آیم", "و", "رفت")
    found = re.sub(r"</?w[^>]*>", "", body(text, [said], [*tokens, mark(text, text, Kind.SENTENCE)]))
    assert found == '<s xml:id="b1.s1">گفت <said xml:id="said.1">می‌آیم</said> و رفت</s>'


def test_a_phrase_of_two_sentences_is_cut_since_sentences_stand_outside_phrases() -> None:
    text = "یک دو"
    tokens = [*words(text, "یک", "دو"), mark(text, "یک", Kind.SENTENCE), mark(text, "دو", Kind.SENTENCE)]
    found = re.sub(r"</?w[^>]*>", "", body(text, [mark(text, text, Kind.SO_CALLED)], tokens))
    assert '<s xml:id="b1.s1"><soCalled xml:id="soCalled.piece.1" next="#soCalled.piece.2">یک</soCalled></s>' in found


def test_the_reading_of_a_word_stands_on_its_token() -> None:
    text = "ميرود"
    reading = Annotation(Kind.WORD, Span(0, 5), {"norm": "می‌رود"}, "high")
    found = body(text, [reading], [*words(text, text), mark(text, text, Kind.SENTENCE)])
    assert found == '<s xml:id="b1.s1"><w xml:id="b1.w1" norm="می‌رود" cert="high">ميرود</w></s>'


def test_a_misquoted_word_stays_one() -> None:
    text = "تهنو"
    reading = Annotation(Kind.WORD, Span(0, 4), {"norm": "تهنو"}, "high")
    misquoted = Annotation(Kind.WORD, Span(0, 4), {"norm": "تَهِنُوا", "type": "misquotation"})
    found = body(text, [reading, misquoted], [*words(text, text), mark(text, text, Kind.SENTENCE)])
    assert found == '<s xml:id="b1.s1"><w xml:id="b1.w1" norm="تَهِنُوا" type="misquotation">تهنو</w></s>'


def test_characters_that_xml_has_a_meaning_for_are_escaped() -> None:
    text = 'a<b&"c'
    token = Annotation(Kind.WORD, Span(0, len(text)), PLAIN_WORD | {"norm": '<"&>'})
    found = body(text, [], [token, mark(text, text, Kind.SENTENCE)])
    assert 'norm="&lt;&quot;&amp;&gt;"' in found
    assert '>a&lt;b&amp;"c</w>' in found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("UPosTag=NOUN|Number=Sing", "UPosTag=VERB|Number=Sing", '@msd of <w> is "UPosTag=VERB|Number=Sing"'),
        ("UPosTag=NOUN|Number=Sing", "Number=Sing", 'write it like "UPosTag=NOUN"'),
        ('pos="PROPN"', 'pos="NAME"', "@pos of <w> is 'NAME'; it must be"),
        ('join="right"', 'join="left"', "@join of <w> is 'left'; it must be 'right'"),
    ],
)
def test_what_is_wrong_with_a_word_is_said(old: str, new: str, said: str) -> None:
    content = (Path(__file__).parent / "data" / "valid" / "words.xml").read_text("utf-8")
    assert old in content
    assert any(said in str(found) for found in validate_bytes(content.replace(old, new, 1).encode()))


def test_build_writes_the_token_layer_in_a_second_file_and_corpus(tmp_path: Path) -> None:
    source = tmp_path / "library.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    output = tmp_path / "out"
    assert main(["build", str(source), "-o", str(output), "--ana"]) == 0
    names = ["corpus.ana.xml", "corpus.xml", "library.ana.xml", "library.xml", "schemas"]
    assert sorted(path.name for path in output.iterdir()) == names
    assert main(["validate", str(output)]) == 0
    plain, ana = (parse((output / name).read_bytes()) for name in ("library.xml", "library.ana.xml"))
    assert text_of(plain) == text_of(ana) == ARTICLE
    blocks = [[block.get(XML_ID) for block in root.iter(f"{TEI}p", f"{TEI}head")] for root in (plain, ana)]
    assert blocks[0] == blocks[1]
    assert [len(list(root.iter(f"{TEI}s"))) for root in (plain, ana)] == [0, 3]
    assert "[.ana]" in ana.findtext(f".//{TEI}titleStmt/{TEI}title")
    assert [a.get("ident") for a in ana.iter(f"{TEI}application")][-1] == "tokens"
    corpus = etree.parse(output / "corpus.ana.xml")
    corpus.xinclude()
    assert len(list(corpus.getroot().iter(f"{TEI}w"))) > 10


def test_of_two_files_both_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tei.corpus import article as one_article

    def fail(document: Document) -> Document:
        raise RuntimeError("no tokens")

    monkeypatch.setattr(one_article, "annotate_tokens", fail)
    source = tmp_path / "library.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    assert main(["build", str(source), "-o", str(tmp_path / "out"), "--ana"]) == 1
    assert list((tmp_path / "out").glob("*.xml")) == []
