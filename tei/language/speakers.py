"""Who is the subject of a reporting verb: the nominative mention before it, or whom a pronoun or nothing takes up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, pairwise, zip_longest
from typing import Any, NamedTuple

from tei.document import Document, Grade, Kind
from tei.document.entity import UNKNOWN, Entity, EntityKind
from tei.language.characters import fold
from tei.language.cues import is_finite
from tei.language.data_files import load_yaml
from tei.language.views import Token, View

_MENTIONS = (Kind.PERS_NAME, Kind.REFERRING_STRING, Kind.ORG_NAME, Kind.PLACE_NAME, Kind.ROLE_NAME)
_LOOK_BACK = 150
"""Words of a sentence before a cue that are read, at most."""

_OPENING = 400
"""Characters of a sentence in which its first subject is looked for."""

_LETTER = "نامه"
_FEW = 100
"""Mentions that are looked through, so that a text of nothing but names is still read in linear time."""

_CONVERSATION = 100
"""Characters between «گفت‌وگو» and whoever it is held with, at most."""

_LINKS = ("و", "یا", "هم", "«", "»", '"', "“", "”")
"""What leaves it open whether the next name is governed."""

_MARKS = ' ،«»"()؛/-'
_COORDINATION = re.compile(r"\s*(?:،\s*)?(و|،)\s+")


class Speaker(NamedTuple):
    """The id of an entity (several, separated by spaces, who speak together) or `UNKNOWN`, and how sure that is."""

    entity: str
    certainty: Grade


_NOBODY = Speaker(UNKNOWN, "low")


def speaker_of(entity: Entity, certainty: Grade) -> Speaker:
    """An entity as speaker. A place is never sure to speak: «تهران» may be its government, or where somebody spoke."""
    return Speaker(entity.ident, "medium" if entity.kind is EntityKind.PLACE else certainty)


@dataclass(frozen=True, slots=True)
class _Mention:
    """Mentions of one entity that stand together (name and office), in offsets of the view."""

    begin: int
    end: int
    entity: Entity
    is_name: bool
    has_office: bool


class Speakers:
    """The persons and organisations of a document, and who spoke last. Ask in the order of the text."""

    def __init__(self, document: Document, view: View) -> None:
        self._view = view
        self._mentions = _grouped(_mentions(document, view), view.text)
        self._starts = [mention.begin for mention in self._mentions]
        self._date_ends = {view.range(date.span)[1] for date in document.annotations(Kind.DATE, Kind.TIME)}
        self._last: Entity | None = None
        self._last_person: Entity | None = None
        self._last_organisation: Entity | None = None
        self._issuer: Entity | None = None
        """Whose statement or letter was named last."""
        self._main: Entity | None = None
        """The person who spoke last in his own words, and whom a report is about, unless it says otherwise."""
        self._cited: Entity | None = None
        named = Counter(mention.entity.ident for mention in self._mentions)
        self._passing = {m.entity.ident for m in self._mentions if named[m.entity.ident] == 1 and not m.has_office}
        """Who is named once, without an office."""

    def covering(self, begin: int, end: int, *, named: bool = False) -> Entity | None:
        """The entity of the first mention in a stretch where nothing stands but mentions; if `named`, with a name."""
        at = begin
        found = self._between(begin, end)
        for mention in found:
            if self._view.text[at : mention.begin].strip(_MARKS):
                return None
            at = mention.end
        if not found or self._view.text[at:end].strip(_MARKS) or (named and not found[0].is_name):
            return None
        return found[0].entity

    def has_office(self, begin: int, end: int) -> bool:
        """Whether a stretch names an office, or a person by it."""
        return any(mention.has_office or not mention.is_name for mention in self._between(begin, end))

    def first(self, begin: int, end: int) -> Entity | None:
        """The first person or organisation that a stretch names."""
        found = self._between(begin, end)
        return next((mention.entity for mention in found if mention.entity.kind is not EntityKind.PLACE), None)

    def starting(self, begin: int) -> tuple[Entity, int] | None:
        """The entity whose mention begins at an offset, and where that mention ends."""
        at = bisect_left(self._starts, begin)
        if at < len(self._mentions) and self._mentions[at].begin == begin:
            return self._mentions[at].entity, self._mentions[at].end
        return None

    def following(self, first: Entity, begin: int) -> tuple[list[Entity], int]:
        """Those of the kind of an entity that follow its mention as «و Y» or «، Y و Z», and where the last one ends."""
        found: list[Entity] = []
        joined, end, at = 0, begin, begin
        while (link := _COORDINATION.match(self._view.text, at)) and (next_one := self.starting(link.end())):
            if next_one[0].kind is not first.kind:
                break
            found.append(next_one[0])
            at = next_one[1]
            if link[1] == "و":
                joined, end = len(found), at
        return found[:joined], end

    def end_of(self, ident: str, begin: int, end: int) -> int:
        """Where the first mention of an entity in a range ends; `begin` if there is none."""
        return next((mention.end for mention in self._between(begin, end) if mention.entity.ident == ident), begin)

    def is_pronoun(self, at: int) -> bool:
        """Whether a personal pronoun stands at an offset."""
        return self._word_at(at) in _words("pronouns")

    def is_organisation_noun(self, at: int) -> bool:
        """Whether a noun as «روزنامه» or «گزارش» stands at an offset, which can speak."""
        return self._word_at(at) in _words("organisation_nouns")

    def remember(self, entity: Entity) -> None:
        """Note who spoke or acted last: a pronoun, or a verb without subject, can take that up."""
        if entity.kind is EntityKind.ORGANISATION:
            self._last_organisation = entity
        if entity.kind is EntityKind.PERSON:
            self._last_person = entity
        if entity.kind is not EntityKind.PLACE:
            self._last = entity

    def spoke(self, ident: str, *, direct: bool) -> None:
        """Note how somebody spoke: in his own words, or cited in passing within the report of another's."""
        last = self._last_person
        if last is None or last.ident != ident:
            return
        if direct:
            self._main = last
        elif self._main and ident in self._passing:
            self._cited = last

    def observe(self, begin: int, end: int) -> None:
        """Note the subject of a sentence that reports nothing."""
        end = min(end, begin + _OPENING)
        self._note_issuer(begin, end)
        if not any(mention.entity.kind is EntityKind.PERSON for mention in self._between(begin, end)):
            return
        chosen = self._nominative(begin, end, first=True)
        if chosen is not None and chosen.kind is EntityKind.PERSON:
            self.remember(chosen)

    def last(self) -> Speaker:
        """Whoever spoke or acted last."""
        return Speaker(self._last.ident, "medium") if self._last else _NOBODY

    def last_person(self) -> Speaker:
        """The person who spoke or acted last: whom «وی» means."""
        return Speaker(self._last_person.ident, "medium") if self._last_person else _NOBODY

    def main_person(self) -> Speaker:
        """Whom «وی» means at the beginning of a paragraph: not somebody who was only cited in passing."""
        if self._main and self._last_person is self._cited:
            self.remember(self._main)
        return self.last_person()

    def interviewed(self, at: int) -> Speaker:
        """Who answers at an offset: the person who spoke last, or else whom «گفت‌وگو با …» names before it."""
        if self._last_person is None:
            for mention in self._between(0, at)[:_FEW]:
                is_partner = self._view.text.endswith("با ", 0, mention.begin)
                low, high = max(0, mention.begin - _CONVERSATION), mention.end + _CONVERSATION
                if is_partner and _conversation().search(self._view.text, low, high):
                    self.remember(mention.entity)
                    break
        return self.last_person()

    def writer(self, begin: int, end: int) -> Speaker:
        """Whose writing a sentence names before «آمده است» at `end`: «در بیانیه X …», or «در این بیانیه …»."""
        begin = self.behind_credit(self._near(begin, end), end)
        if self._takes_up_writing(begin, end):
            named = self._nominative(begin, end) or self._issuer
        else:
            named = self.first(begin, end)
        if named is None:
            return self.last()
        self._issuer = named
        self.remember(named)
        return Speaker(named.ident, "medium")

    def _note_issuer(self, begin: int, end: int) -> None:
        """Note whose writing a sentence tells of for the first time: «X بیانیه‌ای صادر کرد»."""
        if _new_writing().search(self._view.text, begin, end):
            self._issuer = self._nominative(begin, end) or self._issuer

    def _takes_up_writing(self, begin: int, end: int) -> bool:
        return any(
            first.text in _words("demonstratives") and second.text in _words("writing_nouns")
            for first, second in pairwise(self._tokens(begin, end))
        )

    def named(self, begin: int, end: int) -> Speaker:
        """The subject that a clause within speech names; it is not whom the narrator takes up."""
        chosen = self._nominative(begin, end)
        return _NOBODY if chosen is None else speaker_of(chosen, "medium")

    def before(
        self, begin: int, end: int, *, plural: bool = False, continued: bool = False, opening: bool = False
    ) -> Speaker:
        """The subject of a verb at `end` whose sentence begins at `begin`; of a plural verb all that «و» joins.

        `continued`: somebody has spoken already in the sentence, and speaks on if nobody else is named. `opening`: the
        sentence is the first of a paragraph.
        """
        begin = self.behind_credit(self._near(begin, end), end)
        tokens = list(dropwhile(lambda token: not token.text[0].isalnum(), self._tokens(begin, end)))
        if self._has_pronoun(tokens):
            return self.main_person() if opening else self.last_person()
        if len(tokens) == 1 and self.is_organisation_noun(tokens[0].begin):
            return self._last_organisation_speaker()
        chosen = self._nominative(begin, end)
        if chosen is not None:
            self.remember(chosen)
            self._note_issuer(begin, end)
            own = self._subject_of_last_clause(tokens, chosen, end)
            if own is not None:
                return own
            together = self._together(begin, end, chosen) if plural else []
            return Speaker(" ".join(together), "medium") if together else speaker_of(chosen, "high")
        if tokens and tokens[0].text in _words("demonstratives"):
            return self._taken_up(tokens)
        elliptic = continued or not tokens or tokens[0].text in _words("prepositions") | _words("adverbs")
        named = self._behind_words(begin, end)
        if (plural and self._has_unnamed_subject(tokens)) or (elliptic and self._is_somebody(tokens)):
            return _NOBODY
        if elliptic and self._last is not None and not (named and named.has_office):
            return self.last()
        if named is not None:
            self.remember(named.entity)
            return Speaker(named.entity.ident, "low")
        return _NOBODY

    def addressee(self, begin: int, end: int, *, written: bool, request: bool) -> str:
        """The id of the one who is told something in the words before a verb at `end`; empty if nobody is named."""
        for mention in self._between(self._near(begin, end), end):
            if mention.entity.kind is EntityKind.PLACE:
                continue
            words = [token.text for token in self._tokens(max(begin, mention.begin - 40), mention.begin)]
            if not words:
                continue
            is_direct = not self._view.text[mention.end : end].strip() and _words("with_to").isdisjoint(words[-2:-1])
            told = words[-1] == "به" and (words[-2:-1] == ["خطاب"] or is_direct)
            asked = request and words[-1] == "از"
            wrote = written and words[-1] == "به" and words[-2:-1] != [] and words[-2].startswith(_LETTER)
            replied = written and _LETTER in words[-4:] and "پاسخ" in words
            if told or asked or wrote or replied:
                return mention.entity.ident
        return ""

    def is_told_of(self, begin: int, end: int) -> bool:
        """Whether a person before a verb of saying at `end` is whom somebody tells of: «از پسرش منصور می‌گوید»."""
        last = next(reversed(self._between(self._near(begin, end), end)), None)
        if last is None or last.entity.kind is not EntityKind.PERSON or self._view.text[last.end : end].strip():
            return False
        words = [token.text for token in self._tokens(begin, last.begin)][-3:]
        return "از" in words[-2:] and words[0] not in _words("with_of")

    def _word_at(self, at: int) -> str:
        index = bisect_left(self._view.token_starts, at)
        return self._view.tokens[index].text if index < len(self._view.tokens) else ""

    def _between(self, begin: int, end: int) -> list[_Mention]:
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, end)
        return [mention for mention in self._mentions[low:high] if mention.end <= end]

    def _tokens(self, begin: int, end: int) -> Sequence[Token]:
        low, high = bisect_left(self._view.token_starts, begin), bisect_left(self._view.token_starts, end)
        return self._view.tokens[max(low, high - _LOOK_BACK) : high]

    def _near(self, begin: int, end: int) -> int:
        """Where the first word of a range begins that is near enough to its end."""
        return next((token.begin for token in self._tokens(begin, end)), begin)

    def behind_credit(self, begin: int, end: int) -> int:
        """The offset behind «به گزارش … از …، به نقل از …» or «خبرگزاری …:» at the beginning of a sentence."""
        opening = self.starting(begin)
        if opening and self._view.text.startswith((":", " :"), opening[1]):
            return opening[1] + 2
        while self._view.text.startswith(_credits(), begin):
            behind = self._behind_agency(begin, end)
            if behind == begin:
                break
            begin = behind
        return begin

    def _behind_agency(self, begin: int, end: int) -> int:
        """The offset behind a credit, and the blank behind that; `begin` where nothing ends it."""
        agency, *others = [*self._between(begin, end)[:2], None]
        if agency is None or len(self._tokens(begin, agency.begin)) > 4:
            comma = re.search("[،؛:,]", self._view.text[begin:end])
            return begin + comma.end() if comma else begin
        behind = agency.end
        place = others[0]
        if place and place.entity.kind is EntityKind.PLACE and self._view.text[behind : place.begin] == " از ":
            behind = place.end
        return behind + (self._view.text[behind : behind + 1] == " ")

    def _has_pronoun(self, tokens: Sequence[Token]) -> bool:
        """Whether a pronoun is the subject: it opens the sentence, or a clause of it."""
        clean = True
        for token in tokens:
            if token.text in _words("pronouns") and clean:
                return True
            clean = self._is_border(token)
        return False

    def _is_border(self, token: Token) -> bool:
        """Whether a nominative can stand behind a token: a mark, an adverb, a date."""
        is_opening = token.text in _words("adverbs") or token.text in _words("naming")
        return is_opening or not token.text[0].isalnum() or token.end in self._date_ends

    def _units(self, begin: int, end: int) -> list[_Mention | Token]:
        """Mentions and the words and marks between them; what stands in brackets is left out."""
        units: list[_Mention | Token] = []
        behind, depth = begin, 0
        mentions = {mention.begin: mention for mention in self._between(begin, end)}
        for token in self._tokens(begin, end):
            depth += (token.text in "([") - (token.text in ")]" and depth > 0)
            if depth or token.begin < behind:
                continue
            mention = mentions.get(token.begin)
            units.append(mention or token)
            behind = mention.end if mention else token.end
        return units

    def _nominative(self, begin: int, end: int, *, first: bool = False) -> Entity | None:
        """The first mention that nothing governs, in the last clause that has one, or in the `first` main clause."""
        chosen: Entity | None = None
        clause = chosen_clause = 0
        free, is_relative = True, False
        units = self._units(begin, end)
        for unit, follower in zip_longest(units, units[1:]):
            if isinstance(unit, _Mention):
                is_object = isinstance(follower, Token) and follower.text == "را"
                is_place = unit.entity.kind is EntityKind.PLACE
                better = chosen is None or (
                    not is_place and (clause > chosen_clause or chosen.kind is EntityKind.PLACE)
                )
                if free and not is_object and better:
                    chosen, chosen_clause = unit.entity, clause
                free = False
            elif is_finite(unit.text) and not _is_attribute(unit, follower):
                clause += 1
                if first and not is_relative:
                    break
                free, is_relative = True, False
            elif unit.text not in _LINKS:
                free = self._is_border(unit)
                is_relative = is_relative or unit.text == "که"
        return chosen

    def _subject_of_last_clause(self, tokens: Sequence[Token], chosen: Entity, end: int) -> Speaker | None:
        """Who speaks if it is not the subject that was found: the last clause has one of its own, which is no name,
        or the subject is a place and somebody is named behind it."""
        if chosen.kind is EntityKind.PLACE:
            return self._joined_to_place(self.end_of(chosen.ident, tokens[0].begin, end), end)
        finite = next((i for i in range(len(tokens) - 1, -1, -1) if self._is_verb(tokens[i])), -1)
        clause = list(dropwhile(lambda token: self._is_border(token), tokens[finite + 1 :]))
        if finite < 0 or not clause or self.end_of(chosen.ident, clause[0].begin, end) > clause[0].begin:
            return None
        if clause[0].text in _words("demonstratives") and len(clause) > 1:
            is_subject = clause[1].text in _words("person_nouns") | _words("organisation_nouns") | _words(
                "writing_nouns"
            )
            return self._taken_up(clause) if is_subject else None
        return _NOBODY if clause[0].text in _words("person_nouns") else None

    def _has_unnamed_subject(self, tokens: Sequence[Token]) -> bool:
        """Whether the subject of a plural verb names nobody: «کارشناسان», «بسیاری» before it, or behind a mark."""
        if not tokens or self._ends_mention(tokens[-1].end):
            return False
        *before, last = tokens
        is_governed = any(token.text in _words("prepositions") for token in before[-2:])
        if last.text in _words("unnamed") or (self._is_plural(last) and not is_governed):
            return True
        borders = [True, *map(self._is_border, tokens)]
        return any(is_free and self._is_plural(token) for is_free, token in zip(borders, tokens, strict=False))

    def _is_somebody(self, tokens: Sequence[Token]) -> bool:
        """Whether a clause begins with a noun for a person who is not named: «و مجری گفت», «… که جوانی آمد و گفت»."""
        return any(
            _is_person_noun(token.text)
            and (number == 0 or self._is_border(tokens[number - 1]))
            and self.starting(token.begin) is None
            for number, token in enumerate(tokens)
        )

    def _is_plural(self, noun: Token) -> bool:
        endings = _words("plural_endings")
        return noun.text in endings or (len(noun.text) > 4 and noun.text.endswith(tuple(endings)))

    def _is_verb(self, token: Token) -> bool:
        """Whether a token is a finite verb and no part of a name as «میرزایی»."""
        index = bisect_right(self._starts, token.begin) - 1
        return is_finite(token.text) and (index < 0 or self._mentions[index].end <= token.begin)

    def _ends_mention(self, at: int) -> bool:
        index = bisect_left(self._starts, at) - 1
        return index >= 0 and self._mentions[index].end == at

    def _joined_to_place(self, begin: int, end: int) -> Speaker | None:
        """Who is named behind «و» in the words after a place: «ایران نپذیرفت و X گفت»."""
        for mention in self._between(begin, end):
            if mention.entity.kind is not EntityKind.PLACE and self._view.text.endswith(" و ", 0, mention.begin):
                self.remember(mention.entity)
                return Speaker(mention.entity.ident, "low")
        return None

    def _together(self, begin: int, end: int, first: Entity) -> list[str]:
        """The ids of an entity and those that follow it as «X و Y» or «X، Y و Z»; empty if «و» follows it nowhere."""
        units = self._units(begin, end)
        at = next(i for i, unit in enumerate(units) if isinstance(unit, _Mention) and unit.entity is first)
        idents, joined = [first.ident], 1
        for link, follower in zip(units[at + 1 :: 2], units[at + 2 :: 2], strict=False):
            if isinstance(link, _Mention) or link.text not in ("و", "،") or not isinstance(follower, _Mention):
                break
            if follower.entity.kind is not first.kind:
                break
            idents.append(follower.entity.ident)
            joined = len(idents) if link.text == "و" else joined
        return list(dict.fromkeys(idents[:joined])) if joined > 1 else []

    def _last_organisation_speaker(self) -> Speaker:
        return Speaker(self._last_organisation.ident, "medium") if self._last_organisation else _NOBODY

    def _taken_up(self, tokens: Sequence[Token]) -> Speaker:
        """Whom «این موزه» or «این نماینده» means."""
        noun = tokens[1].text if len(tokens) > 1 else ""
        named = self._last_with(noun, tokens[0].begin)
        if named is not None:
            self.remember(named)
            return Speaker(named.ident, "medium")
        if noun in _words("organisation_nouns"):
            return self._last_organisation_speaker()
        if noun in _words("writing_nouns"):
            return self.last()
        return self.last_person() if noun in _words("person_nouns") else _NOBODY

    def _last_with(self, noun: str, end: int) -> Entity | None:
        """The organisation whose mention before an offset has a noun for its first word: «این جمعیت»."""
        last = bisect_left(self._starts, end)
        for mention in reversed(self._mentions[max(0, last - _FEW) : last]):
            if mention.entity.kind is EntityKind.ORGANISATION and self._word_at(mention.begin) in (noun, noun + "ی"):
                return mention.entity
        return None

    def _behind_words(self, begin: int, end: int) -> _Mention | None:
        """The person whose name stands behind words that are no mention, as an office that was not recognised."""
        for mention in self._between(begin, end):
            words = [token.text for token in self._tokens(begin, mention.begin)]
            before = next((word for word in reversed(words) if word[0].isalnum()), "")
            governed = before in _words("prepositions") or not _words("governing_over_a_word").isdisjoint(words[-2:-1])
            if mention.is_name and len(words) <= 8 and not governed and not any(map(is_finite, words)):
                return mention
        return None


def _is_person_noun(word: str) -> bool:
    return word in _words("person_nouns") or word.removesuffix("ی") in _words("person_nouns")


def _is_attribute(participle: Token, follower: _Mention | Token | None) -> bool:
    """Whether a participle ends no clause: «اکیپ مستقر شده وزارت بهداشت»."""
    if not participle.text.endswith("ه"):
        return False
    return isinstance(follower, _Mention) or (
        follower is not None
        and follower.text[0].isalpha()
        and not is_finite(follower.text)
        and follower.text not in _LINKS
    )


def _mentions(document: Document, view: View) -> list[_Mention]:
    """The outermost mentions, in the order of the text."""
    found: list[_Mention] = []
    for annotation in document.annotations(*_MENTIONS):
        span = annotation.span
        entity = document.entity_of.get((annotation.kind, span.begin, span.end))
        begin, end = view.range(span)
        if entity is not None and begin < end and (not found or begin >= found[-1].end):
            kind = annotation.kind
            found.append(_Mention(begin, end, entity, kind is Kind.PERS_NAME, kind is Kind.ROLE_NAME))
    return found


def _grouped(mentions: Sequence[_Mention], text: str) -> list[_Mention]:
    """The mentions, those of one entity that stand together as one."""
    groups: list[_Mention] = []
    for mention in mentions:
        last = groups[-1] if groups else None
        if last and last.entity is mention.entity and not text[last.end : mention.begin].strip(_MARKS):
            is_name, has_office = last.is_name or mention.is_name, last.has_office or mention.has_office
            groups[-1] = _Mention(last.begin, mention.end, last.entity, is_name, has_office)
        else:
            groups.append(mention)
    return groups


@cache
def _conversation() -> re.Pattern[str]:
    return re.compile("|".join(map(fold, _data()["conversations"])))


@cache
def _new_writing() -> re.Pattern[str]:
    """«بیانیه‌ای»: a writing that was not spoken of before."""
    return re.compile(rf"\b(?:{'|'.join(sorted(_words('writing_nouns')))}) ?ای\b")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, _data()[name]))


@cache
def _credits() -> tuple[str, ...]:
    return tuple(map(fold, _data()["credits"]))


@cache
def _data() -> Any:
    return load_yaml("speakers.yaml")
