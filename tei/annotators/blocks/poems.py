"""Poems: runs of verses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.parts import OPENING, WORD, Container, Part
from tei.document import Kind
from tei.language.formulas import word_set

_NO_VERSE = re.compile(r"[\d:]|[^.]\.$")
"""What a verse has not: figures, colons, a full stop at its end."""


def embed_poems(parts: Sequence[Part]) -> None:
    """Name runs of short lines of like length that the text before calls a poem, or four or more that rhyme."""
    run: list[int] = []
    for i, part in enumerate([*parts, None]):
        if part and part.free and _is_verse(part.text):
            run.append(i)
            continue
        if len(run) >= 2 and _is_poem(parts, run):
            poem = Container(Kind.FLOATING_TEXT, "poem")
            for k in run:
                parts[k].name(Kind.LINE)
                parts[k].container = poem
        run = []


def _is_verse(text: str) -> bool:
    return 12 <= len(text) <= 60 and not _NO_VERSE.search(text)


def _is_poem(parts: Sequence[Part], run: Sequence[int]) -> bool:
    lengths = [len(parts[i].text) for i in run]
    if max(lengths) > 1.7 * min(lengths):
        return False
    before = parts[run[0] - 1].text[-OPENING:] if run[0] else ""
    is_announced = not word_set("poem_word").isdisjoint(WORD.findall(before))
    if len(run) < 4:
        return is_announced and before.rstrip().endswith(":")
    return is_announced or _rhymes([parts[i].text for i in run])


def _rhymes(verses: Sequence[str]) -> bool:
    """Whether every second verse ends alike, in three letters."""
    ends = ["".join(WORD.findall(verse))[-3:] for verse in verses[1::2]]
    return len(ends) >= 2 and len(set(ends)) == 1
