"""The standard reading of damaged words: lost or broken ZWNJs, Arabic letter forms, a few clear misspellings.

Each becomes a `w` with `norm`; the text stays as it is. Sound words, Arabic passages, digits and Latin letters
get nothing. A first version by rules (`tei.language.spelling`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.characters import ZWNJ
from tei.language.spelling import LETTERS, STRAY_JOINERS, joined_spelling, standard_spelling
from tei.language.views import ORTHOGRAPHY

AGENT = Agent(
    ident=ORTHOGRAPHY, version=__version__, label="Standard readings of damaged words, by rules and hazm's lexicon"
)

_WORD = re.compile(f"(?<!{ZWNJ}){ZWNJ}*+[{LETTERS}]++(?:[{ZWNJ}{STRAY_JOINERS}]++[{LETTERS}]++)*{ZWNJ}*")
_SPACES = " \u00a0\u202f"
_GAPS = frozenset(first + second for first in _SPACES for second in ("", *_SPACES))
"""What may stand between the parts of one word."""

_LONGEST = 60
"""Characters of the longest word whose parts are put together."""


def annotate(document: Document) -> Layer:
    """A `w` (feature `norm`) for each word, or pair of words that should be one, that is not in standard spelling."""
    return Layer.of(AGENT, _readings(document.text, list(_words(document))))


def _words(document: Document) -> Iterator[re.Match[str]]:
    """The words in Arabic script outside Arabic passages."""
    foreign = iter(document.annotations(Kind.FOREIGN))
    passage = next(foreign, None)
    for match in _WORD.finditer(document.text):
        while passage and passage.span.end <= match.start():
            passage = next(foreign, None)
        if not passage or match.end() <= passage.span.begin:
            yield match


def _readings(text: str, words: list[re.Match[str]]) -> Iterator[Annotation]:
    spellings = [standard_spelling(word.group()) for word in words]
    at = 0
    while at < len(words):
        begin, end = words[at].span()
        reading, grade = spellings[at]
        at += 1
        while at < len(words) and end - begin < _LONGEST and text[end : words[at].start()] in _GAPS:
            joined = joined_spelling(reading, spellings[at][0])
            if joined is None:
                break
            reading, grade = joined
            end = words[at].end()
            at += 1
        if reading and reading != text[begin:end]:
            yield Annotation(Kind.WORD, Span(begin, end), {"norm": reading}, certainty=grade)
