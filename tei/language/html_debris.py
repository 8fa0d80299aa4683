"""Debris of HTML in plain text: tags, comments, and entities of spaces and other invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCKS = (
    "article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|"
    "main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements of HTML that begin a line of their own."""
_INLINE = (
    "a|abbr|b|big|cite|code|col|colgroup|del|em|embed|font|i|iframe|img|input|ins|label|link|meta|noscript|o:p|object|"
    "param|picture|q|s|script|small|source|span|strike|strong|style|sub|sup|svg|time|tt|u|var|video"
)
"""The others that pages of articles use, and `o:p` of word processors."""
_DEBRIS = re.compile(
    rf"</?(?:(?P<block>{_BLOCKS})|{_INLINE})(?:\s[^<>\n]{{0,500}})?/?>|<!--[^\n]{{0,500}}?-->"
    r"|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|lrm|rlm|shy|#160|#820[1-7]);",
    re.IGNORECASE,
)


def find_debris(text: str) -> Iterator[tuple[int, int]]:
    """The half-open offsets of each piece of debris, in the order of the text."""
    return (match.span() for match in _DEBRIS.finditer(text))


def without_debris(text: str) -> str:
    """The text, as long as before, with a line end in place of each tag of a block and spaces for all other debris."""
    return _DEBRIS.sub(_blank, text) if "<" in text or "&" in text else text


def _blank(match: re.Match[str]) -> str:
    begin = "\n" if match["block"] else " "
    return begin + " " * (len(match.group()) - 1)
