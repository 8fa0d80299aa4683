"""The sentences that somebody who is named first says: «معاون نظارت بر بازار … افزود»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set
from typing import NamedTuple

from tei.document import Document, Kind
from tei.language.cues import CueType, Person, find_cues
from tei.language.subjects import word_set
from tei.language.views import View

_LONGEST = 45
"""Words before the verb, at most."""

_LONGEST_CREDIT = 120
"""Characters of the longest credit at the beginning of a sentence."""

_SENTENCE_END = re.compile(r"[.!؟؛:\n]")


class Clause(NamedTuple):
    """A sentence in which somebody speaks, as places of words in a text."""

    begin: int
    verb: int
    """Where the first verb of speech begins."""
    borders: frozenset[int]
    """Where phrases like «با بیان این‌که» and dates begin."""


class Clauses:
    """The sentences of a text that have a verb of speech in the third person singular."""

    def __init__(self, document: Document, view: View, persons: Set[int]) -> None:
        """`persons` are the words with which names of persons begin."""
        self._view = view
        self._persons = persons
        cues = [cue for cue in find_cues(view) if cue.person is Person.THIRD]
        verbs = [cue for cue in cues if cue.type is CueType.VERB]
        self._verbs = [cue.begin for cue in verbs]
        self._are_plural = [view.text[cue.begin : cue.end].endswith("ند") for cue in verbs]
        dates = document.annotations(Kind.DATE, Kind.TIME)
        borders = [cue.begin for cue in cues if cue.type is CueType.CLAUSE]
        borders += [view.range(date.span)[0] for date in dates]
        self._borders = frozenset(map(self._word, borders))

    def beginning(self, at: int) -> Clause | None:
        """The clause that begins with a word, which opens its sentence or stands behind a credit; see `around`."""
        return self.around(at) if self.opens(at) or self._follows_credit(at) else None

    def around(self, at: int) -> Clause | None:
        """The rest of a clause from a word on, if its next verb of speech is near, in its sentence and singular."""
        begin = self._view.word_begins[at]
        number = bisect_left(self._verbs, begin)
        if number == len(self._verbs) or self._are_plural[number]:
            return None
        verb = self._verbs[number]
        if _SENTENCE_END.search(self._view.text, begin, verb) or self._word(verb) > at + _LONGEST:
            return None
        return Clause(at, self._word(verb), self._borders)

    def opens(self, at: int) -> bool:
        """Whether a word opens a sentence."""
        words, view = self._view.words, self._view
        gap = view.text[view.word_ends[at - 1] : view.word_begins[at]]
        return at == 0 or words[at - 1] in ".:؟!؛»" or "\n" in gap

    def _follows_credit(self, at: int) -> bool:
        """Whether a word stands behind the comma that closes the credit of a sentence: «به گزارش مهر، معاون …»."""
        view = self._view
        if view.words[at - 1] not in "،,":
            return False
        end = view.word_begins[at]
        last = max(end - _LONGEST_CREDIT, 0)
        begin = max((match.end() for match in _SENTENCE_END.finditer(view.text, last, end)), default=last)
        first = self._word(begin)
        credit = view.text.startswith(tuple(word_set("credits")), view.word_begins[first])
        return credit and self._persons.isdisjoint(range(first, at))

    def _word(self, begin: int) -> int:
        """The number of the word at an offset."""
        return bisect_left(self._view.word_begins, begin)
