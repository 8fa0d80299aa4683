"""Where sentences end in Persian text."""

from __future__ import annotations

import re

_CLOSING = r"[»”\")\]]{0,3}"
_END = re.compile(
    rf"(?<![!?؟…])[!?؟…]++{_CLOSING}(?=\s|$|\w)"
    rf"|(?<![.\d])(?<!\b\w)\.++{_CLOSING}(?=\s|$|[^\W\dA-Za-z_]|[«*\"(-])"
    r"|(?<=\d)\.(?=\s*+$|\s++[^\W\d_]|[^\W\dA-Za-z_])"
)
_ABBREVIATION = re.compile(r"\b\w{1,2}\. ?\w{1,2}$|[A-Za-z]$")


def sentence_ends(text: str, begin: int, end: int) -> list[int]:
    """The offsets behind the sentences of `text[begin:end]`; the last is `end`.

    Full stops in numbers, Latin names and initials end nothing.
    """
    ends = [
        match.end()
        for match in _END.finditer(text, begin, end)
        if not (text[match.start()] == "." and _ABBREVIATION.search(text, max(begin, match.start() - 8), match.start()))
    ]
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends
