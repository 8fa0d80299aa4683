"""Count the words of well-spelt news articles: `python -m tei.training.word_counts FOLDER > word_counts.tsv`.

FOLDER holds JSON Lines files with a field `text`. Articles that have lost their zero-width non-joiners (ZWNJ) are
left out, since their words have grown together. Writes `tei/language/data/word_counts.tsv` to standard output.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei.language.characters import ZWNJ
from tei.language.lexicon import NOT_JOINING, letters_and_breaks, lexicon
from tei.language.spelling import LETTERS, persian_letters

LEAST = 5
"""Rarer words are left out: among them are most misspellings."""

HEADER = f"""\
# Counts of words in well-spelt Persian news articles, folded, with their zero-width non-joiners; and of pairs of
# words that are also written as one.
# Counted for Tadvin by tei/training/word_counts.py in 6,542 articles of Iranian news sites (2014-2020), words
# found {LEAST} times or more; counts are facts and hold no text of the articles. Apache-2.0.
"""

_WORD = re.compile(f"[{LETTERS}]+(?:{ZWNJ}[{LETTERS}]+)*")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word, and each pair of words that is also written as one, stands in texts with their ZWNJs."""
    counts: Counter[str] = Counter()
    for text in texts:
        matches = list(_WORD.finditer(text))
        words = [letters_and_breaks(persian_letters(match.group())) for match in matches]
        if keeps_zwnj(words):
            counts.update(words)
            counts.update(
                f"{first} {second}"
                for first, second, left, right in zip(words, words[1:], matches, matches[1:], strict=False)
                if text[left.end() : right.start()] == " "
                and lexicon().compounds.get(first + second) == first + ZWNJ + second
            )
    return counts


def keeps_zwnj(words: list[str]) -> bool:
    """Whether verbs on می and plurals on ها are hardly ever grown together."""
    grown = sum(map(_is_grown, words))
    broken = sum(word.startswith((f"می{ZWNJ}", f"نمی{ZWNJ}")) or f"{ZWNJ}ها" in word for word in words)
    return grown <= 1 or 20 * grown <= broken


def _is_grown(word: str) -> bool:
    if word.startswith(("می", "نمی")):
        return word in lexicon().verbs
    stem = word.removesuffix("های")
    return stem != word and stem[-1:] not in NOT_JOINING and stem in lexicon().words


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def main() -> None:
    """Print the table for the folder that the command line names."""
    counts = count_words(_texts(Path(sys.argv[1])))
    frequent = sorted((word for word in counts if counts[word] >= LEAST), key=lambda word: (-counts[word], word))
    print(HEADER, end="")
    for word in frequent:
        print(word, counts[word], sep="\t")


if __name__ == "__main__":
    main()
