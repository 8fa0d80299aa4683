"""The nesting table: which element may stand in which, and which of two that cross is cut.

An annotation stands inside another where it lies within it and TEI lets it. Where two cross, have the same
span, or TEI forbids the nesting, the rank decides: the higher is outside and whole, the lower is cut into
pieces.
"""

from __future__ import annotations

from tei.document import Kind
from tei.document.annotation import WORD_KINDS

_RANKS: tuple[Kind, ...] = (
    Kind.SAID,
    Kind.QUOTE,
    Kind.SENTENCE,
    Kind.SO_CALLED,
    Kind.TITLE,
    Kind.FOREIGN,
    Kind.SEGMENT,
    Kind.TERM,
    Kind.REFERENCE,
    Kind.SURPLUS,
    Kind.REFERRING_STRING,
    Kind.ROLE_NAME,
    Kind.ORG_NAME,
    Kind.PLACE_NAME,
    Kind.PERS_NAME,
    Kind.ADD_NAME,
    Kind.FORENAME,
    Kind.NAME_LINK,
    Kind.GEN_NAME,
    Kind.SURNAME,
    Kind.DATE,
    Kind.TIME,
    Kind.HIGHLIGHTED,
    Kind.WORD,
    Kind.PUNCTUATION,
)

RANK: dict[Kind, int] = {kind: rank for rank, kind in enumerate(_RANKS)}
"""Inline kinds, outer (0) to inner."""

_SENTENCE = Kind.SENTENCE  # it takes time to look it up in an enum
_QUOTING = frozenset({Kind.SAID, Kind.QUOTE})
_HOLDS_QUOTING = frozenset({Kind.SAID, Kind.QUOTE, Kind.SENTENCE, Kind.SEGMENT, Kind.HIGHLIGHTED})
_WITHOUT_QUOTING = frozenset({Kind.BYLINE, Kind.DATELINE})


def may_hold(outer: Kind, inner: Kind) -> bool:
    """Whether TEI (and our schema) lets an inline element stand directly in another inline element.

    TEI would let a sentence stand in a phrase; corpus tools expect it outside of all but speech and quotations.
    """
    if outer in WORD_KINDS:
        return outer is Kind.WORD and inner in WORD_KINDS
    if inner is _SENTENCE:
        return outer in _QUOTING
    return inner not in _QUOTING or outer in _HOLDS_QUOTING


def block_may_hold(block: Kind, inner: Kind) -> bool:
    """Whether an inline element may stand in a leaf block: a byline or dateline holds no speech or quotation."""
    return inner not in _QUOTING or block not in _WITHOUT_QUOTING
