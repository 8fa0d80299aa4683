"""The lines of which a source's rule in the settings says what they are: no part of the article, or its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tei import __version__
from tei.document import Agent, Annotation, Kind, Layer, Span
from tei.language.characters import fold
from tei.language.views import View, folded_view
from tei.settings import SourceRule

AGENT = Agent(ident="settings", version=__version__, label="Lines named in the settings of the corpus")

_LINE = re.compile(r"[^\s][^\n\r\v\f\x85\u2028\u2029]*(?<!\s)")
_LOOKED_AT = 300
"""Characters of a line in which its pattern is looked for, so that no pattern takes long."""
_LABEL_END = re.compile(r"\s*[:؛/|]?\s*")
_TAG = re.compile(r"[^،,|؛;•#\s](?:[^،,|؛;•#]*[^،,|؛;•#\s])?")


def source_lines(text: str, rule: SourceRule) -> Layer | None:
    """The lines of a text that the patterns of a rule name; None if the rule has no patterns.

    Patterns and text are compared folded. A line that begins as `tags` says is a tag block: label, then items.
    """
    if not rule.boilerplate and not rule.tags:
        return None
    return Layer.of(AGENT, _lines(folded_view(text), rule))


def _lines(view: View, rule: SourceRule) -> Iterator[Annotation]:
    for line in _LINE.finditer(view.source):
        begin, end = view.range(Span(*line.span()))
        beginning = view.text[begin : min(end, begin + _LOOKED_AT)]
        if any(pattern.match(beginning) for pattern in _patterns(rule.boilerplate)):
            yield Annotation(Kind.ANONYMOUS_BLOCK, view.span(begin, end), {"type": "boilerplate"})
        elif label := next(filter(None, (pattern.match(beginning) for pattern in _patterns(rule.tags))), None):
            yield from _tag_block(view, begin, begin + label.end(), end)


def _tag_block(view: View, begin: int, label_end: int, end: int) -> Iterator[Annotation]:
    """A list of tags with its label; without tags the line is none."""
    mark = _LABEL_END.match(view.text, label_end, end)
    label_end = mark.end() if mark else label_end
    tags = [match.span() for match in _TAG.finditer(view.text, label_end, end)]
    if not tags:
        return
    yield Annotation(Kind.LIST, view.span(begin, end), {"type": "tags"})
    if view.text[begin:label_end].strip():
        yield Annotation(Kind.LABEL, _trimmed(view, begin, label_end))
    for (tag_begin, _), (next_begin, _) in zip(tags, [*tags[1:], (end, end)], strict=True):
        yield Annotation(Kind.ITEM, _trimmed(view, max(tag_begin, label_end), next_begin))


def _trimmed(view: View, begin: int, end: int) -> Span:
    return view.span(begin, begin + len(view.text[begin:end].rstrip()))


@cache
def _patterns(written: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """The patterns for folded text; one that has no meaning when it is folded stays as it is."""
    return tuple(map(_compiled, written))


def _compiled(written: str) -> re.Pattern[str]:
    try:
        return re.compile(fold(written))
    except re.error:
        return re.compile(written)
