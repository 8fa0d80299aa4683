"""Bylines, and lines that are nothing but names of persons."""

from __future__ import annotations

import re

from tei.language.formulas import all_forenames, ends_with_verb, forenames, formula, word_set

_NAME_SEPARATOR = re.compile(r"\s?[،–-]\s?|\sو\s")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])(?:\d(?:\s?[،,]\s?\d)*)?\*?(?=\s?[،–-]|\sو\s|$)")
"""The numbers and asterisks behind the names of authors that point to where they work."""
_MOST_NAMES = 5
_BEFORE_DASH = re.compile(r"(\w+(?:\s\w+){1,2})\s{0,2}[-–](?=\s)(?![^-–]{0,80}\s?[-–]\s)")


def is_byline(text: str) -> bool:
    """Whether a short line (folded) names its writer: by a formula («مترجم: …», «گروه شهری -») or by the name alone."""
    return bool(formula("byline").match(text)) or _formula_end(text) == len(text) > 0 or is_name(text)


def is_name(text: str) -> bool:
    """Whether a line is nothing but names of persons, of two to five words, of which one has a known forename.

    A line that ends like a clause is a headline: «ناصر بهرامیان استعفا کرد». With several names each begins with a
    forename.
    """
    names = [name.split() for name in _NAME_SEPARATOR.split(_FOOTNOTE.sub("", text.strip("*•-–_. ")))]
    if names[-1] and names[-1][-1] in word_set("clause_end"):
        return False
    are_short = all(2 <= len(name) <= 5 and "".join(name).isalpha() for name in names)
    if len(names) > 1:
        return are_short and len(names) <= _MOST_NAMES and all(name[0] in all_forenames() for name in names)
    return are_short and _has_forename(names[0])


def _has_forename(name: list[str]) -> bool:
    """Whether one of the first two words is a forename, or a title before one.

    A forename that is an ordinary word too needs a typical surname.
    """
    if name[0] in word_set("title_of_person") and name[1] in all_forenames():
        return True
    if not forenames().isdisjoint(name[:2]):
        return True
    has_surname = len(name) <= 3 and bool(formula("surname_ending").search(name[-1]))
    return has_surname and name[0] in all_forenames()


def byline_end(text: str) -> int:
    """Where the byline ends that opens the first paragraph of an article, 0 if there is none.

    A name before a dash is one, unless a second dash makes it an insertion.
    """
    if end := _formula_end(text):
        return end
    match = _BEFORE_DASH.match(text)
    return match.end() if match and is_name(match[1]) else 0


def _formula_end(text: str) -> int:
    """Where «گروه ورزشی - مریم بهاری:» and the like end; «گروه … اعلام کرد:» is none, since a verb stands in it."""
    match = formula("inline_byline").match(text)
    return match.end() if match and not ends_with_verb(match.group().rstrip("-–_: ")) else 0
