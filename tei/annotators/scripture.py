"""Verses of the Quran and hadiths in Arabic: words of another text, with their place in it.

Verses are found by comparing the text with the Quran (`language.quran_passages`); a word that differs from the verse
becomes a `w` with the verse's reading. Printed references are compared with what was found beside them: one that agrees
makes a verse certain, one that contradicts it doubtful; where nothing was found, the words beside it are compared with
the aya that it names. A hadith is taken for one only where an Arabic formula introduces it; it ends with its mark, or
where its Arabic ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Certainty, Document, Kind, Layer
from tei.document.annotation import text_order
from tei.language.arabic import sign
from tei.language.characters import VOWEL_MARKS, fold
from tei.language.data_files import FOLDER, load_yaml
from tei.language.quran import Quran, quran, skeleton, skeletons
from tei.language.quran_citations import BEHIND_VERSE, Citation, citations
from tei.language.quran_passages import Pair, Passage, Stretch, Word
from tei.language.views import View, folded_view

AGENT = Agent(
    ident="scripture", version=__version__, label="Verses of the Quran and hadiths, by comparison with the text"
)

_WINDOW = 6
"""Words among which two rare ones make a verse worth looking for."""

_SURE_WEIGHT = 30.0
_INTRODUCTION = re.compile(r"(?:(?! و )[^.!؟\d]){0,60}")
"""What may stand between a reference and the verse that it introduces: no other reference, and no «و»."""

_LONGEST_CITED = 40
"""Words before a reference that are compared with what it names."""

_SIGNS = re.compile(r"﴿|[(\[](?:[^\W\d]+ )?[^\W\d]+ ?[/:] ?\d")
"""Brackets for verses, or in brackets what looks like a reference."""

_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.؛!؟«»()\n]{0,600}")
_FEWEST = 3
"""Words of a hadith without marks."""

_PERSIAN = -1.5
"""Score of a word (`arabic.sign`) that ends it."""

_LINE = re.compile(r"[^\n]+")
_WORD_OR_MARK = re.compile(r'(?P<number>[(\[﴿]\s?\d+\s?[)\]﴾])|(?P<mark>[«»“”„"()\[\]﴿﴾])|(?<!\w)[^\W\d_]+(?!\w)')
_OPENING, _CLOSING = frozenset('«“„"([﴿'), frozenset('»”“")]﴾')


class _Words(NamedTuple):
    """The words between two marks; `is_enclosed` where these are a pair."""

    words: list[Word]
    is_enclosed: bool


class _Verse(NamedTuple):
    """A passage of the Quran among words of the text."""

    words: Sequence[Word]
    passage: Passage

    def covered(self) -> Sequence[Word]:
        """The words that quote it."""
        return self.words[self.passage.pairs[0].text_begin : self.passage.pairs[-1].text_end]


def annotate(document: Document) -> Layer:
    """Verses as `quote` with `type=quran` and `source`, misquoted words as `w`, references as `ref`, and hadiths.

    A `ref` has `type=citation` and the ayas as `target`; if it belongs to a verse that was found, that as `corresp`,
    and as `subtype` whether the verse stands there: `confirmed` or `contradicted`.
    """
    view = folded_view(document.text)
    quotes = list(_hadiths(view))
    misquotations: list[Annotation] = []
    searched = _searched(document, view.text)
    if searched:
        text = quran()
        for words, passage in _passages(view, text, searched):
            misquoted = list(_misquotations(document.text, view, words, text, passage))
            misquotations.extend(misquoted)
            quotes.append(_verse(view, words, text, passage, len(misquoted)))
    numbered = list(_numbered(quotes))
    references = list(_references(document, view, numbered))
    return Layer.of(AGENT, [*_judged(numbered, references), *misquotations, *references])


def _passages(view: View, text: Quran, searched: Sequence[tuple[int, int]]) -> list[_Verse]:
    """The verses in some ranges of a text.

    Of two that overlap it is the heavier, or, where both weigh the same, that to which a reference leads.
    """
    stretches = [words for begin, end in searched for words in _stretches(view.text, begin, end)]
    found = [*_cited(view, text, stretches)]
    for words, is_enclosed in stretches:
        passages = Stretch(text, words, is_enclosed=is_enclosed).passages()
        found += [_Verse(words, passage) for passage in passages if not _is_formula(text, passage)]
        if (
            is_enclosed
            and not passages
            and _announcing().search(view.text, max(0, words[0].begin - 30), words[0].begin)
        ):
            announced = Stretch(text, words, is_enclosed=True).announced()
            found += [_Verse(words, announced)] if announced else []
    chosen: list[_Verse] = []
    taken: set[int] = set()
    for verse in sorted(found, key=lambda verse: -verse.passage.weight):
        covered = {word.begin for word in verse.covered()}
        if taken.isdisjoint(covered):
            taken |= covered
            chosen.append(verse)
    return chosen


def _cited(view: View, text: Quran, stretches: Sequence[_Words]) -> Iterator[_Verse]:
    """The verses beside references to them."""
    for citation in citations(view.text):
        if citation.first > 0 and citation.last <= text.aya_count(citation.sura):
            ayas = text.aya_range(citation.sura, citation.first, citation.last)
            for words, is_enclosed in _beside(view, stretches, citation):
                passage = Stretch(text, words, is_enclosed=is_enclosed).cited(*ayas)
                if passage:
                    yield _Verse(words, passage)


def _beside(view: View, stretches: Sequence[_Words], citation: Citation) -> Iterator[_Words]:
    """The words that a reference stands behind, and those between marks that it introduces."""
    following = bisect_left(stretches, citation.begin, key=lambda stretch: stretch.words[0].begin)
    if following:
        words, is_enclosed = stretches[following - 1]
        last = bisect_right(words, citation.begin, key=lambda word: word.end)
        if BEHIND_VERSE.fullmatch(view.text, words[last - 1].end, citation.begin):
            first = max(0, last - _LONGEST_CITED)
            yield _Words(words[first:last], is_enclosed and first == 0 and last == len(words))
    for stretch in stretches[following : following + 2]:
        introduces = citation.is_explicit and stretch.is_enclosed and stretch.words[0].begin >= citation.end
        if introduces and _INTRODUCTION.fullmatch(view.text, citation.end, stretch.words[0].begin):
            yield stretch


def _stretches(text: str, begin: int, end: int) -> Iterator[_Words]:
    """The words of a range of a text, in stretches between marks.

    A «و» that stands alone belongs to the next word, as in Arabic. The number of an aya in brackets parts nothing.
    """
    words: list[Word] = []
    conjunction = -1
    opening = ""
    for match in _WORD_OR_MARK.finditer(text, begin, end):
        begin, end = match.span()
        letters = match.group()
        if match.lastgroup == "number":
            continue
        if match.lastgroup == "mark":
            if words:
                yield _Words(words, opening in _OPENING and letters in _CLOSING)
            words, opening = [], letters
        elif letters == "و":
            conjunction = begin
        elif conjunction >= 0 and begin - conjunction <= 2:
            words.append(Word("و" + letters, conjunction, end, begin))
            conjunction = -1
        else:
            words.append(Word(letters, begin, end, begin))
            conjunction = -1
    if words:
        yield _Words(words, is_enclosed=False)


def _arabic(document: Document) -> list[Annotation]:
    return [passage for passage in document.annotations(Kind.FOREIGN) if passage.features["xml:lang"] == "ar"]


def _searched(document: Document, text: str) -> list[tuple[int, int]]:
    """The ranges of a text in which a verse is worth looking for, so that few need be compared with the Quran.

    These are all of it if it is Arabic in part or speaks of the Quran, else the lines in which words of the Quran that
    Persian hardly uses stand near one another, each with the line before and behind it.
    """
    if _arabic(document) or any(word in text for word in _words("citing", "sacred")) or _SIGNS.search(text):
        return [(0, len(text))]
    rare = _rare_words()
    ranges: list[tuple[int, int]] = []
    lines = [match.span() for match in _LINE.finditer(text)]
    for number, (begin, end) in enumerate(lines):
        words = skeletons(text[begin:end])
        places = [] if rare.isdisjoint(words) else [at for at, word in enumerate(words) if word in rare]
        if any(last - first < _WINDOW for first, last in pairwise(places)):
            low, high = lines[max(0, number - 1)][0], lines[min(number + 1, len(lines) - 1)][1]
            if ranges and low <= ranges[-1][1]:
                low = ranges.pop()[0]
            ranges.append((low, high))
    return ranges


def _verse(view: View, words: Sequence[Word], text: Quran, passage: Passage, misquoted: int) -> Annotation:
    starts = text.repeats(passage.begin, passage.end)
    length = passage.end - passage.begin
    references = [f"quran:{place}" for start in starts for place in text.references(start, start + length)]
    certainty: Certainty = "high" if passage.weight >= _SURE_WEIGHT and misquoted * 4 <= length else "medium"
    first, last = passage.pairs[0], passage.pairs[-1]
    span = view.span(_begin(words, first), words[last.text_end - 1].end)
    source = " ".join(dict.fromkeys(references))
    return Annotation(Kind.QUOTE, span, {"xml:lang": "ar", "type": "quran", "source": source}, certainty)


def _begin(words: Sequence[Word], pair: Pair) -> int:
    word = words[pair.text_begin]
    return word.bare_begin if pair.bare else word.begin


def _misquotations(
    source: str, view: View, words: Sequence[Word], text: Quran, passage: Passage
) -> Iterator[Annotation]:
    for pair in passage.pairs:
        if pair.clipped:
            continue
        span = view.span(_begin(words, pair), words[pair.text_end - 1].end)
        written = "".join(_LETTERS.findall(VOWEL_MARKS.sub("", fold(source[span.begin : span.end]))))
        if pair.end - pair.begin == 1 and pair.text_end - pair.text_begin == 1:
            wrong = text.misquoted(source[span.begin : span.end].replace(" ", ""), pair.begin)
        else:
            wrong = skeleton(written) != "".join(text.skeletons[pair.begin : pair.end])
        if wrong:
            norm = " ".join(text.modern(position) for position in range(pair.begin, pair.end))
            yield Annotation(Kind.WORD, span, {"norm": norm, "type": "misquotation"}, "high")


def _is_formula(text: Quran, passage: Passage) -> bool:
    return " ".join(text.skeletons[passage.begin : passage.end]) in _formulas()


def _hadiths(view: View) -> Iterator[Annotation]:
    for match in _hadith_pattern().finditer(view.text):
        begin, end = match.span("words") if match["words"] else (match.end(), _arabic_end(view.text, match.end()))
        if begin < end:
            yield Annotation(Kind.QUOTE, view.span(begin, end), {"xml:lang": "ar", "type": "hadith"}, "medium")


def _arabic_end(text: str, begin: int) -> int:
    """Where the Arabic words end that stand at an offset; there, if they are too few."""
    line = _SENTENCE.match(text, begin)
    words = list(_LETTERS.finditer(text, begin, line.end() if line else begin))
    arabic = list(takewhile(lambda word: sign(word.group()).score > _PERSIAN, words))
    scores = [sign(word.group()).score for word in arabic]
    return arabic[-1].end() if len(arabic) >= _FEWEST and sum(scores) > 0 else begin


def _numbered(quotes: Sequence[Annotation]) -> Iterator[Annotation]:
    end = 0
    number = 0
    for quote in sorted(quotes, key=text_order):
        if quote.span.begin >= end:
            number += 1
            end = quote.span.end
            yield Annotation(quote.kind, quote.span, quote.features, quote.certainty, f"quote.{number}")


def _references(document: Document, view: View, quotes: Sequence[Annotation]) -> Iterator[Annotation]:
    """The printed references to ayas that exist: those that say what they are, or stand behind an Arabic passage."""
    verses = [quote for quote in quotes if quote.features["type"] == "quran"]
    ranges = [view.range(verse.span) for verse in verses]
    ends = sorted(end for _, end in (*ranges, *(view.range(passage.span) for passage in _arabic(document))))
    if not ends and not any(word in view.text for word in _words("citing")) and not _SIGNS.search(view.text):
        return
    for citation in citations(view.text):
        at = bisect_right(ends, citation.begin) - 1
        is_behind = at >= 0 and BEHIND_VERSE.fullmatch(view.text, ends[at], citation.begin) is not None
        exists = citation.first > 0 and citation.last <= quran().aya_count(citation.sura)
        if exists and (citation.is_explicit or is_behind):
            verse = _belonging(view, ranges, citation)
            yield _reference(view, citation, None if verse is None else verses[verse])


def _belonging(view: View, ranges: Sequence[tuple[int, int]], citation: Citation) -> int | None:
    """Which of the verses, by their ranges, a reference belongs to: the one before it, or one that it introduces."""
    behind = bisect_left(ranges, (citation.begin, 0))
    if behind and BEHIND_VERSE.fullmatch(view.text, ranges[behind - 1][1], citation.begin):
        return behind - 1
    introduces = citation.is_explicit and behind < len(ranges)
    if introduces and _INTRODUCTION.fullmatch(view.text, citation.end, ranges[behind][0]):
        return behind
    return None


def _reference(view: View, citation: Citation, verse: Annotation | None) -> Annotation:
    ayas = str(citation.first) if citation.first == citation.last else f"{citation.first}-{citation.last}"
    features = {"type": "citation", "target": f"quran:{citation.sura}:{ayas}"}
    certainty: Certainty = "medium"
    if verse is not None:
        agrees = any(_overlaps(source, citation) for source in verse.features["source"].split())
        certainty = "high" if agrees else "low"
        features |= {"subtype": "confirmed" if agrees else "contradicted", "corresp": verse.ident}
    return Annotation(Kind.REFERENCE, view.span(citation.begin, citation.end), features, certainty)


def _overlaps(source: str, citation: Citation) -> bool:
    _, sura, ayas = source.split(":")
    first, _, last = ayas.partition("-")
    return int(sura) == citation.sura and int(first) <= citation.last and citation.first <= int(last or first)


def _judged(quotes: Sequence[Annotation], references: Sequence[Annotation]) -> Iterator[Annotation]:
    """The quotations: sure where a reference confirms them, doubtful where one contradicts and none confirms them."""
    verdicts = {(reference.features.get("corresp"), reference.features.get("subtype")) for reference in references}
    for quote in quotes:
        if (quote.ident, "confirmed") in verdicts:
            yield quote._replace(certainty="high")
        elif (quote.ident, "contradicted") in verdicts:
            yield quote._replace(certainty="low")
        else:
            yield quote


@cache
def _rare_words() -> frozenset[str]:
    lines = (FOLDER / "quran_words.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _words(*names: str) -> tuple[str, ...]:
    """The folded words of lists of `suras.yaml`."""
    return tuple(fold(word) for name in names for word in load_yaml("suras.yaml")[name])


@cache
def _announcing() -> re.Pattern[str]:
    """What says that the words between the next marks are an aya, so that two are enough."""
    return re.compile(rf"\bآیه(?: ?ی)?(?: (?:{'|'.join(_words('epithets'))})(?: ?ی)?)?\s*:?\s*\W?$")


@cache
def _formulas() -> frozenset[str]:
    joined = (fold(formula).replace(" و ", " و") for formula in load_yaml("formulas.yaml")["formulas"])
    return frozenset(" ".join(map(skeleton, formula.split())) for formula in joined)


@cache
def _hadith_pattern() -> re.Pattern[str]:
    data = load_yaml("formulas.yaml")
    openings, sources, blessings = (
        sorted(map(fold, data[name]), key=len, reverse=True)
        for name in ("hadith_openings", "hadith_sources", "blessings")
    )
    # The beginning of the word is asked for behind it, so that the search skips all other words.
    opening = "|".join(rf"{word}(?<=\b{word})" for word in openings)
    blessing = "|".join(blessings).replace(" ", " ?")
    return re.compile(
        rf"(?:{opening}) (?:الامام )?(?:{'|'.join(sources)})(?: ?\([^()\n]{{1,30}}\)| (?:{blessing}))?"
        r'(?: ?:? ?[«"“](?P<words>[^«»"“”\n]{8,600})[»"”]|(?: قال)? ?: ?)'
    )
