"""Leads and speeches that repeat words which stand elsewhere in the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tei.annotators.quotations.context import Block, Context
from tei.annotators.quotations.speech import Speech
from tei.document import Kind
from tei.language.repeats import Passage, find_repeat


class Repeat(NamedTuple):
    """A passage and the range that it repeats, both half-open offsets of the view."""

    passage: tuple[int, int]
    source: tuple[int, int]


def find_repeats(context: Context, speeches: Sequence[Speech]) -> list[Repeat]:
    """The headlines and leads that repeat words of the article, or what is said in them, and what speech repeats of an
    embedded text."""
    body = [block for block in context.blocks if block.kind is not Kind.HEAD]
    view = context.view
    embedded = [Passage.of(view, block.begin, block.end) for block in body if context.is_embedded(block.begin)]
    heads = [block for block in context.blocks if block.kind is Kind.HEAD]
    own = [block for block in body if not context.is_embedded(block.begin)] if heads else []
    rest = [Passage.of(view, block.begin, block.end) for block in own]
    found = []
    for block in heads:
        said = [(speech.begin, speech.end) for speech in speeches if block.begin <= speech.begin < block.end]
        whole = [] if _is_label(context, block) else [(block.begin, block.end)]
        for passage in said or whole:
            source = find_repeat(view, *passage, [*embedded, *rest])
            if source:
                found.append(Repeat(passage, source))
    taken = {repeat.passage[0] for repeat in found}
    for speech in speeches if embedded else ():
        if not context.is_embedded(speech.begin) and speech.begin not in taken:
            source = find_repeat(view, speech.begin, speech.end, embedded)
            if source:
                found.append(Repeat((speech.begin, speech.end), source))
    return found


def _is_label(context: Context, block: Block) -> bool:
    """Whether a block is nothing but a name or office, as «رئیس شورای شهر:» above what he says."""
    return context.mentions.covering(block.begin, block.end - context.text.endswith(":", 0, block.end)) is not None
