"""The inside of an embedded document: its salutations, closing formula, signature and dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.bylines import is_name
from tei.annotators.blocks.datelines import is_dateline
from tei.annotators.blocks.headlines import is_heading
from tei.annotators.blocks.parts import OPENING, SENTENCE_BREAK, SHORT_LINE, Container, Part, cut
from tei.document import Kind
from tei.language.formulas import forenames, formula, word_set
from tei.language.views import View


def _is_signature(text: str) -> bool:
    """Whether a text can be a signature by itself: it begins with a forename, an office or a body."""
    text = text.strip('»". ')
    if len(text) > 120 or ":" in text or not text:
        return False
    first = text.split(maxsplit=1)[0]
    if text.split()[-1] in word_set("clause_end"):
        return False
    return bool(formula("signature_head").match(text)) or first in forenames() or is_name(text)


def is_closer(text: str, after_closing: bool) -> bool:
    """Whether a line belongs to the end of a document; behind a closing any short line without a verb does."""
    if len(text) > 150 or formula("copies").match(text):
        return False
    if is_dateline(text) or _closes(text):
        return True
    if text[-1:] in ".؟!:،؛":
        return False
    return _is_signature(text) or (after_closing and len(text) <= SHORT_LINE and _verbless(text))


def _closes(text: str) -> bool:
    """Whether a line begins the end of a document: a closing formula, or what stands above the signatures."""
    return bool(formula("closing").match(text) or formula("signatories").match(text))


def _verbless(text: str) -> bool:
    return text.split()[-1].strip('»"') not in word_set("clause_end")


def name_document(view: View, document: list[Part], container: Container) -> list[Part]:
    """The parts of a document with its salutations, closing and signature cut off and named."""
    parts = _closer(view, _opener(view, document))
    for part in parts:
        part.put_into(container)
    return parts


def _opener(view: View, document: list[Part]) -> list[Part]:
    result: list[Part] = []
    rest = list(reversed(document))
    while rest:
        part = rest.pop()
        ana, end = _salutation(part.text, bool(rest), result)
        if not end:
            if rest and not result and is_heading(part) and len(rest[-1].text) > 2 * len(part.text):
                part.name(Kind.HEAD, "main")
            return [*result, part, *reversed(rest)]
        first, *behind = cut(view, part, [end])
        if not behind and not rest:
            return [*result, first]
        first.name(Kind.SALUTE, ana)
        result.append(first)
        rest += reversed(behind)
    return result


def _salutation(text: str, more_follows: bool, before: Sequence[Part]) -> tuple[str, int]:
    """The meaning and end of the salutation that opens a text; the end is 0 if there is none."""
    head = text[:OPENING]
    shift = len(head) - len(head.lstrip('«"“'))
    bare = head[shift:]
    if match := formula("basmala").match(head):
        return "fn.basmala", match.end()
    is_addressed = bool(before) and before[-1].value == "fn.address"
    if match := formula("greeting").match(bare) or (formula("plain_greeting").match(bare) if is_addressed else None):
        return "fn.greeting", shift + match.end()
    is_line = len(text) <= 150 and more_follows and text[-1:] != "."
    if formula("praise").match(bare):
        if len(text) <= 250 and more_follows:
            return "fn.praise", len(text)
        stop = formula("praise_end").search(bare)
        return ("fn.praise", shift + stop.end()) if stop else ("", 0)
    continues = is_addressed and text[-1:].isalnum() and len(text) <= SHORT_LINE
    if formula("address").match(bare) or (continues and is_line):
        if is_line and _verbless(text) and (text[-1:] not in ":،" or len(text) <= SHORT_LINE):
            return "fn.address", len(text)
        if (end := formula("address_end").search(bare[:250])) and end.start():
            return "fn.address", shift + end.start()
    return "", 0


def _closer(view: View, parts: list[Part]) -> list[Part]:
    body = max((i for i, part in enumerate(parts) if part.kind is Kind.PARAGRAPH), default=-1)
    last = _closer_begin(parts)
    for part in parts[last:]:
        _name_closer(part)
    if last == len(parts) and body >= 0:
        pieces = cut(view, parts[body], _tail_cuts(parts[body].text))
        for piece in pieces[1:]:
            _name_closer(piece)
        parts[body : body + 1] = pieces
    return parts


def _closer_begin(parts: Sequence[Part]) -> int:
    """The number of the first part of the closer; that of all parts if there is none."""
    first = next((i for i, part in enumerate(parts) if part.kind is Kind.PARAGRAPH), 0) + 1
    begin = len(parts)
    closing = next((i for i in reversed(range(first, begin)) if _closes(parts[i].text)), begin)
    if all(is_closer(part.text, after_closing=True) for part in parts[closing:]):
        begin = closing
    while begin > first and is_closer(parts[begin - 1].text, after_closing=False):
        begin -= 1
    return begin


def _name_closer(part: Part) -> None:
    if is_dateline(part.text) or formula("place_of_speech").match(part.text):
        part.name(Kind.DATELINE)
    elif formula("closing").match(part.text):
        part.name(Kind.SALUTE, "fn.closing")
    else:
        part.name(Kind.SIGNED)


def _tail_cuts(text: str) -> list[int]:
    """Offsets at which closing formula and signature begin in the last words of a document."""
    begin = max(0, len(text) - OPENING)
    tail = text[begin:]
    for match in SENTENCE_BREAK.finditer(tail):
        rest = tail[match.end() :]
        if closing := formula("closing").match(rest):
            return [begin + match.end(), begin + match.end() + closing.end()]
        if _is_signature(rest) and not re.search(r"[.؟!]", rest.rstrip('»." ')):
            return [begin + match.end()]
    return []
