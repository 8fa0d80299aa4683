"""Letters and joiners of Persian words in standard spelling. Which ZWNJs a word needs, `zwnj_model` knows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tei.language.characters import TATWEEL, ZWJ, ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.lexicon import lexicon

LETTERS = (
    "\u0621-\u063a\u0640-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufdf2\ufe70-\ufefc"
)
"""Letters of the Arabic script and the marks on them, for a character class."""

STRAY_JOINERS = "\u200b\u200d-\u200f\u00ac\u00ad\ufeff\u202a-\u202e"
"""Invisible characters, and U+00AC, that stand where a ZWNJ belongs in texts of old encodings."""

NOT_PERSIAN = re.compile("[ٹڈڑںےڵێۆڕۇۋټډړږښڼڅځۍ]")
"""A letter of Kurdish, Urdu, Pashto or another language that Persian has not."""

_HAMZA_ABOVE = "\u0654"
_PERSIAN_FORMS = (
    str.maketrans("يىېكڪەہھٱ", "یییککههها")
    | dict.fromkeys((ord(TATWEEL), ord(ZWJ)), "")
    | {ord("ۀ"): "ه" + _HAMZA_ABOVE}
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_NOT_PLAIN = re.compile(
    f"[{''.join(map(chr, _PERSIAN_FORMS))}أة{STRAY_JOINERS}\ufb50-\ufdff\ufe70-\ufefc]|{ZWNJ}{ZWNJ}|^{ZWNJ}|{ZWNJ}$"
)
_JOINER_RUN = re.compile(f"[{ZWNJ}{STRAY_JOINERS}]+")


@cache
def _hamza_ends() -> frozenset[str]:
    return frozenset(load_yaml("affixes.yaml")["hamza_ends"])


@cache
def latin_letters() -> frozenset[str]:
    """The names of Latin letters, folded (سی), of which names such as بی‌بی‌سی are made."""
    return frozenset(map(fold, load_yaml("affixes.yaml")["latin_letters"]))


@cache
def _arabic_ends() -> frozenset[str]:
    return frozenset(load_yaml("affixes.yaml")["arabic_ends"])


def persian_letters(word: str) -> str:
    """A word with Persian letter forms (ي→ی, ك→ک), without tatweel, with single ZWNJs and those only inside.

    A final أ that stands for the ending اً (منحصرأ) becomes it, and so does ة that stands for هٔ (جامعة ما). A run of
    tatweels alone, which stands for a dash, and an abbreviation such as هـ stay as they are.
    """
    if not _NOT_PLAIN.search(word):
        return word
    plain = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), word)
    if len(fold(plain)) <= 1 and TATWEEL in plain:
        return word
    clean = _JOINER_RUN.sub(ZWNJ, plain.translate(_PERSIAN_FORMS)).strip(ZWNJ)
    if clean.endswith("أ") and (letters := fold(clean)) in lexicon().words and letters not in _hamza_ends():
        return clean[:-1] + "اً"
    if clean.endswith("ة") and lexicon().words.get(letters := fold(clean), 0) > 0 and letters not in _arabic_ends():
        return clean[:-1] + "ه" + _HAMZA_ABOVE
    return clean


def break_like(word: str, form: str) -> str:
    """`word` with ZWNJs where `form`, which has the same folded letters, has them, and nowhere else."""
    if word == form.replace(ZWNJ, ""):
        return form
    pieces: list[str] = []
    at = 0
    for character in word:
        if character == ZWNJ:
            continue
        if fold(character):
            if form[at] == ZWNJ:
                pieces.append(ZWNJ)
                at += 1
            at += len(fold(character))
        pieces.append(character)
    return "".join(pieces)
