"""Finding the encoding of a Persian text from its bytes alone.

Only encodings that Persian articles really come in are looked for, the surest sign first:

1. a byte order mark: UTF-8 (`utf-8-sig`) or UTF-16;
2. UTF-16 without one: read two bytes at a time, most of it is ASCII or Arabic script;
3. valid UTF-8 without NUL bytes;
4. Windows-1256 (`cp1256`): every sequence of bytes is valid in it, so what it yields must look like Persian or
   Arabic, and the bytes must not be UTF-8 with a few wrong ones among them.

Anything else is an error: a wrong guess would be read as a text that nobody wrote.
"""

from __future__ import annotations

import codecs
import re

_FILE_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (as .docx, .xlsx, .odt and .epub files are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (codecs.BOM_UTF32_LE, "UTF-32 text"),
    (codecs.BOM_UTF32_BE, "UTF-32 text"),
)
"""What files begin with, from the specifications of their formats."""

_SAMPLE = 4096
"""How many bytes, half a page, are looked at to tell one encoding from another."""

_PERSIAN_OR_ASCII = re.compile("[\t\n\r -~\u200c«»\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_LETTER = re.compile("[\u0621-\u06d3\u200c]")


class UndecodableError(ValueError):
    """Bytes that are no text in a known encoding; the message goes on after "the file"."""


def file_kind(data: bytes) -> str:
    """What a file is, as `a PDF file`, if its first bytes are those of a well-known format; else empty."""
    return next((kind for magic, kind in _FILE_KINDS if data.startswith(magic)), "")


def detect_utf_16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` if a file begins as UTF-16, with or without byte order mark; else empty.

    Persian in UTF-16 has 06 or 00 as every other byte. Seven tenths of the characters is far above what any
    other text reaches when it is read so, and leaves room for other scripts and for symbols.
    """
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = data[: min(len(data) // 2 * 2, _SAMPLE)]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if text and len(_PERSIAN_OR_ASCII.findall(text)) >= 0.7 * len(text):
            return encoding
    return ""


def decode(data: bytes, utf_16: str) -> tuple[str, str]:
    """The text of a file, or of a line of it, without byte order mark, and the Python name of its encoding.

    `utf_16` is what `detect_utf_16` found for the file. `text.encode(encoding)` gives the bytes back
    (but for the mark of UTF-16, which these encodings of Python do not write). Raises UndecodableError.
    """
    if not utf_16 and b"\x00" in data:
        raise UndecodableError("holds NUL bytes, so it is binary")
    try:
        text = data.decode(utf_16 or "utf-8")
    except UnicodeDecodeError as error:
        if not utf_16 and _is_windows_1256(data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]):
            return data.decode("cp1256"), "cp1256"
        byte = f"byte {error.start + 1} (0x{data[error.start]:02x})"
        raise UndecodableError(f"is not valid {utf_16.upper() or 'UTF-8'} from {byte} on") from error
    unmarked = text.removeprefix("\ufeff")
    return unmarked, utf_16 or ("utf-8" if unmarked == text else "utf-8-sig")


def _is_windows_1256(sample: bytes) -> bool:
    """Whether the bytes around one that is wrong in UTF-8 look like Persian or Arabic in Windows-1256.

    Of the characters beyond ASCII four fifths must be Arabic letters (of random bytes nearly half are) and they
    must be a fifth of all; and fewer than half of their bytes may be well-formed UTF-8 (of damaged UTF-8 nearly
    all are, and it would be read as a medley of ط and ظ).
    """
    text = sample.decode("cp1256")
    beyond_ascii = _beyond_ascii(text)
    letters = len(_ARABIC_LETTER.findall(text))
    well_formed = 2 * _beyond_ascii(sample.decode("utf-8", "ignore"))
    return letters >= 0.8 * beyond_ascii and letters >= 0.2 * len(text) and well_formed < 0.5 * beyond_ascii


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
