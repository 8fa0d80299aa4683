"""Names beside and within the name of an organisation: its short form in brackets, and places."""

from __future__ import annotations

from collections.abc import Iterator

from tei.annotators.names.reading import Name, Reading
from tei.document import Kind
from tei.language.gazetteer import gazetteer
from tei.language.lexicon import lexicon


def with_short_forms(reading: Reading, names: list[Name]) -> list[Name]:
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


def places_within(reading: Reading, names: list[Name]) -> Iterator[Name]:
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
