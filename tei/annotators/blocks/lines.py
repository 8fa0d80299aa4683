"""The lines of a text; lines that were broken inside sentences are joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.blocks.bylines import is_byline
from tei.annotators.blocks.parts import KICKER_LENGTH, SENTENCE_END, SHORT_LINE, Part, part_between
from tei.language.characters import fold
from tei.language.formulas import ends_with_verb, word_set
from tei.language.views import View

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


def paragraphs(view: View) -> list[Part]:
    """The lines of a text, and where it is hard-wrapped its paragraphs, as parts without a name."""
    return _join_broken_lines(view, list(_lines(view)))


def _lines(view: View) -> Iterator[Part]:
    for match in _LINE.finditer(view.source):
        if part := part_between(view, match.start(), match.end()):
            yield part


def _join_broken_lines(view: View, lines: list[Part]) -> list[Part]:
    """Lines that were broken inside sentences, as one part for each paragraph.

    A text counts as hard-wrapped if at least half its lines are nearly as long as the longest and four in ten
    of these end inside a sentence; then a full line goes on in the next one, and so does a headline. In any text a
    line that ends inside a sentence goes on if the next begins with a number that is no list number, and a heading
    between paragraphs if the next begins with a preposition.
    """
    width = _width(lines)
    joined: list[list[Part]] = []
    for at, line in enumerate(lines):
        previous = joined[-1][-1] if joined else None
        goes_on = previous and (
            _goes_on(previous, line, width)
            or (len(joined) == 1 and width and _headline_goes_on(previous, line))
            or (not width and _cross_head_goes_on(lines[max(0, at - 2) : at + 2]))
        )
        if previous and goes_on and "\n\n" not in _gap(view, previous, line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [paragraph[0] if len(paragraph) == 1 else _joined(view, paragraph) for paragraph in joined]


def _joined(view: View, lines: Sequence[Part]) -> Part:
    first, last = lines[0], lines[-1]
    return Part(view.text[first.at : last.at + len(last.text)], first.at, first.begin, last.end)


def _gap(view: View, before: Part, after: Part) -> str:
    return fold(view.source[before.end : after.begin].replace("\r\n", "\n")).replace(" ", "")


def _width(lines: Sequence[Part]) -> int:
    """The length of the full lines of a hard-wrapped text, 0 if it is none."""
    if len(lines) < 6:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    full = [line for line in lines if 0.85 * width <= len(line.text) <= 1.2 * width]
    inside = sum(not SENTENCE_END.search(line.text[-5:]) for line in full)
    return width if 40 <= width <= 120 and len(full) >= len(lines) / 2 and inside >= 0.4 * len(full) else 0


_NUMBER_GOES_ON = re.compile(r"\d+(?! ?[-–).ـ])\s*\w")


def _goes_on(before: Part, after: Part, width: int) -> bool:
    if width:
        return len(before.text) >= 0.85 * width
    inside = before.text[-1:].isalpha() and len(before.text) > KICKER_LENGTH
    return inside and bool(_NUMBER_GOES_ON.match(after.text))


_HEADLINE_COLUMN = range(28, 50)
"""Lengths of a headline's line where it was broken, narrower than the text."""


def _headline_goes_on(before: Part, after: Part) -> bool:
    """Whether a headline without a verb was broken: the next line brings the verb, or is a rest of a few words."""
    is_open = before.text.endswith(("»", '"')) or before.text[-1:].isalpha()
    is_open = is_open and not ends_with_verb(before.text)
    if not is_open or len(before.text) not in _HEADLINE_COLUMN:
        return False
    is_rest = len(after.text) <= 0.7 * len(before.text)
    ends_heading = after.text[-1:].isalpha() and not is_byline(after.text)
    return ends_heading and len(after.text) in range(_HEADLINE_COLUMN.stop) and (is_rest or ends_with_verb(after.text))


_LONGEST_BROKEN = 60
"""Characters of either line of a cross-head that was broken."""


def _cross_head_goes_on(lines: Sequence[Part]) -> bool:
    """Whether the two lines between two paragraphs are one heading: «تذکر نمایندگان», «به رئیس جمهوری»."""
    if len(lines) != 4:
        return False
    above, first, second, below = (line.text for line in lines)
    are_short = all(len(text) <= _LONGEST_BROKEN and text[-1:].isalpha() for text in (first, second))
    is_between = SENTENCE_END.search(above[-5:]) and len(above) > SHORT_LINE and len(below) > SHORT_LINE
    is_rest = second.partition(" ")[0] in word_set("goes_on_in_heading")
    is_signed = is_byline(first) or "-" in first  # «مریم بهاری - میبد»
    return are_short and bool(is_between) and is_rest and not is_signed
