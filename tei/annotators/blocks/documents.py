"""Letters, statements, speeches and other documents that an article prints: where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.bylines import is_name
from tei.annotators.blocks.cross_heads import is_cross_head
from tei.annotators.blocks.datelines import is_dateline
from tei.annotators.blocks.introductions import (
    ADDRESS_LINES,
    Presentation,
    announced_type,
    announcement,
    introduction,
    is_addressed,
    opens_letter,
)
from tei.annotators.blocks.parts import HEADING_LENGTH, KICKER_LENGTH, OPENING, SHORT_LINE, Container, Part, cut
from tei.annotators.blocks.salutations import is_closer, name_document
from tei.document import Kind
from tei.language.formulas import formula
from tei.language.views import View


def embed_documents(view: View, parts: list[Part]) -> list[Part]:
    """Cut out and name the letters, statements, speeches and other documents that the article prints."""
    result: list[Part] = []
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        opening = _opening(part, result, waiting) if part.free else None
        if opening is None:
            result.append(part)
            continue
        begin, kind = opening
        pieces = cut(view, part, [begin])
        if begin:
            result.append(pieces.pop(0))
        waiting += reversed(pieces)
        document = _take_document(view, waiting, kind)
        result += name_document(view, document, Container(Kind.FLOATING_TEXT, kind))
    return result


def _opening(part: Part, before: Sequence[Part], waiting: Sequence[Part]) -> tuple[int, str] | None:
    """The offset in a part at which a document begins, and its type; None if none begins there."""
    text = part.text
    interrupted = before[-1].container if before else None
    if interrupted and interrupted.kind is Kind.FLOATING_TEXT and (inserted := _inserted(text)):
        return inserted, interrupted.type
    announced = announcement(before[-1].text) if before and before[-1].free else Presentation()
    if announced.is_sure or (announced.type and opens_letter(text)):
        return 0, announced.type
    is_basmala = bool(formula("basmala").match(text[:SHORT_LINE]))
    is_below_head = bool(before) and before[-1].kind is Kind.HEAD
    if is_basmala or (is_below_head and formula("praise").match(text[:SHORT_LINE])):
        headed = announced_type(before[-1].text[-OPENING:]) if before else ""
        if headed or is_basmala:
            return 0, headed or "document"
    if is_addressed(part, waiting[: -ADDRESS_LINES - 1 : -1]):
        return 0, "letter"
    return introduction(text)


def _inserted(text: str) -> int:
    """Where the words of the report end with which it interrupts a document: «… سپس یادآور شده است:», 0 if none do."""
    match = formula("report_inserts").match(text[:OPENING])
    return match.end() if match else 0


def _take_document(view: View, waiting: list[Part], kind: str) -> list[Part]:
    """Take the parts of a document from the stack of waiting parts; its first part is on top.

    It ends with its closing and signature, or where the report takes up the word again. A poem printed in it belongs
    to it, and so does a list or an image behind which it goes on.
    """
    first = waiting.pop()
    quoted = _quoted(view, first, waiting)
    if quoted:
        return quoted
    document = [first]
    has_closed = False
    while waiting and _may_belong(waiting[-1]):
        part = waiting[-1]
        following = waiting[-2] if len(waiting) > 1 else None
        if part.kind is Kind.LINE or (part.is_held and not has_closed):
            document.append(waiting.pop())
            continue
        closes = is_closer(part.text, has_closed) and (has_closed or not _is_subheading(part, following))
        if (has_closed and (part.is_held or not closes)) or _report_returns(kind, document[-1], part, following):
            break
        has_closed = has_closed or (closes and len(document) > 1)
        part.name(Kind.PARAGRAPH)
        document.append(waiting.pop())
    while document[-1].is_held:
        waiting.append(document.pop())
    return document


def _report_returns(kind: str, before: Part, part: Part, following: Part | None) -> bool:
    """Whether the report takes up the word again: with one of its formulas, or behind a letter with a cross-head."""
    if formula("report_returns").match(part.text[:HEADING_LENGTH]) or _inserted(part.text):
        return True
    if kind != "letter" or following is None or opens_letter(part.text) or opens_letter(before.text):
        return False
    return not is_closer(part.text, after_closing=False) and is_cross_head(before, part, following)


def _may_belong(part: Part) -> bool:
    """Whether a part can belong to a document: one without a name yet, a verse, one of a list or figure that the source
    marks, or a name, which is its signature.
    """
    is_signature = part.kind is Kind.BYLINE and is_name(part.text)
    return part.free or part.kind is Kind.LINE or part.is_held or is_signature


def _is_subheading(part: Part, following: Part | None) -> bool:
    """Whether what could be a signature is a heading in the document, since a long paragraph follows."""
    if formula("closing").match(part.text) or is_dateline(part.text) or is_name(part.text):
        return False
    return following is not None and following.free and len(following.text) > KICKER_LENGTH


_FORMULA_LENGTH = 60
"""The longest formula that stands in quotation marks above a document: «انا لله و انا الیه راجعون»."""
_QUOTES = {"«": "»", "“": "”", '"': '"'}


def _quoted(view: View, first: Part, waiting: list[Part]) -> list[Part]:
    """The parts of a document that stands in quotation marks, empty if it does not.

    What follows the closing mark goes back on the stack.
    """
    opening = first.text[:1]
    if opening not in _QUOTES or formula("basmala").fullmatch(first.text):
        return []
    taken: list[Part] = []
    depth = 0
    for count, part in enumerate([first, *reversed(waiting)]):
        if not part.free:
            return []
        end, depth = _closing_mark(part.text, opening, depth)
        if end is None:
            taken.append(part)
            continue
        if count:
            del waiting[-count:]
        inside, *rest = cut(view, part, [end])
        if not taken and not rest and len(inside.text) <= _FORMULA_LENGTH:
            return []
        waiting += reversed(rest)
        return [*taken, inside]
    return []


def _closing_mark(text: str, opening: str, depth: int) -> tuple[int | None, int]:
    """The offset behind the mark that closes the quotation, with a full stop, and the depth of nesting there."""
    if opening == '"':
        end = re.search(r'"\s?\.?$', text)
        return (end.end() if end and end.start() else None), depth
    for match in re.finditer(f"[{opening}{_QUOTES[opening]}]", text):
        depth += 1 if match.group() == opening else -1
        if depth == 0:
            stop = re.compile(r"\s?\.?").match(text, match.end())
            return (stop.end() if stop else match.end()), depth
    return None, depth
