"""Names of persons with their parts, of organisations and places, and offices beside the name of a person.

A trained tagger proposes names; the gazetteer adds and corrects; then a name that is sure in one place is a name
in the whole article. All works on the repaired view, sentence by sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from tei import __version__
from tei.document import Agent, Annotation, Certainty, Document, Kind, Layer, Span
from tei.language.gazetteer import Phrases, Words, gazetteer
from tei.language.lexicon import lexicon
from tei.language.name_tagger import name_tagger
from tei.language.offices import office_after, office_before
from tei.language.person_names import parts_of, titles_before
from tei.language.views import View, repaired_view

AGENT = Agent(ident="names", version=__version__, label="names and offices: a trained tagger, gazetteers and context")

KINDS = {"PER": Kind.PERS_NAME, "ORG": Kind.ORG_NAME, "LOC": Kind.PLACE_NAME}
LONG_SENTENCE = 60
"""Words from which a line is cut at the end of a sentence."""
SENTENCE = 8
"""Words that a sentence has at least before the tagger takes a full stop for its end."""
LONGEST = 20
"""Words of the longest name."""
SURE = 0.65
"""Probability from which a name of the tagger counts as known in the whole article."""
LONE = 0.5
"""Probability below which one word alone is no person: half of these are other words (PEYMA and NSURL, 1,000 texts)."""
RARE = 500
"""Count in hazm's word list up to which a word may be taken for the surname that it is elsewhere in the article."""

_WITHOUT_NAMES = (Kind.LIST, Kind.ITEM, Kind.LABEL, Kind.SURPLUS, Kind.FOREIGN, Kind.SALUTE)
"""Where no names are looked for: tags, debris, Arabic passages (of `foreign`), praise and basmala (of `salute`)."""

_URL = re.compile(r"\b(?:https?://|www\.)\S+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LINE_END = re.compile(r"\n")
_NEVER_IN_NAME = re.compile("ن?می\u200c[^\u200c]+|.*(?:ا\u064b|\u064bا)")
"""Words of the source that no name holds: verbs with می‌, adverbs with the Arabic ending (اخیراً)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name over the tokens `begin` to `end` (half-open) of the view."""

    kind: Kind
    begin: int
    end: int
    certainty: Certainty
    short: bool = False


class Reading:
    """The words of a document and the sentences (ranges of tokens) in which names are looked for."""

    def __init__(self, document: Document) -> None:
        self.view: View = repaired_view(document)
        self.tokens = self.view.tokens
        self.words = [token.text for token in self.tokens]
        self._dates = self._covered(document.annotations(Kind.DATE, Kind.TIME))
        self.sentences = list(self._sentences(document))

    def span(self, begin: int, end: int) -> Span:
        """The source span of tokens."""
        return self.view.span(self.tokens[begin].begin, self.tokens[end - 1].end)

    def tokens_of(self, begin: int, end: int) -> range:
        """The tokens that begin within a range of the view."""
        return range(bisect_left(self.view.token_starts, begin), bisect_left(self.view.token_starts, end))

    def name_end(self, name: Name) -> int:
        """Where a name ends: before the first word that no name holds."""
        spans = ((at, self.span(at, at + 1)) for at in range(name.begin, name.end))
        source = self.view.source
        return next((at for at, span in spans if _NEVER_IN_NAME.fullmatch(source, span.begin, span.end)), name.end)

    def in_date(self, name: Name) -> bool:
        """Whether a name shares a word with a date and does not hold more than dates beside it."""
        return all(at in self._dates for at in range(name.begin, name.end))

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence that a token lies in."""
        place = bisect_left(self.sentences, (at + 1, 0)) - 1
        return self.sentences[place]

    def _covered(self, annotations: Iterable[Annotation]) -> set[int]:
        return {at for annotation in annotations for at in self.tokens_of(*self.view.range(annotation.span))}

    def _sentences(self, document: Document) -> Iterator[tuple[int, int]]:
        left_out = self._covered(
            annotation
            for annotation in document.annotations(*_WITHOUT_NAMES)
            if annotation.features.get("xml:lang", "ar") == "ar"
            and annotation.features.get("ana", "fn.praise") in ("fn.praise", "fn.basmala")
        )
        for match in _URL.finditer(self.view.text):
            left_out.update(self.tokens_of(*match.span()))
        begins = set(self._block_and_line_begins(document))
        begin = 0
        for at, word in enumerate(self.words):
            if at in left_out or at in begins:
                if begin < at:
                    yield begin, at
                begin = at + (at in left_out)
            elif at - begin > (LONG_SENTENCE if word in ".!؟" else 3 * LONG_SENTENCE):
                yield begin, at + 1
                begin = at + 1
        if begin < len(self.tokens):
            yield begin, len(self.tokens)

    def _block_and_line_begins(self, document: Document) -> Iterator[int]:
        for annotation in document.annotations(Kind.PARAGRAPH, Kind.HEAD, Kind.SALUTE, Kind.SIGNED, Kind.DATELINE):
            yield bisect_left(self.view.token_starts, self.view.position(annotation.span.begin))
        for match in _LINE_END.finditer(self.view.text):
            yield bisect_left(self.view.token_starts, match.start())


def annotate(document: Document) -> Layer:
    """The names of a document, with parts, and the offices beside names of persons."""
    reading = Reading(document)
    found = [piece for name in (*_tagged(reading), *_listed(reading)) for piece in _pieces(reading, name)]
    names = _resolved(name for name in found if _is_name(reading, name))
    names = _consistent(reading, _joined(reading, names))
    ends = [0, *(name.end for name in names)]
    names = _resolved(_extended(reading, name, floor) for name, floor in zip(names, ends, strict=False))
    names = _with_short_forms(reading, names)
    nested = list(_places_within(reading, names))
    return Layer.of(AGENT, [*_annotations(reading, [*names, *nested]), *_offices(reading, names)])


def _tagged(reading: Reading) -> Iterator[Name]:
    """What the trained tagger finds; it learnt from single sentences, so it reads such."""
    pieces = [piece for begin, end in reading.sentences for piece in _cut(reading.words, begin, end)]
    tagged = name_tagger().tag([reading.words[begin:end] for begin, end in pieces])
    for (first, _), spans in zip(pieces, tagged, strict=True):
        for span in spans:
            yield Name(KINDS[span.label], first + span.begin, first + span.end, round(span.probability, 2))


def _cut(words: list[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of some length within a range of words."""
    for at in range(begin, end):
        if words[at] in ".!؟" and at - begin >= SENTENCE:
            yield begin, at + 1
            begin = at + 1
    if begin < end:
        yield begin, end


def _listed(reading: Reading) -> Iterator[Name]:
    """What the gazetteer finds, sentence by sentence."""
    openings = gazetteer().name_openings
    for begin, end in reading.sentences:
        at = begin
        while at < end:
            if reading.words[at] not in openings:
                at += 1
                continue
            names = list(_listed_at(reading.words, at, begin, end))
            yield from names
            at = max([at + 1, *(name.end for name in names)])


def _listed_at(words: list[str], at: int, begin: int, end: int) -> Iterator[Name]:
    """The names of the gazetteer that begin at a word of a sentence; of an organisation and a place the longer."""
    known = gazetteer()
    word = words[at]
    organisation = _organisation_at(words, at, end)
    place = known.places.match(words, at, end) if word in known.places.longest else 0
    if not place and word in known.doubtful_places.longest and at > begin and words[at - 1] in known.place_heads:
        place = known.doubtful_places.match(words, at, end)
    if organisation and organisation >= place:
        yield Name(Kind.ORG_NAME, at, at + organisation, "high")
    elif place:
        yield Name(Kind.PLACE_NAME, at, at + place, "high")
    elif word in known.agency_cues.longest and (cue := known.agency_cues.match(words, at, end)):
        if at + cue < end and (agency := known.agencies.match(words, at + cue, end)):
            yield Name(Kind.ORG_NAME, at + cue, at + cue + agency, "high")
    elif word in known.actors.longest and (actor := _actor_at(words, at, begin, end)):
        yield Name(Kind.ORG_NAME, at, at + actor, "medium")
    elif word in known.honorifics_after.longest and at > begin and known.honorifics_after.match(words, at, end):
        first = at - 1
        while first > begin and words[first - 1] in known.forenames:
            first -= 1
        if words[first] in known.forenames:
            yield Name(Kind.PERS_NAME, first, at, "high")


def _organisation_at(words: list[str], at: int, end: int) -> int:
    """The length of the name of an organisation: a known one, or a head with words that belong to such names."""
    known = gazetteer()
    word = words[at]
    length = known.organisations.match(words, at, end) if word in known.organisations.longest else 0
    if word not in known.strong_organisation_heads.longest:
        return length
    head = known.strong_organisation_heads.match(words, at, end)
    stop = at + head
    while head and stop < end:
        step = max(known.organisations.match(words, stop, end), known.places.match(words, stop, end))
        joins = words[stop] == "و" and words[stop - 1] in known.organisation_words
        if joins and stop + 1 < end and words[stop + 1] in known.organisation_words:
            step = 2
        elif not step and words[stop] in known.organisation_words:
            step = 1
        if not step:
            break
        stop += step
    return max(length, stop - at if stop > at + head else 0)


def _actor_at(words: list[str], at: int, begin: int, end: int) -> int:
    """The length of the name of a body that stands for itself: دولت, دولت دهم, دولت آلمان."""
    known = gazetteer()
    length = known.actors.match(words, at, end)
    if not length or (at > begin and words[at - 1] in known.not_before_actor):
        return 0
    if at + length < end and words[at + length] in known.ordinals:
        return length + 1
    return length + (known.places.match(words, at + length, end) if at + length < end else 0)


def _pieces(reading: Reading, name: Name) -> Iterator[Name]:
    """A found name without marks at its ends; a list of places or clubs taken apart; brackets closed.

    A comma also stands within the names of ministries: وزیر بهداشت، درمان و آموزش پزشکی.
    """
    words = reading.words
    known = gazetteer()
    name = replace(name, end=reading.name_end(name))
    listing = name.kind is Kind.PLACE_NAME or (
        words[name.begin] not in known.organisation_heads.longest and not _is_ministry(words, name)
    )
    begin = name.begin
    unit = known.organisation_units.match(words, begin, name.end)
    if unit and begin + unit < name.end and known.organisations.match(words, begin + unit, name.end):
        begin += unit
    elif words[begin] not in known.organisation_heads.longest and begin + 1 < name.end:
        begin += known.organisations.match(words, begin + 1, name.end) == name.end - begin - 1
    for at in range(name.begin, name.end + 1):
        if at < name.end and not (listing and words[at] in "،,"):
            continue
        end = at
        while begin < end and not words[begin].isalnum():
            begin += 1
        while begin < end and (not words[end - 1].isalnum() or words[end - 1] == "و"):
            end -= 1
        for opening, closing in ("«»", "()"):
            inside = words[begin:end]
            if end < len(words) and inside.count(opening) > inside.count(closing) and words[end] == closing:
                end += 1
        if end < len(words) and words[begin:end].count('"') % 2 and words[end] == '"':
            end += 1
        if begin < end:
            yield Name(name.kind, begin, end, name.certainty)
        begin = at + 1


def _is_ministry(words: Sequence[str], name: Name) -> bool:
    """Whether a name is what a minister is minister of: وزیر راه و شهرسازی."""
    known = gazetteer()
    return words[name.begin] in known.office_fields and name.begin > 0 and words[name.begin - 1] in known.ministers


def _strength(name: Name) -> tuple[bool, int, float]:
    """Persons that the gazetteer is sure of first, then longer names, then those that are surer."""
    certainty = name.certainty if isinstance(name.certainty, float) else 0.9
    return name.kind is Kind.PERS_NAME and name.certainty == "high", name.end - name.begin, certainty


def _resolved(names: Iterable[Name]) -> list[Name]:
    """Names that do not overlap, in order: the stronger wins."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (*(-value for value in _strength(name)), name.begin)):
        if taken.isdisjoint(range(name.begin, name.end)):
            chosen.append(name)
            taken.update(range(name.begin, name.end))
    return sorted(chosen, key=lambda name: name.begin)


def _is_name(reading: Reading, name: Name) -> bool:
    """Whether a found name is none of the usual errors: a date, a verb, a title or noun alone, a ministry's field.

    Several Latin words without a capital letter are no name either; they come from program code.
    """
    known = gazetteer()
    words = tuple(reading.words[name.begin : name.end])
    if len(words) > LONGEST or reading.in_date(name) or not any(map(_LETTERS.search, words)):
        return False
    if len(words) == 1 and words[0] in lexicon().verbs:
        return False
    if len(words) > 1 and all(word.isascii() and word.islower() for word in words):
        return False
    if name.kind is Kind.PERS_NAME:
        bare = _without_formula(words)
        if ("(", *words) in known.honorifics_after:
            return False
        unsure = isinstance(name.certainty, float) and name.certainty < LONE
        ambiguous = words[0] in known.doubtful_forenames and name.certainty != "high"
        doubtful = len(words) == 1 and (unsure or ambiguous)
        return not (doubtful or bare in known.honorifics or bare in known.offices or bare in known.known_persons)
    if name.kind is Kind.ORG_NAME:
        ministry = _is_ministry(reading.words, name)
        sure = isinstance(name.certainty, float) and name.certainty >= SURE and words[-1:] not in known.places
        return (sure or not ministry) and words[0] not in known.not_places and words not in known.countries
    if name.kind is Kind.PLACE_NAME and known.days_of_places.match_before(reading.words, name.end, 0):
        return False
    return not (len(words) == 1 and words[0] in known.not_places)


def _without_formula(words: Words) -> Words:
    """A name without the formula behind it: (ص)."""
    after = gazetteer().honorifics_after
    for at in range(1, len(words)):
        if after.match(words, at, len(words)) == len(words) - at:
            return words[:at]
    return words


def _joined(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with a lone forename and the name right behind it as one person."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        together = last is not None and last.end == name.begin and last.kind is name.kind is Kind.PERS_NAME
        if last and together and last.end - last.begin == 1 and reading.sentence_of(last.begin)[1] >= name.end:
            joined[-1] = replace(last, end=name.end)
        else:
            joined.append(name)
    return joined


def _consistent(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with one kind for one phrase in the whole article, and sure names found wherever they stand."""
    votes: defaultdict[Words, Counter[Kind]] = defaultdict(Counter)
    for name in names:
        weight = name.certainty if isinstance(name.certainty, float) else 0.9
        votes[tuple(reading.words[name.begin : name.end])][name.kind] += weight  # type: ignore[assignment]
    agreed = [replace(name, kind=_agreed_kind(reading, name, votes)) for name in names]
    return _resolved([*agreed, *_repeated(reading, agreed)])


def _agreed_kind(reading: Reading, name: Name, votes: dict[Words, Counter[Kind]]) -> Kind:
    """The kind that the article gives a phrase, if it names it more than once or a person of this surname."""
    phrase = tuple(reading.words[name.begin : name.end])
    surname_votes = votes.get(phrase[-1:], Counter())
    if 1 < len(phrase) < 5 and phrase[0] in gazetteer().forenames and surname_votes[Kind.PERS_NAME] > SURE:
        return Kind.PERS_NAME
    count = votes[phrase]
    return max(count, key=lambda kind: (count[kind], kind)) if count.total() > 1.5 else name.kind


def _repeated(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Further mentions of sure names: the whole name again, and the rare surname of a person alone."""
    known = gazetteer()
    words = reading.words
    known_words = lexicon().words
    sure: dict[Words, Kind] = {}
    for name in names:
        if isinstance(name.certainty, float) and name.certainty < SURE:
            continue
        phrase = tuple(words[name.begin : name.end])
        if len(phrase) > 1 or known_words.get(phrase[0], 0) <= RARE:
            sure[phrase] = name.kind
        if name.kind is Kind.PERS_NAME and len(phrase) > 1 and known_words.get(phrase[-1], 0) <= RARE:
            surname = phrase[-1:]
            forename = surname[0] in known.forenames or surname[0] in known.doubtful_forenames
            if surname[0].isalpha() and not forename:
                sure.setdefault(surname, Kind.PERS_NAME)
    phrases = Phrases(sure)
    taken = {at for name in names for at in range(name.begin, name.end)}
    for begin, end in reading.sentences:
        for at in range(begin, end):
            length = phrases.match(words, at, end) if words[at] in phrases.longest else 0
            if length and taken.isdisjoint(range(at, at + length)):
                yield Name(sure[tuple(words[at : at + length])], at, at + length, "medium")


def _extended(reading: Reading, name: Name, before: int) -> Name:
    """A name with what belongs to it on both sides, behind the end `before` of the name before it.

    Titles and formulas belong to a person, شهر or استان to a place, باشگاه or خبرگزاری to an organisation.
    """
    known = gazetteer()
    words = reading.words
    floor, ceiling = reading.sentence_of(name.begin)
    floor = max(floor, before)
    if name.kind is Kind.PERS_NAME:
        within = name.begin > floor and known.honorifics.match(words, name.begin - 1, name.end - 1) > 1
        begin = titles_before(words, name.begin - within, floor)
        after = known.honorifics_after.match(words, name.end, ceiling) if name.end < ceiling else 0
        return replace(name, begin=begin, end=name.end + after)
    if name.begin == floor:
        return name
    if name.kind is Kind.PLACE_NAME and words[name.begin - 1] in known.place_heads:
        return replace(name, begin=name.begin - 1)
    quoted = words[name.begin - 1] in '«"' and name.end < ceiling and words[name.end] in '»"'
    begin = name.begin - quoted
    if head := known.plain_organisation_heads.match_before(words, begin, floor):
        return replace(name, kind=Kind.ORG_NAME, begin=begin - head, end=name.end + quoted)
    return name


def _with_short_forms(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, with a short form in brackets behind that of an organisation: سازمان کشورهای … (اوپک)."""
    words = reading.words
    organisations = {(name.begin, name.end) for name in names if name.kind is Kind.ORG_NAME}
    shorts: list[Name] = []
    for name in names:
        begin = name.end + 1
        if name.kind is not Kind.ORG_NAME or name.end - name.begin < 2 or words[name.end : begin] != ["("]:
            continue
        ceiling = min(begin + 4, reading.sentence_of(name.begin)[1])
        end = next((at for at in range(begin + 1, ceiling) if words[at] == ")"), begin)
        if end > begin and ((begin, end) in organisations or _may_be_short(words[begin:end])):
            shorts.append(Name(Kind.ORG_NAME, begin, end, "high", short=True))
    bracketed = {at for short in shorts for at in range(short.begin, short.end)}
    return [*(name for name in names if bracketed.isdisjoint(range(name.begin, name.end))), *shorts]


def _may_be_short(words: list[str]) -> bool:
    """Whether words in brackets are a known organisation or one word that is no word of Persian, as acronyms are."""
    return tuple(words) in gazetteer().organisations or (
        len(words) == 1 and words[0].isalpha() and words[0] not in lexicon().words
    )


def _places_within(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Places in the names of organisations: ارتش سوریه."""
    known = gazetteer()
    for name in names:
        if name.kind is not Kind.ORG_NAME or reading.words[name.begin] not in known.organisation_heads.longest:
            continue
        at = name.begin + 1
        while at < name.end:
            length = known.places.match(reading.words, at, name.end)
            before = reading.words[at - 1]
            if not length and (before in known.place_heads or before in known.organisation_words):
                length = known.doubtful_places.match(reading.words, at, name.end)
            if length:
                yield Name(Kind.PLACE_NAME, at, at + length, "high")
            at += max(length, 1)


def _annotations(reading: Reading, names: Iterable[Name]) -> Iterator[Annotation]:
    for name in names:
        features = {"type": "short"} if name.short else {}
        yield Annotation(name.kind, reading.span(name.begin, name.end), features, name.certainty)
        if name.kind is Kind.PERS_NAME:
            yield from _parts(reading, name)


def _parts(reading: Reading, name: Name) -> Iterator[Annotation]:
    for part in parts_of(reading.words, name.begin, name.end):
        begin, end = reading.tokens[part.begin].begin, reading.tokens[part.end - 1].end
        if part.letters:
            first = reading.tokens[part.begin].begin
            begin = first + part.letters[0]
            end = first + part.letters[1] if part.end == part.begin + 1 else end
        features = {"type": "honorific"} if part.kind is Kind.ADD_NAME else {}
        yield Annotation(part.kind, reading.view.span(begin, end), features, name.certainty)


def _offices(reading: Reading, names: list[Name]) -> Iterator[Annotation]:
    """The offices before and behind the names of persons."""
    covered = [0] * len(reading.words)
    persons = []
    for number, name in enumerate(names, 1):
        if name.kind is Kind.PERS_NAME:
            persons.append(name)
        else:
            mark = -number if name.kind is Kind.PLACE_NAME else number
            covered[name.begin : name.end] = [mark] * (name.end - name.begin)
    floor = 0
    for person, following in zip_longest(persons, persons[1:]):
        first, last = reading.sentence_of(person.begin)
        end = person.begin - (person.begin > first and reading.words[person.begin - 1] in '«"')
        begin = office_before(reading.words, end, max(first, floor), covered)
        if begin is not None:
            yield _office(reading, begin, end)
        floor = person.end
        ceiling = min(last, following.begin) if following else last
        at = person.end
        while at < ceiling and reading.words[at] in '،,»"':
            at += 1
        end = office_after(reading.words, at, ceiling, covered, apposition=True)
        if end is not None and not (following and end == following.begin and begin is None):
            yield _office(reading, at, end)
            floor = end


def _office(reading: Reading, begin: int, end: int) -> Annotation:
    return Annotation(Kind.ROLE_NAME, reading.span(begin, end), {"type": "office"}, "medium")
