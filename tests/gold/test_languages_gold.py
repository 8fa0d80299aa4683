"""Passages in Arabic and in Latin script against marks made by hand; floors lie a little below what was measured.

A passage is Arabic where it has two words or more and is a sentence, phrase or formula of Arabic (verse, hadith,
prayer, eulogy, greeting, slogan); names, titles, terms and adverbs of Persian that are made of Arabic words are
Persian. Two adjacent Latin letters make a passage, codes with them and web addresses (`zxx`) too.
"""

import json
from collections import defaultdict
from functools import cache

import pytest
from shared import SHARED, needs_shared
from verdicts import DATA, digest

from tei.annotators import blocks, languages, scripture
from tei.document import Article, Document, Kind, Source

pytestmark = needs_shared

MARKS = DATA / "languages.tsv"


@cache
def marked_articles():
    """(half, text, [(begin, end, language)]) of the articles whose passages were marked."""
    marks = defaultdict(list)
    for line in MARKS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            file, ident, of_text, half, *mark = line.split("\t")
            marks[file, ident, of_text, half] += [mark] if mark[0] else []
    texts = {}
    for file in sorted({key[0] for key in marks}):
        with (SHARED / f"gold/raw_news/{file}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                texts[file, record["id"]] = record["text"]
    articles = []
    for (file, ident, of_text, half), rows in marks.items():
        text = texts[file, ident]
        assert digest(text) == of_text
        spans = [(int(begin), int(end), language) for begin, end, language, _ in rows]
        assert [digest(text[begin:end]) for begin, end, _ in spans] == [row[3] for row in rows]
        articles.append((half, text, spans))
    return articles


def found(text):
    """All that carries xml:lang in the TEI: passages, and verses, one with the passage that they overlap."""
    document = Document(Article("a", text, Source("a.txt", "", 0)))
    for annotate in (blocks.annotate, languages.annotate, scripture.annotate):
        document = document.with_layer(annotate(document))
    passages = document.annotations(Kind.FOREIGN, Kind.QUOTE)
    spans = sorted((a.span.begin, a.span.end, a.features["xml:lang"]) for a in passages)
    joined = spans[:1]
    for begin, end, language in spans[1:]:
        if begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), language)
        else:
            joined.append((begin, end, language))
    return joined


def group(language):
    return "Latin script" if language in ("en", "und-Latn", "zxx") else language


def letters_only(text, begin, end):
    """The span without the marks and spaces at its ends."""
    inside = [at for at in range(begin, end) if text[at].isalnum()]
    return inside[0], inside[-1] + 1


def matches(text, gold, predicted):
    """(pairs that share half of the characters of both together, pairs with the same letters)."""
    rest, overlap, exact = list(predicted), [], 0
    for mark in gold:
        begin, end = letters_only(text, *mark[:2])
        for other in rest:
            first, last = letters_only(text, *other[:2])
            if 2 * (min(end, last) - max(begin, first)) >= max(end, last) - min(begin, first):
                overlap.append((mark, other))
                exact += (first, last) == (begin, end)
                rest.remove(other)
                break
    return overlap, exact


@cache
def scores(half):
    """{group: (precision, recall, both of exact spans)}, share of Latin passages in the same language."""
    counts = defaultdict(lambda: [0, 0, 0, 0])
    same = paired = 0
    for kept, text, marks in marked_articles():
        if kept != half:
            continue
        predictions = found(text)
        for name in ("ar", "Latin script"):
            gold = [mark for mark in marks if group(mark[2]) == name]
            predicted = [mark for mark in predictions if group(mark[2]) == name]
            overlap, exact = matches(text, gold, predicted)
            for at, number in enumerate((len(overlap), exact, len(predicted), len(gold))):
                counts[name][at] += number
            if name != "ar":
                same += sum(mark[2] == other[2] for mark, other in overlap)
                paired += len(overlap)
    figures = {}
    for name, (overlap, exact, predicted, gold) in counts.items():
        figures[name] = (overlap / predicted, overlap / gold, exact / predicted, exact / gold)
    return figures, same / paired


@pytest.mark.parametrize(
    ("half", "name", "floors"),
    [
        ("tuning", "ar", (0.96, 0.85, 0.96, 0.85)),
        ("tuning", "Latin script", (0.97, 0.97, 0.95, 0.95)),
        ("held-out", "ar", (0.93, 0.81, 0.80, 0.70)),
        ("held-out", "Latin script", (0.98, 0.98, 0.95, 0.95)),
    ],
)
def test_passages(half: str, name: str, floors: tuple[float, ...]):
    figures = scores(half)[0][name]
    assert all(figure >= floor for figure, floor in zip(figures, floors, strict=True)), figures


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_english_is_told_from_other_latin_script(half: str):
    assert scores(half)[1] >= 0.88
