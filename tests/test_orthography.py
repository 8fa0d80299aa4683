"""Standard readings of damaged words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators import languages, orthography
from tei.document import Article, Document, Kind, Source
from tei.language.characters import ZWNJ, fold
from tei.language.views import repaired_view


def document(text: str) -> Document:
    return Document(Article("a", text, Source("a.txt", "", 0)))


def readings(text: str) -> dict[str, str]:
    """The damaged stretches of a text and their readings."""
    layer = orthography.annotate(document(text))
    return {text[a.span.begin : a.span.end]: a.features["norm"] for a in layer.annotations}


@pytest.mark.parametrize(
    ("damaged", "norm"),
    [
        ("میاندازد", "می‌اندازد"),
        ("نمیکنند", "نمی‌کنند"),
        ("برمیگردد", "برمی‌گردد"),
        ("نوشتهاید", "نوشته‌اید"),
        ("آیتالله", "آیت‌الله"),
        ("خامنهای", "خامنه‌ای"),
        ("حجتالاسلام", "حجت‌الاسلام"),
        ("بینالملل", "بین‌الملل"),
        ("کتابهای", "کتاب‌های"),
        ("دولتهائی", "دولت‌هائی"),
        ("چالشهایشان", "چالش‌هایشان"),
        ("مسألهی", "مسأله‌ی"),
        ("برنامهای", "برنامه‌ای"),
        ("روزنامهها", "روزنامه‌ها"),
        ("بیشک", "بی‌شک"),
        ("عقبنشینی", "عقب‌نشینی"),
        ("محبتآمیز", "محبت‌آمیز"),
        ("سرمایهگذاریهای", "سرمایه‌گذاری‌های"),
        ("انشاءالله", "ان‌شاءالله"),
    ],
)
def test_lost_zwnj(damaged: str, norm: str):
    assert readings(f"و {damaged} نیز") == {damaged: norm}


@pytest.mark.parametrize(
    ("damaged", "norm"),
    [
        ("می رود", "می‌رود"),
        ("می\u00a0رود", "می‌رود"),
        ("می‌ رود", "می‌رود"),
        ("کتاب ها", "کتاب‌ها"),
        ("کشور ها", "کشورها"),
        ("شده اند", "شده‌اند"),
        ("نمی توانسته اند", "نمی‌توانسته‌اند"),
        ("خانه ای", "خانه‌ای"),
        ("پیش بینی های", "پیش‌بینی‌های"),
        ("آیت الله", "آیت‌الله"),
    ],
)
def test_zwnj_turned_into_a_space(damaged: str, norm: str):
    assert readings(f"و {damaged} نیز") == {damaged: norm}


@pytest.mark.parametrize(
    ("damaged", "norm"),
    [
        ("عزيز", "عزیز"),
        ("كرد", "کرد"),
        ("ميكند", "می‌کند"),
        ("می‌‌شود", "می‌شود"),
        ("می¬شود", "می‌شود"),
        ("سـلام", "سلام"),
        ("ﺳﻼﻡ", "سلام"),
        ("منحصرأ", "منحصراً"),
    ],
)
def test_letters_and_joiners(damaged: str, norm: str):
    assert readings(f"و {damaged} نیز") == {damaged: norm}


@pytest.mark.parametrize(
    "sound",
    [
        "دولت ایران و دیگران برای همکاری بیشتر تنها در میدان بودند.",
        "این کتاب‌ها را به کتابخانه می‌برند و نامه‌ای می‌نویسند.",
        "کارهای روزهای تعطیل، نهادهای مدنی و شهرهای بزرگ",
        "مبدأ و منشأ این سخن خانۀ ماست",
        "ماه می ۲۰۲۰ و سال ۱۳۹۹ هـ ش ـ ۱۴۴۱ هـ ق",
        "سایت https://example.com/page و iPhone 12",
    ],
)
def test_sound_text_stays(sound: str):
    assert readings(sound) == {}


def test_a_word_does_not_run_over_the_end_of_a_line():
    assert readings("کتاب\nها") == {}


def test_arabic_passages_stay():
    text = "نوشت: «إِنَّ اللَّهَ عَلِيمٌ حَكِيمٌ» و رفت."
    marked = document(text)
    marked = marked.with_layer(languages.annotate(marked))
    assert not orthography.annotate(marked).annotations


def test_certainty_tells_clear_from_ambiguous():
    clear, ambiguous = orthography.annotate(document("میرود و نامهای")).annotations
    assert (clear.certainty, ambiguous.certainty) == ("high", "medium")


PIECES = st.sampled_from(
    ["می", "ها", "رود", "كتاب", "خانه", "ای", "شده", "اند", " ", "\u00a0", ZWNJ, "ـ", "\n", "،", "a", "ِ"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_readings_never_change_letters_and_never_overlap(text: str):
    marked = document(text).with_layer(orthography.annotate(document(text)))
    end = 0
    for annotation in marked.annotations(Kind.WORD):
        stretch = text[annotation.span.begin : annotation.span.end]
        assert annotation.span.begin >= end
        assert stretch == stretch.strip() != annotation.features["norm"] != ""
        assert fold(stretch).replace(" ", "") == fold(annotation.features["norm"])
        end = annotation.span.end
    assert repaired_view(marked).text.replace(" ", "") == fold(text).replace(" ", "")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str):
    assert all(a.features["norm"] for a in orthography.annotate(document(text)).annotations)
