"""The text law: `string(/TEI/text)` is the article's source text, character for character."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from tei.encoder.elements import TEI
from tei.validator.finding import Finding, finding

_COUNT = re.compile(r"\s*\+?\d{1,12}\s*", re.ASCII)
_STRING_VALUE = etree.XPath("string()", smart_strings=False)
_REMEDY = "restore the text (a better reading belongs into @norm of <w>)"


def check_fidelity(article: etree._Element, source_text: str | None) -> Iterator[Finding]:
    """Findings where the text of a `<TEI>` is not its source's.

    Without `source_text` it is held against the number of characters and the SHA-256 that the header gives.
    """
    text = article.find(f"{TEI}text")
    if text is None:
        return
    content = string_value(text)
    if source_text is not None:
        yield from _compare(text, content, source_text)
        return
    count = _characters(article)
    if count is not None and count != len(content):
        problem = f"the text has {len(content)} characters, its source had {count}"
        yield finding(text, problem, _REMEDY)
    elif _digest(article) not in (None, hashlib.sha256(content.encode()).hexdigest()):
        yield finding(text, "the text is not that of the source (its SHA-256 differs)", _REMEDY)


def string_value(element: etree._Element) -> str:
    """The text of an element and of all that stands in it."""
    return str(_STRING_VALUE(element))


def _compare(text: etree._Element, content: str, source: str) -> Iterator[Finding]:
    if content != source:
        pairs = enumerate(zip(content, source, strict=False))
        at = next((place for place, (one, two) in pairs if one != two), min(len(content), len(source)))
        problem = (
            f"the text departs from its source at character {at}: "
            f"{content[at : at + 20]!r} in place of {source[at : at + 20]!r}"
        )
        yield finding(text, problem, _REMEDY)


def _digest(article: etree._Element) -> str | None:
    path = f"{TEI}teiHeader/{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl/{TEI}idno[@type='text-sha256']"
    return article.findtext(path)


def _characters(article: etree._Element) -> int | None:
    path = f"{TEI}teiHeader/{TEI}fileDesc/{TEI}extent/{TEI}measure[@unit='characters']"
    measure = article.find(path)
    return quantity(measure) if measure is not None else None


def quantity(measure: etree._Element) -> int | None:
    """How many a `<measure>` says there are; None where it gives no number."""
    number = measure.get("quantity", "")
    return int(number) if _COUNT.fullmatch(number) else None
