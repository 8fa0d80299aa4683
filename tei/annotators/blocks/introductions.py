"""The words that introduce an embedded document: whether one follows, of which type, and where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.annotators.blocks.parts import OPENING, SHORT_LINE, Part
from tei.language.formulas import document_word, formula


@dataclass(frozen=True)
class Presentation:
    """What the words before a colon say of what follows it.

    `type` is the type of document, empty if none is spoken of; where `is_sure` is false, one follows only if
    its first words are those of a letter.
    """

    type: str = ""
    is_sure: bool = False


_COLON_OR_STOP = re.compile(r"[:.!؟\n]\s*")


def _colons(text: str) -> Iterator[tuple[str, int]]:
    """The words before each colon, back to the last stop or colon, and where the text goes on behind it."""
    sentence = 0
    for match in _COLON_OR_STOP.finditer(text):
        if match.group().startswith(":"):
            yield text[max(sentence, match.start() - OPENING) : match.start()].rstrip(), match.end()
        sentence = match.end()


def _presentation(words: str) -> Presentation:
    kind = announced_type(words)
    if not kind or formula("speaking").search(words[-30:]):
        return Presentation()
    if formula("presenting").search(words):
        return Presentation(kind, is_sure=True)
    return Presentation(kind) if formula("quoting").search(words[-30:]) else Presentation()


def announcement(text: str) -> Presentation:
    """What a part announces with the colon at its end."""
    if not text.endswith(":"):
        return Presentation()
    *_, (words, _begin) = _colons(text[-OPENING:])
    return _presentation(words)


def introduction(text: str) -> tuple[int, str] | None:
    """The offset and type of the document that begins behind a colon inside a part."""
    for words, begin in _colons(text):
        rest = text[begin : begin + OPENING]
        presented = _presentation(words)
        if (presented.is_sure and len(rest) > SHORT_LINE) or (presented.type and opens_letter(rest)):
            return begin, presented.type
        if formula("basmala").match(rest[:SHORT_LINE]):
            return begin, presented.type or "document"
    return None


def announced_type(words: str) -> str:
    """The type of the last word that names a kind of document; «متن» only if there is no other.

    An interview is none: its questions and answers are looked for by themselves.
    """
    kinds = [match.lastgroup or "" for match in document_word().finditer(words)]
    named = [kind for kind in kinds if kind != "document"]
    kind = (named or kinds or [""])[-1]
    return "" if kind == "interview" else kind


def opens_letter(text: str) -> bool:
    """Whether a text begins with a basmala, an address, a greeting or a praise, at most behind a quotation mark."""
    head = text[:SHORT_LINE].lstrip("«\"“' ")
    return any(formula(name).match(head) for name in ("basmala", "address", "greeting", "praise"))


ADDRESS_LINES = 4
"""How many lines an address can have, with name, office and copies, before the greeting."""


def is_addressed(part: Part, following: Sequence[Part]) -> bool:
    """Whether a letter begins with a part: with an address, if a greeting is among the next lines."""
    return bool(formula("address").match(part.text[:SHORT_LINE])) and _greets(following[:ADDRESS_LINES])


def _greets(parts: Sequence[Part]) -> bool:
    """Whether one of these parts begins with a greeting, and those before it can be lines of an address."""
    for part in parts:
        line = part.text[:SHORT_LINE]
        if formula("greeting").match(line) or formula("plain_greeting").match(line):
            return True
        if not part.free or len(part.text) > SHORT_LINE or part.text[-1:] == ".":
            return False
    return False
