"""The schema: whether a tree is valid, and in plain words why not.

libxml2 answers the first question in milliseconds, but its messages do not tell what is wrong. So where it says
no, the tree is walked once more along the same schema, with the derivatives of its content models (after
J. Clark, "An algorithm for RELAX NG validation", 2002): what remains of a model after each child tells at any
point what may follow. The walk knows just what tadvin.rng uses: one definition for each name of an element, no
interleave but of attributes, no name classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from tei.language.characters import XML_NAMESPACE, XML_SPACE
from tei.validator.finding import Finding, finding, listing, readable

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

Pattern: TypeAlias = tuple[Any, ...]
"""A content model: ("empty",), ("none",), ("text",), ("element", t), ("more", p), ("choice", p, q), ("group", p, q)."""

_EMPTY: Pattern = ("empty",)
_NONE: Pattern = ("none",)
_TEXT: Pattern = ("text",)
_CHARACTERS = "#text"
"""What stands for text where the tag of an element is asked for."""


class Value(NamedTuple):
    """An attribute in the schema: the pattern of its value, and whether it must be there."""

    node: etree._Element
    required: bool


_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "schemas" / "tadvin.rng"

SCHEMA = _INSTALLED if _INSTALLED.is_file() else _PACKAGE.parent / "schemas" / "tadvin.rng"
"""The schema: within the package where it is installed, beside it in the source tree."""


@cache
def _schema() -> etree._Element:
    """The schema, but that an id may stand twice: libxml2 would keep a table of them, and rules.check_ids finds it."""
    schema = etree.fromstring(SCHEMA.read_bytes(), etree.XMLParser(remove_comments=True))
    for data in schema.iterfind(f".//{_RNG}data[@type='ID']"):
        data.set("type", "NCName")
    return schema


@cache
def _compiled() -> etree.RelaxNG:
    return etree.RelaxNG(etree.ElementTree(_schema()))


def check_grammar(root: etree._Element) -> Iterator[Finding]:
    """Findings where a tree breaks the schema; none where it is valid, or nothing but an id is given twice."""
    compiled = _compiled()
    if compiled.validate(root):
        return
    found = list(_explain(root))
    if not found:
        error = compiled.error_log[0]
        found = [finding(root, f"the schema is broken at line {error.line}: {error.message}", "mend it there")]
    yield from found


def _start(grammar: etree._Element) -> etree._Element:
    return next(grammar.iterchildren(f"{_RNG}start"))


# The walk ---------------------------------------------------------------------------------------------------


def _explain(root: etree._Element) -> Iterator[Finding]:
    """What is wrong with a tree; where an element is unknown, what stands in it is not looked at."""
    pending = [root]
    while pending:
        element = pending.pop()
        definition = _definitions()[str(element.tag)]
        yield from _attributes(element, definition)
        yield from _content(element, definition)
        pending.extend(
            child for child in element.iterchildren(etree.Element, reversed=True) if child.tag in _definitions()
        )


@cache
def _definitions() -> dict[str, etree._Element]:
    """The definitions of the elements by tag."""
    return {_name(node): node for node in _schema().iter(f"{_RNG}element")}


def _attributes(element: etree._Element, definition: etree._Element) -> Iterator[Finding]:
    alternatives = _attribute_sets(definition)
    known = {name for alternative in alternatives for name in alternative}
    given = set(element.attrib)
    allowed = min(alternatives, key=lambda names: _misfits(element, names))
    for name in sorted(map(str, given)):
        label = f"@{readable(name)}"
        if name in allowed:
            if not _value_fits(allowed[name].node, str(element.get(name))):
                problem = f"{label} of <{readable(element.tag)}> is {str(element.get(name))!r}"
                yield finding(element, problem, f"it must be {_values(allowed[name].node)}")
        elif name in known:
            friends = next(names for names in alternatives if name in names)
            others = listing([f"@{readable(other)}" for other in sorted(set(allowed) & given - set(friends))])
            problem = f"{label} of <{readable(element.tag)}> may not stand beside {others}"
            yield finding(element, problem, "keep one of them")
        else:
            names = ", ".join(f"@{readable(other)}" for other in sorted(known)) or "none"
            problem = f"<{readable(element.tag)}> may not have {label}"
            yield finding(element, problem, f"remove it (allowed: {names})")
    for name, value in sorted(allowed.items()):
        if value.required and name not in given:
            problem = f"<{readable(element.tag)}> lacks @{readable(name)}"
            yield finding(element, problem, f"add it: {_values(value.node)}")


def _misfits(element: etree._Element, allowed: dict[str, Value]) -> int:
    wrong = sum(
        name not in allowed or not _value_fits(allowed[str(name)].node, str(value))
        for name, value in element.attrib.items()
    )
    return wrong + sum(value.required and name not in element.attrib for name, value in allowed.items())


def _content(element: etree._Element, definition: etree._Element) -> Iterator[Finding]:
    """What is wrong with the order of an element's children, and with text among them."""
    name = readable(element.tag)
    rest = _element_model(definition)
    before = "as the first in it"
    stray = ""
    for part in _parts(element):
        tag = _CHARACTERS if isinstance(part, str) else str(part.tag)
        after = _after(rest, tag)
        if isinstance(part, str):
            stray = stray or (part if after == _NONE else "")
        else:
            label = f"<{readable(tag)}>"
            if after == _NONE:
                allowed = _elements(_first(rest)) or "nothing more"
                yield finding(part, f"{label} may not stand in <{name}> {before}", f"allowed there: {allowed}")
            before = f"after {label}"
        rest = rest if after == _NONE else after
    if stray:
        problem = f"text stands directly in <{name}>: {stray[:30]!r}"
        yield finding(element, problem, "put it into an element of its own")
    if not _nullable(rest):
        yield finding(element, f"<{name}> is not complete", f"add {_elements(_first(rest))} at its end")


def _parts(element: etree._Element) -> Iterator[str | etree._Element]:
    """The children of an element, and the texts between them that are more than white space."""
    if text := (element.text or "").strip(XML_SPACE):
        yield text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if text := (child.tail or "").strip(XML_SPACE):
            yield text


def _elements(tags: list[str]) -> str:
    return listing(sorted({f"<{readable(tag)}>" for tag in tags}))


# Content models ---------------------------------------------------------------------------------------------


@cache
def _element_model(definition: etree._Element) -> Pattern:
    return _model(definition)


def _model(node: etree._Element) -> Pattern:
    """The model of the children of a schema node, taken as a group."""
    model = _EMPTY
    for child in node.iterchildren(etree.Element):
        model = _group(model, _pattern(child))
    return model


def _pattern(node: etree._Element) -> Pattern:
    match str(node.tag).removeprefix(_RNG):
        case "element":
            return ("element", _name(node))
        case "ref":
            return _model(_define(str(node.get("name"))))
        case "text":
            return _TEXT
        case "optional":
            return _choice(_EMPTY, _model(node))
        case "oneOrMore":
            return _more(_model(node))
        case "zeroOrMore":
            return _choice(_EMPTY, _more(_model(node)))
        case "choice":
            model = _NONE
            for child in node.iterchildren(etree.Element):
                model = _choice(model, _pattern(child))
            return model
        case "group":
            return _model(node)
    return _EMPTY  # attributes, values, notes


@cache
def _define(name: str) -> etree._Element:
    return next(node for node in _schema().iter(f"{_RNG}define") if node.get("name") == name)


def _choice(one: Pattern, two: Pattern) -> Pattern:
    if one == _NONE:
        return two
    # without this, a model would grow with every child that two of its parts can take
    return one if two == _NONE or two in _alternatives(one) else ("choice", one, two)


def _alternatives(model: Pattern) -> list[Pattern]:
    return _alternatives(model[1]) + _alternatives(model[2]) if model[0] == "choice" else [model]


def _group(one: Pattern, two: Pattern) -> Pattern:
    if _NONE in (one, two):
        return _NONE
    if one == _EMPTY:
        return two
    return one if two == _EMPTY else ("group", one, two)


def _more(one: Pattern) -> Pattern:
    return one if one in (_EMPTY, _NONE) else ("more", one)


def _nullable(model: Pattern) -> bool:
    match model:
        case ("empty",) | ("text",):
            return True
        case ("more", one):
            return _nullable(one)
        case ("choice", one, two):
            return _nullable(one) or _nullable(two)
        case ("group", one, two):
            return _nullable(one) and _nullable(two)
    return False


def _after(model: Pattern, name: str) -> Pattern:
    """What may follow once an element of this name has been read, or text (the derivative of the model)."""
    match model:
        case ("text",):
            return _TEXT if name == _CHARACTERS else _NONE
        case ("element", tag):
            return _EMPTY if tag == name else _NONE
        case ("more", one):
            return _group(_after(one, name), _choice(_EMPTY, model))
        case ("choice", one, two):
            return _choice(_after(one, name), _after(two, name))
        case ("group", one, two):
            rest = _group(_after(one, name), two)
            return _choice(rest, _after(two, name)) if _nullable(one) else rest
    return _NONE


def _first(model: Pattern) -> list[str]:
    """The tags of the elements that may come next."""
    match model:
        case ("element", tag):
            return [tag]
        case ("more", one):
            return _first(one)
        case ("choice", one, two):
            return _first(one) + _first(two)
        case ("group", one, two):
            return _first(one) + (_first(two) if _nullable(one) else [])
    return []


# Attributes -------------------------------------------------------------------------------------------------


@cache
def _attribute_sets(node: etree._Element) -> list[dict[str, Value]]:
    """The sets of attributes that a definition allows, one for each of its alternatives."""
    sets: list[dict[str, Value]] = [{}]
    for child in node.iterchildren(etree.Element):
        sets = [before | more for before in sets for more in _attribute_alternatives(child)]
    return sets


def _attribute_alternatives(node: etree._Element) -> list[dict[str, Value]]:
    match str(node.tag).removeprefix(_RNG):
        case "attribute":
            return [{_name(node): Value(node, required=True)}]
        case "ref":
            return _attribute_sets(_define(str(node.get("name"))))
        case "group" | "interleave":
            return _attribute_sets(node)
        case "optional":
            sets = _attribute_sets(node)  # of one attribute, or of none
            return [{name: Value(value.node, required=False) for name, value in names.items()} for names in sets]
        case "choice":
            sets = [names for child in node.iterchildren(etree.Element) for names in _attribute_alternatives(child)]
            return [names for place, names in enumerate(sets) if names not in sets[:place]]
    return [{}]


def _name(node: etree._Element) -> str:
    """The name of an element or attribute of the schema, as lxml writes it."""
    name = str(node.get("name"))
    prefix, colon, local = name.partition(":")
    if colon:
        return f"{{{XML_NAMESPACE if prefix == 'xml' else node.nsmap[prefix]}}}{local}"
    namespace = "" if node.tag == f"{_RNG}attribute" else _namespace(node)
    return f"{{{namespace}}}{name}" if namespace else name


def _namespace(node: etree._Element) -> str:
    around = (node, *node.iterancestors())
    return next((str(one.get("ns")) for one in around if one.get("ns") is not None), "")


def _value_fits(attribute: etree._Element, value: str) -> bool:
    return bool(_value_grammar(attribute).validate(etree.Element("value", {"value": value})))


@cache
def _value_grammar(attribute: etree._Element) -> etree.RelaxNG:
    """A schema of one attribute's value, so that libxml2 judges data types here as it does in the whole."""
    grammar = deepcopy(_schema())
    start = _start(grammar)
    start.clear()
    element = etree.SubElement(start, f"{_RNG}element", {"name": "value", "ns": ""})
    value = etree.SubElement(element, f"{_RNG}attribute", {"name": "value"})
    value.extend(deepcopy(child) for child in attribute)
    return etree.RelaxNG(etree.ElementTree(grammar))


def _values(attribute: etree._Element) -> str:
    """What the value of an attribute may be: the words of its choice, or what the schema says of its type."""
    found: list[str] = []
    for node in attribute.iter(f"{_RNG}value", f"{_RNG}ref"):
        if node.tag == f"{_RNG}value":
            found.append(repr(node.text))
        else:
            found.append(_define(str(node.get("name"))).findtext(_DOCUMENTATION) or "")
    several = ", or several with spaces between them" if attribute.find(f"{_RNG}list") is not None else ""
    return listing(list(dict.fromkeys(found))) + several
