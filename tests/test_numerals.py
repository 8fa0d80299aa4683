import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.language.characters import fold
from tei.language.numerals import read_number


def read(text):
    return read_number(fold(text).split())


@pytest.mark.parametrize(
    ("text", "value", "ordinal"),
    [
        ("۱۵", 15, False),
        ("۱۵ ام", 15, True),
        ("هفت", 7, False),
        ("هفتم", 7, True),
        ("سی‌ام", 30, True),
        ("سی و یکم", 31, True),
        ("بیست‌وهفتم", 27, True),
        ("سوم", 3, True),
        ("نخست", 1, True),
        ("صد و بیست و پنج", 125, False),
        ("هزار و سیصد و نود و هفت", 1397, False),
        ("یک هزار و سیصد", 1300, False),
        ("دو هزار و بیست و دو", 2022, False),
    ],
)
def test_numbers_are_read_whole(text, value, ordinal):
    number = read(text)
    assert number == (value, ordinal, len(fold(text).split()))


def test_a_number_ends_where_the_next_word_does_not_continue_it():
    assert read("پنج و شش").value == 5
    assert read("نود و کتاب").length == 1
    assert read("بیست و سی").value == 20


def test_a_letter_behind_a_year_is_no_ending():
    assert read("۱۹۹۰ م") == (1990, False, 1)


@pytest.mark.parametrize("text", ["کتاب", "و", "م", "۱۲۳۴۵۶۷۸۹۰۱"])
def test_other_words_are_no_numbers(text):
    assert read(text) is None


@given(st.integers(1, 99), st.integers(1, 9))
def test_digits_and_endings(value, other):
    assert read(f"{value} ام {other}") == (value, True, 2)


@given(
    st.lists(
        st.sampled_from(["یک", "دو", "ده", "بیست", "صد", "هزار", "و", "م", "ام", "سوم", "کتاب", "7", "۸"]), min_size=1
    )
)
def test_any_words_can_be_read(words):
    number = read_number([fold(word) for word in words])
    assert number is None or 1 <= number.length <= len(words)
