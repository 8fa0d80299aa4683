"""Ids: the article's id as a file name and as an xml:id, and ids within an article."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# NameStartChar of Latin, Greek, Cyrillic and Arabic script that all editions of XML 1.0 share (before the fifth edition
# few signs and scripts could stand in names, and libxml2 and jing still judge xml:id by the older rules).
_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f\u0451-\u045c"
    "\u0621-\u063a\u0641-\u064a\u0671-\u06b7\u06ba-\u06be\u06c0-\u06ce\u06d0-\u06d3\u06d5"
)
_NAME = f"{_START}\\-.0-9\u00b7\u0640\u064b-\u0652\u0660-\u0669\u0670\u06f0-\u06f9"
_NOT_NAME_CHAR = re.compile(f"[^{_NAME}]+")
_NCNAME = re.compile(f"[{_START}][{_NAME}]*")
_INVISIBLE = re.compile("[\u200c\u200d]")

_MAX_BYTES = 120
"""Length of a file's stem: file systems allow 255 bytes, archives and Windows paths less."""

TEI_SUFFIX, ANA_SUFFIX = ".xml", ".ana.xml"
"""What follows the stem in the names of the files of an article and of the corpus, without and with token layer."""

ANA_STAMP = " [.ana]"
"""What follows the title of a file with the token layer, as in ParlaMint and PressMint."""

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_TAKEN = re.compile(r"(corpus|.*\.ana)", re.IGNORECASE)


def file_stem(ident: str) -> str:
    """The stem of an article's files: its id with every character replaced that a file system or XML may refuse.

    Never empty; at most 120 bytes of UTF-8, a longer id being cut and told apart by a hash. Names that
    Windows keeps for devices and those of the corpus's own files get a `-` behind them.
    """
    stem = _NOT_NAME_CHAR.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFC", ident))).strip(".-")
    if not stem:
        stem = "article-" + _digest(ident) if ident.strip() else "article"
    if len(stem.encode()) > _MAX_BYTES:
        stem = stem.encode()[: _MAX_BYTES - 9].decode(errors="ignore") + "-" + _digest(ident)
    if _DEVICES.fullmatch(stem) or _TAKEN.fullmatch(stem):
        stem += "-"
    return stem


def xml_id(ident: str) -> str:
    """The xml:id of an article: its file stem, with `a` before it where XML wants a letter (an NCName)."""
    stem = file_stem(ident)
    return stem if is_ncname(stem) else "a" + stem


def is_ncname(name: str) -> bool:
    """Whether a string may be an xml:id."""
    return _NCNAME.fullmatch(name) is not None


def _digest(ident: str) -> str:
    return hashlib.sha256(ident.encode(errors="surrogatepass")).hexdigest()[:8]


class Identifiers:
    """Hands out the xml:ids of one article: each begins with the article's id and is given once."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}

    def full(self, local: str) -> str:
        """The xml:id of a local id such as `said.1`."""
        return f"{self.article_id}.{local}"

    def claim(self, local: str) -> str:
        """A free xml:id: that of `local`, else of `local` with a number behind it."""
        base = local if is_ncname(self.full(local)) else "x"
        name, count = base, 1
        while name in self._used:
            count += 1
            name = f"{base}-{count}"
        self._used.add(name)
        return self.full(name)

    def number(self, prefix: str) -> str:
        """The next free xml:id of the form prefix.1, prefix.2 …"""
        while True:
            self._counts[prefix] = self._counts.get(prefix, 0) + 1
            name = f"{prefix}.{self._counts[prefix]}"
            if name not in self._used:
                return self.claim(name)

    def pointers(self, value: str) -> str:
        """A pointer attribute: local ids become `#ID.local`, URIs (with a colon) stay as they are."""
        return " ".join([token if ":" in token else f"#{self.article_id}.{token}" for token in value.split()])
