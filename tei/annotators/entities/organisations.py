"""Organisations: names with and without the word for their kind, full and short forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tei.annotators.entities.keys import Key, identifiers, key_of, names_of_entry
from tei.annotators.entities.text import Text
from tei.document import Annotation, Entity, EntityKind, Kind, Mention, Name, Span
from tei.language.authority import letters
from tei.language.gazetteer import Words, gazetteer

_QUOTES = frozenset('«»"')

_JOINING = frozenset("و،,")


class Named:
    """The organisations that an article names, without quotation marks: the letters of their names, and their words."""

    def __init__(self, names: Iterable[Words]) -> None:
        self.letters: set[str] = set()
        self._longer: dict[Words, set[Words]] = defaultdict(set)
        self._first: dict[Words, Words] = {}
        for name in sorted(set(names)):
            self.letters.add("".join(name))
            self._first.setdefault(_sorted(name), name)
            for end in range(1, len(name)):
                self._longer[name[:end]].add(name)

    def known_that_begin_with(self, words: Words) -> str:
        """The standard name of the only known organisation of the article that begins with some words, or nothing."""
        standard = gazetteer().organisation_standard
        names = {standard.get(name, "") for name in self._longer.get(words, ())}
        return names.pop() if len(names) == 1 else ""

    def longer(self, words: Words) -> Words:
        """The only longer name of the article that begins with some words, unless that adds another country."""
        known = gazetteer()
        names = self._longer.get(words, set())
        name = next(iter(names)) if len(names) == 1 else ()
        abroad = any((word,) in known.countries and word not in known.own_country for word in name[len(words) :])
        return () if abroad else name

    def reordered(self, words: Words) -> Words:
        """The first name, in the order of letters, that has the same words, «و» between them or not."""
        return self._first.get(_sorted(words), words)


def _sorted(words: Words) -> Words:
    return tuple(sorted(word for word in words if word not in _JOINING))


def organisations_of(text: Text) -> tuple[Entity, ...]:
    """One entity for each name, its short form in brackets, and the name with a word such as باشگاه before it."""
    found = [(annotation, words) for annotation in text.organisations if (words := text.words_in(annotation.span))]
    alone = Named(_unquoted(words) for _, words in found)
    keys = [_organisation_key(text, annotation.span, words, alone) for annotation, words in found]
    shorts = dict(_shorts(text, found, keys))
    names: dict[Key, list[str]] = defaultdict(list)
    reasons: dict[Key, list[str]] = defaultdict(list)
    spans: dict[Key, list[Span]] = defaultdict(list)
    for (annotation, words), (key, reason) in zip(found, keys, strict=True):
        spelling = text.spelling.of(annotation.span)
        if "".join(words) in shorts:
            key, reason = shorts["".join(words)], "stands in brackets as the short form"
        if spelling not in names[key]:
            names[key].append(spelling)
            if reason:
                reasons[key].append(f"{spelling}: {reason}.")
        spans[key].append(annotation.span)
    return tuple(
        _organisation(number, key, _full_and_short(names[key]), spans[key], reasons[key])
        for number, key in enumerate(names, 1)
    )


def _shorts(
    text: Text, found: Sequence[tuple[Annotation, Words]], keys: Sequence[tuple[Key, str]]
) -> Iterator[tuple[str, Key]]:
    """The letters of the short forms in brackets, with the key of the organisation before them."""
    outermost: dict[int, Key] = {}
    for (annotation, _), (key, _) in zip(found, keys, strict=True):
        outermost.setdefault(annotation.span.end, key)
    for (before, _), (short, words) in pairwise(found):
        if short.features.get("type") == "short" and not text.known.named("organisation", "".join(words)):
            yield "".join(words), outermost[before.span.end]


def _organisation(number: int, key: Key, names: tuple[Name, ...], spans: list[Span], reasons: list[str]) -> Entity:
    _, entries = key
    ordered, known = names_of_entry(names, entries)
    return Entity(
        f"org.{number}",
        EntityKind.ORGANISATION,
        ordered,
        tuple(Mention(Kind.ORG_NAME, span) for span in spans),
        reasons=(*known, *(reasons if len(names) > 1 else ())),
        identifiers=identifiers(entries),
    )


def _organisation_key(text: Text, span: Span, words: Words, alone: Named) -> tuple[Key, str]:
    """By what the names of one organisation are the same, and the reason if that is not the name itself."""
    standard, reason = _standard_organisation(_unquoted(words), alone)
    if words[0] in gazetteer().office_fields:
        standard += _country_behind(text, span)
    key = key_of(text, "organisation", "".join(words), standard)
    return key, "" if text.known.named("organisation", "".join(words)) else reason


def _country_behind(text: Text, span: Span) -> str:
    """The letters of the country right behind the field of a ministry: that of وزیر خارجه روسیه is not the own one."""
    known = gazetteer()
    at = text.tokens_in(span).stop
    length = known.countries.match(text.words, at, len(text.words)) if at < len(text.words) else 0
    country = known.place_standard[tuple(text.words[at : at + length])] if length else ""
    return "" if country in known.own_country else letters(country)


def _unquoted(words: Words) -> Words:
    """The words of a name without quotation marks: روزنامه «بامداد», روزنامه بامداد."""
    return tuple(word for word in words if word not in _QUOTES) or words


def _standard_organisation(words: Words, alone: Named) -> tuple[str, str]:
    """The letters of the name that stands for all names of the organisation, and why this one is the same."""
    known = gazetteer()
    standard = known.organisation_standard.get(words)
    if standard:
        return letters(standard), "the gazetteer knows it as this organisation"
    ministry = known.organisation_standard.get((*known.ministry, *words))
    if ministry and words[0] in known.office_fields:
        return letters(ministry), "the field of this ministry"
    if words in known.actors and (whole := alone.known_that_begin_with(words)):
        return letters(whole), "the first word of only one organisation in the article"
    if words[-1] in known.own_country and "".join(words[:-1]) in alone.letters:
        return "".join(words[:-1]), "the name with the word for this country behind it"
    is_of_sport = len(words) > 2 and words[1] in known.sports  # تیم فوتبال شاهین
    bare = words[1 + is_of_sport :]
    if words[:1] in known.plain_organisation_heads and "".join(bare) in alone.letters and not _is_medium_of(words):
        standard = known.organisation_standard.get(bare, " ".join(bare))
        return letters(standard), "the name with a word for its kind before it"
    if len(words) > 1 and words[0] in known.organisation_heads.longest and words not in known.organisation_heads:
        if longer := alone.longer(words):
            return _standard_organisation(longer, alone)[0], "the first words of only one organisation in the article"
        if (same := alone.reordered(words)) != words:
            return _standard_organisation(same, alone)[0], "the same words in another order"
    return "".join(words), ""


def _is_medium_of(words: Words) -> bool:
    """Whether a name is that of an organisation's site or paper, which is another than the organisation: سایت پلیس."""
    known = gazetteer()
    return words[:1] in known.agency_cues and words[1] in known.organisation_heads.longest


def _full_and_short(spellings: list[str]) -> tuple[Name, ...]:
    """The names, that with most words first; one of fewer words is said to be short."""
    if len(spellings) == 1:
        return (Name(spellings[0]),)
    ordered = sorted(spellings, key=lambda name: -len(name.split()))
    longest = len(ordered[0].split())
    if longest == len(ordered[-1].split()):
        return tuple(Name(name) for name in ordered)
    return tuple(Name(name, type="full" if len(name.split()) == longest else "short") for name in ordered)
