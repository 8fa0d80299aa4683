"""The tagger: hashed features, and what is summed up of words before."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.language.feature_hashing import BUCKETS, OFFSETS, Features, buckets_of
from tei.language.morphology import MODEL, morphology
from tei.language.part_of_speech import Weights

names = st.lists(st.text(min_size=1, max_size=20), min_size=3, max_size=6)


@settings(max_examples=50, deadline=None)
@given(st.lists(names, min_size=1, max_size=4))
def test_the_bucket_of_a_feature_is_its_hash_seeded_with_the_offset(words: list[list[str]]):
    buckets, begins = buckets_of([Features(features, near=2, far=1) for features in words])
    expected = [
        [crc32(name.encode(), crc32(f"{offset}:".encode())) % BUCKETS for name in features[:count]]
        for features in words
        for offset, count in zip(OFFSETS, (1, 2, len(features), 2, 1), strict=True)
    ]
    assert [group.tolist() for group in np.split(buckets, begins[1:])] == expected


def test_a_feature_of_any_length_has_a_bucket():
    buckets, _ = buckets_of([Features(["word=" + "ا" * 5000], near=1, far=1)])
    assert ((buckets >= 0) & (buckets < BUCKETS)).all()


@pytest.fixture(scope="module")
def arrays() -> dict[str, np.ndarray]:
    with np.load(MODEL) as found:
        return {name: found[name] for name in found.files}


def test_the_sums_of_known_words_are_those_of_their_features(arrays: dict[str, np.ndarray]):
    features = morphology().features
    some = [features.words.index(word) for word in ("", "کتاب", "است", "اگه")]
    sums = Weights(arrays).word_sums([features.of(features.words[row]) for row in some])
    assert (sums == arrays["word_sums"][:, some].swapaxes(0, 1)).all()


def test_words_that_differ_in_digits_alone_are_labelled_alike():
    tagger = morphology().tagger
    sentences = [["سال", number, "آغاز", "شد"] for number in ("1397", "1402")]
    first, second = (tagger.tag(words, [0] * 4, [4]) for words in sentences)
    assert first == second


def test_long_texts_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tei.language.part_of_speech.MOST_WORDS", 10)
    tagger = morphology().tagger
    words = ["باغ", "سبزینک", "است"]
    assert tagger.tag(words, [0] * 3, [3]) == tagger.tag(words, [0] * 3, [3])
