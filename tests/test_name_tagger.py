"""The network that labels names: what it finds, and that it finds it whatever else is read."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.language import name_tagger as tagging
from tei.language.feature_hashing import BUCKETS, normalised
from tei.language.gazetteer import gazetteer, words_of
from tei.language.name_network import LARGEST_SUM, LETTERS, UNITS, letter_numbers, letters_of
from tei.language.name_patterns import WordFeatures, word_sums
from tei.language.name_pieces import LONGEST, MARKS, layout_of, pieces_of
from tei.language.name_tagger import NameTagger, name_tagger
from tei.language.name_words import LABELS, LISTS, lists_with

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


@given(st.lists(st.sampled_from(["شهر", "،", "."]), max_size=200))
def test_pieces_cover_a_sentence(words):
    pieces = list(pieces_of(words))
    assert [word for piece in pieces for word in words[piece]] == words
    assert all(piece.stop - piece.start <= LONGEST for piece in pieces)
    assert all(words[piece.stop - 1] in MARKS or piece.stop - piece.start == LONGEST for piece in pieces[:-1])


def test_words_are_laid_out_step_by_step():
    layout = layout_of(np.array([1, 3]))
    assert layout.begins == [0, 2, 3, 4]
    assert layout.lines.tolist() == [0, 1, 1, 1]
    assert layout.steps.tolist() == [0, 0, 1, 2]
    assert layout.mirrors.tolist() == [0, 3, 2, 1]


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
    monkeypatch.setattr(tagging, "MOST_WORDS", 3)
    again = tagger.tag(SENTENCES)
    assert [[name[:3] for name in names] for names in again] == [[name[:3] for name in names] for names in before]


def test_sums_of_the_network_are_exact(tagger):
    for weights in tagger.network.weights.values():
        whole = (weights.astype(np.float64) * 2.0**24).astype(np.int64)
        assert (whole / 2.0**24 == weights).all()
        step = np.gcd.reduce(whole, axis=-2)
        assert (np.abs(whole).sum(axis=-2) * UNITS <= LARGEST_SUM * step).all()


def test_the_features_of_a_word_are_summed_up_for_each_offset():
    features = WordFeatures({})
    sums = word_sums(["آب", "شیراز"], features, np.ones((BUCKETS, len(LABELS)), np.int8))
    for word, of_word in zip(["آب", "شیراز"], sums.tolist(), strict=True):
        names, near, far = features.of(word)
        assert of_word == [[count] * len(LABELS) for count in (far, near, len(names), near, far)]


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
