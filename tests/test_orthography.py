"""Standard readings of damaged words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators import languages, orthography
from tei.document import Article, Document, Kind, Source
from tei.language.characters import ZWNJ, fold
from tei.language.lexicon import lexicon
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
        ("میشورانند", "می‌شورانند"),
        ("مینکوهیم", "می‌نکوهیم"),
        ("نوشتهاید", "نوشته‌اید"),
        ("میگوئیم", "می‌گوئیم"),
        ("میبینمت", "می‌بینمت"),
        ("میفهمم", "می‌فهمم"),
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
        ("عبدﷲ", "عبدالله"),
        ("پاﻻیش", "پالایش"),
        ("خانۀ", "خانهٔ"),
        ("جامعة", "جامعهٔ"),
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
        "مبدأ و منشأ این سخن خانهٔ ماست",
        "ماه می ۲۰۲۰ و سال ۱۳۹۹ هـ ش ـ ۱۴۴۱ هـ ق",
        "سایت https://example.com/page و iPhone 12",
    ],
)
def test_sound_text_stays(sound: str):
    assert readings(sound) == {}


def test_what_is_no_running_text_stays():
    text = "نشانی https://example.com/کتابهای و www.example.ir/میرود و #میشود و @کتابها و ۱۲٬۰۰۰ و 😀 و print(x)"
    assert readings(text) == {}


def test_words_with_letters_that_persian_has_not_stay():
    assert readings("به کردی: سەوڵاوا و به اردو: نہیں ہے") == {}


def test_an_arabic_compound_that_is_hardly_known_stays():
    assert readings("نسخه‌ای از نزهةالقلوب") == {}


@pytest.mark.parametrize(
    ("damaged", "norm"),
    [("مر بوط", "مربوط"), ("مشکلا\u00a0ت", "مشکلات"), ("خوا هد", "خواهد"), ("ر ئیس", "رئیس")],
)
def test_a_word_that_a_space_has_cut_in_two(damaged: str, norm: str):
    assert readings(f"این {damaged} نیز") == {damaged: norm}


@pytest.mark.parametrize("sound", ["سوز بیشتر شد و حدت گرفت", "پاسخ او خوب بود ـ هرچند دیر", "تا بو می‌گرفتم"])
def test_words_that_only_stand_together_are_not_one(sound: str):
    assert readings(sound) == {}


def test_a_hard_space_is_a_zwnj_where_most_are():
    hard = "می\u00a0گوید کتاب\u00a0های نو را خواندند و زیان\u00a0زایی"
    assert readings(f"{hard} را دیدند")["زیان\u00a0زایی"] == "زیان‌زایی"
    assert "هم اکنون" not in readings(f"{hard} را هم اکنون دیدند")
    assert "هم اکنون" in readings(f"{hard} را هم اکنون دیدند".replace("\u00a0", " "))
    assert readings("مادر\u00a0من دیروز\u00a0کتاب خواند و خانه\u00a0بزرگ را دید") == {}


def test_names_of_latin_letters_are_one_word_from_three_on():
    spaced = "او بی بی سی را می بیند و به شبکه سی ان بی سی می رود."
    assert readings(spaced).items() >= {"بی بی سی": "بی‌بی‌سی", "سی ان بی سی": "سی‌ان‌بی‌سی"}.items()
    assert readings("گروه پی اس جی بی صبرانه می رود.").keys() == {"پی اس جی", "بی صبرانه", "می رود"}
    assert "بی سی" not in readings("این دفتر بی سی برگ است که می خوانند.")


def test_words_that_lost_the_space_between_them_are_no_compound():
    assert readings("برنامه‌های اقتصادیهمچنین و کارهای سیاسینماینده") == {}


def test_spaces_of_the_author_stay_where_words_have_grown_together():
    damaged = {"میخوانند", "برنامهای", "میسازند"}
    assert readings("در خرم آباد درس میخوانند و برنامهای میسازند.").keys() == damaged
    assert readings("در خرم آباد می روند و برنامهای میسازند و میخوانند.").keys() == damaged | {"می روند"}


def test_joined_plurals_are_a_style_where_zwnj_are_kept():
    assert readings("کتابها را می‌خواند و به خانه‌ها می‌رود.") == {}
    assert readings("کتابها را میخواند و به خانهها میرود.").keys() == {"کتابها", "میخواند", "خانهها", "میرود"}


def test_a_verb_that_lost_its_zwnj_is_restored_beside_others_that_kept_it():
    assert readings("می‌خواند و می‌نویسد و میگوید.") == {"میگوید": "می‌گوید"}


def test_pairs_of_words_that_belong_together_only_in_spaced_text():
    assert readings("این برنامه علاقه مندان بسیار دارد و آن ها می روند.")["علاقه مندان"] == "علاقه‌مندان"
    assert readings("روز اول ماه می همه در خانه بودند.") == {}


@pytest.mark.parametrize("glued", ["نمی‌کند.در خانه ماند", "دست او را بگیرد)او رفت", "نامه‌ها،که آمد"])
def test_words_glued_at_a_mark_are_words_of_their_own(glued: str):
    assert readings(glued) == {}


@pytest.mark.parametrize(
    ("glued", "norm"),
    [
        ("نمیکند.در خانه", {"نمیکند": "نمی‌کند"}),
        ("میگیرد)او رفت", {"میگیرد": "می‌گیرد"}),
        ("کتاب ها،خانه ها", {"کتاب ها": "کتاب‌ها", "خانه ها": "خانه‌ها"}),
    ],
)
def test_words_glued_at_a_mark_are_mended_like_others(glued: str, norm: dict[str, str]):
    assert readings(glued) == norm


@pytest.mark.parametrize(
    ("damaged", "norm"),
    [("کتابه‌ا", "کتاب‌ها"), ("نم‌یشود", "نمی‌شود"), ("خان‌ههای", "خانه‌های"), ("می ‌رود", "می‌رود"), ("‌کتاب", "کتاب")],
)
def test_zwnj_at_the_wrong_place(damaged: str, norm: str):
    assert readings(f"می‌گفت که {damaged} نیز می‌ماند") == {damaged: norm}


def test_a_zwnj_that_leaves_two_words_may_be_meant():
    assert readings("در وزن‌های ششم و هفتم") == {}


def test_digits_stay_though_they_are_mixed():
    text = "۱۲3 نفر از ١٤ کشور"
    assert readings(text) == {}
    assert repaired_view(document(text)).text == "123 نفر از 14 کشور"


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("در نامهای به رئیس شهر نوشت", "نامه‌ای"),
        ("این نامهای است که دیروز رسید", "نامه‌ای"),
        ("به نامهای گوناگون خوانده شد", "نام‌های"),
        ("با نامهای تازه آمدند", "نام‌های"),
    ],
)
def test_the_sentence_tells_which_of_two_words_it_is(sentence: str, reading: str):
    assert readings(sentence)["نامهای"] == reading


def test_a_plural_without_zwnj_is_told_from_another_word():
    assert readings("مردهای شجاع و منظرهای که دیدیم") == {"منظرهای": "منظره‌ای"}


def test_a_surname_is_no_forename_with_a_possessive():
    assert readings("گفت‌وگو با رضا علیمان") == {}


def test_a_word_does_not_run_over_the_end_of_a_line():
    assert readings("کتاب\nها") == {}


def test_arabic_passages_stay():
    text = "نوشت: «إِنَّ اللَّهَ عَلِيمٌ حَكِيمٌ» و رفت."
    marked = document(text)
    marked = marked.with_layer(languages.annotate(marked))
    assert not orthography.annotate(marked).annotations


def test_a_formula_that_has_grown_together_is_restored_though_it_is_arabic():
    marked = document("امام صادق علیهالسلام فرمود")
    marked = marked.with_layer(languages.annotate(marked))
    assert [a.features["norm"] for a in orthography.annotate(marked).annotations] == ["علیه‌السلام"]


def test_certainty_tells_clear_from_ambiguous():
    letters, clear, ambiguous = orthography.annotate(document("كرد و میرود و نامهای خوب")).annotations
    assert letters.certainty == "high"
    assert isinstance(clear.certainty, float) and isinstance(ambiguous.certainty, float)
    assert clear.certainty > 0.95 > ambiguous.certainty


KNOWN_WORDS = st.sampled_from(sorted(lexicon().words)[::97] + sorted(lexicon().compounds.values())[::17])


@given(st.lists(KNOWN_WORDS, max_size=12).map(" ".join))
def test_stripping_the_zwnj_of_known_words_changes_no_letters(text: str):
    stripped = text.replace(ZWNJ, "")
    marked = document(stripped).with_layer(orthography.annotate(document(stripped)))
    restored = stripped
    for annotation in reversed(marked.annotations(Kind.WORD)):
        restored = restored[: annotation.span.begin] + annotation.features["norm"] + restored[annotation.span.end :]
    assert restored.replace(ZWNJ, "").replace(" ", "") == stripped.replace(" ", "")


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
