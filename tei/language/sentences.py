"""Where sentences end in Persian text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei.language.publishers import is_agency

_CLOSING = r"(?: »)?[»”\")\]]{0,3}"
_END = re.compile(
    rf"[!?؟…](?<![!?؟…]{{2}})[!?؟…]*+{_CLOSING}(?=\s|$|\w)"
    rf"|\.(?<![.\d]\.)(?<!\b\w\.)\.*+{_CLOSING}(?=\s|$|[^\W\dA-Za-z_]|[«*\"(-])"
    r"|\.(?<=\d\.)(?=\s*+$|\s++[^\W\d_]|[^\W\dA-Za-z_])"
)
"""Lookbehinds stand behind the first character, since `re` finds that fast where a pattern begins with it."""
_ABBREVIATION = re.compile(r"\b\w{1,2}\. ?\w{1,2}$|[A-Za-z]$")
_ELLIPSIS_IN_SENTENCE = re.compile(r"(?:…|\.{2,})(?= *[،؛:)]| (?:و|یا|که|تا|ولی|اما|را)\b)")
_AFTER_AND = re.compile(r"\bو ?$")
_INSERTION = re.compile(r"«(?<=\w «)[^«»\n]{1,80}»|\((?<=\w \()[^()\n]{1,40}\)")
"""A short quotation or parenthesis within a sentence; what a colon announces may hold sentences of its own."""
_DATELINE = re.compile(r"\s*(?:\w+ ){1,3}[-–—] ?((?:\w+ ?){1,3}):(?=\s)")
_NUMBER = re.compile(r"\s*\d+$")


@lru_cache(maxsize=64)
def sentence_ends(text: str, begin: int, end: int) -> tuple[int, ...]:
    """The offsets behind the sentences of `text[begin:end]`; the last is `end`. Kept for the blocks of an article.

    Full stops in numbers, Latin names and initials end nothing, nor do marks within a short quotation or parenthesis
    of a sentence. The place and agency before a report are a sentence of their own: «تهران - ایرنا:».
    """
    ends: list[int] = []
    last = begin
    insertions = _INSERTION.finditer(text, begin, end)
    insertion = next(insertions, None)
    for match in _marks(text, begin, end):
        while insertion and insertion.end() < match.end():
            insertion = next(insertions, None)
        if insertion and insertion.start() < match.start() and not _is_closed_by(match, insertion, text, end):
            continue
        if _NUMBER.fullmatch(text, last, match.start()):
            continue
        last = match.end()
        ends.append(last)
    ends = _with_datelines(text, begin, ends)
    if not ends or ends[-1] < end:
        ends.append(end)
    return tuple(ends)


def _marks(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The marks at which a sentence may end."""
    for match in _END.finditer(text, begin, end):
        start = match.start()
        if text[start] in ".…":
            if _ABBREVIATION.search(text, max(begin, start - 8), start):
                continue
            is_ellipsis = text[start] == "…" or text.startswith("..", start)
            if is_ellipsis and (
                _ELLIPSIS_IN_SENTENCE.match(text, start, end) or _AFTER_AND.search(text, max(begin, start - 4), start)
            ):
                continue
        yield match


def _is_closed_by(mark: re.Match[str], insertion: re.Match[str], text: str, end: int) -> bool:
    """Whether a mark at the end of a quotation ends the sentence around it, too: a full stop does."""
    return mark.end() == insertion.end() and (text[mark.start()] == "." or not text[mark.end() : end].strip())


def _with_datelines(text: str, begin: int, ends: list[int]) -> list[int]:
    """The ends of sentences with those of the datelines at their beginnings."""
    found: list[int] = []
    for start, sentence_end in zip([begin, *ends], [*ends, len(text)], strict=True):
        dateline = _DATELINE.match(text, start, sentence_end)
        if dateline and is_agency(dateline[1]):
            found.append(dateline.end())
        found.append(sentence_end)
    return found[:-1]
