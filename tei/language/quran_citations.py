"""Printed references to the Quran: «(نساء/۱۰۴)», «آیه ۴۲ سوره زمر», «سوره اسراء، آیات ۲۳ و ۲۴»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tei.language.characters import fold
from tei.language.data_files import load_yaml

_AYA = "(?:[آا]یه|[آا]یات)(?: ?های?)?"
_AND = r" ?(?:[-–]|تا|الی|و) ?| {2,3}"
_NUMBERS = rf"(?P<first>\d{{1,3}})(?:(?P<and>{_AND})(?P<last>\d{{1,3}}))?(?![\d.])"
_NUMBER = re.compile(rf"(?<!\d){_NUMBERS}")
_SURA_FIRST = re.compile(
    rf'(?<!\w)(?P<name>(?:[^\W\d_]++ )?[^\W\d_]++)[»"]?(?P<between>[ ,،]{{0,2}}[/:_–-]? ?(?:{_AYA} ?)?)$'
)
BEHIND_VERSE = re.compile(r"(?:[^\w\n]|_){0,8}")
"""What may stand between a verse and the reference printed behind it."""

_LONGEST_BEFORE = 20
_LONGEST_NAME = 60


class Citation(NamedTuple):
    """Ayas `first` to `last` of a sura, both counted from 1, cited in `text[begin:end]`.

    `is_explicit`: «سوره», «آیه» or a stroke tells that it is a citation; else only what stands beside it can.
    """

    begin: int
    end: int
    sura: int
    first: int
    last: int
    is_explicit: bool


def citations(text: str) -> list[Citation]:
    """The citations in a folded text (`characters.fold`), in its order; whether the ayas exist is not looked at."""
    found: list[Citation] = []
    for citation in sorted(
        [*_aya_first(text), *_sura_first(text)], key=lambda citation: (citation.begin, -citation.end)
    ):
        if not found or citation.begin >= found[-1].end:
            found.append(citation)
    return found


def _aya_first(text: str) -> Iterator[Citation]:
    for match in _aya_before_sura().finditer(text):
        words = match["name"].split()
        for count in range(len(words), 0, -1):
            sura = _suras().get("".join(words[:count]))
            if sura is not None:
                end = match.start("name") + len(" ".join(words[:count]))
                end += text[match.start("name") - 1] in '«"' and text[end : end + 1] in ("»", '"')
                yield from _cited(match, match.start(), end, sura, is_explicit=True)
                break


def _sura_first(text: str) -> Iterator[Citation]:
    for numbers in _NUMBER.finditer(text):
        match = _SURA_FIRST.search(text, max(0, numbers.start() - _LONGEST_NAME), numbers.start())
        if match is None:
            continue
        words = match["name"].split()
        sura = _suras().get("".join(words))
        begin = match.start()
        if sura is None:
            sura = _suras().get(words[-1])
            begin = match.end("name") - len(words[-1])
        if sura is None:
            continue
        before = _before_name().search(text, max(0, begin - _LONGEST_BEFORE), begin)
        by_stroke = "/" in match["between"] and len(words[-1]) > 1
        is_explicit = before is not None or by_stroke or "ی" in match["between"]
        yield from _cited(numbers, before.start() if before else begin, numbers.end(), sura, is_explicit)


def _cited(match: re.Match[str], begin: int, end: int, sura: int, is_explicit: bool) -> Iterator[Citation]:
    """One citation, or two where «و» joins ayas that do not follow one another."""
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if "و" in (match["and"] or "") and last - first != 1 and end == match.end("last"):
        yield Citation(begin, match.end("first"), sura, first, first, is_explicit)
        yield Citation(match.start("last"), match.end("last"), sura, last, last, is_explicit)
    else:
        yield Citation(begin, end, sura, min(first, last), max(first, last), is_explicit)


@cache
def _aya_before_sura() -> re.Pattern[str]:
    sura = rf'{_sura()} [«"]?(?P<name>[^\W\d_]++(?: [^\W\d_]++)?)'
    return re.compile(rf"(?<!\w){_AYA}(?: (?:{_epithets()}))? {_NUMBERS} (?:از )?{sura}")


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf'(?<!\w){_sura()} ?[«"]?$')


def _sura() -> str:
    return f"سوره(?: (?:{_epithets()}))?"


def _epithets() -> str:
    return "|".join(map(fold, load_yaml("suras.yaml")["epithets"]))


@cache
def _suras() -> dict[str, int]:
    """The number of each sura by its names, folded and without spaces."""
    names = load_yaml("suras.yaml")["suras"]
    return {fold(name).replace(" ", ""): number for number, known in enumerate(names, 1) for name in known}
