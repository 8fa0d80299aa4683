"""The network that labels names: what it finds, and that it finds it whatever else is read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.language import name_network, name_patterns
from tei.language.gazetteer import gazetteer, words_of
from tei.language.name_network import LARGEST_SUM, LETTERS, UNITS, letter_numbers, letters_of
from tei.language.name_tagger import NameTagger, name_tagger
from tei.language.name_words import LISTS, lists_with, normalised

SENTENCES = [
    list(words_of(text))
    for text in (
        "مهرداد کاظمی در گفت‌وگو با خبرنگار ایسنا از سفر به اصفهان خبر داد.",
        "وزارت نیرو و شرکت آب منطقه‌ای گیلان بیانیه‌ای دادند.",
        "هوا خوب است.",
        "نشست در تهران",
        "به گفته رئیس دانشگاه صنعتی شریف، کتابخانه تا ساعت هشت باز است.",
    )
]


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    return name_tagger()


def named(tagger: NameTagger, words: list[str]) -> list[tuple[str, str]]:
    return [(name.label, " ".join(words[name.begin : name.end])) for name in tagger.tag([words])[0]]


def test_names_of_the_three_kinds_are_found(tagger):
    assert named(tagger, SENTENCES[0]) == [("PER", "مهرداد کاظمی"), ("ORG", "ایسنا"), ("LOC", "اصفهان")]
    assert named(tagger, SENTENCES[1]) == [("ORG", "وزارت نیرو"), ("ORG", "شرکت آب منطقهای گیلان")]
    assert named(tagger, SENTENCES[2]) == []


def test_no_words_have_no_names(tagger):
    assert tagger.tag([]) == []
    assert tagger.tag([[], SENTENCES[3], []])[0] == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(len(SENTENCES))), max_size=8))
def test_a_sentence_has_the_same_names_in_any_company(tagger, company):
    alone = {number: tagger.tag([SENTENCES[number]])[0] for number in company}
    together = tagger.tag([SENTENCES[number] for number in company])
    for number, names in zip(company, together, strict=True):
        assert [name[:3] for name in names] == [name[:3] for name in alone[number]]
        assert [name.probability for name in names] == pytest.approx([name.probability for name in alone[number]])


def test_the_table_of_words_may_begin_anew(tagger, monkeypatch):
    before = tagger.tag(SENTENCES)
    for model in (name_network, name_patterns):
        monkeypatch.setattr(model, "MOST_WORDS", 3)
    again = tagger.tag(SENTENCES)
    assert [[name[:3] for name in names] for names in again] == [[name[:3] for name in names] for names in before]


def test_sums_of_the_network_are_exact(tagger):
    network = tagger.network
    for layer in (network.letter_layer, network.input_layer, network.state_layer, network.output_layer):
        assert (layer.weights == np.rint(layer.weights)).all()
        assert (np.abs(layer.weights).sum(axis=-2) * UNITS).max() <= LARGEST_SUM


@pytest.mark.parametrize("word", ["و", "دانشگاه", "بین‌المللی‌ترین‌هایشان", "x" * 1000])
def test_the_letters_of_a_word_have_one_length(word):
    letters = letters_of(normalised(word), letter_numbers("ابپت"))
    assert len(letters) == LETTERS
    assert letters[0] == 2
    assert 3 in letters


def test_digits_are_alike():
    assert normalised("1397") == normalised("1402") == "0000"


def test_a_very_long_line_is_tagged(tagger):
    assert tagger.tag([["آب"] * 5000])[0] == []


def test_the_gazetteer_says_what_a_word_may_be():
    assert lists_with("دکتر", gazetteer()) == ["honorific"]
    assert lists_with("وزارت", gazetteer()) == ["organisation head"]
    assert set(lists_with("شیراز", gazetteer())) <= set(LISTS)
