"""What the modules of this package read of an article; offsets are those of its repaired view."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from tei.annotators.quotations.words import question_asked
from tei.document import Document, Entity, Kind, Span
from tei.language.cues import Cue, CueType, Person, find_cues, is_finite
from tei.language.html_debris import without_debris
from tei.language.mentions import Mentions
from tei.language.quotation_marks import quoted_passages
from tei.language.sentences import sentence_ends
from tei.language.speakers import Speakers
from tei.language.subjects import Subjects
from tei.language.views import View, repaired_view

COLON = re.compile(r"\s*:")

_LONGEST_TITLE = 4
"""Words."""

_LONGEST_WORD = 40


class Block(NamedTuple):
    """A headline or paragraph: half-open offsets of the view, its kind, `type` and function (`ana`)."""

    begin: int
    end: int
    kind: Kind
    type: str
    function: str


class Context:
    """One article: its view, blocks and cues, its mentions, subjects and speakers, quotation marks, verses and embedded
    texts.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view = repaired_view(document)
        self.text = without_debris(self.view.text)
        self.blocks = _blocks(document, self.view)
        self.mentions = Mentions(document, self.view)
        self.quoted = quoted_passages(self.text, [(block.begin, block.end) for block in self.blocks])
        self.subjects = Subjects(document, self.view, self.mentions, self.quoted)
        self.speakers = Speakers(self.view, self.mentions, self.subjects)
        self.quoted_at = {quoted.outer_begin: quoted for quoted in self.quoted}
        self.quoted_until = {quoted.outer_end: quoted for quoted in self.quoted}
        self._cues = find_cues(self.view)
        self._cue_starts = [cue.begin for cue in self._cues]
        self._scripture = [self.view.range(quote.span) for quote in document.annotations(Kind.QUOTE)]
        self.citations = [
            (*self.view.range(reference.span), reference.features["target"])
            for reference in document.annotations(Kind.REFERENCE)
            if reference.features.get("type") == "citation"
        ]
        """The printed references to ayas, each with its half-open offsets."""
        self._letters = [
            (*self.view.range(letter.span), self._signatory(letter.span))
            for letter in document.outermost(Kind.FLOATING_TEXT)
        ]

    def cues_in(self, begin: int, end: int) -> Sequence[Cue]:
        """The cues that begin in a range."""
        return self._cues[bisect_left(self._cue_starts, begin) : bisect_left(self._cue_starts, end)]

    def sentence_ends(self, begin: int, end: int) -> list[int]:
        """The ends of the sentences of a range; a title between marks («کتاب «چرا؟» …») ends none, nor does a question
        to which the verb behind it replies.
        """
        found: list[int] = []
        for at in sentence_ends(self.text, begin, end):
            last = found[-1] if found else begin
            if at == end or not (self._is_title(begin, self.trimmed(begin, at)[1]) or self._is_replied_to(last, at)):
                found.append(at)
        return found

    def _is_replied_to(self, begin: int, end: int) -> bool:
        """Whether what ends is a question that the verb behind it replies to: «در پاسخ به این پرسش که …؟ گفت:»."""
        if not self.text.startswith(("؟", "?"), end - 1) or not question_asked().search(self.text, begin, end):
            return False
        at = self.trimmed(end, len(self.text))[0]
        return any(
            cue.type is CueType.VERB and cue.person is Person.THIRD and COLON.match(self.text, cue.end)
            for cue in self.cues_in(at, at + 1)
        )

    def _is_title(self, begin: int, end: int) -> bool:
        """Whether what ends at an offset is a few words between marks within a sentence, and nothing that is said."""
        quoted = self.quoted_until.get(end)
        if quoted is None or quoted.outer_begin <= begin or len(self.text[quoted.begin : end].split()) > _LONGEST_TITLE:
            return False
        before = self.text[max(begin, quoted.outer_begin - _LONGEST_WORD) : quoted.outer_begin].split()
        return bool(before) and before[-1][-1].isalnum() and not is_finite(before[-1])

    def end_of_marks(self, at: int) -> int:
        """Where the words between marks end among which an offset lies; the end of the text if it lies among none."""
        last = bisect_right(self.quoted, at, key=attrgetter("begin")) - 1
        is_within = last >= 0 and at < self.quoted[last].end
        return self.quoted[last].end if is_within else len(self.text)

    def is_scripture(self, begin: int, end: int) -> bool:
        """Whether a range is a verse or hadith, wholly or in part."""
        return any(first < end and begin < last for first, last in self._scripture)

    def signed_by(self, at: int) -> Entity | None:
        """Who signed the embedded text that an offset lies in."""
        letter = self._letter_at(at)
        return letter[2] if letter else None

    def is_embedded(self, at: int) -> bool:
        """Whether an offset lies in an embedded text."""
        return self._letter_at(at) is not None

    def _letter_at(self, at: int) -> tuple[int, int, Entity | None] | None:
        last = bisect_right(self._letters, at, key=itemgetter(0)) - 1
        return self._letters[last] if last >= 0 and at < self._letters[last][1] else None

    def trimmed(self, begin: int, end: int) -> tuple[int, int]:
        """A range without the white space at its ends."""
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        return begin, end

    def _signatory(self, letter: Span) -> Entity | None:
        signatures = self.document.within(letter, Kind.SIGNED)
        return self.mentions.first(*self.view.range(signatures[0].span)) if signatures else None


def _blocks(document: Document, view: View) -> list[Block]:
    """The blocks that can hold speech."""
    return [
        Block(*view.range(block.span), block.kind, block.features.get("type", ""), block.features.get("ana", ""))
        for block in document.annotations(Kind.HEAD, Kind.PARAGRAPH)
    ]
