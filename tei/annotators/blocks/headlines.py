"""Headlines: the main one and its kickers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.bylines import byline_end, is_name
from tei.annotators.blocks.cross_heads import is_part_of_series, is_section_head
from tei.annotators.blocks.introductions import ADDRESS_LINES, is_addressed
from tei.annotators.blocks.parts import HEADING_LENGTH, KICKER_LENGTH, LEAD_LENGTH, Part, cut
from tei.annotators.blocks.poems import begins_poem
from tei.document import Kind
from tei.language.formulas import ends_with_verb, formula
from tei.language.numerals import read_number
from tei.language.views import View

_POST = re.compile(r"(?<!\w)@\w|https?://")
"""An account or an address."""


def is_heading(part: Part) -> bool:
    """Whether a part can be a headline: short, no statement that ends with a full stop, without a byline or credit, no
    post of a social network.
    """
    is_short = part.free and len(part.text) <= HEADING_LENGTH and part.text[-1:] != "."
    return (
        is_short
        and not _POST.search(part.text)
        and not byline_end(part.text)
        and not formula("agency_prefix").match(part.text)
    )


def name_headlines(view: View, parts: list[Part], title: str) -> list[Part]:
    """Name main headline and kickers, if they have no names yet; a title that is known and opens the first line is cut
    from it.
    """
    if any(part.kind is Kind.HEAD and part.value == "main" for part in parts):
        return parts
    _free_name_of_subject(parts)
    start = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if start == len(parts):
        return parts
    if title and parts[start].text.startswith(title) and len(title) >= 8:
        parts[start : start + 1] = cut(view, parts[start], [len(title)])
    if formula("basmala").match(parts[start].text) and (below := _headings(parts, start + 1)):
        parts[start].name(Kind.HEAD, "kicker")
        start = below[0]
    lead, top = _lead_above(parts, start, title)
    if lead is not None:
        parts[lead].name(Kind.HEAD, "lead")
    main = next((i for i in top if parts[i].text == title and not _announces(parts[i].text)), None)
    if main is None:
        main = _main_heading(parts, top)
    for i in top:
        is_main = main is not None and parts[i].text == parts[main].text
        parts[i].name(Kind.HEAD, "main" if is_main else "kicker")
    return parts


def _free_name_of_subject(parts: Sequence[Part]) -> None:
    """A name alone above an article that begins with it, or that has no other headline, is the headline: the article is
    about this person, or the line only looks like a name.
    """
    if len(parts) < 2 or parts[0].kind is not Kind.BYLINE:
        return
    is_alone = is_name(parts[0].text) and not _headings(parts, 1)
    if is_alone or parts[1].text.startswith(parts[0].text):
        parts[0].name(Kind.PARAGRAPH)


def _lead_above(parts: Sequence[Part], start: int, title: str) -> tuple[int | None, list[int]]:
    """A lead that stands above the headings, and the headings."""
    top = _headings(parts, start)
    if not top and len(parts[start].text) <= LEAD_LENGTH:
        below = _headings(parts, start + 1)
        if below and (parts[below[0]].text == title or _announces(parts[below[0]].text)):
            return start, below
    return None, top


def _headings(parts: Sequence[Part], start: int) -> list[int]:
    """The headings at the top: at most three, bylines left out, and a longer text must follow."""
    top: list[int] = []
    for i in range(start, len(parts)):
        limit = HEADING_LENGTH if not top else KICKER_LENGTH
        if parts[i].kind in (Kind.BYLINE, Kind.DATELINE, Kind.ANONYMOUS_BLOCK):
            continue
        if len(top) == 3 or not is_heading(parts[i]) or len(parts[i].text) > limit or _opens_document(parts, i):
            return top
        if top and begins_poem(parts, i):
            return top
        if top and (_is_lead_without_stop(parts[top[-1]].text, parts[i].text) or _begins_body(parts, i)):
            return top
        top.append(i)
    return top[:1]


_NUMBERED = re.compile(r"(\w+)\s?[-–.):؛]")
_ITEM = re.compile(r"[•♦■◊●▪○✔].*:$|\d{1,2}\s?[-–.)]\s")


def _begins_body(parts: Sequence[Part], at: int) -> bool:
    """Whether a short line below a headline is no kicker: an item of a list, a question, a number, the heading of a
    section or of the first part of several.
    """
    text = parts[at].text
    if _ITEM.match(text) or formula("question_label").match(text) or text.isdecimal() or is_section_head(text):
        return True
    number = _number(text)
    if number and any(_number(part.text) == number + 1 for part in parts[at + 1 :]):
        return True
    kind = text.split()[0]
    return is_part_of_series(text) and any(
        part.text.startswith(kind) and is_part_of_series(part.text) for part in parts[at + 1 :]
    )


def _number(text: str) -> int:
    """The number with which a short line begins, in digits or words, before a mark: «یک: …», «۲) …»; 0 if none does."""
    match = _NUMBERED.match(text) if len(text) <= HEADING_LENGTH else None
    number = read_number([match[1]]) if match else None
    return number.value if number else 0


def _opens_document(parts: Sequence[Part], at: int) -> bool:
    """Whether a part is the first line of a letter, statement or speech that is printed below its headline."""
    text = parts[at].text
    is_formula = formula("basmala").match(text) or formula("praise").match(text)
    return bool(is_formula) or is_addressed(parts[at], parts[at + 1 : at + 1 + ADDRESS_LINES])


_LEAD_WITHOUT_STOP = 50


def _is_lead_without_stop(heading: str, text: str) -> bool:
    """Whether a line below a headline is a statement longer than it, that only lacks its full stop."""
    if len(text) < max(_LEAD_WITHOUT_STOP, len(heading)) or not (text[0].isalnum() and text[-1].isalpha()):
        return False
    return (
        not _announces(heading)
        and not _is_kicker(heading)
        and (ends_with_verb(text) or bool(formula("says").search(text)))
    )


def _main_heading(parts: Sequence[Part], top: Sequence[int]) -> int | None:
    """The main headline: the first that does not announce another.

    One that stands there twice is the main one. Else, where a second one follows, the first may be its kicker: by
    its words, or since agencies, whose messages have an end code, print it above.
    """
    candidates = [i for i in top if not _announces(parts[i].text)]
    if not candidates:
        return None
    first, *others = candidates
    is_repeated = any(parts[i].text == parts[first].text for i in others)
    if others and not is_repeated and (_is_kicker(parts[first].text) or any(map(_is_end_code, parts))):
        return others[0]
    return first


def _announces(heading: str) -> bool:
    """Whether a heading is no main headline by itself: «… گفت:», «در پاسخ به …؛», «یادداشت»."""
    return heading[-1:] in (":", "؛") or bool(formula("rubric").match(heading))


def _is_kicker(heading: str) -> bool:
    """Whether a heading says only on what occasion or in which form the next one speaks: «در نشستی», «گفت‌وگو با …»."""
    if formula("kicker_statement").search(heading):
        return True
    return bool(formula("kicker").match(heading)) and ":" not in heading and not ends_with_verb(heading)


def _is_end_code(part: Part) -> bool:
    return part.kind is Kind.ANONYMOUS_BLOCK and bool(formula("end_code").match(part.text))
