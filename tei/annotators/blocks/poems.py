"""Poems: runs of verses, one or two in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.annotators.blocks.bylines import is_name
from tei.annotators.blocks.parts import OPENING, WORD, Container, Part, has_words
from tei.document import Kind
from tei.language.formulas import word_set
from tei.language.quoted_texts import is_poet_speaking

_NO_VERSE = re.compile(r"[\d:]|[^.]\.$")
"""What a verse has not: figures, colons, a full stop at its end."""
_BETWEEN_HEMISTICHS = re.compile(r"\s{3,}|\s?/{1,2}\s?|\s?…\s?|\s\*{1,4}\s")
_LONGEST_VERSE = 60
_LONGEST_LINE = 2 * _LONGEST_VERSE + 20
"""Two verses and the white space between them."""
_LEAST = 4
"""The least number of verses that need no announcement just before them."""
_LEAST_FREE = 5
"""The least number of lines of free verse."""
_NO_FREE_VERSE = re.compile(r"[\d:«»()/•*]|[^.]\.$")


def embed_poems(parts: Sequence[Part]) -> None:
    """Name runs of lines of verse, of like length, that the text before calls a poem, or four or more that rhyme.

    Two verses are a couplet; a third line behind them is none.
    """
    run: list[int] = []
    for i, part in enumerate([*parts, None]):
        if part and part.free and _verses(part.text):
            run.append(i)
            continue
        if len(run) == 3 and len(_verses_of(parts, run)) == 3:
            run.pop()
        if run and _is_poem(parts, run):
            _name_poem([parts[k] for k in run])
        run = []


def embed_free_verse(parts: Sequence[Part]) -> None:
    """Name runs of short lines of any length as poems, where the headline says that the article prints poems.

    The last line of a run may end with a full stop. Lists of names are none.
    """
    headline = next((part.text for part in parts if part.kind is Kind.HEAD and part.value == "main"), "")
    if word_set("poem_word").isdisjoint(WORD.findall(headline)):
        return
    run: list[Part] = []
    for part in [*parts, None]:
        if part and part.free and _is_free_verse(part.text.rstrip(".")):
            run.append(part)
            if not part.text.endswith("."):
                continue
        if len(run) >= _LEAST_FREE:
            _name_poem(run)
        run = []


def _name_poem(lines: Sequence[Part]) -> None:
    poem = Container(Kind.FLOATING_TEXT, "poem")
    for line in lines:
        line.name(Kind.LINE)
        line.container = poem


def _is_free_verse(text: str) -> bool:
    return len(text) <= _LONGEST_VERSE and not _NO_FREE_VERSE.search(text) and has_words(text) and not is_name(text)


def begins_poem(parts: Sequence[Part], at: int) -> bool:
    """Whether four verses of like length begin with a part: headlines are never so many."""
    lines = range(at, min(at + _LEAST, len(parts)))
    verses = _verses_of(parts, lines)[:_LEAST]
    return len(verses) == _LEAST and _are_alike(verses) and all(_verses(parts[i].text) for i in lines[:2])


def _verses_of(parts: Sequence[Part], lines: Sequence[int]) -> list[str]:
    return [verse for i in lines for verse in _verses(parts[i].text)]


def _verses(text: str) -> list[str]:
    """The verse or the two verses that a line holds; none if it is prose."""
    if len(text) > _LONGEST_LINE:
        return []
    verses = [verse.strip(" ،؛") for verse in _BETWEEN_HEMISTICHS.split(text, maxsplit=2)]
    return verses if len(verses) <= 2 and all(map(_is_verse, verses)) else []


def _is_verse(text: str) -> bool:
    return 12 <= len(text) <= _LONGEST_VERSE and not _NO_VERSE.search(text)


def _are_alike(verses: Sequence[str]) -> bool:
    lengths = [len(verse) for verse in verses]
    return max(lengths) <= 1.7 * min(lengths)


def _is_poem(parts: Sequence[Part], run: Sequence[int]) -> bool:
    verses = _verses_of(parts, run)
    if len(verses) < 2 or not _are_alike(verses):
        return False
    before = parts[run[0] - 1].text[-OPENING:] if run[0] else ""
    is_announced = not word_set("poem_word").isdisjoint(WORD.findall(before))
    if len(verses) < _LEAST:
        return (is_announced and before.rstrip().endswith(":")) or is_poet_speaking(before)
    return is_announced or _rhymes(verses) or (len(verses) == 2 * len(run) and _rhymes_in_couplets(verses))


def _rhymes(verses: Sequence[str]) -> bool:
    """Whether every second verse ends alike, in three letters."""
    ends = {_end(verse, 3) for verse in verses[1::2]}
    return len(ends) == 1


def _rhymes_in_couplets(verses: Sequence[str]) -> bool:
    """Whether the two verses of each line end alike, in two letters."""
    return all(_end(first, 2) == _end(second, 2) for first, second in zip(verses[::2], verses[1::2], strict=True))


def _end(verse: str, letters: int) -> str:
    return "".join(WORD.findall(verse))[-letters:]
