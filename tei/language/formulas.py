"""The formulas of Persian news articles and letters, from `data/blocks.yaml`, as patterns on folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.lexicon import lexicon


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("blocks.yaml")
    return data


@cache
def formula(name: str) -> re.Pattern[str]:
    """The expressions of one entry as one pattern for folded text; a space in them is any white space, even none."""
    return re.compile("|".join(_expression(written) for written in _data()[name]))


@cache
def word_set(name: str) -> frozenset[str]:
    """The folded words of one entry that is a list of words."""
    return frozenset(fold(_data()[name]).split())


@cache
def document_word() -> re.Pattern[str]:
    """The words that name a kind of document; the group that matched is the type of `floatingText`."""
    types = _data()["document_types"]
    return re.compile(
        r"\b(?:" + "|".join(f"(?P<{kind}>{_expression(words)})" for kind, words in types.items()) + r")\b"
    )


def _expression(written: str) -> str:
    return fold(written).replace(" ", r"\s{0,3}")


def ends_with_verb(text: str) -> bool:
    """Whether the last word of a folded text is a verb that ends a clause, or looks like one."""
    words = text.split()
    last = words[-1].strip('»"”)(!؟?') if words else ""
    return last in word_set("clause_end") or bool(formula("verb_ending").search(last)) or last in lexicon().verbs


@cache
def all_forenames() -> frozenset[str]:
    """The folded forenames, also those that are ordinary words."""
    return forenames() | frozenset(fold(load_yaml("forenames.yaml")["common_words"]).split())


@cache
def forenames() -> frozenset[str]:
    """The folded forenames that are hardly ever ordinary words (`data/forenames.yaml`)."""
    return frozenset(fold(load_yaml("forenames.yaml")["sure"]).split())
