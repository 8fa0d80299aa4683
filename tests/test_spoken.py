"""Spoken Persian in writing."""

from __future__ import annotations

import pytest

from tei.language.spoken import SpokenPersian
from tei.language.verbs import Verbs

SPOKEN = SpokenPersian(
    Verbs(["کرد#کن", "رفت#رو", "گفت#گو", "آمد#آ", "داد#ده", "داشت#دار", "پوشید#پوش", "خواست#خواه", "دانست#دان"]),
    {"بدن", "نگین", "میدان"},
)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("اگه", "اگر"),
        ("اونا", "آنها"),
        ("میکنه", "میکند"),
        ("نمیگن", "نمیگویند"),
        ("بپوشین", "بپوشید"),
        ("میدونم", "میدانم"),
        ("اومدیم", "آمدیم"),
        ("نیومد", "نیامد"),
        ("میرفتن", "میرفتند"),
        ("خواستین", "خواستید"),
        ("داره", "دارد"),
        ("اومدن", "آمدن"),
        ("میخواد", "میخواهد"),
        ("میاد", "میآید"),
    ],
)
def test_written_forms(word: str, written: str):
    assert SPOKEN.written(word) == written


@pytest.mark.parametrize("word", ["اگر", "بدن", "نگین", "میدان", "میدهم", "رفتن", "خنده", "سوزن", "کتاب", ""])
def test_words_of_the_written_language_stay(word: str):
    assert SPOKEN.written(word) == word


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("کردن", "کرد#کن"), ("بره", "رفت#رو"), ("بدن", "داد#ده"), ("میخوام", "خواست#خواه"), ("میکند", "کرد#کن")],
)
def test_a_verb_may_look_like_another_word(form: str, lemma: str):
    verb = SPOKEN.verb(form)
    assert verb is not None
    assert verb.lemma == lemma
