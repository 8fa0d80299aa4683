"""Reading a TEI file that anyone may have written: no network, no entities, no document types."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from tei.validator.finding import Finding

_HUGE = 8_000_000
"""Bytes from which libxml2's limits must be lifted; below them they guard against hostile files."""


def parse_file(path: Path) -> etree._Element | Finding:
    """The root of an XML file, or what makes it unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return unreadable(path, error)
    return parse(data, str(path))


def unreadable(path: Path, error: OSError) -> Finding:
    """The finding that a file or folder cannot be read."""
    problem = f"it cannot be read ({error.strerror or error})"
    return Finding(str(path), 0, "", problem, "see that it is there and that you may read it")


def parse(data: bytes, file: str) -> etree._Element | Finding:
    """The root of an XML document in any encoding that XML declares, or what makes it unreadable.

    `file` is its name for findings. A document type is refused, since entities could hide or multiply text.
    """
    # "<" cannot stand in the text of an XML file, so this is a document type in any usual encoding
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        return _document_type(file)
    try:
        root = etree.fromstring(data, _parser(len(data) > _HUGE), base_url=file)
    except etree.XMLSyntaxError as error:
        return Finding(file, error.lineno or 1, "", f"the XML is broken: {error.msg}", "mend it at this line")
    # in UTF-7 the bytes are others; no entity was read, since the parser must not
    return root if root.getroottree().docinfo.internalDTD is None else _document_type(file)


@cache
def _parser(is_huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        collect_ids=False,  # else libxml2 stops at the first id that is given twice
        huge_tree=is_huge,
    )


def _document_type(file: str) -> Finding:
    return Finding(file, 0, "", "the file has a document type (<!DOCTYPE)", "remove it and its entities")
