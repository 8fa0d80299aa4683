"""The ODD as web pages: the prose and the list of elements, and a page for each element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from tei.encoder.elements import TEI, XML_ID, XML_LANG
from tei.schema.odd import EXAMPLE, SCHEMATRON, Odd, is_attributes, name, occurrence, words

STYLE = """\
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { max-width: 52rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; }
h1, h2 { line-height: 1.25; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { padding: .75rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
ul.names { columns: 12rem; list-style: none; padding: 0; }
[lang=fa] { font-family: Vazirmatn, "Noto Naskh Arabic", Tahoma, sans-serif; }
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
{body}
</body>
</html>
"""


def documentation(odd: Odd) -> dict[str, str]:
    """The pages by file name, with their style sheet."""
    pages = {"style.css": STYLE, "index.html": _page("Tadvin: a TEI schema for Persian articles", _index(odd))}
    for element in odd.declarations("elementSpec"):
        title = f"<{element.get('ident')}>: {words(element, 'gloss')}"
        pages[_file(str(element.get("ident")))] = _page(title, _element(element, odd))
    return pages


def _page(title: str, body: Iterator[str]) -> str:
    return _PAGE.format(title=escape(title), body="\n".join(body))


def _file(element: str) -> str:
    return f"{element}.html"


def _link(element: str) -> str:
    return f'<a href="{_file(element)}"><code>{element}</code></a>'


# Index ------------------------------------------------------------------------------------------------------


def _index(odd: Odd) -> Iterator[str]:
    yield "<h1>Tadvin: a TEI schema for Persian articles</h1>"
    yield "<nav><ul>"
    divisions = [one for one in odd.root.iter(f"{TEI}div") if one.find(f"{TEI}schemaSpec") is None]
    known = {str(one.get("ident")) for one in odd.declarations("elementSpec")}
    for division in divisions:
        yield f'<li><a href="#{division.get(XML_ID)}">{escape(division.findtext(f"{TEI}head") or "")}</a></li>'
    yield '<li><a href="#elements">Elements</a></li>\n</ul></nav>'
    for division in divisions:
        yield f'<h2 id="{division.get(XML_ID)}">{escape(division.findtext(f"{TEI}head") or "")}</h2>'
        for part in division:
            if name(part) == "p":
                yield f"<p>{_prose(part, known)}</p>"
            elif part.tag == f"{EXAMPLE}egXML":
                yield _example(part)
    yield '<h2 id="elements">Elements</h2>\n<ul class="names">'
    for ident in sorted(known, key=str.casefold):
        yield f"<li>{_link(ident)}</li>"
    yield "</ul>"
    yield "<h2>Classes and content models</h2>\n<table>\n<tr><th>Name</th><th>Meaning</th><th>Content</th></tr>"
    for one in [*odd.declarations("classSpec"), *odd.declarations("macroSpec")]:
        if not is_attributes(one):
            members = ", ".join(_link(str(member.get("ident"))) for member in odd.members(str(one.get("ident"))))
            cells = escape(words(one, "desc")), members or _content(one)
            yield f'<tr id="{one.get("ident")}"><td><code>{one.get("ident")}</code></td>'
            yield "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</table>"


_NAMESPACE = re.compile(r' xmlns(:\w+)?="[^"]*"')


def _prose(element: etree._Element, known: set[str]) -> str:
    """The content of a paragraph or description as HTML."""
    parts = [escape(element.text or "")]
    for child in element:
        text = "".join(map(str, child.itertext()))
        match name(child):
            case "gi":
                parts.append(_link(text) if text in known else f"<code>{escape(text)}</code>")
            case "att":
                parts.append(f"<code>@{escape(text)}</code>")
            case "q" | "gloss":
                parts.append(f"<q>{escape(text)}</q>")
            case _:
                parts.append(f"<code>{escape(text)}</code>")
        parts.append(escape(child.tail or ""))
    return " ".join("".join(parts).split())


def _example(example: etree._Element) -> str:
    text = etree.tostring(example, encoding="unicode", with_tail=False)
    inner = _NAMESPACE.sub("", text[text.index(">") + 1 : text.rindex("<")]).strip()
    return f'<pre dir="ltr"><code>{escape(inner)}</code></pre>'


# Elements ---------------------------------------------------------------------------------------------------


def _element(element: etree._Element, odd: Odd) -> Iterator[str]:
    ident = str(element.get("ident"))
    known = {str(one.get("ident")) for one in odd.declarations("elementSpec")}
    yield '<nav><a href="index.html#elements">All elements</a></nav>'
    yield f"<h1><code>&lt;{ident}&gt;</code> {escape(words(element, 'gloss'))}</h1>"
    yield f"<p>{_prose(_description(element, 'en'), known)}</p>"
    yield '<section lang="fa" dir="rtl">'
    gloss = escape(words(element, "gloss", "fa"))
    yield f"<p><strong>{gloss}</strong>: {_prose(_description(element, 'fa'), known)}</p>"
    yield "</section>"
    yield from _attributes(element, odd, known)
    yield f"<h2>Content</h2>\n<p>{_content(element)}</p>"
    parents = [str(one.get("ident")) for one in odd.declarations("elementSpec") if ident in _children(one, odd)]
    if parents:
        yield f"<p>It stands in {', '.join(map(_link, parents))}.</p>"
    rules = list(_rules(ident, odd))
    if rules:
        yield "<h2>Rules</h2>\n<ul>"
        yield from (f"<li>{escape(rule)}</li>" for rule in rules)
        yield "</ul>"
    examples = [_example(one) for one in element.iter(f"{EXAMPLE}egXML")] or _examples_elsewhere(ident, odd)
    if examples:
        yield "<h2>Example</h2>"
        yield from examples


def _description(element: etree._Element, language: str) -> etree._Element:
    return next(one for one in element.iterfind(f"{TEI}desc") if one.get(XML_LANG) == language)


def _attributes(element: etree._Element, odd: Odd, known: set[str]) -> Iterator[str]:
    attributes = {str(one.get("ident")): one for one in odd.attributes(element)}
    if not attributes:
        yield "<h2>Attributes</h2>\n<p>None.</p>"
        return
    yield "<h2>Attributes</h2>\n<table>\n<tr><th>Name</th><th>Meaning</th><th>Value</th></tr>"
    for ident, one in attributes.items():
        needed = " (needed)" if one.get("usage") == "req" else ""
        meaning = _prose(one.find(f"{TEI}desc"), known)  # type: ignore[arg-type]  # a test keeps the ODD valid
        yield f"<tr><td><code>@{ident}</code>{needed}</td><td>{meaning}</td><td>{_value(one, odd)}</td></tr>"
    yield "</table>"


def _value(attribute: etree._Element, odd: Odd) -> str:
    values = [
        f"<code>{item.get('ident')}</code>: {escape(words(item, 'gloss'))}" for item in attribute.iter(f"{TEI}valItem")
    ]
    if values:
        return "<br>".join(values)
    reference = next(attribute.iter(f"{TEI}dataRef"))
    data = next(one for one in odd.declarations("dataSpec") if one.get("ident") == reference.get("key"))
    several = next(attribute.iter(f"{TEI}datatype")).get("maxOccurs", "1") != "1"
    return escape(words(data, "desc")) + ("; several with spaces between them" if several else "")


def _content(declaration: etree._Element) -> str:
    """The content model, as the compact syntax of RELAX NG writes it."""
    return ", ".join(_model(part) for part in declaration.iterfind(f"{TEI}content/*"))


def _model(part: etree._Element) -> str:
    match name(part):
        case "sequence":
            text = f"({', '.join(map(_model, part))})"
        case "alternate":
            text = f"({' | '.join(map(_model, part))})"
        case "elementRef":
            text = _link(str(part.get("key")))
        case "classRef" | "macroRef":
            text = f'<a href="index.html#{part.get("key")}"><code>{part.get("key")}</code></a>'
        case "textNode":
            text = "text"
        case _:
            text = "nothing"
    return text + occurrence(part)


def _children(declaration: etree._Element, odd: Odd) -> set[str]:
    """The elements that may stand directly in an element, or in what a macro stands for."""
    found: set[str] = set()
    for part in declaration.iterfind(f"{TEI}content//*"):
        key = str(part.get("key"))
        match name(part):
            case "elementRef":
                found.add(key)
            case "classRef":
                found.update(str(one.get("ident")) for one in odd.members(key))
            case "macroRef":
                found |= _children(next(one for one in odd.declarations("macroSpec") if one.get("ident") == key), odd)
    return found


def _rules(ident: str, odd: Odd) -> Iterator[str]:
    for constraint in odd.constraints():
        for rule in constraint.iter(f"{SCHEMATRON}rule"):
            if any(re.match(rf"tei:{ident}(?![\w-])", context) for context in str(rule.get("context")).split(" | ")):
                for assertion in rule:
                    text = "".join([assertion.text or "", *(ident + (one.tail or "") for one in assertion)])
                    yield " ".join(text.split())


def _examples_elsewhere(ident: str, odd: Odd) -> list[str]:
    """An example of the prose, or else of another element, in which the element stands."""
    holding = (one for one in odd.root.iter(f"{EXAMPLE}egXML") if one.find(f".//{EXAMPLE}{ident}") is not None)
    return [_example(one) for one in list(holding)[:1]]
