"""Where ZWNJs belong: what the shipped model makes of words, of their neighbours and of gaps."""

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.language.characters import ZWNJ
from tei.language.zwnj_features import Choice, Condition, Gap, choice_features, gap_features, slot_features
from tei.language.zwnj_model import MODEL, condition, zwnj_model


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


def test_frequent_words_are_looked_up_and_others_judged():
    spelling = zwnj_model().spelling
    assert spelling("میشود").form == "می‌شود"
    assert spelling("آنها").form == "آنها"
    assert spelling("ژرفنگریهایشان").form == "ژرف‌نگری‌هایشان"


def test_a_form_that_only_taste_tells_apart_is_no_choice():
    assert zwnj_model().spelling("آنها").choice is None
    assert set(zwnj_model().spelling("نامهای").choice[:2]) == {"نامه‌ای", "نام‌های"}


@pytest.mark.parametrize(
    ("before", "after", "form"), [("در", "به", "نامه‌ای"), ("با", "بزرگ", "نام‌های"), ("این", "است", "نامه‌ای")]
)
def test_the_neighbours_tell_which_word_it_is(before: str, after: str, form: str):
    model = zwnj_model()
    assert model.chosen(model.spelling("نامهای").choice, before, after).form == form


def test_what_else_is_known_of_a_gap_counts():
    model, gap = zwnj_model(), Gap("آن", "زیان", "زایی", "را", Condition.SPACED)
    assert model.joined(gap, 300) > model.joined(gap)


@pytest.mark.parametrize(
    ("left", "right", "cut"),
    [
        ("مر", "بوط", True),
        ("لا", "زم", True),
        ("کتا", "بخا", False),
        ("و", "حدت", False),
        ("دا", "را", False),
        ("باشد", "", False),
    ],
)
def test_a_word_that_is_known_may_be_cut(left: str, right: str, cut: bool):
    assert zwnj_model().is_cut(left, right) == cut


def test_fragments_are_no_words():
    model = zwnj_model()
    assert [model.is_fragment(word) for word in ("بوط", "ا", "کتاب")] == [True, True, False]


def test_two_words_are_one_or_two_by_what_they_are():
    joined = zwnj_model().joined
    assert joined(Gap("که", "می", "رود", "و", Condition.SPACED)) > 0.95
    assert joined(Gap("این", "کتاب", "من", "است", Condition.SPACED)) == 0.0


@pytest.mark.parametrize(
    ("written", "form", "misplaced"),
    [
        ("کتابه‌ا", "کتاب‌ها", True),
        ("نم‌یشود", "نمی‌شود", True),
        ("د‌ر", "در", True),
        ("وزن‌های", "وزنه‌ای", False),
        ("کار‌ها", "کارها", False),
    ],
)
def test_a_zwnj_is_misplaced_where_it_leaves_no_words(written: str, form: str, misplaced: bool):
    assert zwnj_model().is_misplaced(written, form) is misplaced


def test_every_feature_of_the_shipped_weights_is_one_that_is_asked_for():
    """Weights of features that no code makes would be a sign that the model was trained by other code."""
    tables = gzip.decompress(MODEL.read_bytes()).decode().split("\n\n")
    asked = (
        {feature for _, features in slot_features("میرود", zwnj_model().counts) for feature in features},
        set(gap_features(Gap("که", "می", "رود", "و", Condition.SPACED), zwnj_model().counts)),
        set(choice_features(Choice("نامه‌ای", "نام‌های", 2), "در", "به")),
    )
    for features, table in zip(asked, tables[1:], strict=True):
        assert len(features & {line.split("\t")[0] for line in table.splitlines()}) > len(features) / 3


@given(st.text("ابتدرمنهیکگسشژ", max_size=60))
def test_spellings_have_the_letters_of_the_word(letters: str):
    spelling = zwnj_model().spelling(letters)
    forms = (spelling.form, *(spelling.choice or ())[:2])
    assert 0 <= spelling.probability <= 1
    for form in forms:
        assert form.replace(ZWNJ, "") == letters
        assert not form.startswith(ZWNJ) and not form.endswith(ZWNJ) and ZWNJ * 2 not in form


@pytest.mark.parametrize("letter", ["م", "ها ", "می ", "می", "می\u200c", "نامهای "])
def test_hostile_text_takes_linear_time(letter: str):
    from test_orthography import readings

    begin = time.process_time()
    readings(letter * 60_000)
    assert time.process_time() - begin < 5
