"""What the validator found wrong, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from tei.encoder.elements import NAMESPACE, XINCLUDE, XML_ID
from tei.language.characters import XML_NAMESPACE

_PREFIXES = {
    f"{{{NAMESPACE}}}": "",
    f"{{{XML_NAMESPACE}}}": "xml:",
    f"{{{XINCLUDE}}}": "xi:",
}


CHECKS = {
    "file": "the file is well-formed XML without document type, and all that it includes lies in its folder",
    "grammar": "elements and attributes follow the RELAX NG grammar",
    "rule": "elements follow the Schematron rules of the schema",
    "id": "ids are unique and begin with that of the article",
    "pointer": "pointers lead to elements of the right kind",
    "value": "dates, languages, counts and features of words agree with themselves and the header",
    "text": "the text is that of the source, character for character",
}
"""The checks, and what is right where they find nothing."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    `line` counts from 1 and is 0 where there is none; `ident` is the xml:id of the element concerned or of the
    nearest one around it, else empty. `problem` and `remedy` are plain sentences without a full stop. `check` names
    the one of CHECKS that found it.
    """

    file: str
    line: int
    ident: str
    problem: str
    remedy: str
    check: str = "file"

    def __str__(self) -> str:
        """The finding as one line: `file:line: id: what is wrong; how to mend it`."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        parts = [place, self.ident, f"{self.problem}; {self.remedy}"]
        return " ".join(": ".join(filter(None, parts)).split())


def finding(element: etree._Element, problem: str, remedy: str) -> Finding:
    """A finding on an element, with the file and line that it was parsed from."""
    near = (element, *element.iterancestors())
    ident = next((str(one.get(XML_ID)) for one in near if one.get(XML_ID)), "")
    file = element.getroottree().docinfo.URL or ""
    return Finding(file, line_of(element), ident, problem, remedy)


def line_of(element: etree._Element) -> int:
    """The line of an element in its file, from 1; 0 for one that was not parsed."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # lxml-stubs leave the type open
    return line or 0


@lru_cache(maxsize=1024)
def readable(name: str) -> str:
    """The name of an element or attribute as people write it: `said`, `xml:id`, `xi:include`."""
    for namespace, prefix in _PREFIXES.items():
        if name.startswith(namespace):
            return prefix + name.removeprefix(namespace)
    return name


def listing(words: list[str]) -> str:
    """Words as a list to choose from: `a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
