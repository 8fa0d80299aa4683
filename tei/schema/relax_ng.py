"""The ODD as RELAX NG, in the form that libxml2 validates fastest.

No `notAllowed`, no empty class, and `interleave` for attributes, but never for elements.
"""

from __future__ import annotations

from lxml import etree

from tei.encoder.elements import TEI, XINCLUDE
from tei.schema.odd import Odd, is_attributes, name, occurrence, words

_NAMESPACE = "http://relaxng.org/ns/structure/1.0"
_RNG = f"{{{_NAMESPACE}}}"
_ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"

_REPEATED = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}


def relax_ng(odd: Odd) -> bytes:
    """The grammar as an XML file."""
    grammar = etree.Element(
        f"{_RNG}grammar",
        {"ns": TEI[1:-1], "datatypeLibrary": _DATATYPES},
        nsmap={None: _NAMESPACE, "a": _ANNOTATIONS, "xi": XINCLUDE},  # type: ignore[dict-item]  # lxml-stubs omit None
    )
    grammar.append(etree.Comment(" Made from tadvin.odd by `python -m tei.schema`: change that. "))
    roots = _add(_add(grammar, "start"), "choice")
    for root in str(odd.specification.get("start")).split():
        _add(roots, "ref", name=root)
    for element in odd.declarations("elementSpec"):
        _add_element(_add(grammar, "define", name=str(element.get("ident"))), element, odd)
    for one in odd.declarations("classSpec"):
        _add_class(_add(grammar, "define", name=str(one.get("ident"))), one, odd)
    for one in [*odd.declarations("macroSpec"), *odd.declarations("dataSpec")]:
        define = _add(grammar, "define", name=str(one.get("ident")))
        _document(define, words(one, "desc"))
        _add_content(define, one)
    etree.indent(grammar)
    return etree.tostring(grammar, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _RNG + tag, attributes)


def _document(parent: etree._Element, text: str) -> None:
    if text:
        etree.SubElement(parent, f"{{{_ANNOTATIONS}}}documentation").text = text


def _add_element(define: etree._Element, declaration: etree._Element, odd: Odd) -> None:
    pattern = _add(define, "element", name=str(declaration.get("ident")))
    if "ns" in declaration.attrib:
        pattern.set("ns", str(declaration.get("ns")))
    _document(pattern, words(declaration, "desc"))
    _add_all_attributes(pattern, declaration, odd)
    _add_content(pattern, declaration)


def _add_class(define: etree._Element, declaration: etree._Element, odd: Odd) -> None:
    if is_attributes(declaration):
        _add_all_attributes(define, declaration, odd)
        return
    choice = _add(define, "choice")
    for member in odd.members(str(declaration.get("ident"))):
        _add(choice, "ref", name=str(member.get("ident")))


# Attributes -------------------------------------------------------------------------------------------------


def _add_all_attributes(parent: etree._Element, declaration: etree._Element, odd: Odd) -> None:
    for one in odd.attribute_classes(declaration):
        _add(parent, "ref", name=str(one.get("ident")))
    for attributes in declaration.iterfind(f"{TEI}attList"):
        _add_attributes(parent, attributes)
    _interleave_optional(parent)


def _add_attributes(parent: etree._Element, attributes: etree._Element) -> None:
    """The attributes of a list; the lists within it are alternatives if its @org is choice."""
    target = _add(parent, "choice") if attributes.get("org") == "choice" else parent
    for one in attributes:
        match name(one):
            case "attList" if one.get("org") == "group":
                group = _add(target, "group")
                _add_attributes(group, one)
                _interleave_optional(group)
            case "attList":
                _add_attributes(target, one)
            case "attRef":
                _add(target, "ref", name=str(one.get("class")))
            case _:
                _add_attribute(target if one.get("usage") == "req" else _add(target, "optional"), one)


def _interleave_optional(parent: etree._Element) -> None:
    """Put what may be left out, and choices, into an interleave, which for attributes means the same as a group.

    In a group libxml2 follows up both that an optional attribute is read and that it is left for another pattern: seven
    attributes are 128 states, in each of which the values are judged anew. Behind each part of an interleave it goes on
    with one state (`xmlRelaxNGValidateInterleave`).
    """
    optional = [one for one in parent if name(one) in ("optional", "ref", "choice")]
    if len(optional) > 1:
        _add(parent, "interleave").extend(optional)


def _add_attribute(parent: etree._Element, declaration: etree._Element) -> None:
    attribute = _add(parent, "attribute", name=str(declaration.get("ident")))
    _document(attribute, words(declaration, "desc"))
    values, datatype = declaration.find(f"{TEI}valList"), declaration.find(f"{TEI}datatype")
    if values is not None:
        _add_values(attribute, values)
    elif datatype is not None:
        _add_datatype(attribute, datatype)


def _add_datatype(attribute: etree._Element, datatype: etree._Element) -> None:
    """The type of one value, or of several with spaces between them."""
    if datatype.get("maxOccurs", "1") == "1":
        _add_pattern(attribute, datatype[0])
        return
    values = _add(attribute, "list")
    for _ in range(int(datatype.get("minOccurs", "1")) - 1):
        _add_pattern(values, datatype[0])
    _add_pattern(_add(values, "oneOrMore"), datatype[0])


def _add_values(parent: etree._Element, values: etree._Element) -> None:
    target = _add(parent, "choice") if len(values) > 1 else parent
    for item in values:
        # strings of RELAX NG itself: libxml2 would trim the white space of tokens anew for each comparison
        _add(target, "value", type="string", datatypeLibrary="").text = str(item.get("ident"))
        _document(target, words(item, "gloss"))


# Content ----------------------------------------------------------------------------------------------------


def _add_content(parent: etree._Element, declaration: etree._Element) -> None:
    for one in declaration.iterfind(f"{TEI}content/*"):
        _add_pattern(parent, one)


def _add_pattern(parent: etree._Element, part: etree._Element) -> None:
    """A part of a content model or data type."""
    repeated = _REPEATED.get(occurrence(part))
    target = _add(parent, repeated) if repeated else parent
    match name(part):
        case "sequence" | "alternate" as kind:
            group = target
            if kind == "alternate":
                group = _add(target, "choice")
            elif not repeated:
                group = _add(target, "group")
            for one in part:
                _add_pattern(group, one)
        case "elementRef" | "classRef" | "macroRef":
            _add(target, "ref", name=str(part.get("key")))
        case "textNode":
            _add(target, "text")
        case "empty":
            _add(target, "empty")
        case "valList":
            _add_values(target, part)
        case "dataRef" if "key" in part.attrib:
            _add(target, "ref", name=str(part.get("key")))
        case "dataRef":
            data = _add(target, "data", type=str(part.get("name")))
            if "restriction" in part.attrib:
                _add(data, "param", name="pattern").text = part.get("restriction")
            for facet in part:
                _add(data, "param", name=str(facet.get("name"))).text = facet.get("value")
        case other:
            raise ValueError(f"tadvin.odd: a content model uses <{other}>, which tei.schema does not know")
