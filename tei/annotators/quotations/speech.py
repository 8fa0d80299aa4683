"""Direct and indirect speech with its speakers.

All speech rests on a cue (`language.cues`), on a speaker before a colon at the beginning of a headline or paragraph, or
on the form of an interview: what follows is speech, and what stands before names the speaker (`language.speakers`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tei.annotators.quotations.context import Block, Context
from tei.annotators.quotations.extent import STOPS, clause, direct_words, joint_behind, words_before
from tei.annotators.quotations.words import (
    announced_list,
    answer_label,
    first_person,
    main_clause_behind,
    narrator_openings,
    occasions,
    phrases_with_from,
    speech_nouns,
    words,
    writings,
)
from tei.document import Entity, EntityKind, Kind
from tei.document.entity import UNKNOWN
from tei.language.cues import Cue, CueType, Person, is_finite
from tei.language.speakers import Speaker, speaker_of

_CONTEXT = 800
"""Characters before a cue in which words that change its sense are looked for."""

_LONGEST_CLAUSE = 2000
"""Characters; so that a text without full stops is still read in linear time."""

_LONGEST_LABEL = 80
"""Characters before the colon of «X: …»."""

_LONGEST_SPEAKER = 8
"""Words of a label in a headline that names nobody."""

_SHORTEST_CLAUSE = 3
"""Words that an indirect clause without «که» must have: «گفت» alone is often not followed by what was said."""

_SHORTEST_TURN = 3
"""Words that make «X: …» in a paragraph speech; fewer are a name behind a function."""

_COMMAS = ("،", ",")
_CONTINUING = (*_COMMAS, "و ")
"""What joins a second verb of reporting to a sentence in which something was said already."""

_SOURCE = re.compile(r"(?P<noun>\w+(?: +\w+){0,7}) *[،,]|(?P<plural>(?:این |آن )?\w{2,}(?:ان|ها|ین))\b(?! و\b)")
_BEFORE_MARK = re.compile(r"(?: ?\([^()\n]{1,20}\))?\s*[،,:]?\s*")
_COMMA = re.compile(r"\s*[،,]")
_RESUMED = re.compile(r"\s*:\s*")
_ITEM = re.compile(r"[*•●■]\s*(?:\{[^{}]*\}\s*:?)?(?P<words>[^*•●■]+)")
"""An item of a list, without the narrator's words in braces."""
_DASHED_ITEM = re.compile(r"[-–]\s(?P<words>(?:(?!(?<=[.!؟»])\s?[-–]\s).)+)\s?")
"""An item behind a dash; a dash within a sentence begins none."""

_SENTENCE_START = re.compile(r"\w")
_FROM = re.compile(r"\bاز ")
_WORD = re.compile(r"\w+")
_END_OF_HEADLINE = re.compile(r" ?(?:(?!(?<=\d)/\d)[/+|]|\([^()\n]{1,20}\)$)|$")


@dataclass(frozen=True, slots=True)
class Speech:
    """Words ascribed to somebody, in offsets of the view.

    A headline, an answer, and words that go on after others have no cue. `addressee` is the id of an entity or empty.
    """

    begin: int
    end: int
    direct: bool
    speaker: Speaker
    cue: Cue | None = None
    addressee: str = ""
    written: bool = False


def find_speech(context: Context) -> list[Speech]:
    """The speech of an article, in the order of the text, without overlap."""
    reader = _Reader(context)
    return [speech for block in context.blocks for speech in reader.speeches(block)]


class _Reader:
    """Reads an article once from beginning to end, since who spoke last is whom a pronoun takes up."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._text = context.text
        self._mentions = context.mentions
        self._subjects = context.subjects
        self._speakers = context.speakers
        self._spoken = 0
        """The end of the last speech, which can lie in a later block than its cue."""
        self._current: Speaker | None = None
        """Who said something before in the sentence that is being read."""
        self._is_memoir = False
        """Whether a sentence so far that reports nothing is in the first person: the narrator tells of himself."""
        self._voice: str | None = None
        """The id of whose speech filled the paragraph before."""
        self._is_narrator_personal = False
        """Whether a paragraph before has the first person outside of speech, so that one more need be nobody else's."""
        self._opening = 0
        """Where the block begins that is being read."""
        has_bullets = any(bullet in self._text for bullet in ("*", "•", "●", "■", "- ", "– "))
        self._lists = list(announced_list().finditer(self._text)) if has_bullets else []

    def speeches(self, block: Block) -> Sequence[Speech]:
        """The speech in a block, in order."""
        found = self._gone_on(block) or list(self._speeches(block))
        if block.kind is Kind.PARAGRAPH:
            self._listen(block, found)
        return found

    def _gone_on(self, block: Block) -> Sequence[Speech]:
        """A paragraph in which somebody goes on to speak for himself, though nothing says so.

        So it is where his speech filled the paragraph before, nobody else reports anything, and the narrator himself
        never says «من».
        """
        if self._voice is None or self._is_narrator_personal or block.kind is not Kind.PARAGRAPH or block.function:
            return []
        begin, end = self._context.trimmed(block.begin, block.end)
        is_own = first_person().search(self._text, begin, end) and ":" not in self._text[begin:end]
        is_reported = any(cue.person is not Person.FIRST for cue in self._context.cues_in(begin, end))
        if not is_own or is_reported or narrator_openings().match(self._text, begin) or self._spoken > begin:
            return []
        self._spoken = block.end
        return [Speech(begin, end, True, Speaker(self._voice, "low"))]

    def _listen(self, block: Block, found: Sequence[Speech]) -> None:
        """Note whose speech fills a paragraph to its end, and whether the narrator speaks for himself in it."""
        at = block.begin
        for speech in [*found, None]:
            rest = speech.begin if speech else block.end
            self._is_narrator_personal |= first_person().search(self._text, at, max(at, rest)) is not None
            at = speech.end if speech else at
        last = found[-1] if found and found[-1].direct else None
        end = self._context.trimmed(block.begin, block.end)[1]
        fills = last is not None and last.end == end and first_person().search(self._text, last.begin, last.end)
        self._voice = last.speaker.entity if last and fills and not self._context.is_embedded(last.begin) else None

    def _speeches(self, block: Block) -> Iterator[Speech]:
        self._opening = block.begin
        ends = self._context.sentence_ends(block.begin, block.end)
        labelled = self._headline(block) if block.kind is Kind.HEAD else self._turn(block, ends)
        if labelled:
            self._spoken = labelled.end
            yield labelled
            if block.kind is Kind.HEAD:
                yield from self._further_headlines(labelled)
                return
        if block.function == "fn.answer":
            yield from self._answer(block)
            return
        done = seen = max(block.begin, self._spoken)
        announced = next((match for match in self._lists if block.begin <= match.start() < block.end), None)
        end = announced.start() if announced else block.end
        for cue in self._context.cues_in(block.begin, end):
            if cue.begin < done:
                continue
            begin = _sentence_begin(ends, block.begin, cue.begin)
            self._observe(ends, max(done, seen), begin)
            seen = begin
            self._current = self._current if begin < done else None
            found = list(self._reported(block, ends, max(done, begin), cue))
            yield from found
            for speech in found:
                self._current = speech.speaker
                self._speakers.spoke(speech.speaker.entity, direct=speech.direct)
            done = max([done, *(max(cue.end, speech.end) for speech in found)])
        self._spoken = done
        self._observe(ends, max(done, seen), end)
        if announced:
            self._spoken = block.end
            yield from self._items(announced, block)

    def _observe(self, ends: Sequence[int], begin: int, end: int) -> None:
        """Note the subjects of the sentences that lie wholly in a range, and whether the narrator speaks of himself."""
        first = bisect_right(ends, begin) - 1
        starts = [begin if first < 0 else ends[first], *ends[first + 1 : bisect_right(ends, end)]]
        for low, high in pairwise(starts):
            if low >= begin:
                self._speakers.observe(low, high)
                self._is_memoir = self._is_memoir or first_person().search(self._text, low, high) is not None

    # --- speech without a cue -----------------------------------------------------------------------------------------

    def _headline(self, block: Block) -> Speech | None:
        """A headline «X: words» or «words: X».

        X is nothing but names and offices, or a person «در دیدار با …», or stands behind a noun as «هشدار».
        """
        colon = self._colon(block)
        if colon < 0 or self._spoken > block.begin:
            return None
        if block.type == "lead" and not self._is_person(self._mentions.covering(block.begin, colon, named=True)):
            return None
        sure = self._mentions.covering(block.begin, colon) or self._on_occasion(block.begin, colon)
        entity = sure or self._behind_noun(block.begin, colon)
        before = self._headline_before(block) if entity is None else None
        if before:
            return before
        label = block.begin
        if colon + 1 == block.end:
            block, _ = self._next(block)
        stop = _END_OF_HEADLINE.search(self._text, colon, block.end)
        words = self._headline_words(colon + 1, stop.start() if stop else block.end)
        if words is None:
            return None
        if entity is None and self._is_somebody(label, colon, *words):
            entity = self._behind_noun(label, colon, places=True)
            if entity is None:
                return Speech(*words, True, Speaker(UNKNOWN, "low"))
        if entity is None:
            return None
        self._speakers.remember(entity)
        addressee = self._subjects.addressee(label, colon, written=False, request=False)
        speaker = speaker_of(entity, "high" if sure else "medium")
        return Speech(*words, True, speaker, addressee="" if addressee == entity.ident else addressee)

    def _is_person(self, entity: Entity | None) -> bool:
        return entity is not None and entity.kind is EntityKind.PERSON

    def _is_somebody(self, begin: int, colon: int, words_begin: int, words_end: int) -> bool:
        """Whether a label that names nobody who is known still stands for somebody: behind «کارشناسان:» somebody speaks
        for himself, or «مدیر باشگاه:» is a line of its own above the headline.
        """
        label = self._text[begin:colon].split()
        if not 0 < len(label) <= _LONGEST_SPEAKER or _has_verb(label):
            return False
        if words_begin > self._text.find("\n", colon) >= 0:
            return self._subjects.is_label_of_person(begin)
        return first_person().search(self._text, words_begin, words_end) is not None

    def _further_headlines(self, first: Speech) -> Iterator[Speech]:
        """The further headlines behind strokes, all of them said by whom the first one names: «X: words / words»."""
        block = self._context.blocks[bisect_right(self._context.blocks, first.begin, key=lambda other: other.begin) - 1]
        begin = self._text.find("/", first.end, min(block.end, first.end + 3)) + 1
        while begin:
            stop = _END_OF_HEADLINE.search(self._text, begin, block.end)
            end = stop.start() if stop else block.end
            words = self._headline_words(begin, end)
            if (
                words is None
                or len(self._text[slice(*words)].split()) < _SHORTEST_CLAUSE
                or ":" in self._text[begin:end]
            ):
                return
            yield replace(first, begin=words[0], end=words[1])
            self._spoken = words[1]
            begin = self._text.find("/", end, min(block.end, end + 2)) + 1

    def _headline_before(self, block: Block) -> Speech | None:
        """A headline «words: X»; without marks X must have an office, for a name tells who was meant, too."""
        colon = self._text.rfind(":", block.begin, block.end)
        entity = self._mentions.covering(colon + 1, block.end)
        words = self._headline_words(block.begin, colon)
        if entity is None or entity.kind is EntityKind.PLACE or words is None:
            return None
        is_quoted = words[0] > block.begin
        last = self._text[slice(*words)].split()[-1]
        is_told = is_finite(last) and not last.startswith("شد") and self._mentions.has_office(colon + 1, block.end)
        if not is_quoted and not is_told:
            return None
        self._speakers.remember(entity)
        return Speech(*words, True, speaker_of(entity, "medium"))

    def _headline_words(self, begin: int, end: int) -> tuple[int, int] | None:
        """The words of a stretch of a headline, without the marks around them; None if there are none."""
        begin, end = self._context.trimmed(begin, end)
        quoted = self._context.quoted_at.get(begin)
        if quoted and quoted.outer_end >= end:
            return quoted.begin, quoted.end
        return (begin, end) if begin < end else None

    def _behind_noun(self, begin: int, end: int, *, places: bool = False) -> Entity | None:
        """Who is named behind a noun of speech: «هشدار X به Y: …», «پاسخ تند X: …»; a place only if `places`."""
        noun = speech_nouns().match(self._text, begin, end)
        starts = (noun.start("adjective"), noun.end()) if noun else ()
        found = (self._mentions.starting(self._context.trimmed(at, end)[0]) for at in starts)
        return next((start[0] for start in found if start and (places or start[0].kind is not EntityKind.PLACE)), None)

    def _on_occasion(self, begin: int, colon: int) -> Entity | None:
        """The person before «در دیدار با …:» or «خطاب به …:»."""
        start = self._mentions.starting(begin)
        if start is None or start[0].kind is not EntityKind.PERSON:
            return None
        entity, behind = start
        return entity if occasions().fullmatch(self._text, behind, colon) else None

    def _turn(self, block: Block, ends: Sequence[int]) -> Speech | None:
        """A paragraph «X: words», as the turns of an interview are; X is the name of a person."""
        if self._spoken > block.begin or block.function == "fn.question":
            return None
        colon = self._colon(block)
        entity = self._mentions.covering(block.begin, colon, named=True)
        if colon < 0 or entity is None or entity.kind is not EntityKind.PERSON:
            return None
        begin, end = self._context.trimmed(colon + 1, self._return(block, ends))
        if len(self._text[begin:end].split()) < _SHORTEST_TURN:
            return None
        self._speakers.remember(entity)
        begin, end = direct_words(self._context, block, ends, begin, colon=False) or (begin, end)
        return Speech(begin, end, True, speaker_of(entity, "high"))

    def _return(self, block: Block, ends: Sequence[int]) -> int:
        """Where the narrator says in a paragraph that he takes the word; its end if nowhere."""
        starts = ((at, self._context.trimmed(at, block.end)[0]) for at in ends[:-1])
        return next((at for at, begin in starts if narrator_openings().match(self._text, begin)), block.end)

    def _colon(self, block: Block) -> int:
        """Where the first colon of a block stands, if near its beginning; else -1."""
        return self._text.find(":", block.begin, min(block.end, block.begin + _LONGEST_LABEL))

    def _answer(self, block: Block) -> Iterator[Speech]:
        """An answer in an interview: the whole paragraph but for the dash, bullet or «ج:» before it."""
        label = answer_label().match(self._text, block.begin, block.end)
        start = _SENTENCE_START.search(self._text, label.end() if label else block.begin, block.end)
        if start:
            yield Speech(start.start(), block.end, True, self._speakers.interviewed(block.begin))

    def _items(self, announced: re.Match[str], block: Block) -> Iterator[Speech]:
        """What somebody says in a list that is announced so: «اهم سخنان X: * … * …»."""
        entity = self._mentions.first(*announced.span())
        speaker = speaker_of(entity, "medium") if entity else self._speakers.last_person()
        pattern = _DASHED_ITEM if self._text[announced.end()] in "-–" else _ITEM
        for item in pattern.finditer(self._text, announced.end(), block.end):
            begin, end = self._context.trimmed(*item.span("words"))
            if begin < end:
                yield Speech(begin, end, True, speaker)

    # --- speech with a cue --------------------------------------------------------------------------------------------

    def _reported(self, block: Block, ends: Sequence[int], begin: int, cue: Cue) -> Iterator[Speech]:
        """What one cue of a sentence that begins at `begin` reports, if anything."""
        end = min(ends[bisect_right(ends, cue.begin)], cue.end + _LONGEST_CLAUSE, self._context.end_of_marks(cue.begin))
        if cue.type is CueType.SOURCE:
            yield from self._by_source(block, ends, end, cue)
        elif cue.type is CueType.CLAUSE:
            yield from self._within_sentence(begin, end, cue)
        elif cue.type is CueType.PARTICIPLE:
            yield from self._behind_participle(block, begin, end, cue)
        elif not self._is_possibility(begin, cue) and not narrator_openings().match(self._text, cue.begin):
            before = self._before(max(block.begin, self._spoken), cue)
            yield from before
            yield from self._behind(block, ends, begin, end, cue, before)

    def _is_possibility(self, begin: int, cue: Cue) -> bool:
        """Whether something can be said, and nobody says it: «می‌توان گفت», «می‌توان به X اشاره کرد که …»."""
        before = self._words_before(begin, cue)
        if not words("possibility").isdisjoint(before[-2:]):
            return True
        clause_words = takewhile(
            lambda word: word[-1].isalnum() and (word in words("can") or not is_finite(word)), before[::-1]
        )
        is_compound = " " in self._text[cue.begin : cue.end]
        return is_compound and not words("can").isdisjoint(clause_words)

    def _behind_participle(self, block: Block, begin: int, end: int, cue: Cue) -> Iterator[Speech]:
        """«X گفته …» without «است», where nothing but the name of X stands before it."""
        joint, at = joint_behind(self._context, cue, end)
        named = self._mentions.covering(self._subjects.behind_credit(begin, cue.begin), cue.begin)
        if named and at < end and self._has_clause(begin, cue, joint, at, end):
            yield from self._clause_behind(block, begin, end, at, cue)

    def _before(self, begin: int, cue: Cue) -> list[Speech]:
        """What stands before its verb: words in marks."""
        if cue.person is not Person.THIRD:
            return []
        found = words_before(self._context, begin, cue)
        if found:
            quoted, subject = found
            return [Speech(quoted.begin, quoted.end, True, self._subject(subject, cue), cue)]
        return []

    def _behind(
        self, block: Block, ends: Sequence[int], begin: int, end: int, cue: Cue, before: Sequence[Speech]
    ) -> Iterator[Speech]:
        """What stands behind its verb; words in marks that go on after a clause are a second speech."""
        joint, at = joint_behind(self._context, cue, block.end)
        if before:
            quoted = self._context.quoted_at.get(at) if joint else None
            if quoted:
                yield replace(before[-1], begin=quoted.begin, end=quoted.end, cue=None)
            return
        direct = self._literal(block, ends, begin, cue, joint, at)
        if direct:
            yield direct
        elif joint == ":" and cue.type is not CueType.REQUEST:
            return
        elif at < end and self._text[at] not in ".؛" and self._has_clause(begin, cue, joint, at, end):
            yield from self._clause_behind(block, begin, end, at, cue)
        elif cue.type is CueType.VERB:
            yield from self._topic(begin, cue)

    def _literal(self, block: Block, ends: Sequence[int], begin: int, cue: Cue, joint: str, at: int) -> Speech | None:
        """The literal words behind a verb: those behind a colon, in the next block where it ends one, or in marks."""
        if cue.type is CueType.REQUEST or (joint != ":" and at not in self._context.quoted_at):
            return None
        if at >= block.end and cue.person is Person.THIRD and not self._context.is_embedded(cue.begin):
            block, at = self._next(block)
            ends = self._context.sentence_ends(block.begin, block.end)
        speaker = self._subject(begin, cue)
        found = direct_words(
            self._context,
            block,
            ends,
            at,
            colon=joint == ":",
            speaker=speaker.entity,
            memoir=self._is_memoir,
            to_end=cue.type is CueType.WRITING and not words("rest").isdisjoint(self._words_before(begin, cue)),
        )
        return self._told(begin, cue, speaker, *found, direct=True) if found else None

    def _next(self, block: Block) -> tuple[Block, int]:
        """The next block of the same kind, behind one that ends with a colon, and where it begins; else the block."""
        blocks = self._context.blocks
        at = bisect_right(blocks, (block.begin, block.end), key=lambda other: (other.begin, other.end))
        if at == len(blocks) or blocks[at].kind is not block.kind or blocks[at].type == "lead":
            return block, block.end
        is_near = not self._text[block.end : blocks[at].begin].strip()
        return (blocks[at], blocks[at].begin) if is_near and not blocks[at].function else (block, block.end)

    def _clause_behind(self, block: Block, begin: int, end: int, at: int, cue: Cue) -> Iterator[Speech]:
        before = self._words_before(begin, cue)
        is_relative = before[-1:] == ["که"]
        if before and before[0] in words("concessives"):
            end = next((match.start() for match in main_clause_behind().finditer(self._text, at, end)), end)
        found = clause(self._context, at, end, to_verb=is_relative)
        if found is None:
            return
        rest = _RESUMED.match(self._text, found[1], block.end)
        quoted = self._context.quoted_at.get(rest.end()) if rest else None
        if quoted and any(other.type is CueType.SOURCE for other in self._context.cues_in(at, at + 1)):
            return
        speech = self._told(begin, cue, self._subject(begin, cue), *found, direct=False)
        yield speech
        if quoted:
            yield replace(speech, begin=quoted.begin, end=quoted.end, direct=True, cue=None)

    def _topic(self, begin: int, cue: Cue) -> Iterator[Speech]:
        """What somebody announces before the verb: «از … خبر داد»; «خبر می‌دهد» is said of things, too."""
        if self._text[cue.begin : cue.end].split()[0] not in words("topical"):
            return
        speaker = self._subject(begin, cue)
        if speaker.certainty != "high" and self._is_present(cue):
            return
        opening = self._subjects.behind_credit(begin, cue.begin)
        behind = max(opening, self._mentions.end_of(speaker.entity, opening, cue.begin))
        comma = self._text.rfind("،", behind, cue.begin) + 1
        last = self._first_topic(comma, cue.begin) if comma and speaker.entity == UNKNOWN else None
        topic = last or self._first_topic(behind, cue.begin)
        if topic:
            yield self._told(begin, cue, speaker, *topic, direct=False)

    def _first_topic(self, begin: int, end: int) -> tuple[int, int] | None:
        """The words behind the first «از», up to `end`; or behind the last «و از», which begins a clause.

        An «از» that belongs to another word («پس از», «از سوی») is passed over, and that of a verb before it, unless
        the verb ends a relative clause.
        """
        low = max(begin, end - _CONTEXT)
        starts: list[int] = []
        for match in _FROM.finditer(self._text, low, end):
            before = self._text[low : match.start()].rstrip().rpartition(" ")[2]
            is_behind_relative = is_finite(before) and " که " in self._text[low : match.start()]
            is_own = before not in words("with_from") and (is_behind_relative or not is_finite(before))
            if is_own and not phrases_with_from().match(self._text, match.end()):
                starts = [match.end()] if before == "و" else [*starts, match.end()]
        if not starts:
            return None
        begin, end = self._context.trimmed(starts[0], end)
        found = begin, begin + len(self._text[begin:end].rstrip(STOPS))
        return found if len(self._text[slice(*found)].split()) > 1 else None

    def _within_sentence(self, begin: int, end: int, cue: Cue) -> Iterator[Speech]:
        """«با بیان این‌که …»: a clause up to the next reporting verb, or words in marks."""
        at, _ = self._context.trimmed(cue.end, end)
        quoted = self._context.quoted_at.get(at)
        found = clause(self._context, cue.end, end, to_verb=True)
        if (
            quoted
            and found
            and found[1] <= quoted.outer_end
            and not self._context.is_scripture(quoted.begin, quoted.end)
        ):
            yield Speech(quoted.begin, quoted.end, True, self._subject(begin, cue), cue)
        elif found:
            yield Speech(*found, False, self._subject(begin, cue), cue)

    def _by_source(self, block: Block, ends: Sequence[int], end: int, cue: Cue) -> Iterator[Speech]:
        """«به گفته X، …»; an agency that is quoted word for word, and a person, speak in «به نقل از X، …», too."""
        at = self._context.trimmed(cue.end, end)[0]
        if first_person().match(self._text, at, end):
            return
        start = self._mentions.starting(at)
        is_person = start is not None and start[0].kind is EntityKind.PERSON
        if start:
            entity, behind = start
            self._speakers.remember(entity)
            others, behind = self._mentions.following(entity, behind)
            idents = dict.fromkeys(one.ident for one in (entity, *others))
            speaker = Speaker(" ".join(idents), speaker_of(entity, "high").certainty)
        else:
            pronoun = self._subjects.is_pronoun(at)
            noun = (_WORD if pronoun else _SOURCE).match(self._text, at, end)
            if noun is None or any(map(is_finite, noun.group().split())):
                return
            if cue.meaning == "believe" and not pronoun and self._text[cue.begin : cue.end] not in words("of_people"):
                return
            behind = noun.end(noun.lastgroup or 0)
            speaker = self._speakers.last_person() if pronoun else Speaker(UNKNOWN, "low")
        mark = _BEFORE_MARK.match(self._text, behind, end)
        colon = mark is not None and ":" in mark.group() and mark.end() in self._context.quoted_at
        literal = direct_words(self._context, block, ends, mark.end(), colon=colon) if mark else None
        if literal:
            yield Speech(*literal, True, speaker, cue)
            return
        if cue.meaning == "quote" and (
            not is_person or not _COMMA.match(self._text, behind, end) or self._context.cues_in(behind, end)
        ):
            return
        found = clause(self._context, behind, end)
        if found and len(self._text[slice(*found)].split()) >= _SHORTEST_CLAUSE and not self._is_subject(*found, end):
            yield Speech(*found, False, speaker, cue)

    def _is_subject(self, begin: int, end: int, behind: int) -> bool:
        """Whether words are no clause but the subject of a verb of saying that follows: «به گفته X، Y نوشت: …»."""
        is_followed = any(
            joint_behind(self._context, cue, behind)[0] == ":" for cue in self._context.cues_in(end, behind)
        )
        return is_followed and not any(is_finite(word.strip(STOPS)) for word in self._text[begin:end].split())

    def _told(self, sentence: int, cue: Cue, speaker: Speaker, begin: int, end: int, *, direct: bool) -> Speech:
        written = cue.meaning == "write" or bool(
            writings().search(self._text, max(sentence, cue.begin - _CONTEXT), cue.begin)
        )
        request = cue.type is CueType.REQUEST
        addressee = self._subjects.addressee(sentence, cue.begin, written=written, request=request)
        addressee = "" if addressee in speaker.entity.split() else addressee
        written = written or self._context.is_embedded(cue.begin)
        return Speech(begin, end, direct, speaker, cue, addressee, written)

    def _words_before(self, begin: int, cue: Cue) -> list[str]:
        """The words of a sentence before a cue."""
        return self._text[max(begin, cue.begin - _CONTEXT) : cue.begin].split()

    def _subject(self, sentence: int, cue: Cue) -> Speaker:
        """Who speaks; in a signed text the signatory, who says «می‌گویم» or, formally, «اعلام می‌دارد»."""
        low = max(sentence, cue.begin - _CONTEXT)
        is_passive = cue.person is Person.NOBODY
        if cue.type is CueType.WRITING or (is_passive and writings().search(self._text, low, cue.begin)):
            return self._speakers.writer(sentence, cue.begin)
        signatory = self._context.signed_by(cue.begin)
        is_plural = self._text[cue.begin : cue.end].endswith("ند")
        people_say = is_plural and self._is_present(cue) and not self._text[sentence : cue.begin].strip()
        named = cue.person is Person.THIRD and not people_say
        between = self._text[sentence : cue.begin].strip()
        is_joined = between.startswith(_CONTINUING) or len(between.split()) < _SHORTEST_CLAUSE + 1
        continued = self._current if is_joined else None
        speaker = (
            self._speakers.before(
                sentence, cue.begin, plural=is_plural, continued=continued, opening=sentence == self._opening
            )
            if named
            else Speaker(UNKNOWN, "low")
        )
        if signatory is None or speaker.certainty == "high":
            return speaker
        return Speaker(signatory.ident, "medium") if self._is_present(cue) or not named else Speaker(UNKNOWN, "low")

    def _opens_clause(self, before: Sequence[str], cue: Cue) -> bool:
        """Whether «گفته می‌شود» stands where a clause begins: otherwise it tells what something is called."""
        is_free = not before or before[-1][-1] in "،؛,»" or before[-1] in words("before_hearsay")
        return is_free and self._is_present(cue)

    def _is_present(self, cue: Cue) -> bool:
        return any(word.startswith("می") for word in self._text[cue.begin : cue.end].split())

    def _has_clause(self, begin: int, cue: Cue, joint: str, at: int, end: int) -> bool:
        """Whether what follows a cue without a colon is what was said."""
        following = self._text[at:end].split()
        before = self._words_before(begin, cue)
        if "را" in before[-4:] and "،" not in "".join(before[-3:]) and " " in self._text[cue.begin : cue.end]:
            return False
        is_adverbial = before[-2:-1] == ["از"] and cue.person is Person.THIRD  # «پیش از این گفته بود که»
        if before and before[-1] in words("defined") and cue.meaning != "believe" and not is_adverbial:
            return False
        if before and before[0] in words("subordinators") and (self._is_present(cue) or not _has_verb(before)):
            return False
        if joint in _COMMAS and _ends_relative_clause(before):
            return False
        if joint != "که" and cue.person is Person.NOBODY and cue.meaning == "say" and self._opens_clause(before, cue):
            return len(following) >= _SHORTEST_CLAUSE and _has_verb(following)
        if joint != "که" and cue.person is not Person.THIRD:
            return False
        opening = self._subjects.behind_credit(begin, cue.begin)
        if cue.meaning == "add" and not joint and not self._subjects.is_alone(opening, cue.begin):
            return False
        if any(joint_behind(self._context, other, end)[0] == ":" for other in self._context.cues_in(at, at + 1)):
            return False
        if joint == "که":
            if _goes_with_circumstance(before):
                return False
            return len(following) >= 2 and not (self._is_present(cue) and self._subjects.is_told_of(begin, cue.begin))
        if len(following) < _SHORTEST_CLAUSE or following[0].strip("،.") in words("no_clause"):
            return False
        if joint != "تا" and not any(is_finite(word.strip(STOPS)) for word in following):
            return False
        if cue.type is CueType.REQUEST:
            return _names_asked(before)
        return "را" not in before[-2:]


def _sentence_begin(ends: Sequence[int], begin: int, at: int) -> int:
    number = bisect_right(ends, at)
    return ends[number - 1] if number else begin


def _has_verb(words_of_text: Sequence[str]) -> bool:
    return any(is_finite(word.strip(STOPS)) for word in words_of_text)


def _names_asked(before: Sequence[str]) -> bool:
    """Whether an «از» before a verb can stand before whom somebody asks: not that of «بعد از دو روز می‌خواهد …»."""
    triples = zip(["", *before], before, before[1:], strict=False)
    return any(
        word == "از"
        and behind not in words("with_from")
        and not phrases_with_from().match(" ".join((follower, *before[at + 2 : at + 3])))
        for at, (behind, word, follower) in enumerate(triples)
    )


def _goes_with_circumstance(before: Sequence[str]) -> bool:
    """Whether «که» behind a verb takes up «در حالی» before it: «این را در حالی گفت که …» reports nothing."""
    pairs = enumerate(pairwise(before), 1)
    at = max(
        (at for at, (preposition, noun) in pairs if preposition == "در" and noun in words("circumstances")), default=0
    )
    return at > 0 and "که" not in before[at:]


def _ends_relative_clause(before: Sequence[str]) -> bool:
    """Whether a verb behind these words belongs to a relative clause: «روزی که X پیروزی را اعلام کرد، …»."""
    that = max((at for at, word in enumerate(before) if word == "که"), default=0)
    return that > 0 and not _has_verb(before[that - 1 :])
