"""`tadvin export`: TEI files read back, and what they become for other tools."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import documents

from tei.cli import main
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Metadata, Source, Span
from tei.document.annotation import TOKEN_LAYER
from tei.encoder import serialise
from tei.encoder.tokens import tokens_of
from tei.writers.conllu import conllu
from tei.writers.tei_reader import read_tei
from tei.writers.vertical import registry, vertical

WORDS = Path(__file__).parent / "data" / "valid" / "words.xml"
LETTER = WORDS.with_name("letter.xml")

CONLLU = """\
# newdoc id = words
# syntax = none: HEAD and DEPREL are placeholders
# newpar id = words.b1
# sent_id = words.b1.s1
# text = بازگشایی کتابخانه
1	بازگشایی	بازگشایی	NOUN	_	Number=Sing	0	root	_	_
2	کتابخانه	کتابخانه	NOUN	_	Number=Sing	1	dep	_	SpacesAfter=\\n\\n

# newpar id = words.b2
# sent_id = words.b2.s1
# text = پریسا میرعلی گفت:
1	پریسا	پریسا	PROPN	_	_	0	root	_	NER=B-PER
2	میرعلی	میرعلی	PROPN	_	_	1	dep	_	NER=I-PER
3	گفت	گفت	VERB	_	Number=Sing|Person=3|Tense=Past	1	dep	_	SpaceAfter=No
4	:	:	PUNCT	_	_	1	punct	_	_

# sent_id = words.b2.s2
# text = «کتابهایشان را مي خوانم.»
1	«	«	PUNCT	_	_	2	punct	_	SpaceAfter=No
2-3	کتابهایشان	_	_	_	_	_	_	_	CorrectForm=کتاب‌هایشان
2	کتابهای	کتاب	NOUN	_	Number=Plur	0	root	_	CorrectForm=کتاب‌های
3	شان	او	PRON	_	Number=Plur|Person=3|PronType=Prs	2	dep	_	_
4	را	را	ADP	_	_	2	dep	_	_
5	مي	خواندن	VERB	_	Number=Sing|Person=1|Tense=Pres|Typo=Yes	2	dep	_	CorrectForm=می‌خوانم
6	خوانم	_	X	_	_	5	goeswith	_	SpaceAfter=No
7	.	.	PUNCT	_	_	2	punct	_	SpaceAfter=No
8	»	»	PUNCT	_	_	2	punct	_	SpacesAfter=\\n

"""

VERTICAL = """\
<text id="words" title="بازگشایی کتابخانه" author="" publisher="" date="2024-05-01" section="" url="">
<p id="words.b1" type="head" subtype="main">
<s id="words.b1.s1">
بازگشایی	بازگشایی	بازگشایی	NOUN	UPosTag=NOUN|Number=Sing
کتابخانه	کتابخانه	کتابخانه	NOUN	UPosTag=NOUN|Number=Sing
</s>
</p>
<p id="words.b2" type="p" subtype="">
<s id="words.b2.s1">
<name type="PER" ref="words.person.1" entity="پریسا میرعلی">
پریسا	پریسا	پریسا	PROPN	UPosTag=PROPN
میرعلی	میرعلی	میرعلی	PROPN	UPosTag=PROPN
</name>
گفت	گفت	گفت	VERB	UPosTag=VERB|Number=Sing|Person=3|Tense=Past
<g/>
:	:	:	PUNCT	UPosTag=PUNCT
</s>
<s id="words.b2.s2">
«	«	«	PUNCT	UPosTag=PUNCT
<g/>
<speech id="words.said.1" who="words.person.1" speaker="پریسا میرعلی" direct="true">
کتابهایشان	کتاب‌هایشان	کتاب+او	NOUN+PRON	UPosTag=NOUN|Number=Plur+UPosTag=PRON|Number=Plur|Person=3|PronType=Prs
را	را	را	ADP	UPosTag=ADP
مي خوانم	می‌خوانم	خواندن	VERB	UPosTag=VERB|Number=Sing|Person=1|Tense=Pres
<g/>
.	.	.	PUNCT	UPosTag=PUNCT
<g/>
</speech>
»	»	»	PUNCT	UPosTag=PUNCT
</s>
</p>
</text>
"""


def export(*arguments: object) -> int:
    return main(["export", *map(str, arguments)])


def written(document: Document, folder: Path) -> Path:
    path = folder / "article.ana.xml"
    path.write_bytes(serialise(document))
    return path


def test_words_in_conllu() -> None:
    assert conllu(read_tei(WORDS)) == CONLLU


def test_words_in_vertical_text() -> None:
    assert vertical(read_tei(WORDS)) == VERTICAL


def test_text_as_it_is_and_in_standard_spelling(tmp_path: Path) -> None:
    assert export(WORDS, "--to", "text", "-o", tmp_path) == 0
    source = (tmp_path / "words.txt").read_bytes().decode()
    assert source == "بازگشایی کتابخانه\n\nپریسا میرعلی گفت: «کتابهایشان را مي خوانم.»"
    standard = (tmp_path / "words.norm.txt").read_bytes().decode()
    assert standard == source.replace("کتابهایشان", "کتاب‌هایشان").replace("مي خوانم", "می‌خوانم")


def test_a_file_without_token_layer_can_be_exported_as_text_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(LETTER, "--to", "text", "-o", tmp_path) == 0
    assert export(LETTER, WORDS, "--to", "conllu", "-o", tmp_path) == 1
    assert "letter.xml: it has no sentences and words; build it with --ana" in capsys.readouterr().err
    assert (tmp_path / "words.conllu").read_text("utf-8") == CONLLU


def test_of_a_folder_the_files_with_token_layer_are_taken_where_it_is_needed(tmp_path: Path) -> None:
    article = tmp_path / "library.txt"
    article.write_text("بازگشایی کتابخانه\n\nکتابخانه روستا باز شد. همه آمدند.", encoding="utf-8")
    built = tmp_path / "built"
    assert main(["build", str(article), "-o", str(built), "--ana"]) == 0
    for target, names in (
        ("conllu", ["library.conllu"]),
        ("vertical", ["library.vert", "registry"]),
        ("text", ["library.norm.txt", "library.txt"]),
    ):
        assert export(built, "--to", target, "-o", tmp_path / target) == 0
        assert sorted(path.name for path in (tmp_path / target).iterdir()) == names


def test_of_a_corpus_the_articles_that_it_includes_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/>'
    includes = "".join(map(include.format, ("words.xml", "missing.xml")))
    corpus = tmp_path / "corpus.ana.xml"
    corpus.write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{includes}</teiCorpus>', encoding="utf-8")
    (tmp_path / "words.xml").write_bytes(WORDS.read_bytes())
    assert export(corpus, "--to", "conllu", "-o", tmp_path) == 1
    assert (tmp_path / "words.conllu").read_text("utf-8") == CONLLU
    assert "missing.xml" in capsys.readouterr().err


def test_what_cannot_be_exported_is_a_sentence_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.xml").write_text("<TEI", encoding="utf-8")
    (tmp_path / "other.xml").write_text("<page/>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice" / "words.xml").write_bytes(WORDS.read_bytes())
    bad = [tmp_path / name for name in ("broken.xml", "other.xml", "missing.xml", "empty", "twice")]
    assert export(WORDS, *bad, "--to", "conllu", "-o", tmp_path / "out") == 1
    said = capsys.readouterr()
    assert [line.startswith("tadvin: ") for line in said.err.strip().splitlines()] == [True] * 5
    assert "1 article written" in said.out


def test_a_token_with_a_space_is_a_word_and_its_rest_also_where_it_holds_a_clitic() -> None:
    text = "کتاب هایش"
    noun = {"lemma": "کتاب", "pos": "NOUN", "msd": "UPosTag=NOUN|Number=Plur", "norm": "کتاب‌های"}
    pronoun = {"lemma": "او", "pos": "PRON", "msd": "UPosTag=PRON"}
    found = [
        Annotation(Kind.SENTENCE, Span(0, 9), {}, None, "b1.s1"),
        Annotation(Kind.WORD, Span(0, 9), {"norm": "کتاب‌هایش"}),
        Annotation(Kind.WORD, Span(0, 8), noun),
        Annotation(Kind.WORD, Span(8, 9), pronoun),
    ]
    layers = (
        Layer.of(Agent("tei", "1", ""), [Annotation(Kind.PARAGRAPH, Span(0, 9), {}, None, "b1")]),
        Layer.of(Agent(TOKEN_LAYER, "1", ""), found),
    )
    document = Document(Article("n1", text, Source("n1.txt", "", 0)), layers)
    rows = [line.split("\t") for line in conllu(document).splitlines() if line[:1].isdigit()]
    assert [(row[0], row[1], row[3], row[7]) for row in rows] == [
        ("1", "کتاب", "NOUN", "root"),
        ("2-3", "هایش", "_", "_"),
        ("2", "های", "X", "goeswith"),
        ("3", "ش", "PRON", "dep"),
    ]


def test_the_registry_names_every_structure_and_attribute_of_the_vertical_text() -> None:
    configuration = registry("corpus")
    for line in VERTICAL.splitlines():
        if line.startswith("<") and not line.startswith("</"):
            name, *attributes = re.findall(r"[a-z]+(?=[ =/>])", re.sub(r'"[^"]*"', "", line))
            [structure] = re.findall(rf"STRUCTURE {name} {{(.*?)}}", configuration, re.DOTALL)
            assert all(f"ATTRIBUTE {attribute}" in structure for attribute in attributes)


def test_metadata_of_the_article_are_attributes_of_its_text(tmp_path: Path) -> None:
    metadata = Metadata(
        title='نامه "سرگشاده"', url="https://example.org/?a=1&b=2", section="فرهنگ", authors=("الف", "ب")
    )
    source = read_tei(WORDS)
    document = Document(Article("n1", source.text, source.article.source, metadata), source.layers)
    first = vertical(document).splitlines()[0]
    assert first == (
        '<text id="n1" title="نامه &quot;سرگشاده&quot;" author="الف; ب" publisher="" date="" section="فرهنگ"'
        ' url="https://example.org/?a=1&amp;b=2">'
    )
    assert read_tei(written(document, tmp_path)).article.metadata == replace(metadata, language="fa")


# Any document -------------------------------------------------------------------------------------------------


def visible(document: Document, annotation: Annotation) -> tuple[Kind, frozenset[int]]:
    span = annotation.span
    return annotation.kind, frozenset(at for at in range(span.begin, span.end) if document.text[at] not in " \t\r\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tei")


@given(documents())
def test_what_was_written_is_read_again(folder: Path, document: Document) -> None:
    again = read_tei(written(document, folder))
    assert again.text == document.text
    tokens, read = document.layer(TOKEN_LAYER), again.layer(TOKEN_LAYER)
    wanted = [visible(document, one) for one in tokens.annotations] if tokens else []
    assert sorted(map(repr, wanted)) == sorted(repr(visible(again, one)) for one in (read.annotations if read else ()))


@given(documents())
def test_in_conllu_the_forms_are_the_text(folder: Path, document: Document) -> None:
    again = read_tei(written(document, folder))
    made = conllu(again)
    for sentence in made.split("\n\n")[:-1]:
        lines = sentence.split("\n")
        [rest] = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        covered = 0
        for ident, form, *_ in (line.split("\t") for line in lines if line[0].isdigit()):
            first, _, last = ident.partition("-")
            if int(first) > covered:
                assert rest.startswith(form)
                rest = rest.removeprefix(form).lstrip()
                covered = int(last or first)
        assert rest == ""
    tokens = again.layer(TOKEN_LAYER)
    sentences = [one for one in tokens.annotations if one.kind is Kind.SENTENCE] if tokens else []
    assert made.count("# sent_id") == len(sentences)


@given(documents())
def test_vertical_text_is_nested_and_has_every_token(folder: Path, document: Document) -> None:
    again = read_tei(written(document, folder))
    made = vertical(again)
    lines = [line for line in made.splitlines() if not line.startswith("<")]
    tokens = again.layer(TOKEN_LAYER)
    assert len(lines) == len(list(tokens_of(tokens))) if tokens else not lines
    assert all(line.count("\t") == 4 for line in lines)
    ElementTree.fromstring(made)


@settings(max_examples=1)
@given(documents())
def test_exports_are_the_same_each_time(folder: Path, document: Document) -> None:
    path = written(document, folder)
    assert (conllu(read_tei(path)), vertical(read_tei(path))) == (conllu(read_tei(path)), vertical(read_tei(path)))


def test_the_validator_of_universal_dependencies_is_content(tmp_path: Path) -> None:
    udtools = pytest.importorskip("udtools", reason="udtools judges CoNLL-U")
    samples = Path(__file__).parent / "samples"
    assert main(["build", str(samples), "-o", str(tmp_path / "tei"), "--ana"]) == 0
    assert export(tmp_path / "tei", WORDS, "--to", "conllu", "-o", tmp_path) == 0
    files = sorted(map(str, tmp_path.glob("*.conllu")))
    state = udtools.Validator(lang="fa", level=2, output=None).validate_files(files)
    assert len(files) > 10
    assert state, str(state)
