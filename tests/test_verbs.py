"""The forms of verbs."""

import pytest

from tei.language.verbs import Verbs, simple_verbs

VERBS = Verbs(
    simple_verbs(
        [
            "کرد#کن",
            "رفت#رو",
            "گفت#گو",
            "گفت#گوی",
            "آمد#آ",
            "خورد#خور",
            "آورد#آور",
            "انداخت#انداز",
            "داشت#دار",
            "گشت#گرد",
            "برگشت#برگرد",
            "شد#شو",
            "کشید#کش",
            "کشت#کش",
        ]
    )
)


@pytest.mark.parametrize(
    ("form", "lemma", "features"),
    [
        ("کرد", "کرد#کن", "Number=Sing|Person=3|Tense=Past"),
        ("نمیکنند", "کرد#کن", "Number=Plur|Person=3|Polarity=Neg|Tense=Pres"),
        ("بکنی", "کرد#کن", "Mood=Sub|Number=Sing|Person=2|Tense=Pres"),
        ("میگوییم", "گفت#گو", "Number=Plur|Person=1|Tense=Pres"),
        ("میگوئیم", "گفت#گو", "Number=Plur|Person=1|Tense=Pres"),
        ("میگویم", "گفت#گو", "Number=Sing|Person=1|Tense=Pres"),
        ("میگوید", "گفت#گو", "Number=Sing|Person=3|Tense=Pres"),
        ("میگویید", "گفت#گو", "Number=Plur|Person=2|Tense=Pres"),
        ("میشوید", "شد#شو", "Number=Plur|Person=2|Tense=Pres"),
        ("بیاید", "آمد#آ", "Mood=Sub|Number=Sing|Person=3|Tense=Pres"),
        ("بیا", "آمد#آ", "Mood=Imp|Number=Sing|Person=2|Tense=Pres"),
        ("خورد", "خورد#خور", "Number=Sing|Person=3|Tense=Past"),
        ("میخورد", "خورد#خور", "Number=Sing|Person=3|Tense=Pres"),
        ("میکشید", "کشید#کش", "Number=Sing|Person=3|Tense=Past"),
        ("رفتهاند", "رفت#رو", "Number=Plur|Person=3|VerbForm=Part"),
        ("نیاورد", "آورد#آور", "Number=Sing|Person=3|Polarity=Neg|Tense=Past"),
        ("بیندازد", "انداخت#انداز", "Mood=Sub|Number=Sing|Person=3|Tense=Pres"),
        ("بیاندازد", "انداخت#انداز", "Mood=Sub|Number=Sing|Person=3|Tense=Pres"),
        ("برمیگردد", "گشت#گرد", "Number=Sing|Person=3|Tense=Pres"),
        ("است", "است", "Number=Sing|Person=3|Tense=Pres"),
        ("نیستند", "هست", "Number=Plur|Person=3|Polarity=Neg|Tense=Pres"),
        ("باید", "بایست#باید", ""),
    ],
)
def test_readings(form: str, lemma: str, features: str):
    reading = VERBS.reading(form)
    assert reading is not None
    assert reading.lemma == lemma
    assert "|".join(f"{name}={value}" for name, value in sorted(reading.features.items())) == features


def test_of_two_verbs_the_earlier_wins():
    reading = VERBS.reading("میکشند")
    assert reading is not None
    assert reading.lemma == "کشید#کش"


def test_what_is_no_form_of_a_known_verb_has_no_reading():
    assert VERBS.reading("کتاب") is None
    assert VERBS.reading("") is None


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("میخیساند", "خیساند#خیسان"),
        ("بتپد", "تپید#تپ"),
        ("جوشیدهاند", "جوشید#جوش"),
        ("میلنگیدم", "لنگید#لنگ"),
        ("شو", "شد#شو"),
    ],
)
def test_unknown_verbs_are_taken_to_be_regular(form: str, lemma: str):
    guess = VERBS.guess(form)
    assert guess is not None
    assert guess.lemma == lemma


def test_a_verb_with_preverb_is_no_verb_of_its_own():
    """hazm lists برگشت#برگرد; PerDT has its forms under گشت."""
    assert "برگشت#برگرد" not in simple_verbs(["گشت#گرد", "برگشت#برگرد"])
    assert "برگزید#برگزین" in simple_verbs(["برگزید#برگزین"])
