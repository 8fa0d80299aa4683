"""The lead: the first paragraph, where the report begins behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tei.annotators.blocks.cross_heads import is_section_head
from tei.annotators.blocks.parts import LEAD_LENGTH, OPENING, SENTENCE_BREAK, WORD, Part, cut
from tei.document import Kind
from tei.language.formulas import forenames, formula
from tei.language.lexicon import lexicon
from tei.language.views import View

_LONG_LEAD = 900
"""The longest lead before a byline."""
_LEAST_PAIRS = 8
_REPEATED = 0.6
"""Share of its pairs of words that a lead made of the article's own words finds again in the article."""


def name_lead(view: View, parts: list[Part]) -> list[Part]:
    """Name the lead: the first paragraph, if the report begins behind it."""
    first = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if first == len(parts) or not _opens_article(parts, first) or is_section_head(parts[first].text):
        return parts
    head, *following = parts[first:]
    if _is_lead(head, following) or (first and _repeats(head, following)):
        head.name(Kind.HEAD, "lead")
    elif following and following[0].container and (end := _lead_end(head.text)):
        parts[first : first + 1] = cut(view, head, [end])
        parts[first].name(Kind.HEAD, "lead")
    return parts


def _opens_article(parts: Sequence[Part], first: int) -> bool:
    """Whether nothing but headlines and the like stands before a part, and no lead."""
    frame = (Kind.HEAD, Kind.BYLINE, Kind.DATELINE, Kind.ANONYMOUS_BLOCK)
    return all(part.kind in frame and part.value != "lead" for part in parts[:first])


def _is_lead(part: Part, following: Sequence[Part]) -> bool:
    """Whether the first paragraph is a lead: the news begins once more behind it."""
    text = next((other for other in following if other.kind is Kind.BYLINE or other.free), part)
    if not following or len(part.text) > (_LONG_LEAD if text.kind is Kind.BYLINE else LEAD_LENGTH):
        return False
    if formula("agency_prefix").match(part.text) or not following[0].text.strip("*=-_ "):
        return True
    if len(following) == 1 and len(text.text) > max(LEAD_LENGTH, 3 * len(part.text)):
        return True
    if text.kind is Kind.BYLINE or (following[1:] and following[1].value == "fn.question"):
        return True
    head = text.text[:OPENING]
    if text.free and _is_named_below(part.text, head):
        return True
    return text.free and bool(formula("agency_credit").match(head) or formula("reporter").search(head[:150]))


def _is_named_below(text: str, following: str) -> bool:
    """Whether a speaker is given by his office in the first paragraph and by his name at the beginning of the next."""
    words = following.split(maxsplit=3)[:2]
    is_forename = bool(words) and (words[0] in forenames() or words[0] not in lexicon().words)
    begins_with_name = is_forename and not any(word in text.split() for word in words)
    return begins_with_name and bool(formula("speaker").match(text)) and bool(formula("says").search(text))


def _repeats(part: Part, following: Sequence[Part]) -> bool:
    """Whether a part is made of words that the rest of the article says again."""
    if len(part.text) > LEAD_LENGTH:
        return False
    pairs = list(pairwise(WORD.findall(part.text)))
    again = {pair for other in following for pair in pairwise(WORD.findall(other.text))}
    return len(pairs) >= _LEAST_PAIRS and sum(pair in again for pair in pairs) >= _REPEATED * len(pairs)


def _lead_end(text: str) -> int | None:
    """Where the lead ends in a line that goes on with «به گزارش …»."""
    for match in SENTENCE_BREAK.finditer(text[:700]):
        if formula("agency_credit").match(text, match.end()):
            return match.end()
    return None
