"""Lists of tags: a label and its items, in a line or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.parts import OPENING, SHORT_LINE, Container, Part, cut
from tei.document import Kind
from tei.language.formulas import formula
from tei.language.views import View

_MARK = re.compile(r"\s*[:؛/|–-]\s*|\s*$|(?=\s*[\[#])")
"""What stands behind the label of a tag list."""
_LINK_ITEM = re.compile(r"\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)(?:\s{0,2}\[\d{1,4}\])?[\s،,|]*")
_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]{0,3}){2,}")
_PLAIN_ITEM = re.compile(r"[\s،,|؛•#]*[^،,|؛•#\n]+[،,|؛•\s]*")


def split_tags(view: View, parts: Sequence[Part]) -> list[Part]:
    """Tag blocks as label and items."""
    result: list[Part] = []
    tags: Container | None = None
    is_one_a_line = False
    for part in _cut_before_labels(view, parts):
        if not part.free:
            tags = None
            result.append(part)
            continue
        label = formula("tag_label").match(part.text[:SHORT_LINE])
        mark = label and _MARK.match(part.text, label.end())
        if label and mark:
            tags = Container(Kind.LIST, "tags")
            is_one_a_line = mark.end() == len(part.text)
            items = _items(part.text, mark.end())
            pieces = cut(view, part, items)
            pieces[0].name(Kind.LABEL)
        elif _HASHTAGS.fullmatch(part.text) or (tags and _is_more_tags(part.text, result[-1], is_one_a_line)):
            tags = tags or Container(Kind.LIST, "tags")
            pieces = cut(view, part, _items(part.text, 0))
            pieces[0].name(Kind.ITEM)
        else:
            tags, pieces = None, [part]
        for piece in pieces:
            piece.container = tags
            if tags and piece.kind is not Kind.LABEL:
                piece.name(Kind.ITEM)
        result += pieces
    for i, part in enumerate(result):
        if part.kind is Kind.LABEL and (i + 1 == len(result) or result[i + 1].kind is not Kind.ITEM):
            part.container = None
            part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    return result


def _cut_before_labels(view: View, parts: Sequence[Part]) -> list[Part]:
    return [piece for part in parts for piece in cut(view, part, _inline_labels(part.text) if part.free else ())]


def _inline_labels(text: str) -> Iterator[int]:
    """Offsets at which a list of tags begins behind the last sentence of a line."""
    tail_at = max(0, len(text) - OPENING)
    tail = text[tail_at:]
    for match in formula("tag_label").finditer(tail):
        before = tail[: match.start()].rstrip()
        mark = _MARK.match(tail, match.end())
        if before[-1:] in (".", "!", "؟", "/", "»") and mark and mark.group().strip():
            yield tail_at + match.start()


def _items(text: str, begin: int) -> list[int]:
    item = _LINK_ITEM if "](" in text else _PLAIN_ITEM
    return [match.start() for match in item.finditer(text, begin)]


def _is_more_tags(text: str, before: Part, is_one_a_line: bool) -> bool:
    if _LINK_ITEM.match(text[:OPENING]) or text.startswith("#"):
        return True
    is_open = is_one_a_line or before.text[-1:] in ("،", ",", "|")
    return is_open and len(text) <= SHORT_LINE and text[-1:].isalnum()
