"""Verses in Persian text: found however they are written, with their place and what is wrong in them."""

from unicodedata import normalize

import pytest
import quran_text

from tei.annotators import languages, scripture
from tei.document import Article, Document, Kind, Source
from tei.language.data_files import FOLDER
from tei.language.quran import quran
from tei.training.quran_words import HEADER


def read(text):
    document = Document(Article("a", text, Source("a.txt", "", 0)))
    return scripture.annotate(document.with_layer(languages.annotate(document))).annotations


def quotes(text):
    return [
        (text[found.span.begin : found.span.end], found.features["source"])
        for found in read(text)
        if found.features.get("type") == "quran"
    ]


def misquoted(text):
    return [
        (text[found.span.begin : found.span.end], found.features["norm"])
        for found in read(text)
        if found.kind is Kind.WORD
    ]


def test_a_verse_in_persian_letters_without_vowels_and_marks():
    text = "سخنران گفت: ان الله لا یغیر ما بقوم حتی یغیروا ما بانفسهم و سپس از جوانان یاد کرد."
    assert quotes(text) == [("ان الله لا یغیر ما بقوم حتی یغیروا ما بانفسهم", "quran:13:11")]
    assert not misquoted(text)


def test_vowel_signs_and_lone_conjunctions_belong_to_the_verse():
    text = "در آیه «وَ اعْتَصِمُوا بِحَبْلِ اللَّهِ جَمِيعًا وَ لَا تَفَرَّقُوا» به وحدت سفارش شده است."
    assert quotes(text) == [("وَ اعْتَصِمُوا بِحَبْلِ اللَّهِ جَمِيعًا وَ لَا تَفَرَّقُوا", "quran:3:103")]


def test_a_quotation_may_run_over_verses():
    text = "سوره عصر: والعصر ان الانسان لفی خسر الا الذین آمنوا و عملوا الصالحات"
    assert quotes(text) == [("والعصر ان الانسان لفی خسر الا الذین آمنوا و عملوا الصالحات", "quran:103:1-3")]


def test_all_places_of_a_repeated_passage_are_given():
    (_, source) = quotes("«فبای آلاء ربکما تکذبان»")[0]
    assert len(source.split()) == 31
    assert source.startswith("quran:55:13 quran:55:16 ")


def test_a_wrong_letter_is_a_misquotation_and_shows_the_verse():
    text = "نوشته بود «ان الله لا یغیر ما بقوم حتی یغیرون ما بانفسهم»."
    assert [source for _, source in quotes(text)] == ["quran:13:11"]
    assert misquoted(text) == [("یغیرون", normalize("NFC", "يُغَيِّرُوا"))]


def test_a_vowel_sign_that_contradicts_is_a_misquotation_and_a_missing_one_is_not():
    right = "وَاعْتَصِمُوا بِحَبْلِ الله جَمِيعًا وَلَا تَفَرَّقُوا"
    assert not misquoted(right)
    assert misquoted(right.replace("بِحَبْلِ", "بِحُبْلِ")) == [("بِحُبْلِ", "بِحَبْلِ")]


def test_words_cut_and_joined_are_no_misquotation():
    text = "«واعتصموا بحبل الله جمیعا ولاتفرقوا و اذکروا نعمت الله علیکم»"
    assert [source for _, source in quotes(text)] == ["quran:3:103"]
    assert not misquoted(text)


@pytest.mark.parametrize(
    ("quoted", "source"),
    [
        ("ان اکرمکم عندالله اتقاکم", "quran:49:13"),
        ("الا ان اولیاءالله لاخوف علیهم ولاهم یحزنون", "quran:10:62"),
        ("یخلق الله مایشاء ان الله علی کل شیءقدیر", "quran:24:45"),
    ],
)
def test_two_words_written_as_one_are_found_as_two(quoted: str, source: str):
    assert quotes(f"سخنران گفت {quoted} و سپس به پرسش‌ها پاسخ داد.") == [(quoted, source)]


def test_a_quotation_may_leave_out_the_conjunction_of_its_first_word():
    text = "خواند که اعتصموا بحبل الله جمیعا و لا تفرقوا و رفت."
    assert quotes(text) == [("اعتصموا بحبل الله جمیعا و لا تفرقوا", "quran:3:103")]
    assert not misquoted(text)


def test_a_verse_ends_before_persian_words_that_are_like_its_next():
    text = "آیه (یا ایها الرسول بلغ ما انزل الیک من ربک...) و این که چرا نازل شد"
    assert [quoted for quoted, _ in quotes(text)] == ["یا ایها الرسول بلغ ما انزل الیک من ربک"]


def test_an_article_with_arabic_is_searched_for_verses_of_frequent_words_too():
    text = "در این کتیبه الله نورالسموات والارض نوشته شده است."
    assert not quotes(text)
    assert quotes(f"بسمه تعالی\n{text}") == [("الله نورالسموات والارض", "quran:24:35")]


def references(text):
    return [
        (text[found.span.begin : found.span.end], found.features["target"], found.features.get("subtype"))
        for found in read(text)
        if found.kind is Kind.REFERENCE
    ]


@pytest.mark.parametrize(
    ("text", "reference", "subtype", "certainty"),
    [
        ("«ان اکرمکم عندالله اتقاکم» (حجرات/۱۳)", ("حجرات/۱۳", "quran:49:13"), "confirmed", "high"),
        ("ان اکرمکم عندالله اتقاکم _ حجرات 13", ("حجرات 13", "quran:49:13"), "confirmed", "high"),
        (
            "در آیه ۱۳ سوره حجرات می‌خوانیم: «ان اکرمکم عندالله اتقاکم»",
            ("آیه ۱۳ سوره حجرات", "quran:49:13"),
            "confirmed",
            "high",
        ),
        ("«ان اکرمکم عندالله اتقاکم» [نساء: ۱۳]", ("نساء: ۱۳", "quran:4:13"), "contradicted", "low"),
    ],
)
def test_a_printed_reference_is_compared_with_the_verse(text, reference, subtype, certainty):
    assert references(text) == [(*reference, subtype)]
    quote = next(found for found in read(text) if found.kind is Kind.QUOTE)
    assert quote.certainty == certainty
    assert next(found for found in read(text) if found.kind is Kind.REFERENCE).features["corresp"] == quote.ident


def test_a_reference_without_a_verse_says_only_where_it_leads():
    assert references("در سوره نور، آیات ۳۵ تا ۳۸ آمده است.") == [("سوره نور، آیات ۳۵ تا ۳۸", "quran:24:35-38", None)]


def test_what_no_aya_is_or_only_may_be_one_is_no_reference():
    assert not references("آیه ۳۰۰ سوره بقره وجود ندارد؛ جمعه ۱۵ آذر و (محمد، ۱۰) و سوره نور در آیه نیست.")


def test_formulas_are_no_quotations():
    assert not quotes("بسم الله الرحمن الرحیم\nالحمد لله رب العالمین و الصلاه علی محمد و آله")


def test_persian_with_arabic_words_is_no_quotation():
    text = "ان‌شاءالله فی‌الواقع حق‌الناس و بیت‌المال و لاینحل بودن این مسئله علی‌الخصوص در سال الفین روشن می‌شود."
    assert not read(text)
    assert not read(f"{text} در لبنان حزب الله گفت نقش حزب الله روشن است و او هم که به این حد رسید «یخلق» را خواند.")


def test_a_hadith_needs_its_formula_and_marks():
    text = "قال رسول الله (ص): «طلب العلم فریضه علی کل مسلم» و این سخن روشن است."
    (found,) = read(text)
    assert found.features == {"xml:lang": "ar", "type": "hadith"}
    assert text[found.span.begin : found.span.end] == "طلب العلم فریضه علی کل مسلم"
    assert not read("رسول الله در مدینه «مسجد بزرگ شهر» را ساخت.")


def damaged(words, number):
    """The words with a letter of two of them replaced; which ones depends on the number alone."""
    words = list(words)
    for at in (number % len(words), (number * 7 + 3) % len(words)):
        letter = number % len(words[at])
        words[at] = words[at][:letter] + "بترسعقم"[number % 7] + words[at][letter + 1 :]
    return words


def test_verses_with_two_letters_wrong_are_found_at_their_place():
    verses = [aya for aya in quran_text.Mushaf.hafs().ayahs if 7 <= len(aya.text.split()) <= 15][::40]
    found = 0
    for number, verse in enumerate(verses):
        words = damaged(quran().letters[verse.start : verse.end], number)
        quoted = quotes(f"در این آیه آمده است: «{' '.join(words)}» و پیام آن روشن است.")
        found += any(f"quran:{verse.key}" in source.split() for _, source in quoted)
    assert found >= 0.95 * len(verses)


def persian(words):
    """The words as a Persian keyboard types them."""
    letters = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "ؤ": "و"})
    return [word.translate(letters) for word in words]


WAYS = {
    "as in the mushaf": lambda words, vocalised, at: vocalised,
    "in Persian letters": lambda words, vocalised, at: persian(words),
    "a letter wrong": lambda words, vocalised, at: [*words[:at], words[at][:-1] + "ب", *words[at + 1 :]],
    "a word left out": lambda words, vocalised, at: [*words[:at], *words[at + 1 :]],
    "a word put in": lambda words, vocalised, at: [*words[:at], "ثم", *words[at:]],
    "two words joined": lambda words, vocalised, at: [*words[:at], words[at] + words[at + 1], *words[at + 2 :]],
    "a word cut": lambda words, vocalised, at: [*words[:at], words[at][:2], words[at][2:], *words[at + 1 :]],
}
FRAMES = {
    "bare": "نماینده مردم در آغاز جلسه خواند {} و سپس به گزارش‌ها گوش داد.",
    "marks": "نماینده مردم در آغاز جلسه «{}» را خواند و سپس به گزارش‌ها گوش داد.",
    "brackets": "نماینده مردم در آغاز جلسه آیه ({}) را خواند و سپس به گزارش‌ها گوش داد.",
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("way", WAYS)
def test_runs_of_words_from_anywhere_are_found_at_their_place_however_they_are_written(way, frame):
    text, number, found, exact = quran(), 60, 0, 0
    for count in range(number):
        begin = (count * 1291 + 17) % (len(text.letters) - 20)
        end = begin + 6 + count % 8
        plain = [text.plain[at] or text.letters[at] for at in range(begin, end)]
        written = " ".join(WAYS[way](plain, list(text.vocalised[begin:end]), 2 + count % 2)).strip()
        wanted = {
            f"quran:{place}"
            for start in text.repeats(begin, end)
            for place in text.references(start, start + end - begin)
        }
        right = [quoted for quoted, source in quotes(FRAMES[frame].format(written)) if ayas(source) & ayas(*wanted)]
        found += bool(right)
        exact += written in right
    assert found >= 0.96 * number
    assert exact >= 0.9 * number


def ayas(*sources):
    """The single ayas of references as `quran:2:1-3`."""
    found = set()
    for source in " ".join(sources).split():
        _, sura, places = source.split(":")
        first, _, last = places.partition("-")
        found |= {(sura, aya) for aya in range(int(first), int(last or first) + 1)}
    return found


def test_a_verse_ends_with_the_bracket_around_it():
    text = "آیه (فمن ابتغی وراء ذلک فاولئک هم العادون) یعنی هم آنان"
    assert [quoted for quoted, _ in quotes(text)] == ["فمن ابتغی وراء ذلک فاولئک هم العادون"]
    text = "﴿والعصر (۱) ان الانسان لفی خسر (۲) الا الذین آمنوا﴾"
    assert quotes(text) == [("والعصر (۱) ان الانسان لفی خسر (۲) الا الذین آمنوا", "quran:103:1-3")]


def test_between_marks_the_first_and_last_word_may_be_wrong():
    text = "او خواند: «الذین آمنوا قوا انفسکم و اهلیکم نارب» و رفت."
    assert quotes(text) == [("الذین آمنوا قوا انفسکم و اهلیکم نارب", "quran:66:6")]


def test_words_that_are_joined_where_the_verse_parts_them():
    text = "آیه «یا ایهاالرسول بلغ ما انزل الیک من ربک» را خواند."
    assert quotes(text) == [("یا ایهاالرسول بلغ ما انزل الیک من ربک", "quran:5:67")]
    assert not misquoted(text)


@pytest.mark.parametrize(
    ("text", "quoted", "source"),
    [
        ("او گفت: «وثیابک فطهر» (مدثر/۴)", "وثیابک فطهر", "quran:74:4"),
        ("در آیه ۴ سوره مدثر می‌خوانیم: «وثیابک فطهر»", "وثیابک فطهر", "quran:74:4"),
        ("سوره را خواند: الله لا اله الا هوالاسماء الحسنی (طه/۸)", "الله لا اله الا هوالاسماء الحسنی", "quran:20:8"),
    ],
)
def test_a_reference_finds_words_that_are_too_few_or_too_common_alone(text, quoted, source):
    assert quotes(text) == [(quoted, source)]
    assert not quotes(text.replace("مدثر", "بقره").replace("طه", "بقره"))


def test_two_words_between_marks_that_are_said_to_be_an_aya():
    assert quotes("آیه شریفه «ویل للمطففین» را خواند.") == [("ویل للمطففین", "quran:83:1")]
    assert not quotes("واژه «ویل للمطففین» را خواند.")
    assert not quotes("آیه شریفه «چشم انتظار» را خواند.")


def test_the_list_of_rare_words_is_what_its_script_makes():
    listed = (FOLDER / "quran_words.txt").read_text("utf-8").removeprefix(HEADER).split()
    assert sorted(listed) == listed
    assert set(listed) <= set(quran().positions)


def test_ids_count_in_the_order_of_the_text():
    text = "«والعصر ان الانسان لفی خسر» و «ان الله لا یغیر ما بقوم حتی یغیروا ما بانفسهم»"
    assert [found.ident for found in read(text)] == ["quote.1", "quote.2"]
