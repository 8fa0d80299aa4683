"""Addresses of links and images as they are written in pages, made URIs: what a URI cannot hold is escaped."""

from __future__ import annotations

import re
from urllib.parse import quote

from tei.language.characters import xml_text

_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?(?P<authority>//[^/?#]*)?(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
_AUTHORITY = re.compile(r"//(?:[^@\[\]]*@)?(?:(?:[^@:\[\]]+|\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\])(?::\d{1,5})?)?")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_IN_SEGMENT = "!$&'()*+,;=%~@:"


def uri(address: str) -> str:
    """The address as a URI reference (RFC 3986); a good one stays as it is."""
    parts = _PARTS.fullmatch(_STRAY_PERCENT.sub("%25", xml_text(address)))
    assert parts is not None, "every part may be missing, and each takes all that those behind it cannot"
    scheme, authority, path, query, fragment = (part or "" for part in parts.groups())
    if authority:
        authority = quote(authority, safe="/%!$&'()*+,;=~" + ("@:[]" if _AUTHORITY.fullmatch(authority) else ""))
    elif not scheme:  # a colon in the first segment would make a scheme of it
        first, stroke, rest = path.partition("/")
        path = first.replace(":", "%3A") + stroke + rest
    path = quote(path, safe="/" + _IN_SEGMENT)
    return scheme + authority + path + _escaped(query) + _escaped(fragment)


def _escaped(part: str) -> str:
    """A query or fragment with the mark that it begins with."""
    return part[:1] + quote(part[1:], safe="/?" + _IN_SEGMENT)
