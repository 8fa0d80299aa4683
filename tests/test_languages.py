"""Arabic passages and Latin words in Persian text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators.blocks import annotate as annotate_blocks
from tei.annotators.languages import annotate
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Source, Span


def foreign(text: str) -> list[tuple[str, str]]:
    layer = annotate(Document(Article("a", text, Source("a.txt", "", 0))))
    return [(a.features["xml:lang"], text[a.span.begin : a.span.end]) for a in layer.annotations]


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("بسم الله الرحمن الرحیم\nبرادر گرامی", "بسم الله الرحمن الرحیم"),
        ("به جناب آقای احمدی دامت توفیقاته نوشت", "دامت توفیقاته"),
        ("در پایان آمده است: والسلام علیکم ورحمة الله و برکاته", "والسلام علیکم ورحمة الله و برکاته"),
        ("گفت: «إِنَّ مَعَ الْعُسْرِ يُسْرًا» و رفت", "إِنَّ مَعَ الْعُسْرِ يُسْرًا"),
        ("نوشت: «الذین آمنوا و عملوا الصالحات لهم اجر عظیم» و رفت", "الذین آمنوا و عملوا الصالحات لهم اجر عظیم"),
        ("آن را خواند.\nالحکمه ضاله المومن فی کل مکان یطلبها.\nسپس رفت.", "الحکمه ضاله المومن فی کل مکان یطلبها."),
    ],
)
def test_arabic(text: str, arabic: str):
    assert foreign(text) == [("ar", arabic)]


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("امام علی علیه‌السلام و پیامبر (صلی الله علیه و آله)", ["علیه‌السلام", "صلی الله علیه و آله"]),
        ("امام علیهالسلام و مقام معظم رهبری ـ‌مدظله‌العالی‌ـ گفتند", ["علیهالسلام", "مدظله‌العالی"]),
        ("مردم «الله اکبر» گفتند و هیهات منا الذلة", ["الله اکبر", "هیهات منا الذلة"]),
        ("گفته‌اند: ان مع العسر يسرا و این سخن درست است", ["ان مع العسر يسرا"]),
        ("«وَ اللَّهُ خَيْرُ حَافِظاً: وَ هُوَ أَرْحَمُ الرَّاحِمِينَ»", ["وَ اللَّهُ خَيْرُ حَافِظاً: وَ هُوَ أَرْحَمُ الرَّاحِمِينَ"]),
    ],
)
def test_formulas_and_verses_however_they_are_typed(text: str, arabic: list[str]):
    assert foreign(text) == [("ar", passage) for passage in arabic]


def test_a_passage_ends_before_a_word_with_a_letter_that_arabic_has_not():
    assert foreign("سیرۀ پیامبر صلّى الله علیه وآله و ائمۀ هدی چنین بود.") == [("ar", "صلّى الله علیه وآله")]


def test_a_passage_ends_at_guillemets():
    text = "در آن آمده است: «إِنَّ اللَّهَ غَفُورٌ رَحِيمٌ» هذا من فضل ربی علیکم و فی هذا عبره للناس."
    assert foreign(text) == [
        ("ar", "إِنَّ اللَّهَ غَفُورٌ رَحِيمٌ"),
        ("ar", "هذا من فضل ربی علیکم و فی هذا عبره للناس."),
    ]


def test_an_arabic_line_is_arabic_as_a_whole_though_persian_has_many_of_its_words():
    line = "أعلن وزير الثقافة اليوم افتتاح معرض الكتاب، وقال: «إن القراءة حق للجميع في هذا البلد»."
    assert foreign(f"او گفت:\n* {line}\nو رفت.") == [("ar", line)]


@pytest.mark.parametrize(
    ("text", "language", "passage"),
    [
        ("وزیر اعظم نے کہا ہے کہ مہنگائی میں کمی آئی ہے۔", "ur", "وزیر اعظم نے کہا ہے کہ مہنگائی میں کمی آئی ہے۔"),
        ("شاعر نوشت: «ئەم شەوە لە ماڵەوە گۆرانی دەڵێم بۆ تۆ» و رفت.", "ckb", "ئەم شەوە لە ماڵەوە گۆرانی دەڵێم بۆ تۆ"),
        ("او می‌گوید: «موږ په خپل ښار کې ښه ښوونځی لرو».", "ps", "موږ په خپل ښار کې ښه ښوونځی لرو"),
        ("مسکو (به روسی: Москва) پایتخت روسیه است.", "und-Cyrl", "Москва"),
        ("تاجیکان می‌نویسند: Забони тоҷикӣ ширин аст.", "tg", "Забони тоҷикӣ ширин аст"),
        ("ایروان (به ارمنی: Երևան) و آتن (Αθήνα)", "und-Armn", "Երևան"),
    ],
)
def test_other_languages(text: str, language: str, passage: str):
    assert foreign(text)[0] == (language, passage)


@pytest.mark.parametrize("text", ["ہمہ این کہ گفتند راست است و ہیچ دروغ نیست.", "خانهٔ ڕۆژ و شبِ ما"])
def test_letters_of_other_keyboards_and_single_words_are_no_other_language(text: str):
    assert foreign(text) == []


@pytest.mark.parametrize(
    "persian",
    [
        "حجت الاسلام والمسلمین رضایی درباره نهج البلاغه و بیت المقدس سخن گفت.",
        "دارالفنون در زمان ناصرالدین شاه ساخته شد؛ البته الگوی آن اروپایی بود.",
        "شبکه خبری العربی الجدید و روزنامه الشرق الاوسط خبر دادند.",
        "رئيس كل بانك مركزي گفت: علي احمدي فردا مي‌آيد.",
        "برای اولین بار علیه او رأی دادند و حتی من هم ماندم.",
        "شیخ عبدالله بن عبدالعزیز آل سعود و مجمع التقریب بین المذاهب الاسلامیه بیانیه دادند.",
        "ان‌شاءالله فردا می‌آیم؛ الحمدلله حال همه فی‌الجمله خوب است و فی نفسه مهم نیست.",
        "به گزارش سی ان ان، مفسد فی الارض و جهاد فی سبیل الله از اصطلاحات فقهی است.",
        "مردم دَوَران گردون را دیدند و خُرد و کلان شُستند و رُفتند.",
        "آذربایجان خالقی اوز آنا دیلینده دانیشیر و یازیر.",
    ],
)
def test_persian(persian: str):
    assert foreign(persian) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتاب the history of Iran را خواند", [("en", "the history of Iran")]),
        ("شرکت Samsung Electronics گفت", [("und-Latn", "Samsung Electronics")]),
        ("گروه (FATF) و Wi-Fi.", [("und-Latn", "FATF"), ("und-Latn", "Wi-Fi")]),
        (
            "نشانی www.example.com و http://example. ir/a/1",
            [("zxx", "www.example.com"), ("zxx", "http://example. ir/a/1")],
        ),
        ("نامه به info@example.ir و #Iran", [("zxx", "info@example.ir"), ("und-Latn", "Iran")]),
        ("ویتامین C و مدل A-320 و GT-R50", [("und-Latn", "GT-R50")]),
        ("این ngoها و رادیوTMW و «COVID-19»", [("und-Latn", "ngo"), ("und-Latn", "TMW"), ("und-Latn", "COVID-19")]),
        ("«طاعون / La peste / The Plague» و 3 تا 5", [("und-Latn", "La peste"), ("en", "The Plague")]),
        ("سطح mg/dl 160 بود و [خانه](http://example.com/)", [("und-Latn", "mg/dl")]),
    ],
)
def test_latin(text: str, expected: list[tuple[str, str]]):
    assert foreign(text) == expected


@given(st.text(alphabet="الفیعن هذه\n«».،aB1@/َِّةپ", max_size=80))
def test_spans_are_trimmed_and_apart(text: str):
    end = 0
    for annotation in annotate(Document(Article("a", text, Source("a.txt", "", 0)))).annotations:
        stretch = text[annotation.span.begin : annotation.span.end]
        assert annotation.span.begin >= end
        assert stretch == stretch.strip() != ""
        assert "\n" not in stretch
        assert not set("«»") & set(stretch)
        end = annotation.span.end


def test_a_praise_that_begins_in_arabic_is_arabic_to_its_end():
    text = "الحمد لله رب العالمین و الصلاة و السلام علی سیدنا محمد و آله الطاهرین.\nبرادر گرامی"
    praise = Span(0, text.index("\n"))
    salute = Annotation(Kind.SALUTE, praise, {"ana": "fn.praise"})
    document = Document(Article("a", text, Source("a.txt", "", 0)), (Layer(Agent("blocks", "1", ""), (salute,)),))
    assert [annotation.span for annotation in annotate(document).annotations] == [praise]


def test_a_basmala_ends_where_a_fused_word_goes_on_in_persian():
    text = "بسم الله الرحمن الرحیمدر روزهای گذشته باران بارید."
    basmala = Span(0, text.index("در روز"))
    salute = Annotation(Kind.SALUTE, basmala, {"ana": "fn.basmala"})
    document = Document(Article("a", text, Source("a.txt", "", 0)), (Layer(Agent("blocks", "1", ""), (salute,)),))
    assert [annotation.span for annotation in annotate(document).annotations] == [basmala]


@pytest.mark.parametrize(("written", "arabic"), [("«بسم‌الله الرحمن الرحیم", True), ("به نام خدا", False)])
def test_a_basmala_is_arabic_however_it_is_joined(written: str, arabic: bool):
    salute = Annotation(Kind.SALUTE, Span(0, len(written)), {"ana": "fn.basmala"})
    document = Document(Article("a", written, Source("a.txt", "", 0)), (Layer(Agent("blocks", "1", ""), (salute,)),))
    assert [a.span.end for a in annotate(document).annotations] == [len(written)] * arabic


ENGLISH = """\
City library reopens after two years

Shiraz, 12 October 2023 - The library reopened on Monday, its director Mina Sadri said.

"This house belongs to everybody," she told reporters (see www.example.org/library).

Source: a visit
"""
ARABIC = """\
افتتاح مكتبة المدينة بعد عامين من الترميم

أعلنت مديرة المكتبة مينا صدري يوم الاثنين عن افتتاح مكتبة المدينة في شيراز بعد عامين من أعمال الترميم.

ومن جانبه قال وزير الثقافة إن الوزارة دفعت ثلاثة ملايين دولار لهذا المشروع، وإنها ستفتتح فرعين آخرين في يزد وكرمان.
"""
URDU = """\
شہر کی لائبریری دو سال بعد دوبارہ کھل گئی

شیراز میں شہر کی لائبریری دو سال کی مرمت کے بعد پیر کو دوبارہ کھول دی گئی، ڈائریکٹر مینا صدری نے کہا۔

انہوں نے صحافیوں سے کہا: "یہ گھر سب کا ہے۔" انہوں نے مزید کہا کہ کتابیں نئی عمارت میں منتقل کی گئی ہیں۔
"""


def passages(text: str) -> list[tuple[str, str]]:
    """The foreign passages of a whole article, with its blocks known."""
    document = Document(Article("a", text, Source("a.txt", "", 0)))
    document = document.with_layer(annotate_blocks(document))
    return [(a.features["xml:lang"], text[a.span.begin : a.span.end]) for a in annotate(document).annotations]


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar"), (URDU, "ur")])
def test_in_an_article_wholly_in_another_language_each_block_is_one_passage(text: str, language: str):
    found = [passage for passage in passages(text) if passage[0] != "zxx"]
    assert found == [(language, line) for line in text.splitlines() if line]


def test_addresses_in_an_english_article_are_in_no_language():
    assert [passage for passage in passages(ENGLISH) if passage[0] == "zxx"] == [("zxx", "www.example.org/library")]


def test_the_persian_frame_of_an_arabic_article_is_persian():
    head, end = "متن پیام مدیر کتابخانه به زبان عربی", "منبع: روزنامه شهر"
    found = passages(f"{head}\n\n{ARABIC}\n{end}")
    assert [passage for language, passage in found if language == "fa"] == [head, end]


def test_a_script_behind_a_persian_headline_makes_no_other_language():
    script = '$(document).ready(function() { var player = flowplayer("#player", { splash: "", width: 640 }); });' * 3
    assert "fa" not in dict(passages(f"باران شهر را شست\n\nدیروز باران بارید و مردم شاد شدند.\n\n{script}"))
