"""Single changes of a valid TEI file, by named operators: each a thing that hands or programs do to files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.validator.parsing import parse_file

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NAMESPACE = re.compile(r' xmlns(:\w+)?="[^"]*"|(?<=<)ns0:|(?<=</)ns0:')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATES = ("when", "from", "to", "notBefore", "notAfter", "when-custom", "from-custom", "to-custom")
_POINTERS = ("who", "toWhom", "ref", "resp", "ana", "corresp", "source", "calendar", "datingMethod", "next", "prev")

Element = etree._Element


class Mutant(NamedTuple):
    """A changed tree, and the element that was changed in it; `change` is the beginning of that element."""

    original: Path
    operator: str
    change: str
    root: Element
    element: Element


def _elements(root: Element) -> list[Element]:
    return list(root.iter("{*}*"))[1:]


def _detach(element: Element) -> None:
    """Take an element out of the tree, and leave the text behind it where it is."""
    tail, element.tail = element.tail or "", None
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def delete_element(root: Element, chance: random.Random) -> Element:
    element = chance.choice(_elements(root))
    _detach(element)
    return element


def duplicate_element(root: Element, chance: random.Random) -> Element:
    element = chance.choice(_elements(root))
    copy = deepcopy(element)  # with the text behind it, which then stands behind the copy only
    element.tail = None
    element.addnext(copy)
    return element


def rename_element(root: Element, chance: random.Random) -> Element:
    element = chance.choice(_elements(root))
    element.tag = chance.choice(sorted({one.tag for one in _elements(root)} - {element.tag}))
    return element


def move_element(root: Element, chance: random.Random) -> Element:
    element = chance.choice([one for one in _elements(root) if one.getparent() is not root])
    places = [
        one for one in _elements(root) if element not in (one, *one.iterancestors()) and one != element.getparent()
    ]
    place = chance.choice(places)
    _detach(element)
    place.insert(chance.randint(0, len(place)), element)
    return element


def unwrap_element(root: Element, chance: random.Random) -> Element:
    element = chance.choice(_elements(root))
    parent = element.getparent()
    assert parent is not None
    at, before = parent.index(element), element.getprevious()
    children = list(element)
    leading, tail = element.text or "", element.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        leading += tail
    if before is not None:
        before.tail = (before.tail or "") + leading
    else:
        parent.text = (parent.text or "") + leading
    parent[at : at + 1] = children
    return element


def delete_attribute(root: Element, chance: random.Random) -> Element:
    element = chance.choice([one for one in _elements(root) if one.attrib])
    del element.attrib[chance.choice(sorted(element.attrib))]
    return element


def rename_attribute(root: Element, chance: random.Random) -> Element:
    element = chance.choice([one for one in _elements(root) if one.attrib])
    name = chance.choice(sorted(element.attrib))
    names = sorted({other for one in _elements(root) for other in one.attrib} - set(element.attrib))
    element.set(chance.choice(names), str(element.attrib.pop(name)))
    return element


def _replace_value(root: Element, chance: random.Random, names: tuple[str, ...], values: list[str]) -> Element:
    places = [(one, name) for one in _elements(root) for name in sorted(one.attrib) if name in names]
    element, name = chance.choice(places)
    element.set(name, chance.choice([value for value in values if value != element.get(name)]))
    return element


def random_token(root: Element, chance: random.Random) -> Element:
    names = tuple({str(name) for one in _elements(root) for name in one.attrib})
    return _replace_value(root, chance, names, ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=8))])


def another_id(root: Element, chance: random.Random) -> Element:
    ids = [f"#{one.get(XML_ID)}" for one in _elements(root) if one.get(XML_ID)]
    return _replace_value(root, chance, _POINTERS, ids)


def id_of_wrong_kind(root: Element, chance: random.Random) -> Element:
    kinds = {f"#{one.get(XML_ID)}": one.tag for one in _elements(root) if one.get(XML_ID)}
    places = [
        (one, name)
        for one in _elements(root)
        for name in sorted(one.attrib)
        if name in _POINTERS and one.get(name) in kinds
    ]
    element, name = chance.choice(places)
    element.set(name, chance.choice([ident for ident, kind in kinds.items() if kind != kinds[str(element.get(name))]]))
    return element


def shift_date(root: Element, chance: random.Random) -> Element:
    places = [(one, name) for one in _elements(root) for name in _DATES if _DAY.fullmatch(one.get(name, ""))]
    element, name = chance.choice(places)
    value = str(element.get(name))
    day = int(value[8:])
    if name.endswith("custom"):
        shifted = f"{value[:8]}{day - 1 if day > 1 else day + 1:02}"
    else:
        shifted = str(date.fromisoformat(value) + timedelta(days=chance.choice((-1, 1))))
    element.set(name, shifted)
    return element


def _texts(root: Element) -> Iterator[tuple[Element, str]]:
    text = root.find("{*}text")
    assert text is not None
    for one in text.iter("{*}*"):
        if one.text:
            yield one, "text"
        if one is not text and one.tail:
            yield one, "tail"


def _edit_text(root: Element, chance: random.Random, put_in: str, length: int) -> Element:
    element, slot = chance.choice(list(_texts(root)))
    text = str(getattr(element, slot))
    at = chance.randrange(len(text))
    put_in = "ب" if put_in == text[at : at + length] else put_in
    setattr(element, slot, text[:at] + put_in + text[at + length :])
    return element


def change_character(root: Element, chance: random.Random) -> Element:
    return _edit_text(root, chance, "آ", 1)


def insert_character(root: Element, chance: random.Random) -> Element:
    return _edit_text(root, chance, chance.choice("آ \u200c"), 0)


def delete_character(root: Element, chance: random.Random) -> Element:
    return _edit_text(root, chance, "", 1)


def swap_siblings(root: Element, chance: random.Random) -> Element:
    element = chance.choice([one for one in _elements(root) if one.getnext() is not None])
    following = element.getnext()
    assert following is not None
    element.tail, following.tail = following.tail, element.tail
    following.addnext(element)
    element.tail, following.tail = following.tail, element.tail
    return element


OPERATORS: tuple[Callable[[Element, random.Random], Element], ...] = (
    delete_element,
    duplicate_element,
    rename_element,
    move_element,
    unwrap_element,
    delete_attribute,
    rename_attribute,
    random_token,
    another_id,
    id_of_wrong_kind,
    shift_date,
    change_character,
    insert_character,
    delete_character,
    swap_siblings,
)


def mutants(files: list[Path], each: int, seed: int) -> Iterator[Mutant]:
    """So many mutants by each operator, in turn; always the same ones for a seed."""
    chance = random.Random(seed)
    for _ in range(each):
        for operator in OPERATORS:
            file = chance.choice(files)
            root = parse_file(file)
            assert isinstance(root, Element)
            before = etree.tostring(root)
            try:
                element = operator(root, chance)
            except IndexError:  # a file without such a place, such as one without dates
                continue
            if etree.tostring(root) != before:
                change = _NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
                yield Mutant(file, operator.__name__, " ".join(change.split())[:120], root, element)
