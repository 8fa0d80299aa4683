"""Characters of the Arabic script: which of them are variants of one another, and which XML can hold."""

from __future__ import annotations

import re
import unicodedata

ZWNJ = "\u200c"
ZWJ = "\u200d"
TATWEEL = "\u0640"
REPLACEMENT = "\ufffd"

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
"""What the prefix `xml` stands for, as in `xml:id`."""

XML_SPACE = " \t\r\n"
"""White space that XML allows between elements; any other (NBSP, U+2028 …) is text to a schema."""

VOWEL_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]")
"""Combining marks over and under Arabic letters: vowels, hamza above, Quranic signs."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold (section 2.2, production Char)."""

_VARIANTS = {
    "ي": "ی",
    "ى": "ی",
    "ې": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufeff"


def _fold_table() -> dict[int, str]:
    table = {ord(variant): letter for variant, letter in _VARIANTS.items()}
    table |= {ord(zero) + digit: str(digit) for zero in "۰٠" for digit in range(10)}
    table |= dict.fromkeys(map(ord, _INVISIBLE + TATWEEL), "")
    table |= {
        code: "" for code in range(0x0600, 0x0900) if VOWEL_MARKS.match(chr(code)) and unicodedata.combining(chr(code))
    }
    table |= dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000"), " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
    for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)):
        letters = unicodedata.normalize("NFKC", chr(code))
        if letters != chr(code):
            table[code] = letters.strip().translate(table)
    return table


FOLD = _fold_table()
"""`str.translate` table of `fold`."""

VARIANT = re.compile(f"[{''.join(map(re.escape, map(chr, FOLD)))}]")
"""A character that `fold` changes."""


def fold(text: str) -> str:
    """The form of a text that matching runs on.

    Arabic letter forms become Persian ones (ي→ی, ك→ک, ة→ه, أ→ا, ؤ→و), presentation forms plain letters,
    digits ASCII, all spaces U+0020, all line ends U+000A; vowel marks, tatweel, ZWNJ and other invisible
    characters vanish. So میرود and می‌رود are equal, and so are نامه‌ای and نام‌های. The length can change:
    use `views.View` where offsets matter.
    """
    return text.translate(FOLD) if VARIANT.search(text) else text


def xml_text(text: str) -> str:
    """The text with U+FFFD, one for one, for what XML cannot hold."""
    return NOT_XML.sub(REPLACEMENT, text)
