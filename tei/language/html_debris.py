"""Debris of HTML in plain text: tags, comments, and entities of spaces and other invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tei.language.data_files import load_yaml


def find_debris(text: str) -> Iterator[tuple[int, int]]:
    """The half-open offsets of each piece of debris, in the order of the text."""
    return (match.span() for match in _debris().finditer(text))


def without_debris(text: str) -> str:
    """The text, as long as before, with a line end in place of each tag of a block and spaces for all other debris."""
    return _debris().sub(_blank, text) if "<" in text or "&" in text else text


def _blank(match: re.Match[str]) -> str:
    begin = "\n" if match["block"] else " "
    return begin + " " * (len(match.group()) - 1)


@cache
def _debris() -> re.Pattern[str]:
    """Tags, comments and entities of HTML; the group `block` for tags of elements that begin a line of their own."""
    elements = load_yaml("pages.yaml")["elements"]
    lines, others = (
        elements["lines"].split(),
        " ".join(elements[name] for name in ("inline", "skipped", "empty")).split(),
    )
    return re.compile(
        rf"</?(?:(?P<block>{'|'.join(lines)})|{'|'.join(others)})(?:\s[^<>\n]{{0,500}})?/?>|<!--[^\n]{{0,500}}?-->"
        r"|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|lrm|rlm|shy|#160|#820[1-7]);",
        re.IGNORECASE,
    )
