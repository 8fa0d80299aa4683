"""Where ZWNJs belong: the counts, the parts of a word, and what the shipped model makes of them."""

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.language.characters import ZWNJ
from tei.language.zwnj_model import (
    MODEL,
    Condition,
    Counts,
    Gap,
    attach,
    breaks_of,
    condition,
    gap_features,
    slot_features,
    slots,
    verb_form,
    zwnj_model,
)


def test_a_break_is_the_number_of_letters_before_it():
    assert breaks_of("سرمایه‌گذاری‌ها") == {6, 11}
    assert breaks_of("کتاب") == frozenset()


def test_no_slot_after_a_letter_that_never_joins():
    assert slots("کارها") == [1, 4]
    assert attach("کار", "ها") == "کارها"
    assert attach("کتاب", "ها") == "کتاب‌ها"


def test_verbs_also_after_a_preverb():
    assert verb_form("میرود") == "می‌رود"
    assert verb_form("برنمیگردد") == "برنمی‌گردد"
    assert verb_form("میدان") is None


@pytest.mark.parametrize(
    ("kept", "spaced", "lost", "expected"),
    [
        (0, 0, 0, Condition.UNKNOWN),
        (9, 0, 2, Condition.KEPT),
        (1, 7, 2, Condition.SPACED),
        (1, 0, 7, Condition.LOST),
        (3, 0, 5, Condition.KEPT),
    ],
)
def test_the_condition_of_a_text(kept: int, spaced: int, lost: int, expected: Condition):
    assert condition(kept, spaced, lost) is expected


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


def test_frequent_words_are_looked_up_and_others_judged():
    spelling = zwnj_model().spelling
    assert spelling("میشود").form == "می‌شود"
    assert spelling("آنها").form == "آنها"
    assert spelling("ژرفنگریهایشان").form == "ژرف‌نگری‌هایشان"


def test_two_words_are_one_or_two_by_what_they_are():
    joined = zwnj_model().joined
    assert joined(Gap("که", "می", "رود", "و", Condition.SPACED)) > 0.95
    assert joined(Gap("این", "کتاب", "من", "است", Condition.SPACED)) == 0.0


def test_every_feature_of_the_shipped_weights_is_one_that_is_asked_for():
    """Weights of features that no code makes would be a sign that the model was trained by other code."""
    _, slot_weights, gap_weights = gzip.decompress(MODEL.read_bytes()).decode().split("\n\n")
    counts = zwnj_model().counts
    of_slots = {feature for _, features in slot_features("میرود", counts) for feature in features}
    of_gaps = set(gap_features(Gap("که", "می", "رود", "و", Condition.SPACED), counts))
    assert len(of_slots & {line.split("\t")[0] for line in slot_weights.splitlines()}) > len(of_slots) / 3
    assert len(of_gaps & {line.split("\t")[0] for line in gap_weights.splitlines()}) > len(of_gaps) / 3


@given(st.text("ابتدرمنهیکگسشژ", max_size=60))
def test_spellings_have_the_letters_of_the_word(letters: str):
    form, probability = zwnj_model().spelling(letters)
    assert form.replace(ZWNJ, "") == letters
    assert 0 <= probability <= 1
    assert not form.startswith(ZWNJ) and not form.endswith(ZWNJ) and ZWNJ * 2 not in form


@pytest.mark.parametrize("letter", ["م", "ها ", "می ", "می"])
def test_hostile_text_takes_linear_time(letter: str):
    from test_orthography import readings

    begin = time.process_time()
    readings(letter * 60_000)
    assert time.process_time() - begin < 5
