"""What is known of a word before its sentence is read, for the models that find names."""

from __future__ import annotations

from tei.language.gazetteer import Gazetteer

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""What a word may be: outside of names, at the beginning of one or further inside."""

LISTS = (
    "honorific",
    "forename",
    "doubtful forename",
    "surname",
    "surname ending",
    "glued",
    "place",
    "doubtful place",
    "place head",
    "organisation",
    "organisation head",
    "organisation word",
    "agency",
    "office",
)
"""Lists of the gazetteer, and ends and beginnings of words."""


def shape_of(word: str) -> str:
    """Letters of which script, digits or a mark."""
    if word[0].isdigit():
        return f"digits{min(len(word), 4)}"
    if not word[0].isalpha():
        return "mark"
    return "latin" if word[0].isascii() else f"letters{min(len(word), 6)}"


def lists_with(word: str, known: Gazetteer) -> list[str]:
    """Which of `LISTS` hold a word as a phrase of its own or as the opening of one."""
    phrase = (word,)
    found = (
        word in known.honorifics.longest,
        word in known.forenames,
        word in known.doubtful_forenames,
        word in known.surnames,
        len(word) > 4 and word.endswith(known.surname_endings),
        len(word) > 5 and word.startswith(known.glued_honorifics),
        phrase in known.places,
        phrase in known.doubtful_places,
        word in known.place_heads,
        phrase in known.organisations,
        word in known.organisation_heads.longest,
        word in known.organisation_words,
        phrase in known.agencies,
        word in known.offices.longest,
    )
    return [name for name, here in zip(LISTS, found, strict=True) if here]
