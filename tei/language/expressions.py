"""Reading short expressions, such as dates, by a grammar of words and rules in a data file.

The words of a text become symbols (a month, a number, …), one character each, and rules are regular
expressions over them, so that a rule does not see spelling and the search is linear in practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from tei.language.characters import ZWNJ, fold
from tei.language.numerals import number_words, read_number
from tei.language.views import View

_FIRST_CODE = 0xE000
"""Symbols are written as characters of the private use area, which no pattern of a rule contains otherwise."""

_TOKEN = re.compile(
    r"[^\W\d_]+"
    r"|(?P<numeric>(?<![\w/.\-\\])\d{1,4} ?([/.\-\\_٫]) ?\d{1,2} ?\2 ?\d{1,4}(?![^\Wt]|[/\\]))"
    r"|(?P<clock>(?<![^\Wt])(?<![:/.])\d{1,2} ?: ?\d{2}(?: ?: ?\d{2})?(?![^\Wz]|[:/]))"
    r"|(?P<decimal>(?<![\w:/.٫])\d{1,4}[:/.٫]\d{1,4}(?![\w:/٫]|\.\d))"
    r"|\d+|\n|[^\s]"
)
"""The words of a text in lower case; a numeric date and a clock time are one, «t» and «z» of ISO 8601 beside them."""

_TERM = re.compile(r"(?:(?P<role>[a-z][a-z-]*):)?(?:(?P<group>\()|(?P<symbol>[a-z][a-z-]*))")
_PART = re.compile(r"\$([a-z][a-z-]*)")


class Item(NamedTuple):
    """A word or phrase of the view that the grammar knows, or a run of words that it does not (`other`)."""

    symbol: str
    value: Any
    begin: int
    end: int


_OTHER = Item("other", None, 0, 0)


class Reading(NamedTuple):
    """A stretch `view.text[begin:end]` that a rule matches; `means` is what the rule calls its meaning."""

    means: str
    begin: int
    end: int
    roles: Mapping[str, Item]


class Entry(NamedTuple):
    """A phrase of the lexicon, with the symbol and value that it stands for."""

    phrase: str
    symbol: str
    value: Any = None


class _Rule(NamedTuple):
    """What a rule is said to mean, its pattern, and the role of each group."""

    means: str
    pattern: re.Pattern[str]
    roles: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Grammar:
    """Words and rules, compiled by `compile_grammar`.

    Every match of a rule contains one of the symbols `anchors`. `vocabulary` are the words of which phrases and
    numbers consist, `idle` those of them that begin no anchor.
    """

    phrases: Mapping[str, Sequence[tuple[list[str], str, Any]]]
    codes: Mapping[str, str]
    rules: Sequence[_Rule]
    anchors: Set[str]
    vocabulary: Set[str]
    idle: Set[str]

    def read(self, view: View) -> Iterator[Reading]:
        """Every match of every rule, by begin, the longest first; they overlap, and the caller chooses."""
        items = self._items(view)
        codes = "".join([self.codes[item.symbol] for item in items])
        found = [
            (match.start(), -match.end(), order, match)
            for order, rule in enumerate(self.rules)
            for match in rule.pattern.finditer(codes)
        ]
        found.sort(key=lambda candidate: candidate[:3])
        for begin, end, order, match in found:
            rule = self.rules[order]
            roles = {role: items[match.start(group)] for group, role in rule.roles if match[group]}
            yield Reading(rule.means, items[begin].begin, items[-end - 1].end, roles)

    def _items(self, view: View) -> list[Item]:
        """The words of the runs in which an anchor stands; `_OTHER` takes the place of all others."""
        text, words = _lower(view.text), view.words
        items: list[Item] = []
        for first, last in self._runs(words):
            run = self._run(list(_TOKEN.finditer(text, view.word_begins[first], view.word_ends[last])))
            if self.anchors.isdisjoint([item.symbol for item in run]):
                continue
            if first and not items:
                items.append(_OTHER)
            items += run
            if last + 1 < len(words):
                items.append(_OTHER)
        return items

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The first and last words of the runs of words that the grammar knows and one of which can begin an anchor.

        Numbers, marks and foreign words part no run: what is in them is seen when it is read.
        """
        begin, is_promising = 0, False
        for at, word in enumerate(words):
            if word in self.vocabulary:
                is_promising = is_promising or word not in self.idle
            elif word.isascii() or not word.isalpha():
                is_promising = is_promising or word[0].isalnum()
            else:
                if is_promising:
                    yield begin, at - 1
                begin, is_promising = at + 1, False
        if is_promising:
            yield begin, len(words) - 1

    def _run(self, tokens: list[re.Match[str]]) -> list[Item]:
        words = [token.group() for token in tokens]
        items = []
        at = 0
        while at < len(tokens):
            item, length = self._item(words, tokens, at)
            items.append(item)
            at += length
        return items

    def _item(self, words: list[str], tokens: list[re.Match[str]], at: int) -> tuple[Item, int]:
        symbol, value, length = "other", None, 1  # type: tuple[str, Any, int]
        kind = tokens[at].lastgroup
        if kind is not None:
            symbol, value = kind, words[at]
        elif words[at] == "\n":
            symbol = "break"
        else:
            entry, number = self._phrase(words, at), read_number(words, at)
            if number is not None and (entry is None or number.length > entry[2]):
                symbol = _number_symbol(words[at], number.value, number.ordinal)
                value, length = number.value, number.length
            elif entry is not None:
                symbol, value, length = entry
        return Item(symbol, value, tokens[at].start(), tokens[at + length - 1].end()), length

    def _phrase(self, words: list[str], at: int) -> tuple[str, Any, int] | None:
        for phrase, symbol, value in self.phrases.get(words[at], ()):
            if len(phrase) == 1 or words[at : at + len(phrase)] == phrase:
                return symbol, value, len(phrase)
        return None


def _lower(text: str) -> str:
    """The text in lower case, letter for letter; «İ» alone would become two."""
    return text.replace("İ", "I").lower()


def _number_symbol(word: str, value: int, ordinal: bool) -> str:
    if ordinal:
        return "ordinal" if 1 <= value <= 31 else "number"
    if 1000 <= value < 2200:
        return "year-number"
    if 2535 <= value <= 2537:
        return "imperial-year"
    digits = word.isdecimal()
    if digits and len(word) == 2 and word[0] == "0" and value:
        return "zeroed"
    if 1 <= value <= 31:
        return "small" if digits else "small-word"
    return "tens" if 32 <= value <= 99 else "number"


def compile_grammar(
    entries: Sequence[Entry], parts: Mapping[str, str], rules: Sequence[tuple[str, str]], anchors: Set[str]
) -> Grammar:
    """A grammar of these words and of rules, each the name of its meaning and its pattern.

    No rule may match where none of the symbols `anchors` stands: runs of words without one are not searched.

    A pattern is a regular expression over symbols: white space separates, `role:symbol` and `role:(a|b)`
    capture (a role may stand in several alternatives of a pattern), `$part` inserts a part. Phrases are compared
    folded and in lower case; a ZWNJ in one stands for a space or for nothing. The first entry of a phrase wins.
    """
    phrases: dict[str, dict[tuple[str, ...], tuple[str, Any]]] = {}
    for entry in entries:
        for spelling in {fold(entry.phrase): None, fold(entry.phrase.replace(ZWNJ, " ")): None}:
            words = tuple(_TOKEN.sub(r" \g<0> ", spelling.lower()).split())
            phrases.setdefault(words[0], {}).setdefault(words, (entry.symbol, entry.value))
    symbols = dict.fromkeys([*_BUILT_IN, *(entry.symbol for entry in entries)])
    codes = {symbol: chr(_FIRST_CODE + order) for order, symbol in enumerate(symbols)}
    vocabulary = {word for spellings in phrases.values() for phrase in spellings for word in phrase}
    anchored = {
        first for first, spellings in phrases.items() if any(symbol in anchors for symbol, _ in spellings.values())
    }
    return Grammar(
        {
            first: [(list(words), *spellings[words]) for words in sorted(spellings, key=len, reverse=True)]
            for first, spellings in phrases.items()
        },
        codes,
        [_rule(means, _regex(pattern, parts, codes)) for means, pattern in rules],
        anchors,
        vocabulary | number_words() | {"\n"},
        (vocabulary | {"\n"}) - anchored - number_words(),
    )


_BUILT_IN = (
    *("other", "break", "numeric", "clock", "decimal"),
    *("small", "zeroed", "small-word", "ordinal", "tens", "year-number", "imperial-year", "number"),
)


def _rule(means: str, pattern: str) -> _Rule:
    compiled = re.compile(pattern, re.VERBOSE)
    roles = [(group, name.rpartition("_")[0].replace("_", "-")) for name, group in compiled.groupindex.items()]
    return _Rule(means, compiled, roles)


def _regex(pattern: str, parts: Mapping[str, str], codes: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: f"({parts[match[1]]})", pattern)

    numbers = count()

    def term(match: re.Match[str]) -> str:
        inner = match["group"] or codes[match["symbol"]]
        if match["role"] is None:
            return inner
        # Names of groups are unique, so that a role can stand in several alternatives.
        group = f"(?P<{match['role'].replace('-', '_')}_{next(numbers)}>"
        return group if match["group"] else f"{group}{inner})"

    return _TERM.sub(term, pattern)
