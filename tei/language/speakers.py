"""Who speaks: the subject of a reporting verb, or whoever a pronoun or nothing takes up, as the text goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile
from typing import NamedTuple

from tei.document import Grade
from tei.document.entity import UNKNOWN, Entity, EntityKind
from tei.language.mentions import Mentions, NamedEntity
from tei.language.subjects import Subjects, conversation, new_writing, word_set
from tei.language.views import Token, View

_OPENING = 400
"""Characters of a sentence in which its first subject is looked for."""

_FEW = 100
"""Mentions that are looked through, so that a text of nothing but names is still read in linear time."""

_CONVERSATION = 100
"""Characters between «گفت‌وگو» and whoever it is held with, at most, if it is told on another line."""

_CONVERSATION_ON_LINE = 300
"""The same, if it is told on the same line."""


_LONGEST_NOUN = 40
"""Characters of a demonstrative and the noun behind it, at most."""


class Speaker(NamedTuple):
    """The id of an entity (several, separated by spaces, who speak together) or `UNKNOWN`, and how sure that is."""

    entity: str
    certainty: Grade


_NOBODY = Speaker(UNKNOWN, "low")


def speaker_of(entity: Entity, certainty: Grade) -> Speaker:
    """An entity as speaker. A place is never sure to speak: «تهران» may be its government, or where somebody spoke."""
    return Speaker(entity.ident, "medium" if entity.kind is EntityKind.PLACE else certainty)


class Speakers:
    """The persons and organisations of a document, and who spoke last. Ask in the order of the text."""

    def __init__(self, view: View, mentions: Mentions, subjects: Subjects) -> None:
        self._view = view
        self._mentions = mentions
        self._subjects = subjects
        self._last: Entity | None = None
        self._last_person: Entity | None = None
        self._last_organisation: Entity | None = None
        self._issuer: Entity | None = None
        """Whose statement or letter was named last."""
        self._main: Entity | None = None
        """The person who spoke last in his own words, and whom a report is about, unless it says otherwise."""
        self._cited: Entity | None = None
        self._surnames = _surnames(view, mentions)
        named = Counter(mention.entity.ident for mention in mentions.all)
        self._passing = {m.entity.ident for m in mentions.all if named[m.entity.ident] == 1 and not m.has_office}
        """Who is named once, without an office."""

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
        if not any(mention.entity.kind is EntityKind.PERSON for mention in self._mentions.between(begin, end)):
            return
        chosen = self._subjects.nominative(begin, end, first=True)
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
            for mention in self._mentions.between(0, at)[:_FEW]:
                is_partner = self._view.text.endswith("با ", 0, mention.begin)
                if is_partner and self._is_in_conversation(mention.begin, mention.end):
                    self.remember(mention.entity)
                    break
        return self.last_person()

    def _is_in_conversation(self, begin: int, end: int) -> bool:
        """Whether a word for a conversation stands near a mention, or on its line."""
        text = self._view.text
        line_begin, line_end = text.rfind("\n", 0, begin) + 1, text.find("\n", end)
        low = min(max(line_begin, begin - _CONVERSATION_ON_LINE), max(0, begin - _CONVERSATION))
        far = end + _CONVERSATION_ON_LINE
        high = max(min(line_end, far) if line_end >= 0 else far, end + _CONVERSATION)
        return conversation().search(text, low, high) is not None

    def writer(self, begin: int, end: int) -> Speaker:
        """Whose writing a sentence names before «آمده است» at `end`: «در بیانیه X …», or «در این بیانیه …»."""
        begin = self._subjects.behind_credit(self._subjects.near(begin, end), end)
        if self._subjects.takes_up_writing(begin, end):
            named = self._subjects.nominative(begin, end) or self._issuer
        else:
            named = self._mentions.first(begin, end)
        if named is None:
            return self.last()
        self._issuer = named
        self.remember(named)
        return Speaker(named.ident, "medium")

    def _note_issuer(self, begin: int, end: int) -> None:
        """Note whose writing a sentence tells of for the first time: «X بیانیه‌ای صادر کرد»."""
        if new_writing().search(self._view.text, begin, end):
            self._issuer = self._subjects.nominative(begin, end) or self._issuer

    def named(self, begin: int, end: int) -> Speaker:
        """The subject that a clause within speech names; it is not whom the narrator takes up."""
        chosen = self._subjects.nominative(begin, end)
        return _NOBODY if chosen is None else speaker_of(chosen, "medium")

    def before(
        self, begin: int, end: int, *, plural: bool = False, continued: Speaker | None = None, opening: bool = False
    ) -> Speaker:
        """The subject of a verb at `end` whose sentence begins at `begin`; of a plural verb all that «و» joins.

        `continued`: who has spoken already in the sentence, and speaks on if nobody else is named. `opening`: the
        sentence is the first of a paragraph.
        """
        begin = self._subjects.behind_credit(self._subjects.near(begin, end), end)
        tokens = list(dropwhile(lambda token: not token.text[0].isalnum(), self._subjects.tokens(begin, end)))
        if self._subjects.has_pronoun(tokens):
            return self.main_person() if opening else self.last_person()
        if len(tokens) == 1 and self._subjects.is_organisation_noun(tokens[0].begin):
            return self._last_organisation_speaker()
        antecedent = self._antecedent(tokens)
        if antecedent is not None:
            return speaker_of(antecedent, "medium")
        surnamed = self._by_surname(tokens)
        if surnamed is not None:
            self.remember(surnamed)
            return Speaker(surnamed.ident, "medium")
        chosen = self._subjects.nominative(begin, end)
        if chosen is not None:
            self.remember(chosen)
            self._note_issuer(begin, end)
            own = self._subject_of_last_clause(tokens, chosen, end)
            if own is not None:
                return own
            together = self._subjects.together(begin, end, chosen) if plural else []
            return Speaker(" ".join(together), "medium") if together else speaker_of(chosen, "high")
        demonstrative = self._demonstrative(tokens)
        if demonstrative >= 0:
            return self._taken_up(tokens[demonstrative:])
        first = tokens[0].text if tokens else ""
        is_open = first in word_set("prepositions") or first in word_set("adverbs")
        elliptic = continued is not None or not tokens or is_open
        if self._subjects.has_indefinite_person(tokens) or (elliptic and self._subjects.is_somebody(tokens)):
            return _NOBODY
        if plural and self._subjects.has_unnamed_subject(tokens):
            return _NOBODY
        if continued == _NOBODY:
            return _NOBODY
        if plural and tokens and continued is None and self._last and self._last.kind is EntityKind.PERSON:
            return _NOBODY
        named = self._subjects.behind_words(begin, end)
        if elliptic and self._last is not None and not (named and named.has_office):
            return self.last()
        if named is not None and not plural:
            self.remember(named.entity)
            return Speaker(named.entity.ident, "low")
        return _NOBODY

    def _by_surname(self, tokens: Sequence[Token]) -> Entity | None:
        """The person named before whose surname, an ordinary word as well, opens a sentence: «فاضل همچنین درباره …».

        The last speaker is meant in any case, another one if no noun or adjective follows.
        """
        if not tokens or self._mentions.is_within(tokens[0].begin):
            return None
        named = self._surnames.get(tokens[0].text)
        that = max((at for at, token in enumerate(tokens) if token.text.endswith("که")), default=0)
        is_side_clause = that > 0 and not any(map(self._subjects.is_verb, tokens[that + 1 :]))
        if named is None or named.begin > tokens[0].begin or is_side_clause:
            return None
        is_alone = len(tokens) > 1 and (
            tokens[1].text in word_set("prepositions") or self._subjects.is_border(tokens[1])
        )
        return named.entity if is_alone or named.entity is self._last_person else None

    def _subject_of_last_clause(self, tokens: Sequence[Token], chosen: Entity, end: int) -> Speaker | None:
        """Who speaks if it is not the subject that was found: the last clause has one of its own, which is no name,
        or the subject is a place and somebody is named behind it."""
        if chosen.kind is EntityKind.PLACE:
            return self._joined_to_place(self._mentions.end_of(chosen.ident, tokens[0].begin, end), end)
        finite = next((i for i in range(len(tokens) - 1, -1, -1) if self._subjects.is_verb(tokens[i])), -1)
        clause = list(dropwhile(lambda token: self._subjects.is_border(token), tokens[finite + 1 :]))
        if finite < 0 or not clause or self._mentions.end_of(chosen.ident, clause[0].begin, end) > clause[0].begin:
            return None
        if clause[0].text in word_set("demonstratives") and len(clause) > 1:
            return self._taken_up(clause) if self._subjects.can_speak(clause[1]) else None
        return _NOBODY if clause[0].text in word_set("person_nouns") else None

    def _antecedent(self, tokens: Sequence[Token]) -> Entity | None:
        """Whose mention stands before a «که» that a verb follows: «سخنان X که گفته بود»."""
        if len(tokens) < 2 or tokens[-1].text != "که":
            return None
        last = next(iter(self._mentions.before(tokens[-1].begin, 1)), None)
        is_adjacent = last is not None and not self._view.text[last.end : tokens[-1].begin].strip('»،" ')
        return last.entity if last is not None and is_adjacent and last.entity.kind is not EntityKind.PLACE else None

    def _joined_to_place(self, begin: int, end: int) -> Speaker | None:
        """Who is named behind «و» in the words after a place: «ایران نپذیرفت و X گفت»."""
        for mention in self._mentions.between(begin, end):
            if mention.entity.kind is not EntityKind.PLACE and self._view.text.endswith(" و ", 0, mention.begin):
                self.remember(mention.entity)
                return Speaker(mention.entity.ident, "low")
        return None

    def _last_organisation_speaker(self) -> Speaker:
        return Speaker(self._last_organisation.ident, "medium") if self._last_organisation else _NOBODY

    def means(self, begin: int, ident: str) -> bool:
        """Whether «این موزه» or «این نماینده» stands at an offset and means an entity."""
        tokens = self._subjects.tokens(begin, begin + _LONGEST_NOUN)[:2]
        is_demonstrative = bool(tokens) and tokens[0].text in word_set("demonstratives")
        return is_demonstrative and ident != UNKNOWN and self._meant(tokens).entity == ident

    def _demonstrative(self, tokens: Sequence[Token]) -> int:
        """Where «این» stands that is the subject with what follows it: at the beginning, or before a noun for somebody
        behind an adverb; -1 if nowhere.
        """
        if tokens and tokens[0].text in word_set("demonstratives"):
            return 0
        for at, (before, this, noun) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False), 1):
            is_free = this.text in word_set("demonstratives") and self._subjects.is_border(before)
            if is_free and (self._subjects.can_speak(noun) or self._last_with(noun.text, this.begin)):
                return at
        return -1

    def _taken_up(self, tokens: Sequence[Token]) -> Speaker:
        """Whom «این موزه» or «این نماینده» means, who is noted."""
        named = self._last_with(tokens[1].text, tokens[0].begin) if len(tokens) > 1 else None
        if named is not None:
            self.remember(named)
        return self._meant(tokens)

    def _meant(self, tokens: Sequence[Token]) -> Speaker:
        noun = tokens[1].text if len(tokens) > 1 else ""
        named = self._last_with(noun, tokens[0].begin)
        if named is not None:
            return Speaker(named.ident, "medium")
        if noun in word_set("organisation_nouns"):
            return self._last_organisation_speaker()
        if noun in word_set("writing_nouns"):
            return self.last()
        return self.last_person() if noun in word_set("person_nouns") else _NOBODY

    def _last_with(self, noun: str, end: int) -> Entity | None:
        """The organisation whose mention before an offset has a noun for its first word: «این جمعیت»."""
        for mention in reversed(self._mentions.before(end, _FEW)):
            is_organisation = mention.entity.kind is EntityKind.ORGANISATION
            if is_organisation and self._subjects.word_at(mention.name_begin) in (noun, noun + "ی"):
                return mention.entity
        return None


def _surnames(view: View, mentions: Mentions) -> dict[str, NamedEntity]:
    """The first mention of each person by the last word of a name of several words, where only one person has it."""
    found: dict[str, NamedEntity] = {}
    shared: set[str] = set()
    for mention in mentions.all:
        words = view.text[mention.name_begin : mention.end].split()
        if mention.entity.kind is not EntityKind.PERSON or not mention.is_name or mention.has_office or len(words) < 2:
            continue
        first = found.setdefault(words[-1], mention)
        if first.entity is not mention.entity:
            shared.add(words[-1])
    return {surname: mention for surname, mention in found.items() if surname not in shared}
