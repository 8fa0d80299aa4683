"""`tadvin export --to pressmint`: a corpus as CLARIN's PressMint wants it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from shared import SHARED, needs_shared
from strategies import documents
from tei_reading import TEI, XML_LANG

from tei.cli import main
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Metadata, Source, Span
from tei.document.annotation import LEAF_BLOCK_KINDS, TOKEN_LAYER
from tei.encoder import serialise
from tei.settings import Licence, Responsible, Settings
from tei.writers.pressmint import ANA, Corpus, encode_component
from tei.writers.tei_reader import read_edition, read_tei

WORDS = Path(__file__).parent / "data" / "valid" / "words.xml"
SAMPLES = Path(__file__).parent / "samples"
DAY = date(2024, 5, 1)
XML = "{http://www.w3.org/XML/1998/namespace}"

SETTINGS = """\
title: پیکره آزمایشی
publisher: دانشگاه کویر
licence: {text: CC BY 4.0, target: "https://creativecommons.org/licenses/by/4.0/"}
funder: Foundation of Letters
responsible:
  - {name: Mina Sadri, role: selection of the articles}
"""

PLAIN_TEXT = """\
<text xml:lang="fa">
  <body>
   <div type="article">
    <head type="main" xml:id="PressMint-IR_2024-05-01-words.head1">بازگشایی کتابخانه</head>
    <p xml:id="PressMint-IR_2024-05-01-words.p1">پریسا میرعلی گفت: «کتابهایشان را مي خوانم.»</p>
   </div>
  </body>
 </text>"""

ANNOTATED_PARAGRAPH = """\
<p xml:id="ID.p1">
     <s xml:id="ID.p1.s1">
      <name type="PER">
       <w lemma="پریسا" msd="UPosTag=PROPN">پریسا</w>
       <w lemma="میرعلی" msd="UPosTag=PROPN">میرعلی</w>
      </name>
      <w lemma="گفت" msd="UPosTag=VERB|Number=Sing|Person=3|Tense=Past" join="right">گفت</w>
      <pc msd="UPosTag=PUNCT">:</pc>
     </s>
     <s xml:id="ID.p1.s2">
      <pc msd="UPosTag=PUNCT" join="right">«</pc>
      <w norm="کتاب‌هایشان">کتابهایشان\
<w norm="کتاب‌های" lemma="کتاب" msd="UPosTag=NOUN|Number=Plur"/>\
<w norm="شان" lemma="او" msd="UPosTag=PRON|Number=Plur|Person=3|PronType=Prs"/></w>
      <w lemma="را" msd="UPosTag=ADP">را</w>
      <w norm="می‌خوانم" lemma="خواندن" msd="UPosTag=VERB|Number=Sing|Person=1|Tense=Pres" join="right">مي خوانم</w>
      <pc msd="UPosTag=PUNCT" join="right">.</pc>
      <pc msd="UPosTag=PUNCT">»</pc>
     </s>
    </p>"""


def export(*arguments: object) -> int:
    return main(["export", *map(str, arguments), "--to", "pressmint"])


def component(document: Document) -> dict[str, bytes]:
    return dict(encode_component(document, "n1", DAY, Corpus(Settings())).files)


def marked(text: str, *found: tuple[str, Kind, dict[str, str]]) -> Document:
    """A document in which stretches are marked, blocks are sentences and words between spaces tokens."""
    annotations, tokens = [], []
    for part, kind, features in found:
        begin = text.index(part)
        span = Span(begin, begin + len(part))
        annotations.append(Annotation(kind, span, features))
        if kind in LEAF_BLOCK_KINDS:
            tokens.append(Annotation(Kind.SENTENCE, span))
    for match in re.finditer(r"\S+", text):
        analysis = {"lemma": match[0], "pos": "NOUN", "msd": "UPosTag=NOUN"}
        tokens.append(Annotation(Kind.WORD, Span(*match.span()), analysis))
    layers = (Layer.of(Agent("rules", "1", ""), annotations), Layer.of(Agent(TOKEN_LAYER, "1", ""), tokens))
    return Document(Article("n1", text, Source("n1.txt", "", 0)), layers)


def outline(content: bytes, *names: str) -> list[str]:
    """The elements of these names in the text, each with its type and its words."""
    text = etree.fromstring(content).find(f"{TEI}text")
    assert text is not None
    wanted = [one for one in text.iter() if etree.QName(one).localname in names]
    return [
        " ".join(filter(None, (etree.QName(one).localname, one.get("type"), " ".join("".join(one.itertext()).split()))))
        for one in wanted
    ]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles and the sentences above as a PressMint corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "corpus.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "باغ.txt").write_text("---\ndate: 2023-04-01\n---\nباغ روستا\n\nباغ روستا باز شد.", encoding="utf-8")
    (folder / "park_1.txt").write_text("---\ndate: 2022-04-01\n---\nپارک شهر\n\nپارک شهر باز شد.", encoding="utf-8")
    built, output = folder / "built", folder / "output"
    inputs = [str(folder / "باغ.txt"), str(folder / "park_1.txt")]
    assert main(["build", *inputs, "-o", str(built), "--ana", "--config", str(folder / "corpus.yaml")]) == 0
    assert export(built, WORDS, "-o", output) == 0
    return output


def test_blocks_are_heads_and_paragraphs(corpus: Path) -> None:
    content = (corpus / "2024" / "PressMint-IR_2024-05-01-words.xml").read_text("utf-8")
    assert PLAIN_TEXT in content


def test_the_annotated_file_has_sentences_names_and_words(corpus: Path) -> None:
    content = (corpus / "2024" / "PressMint-IR_2024-05-01-words.ana.xml").read_text("utf-8")
    assert ANNOTATED_PARAGRAPH.replace("ID.", "PressMint-IR_2024-05-01-words.ana.") in content


def test_files_are_named_by_country_day_and_latin_letters_and_so_are_their_ids(corpus: Path) -> None:
    pattern = r"PressMint-IR_[0-9]{4}-[01][0-9]-[0-3][0-9]-[-a-zA-Z0-9]+(\.ana)?"  # of validate-pressmint.xsl
    components = sorted(corpus.glob("*/*.xml"))
    assert len(components) == 6
    for path in components:
        assert re.fullmatch(pattern, path.stem)
        assert path.stem.startswith(f"PressMint-IR_{path.parent.name}-")
    for path in [*components, *corpus.glob("*.xml")]:
        assert etree.parse(path).getroot().get(f"{XML}id") == path.stem


@pytest.mark.parametrize("variant", ["", ".ana"])
def test_the_roots_include_the_components_by_day_and_sum_them_up(corpus: Path, variant: str) -> None:
    root = etree.parse(corpus / f"PressMint-IR{variant}.xml").getroot()
    included = [str(one.get("href")) for one in root if one.get("href")]
    assert [href[:4] for href in included] == ["2022", "2023", "2024"]
    usage = Counter(
        etree.QName(one).localname
        for href in included
        for one in etree.parse(corpus / href).find(f".//{TEI}text").iter()
    )
    assert {one.get("gi"): int(one.get("occurs")) for one in root.iter(f"{TEI}tagUsage")} == usage
    extents = [etree.parse(corpus / href).getroot() for href in included]
    for unit in ("paragraphs", "words"):
        [total, *counts] = [
            int(one.find(f".//{TEI}measure[@unit='{unit}']").get("quantity")) for one in [root, *extents]
        ]
        assert total == sum(counts) > 0
    [period] = root.iter(f"{TEI}setting")
    assert dict(period[0].attrib) == {"from": "2022-04-01", "to": "2024-05-01"}


def test_headers_say_what_the_settings_of_the_build_said(corpus: Path) -> None:
    root = etree.parse(corpus / "PressMint-IR.ana.xml").getroot()
    said = " ".join("".join(root[0].itertext()).split())
    for statement in ("دانشگاه کویر", "CC BY 4.0", "Foundation of Letters", "Mina Sadri", "selection of the articles"):
        assert statement in said
    titles = [one.text for one in root.find(f".//{TEI}titleStmt").iter(f"{TEI}title")]
    assert titles == [
        "پیکره آزمایشی: پیکره مطبوعات فارسی PressMint-IR [PressMint.ana]",
        "Persian historical newspaper corpus PressMint-IR [PressMint.ana]",
    ]


def test_every_language_is_declared(corpus: Path) -> None:
    for path in corpus.glob("**/PressMint-IR*.xml"):
        root = etree.parse(path).getroot()
        declared = {one.get("ident") for one in root.iter(f"{TEI}language")}
        assert {one.get(f"{XML}lang") for one in root.iter() if f"{XML}lang" in one.attrib} <= declared


def test_the_edition_in_a_header_is_read_as_the_settings_that_it_comes_from(tmp_path: Path) -> None:
    stated = Settings(
        title="پیکره آزمایشی",
        publisher="دانشگاه کویر",
        licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        funder=("بنیاد نمونه", "وزارت نمونه"),
        responsible=(Responsible("Mina Sadri", "selection"), Responsible("Ali Sabzi", "proof-reading")),
        language="fa",
    )
    path = tmp_path / "n1.xml"
    for edition in (stated, Settings(language="fa")):
        path.write_bytes(serialise(marked("کتاب", ("کتاب", Kind.PARAGRAPH, {})), edition))
        assert read_edition(path) == edition


def test_a_corpus_of_another_country_is_called_so() -> None:
    assert Corpus(Settings(language="fa-AF")).ident == "PressMint-AF"


def test_an_article_wholly_in_another_language_keeps_it() -> None:
    text = "Rain fell on the city."
    document = marked(text, (text, Kind.PARAGRAPH, {}))
    document = replace(document, article=replace(document.article, metadata=Metadata(language="en")))
    for content in component(document).values():
        assert etree.fromstring(content).find(f"{TEI}text").get(XML_LANG) == "en"


def test_a_head_behind_a_paragraph_opens_a_division_and_what_is_no_running_text_is_a_note() -> None:
    document = marked(
        "خبر\nمینا صدری\nبند یک\nمیان‌تیتر\nبند دو\nکتاب\nتبلیغ",
        ("خبر", Kind.HEAD, {"type": "main"}),
        ("مینا صدری", Kind.BYLINE, {}),
        ("بند یک", Kind.PARAGRAPH, {}),
        ("میان‌تیتر", Kind.HEAD, {"type": "cross"}),
        ("بند دو", Kind.SALUTE, {"ana": "fn.closing"}),
        ("کتاب", Kind.LIST, {"type": "tags"}),
        ("کتاب", Kind.ITEM, {}),
        ("تبلیغ", Kind.ANONYMOUS_BLOCK, {"type": "boilerplate"}),
    )
    plain, annotated = component(document).values()
    blocks = ["head main خبر", "note byline مینا صدری", "p بند یک", "head cross میان‌تیتر", "p بند دو"]
    notes = ["note tags کتاب", "note boilerplate تبلیغ"]
    assert outline(plain, "head", "p", "note") == outline(annotated, "head", "p", "note") == blocks + notes
    [section] = outline(plain, "div")[1:]
    assert section == "div section میان‌تیتر بند دو کتاب تبلیغ"
    assert outline(annotated, "w") == ["w خبر", "w بند", "w یک", "w میان‌تیتر", "w بند", "w دو"]


def test_names_are_flat_and_dates_have_values() -> None:
    document = marked(
        "دانشگاه یزد فردا و دیروز",
        ("دانشگاه یزد فردا و دیروز", Kind.PARAGRAPH, {}),
        ("دانشگاه یزد", Kind.ORG_NAME, {}),
        ("یزد", Kind.PLACE_NAME, {}),
        ("فردا", Kind.DATE, {"type": "relative"}),
        ("دیروز", Kind.DATE, {"type": "relative", "when": "2024-04-30"}),
    )
    _, annotated = component(document).values()
    assert outline(annotated, "name", "date") == ["name ORG دانشگاه یزد", "date دیروز"]


def test_the_reading_of_a_misquoted_word_is_left_out(tmp_path: Path) -> None:
    document = marked(
        "کتاب", ("کتاب", Kind.PARAGRAPH, {}), ("کتاب", Kind.WORD, {"norm": "کتب", "type": "misquotation"})
    )
    path = tmp_path / "n1.ana.xml"
    path.write_bytes(serialise(document))
    assert b'norm="' in path.read_bytes()
    _, annotated = component(read_tei(path)).values()
    assert outline(annotated, "w") == ["w کتاب"]
    assert b'norm="' not in annotated


def test_what_cannot_be_exported_is_a_sentence_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    undated = tmp_path / "undated.ana.xml"
    undated.write_bytes(serialise(marked("کتاب", ("کتاب", Kind.PARAGRAPH, {}))))
    output = tmp_path / "output"
    assert export(undated, WORDS.with_name("letter.xml"), "-o", output) == 1
    said = capsys.readouterr().err
    assert "undated.ana.xml: has no day of publication" in said
    assert "letter.xml: it has no sentences and words; build it with --ana" in said
    assert list(output.iterdir()) == []


# Validity -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    assert SHARED is not None
    return etree.RelaxNG(etree.parse(SHARED / "pressmint" / "PressMint.odd.rng"))


@needs_shared
def test_the_samples_are_valid(tmp_path: Path, schema: etree.RelaxNG) -> None:
    built, output = tmp_path / "built", tmp_path / "output"
    assert main(["build", str(SAMPLES), "-o", str(built), "--ana", "--date", "2024-05-01"]) == 0
    assert export(built, "-o", output) == 0
    roots = [output / "PressMint-IR.xml", output / "PressMint-IR.ana.xml"]
    files = [*roots, *output.glob("*/*.xml")]
    assert len(files) > 20
    for path in files:
        assert schema.validate(etree.parse(path)), f"{path.name}: {schema.error_log}"
    for root in roots:
        tree = etree.parse(root)
        tree.xinclude()
        for one in tree.iter():
            one.attrib.pop(f"{XML}base", None)  # XInclude adds it, and PressMint's schema does not know it
        assert schema.validate(tree), f"{root.name} with all that it includes: {schema.error_log}"


@needs_shared
@settings(max_examples=60)
@given(documents())
def test_any_document_becomes_valid_components(schema: etree.RelaxNG, document: Document) -> None:
    for name, content in component(document).items():
        root = etree.fromstring(content)
        assert schema.validate(root), f"{name}: {schema.error_log}"
        if name.endswith(f"{ANA}.xml"):
            assert not root.findall(f".//{TEI}name//{TEI}name")
