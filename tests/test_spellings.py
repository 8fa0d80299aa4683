"""The well-spelt text from which the restoring of ZWNJs is trained."""

from __future__ import annotations

from collections import Counter

from tei.training.spellings import Sentence, Texts, mended


def test_verbs_of_the_news_get_the_zwnj_that_others_have():
    texts = Texts([Sentence([["او", "می‌رود"]], 1)], [[["او", "میرود"], ["میناوند", "نمیرود"]]], Counter())
    assert mended(texts).news == [[["او", "می‌رود"], ["میناوند", "نمیرود"]]]
