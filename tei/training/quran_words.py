"""Make `tei/language/data/quran_words.txt`: python -m tei.training.quran_words

The words of the Quran that Persian news hardly uses; where two of them stand near one another, a verse is looked for.
"""

from __future__ import annotations

from collections import Counter

from tei.language.data_files import FOLDER
from tei.language.quran import quran, skeleton

HEADER = """\
# Skeletons (language.quran.skeleton) of the words of the Quran that stand at most 20 times in word_counts.tsv.
# Made by tei/training/quran_words.py from the text of the quran-text package (quran.ws, CC BY 4.0), as it is here.
"""
MOST_OFTEN = 20
"""With it 2 % of unvocalised six-word pieces of verses are overlooked, and 11 % of news articles are searched."""


def rare_words() -> list[str]:
    """The skeletons, sorted."""
    counts: Counter[str] = Counter()
    for line in (FOLDER / "word_counts.tsv").read_text("utf-8").splitlines():
        word, _, count = line.partition("\t")
        if count and not line.startswith("#"):
            counts[skeleton(word)] += int(count)
    return sorted(word for word in quran().positions if counts[word] <= MOST_OFTEN)


if __name__ == "__main__":
    (FOLDER / "quran_words.txt").write_text(HEADER + "\n".join(rare_words()) + "\n", "utf-8")
