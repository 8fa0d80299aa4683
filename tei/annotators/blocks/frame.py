"""The frame of an article: source lines, credits, end codes and what the page adds, also inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.annotators.blocks.bylines import byline_end, is_byline, is_name
from tei.annotators.blocks.datelines import is_dateline
from tei.annotators.blocks.parts import (
    HEADING_LENGTH,
    OPENING,
    SENTENCE_BREAK,
    SHORT_LINE,
    WORD,
    Part,
    cut,
    has_words,
)
from tei.document import Kind
from tei.language.formulas import ends_with_verb, formula, word_set
from tei.language.views import View


def cut_frame(view: View, parts: Sequence[Part]) -> list[Part]:
    """The parts, cut where a byline, a source line, a credit or an end code begins or ends inside a line."""
    first = _first_paragraph(parts)
    pieces: list[Part] = []
    for i, part in enumerate(parts):
        begins = [byline_end(part.text[:HEADING_LENGTH])] if i <= first else []
        pieces += cut(view, part, [*begins, *_frame_cuts(part.text)]) if part.free else [part]
    return pieces


def _first_paragraph(parts: Sequence[Part]) -> int:
    """The number of the first part that is no headline, by its length or its full stop; 0 if there is none."""
    return next((i for i, part in enumerate(parts) if _is_paragraph(part.text)), 0)


def _is_paragraph(text: str) -> bool:
    return len(text) > HEADING_LENGTH or (len(text) > SHORT_LINE and text.endswith("."))


_SLASH_SOURCE = re.compile(r"/\s?\w+(?:\s\w+)?\s*$")
_END_OF_SENTENCE = re.compile(r"[.!؟»]\s*")
_SENTENCE_FOLLOWS = re.compile(r"\.\s")


def _frame_cuts(text: str) -> Iterator[int]:
    tail_at = max(0, len(text) - OPENING)
    tail = text[tail_at:]
    for name in ("inline_source", "inline_boilerplate"):
        yield from (tail_at + match.start() for match in formula(name).finditer(tail))
    for match in formula("end_code").finditer(text):
        yield match.start()
    for sentence in _END_OF_SENTENCE.finditer(tail):
        label = formula("read_more").match(tail, sentence.end())
        if label and not _SENTENCE_FOLLOWS.search(tail, label.end()):
            yield tail_at + label.start()
    if not formula("tag_label").match(text):
        yield from (tail_at + begin for begin in _agency_credits(tail))
    if len(text) <= HEADING_LENGTH:
        yield from (match.start() for match in formula("photo_credit").finditer(text))


def _agency_credits(tail: str) -> Iterator[int]:
    """Where a line ends with the bare name of an agency or a paper: «… گفت. /ایسنا», «… گفت. ایسنا»."""
    slash = _SLASH_SOURCE.search(tail)
    if slash and _is_agency(slash.group()):
        yield slash.start()
    last_break = max((match.end() for match in SENTENCE_BREAK.finditer(tail)), default=0)
    if last_break and _is_agency(tail[last_break:]):
        yield last_break


def _is_agency(text: str) -> bool:
    words = "".join(WORD.findall(text))
    noun = formula("agency_noun").match(words)
    return words in word_set("agency") or bool(noun and words[noun.end() :] in word_set("agency"))


_ADDRESS_LINE = re.compile(r"(?:\[\d{1,4}\]:? ?)?(?:https?://|www\.)\S+$|\[\d{1,4}\]:? #$")
_BOILERPLATE = ("end_code", "boilerplate", "inline_boilerplate", "read_more")


def is_boilerplate(text: str) -> bool:
    """Whether a line begins like one that the page adds: «ارسال نظر», «کد خبر: …», «بیشتر بخوانید», an address."""
    head = text[:HEADING_LENGTH]
    return bool(_ADDRESS_LINE.match(head)) or any(formula(name).match(head) for name in _BOILERPLATE)


def name_frame(parts: Sequence[Part]) -> None:
    """Name the parts whose first words say what they are."""
    first = _first_paragraph(parts)
    for i, part in enumerate(parts):
        if part.free:
            _name_by_first_words(part, is_before_body=i < first)
    _name_below_label(parts)
    _name_titles_to_read(parts)
    _free_names_in_body(parts, first)


def _name_by_first_words(part: Part, is_before_body: bool) -> None:
    head = part.text[:HEADING_LENGTH]
    is_short = len(part.text) <= SHORT_LINE
    if not has_words(part.text):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif (formula("source").match(head) and len(part.text) <= 150) or (is_short and _is_agency(head)):
        part.name(Kind.ANONYMOUS_BLOCK, "source")
    elif is_boilerplate(part.text):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif is_short and _is_photo_credit(head):
        part.name(*((Kind.BYLINE, "") if is_before_body else (Kind.ANONYMOUS_BLOCK, "boilerplate")))
    elif is_short and (is_byline(head) or (is_before_body and _is_affiliation(head))):
        part.name(Kind.BYLINE)
    elif is_short and (formula("publication_date").match(head) or (is_before_body and is_dateline(head))):
        part.name(Kind.DATELINE)


def _name_below_label(parts: Sequence[Part]) -> None:
    """The short line below «منابع:» is the source itself."""
    for label, part in pairwise(parts):
        is_label = label.text.endswith(":") and formula("source").fullmatch(label.text)
        if is_label and part.free and len(part.text) <= SHORT_LINE:
            part.name(Kind.ANONYMOUS_BLOCK, "source")


_BULLET = re.compile(r"[-–•*●▪◾➖✔]\s?(?=\w|«)")


def _name_titles_to_read(parts: Sequence[Part]) -> None:
    """The lines with bullets below «بیشتر بخوانید:» are titles of other articles."""
    is_label = False
    for part in parts:
        if formula("read_more").fullmatch(part.text.rstrip(" :")):
            is_label = True
        elif is_label and part.free and len(part.text) <= HEADING_LENGTH and _BULLET.match(part.text):
            part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
        else:
            is_label = False


def _free_names_in_body(parts: Sequence[Part], first: int) -> None:
    """Two or more names alone over paragraphs may be the headings of what follows; one is the byline."""
    names = [
        part
        for part, after in pairwise(parts)
        if part.kind is Kind.BYLINE and is_name(part.text) and after.free and _is_paragraph(after.text)
    ]
    for part in names[1:]:
        if part.begin > parts[first].begin:
            part.name(Kind.PARAGRAPH)


def _is_affiliation(text: str) -> bool:
    """Whether a line says where an author works; one with a verb is a headline: «۱۲ دانشجوی شهر برگزیده شدند»."""
    return bool(formula("affiliation").match(text)) and not ends_with_verb(text)


def _is_photo_credit(text: str) -> bool:
    """Whether a line names a photographer: «عکس: …», or without the colon before a known name."""
    if formula("photo_credit").match(text):
        return True
    word = formula("photo").match(text)
    return word is not None and is_name(text[word.end() :].partition("-")[0])
