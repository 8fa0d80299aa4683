"""The text law: `string(/TEI/text)` is the article's source text, character for character."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from tei.encoder.text import TEI
from tei.language.characters import REPLACEMENT
from tei.validator.finding import Finding, finding

_REPLACED = re.compile(r"(\d{1,9}):U\+([0-9A-F]{4,6})")
_COUNT = re.compile(r"\d{1,12}", re.ASCII)
_REMEDY = "restore the text (a better reading belongs into @norm of <w>)"


def check_fidelity(article: etree._Element, source_text: str | None) -> Iterator[Finding]:
    """Findings where the text of a `<TEI>` is not its source's.

    Without `source_text` it is held against what the header says of the source: the number of characters and,
    where the whole file was the text, its bytes and their SHA-256.
    """
    text = article.find(f"{TEI}text")
    if text is None:
        return
    content = str(text.xpath("string()"))
    if source_text is not None:
        yield from _compare(text, content, source_text)
        return
    count = _number(article, "characters")
    if count is not None and count != len(content):
        problem = f"the text has {len(content)} characters, its source had {count}"
        yield finding(text, problem, _REMEDY)
    elif _is_other_file(article, content):
        yield finding(text, "the text is not that of the source file (its SHA-256 differs)", _REMEDY)


def _compare(text: etree._Element, content: str, source: str) -> Iterator[Finding]:
    if content != source:
        pairs = enumerate(zip(content, source, strict=False))
        at = next((place for place, (one, two) in pairs if one != two), min(len(content), len(source)))
        problem = (
            f"the text departs from its source at character {at}: "
            f"{content[at : at + 20]!r} in place of {source[at : at + 20]!r}"
        )
        yield finding(text, problem, _REMEDY)


def _is_other_file(article: etree._Element, content: str) -> bool:
    """Whether the file read, rebuilt from the text, has another hash than the header says.

    A line of JSON, or a file with front matter, holds more than the text and cannot be rebuilt: the former the
    header tells, the latter is seen by its having more bytes.
    """
    bibl = article.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl")
    byte_count = _number(article, "bytes")
    if bibl is None or byte_count is None or bibl.find(f"{TEI}biblScope[@unit='line']") is not None:
        return False
    digest = bibl.findtext(f"{TEI}idno[@type='sha256']") or ""
    encoding = bibl.findtext(f"{TEI}note[@type='encoding']") or ""
    replaced = bibl.findtext(f"{TEI}note[@type='replaced']") or ""
    content = _with_replaced(content, replaced)
    try:
        rebuilt = content.encode(encoding, errors="surrogatepass")
    except (LookupError, UnicodeError):
        return False
    mark = "\ufeff".encode(encoding) if encoding.startswith("utf-16") else b""
    if mark and len(mark + rebuilt) == byte_count:
        rebuilt = mark + rebuilt
    if len(rebuilt) < byte_count:
        return False
    return hashlib.sha256(rebuilt).hexdigest() != digest


def _with_replaced(content: str, replaced: str) -> str:
    """The text with the characters put back that XML cannot hold."""
    characters = list(content)
    for offset, code_point in _REPLACED.findall(replaced):
        if int(offset) < len(characters) and characters[int(offset)] == REPLACEMENT and int(code_point, 16) < 0x110000:
            characters[int(offset)] = chr(int(code_point, 16))
    return "".join(characters)


def _number(article: etree._Element, unit: str) -> int | None:
    path = f"{TEI}teiHeader/{TEI}fileDesc/{TEI}extent/{TEI}measure[@unit='{unit}']"
    measure = article.find(path)
    quantity = measure.get("quantity", "") if measure is not None else ""
    return int(quantity) if _COUNT.fullmatch(quantity) else None
