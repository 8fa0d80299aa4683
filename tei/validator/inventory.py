"""What there is in a tree, gathered in one walk: the checks look up what each of them is about."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from tei.encoder.elements import TEI, XML_ID

_TOKENS = frozenset((f"{TEI}w", f"{TEI}pc"))
_OF_EACH_TOKEN = frozenset((XML_ID, "lemma", "pos", "msd", "join"))


class Inventory(NamedTuple):
    """The elements of a tree in the order of the file: by tag, by id, and those to look at closely.

    Where an id is given twice, `by_id` has the first, and `repeated` the others. `notable` are all but the tokens that
    have nothing but an id, lemma, part of speech and features. Of these there are hundreds in an article with the token
    layer, and no rule and no pointer is about these attributes.
    """

    tagged: defaultdict[str, list[etree._Element]]
    by_id: dict[str, etree._Element]
    repeated: list[etree._Element]
    notable: list[etree._Element]


def take_inventory(root: etree._Element) -> Inventory:
    """The elements of the TEI namespace in a tree, its root included."""
    tagged: defaultdict[str, list[etree._Element]] = defaultdict(list)
    by_id: dict[str, etree._Element] = {}
    repeated, notable = [], []
    for element in root.iter(f"{TEI}*"):
        tag = element.tag
        tagged[tag].append(element)
        ident = element.get(XML_ID)
        if ident is not None and by_id.setdefault(ident, element) is not element:
            repeated.append(element)
        if tag not in _TOKENS or not _OF_EACH_TOKEN.issuperset(element.keys()):
            notable.append(element)
    return Inventory(tagged, by_id, repeated, notable)
