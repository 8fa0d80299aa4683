"""Lists of tags: a label and its items, in a line or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.frame import is_boilerplate
from tei.annotators.blocks.parts import OPENING, SHORT_LINE, Container, Part, cut, has_words
from tei.document import Kind
from tei.language.formulas import formula
from tei.language.views import View

_MARKDOWN = re.compile(r"[#*_\s]{0,9}")
"""What Markdown puts before and behind a label to make it bold or a heading."""
_MARK = re.compile(r"[*_\s]{0,9}[:؛/|–-][*_\s]*|[*_\s]*$|[*_]*(?=\s*[\[#])")
"""What stands behind the label of a list of tags."""
_END_OF_SENTENCE = re.compile(r"[.!؟/»]\s*")
_LINK = re.compile(r"(?:[*•-]\s{0,3})?\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)(?:\s{0,2}\[\d{1,4}\])?")
_HASHTAG = re.compile(r"#\w+")
_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]{0,3}){2,}")
_SEPARATORS = [re.compile(sign) for sign in (r"[،,]", r"[|•]", r"[؛;]", r"\s[-–]\s", r"(?<!\d)/|/(?!\d)")]
"""What stands between tags; the first that occurs in a list is that of the list."""


def split_tags(view: View, parts: Sequence[Part]) -> list[Part]:
    """Tag blocks as label and items."""
    result: list[Part] = []
    tags: Container | None = None
    is_one_a_line = False
    for part in _cut_before_labels(view, parts):
        label = _label_end(part.text) if part.free else 0
        if label:
            tags = Container(Kind.LIST, "tags")
            is_one_a_line = not has_words(part.text[label:])
            pieces = cut(view, part, [] if is_one_a_line else [label, *_items(part.text, label)])
            pieces[0].name(Kind.LABEL)
        elif part.free and _is_list(part, result, tags, is_one_a_line):
            tags = tags or Container(Kind.LIST, "tags")
            pieces = cut(view, part, _items(part.text, 0))
            pieces[0].name(Kind.ITEM)
        else:
            tags, pieces = None, [part]
        for piece in pieces:
            if tags:
                piece.container = tags
                piece.name(piece.kind if piece.kind is Kind.LABEL else Kind.ITEM)
        result += pieces
    _drop_labels_alone(result)
    return result


def _label_end(text: str) -> int:
    """Where the tags begin behind the label that opens a line, 0 if none opens it."""
    before = _MARKDOWN.match(text)
    label = formula("tag_label").match(text[:SHORT_LINE], before.end() if before else 0)
    mark = label and _MARK.match(text, label.end())
    return mark.end() if mark else 0


def _is_list(part: Part, before: Sequence[Part], tags: Container | None, is_one_a_line: bool) -> bool:
    """Whether a line holds tags: hashtags alone, or more of the list that was begun above it."""
    if _HASHTAGS.fullmatch(part.text):
        return True
    if tags is None or is_boilerplate(part.text):
        return False
    if _LINK.match(part.text[:OPENING]) or part.text.startswith("#"):
        return True
    is_open = is_one_a_line or before[-1].text[-1:] in ("،", ",", "|")
    return is_open and len(part.text) <= SHORT_LINE and part.text.rstrip("،,|؛ ")[-1:].isalnum()


def _drop_labels_alone(parts: Sequence[Part]) -> None:
    for i, part in enumerate(parts):
        if part.kind is Kind.LABEL and (i + 1 == len(parts) or parts[i + 1].kind is not Kind.ITEM):
            part.container = None
            part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")


def _cut_before_labels(view: View, parts: Sequence[Part]) -> list[Part]:
    return [piece for part in parts for piece in cut(view, part, _inline_labels(part.text) if part.free else ())]


def _inline_labels(text: str) -> Iterator[int]:
    """Offsets at which a list of tags begins behind the last sentence of a line."""
    tail_at = max(0, len(text) - OPENING)
    tail = text[tail_at:]
    for sentence in _END_OF_SENTENCE.finditer(tail):
        label = formula("tag_label").match(tail, sentence.end())
        mark = label and _MARK.match(tail, label.end())
        if mark and mark.group().strip():
            yield tail_at + sentence.end()


def _items(text: str, begin: int) -> list[int]:
    """Offsets at which the tags of a line begin, but for the first of them where it has no mark of its own."""
    if "](" in text:
        return [match.start() for match in _LINK.finditer(text, begin)]
    if hashtags := [match.start() for match in _HASHTAG.finditer(text, begin)]:
        return hashtags
    found = next((sign for sign in _SEPARATORS if sign.search(text, begin)), None)
    return [match.end() for match in found.finditer(text, begin)] if found else []
