"""The Persian lexicon: hazm's words and verb forms in a compact shape, built once and kept in the user's cache.

This is the only module that touches hazm, which takes seconds to import. The cache lies in
`$XDG_CACHE_HOME/tadvin` (else `~/.cache/tadvin`), one file for each version of hazm; it can be deleted at any
time and is built again when it is missing or damaged.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import marshal
import os
import re
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tei.errors import SettingsError
from tei.language import data_files
from tei.language.characters import ZWNJ, fold

FORMAT = 3
"""Version of the cache's layout; raise it whenever `Lexicon` or the way it is built changes."""

LEAST_TOGETHER = 5
"""Count in news articles from which a compound is known well enough to put its parts together."""

COUNTS = data_files.FOLDER / "word_counts.tsv"

_Tables: TypeAlias = tuple[dict[str, int], dict[str, str], dict[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of Persian, all folded (`characters.fold`) but for the ZWNJs of the values of `compounds` and `verbs`.

    `words`: words written without ZWNJ, with their count in news articles (0: known, but rare).
    `compounds`: other words written with ZWNJ, by their letters alone: `{"پیشبینی": "پیش‌بینی"}`.
    `verbs`: verb forms written with ZWNJ, by their letters alone: `{"میرود": "می‌رود"}`.
    `pairs`: words of two parts with their ZWNJ that are seldom written as two words: پیش بینی is damaged.
    No letters are in `words` and in one of the others.
    """

    words: dict[str, int]
    compounds: dict[str, str]
    verbs: dict[str, str]
    pairs: frozenset[str]


NOT_JOINING = frozenset("اآأإدذرزژوؤء")
"""Letters that never join the next, so that a ZWNJ after them is neither seen nor needed."""

_NEEDLESS_ZWNJ = re.compile(f"(?<=[{''.join(sorted(NOT_JOINING))}]){ZWNJ}")


def letters_and_breaks(word: str) -> str:
    """A word folded (`characters.fold`), but with its ZWNJs where they are seen."""
    return _NEEDLESS_ZWNJ.sub("", ZWNJ.join(map(fold, word.split(ZWNJ))))


@cache
def lexicon() -> Lexicon:
    """The lexicon, from the cache if that holds a sound copy, else built from hazm and put there.

    A cache folder that cannot be written only costs time: the lexicon is then built by each process.
    """
    path = cache_path()
    tables = _load(path)
    if tables is None:
        tables = _build()
        with suppress(OSError):
            _save(tables, path)
    return Lexicon(*tables)


def parts_of_speech() -> dict[str, frozenset[str]]:
    """hazm's parts of speech (N, AJ, ADV, PL …) of folded words; takes a second, for training."""
    utils = importlib.import_module("hazm.utils")
    found: dict[str, frozenset[str]] = {}
    for word, _, classes in utils.words_list():
        if classes != ("0",):
            found[fold(word)] = found.get(fold(word), frozenset()) | frozenset(classes)
    return found


def verb_stems() -> list[str]:
    """The citation forms of hazm's verbs (رفت#رو); takes a second, for training."""
    return list(importlib.import_module("hazm.utils").verbs_list())


def cache_path() -> Path:
    """The file that keeps the lexicon between runs; its name holds the versions of all that it is made of.

    Raises SettingsError if the user has no home folder, without which hazm cannot be loaded either.
    """
    try:
        home = Path.home()
    except RuntimeError:
        raise SettingsError("there is no home folder for the lexicon; set the variable HOME to a folder.") from None
    stated = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(stated) if stated.startswith("/") else home / ".cache"
    counts = zlib.crc32(COUNTS.read_bytes())
    return folder / "tadvin" / f"lexicon-{FORMAT}-hazm-{importlib.metadata.version('hazm')}-counts-{counts:08x}.bin"


def _load(path: Path) -> _Tables | None:
    """The tables of a cache file, or None where it is missing or is not what `_save` wrote."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    checksum, packed = content[:4], content[4:]
    if zlib.crc32(packed).to_bytes(4, "big") != checksum:
        return None
    try:
        words, compounds, verbs, pairs = marshal.loads(packed)
    except (EOFError, ValueError, TypeError):
        return None
    return words, compounds, verbs, pairs


def _save(tables: _Tables, path: Path) -> None:
    """Write the tables whole or not at all, so that several processes may do it at once. Raises OSError."""
    packed = marshal.dumps(tables)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zlib.crc32(packed).to_bytes(4, "big") + packed)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _build() -> _Tables:
    """Read hazm's words, conjugate its verbs, and let the word counts decide where two spellings are known.

    Of hazm's 194,000 words the 36,000 are kept that have a count or a part of speech; the others are headwords
    of old dictionaries, many of them Arabic or misread.
    """
    utils = importlib.import_module("hazm.utils")
    conjugation = importlib.import_module("hazm.lemmatizer").Conjugation()
    nominal = [letters_and_breaks(word) for word, count, classes in utils.words_list() if count or classes != ("0",)]
    verbal = [letters_and_breaks(form) for verb in utils.verbs_list() for form in conjugation.get_all(verb)]
    counts = _word_counts()
    words = dict.fromkeys((word for word in (*verbal, *nominal) if word.isalpha()), 0)
    words |= {word: count for word, count in counts.items() if word.isalpha()}
    verbs = _by_letters(verbal)
    compounds = _by_letters([*nominal, *counts])
    apart: Counter[str] = Counter()
    for word, count in counts.items():
        if ZWNJ in word:
            apart[word.replace(ZWNJ, "")] += count
    nominal_words = frozenset(nominal)
    for letters in (compounds.keys() | verbs.keys()) & words.keys():
        if _written_apart(apart[letters], words[letters], letters in nominal_words):
            del words[letters]
        else:
            compounds.pop(letters, None)
            verbs.pop(letters, None)
    pairs = frozenset(
        word
        for word in compounds.values()
        if counts.get(word, 0) >= max(LEAST_TOGETHER, counts.get(word.replace(ZWNJ, " "), 0))
    )
    return words, compounds, verbs, pairs


def _written_apart(apart: int, together: int, is_noun: bool) -> bool:
    """Whether a word known with and without ZWNJ is damaged without: three of four times it has one.

    Of words that were not counted, hazm's verb forms have one (میرانم: می‌رانم, not من میرانم) and its nouns none.
    """
    return apart >= 3 * together if apart or together else not is_noun


def _by_letters(words: Iterable[str]) -> dict[str, str]:
    """Those words that have a ZWNJ, by their letters; of two spellings the first."""
    table: dict[str, str] = {}
    for word in words:
        parts = word.split(ZWNJ)
        if len(parts) > 1 and all(part.isalpha() for part in parts):
            table.setdefault("".join(parts), word)
    return table


def _word_counts() -> dict[str, int]:
    """The table of word counts, the most frequent first."""
    lines = COUNTS.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(count) for word, count in pairs}
