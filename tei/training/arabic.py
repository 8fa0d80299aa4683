"""Make the tables that tell Arabic words from Persian ones: `python -m tei.training.arabic GOLD`.

GOLD is the folder of the gold data. Arabic is counted in the text of the Quran, in `quran_quotes_dev.jsonl` (the
answers in Arabic) and in the Arabic files of `tei_examples`; Persian in `raw_news`. Writes `arabic_words.tsv` and
`arabic_trigrams.tsv` in `tei/language/data/`.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from tei.language.arabic import PERSIAN_LETTERS, TRIGRAM_SCALE, WORD, trigrams
from tei.language.characters import fold
from tei.language.data_files import FOLDER
from tei.language.lexicon import lexicon
from tei.language.quran import quran

LEAST_IN_ARABIC, LEAST_IN_PERSIAN = 2, 3
"""Rarer words have no say in the trigrams, and no line of their own: many of them are misspelt."""

LEAST_OF_TRIGRAM = 5
UNSEEN_TRIGRAMS = 8000
"""Added to the sums, as if so many trigrams had been seen once less than those seen."""

SOURCES = """\
# Counted for Tadvin by tei/training/arabic.py: Arabic in the Quran (quran-text package, CC BY 4.0), in the Arabic
# answers of IslamicEval 2025 and 2026 and in two issues of OpenArabicPE; Persian in 6,542 articles of Iranian news
# sites (2002-2020). Counts are facts and hold no text. Apache-2.0.
"""
WORDS_HEADER = f"""\
# Words of the Persian lexicon that are more frequent in Arabic: ln(share in Arabic / share in Persian).
{SOURCES}"""
TRIGRAMS_HEADER = f"""\
# How much three letters in a row (^ before, $ behind the word) speak for an Arabic word: {TRIGRAM_SCALE} * ln(share in
# Arabic / share in Persian) over different words.
{SOURCES}"""


def _words(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        letters = fold(match.group())
        if letters and not letters.isascii():
            yield letters


def _records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def count_arabic(gold: Path) -> Counter[str]:
    """How often each word stands in the Arabic texts; those with letters that Arabic has not are left out."""
    counts = Counter(letters for letters in quran().letters if letters)
    for record in _records(gold / "quran_quotes_dev.jsonl"):
        if record["lang"] == "ar":
            counts.update(_words(record["text"]))
    parser = etree.XMLParser(recover=True, collect_ids=False)
    for path in sorted((gold / "tei_examples").glob("*_ar.xml")):
        counts.update(_words(" ".join(map(str, etree.parse(path, parser).getroot().itertext()))))
    return Counter({word: count for word, count in counts.items() if PERSIAN_LETTERS.isdisjoint(word)})


def count_persian(gold: Path) -> Counter[str]:
    """How often each word stands in the Persian news articles."""
    counts: Counter[str] = Counter()
    for path in sorted((gold / "raw_news").glob("*.jsonl")):
        for record in _records(path):
            counts.update(_words(record["text"]))
    return counts


def shared_words(arabic: Counter[str], persian: Counter[str]) -> dict[str, float]:
    """The words of the lexicon, or frequent in Persian, that are more frequent in Arabic, with the logarithm."""
    known = lexicon().words
    found = {}
    for word, count in arabic.items():
        if count >= LEAST_IN_ARABIC and word in known:
            score = math.log((count + 0.5) / arabic.total()) - math.log((persian[word] + 0.5) / persian.total())
            if score > 0:
                found[word] = score
    return found


def trigram_scores(arabic: Iterable[str], persian: Iterable[str]) -> dict[str, float]:
    """How much each trigram of these words speaks for Arabic."""
    in_arabic = Counter(trigram for word in arabic if len(word) > 1 for trigram in trigrams(word))
    in_persian = Counter(trigram for word in persian if len(word) > 1 for trigram in trigrams(word))
    of_arabic = math.log(in_arabic.total() + UNSEEN_TRIGRAMS)
    of_persian = math.log(in_persian.total() + UNSEEN_TRIGRAMS)
    return {
        trigram: (math.log(in_arabic[trigram] + 1) - of_arabic) - (math.log(in_persian[trigram] + 1) - of_persian)
        for trigram in in_arabic | in_persian
        if in_arabic[trigram] + in_persian[trigram] >= LEAST_OF_TRIGRAM
    }


def _write(name: str, header: str, table: dict[str, float], digits: int) -> None:
    lines = "".join(f"{key}\t{table[key]:.{digits}f}\n" for key in sorted(table))
    (FOLDER / name).write_text(header + re.sub(r"-(0\.0+)\n", r"\1\n", lines), "utf-8")


def main() -> None:
    """Write both tables from the gold folder that the command line names."""
    gold = Path(sys.argv[1])
    arabic, persian = count_arabic(gold), count_persian(gold)
    scores = trigram_scores(
        (word for word, count in arabic.items() if count >= LEAST_IN_ARABIC),
        (word for word, count in persian.items() if count >= LEAST_IN_PERSIAN),
    )
    _write("arabic_words.tsv", WORDS_HEADER, shared_words(arabic, persian), 1)
    _write("arabic_trigrams.tsv", TRIGRAMS_HEADER, {key: TRIGRAM_SCALE * scores[key] for key in scores}, 2)


if __name__ == "__main__":
    main()
