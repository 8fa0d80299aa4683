"""Lemmas of words whose label is known."""

import pytest

from tei.language.lemmas import BARE_YE, broken_plurals
from tei.language.morphology import morphology


@pytest.mark.parametrize(
    ("reading", "label", "lemma", "features"),
    [
        ("کتاب‌ها", "NOUN", "کتاب", "Number=Plur"),
        ("خانه‌هایی", "NOUN", "خانه", "Number=Plur"),
        ("نویسندگان", "NOUN", "نویسنده", "Number=Plur"),
        ("گردشگران", "NOUN", "گردشگر", "Number=Plur"),
        ("مسابقات", "NOUN", "مسابقه", "Number=Plur"),
        ("انتهای", "NOUN", "انتها", "Number=Sing"),
        ("صدها", "NOUN", "صدها", "Number=Plur"),
        ("محلات", "NOUN", "محله", "Number=Plur"),
        ("خاطرات", "NOUN", "خاطره", "Number=Plur"),
        ("شعبان", "NOUN", "شعبان", "Number=Sing"),
        ("صفویان", "NOUN", "صفوی", "Number=Plur"),
        ("دانشجویان", "NOUN", "دانشجو", "Number=Plur"),
        ("طبری", "PROPN" + BARE_YE, "طبری", "Number=Sing"),
        ("آفریقای", "PROPN" + BARE_YE, "آفریقا", "Number=Sing"),
        ("آماده‌سازی", "NOUN" + BARE_YE, "آماده‌سازی", "Number=Sing"),
        ("مثلا", "ADV", "مثلاً", ""),
        ("مثلاً", "ADV", "مثلاً", ""),
        ("تنها", "ADV", "تنها", ""),
        ("نوشت", "VERB", "نوشت#نویس", "Number=Sing|Person=3|Tense=Past"),
        ("باد", "VERB", "بود#باش", "Number=Sing|Person=3|Tense=Pres"),
        ("نمیاد", "VERB", "آمد#آ", "Number=Sing|Person=3|Polarity=Neg|Tense=Pres"),
        ("می‌کنه", "VERB", "کرد#کن", "Number=Sing|Person=3|Tense=Pres"),
        ("اگه", "SCONJ", "اگر", ""),
        ("رو", "ADP", "را", ""),
        ("رو", "NOUN", "رو", "Number=Sing"),
        ("اونا", "PRON", "آن‌ها", "Number=Plur|Person=3|PronType=Prs"),
        ("مدارس", "NOUN", "مدرسه", "Number=Plur"),
        ("زمان", "NOUN", "زمان", "Number=Sing"),
        ("کتابی", "NOUN" + BARE_YE, "کتاب", "Number=Sing"),
        ("بیماری", "NOUN", "بیماری", "Number=Sing"),
        ("دنیای", "NOUN" + BARE_YE, "دنیا", "Number=Sing"),
        ("خانه‌ای", "NOUN", "خانه", "Number=Sing"),
        ("نقطهٔ", "NOUN", "نقطه", "Number=Sing"),
        ("بزرگ‌ترین", "ADJ", "بزرگ", "Degree=Sup"),
        ("زیباتر", "ADJ", "زیبا", "Degree=Cmp"),
        ("دختر", "NOUN", "دختر", "Number=Sing"),
        ("اقتصادی", "ADJ", "اقتصادی", ""),
        ("زاهدان", "PROPN", "زاهدان", "Number=Sing"),
        ("دارد", "VERB", "داشت#دار", "Number=Sing|Person=3|Tense=Pres"),
        ("خواهد", "AUX", "خواست#خواه", "Number=Sing|Person=3|Tense=Fut|VerbForm=Fin"),
        ("رفته", "VERB", "رفت#رو", "Number=Sing|Person=3|Tense=Past|VerbForm=Part"),
        ("می‌توان", "AUX", "توان", "Tense=Pres"),
        ("نتوان", "AUX", "توان", "Polarity=Neg|Tense=Pres"),
        ("بهتری", "ADJ" + BARE_YE, "به", "Degree=Cmp"),
        ("این", "DET", "این", "PronType=Dem"),
        ("سلام", "INTJ", "سلام", ""),
    ],
)
def test_analyses(reading: str, label: str, lemma: str, features: str):
    found = morphology().analyse(reading, label)
    assert (found.lemma, found.features) == (lemma, features)
    assert found.tag == label.removesuffix(BARE_YE)


@pytest.mark.parametrize(
    ("form", "tag"), [("۴۴٫۹", "NUM"), ("۲۱۳.۷", "NUM"), ("۱۲۰,۰۰۰", "NUM"), ("۸/۴۱", "NUM"), ("۱۳۹۷", "NOUN")]
)
def test_numbers_with_separators_are_numerals(form: str, tag: str):
    """Whole numbers may be years, which are nouns in PerDT."""
    assert morphology().analyse(form, "NOUN").tag == tag


def test_broken_plurals_have_another_singular():
    """hazm's lemma of افراد is افراد; PerDT has the singular."""
    assert broken_plurals()["افراد"] == "فرد"
    assert all(plural != singular for plural, singular in broken_plurals().items())


@pytest.mark.parametrize(
    ("reading", "tags"), [("دنیاست", ("NOUN", "AUX")), ("سال‌هاست", ("NOUN", "AUX")), ("سیاست", None), ("دوست", None)]
)
def test_a_copula_that_the_tagger_does_not_see(reading: str, tags: tuple[str, str] | None):
    found = morphology().clitic(reading, "NOUN")
    assert (found and found[:2]) == tags


@pytest.mark.parametrize(
    ("reading", "tags"),
    [
        ("کتابم", ("NOUN", "PRON")),
        ("زندگیم", ("NOUN", "PRON")),
        ("درونی‌ام", ("NOUN", "PRON")),
        ("امیدوارم", ("ADJ", "VERB")),
        ("خوشبختیم", ("ADJ", "VERB")),
        ("لیست", None),
        ("داعش", None),
    ],
)
def test_what_the_tagger_takes_for_a_pronoun_may_be_a_copula_or_nothing(reading: str, tags: tuple[str, str] | None):
    found = morphology().clitic(reading, "NOUN+PRON")
    assert (found and found[:2]) == tags
