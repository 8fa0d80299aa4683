"""Counts of spellings, the parts of a word, and what speaks for a ZWNJ in it."""

import pytest

from tei.language.characters import ZWNJ
from tei.language.zwnj_features import (
    Choice,
    Counts,
    attach,
    breaks_of,
    choice_features,
    free_plural,
    kind_of,
    may_join,
    moved,
    slot_features,
    slots,
    verb_form,
    with_breaks,
)


def test_a_break_is_the_number_of_letters_before_it():
    assert breaks_of("سرمایه‌گذاری‌ها") == {6, 11}
    assert breaks_of("کتاب") == frozenset()
    assert with_breaks("سرمایهگذاریها", {6, 11}) == "سرمایه‌گذاری‌ها"


def test_no_slot_after_a_letter_that_never_joins():
    assert slots("کارها") == [1, 4]
    assert attach("کار", "ها") == "کارها"
    assert attach("کتاب", "ها") == "کتاب‌ها"


def test_one_zwnj_may_stand_a_letter_elsewhere():
    assert list(moved("نامه‌ای", slots("نامهای"))) == ["نام‌های"]


def test_a_plural_behind_a_letter_that_never_joins_has_its_zwnj_unseen():
    assert list(moved("مرده‌ای", slots("مردهای"))) == ["مردهای"]
    assert list(moved("مردهای", slots("مردهای"))) == ["مرده‌ای"]
    assert (free_plural("مردهای"), free_plural("کتابهای"), free_plural("چهره")) == ("های", "", "")


@pytest.mark.parametrize(
    ("form", "kind"), [("می‌روند", "می-"), ("نامه‌ای", "-ای"), ("مردهای", "-های"), ("کتاب", ""), ("پیش‌کسوتان", "-")]
)
def test_the_kind_of_a_form_is_what_is_joined_to_it(form: str, kind: str):
    assert kind_of(form) == kind


@pytest.mark.parametrize(
    ("letters", "verb"), [("میرود", "می‌رود"), ("برنمیگردد", "برنمی‌گردد"), ("میدمد", "می‌دمد"), ("میدان", None)]
)
def test_verbs_also_after_a_preverb_and_those_that_hazm_has_not(letters: str, verb: str | None):
    assert verb_form(letters) == verb


def test_counts_know_the_parts_and_give_back_what_they_took():
    counts = Counts()
    counts.add("کتاب‌ها", 3)
    counts.add("کتاب", 2)
    counts.add("پیش بینی", 4)
    assert counts.parts["کتاب"] == 5
    assert counts.alone["کتاب"] == 2
    assert counts.after_break["ها"] == 3
    assert counts.apart[f"پیش{ZWNJ}بینی"] == 4
    counts.add("کتاب‌ها", -3)
    assert counts.parts["ها"] == counts.together[f"کتاب{ZWNJ}ها"] == 0


def test_words_may_join_that_were_seen_as_one_or_are_often_parts():
    known = Counts()
    known.add("کتاب‌ها", 10)
    known.add("کتاب", 100)
    assert may_join("کتاب", "ها", known)
    assert may_join("کیف", "ها", known)
    assert not may_join("کتاب", "من", known)


def test_places_where_nobody_would_cut_a_word_have_no_features():
    known = Counts()
    for form in ("کتاب", "کتاب‌ها", "ها"):
        known.add(form, 100)
    assert [at for at, _ in slot_features("کتابها", known)] == [4]


def test_the_neighbours_of_a_word_with_two_readings_are_features():
    features = choice_features(Choice("نامه‌ای", "نام‌های", 2), "در", "به")
    assert "-ای/-های |به" in features
    assert "-ای/-های odds 2" in features
    assert not any("odds" in feature for feature in choice_features(Choice("نامه‌ای", "نام‌های", None), "در", "به"))
