"""Passages in Arabic and in other languages or scripts in a Persian article, as `foreign`.

A passage is Arabic where the words of a stretch together speak for Arabic (`language.arabic`), one of them for sure, or
where it is a formula. Persian titles and names made of Arabic words (حجت الاسلام والمسلمین) have no sure word.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.arabic import WORD, formulas, is_arabic, persian_phrases, sign, telling_words
from tei.language.characters import TATWEEL, ZWJ, ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.html_debris import without_debris
from tei.language.passages import NEARLY_ALL, PERSIAN, WITHOUT_LANGUAGE, language_of_most

AGENT = Agent(ident="languages", version=__version__, label="Arabic passages and Latin-script stretches, by rules")

_QUOTED = re.compile(r"[^\s«“\"(](?:[^\n]*[^\s»”\")])?")
"""What stands within quotation marks or brackets."""

_LINE = re.compile(r"[^\n]+")
_ARABIC_SPELLING = re.compile("[ةأإٱ\u064b-\u0652]")
_LEAST_SPELLINGS = 2
"""Letters or marks that Arabic lines always have, and Persian ones seldom."""

_QUOTATIONS = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_EDGES = " \t\r*_#>-–•"
"""What may stand round an Arabic line and is no part of it."""

_SEGMENT = re.compile(r"(?:[^\n«»“”\"()\[\]{}:؛.؟?]++|[.؟?](?!\s|$|[»”\")\]]))+")
"""A stretch that can be in one language as a whole: no brackets, quotation marks, sentence or line ends in it."""

_OPENING, _CLOSING = frozenset('«"“('), frozenset('»"”)')

_UNSEEN = ZWNJ + ZWJ + TATWEEL

_PAUSE = re.compile(r"[ :؛.*]{1,4}")
"""What may stand between two segments of one passage."""

_COST, _QUOTED_COST = 4.0, 3.0
"""What the words of a passage must outweigh: the odds against Arabic in Persian news, and within quotation marks or
brackets, as a logarithm. Half a unit less brings false passages in news («سی ان ان»), found by trial."""

_NUMBER_COST, _COMMA_COST = 4.0, 1.5
"""A number or a comma between two words makes it unlikely that a passage goes on; found by trial, as `_COST` was."""

_DIGIT = re.compile(r"\d")
_IN_FORMULA = 2.0
_PERSIAN = -1.0
"""Least score of a word with which a passage grows to the end of its segment."""

_LATIN_LETTER = "A-Za-z\u00c0-\u024f"
_LATIN_REST = rf"[{_LATIN_LETTER}0-9'’&.,:;/+@#%=?_~-]*+"
_LATIN = re.compile(
    rf"[{_LATIN_LETTER}](?<![{_LATIN_LETTER}0-9&].){_LATIN_REST}"
    rf"(?: {{1,2}}(?:& )?[{_LATIN_LETTER}0-9]{_LATIN_REST})*"
)
"""The first letter comes before what may not stand before it, so that the search skips all that is not Latin."""
_LATIN_ENDS = " '’&.,:;/+@#%=?_~-"
_LETTER = re.compile(rf"[{_LATIN_LETTER}]")
_LATIN_OR_DIGITS = re.compile(rf"[{_LATIN_LETTER}0-9]+")
_LATIN_WORD = re.compile(rf"[{_LATIN_LETTER}]{{2}}")
_ADDRESS = re.compile(r"://|www\.?|[A-Za-z0-9]@|\w\. ?(?:com|ir|org|net|gov|edu|info)\b", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\([./#]{0,3}")
"""What stands before the target of a link in Markdown, which is in no language."""

_ARABIC, _ENGLISH, _LATIN_SCRIPT = "ar", "en", "und-Latn"

_LANGUAGE_OF_SCRIPT = {_LATIN_SCRIPT: _ENGLISH, "und-Cyrl": "tg"}
"""The one language of a script that is told by its words or letters."""

_SOME = 0.25
"""Share of an article in another language from which on all of it may be in that one."""

_A_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_NOT_SPACE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _English:
    function_words: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def _english() -> _English:
    data = load_yaml("arabic.yaml")
    return _English(frozenset(data["english"]), frozenset(data["english_words"]), tuple(data["english_endings"]))


@cache
def _invocation() -> str:
    return fold(load_yaml("arabic.yaml")["invocation"])


def annotate(document: Document) -> Layer:
    """`foreign` with `xml:lang`: `ar`, `ur`, `ckb`, `ps`, `tg`, `en`, `zxx` (web addresses); where only the script is
    known, `und-Latn`, `und-Cyrl` and the like. In an article that nearly all is in one of them, each block that is in
    it is one passage, and each other block one in Persian (`fa`).
    """
    text = without_debris(document.text)
    other = list(_other_languages(text))
    arabic = _whole_praises(document, list(_arabic(text)))
    found = [*other, *_apart(arabic, other), *_latin(text)]
    return Layer.of(AGENT, _wholly_foreign(document, text, found) or found)


def _apart(passages: Iterable[Annotation], others: Sequence[Annotation]) -> Iterator[Annotation]:
    taken = {offset for other in others for offset in range(other.span.begin, other.span.end)}
    return (passage for passage in passages if taken.isdisjoint(range(passage.span.begin, passage.span.end)))


def _first_overlapping(spans: Sequence[Span], span: Span) -> Span | None:
    """The first of some spans, in the order of the text and without overlap, that overlaps another."""
    at = bisect_right(spans, span.begin, key=attrgetter("end"))
    return spans[at] if at < len(spans) and spans[at].overlaps(span) else None


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
        praise = _first_overlapping(praises, Span(begin, begin + 1))
        if praise is not None and not text[praise.begin : begin].strip('«"“( '):
            behind = max(begin, _end_of(text, praise))
            yield passage._replace(span=Span(begin, behind))
            rest = text[behind:end].lstrip()
            if len(rest.split()) > 1:
                yield passage._replace(span=Span(end - len(rest), end))
            behind = max(behind, end)
        elif begin >= behind:
            yield passage
    spans = [passage.span for passage in passages]
    for praise in praises:
        letters = _QUOTED.search(text, praise.begin, praise.end)
        is_new = not _first_overlapping(spans, praise)
        if is_new and letters and fold(letters.group()).startswith(_invocation()):
            yield Annotation(Kind.FOREIGN, Span(*letters.span()), {"xml:lang": "ar"}, certainty="high")


def _end_of(text: str, praise: Span) -> int:
    return praise.begin + len(text[praise.begin : praise.end].rstrip('»"”) '))


def _arabic(text: str) -> Iterator[Annotation]:
    """The passages in the order of the text; those that only a pause parts are one."""
    last: Annotation | None = None
    for passage in _passages(text):
        if last is not None and _PAUSE.fullmatch(text, last.span.end, passage.span.begin):
            last = last._replace(span=Span(last.span.begin, passage.span.end), certainty="medium")
        else:
            if last is not None:
                yield last
            last = passage
    if last is not None:
        yield last


def _passages(text: str) -> Iterator[Annotation]:
    telling = telling_words(text)
    if not telling:
        return
    for line in _LINE.finditer(text):
        begin, end = line.span()
        if len(_ARABIC_SPELLING.findall(line.group())) >= _LEAST_SPELLINGS and _is_arabic(line.group()):
            yield Annotation(Kind.FOREIGN, _without_edges(line.group(), begin), {"xml:lang": "ar"}, certainty="medium")
        else:
            yield from _passages_in(text, begin, end, telling)


def _without_edges(stretch: str, begin: int) -> Span:
    """The span of a stretch that begins at an offset, without what stands round it."""
    return Span(begin + len(stretch) - len(stretch.lstrip(_EDGES)), begin + len(stretch.rstrip(_EDGES)))


def _is_arabic(line: str) -> bool:
    """Whether a line is Arabic as a whole, so also what stands in it outside quotation marks and brackets."""
    if not is_arabic([*map(sign, WORD.findall(line))]):
        return False
    return sum(max(_PERSIAN, sign(word).score) for word in WORD.findall(_QUOTATIONS.sub(" ", line))) > 0


def _passages_in(text: str, begin: int, end: int, telling: Set[str]) -> Iterator[Annotation]:
    """The passages of a line that is not Arabic as a whole."""
    if not any(text.find(word, begin, end) >= 0 for word in telling):
        return
    for segment in _SEGMENT.finditer(text, begin, end):
        if telling.isdisjoint(WORD.findall(text, segment.start(), segment.end())):
            continue
        matches = list(WORD.finditer(text, segment.start(), segment.end()))
        is_quoted = (
            text[segment.start() - 1 : segment.start()] in _OPENING
            and text[segment.end() : segment.end() + 1] in _CLOSING
        )
        cost = _QUOTED_COST if is_quoted else _COST
        for first, last, certainty in _ranges(text, matches, cost):
            span = _trimmed(text, matches[first].start(), matches[last - 1].end())
            if first == 0 and last == len(matches):
                span = _with_full_stop(text, segment, span)
            yield Annotation(Kind.FOREIGN, span, {"xml:lang": "ar"}, certainty=certainty)


def _ranges(
    text: str, matches: Sequence[re.Match[str]], cost: float
) -> Iterator[tuple[int, int, Literal["high", "medium"]]]:
    """Half-open ranges of the words of a segment that are Arabic: formulas for sure, others by their weight."""
    signs = [sign(match.group()) for match in matches]
    letters = [word.letters for word in signs]
    phrases = set(persian_phrases(letters))
    known = set(formulas(letters)) - phrases
    strong = {at for at, word in enumerate(signs) if word.is_strong}
    strong.difference_update(at for begin, end in phrases | known for at in range(begin, end))
    if not strong and not known:
        return
    scores = [word.score for word in signs]
    for begin, end in phrases:
        scores[begin:end] = [0.0] * (end - begin)
    for begin, end in known:
        scores[begin:end] = [max(score, _IN_FORMULA) for score in scores[begin:end]]
    passages = {
        _extended(scores, begin, end)
        for begin, end in _heaviest(scores, _gaps(text, matches), cost)
        if end - begin > 1 and not strong.isdisjoint(range(begin, end))
    }
    behind = 0
    for begin, end in sorted(passages | known, key=lambda found: (found[0], -found[1])):
        if begin >= behind:
            behind = end
            yield begin, end, "high" if (begin, end) in known else "medium"


def _gaps(text: str, matches: Sequence[re.Match[str]]) -> Iterator[float]:
    """For each word, what stands between it and the word before costs a passage."""
    behind = matches[0].start()
    for match in matches:
        gap = text[behind : match.start()]
        behind = match.end()
        yield _NUMBER_COST if _DIGIT.search(gap) else _COMMA_COST if "،" in gap or "," in gap else 0.0


def _heaviest(scores: Iterable[float], gaps: Iterable[float], cost: float) -> list[tuple[int, int]]:
    """The half-open ranges with the greatest sum of scores, less a cost for each and the gaps in it (Viterbi)."""
    outside, inside = 0.0, -math.inf
    begin = 0
    begins: dict[int, int] = {}
    for at, (score, gap) in enumerate(zip(scores, gaps, strict=True)):
        inside -= gap
        if outside - cost >= inside:
            inside, begin = outside - cost, at
        inside += score
        if inside > outside:
            outside = inside
            begins[at + 1] = begin
    found: list[tuple[int, int]] = []
    for end in sorted(begins, reverse=True):
        if not found or end <= found[-1][0]:
            found.append((begins[end], end))
    return found[::-1]


def _extended(scores: Sequence[float], begin: int, end: int) -> tuple[int, int]:
    """The range grown to the ends of the segment where few words, and none of them Persian, stand between."""
    room = max(3, (end - begin) // 2)
    if begin <= room and all(score > _PERSIAN for score in scores[:begin]):
        begin = 0
    if len(scores) - end <= room and all(score > _PERSIAN for score in scores[end:]):
        end = len(scores)
    return begin, end


def _trimmed(text: str, begin: int, end: int) -> Span:
    """The span without tatweels and zero-width characters at its ends."""
    stretch = text[begin:end]
    return Span(end - len(stretch.lstrip(_UNSEEN)), begin + len(stretch.rstrip(_UNSEEN)))


def _with_full_stop(text: str, segment: re.Match[str], span: Span) -> Span:
    """The span with the full stop behind it, if it is all of its sentence."""
    whole = not text[segment.start() : span.begin].strip() and not text[span.end : segment.end()].strip()
    if whole and text[segment.end() : segment.end() + 1] == "." and span.end == segment.end():
        return Span(span.begin, span.end + 1)
    return span


def _wholly_foreign(document: Document, text: str, found: Sequence[Annotation]) -> list[Annotation]:
    """The passages of an article that nearly all is in one other language; none if it is not.

    Where some of it is in that language for sure, less proves that another block is.
    """
    passages = _with_scripts(found)
    language = language_of_most(document, passages, _SOME)
    if language is None:
        return []
    blocks = [_without_space(text, block.span) for block in document.annotations(*LEAF_BLOCK_KINDS)]
    blocks = [block for block in blocks if _A_LETTER.search(text, block.begin, block.end)]
    is_in = [_is_in(language, text[block.begin : block.end]) for block in blocks]
    foreign = [_foreign(block, language) for block, is_it in zip(blocks, is_in, strict=True) if is_it]
    if language_of_most(document, foreign, NEARLY_ALL) is None:
        return []
    persian = [_foreign(block, PERSIAN) for block, is_it in zip(blocks, is_in, strict=True) if not is_it]
    others = [passage for passage in passages if passage.features["xml:lang"] not in (language, WITHOUT_LANGUAGE)]
    return [*foreign, *persian, *others, *_addresses(text)]


def _with_scripts(found: Sequence[Annotation]) -> list[Annotation]:
    """The passages; those of which only the script is known are in the language that most in that script are in."""
    sizes = Counter[str]()
    for passage in found:
        sizes[passage.features["xml:lang"]] += len(passage.span)
    known = {script: language for script, language in _LANGUAGE_OF_SCRIPT.items() if sizes[language] > sizes[script]}
    languages = [passage.features["xml:lang"] for passage in found]
    return [_foreign(one.span, known.get(language, language)) for one, language in zip(found, languages, strict=True)]


def _is_in(language: str, block: str) -> bool:
    """Whether a block of an article that has much in a language is in that one, too."""
    scripts = _scripts()
    if language == _ARABIC:
        return sum(sign(word).score for word in WORD.findall(block)) > 0
    if language in scripts.letters:
        return scripts.more_letters[language].search(block) is not None
    letters = _A_LETTER.findall(block)
    return sum(_ARABIC_LETTER.match(letter) is None for letter in letters) * 2 > len(letters)


def _without_space(text: str, span: Span) -> Span:
    stretch = text[span.begin : span.end]
    return Span(span.end - len(stretch.lstrip()), span.begin + len(stretch.rstrip()))


def _addresses(text: str) -> Iterator[Annotation]:
    """The web and mail addresses of a text, each a single word."""
    for word in _NOT_SPACE.finditer(text):
        if _ADDRESS.search(word.group()) and (address := _LATIN.search(word.group())):
            begin = word.start() + address.start()
            yield _foreign(Span(begin, begin + len(address.group().rstrip(_LATIN_ENDS))), WITHOUT_LANGUAGE)


_LEAST_WORDS, _LEAST_SHARE = 3, 0.2
"""Words of a stretch that have a letter of another language, at least, and their share."""


@dataclass(frozen=True, slots=True)
class _Scripts:
    """Patterns: any letter of those below; letters that tell a language of Arabic script, and more of them that tell it
    in an article that has much of it; stretches in another script; letters that tell its language.
    """

    any: re.Pattern[str]
    letters: dict[str, re.Pattern[str]]
    more_letters: dict[str, re.Pattern[str]]
    stretches: dict[str, re.Pattern[str]]
    script_letters: dict[str, re.Pattern[str]]


@cache
def _scripts() -> _Scripts:
    data = load_yaml("arabic.yaml")
    letters, scripts = data["letters"], data["scripts"]
    return _Scripts(
        any=re.compile(f"[{''.join([*letters.values(), *scripts.values()])}]"),
        letters={language: re.compile(f"[{written}]") for language, written in letters.items()},
        more_letters={name: re.compile(f"[{letters[name]}{more}]") for name, more in data["more_letters"].items()},
        stretches={name: re.compile(rf"[{of}]+(?:[ ,.’'-]{{1,2}}[{of}]+)*") for name, of in scripts.items()},
        script_letters={name: re.compile(f"[{of}]", re.IGNORECASE) for name, of in data["script_letters"].items()},
    )


def _other_languages(text: str) -> Iterator[Annotation]:
    """Segments in another language of Arabic script, by letters that Persian has not; stretches in other scripts."""
    scripts = _scripts()
    if not scripts.any.search(text):
        return
    for language, letters in scripts.letters.items():
        for segment in _SEGMENT.finditer(text):
            if _has_letters(segment.group(), letters):
                yield _foreign(_without_edges(segment.group(), segment.start()), language)
    for script, stretches in scripts.stretches.items():
        for match in stretches.finditer(text):
            known = (name for name, letters in scripts.script_letters.items() if letters.search(match.group()))
            yield _foreign(Span(*match.span()), next(known, script))


def _foreign(span: Span, language: str) -> Annotation:
    return Annotation(Kind.FOREIGN, span, {"xml:lang": language}, certainty="high")


def _has_letters(stretch: str, letters: re.Pattern[str]) -> bool:
    if not letters.search(stretch):
        return False
    words = WORD.findall(stretch)
    count = sum(letters.search(word) is not None for word in words)
    return count >= max(_LEAST_WORDS, _LEAST_SHARE * len(words))


def _latin(text: str) -> Iterator[Annotation]:
    for match in _LATIN.finditer(text):
        stretch = _without_end(match.group())
        if _LATIN_WORD.search(stretch) and not _in_link_target(text, match.start()):
            span = Span(match.start(), match.start() + len(stretch))
            yield Annotation(Kind.FOREIGN, span, {"xml:lang": _latin_language(stretch)}, certainty="high")


def _in_link_target(text: str, begin: int) -> bool:
    before = text.rfind("](", max(0, begin - 5), begin)
    return before >= 0 and _LINK_TARGET.fullmatch(text, before, begin) is not None


def _without_end(stretch: str) -> str:
    """The stretch without marks, and without numbers that stand apart, at its end: those are the sentence's."""
    words = stretch.split(" ")
    while not _LETTER.search(words[-1]):
        words.pop()
    return " ".join(words).rstrip(_LATIN_ENDS)


def _latin_language(stretch: str) -> str:
    if _ADDRESS.search(stretch):
        return WITHOUT_LANGUAGE
    english = _english()
    words = _LATIN_OR_DIGITS.findall(stretch)
    lower = [word.lower() for word in words]
    is_phrase = len(words) > 1 and not english.function_words.isdisjoint(lower)
    is_title = (len(words) > 1 or words[0].islower()) and not english.words.isdisjoint(lower)
    is_word = any(word.islower() and word.endswith(english.endings) for word in words)
    return _ENGLISH if is_phrase or is_title or is_word else _LATIN_SCRIPT
