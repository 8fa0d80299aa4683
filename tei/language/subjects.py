"""The grammar of a reporting sentence: its subject, whom it is addressed to, and what stands before both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import Any

from tei.document import Document, Kind
from tei.document.entity import Entity, EntityKind
from tei.language.characters import fold
from tei.language.cues import is_finite
from tei.language.data_files import load_yaml
from tei.language.mentions import Mentions, NamedEntity
from tei.language.quotation_marks import Quoted
from tei.language.token_ranges import words_between
from tei.language.views import Token, View

_SHORTEST_SENTENCE = 5
"""Spaces between quotation marks that make the words more than a name or title."""

_LOOK_BACK = 150
"""Words of a sentence before a cue that are read, at most."""


class Subjects:
    """The sentences of a document, read for their subjects."""

    def __init__(self, document: Document, view: View, mentions: Mentions, quoted: Sequence[Quoted]) -> None:
        self._view = view
        self._mentions = mentions
        self._quoted = {
            one.begin: one.end for one in quoted if view.text.count(" ", one.begin, one.end) >= _SHORTEST_SENTENCE
        }
        """The ends of the sentences between quotation marks by their beginnings, which name no subject outside."""
        self._adverbial_ends = {view.range(date.span)[1] for date in document.annotations(Kind.DATE, Kind.TIME)}
        self._adverbial_ends.update(match.end() for match in _adverbial().finditer(view.text))
        """Where dates and adverbials of more than a word end."""

    def is_pronoun(self, at: int) -> bool:
        """Whether a personal pronoun stands at an offset."""
        return self.word_at(at) in word_set("pronouns")

    def is_label_of_person(self, at: int) -> bool:
        """Whether a noun for a person or office stands at an offset: «مدیر», «رئیس»."""
        return _is_person_noun(self.word_at(at)) or self.word_at(at) in word_set("office_nouns")

    def is_organisation_noun(self, at: int) -> bool:
        """Whether a noun as «روزنامه» or «گزارش» stands at an offset, which can speak."""
        return self.word_at(at) in word_set("organisation_nouns")

    def word_at(self, at: int) -> str:
        """The first word that stands at or behind an offset; empty behind the last."""
        index = bisect_left(self._view.word_begins, at)
        return self._view.words[index] if index < len(self._view.words) else ""

    def tokens(self, begin: int, end: int) -> Sequence[Token]:
        """The tokens of a range, of a long one the last."""
        numbers = self._numbers(begin, end)
        return self._view.tokens(numbers.start, numbers.stop)

    def _words(self, begin: int, end: int) -> list[str]:
        """Those tokens as mere words."""
        numbers = self._numbers(begin, end)
        return self._view.words[numbers.start : numbers.stop]

    def _numbers(self, begin: int, end: int) -> range:
        return words_between(self._view, begin, end)[-_LOOK_BACK:]

    def near(self, begin: int, end: int) -> int:
        """Where the first word of a range begins that is near enough to its end."""
        numbers = self._numbers(begin, end)
        return self._view.word_begins[numbers.start] if numbers else begin

    def behind_credit(self, begin: int, end: int) -> int:
        """The offset behind «این در حالی است که», «به گزارش … از …، به نقل از …» or «خبرگزاری …:» at the beginning of a
        sentence.
        """
        preamble = _preamble().match(self._view.text, begin, end)
        begin = preamble.end() if preamble else begin
        opening = self._mentions.starting(begin)
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
        agency, *others = [*self._mentions.between(begin, end)[:2], None]
        if agency and agency.is_name:
            reporter = {*self._words(begin, agency.begin), self.word_at(agency.begin)}
            if not word_set("reporters").isdisjoint(reporter):
                return agency.begin  # «به گزارش خبرنگار ما X گفت»
        if agency is None or len(self._numbers(begin, agency.begin)) > 4:
            comma = re.search("[،؛:,]", self._view.text[begin:end])
            return begin + comma.end() if comma else begin
        behind = agency.end
        place = others[0]
        if place and place.entity.kind is EntityKind.PLACE and self._view.text[behind : place.begin] == " از ":
            behind = place.end
        return behind + (self._view.text[behind : behind + 1] == " ")

    def nominative(self, begin: int, end: int, *, first: bool = False) -> Entity | None:
        """The first mention that nothing governs, in the last clause that has one, or in the `first` main clause."""
        chosen: Entity | None = None
        clause = chosen_clause = 0
        free, is_relative = True, False
        units = self._units(begin, end)
        for unit, follower in zip_longest(units, units[1:]):
            if isinstance(unit, NamedEntity):
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
            elif unit.text not in word_set("links"):
                free = self.is_border(unit)
                is_relative = is_relative or unit.text == "که"
        return chosen

    def _units(self, begin: int, end: int) -> list[NamedEntity | Token]:
        """Mentions and the words and marks between them; brackets and sentences in quotation marks are left out."""
        units: list[NamedEntity | Token] = []
        behind, depth = begin, 0
        mentions = {mention.begin: mention for mention in self._mentions.between(begin, end)}
        for token in self.tokens(begin, end):
            depth += (token.text in "([") - (token.text in ")]" and depth > 0)
            behind = max(behind, self._quoted.get(token.begin, 0))
            if depth or token.begin < behind:
                continue
            mention = mentions.get(token.begin)
            units.append(mention or token)
            behind = mention.end if mention else token.end
        return units

    def is_border(self, token: Token) -> bool:
        """Whether a nominative can stand behind a token: a mark, an adverb, the end of an adverbial or date."""
        is_opening = token.text in word_set("adverbs") or token.text in word_set("naming")
        return is_opening or not token.text[0].isalnum() or token.end in self._adverbial_ends

    def has_pronoun(self, tokens: Sequence[Token]) -> bool:
        """Whether a pronoun is the subject: it opens the sentence, or a clause of it."""
        clean = True
        for token in tokens:
            if token.text in word_set("pronouns") and clean:
                return True
            clean = self.is_border(token)
        return False

    def can_speak(self, noun: Token) -> bool:
        """Whether a token is a noun for a person, an organisation or a writing."""
        return any(noun.text in word_set(name) for name in ("person_nouns", "organisation_nouns", "writing_nouns"))

    def is_alone(self, begin: int, end: int) -> bool:
        """Whether a person, organisation or pronoun stands in a range with nothing but adverbs: «وی همچنین»."""
        units = [unit for unit in self._units(begin, end) if isinstance(unit, NamedEntity) or not self.is_border(unit)]
        if len(units) != 1:
            return False
        subject = units[0]
        if isinstance(subject, NamedEntity):
            return subject.entity.kind is not EntityKind.PLACE
        return subject.text in word_set("pronouns")

    def is_verb(self, token: Token) -> bool:
        """Whether a token is a finite verb and no part of a name as «میرزایی»."""
        return is_finite(token.text) and not self._mentions.is_within(token.begin)

    def together(self, begin: int, end: int, first: Entity) -> list[str]:
        """The ids of an entity and those that follow it as «X و Y» or «X، Y و Z»; empty if «و» follows it nowhere."""
        units = self._units(begin, end)
        at = next(i for i, unit in enumerate(units) if isinstance(unit, NamedEntity) and unit.entity is first)
        idents, joined = [first.ident], 1
        for link, follower in zip(units[at + 1 :: 2], units[at + 2 :: 2], strict=False):
            if isinstance(link, NamedEntity) or link.text not in ("و", "،") or not isinstance(follower, NamedEntity):
                break
            if follower.entity.kind is not first.kind:
                break
            idents.append(follower.entity.ident)
            joined = len(idents) if link.text == "و" else joined
        return list(dict.fromkeys(idents[:joined])) if joined > 1 else []

    def behind_words(self, begin: int, end: int) -> NamedEntity | None:
        """The person whose name stands behind words that are no mention, as an office that was not recognised."""
        for mention in self._mentions.between(begin, end):
            words = self._words(begin, mention.begin)
            before = next((word for word in reversed(words) if word[0].isalnum()), "")
            governed = (
                before in word_set("prepositions")
                or not word_set("belonging").isdisjoint((before, *words[-2:-1]))
                or not word_set("governing_over_a_word").isdisjoint(words[-2:-1])
            )
            if mention.is_name and len(words) <= 8 and not governed and not any(map(is_finite, words)):
                return mention
        return None

    def takes_up_writing(self, begin: int, end: int) -> bool:
        """Whether a range speaks of a writing that was spoken of before: «در این بیانیه»."""
        return any(
            first in word_set("demonstratives") and second in word_set("writing_nouns")
            for first, second in pairwise(self._words(begin, end))
        )

    def has_unnamed_subject(self, tokens: Sequence[Token]) -> bool:
        """Whether the subject of a plural verb names nobody: «کارشناسان», «بسیاری» before it, or behind a mark."""
        if not tokens or self._mentions.is_end(tokens[-1].end):
            return False
        *before, last = tokens
        is_governed = any(token.text in word_set("prepositions") for token in before[-2:])
        if last.text in word_set("unnamed") or (self._is_plural(last) and not is_governed):
            return True
        borders = [True, *map(self.is_border, tokens)]
        return any(is_free and self._is_plural(token) for is_free, token in zip(borders, tokens, strict=False))

    def _is_plural(self, noun: Token) -> bool:
        endings = word_set("plural_endings")
        has_ending = len(noun.text) > 4 and noun.text.endswith(tuple(endings))
        return has_ending or noun.text in endings or noun.text in word_set("plural_nouns")

    def is_somebody(self, tokens: Sequence[Token]) -> bool:
        """Whether a clause begins with a noun for a person who is not named: «و مجری گفت», «… که جوانی آمد و گفت»."""
        return any(
            _is_person_noun(token.text)
            and (number == 0 or self.is_border(tokens[number - 1]))
            and self._mentions.starting(token.begin) is None
            for number, token in enumerate(tokens)
        )

    def has_indefinite_person(self, tokens: Sequence[Token]) -> bool:
        """Whether the subject is a person who is not named: «یک مقام آگاه», which no preposition governs."""
        return any(
            article.text in word_set("indefinite")
            and _is_person_noun(noun.text)
            and word_set("prepositions").isdisjoint(token.text for token in tokens[max(0, at - 2) : at])
            for at, (article, noun) in enumerate(pairwise(tokens))
        )

    def addressee(self, begin: int, end: int, *, written: bool, request: bool) -> str:
        """The id of the one who is told something in the words before a verb at `end`; empty if nobody is named."""
        letters = tuple(word_set("letters"))
        for mention in self._mentions.between(self.near(begin, end), end):
            if mention.entity.kind is EntityKind.PLACE:
                continue
            words = self._words(max(begin, mention.begin - 40), mention.begin)
            if not words:
                continue
            is_direct = not self._view.text[mention.end : end].strip() and word_set("with_to").isdisjoint(words[-2:-1])
            told = words[-1] == "به" and (is_direct or not word_set("addressing").isdisjoint(words[-2:-1]))
            asked = request and words[-1] == "از"
            wrote = written and words[-1] == "به" and words[-2:-1] != [] and words[-2].startswith(letters)
            to_letter = not word_set("letters").isdisjoint(words[-4:])
            replied = written and to_letter and not word_set("answers").isdisjoint(words)
            if told or asked or wrote or replied:
                return mention.entity.ident
        return ""

    def is_told_of(self, begin: int, end: int) -> bool:
        """Whether a person before a verb of saying at `end` is whom somebody tells of: «از پسرش منصور می‌گوید»."""
        last = next(reversed(self._mentions.between(self.near(begin, end), end)), None)
        if last is None or last.entity.kind is not EntityKind.PERSON or self._view.text[last.end : end].strip():
            return False
        words = self._words(begin, last.begin)[-3:]
        return "از" in words[-2:] and words[0] not in word_set("with_of")


def _is_person_noun(word: str) -> bool:
    return word in word_set("person_nouns") or word.removesuffix("ی") in word_set("person_nouns")


def _is_attribute(participle: Token, follower: NamedEntity | Token | None) -> bool:
    """Whether a participle ends no clause: «اکیپ مستقر شده وزارت بهداشت»."""
    if not participle.text.endswith("ه"):
        return False
    return isinstance(follower, NamedEntity) or (
        follower is not None
        and follower.text[0].isalpha()
        and not is_finite(follower.text)
        and follower.text not in word_set("links")
    )


@cache
def conversation() -> re.Pattern[str]:
    """A word for a conversation with somebody."""
    return re.compile("|".join(map(fold, _data()["conversations"])))


@cache
def new_writing() -> re.Pattern[str]:
    """«بیانیه‌ای»: a writing that was not spoken of before."""
    return re.compile(rf"\b(?:{'|'.join(sorted(word_set('writing_nouns')))}) ?ای\b")


@cache
def word_set(name: str) -> frozenset[str]:
    """The folded words of a list of `data/speakers.yaml`."""
    return frozenset(map(fold, _data()[name]))


@cache
def _preamble() -> re.Pattern[str]:
    """A main clause that only leads to what follows: «این در حالی است که»."""
    return re.compile(rf"(?:{fold(_data()['preamble'])}) ")


@cache
def _adverbial() -> re.Pattern[str]:
    """An adverbial of more than a word: «در این زمینه», «از سوی دیگر»."""
    adverbials = "|".join(map(fold, _data()["adverbials"])).replace(" ", " +").replace(" +?", " *")
    return re.compile(rf"\b(?:{adverbials})\b")


@cache
def _credits() -> tuple[str, ...]:
    return tuple(map(fold, _data()["credits"]))


@cache
def _data() -> Any:
    return load_yaml("speakers.yaml")
