"""Who says what: direct and indirect speech with cue and speaker, other uses of quotation marks, and repeats.

All speech rests on a cue (`language.cues`) or on a headline «X: …»: what follows is speech, and what stands before
names the speaker (`language.speakers`). Words between marks that no cue introduces stay unmarked, unless the word
before them says what they are. All offsets but those of `Annotation`s are offsets of the repaired view.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from tei import __version__
from tei.document import Agent, Annotation, Certainty, Document, Entity, Kind, Layer
from tei.language.characters import fold
from tei.language.cues import Cue, CueType, Person, find_cues, is_finite
from tei.language.data_files import load_yaml
from tei.language.quotation_marks import Quoted, quoted_passages
from tei.language.repeats import find_repeat
from tei.language.sentences import sentence_ends
from tei.language.speakers import UNKNOWN, Speaker, Speakers, speaker_of
from tei.language.views import View, repaired_view

AGENT = Agent(ident="quotations", version=__version__, label="Speech and quotations, by rules and a lexicon of cues")

_MARKS = '«"“„‹'
_STOPS = " .،؛:!؟?»”\"'…-"
_LONGEST_CLAUSE = 2000
"""Characters; so that a text without full stops is still read in linear time."""

_LAST_WORDS = 60
"""Words before a cue among which the verb that ends a clause is looked for."""

_CONTEXT = 800
"""Characters before a cue in which words that change its sense are looked for."""

_SHORTEST_CLAUSE = 3
"""Words that an indirect clause without «که» must have: «گفت» alone is often not followed by what was said."""


class _Block(NamedTuple):
    begin: int
    end: int
    kind: Kind
    type: str
    function: str


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words ascribed to somebody; a headline and words that go on after others have no cue."""

    begin: int
    end: int
    direct: bool
    speaker: Speaker
    cue: Cue | None = None
    addressee: str = ""
    written: bool = False


def annotate(document: Document) -> Layer:
    """`said` with `seg type=cue`, `title` and `soCalled`, and `quote type=repeat` with `seg type=repeated`."""
    reading = _Reading(document)
    speeches = [speech for block in reading.blocks for speech in reading.speeches(block)]
    repeats = reading.repeats(speeches)
    return Layer.of(AGENT, [*reading.marked(speeches), *_numbered(reading, speeches, repeats)])


class _Reading:
    """One document, read once from beginning to end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.view = repaired_view(document)
        self.text = self.view.text
        self.blocks = _blocks(document, self.view)
        self.quoted = quoted_passages(self.text, [(block.begin, block.end) for block in self.blocks])
        self._quoted_at = {quoted.outer_begin: quoted for quoted in self.quoted}
        self._quoted_ends = {quoted.outer_end for quoted in self.quoted}
        self._cues = find_cues(self.view)
        self._cue_starts = [cue.begin for cue in self._cues]
        self._spoken = 0
        """The end of the last speech, which can lie in a later block than its cue."""
        self._speakers = Speakers(document, self.view)
        self._scripture = [self.view.range(quote.span) for quote in document.annotations(Kind.QUOTE)]
        self._letters = [
            (*self.view.range(letter.span), self._signatory(self.view.range(letter.span)))
            for letter in document.annotations(Kind.FLOATING_TEXT)
        ]

    # --- speech -----------------------------------------------------------------------------------------------------

    def speeches(self, block: _Block) -> Iterator[_Speech]:
        """The speech in a block, in order."""
        headline = self._headline(block)
        if headline:
            yield headline
            return
        if block.function == "fn.answer":
            yield from self._answer(block)
            return
        ends = sentence_ends(self.text, block.begin, block.end)
        done = max(block.begin, self._spoken)
        for cue in self._cues_in(block.begin, block.end):
            if cue.begin < done:
                continue
            self._observe(ends, done, cue.begin)
            begin = _sentence_begin(ends, block.begin, cue.begin)
            found = list(self._reported(block, ends, max(done, begin), cue))
            yield from found
            done = max([done, *(max(cue.end, speech.end) for speech in found)])
        self._spoken = done
        self._observe(ends, done, block.end)

    def _observe(self, ends: Sequence[int], begin: int, end: int) -> None:
        """Note the subjects of the sentences that lie wholly in a range."""
        first = bisect_right(ends, begin) - 1
        starts = [begin if first < 0 else ends[first], *ends[first + 1 :]]
        for low, high in pairwise(starts):
            if low >= begin and high <= end:
                self._speakers.observe(low, high)

    def _cues_in(self, begin: int, end: int) -> Sequence[Cue]:
        return self._cues[bisect_left(self._cue_starts, begin) : bisect_left(self._cue_starts, end)]

    def _headline(self, block: _Block) -> _Speech | None:
        """A headline «X: words»; X is nothing but names and offices."""
        if block.kind is not Kind.HEAD or block.type == "lead":
            return None
        colon = self.text.find(":", block.begin, min(block.end, block.begin + 80))
        entity = self._speakers.covering(block.begin, colon) if colon > 0 else None
        if entity is None:
            return None
        stop = re.compile(" ?[/+|]|$").search(self.text, colon, block.end)
        begin, end = self._trimmed(colon + 1, stop.start() if stop else block.end)
        quoted = self._quoted_at.get(begin)
        if quoted and quoted.outer_end >= end:
            begin, end = quoted.begin, quoted.end
        if begin >= end:
            return None
        self._speakers.remember(entity)
        return _Speech(begin, end, direct=True, speaker=speaker_of(entity, "high"))

    def _answer(self, block: _Block) -> Iterator[_Speech]:
        """An answer in an interview: the whole paragraph but for the dash or bullet before it."""
        start = re.compile(r"\w").search(self.text, block.begin, block.end)
        if start:
            yield _Speech(start.start(), block.end, direct=True, speaker=self._speakers.last_person())

    def _reported(self, block: _Block, ends: Sequence[int], begin: int, cue: Cue) -> Iterator[_Speech]:
        """What one cue reports, if anything; words in marks that go on after a clause are a second speech."""
        end = min(ends[bisect_right(ends, cue.begin)], cue.end + _LONGEST_CLAUSE)
        if cue.type is CueType.SOURCE:
            yield from self._by_source(begin, end, cue)
            return
        if cue.type is CueType.CLAUSE:
            words = self._clause(cue.end, end, to_verb=True)
            if words:
                yield _Speech(*words, direct=False, speaker=self._subject(begin, cue), cue=cue)
            return
        possible = not _words("possibility").isdisjoint(self._before(begin, cue)[-2:])
        if possible or _narrator_openings().match(self.text, cue.begin):
            return
        match = _AFTER_CUE.match(self.text, cue.end, block.end)
        joint, at = (match.group("joint"), match.end()) if match else ("", cue.end)
        if cue.type is CueType.VERB and (joint == ":" or (joint and self.text[at : at + 1] in _MARKS)):
            direct = self._direct(block, ends, at, colon=":" in joint)
            if direct:
                yield self._told(begin, cue, *direct, direct=True)
            return
        if at >= end or not self._has_clause(begin, cue, joint, at, end):
            return
        words = self._clause(at, end)
        if words is None:
            return
        speech = self._told(begin, cue, *words, direct=False)
        yield speech
        rest = _RESUMED.match(self.text, words[1], block.end)
        quoted = self._quoted_at.get(rest.end()) if rest else None
        if quoted:
            yield replace(speech, begin=quoted.begin, end=quoted.end, direct=True, cue=None)

    def _told(self, sentence: int, cue: Cue, begin: int, end: int, *, direct: bool) -> _Speech:
        speaker = self._subject(sentence, cue)
        written = cue.meaning == "write" or bool(
            _writings().search(self.text, max(sentence, cue.begin - _CONTEXT), cue.begin)
        )
        request = cue.type is CueType.REQUEST
        addressee = self._speakers.addressee(sentence, cue.begin, written=written, request=request)
        addressee = "" if addressee == speaker.entity else addressee
        return _Speech(begin, end, direct, speaker, cue, addressee, written or self._in_letter(cue.begin))

    def _before(self, begin: int, cue: Cue) -> list[str]:
        """The words of a sentence before a cue."""
        return self.text[max(begin, cue.begin - _CONTEXT) : cue.begin].split()

    def _subject(self, sentence: int, cue: Cue) -> Speaker:
        """Who speaks; in a signed text the signatory, who says «می‌گویم» or, formally, «اعلام می‌دارد»."""
        signatory = self._signed_by(cue.begin)
        named = cue.person is Person.THIRD
        speaker = self._speakers.before(sentence, cue.begin) if named else Speaker(UNKNOWN, "low")
        if signatory is None or speaker.certainty == "high":
            return speaker
        is_present = any(word.startswith("می") for word in self.text[cue.begin : cue.end].split())
        return Speaker(signatory.ident, "medium") if is_present or not named else Speaker(UNKNOWN, "low")

    # --- where the words end ----------------------------------------------------------------------------------------

    def _direct(self, block: _Block, ends: Sequence[int], at: int, *, colon: bool) -> tuple[int, int] | None:
        """The literal words that begin at an offset: those in marks, or the stretch up to the narrator's return."""
        quoted = self._quoted_at.get(at)
        if quoted and self._is_whole(quoted, ends):
            return None if self._is_scripture(quoted) else (quoted.begin, quoted.end)
        if quoted is None and self.text[at : at + 1] in _MARKS:
            at = self._trimmed(at + 1, block.end)[0]
        if not colon or at >= block.end:
            return None
        begin, end = self._trimmed(at, self._stretch_end(block, ends, at))
        while end > begin and self.text[end - 1] in " ،؛/":
            end -= 1
        return (begin, end) if begin < end else None

    def _is_whole(self, quoted: Quoted, ends: Sequence[int]) -> bool:
        """Whether words in marks are all that was said, not a name with which the speech begins."""
        rest = self.text[quoted.outer_end : ends[min(bisect_left(ends, quoted.outer_end), len(ends) - 1)]]
        ended = quoted.outer_end in ends or not rest.strip(_STOPS + ")")
        return ended or rest.lstrip()[:1] in set(".،؛!؟(") or len(self.text[quoted.begin : quoted.end].split()) > 4

    def _stretch_end(self, block: _Block, ends: Sequence[int], at: int) -> int:
        """The end of the last sentence before the narrator takes the word again.

        Nothing may show where he does, if the report stands in one paragraph with the speech. Then only one sentence,
        or those up to the last in which somebody speaks for himself, go with the first.
        """
        first = bisect_right(ends, at)
        for number in range(first, len(ends) - 1):
            if self._is_narrated(*self._trimmed(ends[number], ends[number + 1])):
                return ends[number]
        if first == 0 or len(ends) - first <= 2:
            return block.end
        personal = [n for n in range(first + 1, len(ends)) if _personal().search(self.text, ends[n - 1], ends[n])]
        return ends[personal[-1]] if personal else ends[first]

    def _is_narrated(self, begin: int, end: int) -> bool:
        """Whether a sentence after direct speech is the narrator's."""
        if _narrator_openings().match(self.text, begin):
            return True
        cues = [cue for cue in self._cues_in(begin, end) if cue.person is Person.THIRD]
        if cues and self._speakers.is_pronoun(begin):
            return True
        if any(_COLON.match(self.text, cue.end) or cue.type is CueType.CLAUSE for cue in cues):
            return True
        opens = self._speakers.starting(begin) is not None
        return any(cue.begin == begin if cue.type is CueType.SOURCE else opens for cue in cues)

    def _clause(self, at: int, end: int, *, to_verb: bool = False) -> tuple[int, int] | None:
        """A clause that ends with its sentence, before words in marks, or before a verb that reports more.

        With `to_verb` any reporting verb ends it.
        """
        at, end = self._trimmed(at, end)
        resumed = _RESUMPTION.search(self.text, at, end)
        end = resumed.start() if resumed else end
        for cue in self._cues_in(at + 1, end):
            if cue.type is not CueType.VERB:
                continue
            joint = _joint(self.text, cue)
            if joint in ("", "،", ",") and (not to_verb or cue.meaning == "add"):
                continue
            if cue.person is Person.FIRST and not to_verb:
                continue
            start = max(at, cue.begin - 80)
            comma = _COMMA_BEFORE_CUE.search(self.text[start : cue.begin])
            end = max(_last_finite(self.view, at, cue.begin), start + comma.start() if comma else 0) or cue.begin
            break
        begin, end = self._trimmed(at, end)
        while begin < end and self.text[begin] in " ،؛,":
            begin += 1
        while end > begin and self.text[end - 1] in _STOPS and not self._closes(end):
            end -= 1
        return (begin, end) if begin < end else None

    def _closes(self, end: int) -> bool:
        """Whether the mark before an offset closes one within the clause."""
        return end in self._quoted_ends

    def _has_clause(self, begin: int, cue: Cue, joint: str, at: int, end: int) -> bool:
        """Whether what follows a cue without a colon is what was said."""
        words = self.text[at:end].split()
        before = self._before(begin, cue)
        if "را" in before[-4:] and "،" not in "".join(before[-3:]) and " " in self.text[cue.begin : cue.end]:
            return False
        if before and (before[0] in _words("subordinators") or before[-1] in _words("defined")):
            return False
        if joint != "که" and (cue.person is not Person.THIRD or cue.meaning == "add"):
            return False
        if joint == "که":
            return len(words) >= 2
        if len(words) < _SHORTEST_CLAUSE or words[0].strip("،.") in _words("no_clause"):
            return False
        if not any(is_finite(word.strip(_STOPS)) for word in words):
            return False
        if cue.type is CueType.REQUEST:
            return "از" in before
        return "را" not in before[-2:]

    def _by_source(self, begin: int, end: int, cue: Cue) -> Iterator[_Speech]:
        """«به گفته X، …»."""
        at = self._trimmed(cue.end, end)[0]
        start = self._speakers.starting(at)
        if start:
            entity, behind = start
            self._speakers.remember(entity)
            speaker = speaker_of(entity, "high")
        else:
            noun = _SOURCE.match(self.text, at, end)
            pronoun = self._speakers.is_pronoun(at)
            if noun is None or any(map(is_finite, noun.group().split())):
                return
            if cue.meaning == "believe" and not pronoun:
                return
            behind = noun.end(noun.lastgroup or 0)
            speaker = self._speakers.last_person() if pronoun else Speaker(UNKNOWN, "low")
        if cue.meaning == "quote":
            mark = _BEFORE_MARK.match(self.text, behind, end)
            quoted = self._quoted_at.get(mark.end()) if mark else None
            if quoted and not self._is_scripture(quoted):
                yield _Speech(quoted.begin, quoted.end, direct=True, speaker=speaker, cue=cue)
            return
        words = self._clause(behind, end)
        if words and len(self.text[slice(*words)].split()) >= _SHORTEST_CLAUSE:
            yield _Speech(*words, direct=False, speaker=speaker, cue=cue)

    # --- marks without a cue ----------------------------------------------------------------------------------------

    def marked(self, speeches: Sequence[_Speech]) -> Iterator[Annotation]:
        """Titles and so-called things between marks."""
        said = {(speech.begin, speech.end) for speech in speeches}
        for quoted in self.quoted:
            if (quoted.begin, quoted.end) in said or self._is_scripture(quoted):
                continue
            span = self.view.span(quoted.begin, quoted.end)
            words = len(self.text[quoted.begin : quoted.end].split())
            match = _before_marks().search(self.text, max(0, quoted.outer_begin - 30), quoted.outer_begin)
            if match is None or words > 12 or self._speakers.first(quoted.begin, quoted.end):
                continue
            level = _title_levels().get(" ".join(match.group("word").split()))
            if level:
                yield Annotation(Kind.TITLE, span, {"level": level}, "medium")
            elif words <= 4:
                yield Annotation(Kind.SO_CALLED, span, {}, "medium")

    def _is_scripture(self, quoted: Quoted) -> bool:
        return any(begin < quoted.end and quoted.begin < end for begin, end in self._scripture)

    # --- repeats ----------------------------------------------------------------------------------------------------

    def repeats(self, speeches: Sequence[_Speech]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """(passage, what it repeats) for the sentences of the leads and the speeches that an embedded text repeats."""
        body = [block for block in self.blocks if block.kind is not Kind.HEAD]
        embedded = [(block.begin, block.end) for block in body if self._in_letter(block.begin)]
        rest = [(block.begin, block.end) for block in body if not self._in_letter(block.begin)]
        found = []
        for block in self.blocks:
            if block.kind is not Kind.HEAD:
                continue
            said = [(speech.begin, speech.end) for speech in speeches if block.begin <= speech.begin < block.end]
            for passage in said or [(block.begin, block.end)]:
                source = find_repeat(self.view, *passage, [*embedded, *rest])
                if source:
                    found.append((passage, source))
        for speech in speeches:
            if not self._in_letter(speech.begin) and not any(speech.begin == passage[0] for passage, _ in found):
                source = find_repeat(self.view, speech.begin, speech.end, embedded)
                if source:
                    found.append(((speech.begin, speech.end), source))
        return found

    # --- embedded texts ---------------------------------------------------------------------------------------------

    def _signatory(self, letter: tuple[int, int]) -> Entity | None:
        for signed in self.document.annotations(Kind.SIGNED):
            begin, end = self.view.range(signed.span)
            if letter[0] <= begin and end <= letter[1]:
                return self._speakers.first(begin, end)
        return None

    def _signed_by(self, at: int) -> Entity | None:
        return next((entity for begin, end, entity in self._letters if begin <= at < end), None)

    def _in_letter(self, at: int) -> bool:
        return any(begin <= at < end for begin, end, _ in self._letters)

    def _trimmed(self, begin: int, end: int) -> tuple[int, int]:
        while begin < end and self.text[begin].isspace():
            begin += 1
        while end > begin and self.text[end - 1].isspace():
            end -= 1
        return begin, end


def _blocks(document: Document, view: View) -> list[_Block]:
    """The blocks that can hold speech."""
    blocks = document.annotations(Kind.HEAD, Kind.PARAGRAPH)
    return [
        _Block(*view.range(block.span), block.kind, block.features.get("type", ""), block.features.get("ana", ""))
        for block in blocks
    ]


def _sentence_begin(ends: Sequence[int], begin: int, at: int) -> int:
    number = bisect_right(ends, at)
    return ends[number - 1] if number else begin


def _joint(text: str, cue: Cue) -> str:
    """What joins a cue to the words behind it: a colon, «که», a comma or nothing."""
    match = _AFTER_CUE.match(text, cue.end)
    return match.group("joint") if match else ""


def _last_finite(view: View, begin: int, end: int) -> int:
    """The end of the last finite verb in a range; 0 if there is none."""
    low, high = bisect_left(view.token_starts, begin), bisect_left(view.token_starts, end)
    low = max(low, high - _LAST_WORDS)
    return next((token.end for token in reversed(view.tokens[low:high]) if is_finite(token.text)), 0)


def _numbered(
    reading: _Reading, speeches: Sequence[_Speech], repeats: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[Annotation]:
    """The annotations of speech, cues and repeats with their ids, which count on from those of earlier layers."""
    span = reading.view.span
    saids = {(speech.begin, speech.end): f"said.{number}" for number, speech in enumerate(speeches, 1)}
    cues = [speech for speech in speeches if speech.cue]
    sources = {source: "" for _, source in repeats}
    segments: list[tuple[int, _Speech | tuple[int, int]]] = [
        (speech.cue.begin, speech) for speech in cues if speech.cue
    ]
    segments.extend((source[0], source) for source in sources)
    for number, (_, segment) in enumerate(sorted(segments, key=lambda pair: pair[0]), 1):
        if isinstance(segment, _Speech):
            if segment.cue:
                said = saids[segment.begin, segment.end]
                features = {"type": "cue", "corresp": said, "ana": f"cue.{segment.cue.meaning}"}
                where = span(segment.cue.begin, segment.cue.end)
                yield Annotation(Kind.SEGMENT, where, features, segment.speaker.certainty, f"seg.{number}")
        else:
            sources[segment] = f"seg.{number}"
            yield Annotation(Kind.SEGMENT, span(*segment), {"type": "repeated"}, "high", f"seg.{number}")
    repeated = {passage: sources[source] for passage, source in repeats}
    for speech in speeches:
        passage = (speech.begin, speech.end)
        yield _said(speech, saids[passage], repeated.get(passage, ""), reading.view)
    taken = len(reading.document.annotations(Kind.QUOTE))
    quotes = sorted(passage for passage in repeated if passage not in saids)
    for number, passage in enumerate(quotes, taken + 1):
        features = {"type": "repeat", "source": repeated[passage]}
        yield Annotation(Kind.QUOTE, span(*passage), features, "high", f"quote.{number}")


def _said(speech: _Speech, ident: str, source: str, view: View) -> Annotation:
    features = {"who": speech.speaker.entity, "direct": "true" if speech.direct else "false"}
    if speech.addressee:
        features["toWhom"] = speech.addressee
    if speech.written:
        features["aloud"] = "false"
    if source:
        features["source"] = source
    certainty: Certainty = speech.speaker.certainty
    return Annotation(Kind.SAID, view.span(speech.begin, speech.end), features, certainty, ident)


_AFTER_CUE = re.compile(r'\s*(?P<joint>:|که(?![\w])|[،,]|(?=[«"“„])|)\s*')
_COMMA_BEFORE_CUE = re.compile(r"[،,](?=(?:\s*\w+){0,4}\s*\Z)")
_COLON = re.compile(r"\s*:")
_RESUMPTION = re.compile(r'\s*:\s*[«"“]')
_SOURCE = re.compile(r"(?P<noun>\w+(?: \w+){0,7}) ?[،,]|(?P<plural>(?:این |آن )?\w{2,}(?:ان|ها|ین))\b")
_BEFORE_MARK = re.compile(r"\s*[،,:]?\s*")
_RESUMED = re.compile(r"\s*:\s*")


@cache
def _knowledge() -> Any:
    return load_yaml("cues.yaml")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, _knowledge()[name]))


@cache
def _narrator_openings() -> re.Pattern[str]:
    return re.compile("|".join(map(fold, _knowledge()["narrator_openings"])))


@cache
def _personal() -> re.Pattern[str]:
    return re.compile(fold(_knowledge()["personal"]))


@cache
def _writings() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + fold(_knowledge()["writings"]) + ")")


@cache
def _title_levels() -> dict[str, str]:
    return {fold(word): level for level, words in _knowledge()["titles"].items() for word in words}


@cache
def _before_marks() -> re.Pattern[str]:
    words = [*_title_levels(), *map(fold, _knowledge()["so_called"])]
    alternatives = "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?P<word>{alternatives}) ?$")
