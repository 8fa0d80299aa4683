"""Arabic passages and Latin-script words in a Persian article, as `foreign`.

Arabic in Persian news is often typed with Persian letters and without vowel marks, so letters prove nothing:
formulas, Arabic function words, the article ال, vowel marks and the absence of Persian words do
(`data/arabic.yaml`). Persian titles made of Arabic words (حجت الاسلام والمسلمین) have no Arabic function word and
stay Persian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.characters import VOWEL_MARKS, fold
from tei.language.data_files import load_yaml

AGENT = Agent(ident="languages", version=__version__, label="Arabic passages and Latin-script words, by rules")

_QUOTED = re.compile(r"[^\s«“\"(](?:[^\n]*[^\s»”\")])?")
"""What stands within quotation marks or brackets."""

_SEGMENT = re.compile(r"(?:[^\n«»“”\"()\[\]{}:؛.؟?]++|[.؟?](?!\s|$|[»”\")\]]))++")
"""A stretch that can be in one language as a whole: no brackets, quotation marks, sentence or line ends in it."""

_WORD = re.compile(r"[^\W\d_][\w\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]*")
_PERSIAN_LETTERS = frozenset("پچژگ")
_ARTICLES = ("ال", "وال", "بال", "فال", "کال", "لل")

_LATIN_LETTER = "A-Za-z\u00c0-\u024f"
_TOKEN = re.compile(r"\S++")
_ADDRESS = re.compile(r"://|www\.|[@#_\\/]|[A-Za-z0-9]\.[A-Za-z]{2}")
"""What marks web and mail addresses, hashtags, account and file names."""

_NO_WORDS = re.compile(r"\. (?:ir|com|org|net)$|^\S*\d\S*$", re.IGNORECASE)
"""Addresses broken by a space, and model codes."""

_LATIN = re.compile(
    rf"(?<![\w.@#/])[{_LATIN_LETTER}][{_LATIN_LETTER}0-9'’&.,-]*+"
    rf"(?: {{1,2}}[{_LATIN_LETTER}&][{_LATIN_LETTER}0-9'’&.,-]*+)*+(?![\w@/])"
)
_LATIN_WORD = re.compile(rf"(?<!\w)[{_LATIN_LETTER}]{{2,}}+(?!\w)")
_ENDS = " ,.-'’&"

_ARABIC_SCORE = 2
_ARTICLE_SCORE = 1
_WIDEST_GAP = 5
"""Words without any sign of Arabic between two that have one."""


@dataclass(frozen=True, slots=True)
class _Data:
    formulas: dict[str, tuple[tuple[str, ...], ...]]
    invocation: str
    words: frozenset[str]
    not_article: frozenset[str]
    persian: frozenset[str]
    english: frozenset[str]
    english_endings: tuple[str, ...]


@cache
def _data() -> _Data:
    data = load_yaml("arabic.yaml")
    formulas: dict[str, tuple[tuple[str, ...], ...]] = {}
    for formula in sorted(data["formulas"], key=len, reverse=True):
        words = tuple(fold(formula).split())
        formulas[words[0]] = (*formulas.get(words[0], ()), words)
    return _Data(
        formulas=formulas,
        invocation=fold(data["invocation"]),
        words=frozenset(map(fold, data["words"])),
        not_article=frozenset(map(fold, data["not_article"])),
        persian=frozenset(map(fold, data["persian"])),
        english=frozenset(data["english"]),
        english_endings=tuple(data["english_endings"]),
    )


def annotate(document: Document) -> Layer:
    """`foreign` with `xml:lang` `ar`, `en`, or `und-Latn` for Latin words that are not plainly English."""
    text = document.text
    return Layer.of(AGENT, [*_whole_praises(document, list(_arabic(text))), *_latin(text)])


def _whole_praises(document: Document, passages: list[Annotation]) -> Iterator[Annotation]:
    """The passages; a salute of praise, which begins in Arabic, is Arabic to its end.

    A passage that goes on behind it is cut there, for the next block may begin in the middle of a fused word.
    """
    text = document.text
    praises = [
        block.span
        for block in document.annotations(Kind.SALUTE)
        if block.features["ana"] in ("fn.basmala", "fn.praise")
    ]
    behind = 0
    for passage in passages:
        begin, end = passage.span.begin, passage.span.end
        praise = next((span for span in praises if span.begin <= begin < span.end), None)
        if praise is not None and not text[praise.begin : begin].strip('«"“( '):
            behind = max(begin, _end_of(text, praise))
            yield replace(passage, span=Span(begin, behind))
            rest = text[behind:end].lstrip()
            if len(rest.split()) > 1:
                yield replace(passage, span=Span(end - len(rest), end))
            behind = max(behind, end)
        elif begin >= behind:
            yield passage
    for praise in praises:
        letters = _QUOTED.search(text, praise.begin, praise.end)
        is_new = not any(passage.span.overlaps(praise) for passage in passages)
        if is_new and letters and fold(letters.group()).startswith(_data().invocation):
            yield Annotation(Kind.FOREIGN, Span(*letters.span()), {"xml:lang": "ar"}, certainty="high")


def _end_of(text: str, praise: Span) -> int:
    return praise.begin + len(text[praise.begin : praise.end].rstrip('»"”) '))


class _Word(NamedTuple):
    """A word in Arabic script, folded, and how much it speaks for Arabic (None: against it)."""

    letters: str
    score: int | None


def _arabic(text: str) -> Iterator[Annotation]:
    for segment in _SEGMENT.finditer(text):
        words = list(map(_word, _WORD.findall(text, segment.start(), segment.end())))
        formulas = _formulas(words)
        if formulas or any(word.score for word in words):
            places = [match.span() for match in _WORD.finditer(text, segment.start(), segment.end())]
            for begin, end, certainty in _passages(words, formulas):
                span = _with_full_stop(text, segment, Span(places[begin][0], places[end - 1][1]))
                yield Annotation(Kind.FOREIGN, span, {"xml:lang": "ar"}, certainty=certainty)


@lru_cache(maxsize=1 << 16)
def _word(written: str) -> _Word:
    letters = fold(written)
    data = _data()
    if letters and len(VOWEL_MARKS.findall(written)) >= min(2, len(letters)):
        return _Word(letters, _ARABIC_SCORE)
    if letters in data.persian or letters.isascii() or not _PERSIAN_LETTERS.isdisjoint(letters):
        return _Word(letters, None)
    if letters in data.words:
        return _Word(letters, _ARABIC_SCORE)
    has_article = len(letters) > 4 and letters.startswith(_ARTICLES) and letters not in data.not_article
    return _Word(letters, _ARTICLE_SCORE if has_article or "ة" in written else 0)


def _passages(
    words: list[_Word], formulas: list[tuple[int, int]]
) -> Iterator[tuple[int, int, Literal["high", "medium"]]]:
    """Half-open ranges of Arabic words: formulas for sure, other passages by the density of their signs."""
    in_formula = {at for begin, end in formulas for at in range(begin, end)}
    signs = [_ARABIC_SCORE if at in in_formula else word.score for at, word in enumerate(words)]
    covered: set[int] = set()
    for begin, end in _clusters(signs):
        if _is_arabic(signs[begin:end]) and not in_formula.issuperset(range(begin, end)):
            begin, end = _extended(signs, begin, end)
            covered.update(range(begin, end))
            yield begin, end, "medium"
    for begin, end in formulas:
        if begin not in covered:
            yield begin, end, "high"


def _formulas(words: list[_Word]) -> list[tuple[int, int]]:
    """The half-open ranges of words that are formulas, the longest at each place."""
    known = _data().formulas
    letters = tuple(word.letters for word in words)
    found: list[tuple[int, int]] = []
    for at, opening in enumerate(letters):
        if opening not in known or (found and at < found[-1][1]):
            continue
        for formula in known[opening]:
            if letters[at : at + len(formula)] == formula:
                found.append((at, at + len(formula)))
                break
    return found


def _clusters(signs: list[int | None]) -> Iterator[tuple[int, int]]:
    """Half-open ranges from one sign of Arabic to the last that follows it closely, without a Persian word."""
    begin = end = -1
    for at, sign in enumerate(signs):
        if begin >= 0 and (sign is None or at - end > _WIDEST_GAP):
            yield begin, end
            begin = -1
        if sign:
            begin = at if begin < 0 else begin
            end = at + 1
    if begin >= 0:
        yield begin, end


def _is_arabic(signs: list[int | None]) -> bool:
    """Whether signs of Arabic are dense enough, and one of them more than the article."""
    strong = signs.count(_ARABIC_SCORE)
    score = sum(sign or 0 for sign in signs)
    fewest = 2 if strong == len(signs) else 3
    density = 0.8 if strong == 1 else 0.5
    return strong > 0 and len(signs) >= fewest and score >= max(3, density * len(signs))


def _extended(signs: list[int | None], begin: int, end: int) -> tuple[int, int]:
    """The range grown to the ends of the segment where few words, and none of them Persian, stand between."""
    room = max(3, (end - begin) // 2)
    if begin <= room and None not in signs[:begin]:
        begin = 0
    if len(signs) - end <= room and None not in signs[end:]:
        end = len(signs)
    return begin, end


def _with_full_stop(text: str, segment: re.Match[str], span: Span) -> Span:
    """The span with the full stop behind it, if it is all of its sentence."""
    whole = not text[segment.start() : span.begin].strip() and not text[span.end : segment.end()].strip()
    if whole and text[segment.end() : segment.end() + 1] == "." and span.end == segment.end():
        return Span(span.begin, span.end + 1)
    return span


def _latin(text: str) -> Iterator[Annotation]:
    matches = list(_LATIN.finditer(text))
    addresses = [match.span() for match in _TOKEN.finditer(text) if _ADDRESS.search(match.group())] if matches else []
    at = 0
    for match in matches:
        begin, end = match.start(), match.start() + len(match.group().rstrip(_ENDS))
        while at < len(addresses) and addresses[at][1] <= begin:
            at += 1
        in_address = at < len(addresses) and addresses[at][0] < end
        stretch = text[begin:end]
        if _LATIN_WORD.search(stretch) and not in_address and not _NO_WORDS.search(stretch):
            language = _latin_language(stretch)
            yield Annotation(Kind.FOREIGN, Span(begin, end), {"xml:lang": language}, certainty="high")


def _latin_language(stretch: str) -> str:
    words = stretch.lower().split()
    data = _data()
    is_english = len(words) > 1 and any(word in data.english for word in words)
    return "en" if is_english or any(word.endswith(data.english_endings) for word in words) else "und-Latn"
