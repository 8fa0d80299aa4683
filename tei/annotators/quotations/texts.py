"""Words of other texts: hadiths and documents by what introduces them, verses of poets by their form.

Verses of the Quran and Arabic hadiths are found before (`scripture`), by their words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from tei.annotators.quotations.context import Context
from tei.annotators.quotations.extent import clause
from tei.annotators.quotations.speech import Speech
from tei.document import Kind
from tei.language.poems import find_verses
from tei.language.quoted_texts import (
    TextQuotation,
    WritingType,
    is_poem_announced,
    is_poet_speaking,
    speaks_by_revelation,
    writings,
)
from tei.language.quran_citations import BEHIND_VERSE
from tei.language.sentences import sentence_ends

_BETWEEN_CITATION_AND_VERSE = re.compile(r"[^.!؟؛\n\d]{0,80}")

_LONGEST_NAME = 60
"""Characters of a poet's name and the verb behind it."""

_SHORTEST_ANNOUNCED = 4
"""Words between marks that «به قول حافظ» makes a verse; fewer are a phrase of his."""


def is_revealed(context: Context, speech: Speech) -> bool:
    """Whether God or the Quran is said to speak: that is a quotation, since no person of the article speaks."""
    cue = speech.cue
    return cue is not None and speaks_by_revelation(context.text, cue.begin)


def is_verse(context: Context, speech: Speech, poems: Set[tuple[int, int]]) -> bool:
    """Whether what a poet is said to say is verse (one of the ranges `poems`): that is a quotation of his poem."""
    if speech.cue is None or (speech.begin, speech.end) not in poems:
        return False
    return is_poet_speaking(context.text[max(0, speech.cue.end - _LONGEST_NAME) : speech.cue.end] + ":")


def quoted_texts(context: Context, revealed: Sequence[Speech]) -> list[TextQuotation]:
    """Words of other texts, in the order of the text, without overlap with one another or with scripture.

    `revealed` is what God is said to say; it stands in the Quran, or in a hadith.
    """
    verses = [TextQuotation(speech.begin, speech.end, WritingType.QURAN.value) for speech in revealed]
    found = sorted([*verses, *_introduced(context), *_verses(context), *_announced_verses(context)])
    kept: list[TextQuotation] = []
    for quotation in found:
        is_free = not kept or kept[-1].end <= quotation.begin
        if is_free and not context.is_scripture(quotation.begin, quotation.end):
            is_verse = quotation.type == WritingType.QURAN.value
            kept.append(quotation._replace(source=_cited(context, quotation)) if is_verse else quotation)
    return kept


def _cited(context: Context, quotation: TextQuotation) -> str:
    """The ayas that the text cites for a translated verse, behind it or before it in its sentence; or nothing."""
    for begin, end, ayas in context.citations:
        between = context.text[quotation.end : begin] if begin >= quotation.end else context.text[end : quotation.begin]
        nearest = BEHIND_VERSE if begin >= quotation.end else _BETWEEN_CITATION_AND_VERSE
        if nearest.fullmatch(between):
            return ayas
    return ""


def _introduced(context: Context) -> Iterator[TextQuotation]:
    """«در روایت آمده است: …», «در ماده ۵ این قانون آمده است که …»."""
    starts = [block.begin for block in context.blocks]
    for writing in writings(context.text):
        number = bisect_right(starts, writing.begin) - 1
        if writing.type is WritingType.LETTER or number < 0 or writing.words >= context.blocks[number].end:
            continue
        block = context.blocks[number]
        quoted = context.quoted_at.get(writing.words)
        ends = sentence_ends(context.text, block.begin, block.end)
        end = ends[bisect_right(ends, writing.words)]
        found = (quoted.begin, quoted.end) if quoted else clause(context, writing.words, end)
        if found:
            yield TextQuotation(*found, writing.type.value)


def _verses(context: Context) -> Iterator[TextQuotation]:
    for block in context.blocks:
        if block.kind is Kind.PARAGRAPH:
            for begin, end in find_verses(context.text, block.begin, block.end):
                yield TextQuotation(begin, end, "poem")


def _announced_verses(context: Context) -> Iterator[TextQuotation]:
    """«به قول حافظ: «…»»."""
    for quoted in context.quoted:
        words = len(context.text[quoted.begin : quoted.end].split())
        if words >= _SHORTEST_ANNOUNCED and is_poem_announced(context.text, quoted.outer_begin):
            yield TextQuotation(quoted.begin, quoted.end, "poem")
