"""How names of persons are taken apart: titles (+), forename (F), link (L), surname (S), generation (G)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.language.gazetteer import words_of
from tei.language.person_names import parts_of

LETTERS = {"addName": "+", "forename": "F", "nameLink": "L", "surname": "S", "genName": "G"}


def taken_apart(name):
    words = words_of(name)
    return [
        LETTERS[part.kind]
        + (words[part.begin][slice(*part.letters)] if part.letters else " ".join(words[part.begin : part.end]))
        for part in parts_of(words, 0, len(words))
    ]


@pytest.mark.parametrize(
    "parts",
    [
        # titles
        "+سردار +سرتیپ +پاسدار Fناصر Sبهرامیان",
        "+حجت الاسلام و المسلمین +سید Fناصر Sبهرامیان",
        "+ستوان دوم Fرضا Sکریمی",
        "+خانم +دکتر Fمریم Sکاویانی",
        "Sقاضی زاده هاشمی",
        "+حضرت +امام +(ره)",
        "+ملک Fعبدالله Gدوم",
        "Fرضا +شاه Sپهلوی",
        "Fناصرالدین +شاه",
        "Fکریم +خان Sزند",
        "+میرزا Fعلی‌اکبر +خان Sباغبان‌باشی",
        "Fعلی Sخان محمدی",
        "Fحسن +آقا",
        "Fخسرو Gاول Sانوشیروان",
        "+زنده‌یاد +استاد Fناصر Sبهرامیان",
        "+پوهاند Fناصر Sبهرامیان",
        # links, kunyas and Arabic names
        "Fمحمد Lبن Sسلمان",
        "Lبن Sسلمان",
        "Fبن Sافلک",
        "Fتمیم Lبن Sحمد Lآل Sثانی",
        "Lابن Sسینا",
        "+ابومهدی Sالمهندس",
        "+ابو مازن",
        "Fابوالفضل Sکریمی",
        # foreign names
        "Fاورزولا Lفون در Sلاین",
        "Fآنتونیو Lدی Sناتاله",
        "Fژان-کلود Sیونکر",
        "Fجی. کی. Sرولینگ",
        "Fجان اف. Sکندی",
        "Fجورج دبلیو Sبوش",
        "+پاپ Fژان Sپل Gدوم",
        # surnames of two words
        "Fرامین Sعلی پور",
        "Sرحیم پور ازغدی",
        "Fمصطفی Sپور محمدی",
        "+آیت‌الله Sهاشمی رفسنجانی",
        "Fمحمدتقی Sفاضل میبدی",
        "Fحشمت الله Sفلاحت پیشه",
        "Sنصر الله زاده",
        "Fایوب Sبنی نصرت",
    ],
)
def test_the_parts_of_names(parts):
    expected = re.findall(r"[+FLSG][^+FLSG]+", parts)
    name = " ".join(part[1:].strip() for part in expected)
    assert taken_apart(name) == ["".join((part[0], " ".join(words_of(part[1:])))) for part in expected]


def test_a_title_may_be_written_together_with_the_forename():
    assert taken_apart("سیدناصر بهرامیان") == ["+سید", "Fناصر", "Sبهرامیان"]


def test_a_title_may_be_written_together_behind_the_forename():
    assert taken_apart("نادرشاه افشار") == ["Fنادر", "+شاه", "Sافشار"]
    assert taken_apart("رضاخان") == ["Fرضا", "+خان"]
    assert taken_apart("شاهرخ") == ["Fشاهرخ"]


def test_a_name_alone_is_the_surname_that_it_is_elsewhere():
    words = words_of("جهانبخش")
    assert [part.kind for part in parts_of(words, 0, 1)] == ["forename"]
    assert [part.kind for part in parts_of(words, 0, 1, {("جهانبخش",)})] == ["surname"]


WORDS = st.sampled_from(
    ["دکتر", "سید", "علی", "پور", "زاده", "بن", "آل", "ابو", "ملک", "شاه", "محمدی", "دوم", "(", "ره", ")", ".", "-"]
)


@given(st.lists(WORDS, min_size=1, max_size=7))
def test_parts_follow_each_other_within_the_name(words):
    parts = parts_of(words, 0, len(words))
    ends = [0, *(part.end for part in parts)]
    assert all(begin <= part.begin or part.letters for begin, part in zip(ends, parts, strict=False))
    assert all(part.begin < part.end <= len(words) for part in parts)
