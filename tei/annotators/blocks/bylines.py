"""Bylines, and lines that are nothing but names of persons."""

from __future__ import annotations

import re

from tei.language.formulas import forenames, formula, word_set

_NAME_SEPARATOR = re.compile(r"\s?[،–-]\s?|\sو\s")


def is_byline(text: str) -> bool:
    """Whether a short line (folded) names its writer by a formula: «مترجم: …», «گروه شهری -»."""
    return bool(formula("byline").match(text) or formula("inline_byline").fullmatch(text))


def is_name(text: str) -> bool:
    """Whether a line is nothing but names of persons, of two to five words, of which one has a known forename.

    A line that ends like a clause is a headline: «ناصر بهرامیان استعفا کرد».
    """
    names = [name.split() for name in _NAME_SEPARATOR.split(text)]
    if names[-1] and names[-1][-1] in word_set("clause_end"):
        return False
    are_short = all(2 <= len(name) <= 5 and "".join(name).isalpha() for name in names)
    return are_short and any(not forenames().isdisjoint(name[:2]) for name in names) and len(names) <= 3
