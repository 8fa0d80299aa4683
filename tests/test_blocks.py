"""Blocks: what each part of an article is taken for."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from tei.annotators import blocks
from tei.document import Article, Document, Kind, Metadata, Source
from tei.document.annotation import CONTAINER_KINDS, LEAF_BLOCK_KINDS

REPORT = "شهردار میبد در نشست خبری دیروز از آغاز مرمت قنات‌های شهر خبر داد و گفت که این کار دو سال زمان می‌برد."
CREDIT = "به گزارش خبرنگار ما، مرمت قنات‌ها از محله‌های قدیمی شهر آغاز می‌شود و مردم هم در آن سهیم خواهند بود."
MORE = "در این دو سال کارگران ماهر از شهرهای همسایه به یاری می‌آیند و جوانان شهر در کنار آنان کار را خواهند آموخت."


def document(text: str, title: str = "") -> Document:
    return Document(Article("a", text, Source("a.txt", "", 0), Metadata(title=title)))


def found(text: str, title: str = "") -> list[tuple[str, str]]:
    """Each block as (kind and type, text); a container has no text of its own."""
    result = []
    for block in blocks.annotate(document(text, title)).annotations:
        name = " ".join([block.kind, *block.features.values()])
        own = "" if block.kind in CONTAINER_KINDS else text[block.span.begin : block.span.end]
        result.append((name, own))
    return result


def names(text: str, title: str = "") -> list[str]:
    return [name for name, _ in found(text, title)]


def test_headline_lead_and_body() -> None:
    assert names(f"مرمت قنات‌های میبد آغاز شد\n\n{REPORT}\n\n{CREDIT}") == ["head main", "head lead", "p"]


def test_a_heading_that_announces_is_the_kicker() -> None:
    text = f"شهردار میبد خبر داد:\nمرمت قنات‌ها آغاز شد\n{REPORT}\n{CREDIT}"
    assert names(text) == ["head kicker", "head main", "head lead", "p"]


@pytest.mark.parametrize(
    "kicker",
    [
        "با حضور وزیر نیرو",
        "در نشست شورای شهر مطرح شد",
        "شهردار میبد اعلام کرد",
        "گفت‌وگو با یک مقنی",
        "نگاهی به تاریخ قنات",
        "یادداشت",
        "معرفی کتاب",
        "لیگ برتر فوتبال؛ هفته نوزدهم",
    ],
)
def test_a_heading_that_tells_only_the_occasion_is_the_kicker(kicker: str) -> None:
    assert names(f"{kicker}\nقنات میبد میراث همه ما\n{REPORT}")[:2] == ["head kicker", "head main"]


def test_agencies_print_the_kicker_above_the_headline() -> None:
    text = f"قنات‌های میبد\nکار مرمت ماه آینده\n{REPORT}\n{CREDIT}\n"
    assert names(text)[:2] == ["head main", "head kicker"]
    assert names(f"{text}انتهای پیام/")[:2] == ["head kicker", "head main"]


def test_a_statement_below_the_headline_is_the_lead_though_its_full_stop_is_missing() -> None:
    lead = REPORT.removesuffix(".").partition(" و گفت")[0]
    assert names(f"مرمت قنات‌های میبد\n{lead} خواهد شد\n{CREDIT}")[:2] == ["head main", "head lead"]


def test_the_known_title_tells_the_main_headline() -> None:
    text = f"در نشستی با خبرنگاران\nمرمت قنات‌ها آغاز شد\n{REPORT}\n{MORE}"
    assert names(text, title="مرمت قنات‌ها آغاز شد") == ["head kicker", "head main", "p", "p"]


def test_a_known_title_is_cut_from_a_text_in_one_line() -> None:
    title = "مرمت قنات‌های میبد"
    assert found(f"{title} {REPORT}", title) == [("head main", title), ("p", REPORT)]


def test_the_first_of_several_numbered_lines_is_no_kicker() -> None:
    text = f"قنات‌های میبد\nیک: آب\n{REPORT}\nدو: خاک\n{MORE}"
    assert names(text)[:2] == ["head main", "p"]
    assert names(text.replace("دو:", "و"))[:2] == ["head main", "head kicker"]


def test_a_lead_above_the_kicker() -> None:
    assert names(f"{REPORT}\n\nدر پاسخ به نامه مردم میبد؛\n\n{REPORT}")[:2] == ["head lead", "head kicker"]


def test_a_short_line_between_paragraphs_is_a_cross_head() -> None:
    assert names(f"قنات‌ها\n{REPORT}\n{MORE}\nسهم مردم\n{MORE}") == ["head main", "p", "p", "head cross", "p"]


def test_the_first_cross_head_stands_behind_the_word_that_announces_the_speech() -> None:
    text = f"شهردار گفت:\nآغاز کار\n{MORE}\nسهم مردم\n{MORE}"
    assert names(f"قنات‌ها\n{REPORT} {text}")[1:] == ["p", "head cross", "p", "head cross", "p"]


@pytest.mark.parametrize("line", ["10- آیا قنات آب دارد؟", "به گزارش بنیاد قنات‌شناسی میبد"])
def test_a_numbered_line_or_a_credit_is_no_cross_head(line: str) -> None:
    assert "head cross" not in names(f"قنات‌ها\n{REPORT}\n{line}\n{MORE}")


def test_sections_of_an_encyclopedic_article() -> None:
    text = (
        f"قنات\n{REPORT}\nپیشینهٔ تاریخی\nاین کاریز را آل مظفر کندند.\nپانویس\n۱. تاریخ میبد، ص ۴.\nمنابع\n• تاریخ میبد."
    )
    assert names(text) == ["head main", "p", "head cross", "p", "head cross", "p", "head cross", "p"]


def test_topics_and_tales() -> None:
    text = f"میبد\n{REPORT}\nجمعیت\nدر سرشماری ۱۳۹۵ این شهر هشتاد هزار نفر جمعیت داشته است."
    assert names(text)[-2:] == ["head cross", "p"]
    tales = f"گلستان کاریز\nحکایت ۱\n{REPORT}\nحکایت ۲\n{MORE}"
    assert names(tales) == ["head main", "head cross", "p", "head cross", "p"]
    assert names(f"قنات‌های میبد\nبخش ۲\n{REPORT}\n{MORE}")[:2] == ["head main", "head kicker"]


def test_numbered_sections() -> None:
    text = f"قنات\n۱. مقدمه\n{REPORT}\n۲. قنات‌های یزد\n۲-۱. قنات زارچ\n{MORE}\n۲-۲. قنات میبد\n{MORE}"
    assert names(text)[1:] == ["head cross", "p", *["head cross"] * 2, "p", "head cross", "p"]
    steps = f"قنات\n{REPORT}\n۱. کندن چاه\n۲. کندن کوره\n۳. لایروبی\n{MORE}"
    assert "head cross" not in names(steps)


def test_days_of_a_journey() -> None:
    text = f"سفر به میبد\n{REPORT}\nروز اول: نارین‌قلعه\nصبح رسیدیم.\nروز دوم: قنات\n{MORE}"
    assert names(text)[1:] == ["p", "head cross", "p", "head cross", "p"]


def test_a_vowelled_verse_is_no_cross_head() -> None:
    assert "head cross" not in names(f"قنات‌ها\n{REPORT}\nوَجَعَلْنَا مِنَ الْمَاءِ كُلَّ شَيْءٍ حَيٍّ\n{REPORT}")


def test_a_first_paragraph_of_the_articles_own_words_is_the_lead() -> None:
    lead = "شهردار میبد از آغاز مرمت قنات‌های شهر خبر داد و گفت که این کار دو سال زمان می‌برد."
    assert names(f"قنات‌ها\n{lead}\n{REPORT}\n{CREDIT[10:]}")[:2] == ["head main", "head lead"]
    assert names(f"قنات‌ها\n{CREDIT[10:]}\n{REPORT}\n{lead}")[:2] == ["head main", "p"]


def test_the_lead_has_the_office_and_the_next_paragraph_the_name() -> None:
    lead = "شهردار میبد گفت: مرمت قنات‌های کهن از هفته آینده آغاز می‌شود."
    assert names(f"قنات‌ها\n{lead}\nمریم بهاری افزود: همه مردم در آن سهم دارند.\n{MORE}")[:2] == [
        "head main",
        "head lead",
    ]
    assert names(f"قنات‌ها\n{lead}\nایمون زایدی افزود: همه در آن سهم دارند.\n{MORE}")[:2] == ["head main", "head lead"]
    assert names(f"قنات‌ها\n{lead}\nمردم افزودند: ما هم در آن سهم داریم.\n{MORE}")[:2] == ["head main", "p"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("منبع: روزنامه شهر", "ab source"),
        ("منبع/ روابط عمومی شهرداری", "ab source"),
        ("ایسنا", "ab source"),
        ("انتهای پیام/", "ab boilerplate"),
        ("کد خبر: ۱۲۳۴", "ab boilerplate"),
        ("بیشتر بخوانید: قنات چیست؟", "ab boilerplate"),
        ("عکس: مریم بهاری", "ab boilerplate"),
        ("[1]: https://example.org/a", "ab boilerplate"),
        ("* * *", "ab boilerplate"),
        ("مترجم: مریم بهاری", "byline"),
        ("مریم بهاری", "byline"),
    ],
)
def test_the_frame_of_the_article(line: str, name: str) -> None:
    assert found(f"قنات‌ها\n{REPORT}\n{line}")[-1] == (name, line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("خبرگزاری ایسنا:", "ab source"),
        ("ادامه دارد...", "ab boilerplate"),
        ("عکس مریم بهاری", "ab boilerplate"),
        ("بنفشه پاییزی‌زاده", "byline"),
        ("* مریم بهاری", "byline"),
        ("گروه تاریخ و هنر -", "byline"),
    ],
)
def test_the_frame_without_the_usual_marks(line: str, name: str) -> None:
    assert found(f"قنات‌ها\n{REPORT}\n{line}")[-1] == (name, line)


def test_titles_to_read_more_end_the_last_line() -> None:
    assert found(f"قنات‌ها\n{REPORT} بیشتر بخوانید:")[-1] == ("ab boilerplate", "بیشتر بخوانید:")
    assert found(f"قنات‌ها\n{REPORT} همچنین بخوانید: قنات چیست؟")[-1][0] == "ab boilerplate"
    assert names(f"قنات‌ها\n{REPORT} بیشتر بخوانید تا بدانید. {CREDIT}") == ["head main", "p"]


def test_titles_with_bullets_below_the_label_to_read_more() -> None:
    text = f"قنات‌ها\n{REPORT}\n{MORE}\nبیشتر بخوانید:\n- قنات زارچ\n- «آب انبار» یزد\n{MORE}\n- آخر"
    assert names(text)[3:] == [*["ab boilerplate"] * 3, "p", "p"]


def test_a_closing_mark_stays_with_what_it_closes() -> None:
    assert found(f'قنات‌ها\n{REPORT} "قنات میراث ماست. "/ایسنا')[1:] == [
        ("p", f'{REPORT} "قنات میراث ماست. "'),
        ("ab source", "/ایسنا"),
    ]


def test_source_and_end_code_are_cut_from_the_line_they_end() -> None:
    assert found(f"قنات‌ها\n{REPORT} منبع: ایرنا")[1:] == [("p", REPORT), ("ab source", "منبع: ایرنا")]
    assert found(f"قنات‌ها\n{REPORT} /ایسنا")[1:] == [("p", REPORT), ("ab source", "/ایسنا")]
    assert found(f"قنات‌ها\n{REPORT} انتهای پیام/م")[1:] == [("p", REPORT), ("ab boilerplate", "انتهای پیام/م")]


def test_a_headline_of_a_name_and_a_verb_is_no_byline() -> None:
    assert names(f"مریم بهاری استعفا کرد\n{REPORT}\n{CREDIT}")[0] == "head main"


def test_a_headline_that_begins_like_an_affiliation() -> None:
    assert names(f"۱۲ دانشجوی میبد برگزیده شدند\n{REPORT}\n{CREDIT}")[0] == "head main"


def test_a_name_above_an_article_without_another_headline_is_the_headline() -> None:
    assert names(f"مریم بهاری\n{REPORT}\n{CREDIT}")[0] == "head main"
    assert names(f"مریم بهاری\nمرمت قنات‌ها\n{REPORT}\n{CREDIT}")[:2] == ["byline", "head main"]


def test_a_desk_before_a_dash_is_the_byline() -> None:
    assert ("byline", "گروه شهری-") in found(f"مرمت قنات‌ها آغاز شد\nگروه شهری- {REPORT} {REPORT}")


def test_a_byline_is_cut_from_the_paragraph_it_opens() -> None:
    assert found(f"قنات‌ها\nگروه شهری - مریم بهاری: {REPORT}")[1:] == [
        ("byline", "گروه شهری - مریم بهاری:"),
        ("p", REPORT),
    ]


def test_a_name_before_a_dash_opens_the_first_paragraph_as_its_byline() -> None:
    assert found(f"قنات‌ها\nمریم بهاری- {REPORT}")[1] == ("byline", "مریم بهاری-")
    assert "byline" not in names(f"قنات‌ها\nمریم بهاری - کارشناس قنات - {REPORT}")


def test_a_name_between_paragraphs_is_a_heading_but_a_byline_behind_the_lead_and_at_the_end() -> None:
    long = f"{MORE} {CREDIT} {MORE}"
    assert names(f"قنات‌ها\n{REPORT}\nمریم بهاری\n{long}\nناصر پاییزی\n{long}\nمریم بهاری") == [
        "head main",
        "head lead",
        "byline",
        "p",
        "head cross",
        "p",
        "byline",
    ]


def test_a_title_before_a_forename_that_is_an_ordinary_word() -> None:
    assert ("byline", "دکتر امید پاییز") in found(f"قنات‌ها\nدکتر امید پاییز\n{REPORT}")


def test_a_name_with_a_colon_above_the_headline_is_the_kicker() -> None:
    assert names(f"مریم بهاری:\nقنات میراث ماست\n{REPORT}")[:2] == ["head kicker", "head main"]


def test_the_line_below_the_label_is_the_source() -> None:
    assert names(f"قنات‌ها\n{REPORT}\nمنابع:\nروزنامه شهر، مجله آب")[-2:] == ["ab source", "ab source"]


def test_the_authors_of_a_scholarly_article_and_where_they_work() -> None:
    authors = "نسرین بهاری۱، بهرام پاییزی۲*\n۱. دانشیار گروه معماری، دانشگاه کویر\n* نویسندهٔ مسئول: b@example.org"
    assert names(f"قنات در معماری خانه‌های میبد\n{authors}\n{REPORT}\n{MORE}")[:4] == ["head main", *["byline"] * 3]


def test_a_name_above_an_article_about_this_person_is_the_headline() -> None:
    assert names(f"مریم بهاری\nمریم بهاری، مقنی میبدی، در خانواده‌ای مقنی زاده شد. {MORE}\n{MORE}")[0] == "head main"


def test_a_group_that_says_something_is_no_byline() -> None:
    assert "byline" not in names(f"قنات‌ها\nگروه دوستداران قنات اعلام کرد: {REPORT}")


@pytest.mark.parametrize(
    ("block", "label", "items"),
    [
        ("برچسب‌ها: قنات، میبد", "برچسب‌ها:", ["قنات،", "میبد"]),
        ("برچسبها: [قنات](#) [1]\n\n[شهر میبد](#) [2]", "برچسبها:", ["[قنات](#) [1]", "[شهر میبد](#) [2]"]),
        ("کلیدواژه‌ها: قنات | میبد", "کلیدواژه‌ها:", ["قنات |", "میبد"]),
        ("رده‌ها: قنات‌های ایران | میبد", "رده‌ها:", ["قنات‌های ایران |", "میبد"]),
        ("برچسب‌ها\nقنات\nمیبد", "برچسب‌ها", ["قنات", "میبد"]),
        ("تگ‌ها: #قنات #میبد", "تگ‌ها:", ["#قنات", "#میبد"]),
        ("برچسب‌ها: قنات - شهر میبد", "برچسب‌ها:", ["قنات -", "شهر میبد"]),
        ("برچسب‌ها: قنات / ایران", "برچسب‌ها:", ["قنات /", "ایران"]),
        ("برچسب‌ها: قنات،\nمیبد", "برچسب‌ها:", ["قنات،", "میبد"]),
        ("### برچسب‌ها\n\nقنات\n\nمیبد", "### برچسب‌ها", ["قنات", "میبد"]),
        (
            "**برچسب‌ها:** [قنات](/fa/tags/1) [میبد](/fa/tags/2)",
            "**برچسب‌ها:**",
            ["[قنات](/fa/tags/1)", "[میبد](/fa/tags/2)"],
        ),
        (
            "برچسب‌ها:\n\n  * [قنات](/fa/tags/1)\n  * [میبد](/fa/tags/2)",
            "برچسب‌ها:",
            ["* [قنات](/fa/tags/1)", "* [میبد](/fa/tags/2)"],
        ),
    ],
)
def test_tag_blocks(block: str, label: str, items: list[str]) -> None:
    assert found(f"قنات‌ها\n{REPORT}\n\n{block}")[2:] == [
        ("list tags", ""),
        ("label", label),
        *(("item", item) for item in items),
    ]


def test_tags_behind_a_paragraph_in_one_line() -> None:
    assert names(f"{REPORT} برچسب‌ها: قنات، میبد") == ["p", "list tags", "label", "item", "item"]


def test_what_the_page_adds_below_the_tags_is_no_tag() -> None:
    assert names(f"قنات‌ها\n{REPORT}\n\nبرچسب‌ها\nقنات\nمیبد\n\nارسال نظر")[-3:] == ["item", "item", "ab boilerplate"]


def test_a_tag_label_in_running_text_is_no_tag_block() -> None:
    assert names("کلیدواژه سخنان او قنات بود و بارها از آن گفت.") == ["p"]


LETTER = """متن کامل نامه شهردار به این شرح است:

بسم الله الرحمن الرحیم

الحمد لله رب العالمین و الصلاة علی رسوله الامین.

جناب آقای دکتر بهاری

با سلام و احترام

قنات‌های شهر ما که نیاکان ما با رنج بسیار کنده‌اند رو به ویرانی است و مردم از ما چاره می‌خواهند.

با تشکر

مریم پاییزی

۱۲ مهر ۱۴۰۰"""

LETTER_NAMES = [
    "floatingText letter",
    "salute fn.basmala",
    "salute fn.praise",
    "salute fn.address",
    "salute fn.greeting",
    "p",
    "salute fn.closing",
    "signed",
    "dateline",
]


def test_a_letter_and_the_report_behind_it() -> None:
    assert names(f"نامه شهردار\n{REPORT}\n{LETTER}\n\n{REPORT}")[3:] == [*LETTER_NAMES, "p"]


def test_a_letter_without_signature_ends_before_a_cross_head() -> None:
    text = f"نامه شهردار\n{REPORT}\nمتن نامه چنین است:\n{REPORT}\nسهم مردم\n{REPORT}"
    assert names(text)[-4:] == ["floatingText letter", "p", "head cross", "p"]


def test_a_letter_with_all_zwnj_lost_and_windows_line_ends() -> None:
    text = LETTER.replace("\u200c", "").replace("\n", "\r\n").replace("ی", "ي")
    assert names(f"نامه شهردار\r\n{REPORT}\r\n{text}")[3:] == LETTER_NAMES


def test_a_statement_that_begins_and_ends_inside_a_line() -> None:
    text = (
        f"بیانیه شورای شهر\n\n{REPORT} متن این بیانیه به شرح زیر است:«بسم‌الله الرحمن الرحیمقنات میراث نیاکان ماست "
        "و نگه‌داشتن آن کار همه ماست. آن را به فرزندان خود می‌سپاریم. روابط عمومی شورای شهر»"
        "این شورا پیش از این هم دو بیانیه داده بود."
    )
    assert found(text)[2:] == [
        ("floatingText statement", ""),
        ("salute fn.basmala", "«بسم‌الله الرحمن الرحیم"),
        ("p", "قنات میراث نیاکان ماست و نگه‌داشتن آن کار همه ماست. آن را به فرزندان خود می‌سپاریم."),
        ("signed", "روابط عمومی شورای شهر»"),
        ("p", "این شورا پیش از این هم دو بیانیه داده بود."),
    ]


def test_the_report_interrupts_a_letter() -> None:
    text = f"متن کامل نامه شهردار به شرح زیر است:\n{REPORT}\nبهاری سپس یادآور شده است: {CREDIT[10:]}"
    assert names(f"نامه شهردار\n{MORE}\n{text}")[3:] == ["floatingText letter", "p", "p", "floatingText letter", "p"]


def test_an_address_that_has_run_into_the_letter() -> None:
    text = "جناب آقای دکتر بهاریشهردار محترم میبدهمان‌گونه که می‌دانید قنات‌های شهر رو به ویرانی است."
    assert found(f"متن کامل نامه به شرح زیر است: {text}")[2:] == [
        ("salute fn.address", "جناب آقای دکتر بهاریشهردار محترم میبد"),
        ("p", "همان‌گونه که می‌دانید قنات‌های شهر رو به ویرانی است."),
    ]


def test_a_greeting_without_a_mark_behind_the_address() -> None:
    letter = "جناب آقای دکتر بهاری با احترام لازم می‌دانم از ویرانی قنات‌های شهر و رنج کشاورزان آن سخن بگویم."
    assert found(f"متن کامل نامه به شرح زیر است: {letter}")[2:4] == [
        ("salute fn.address", "جناب آقای دکتر بهاری"),
        ("salute fn.greeting", "با احترام"),
    ]


def test_a_formula_in_quotation_marks_is_not_the_whole_message() -> None:
    text = f"متن پیام به شرح زیر است:\n«انا لله و انا الیه راجعون»\n{REPORT}\nمریم بهاری"
    assert names(f"پیام شهردار\n{MORE}\n{text}")[3:] == ["floatingText statement", "salute fn.praise", "p", "signed"]


def test_an_article_that_is_a_message_has_nothing_but_its_headline_outside_it() -> None:
    formulas = "بسمه‌تعالی\nانا لله و انا الیه راجعون\nدوستان گرامی"
    closing = "روحش شاد و یادش گرامی\nمریم پاییزی\nدبیرخانهٔ جشن قنات\nچهاردهم دی‌ماه یک‌هزار و چهارصد و یک"
    assert names(f"پیام تسلیت شهردار میبد\n\n{formulas}\n\n{REPORT}\n{MORE}\n\n{closing}") == [
        "head main",
        "floatingText statement",
        "salute fn.basmala",
        "salute fn.praise",
        "salute fn.address",
        *["p"] * 2,
        "salute fn.closing",
        *["signed"] * 2,
        "dateline",
    ]


def test_an_open_letter_has_an_address_of_several_lines_and_many_signatories() -> None:
    address = "جناب آقای دکتر بهاری\nشهردار محترم میبد\nرونوشت: شورای شهر\nبا سلام و احترام"
    signatories = "امضاکنندگان به ترتیب الفبا:\n۱. مریم پاییزی، استاد دانشگاه کویر\n۲. رها کویری\nو ۱۲ نفر دیگر"
    assert names(f"نامه سرگشاده استادان\n{address}\n{MORE}\nبا تجدید احترام\n{signatories}") == [
        "head main",
        "floatingText letter",
        *["salute fn.address"] * 3,
        "salute fn.greeting",
        "p",
        "salute fn.closing",
        *["signed"] * 4,
    ]


def test_the_copies_of_a_letter_are_no_signature_and_a_season_can_date_it() -> None:
    end = "ارادتمند شما\nمریم پاییزی\nنوروز ۱۴۰۲\nرونوشت: شورای شهر"
    assert names(f"نامه شهردار\nجناب آقای بهاری\nسلام علیکم\n{MORE}\n{end}")[-5:] == [
        "p",
        "salute fn.closing",
        "signed",
        "dateline",
        "p",
    ]


def test_a_sermon_ends_with_the_greeting_and_the_mosque() -> None:
    end = "و السلام علیکم و رحمة الله و برکاته\n۱۹ رمضان ۱۴۴۴\nمسجد جامع میبد"
    assert names(f"متن سخنرانی خطیب شهر\nبسم الله الرحمن الرحیم\n{MORE}\n{end}")[1:] == [
        "floatingText speech",
        "salute fn.basmala",
        "p",
        "salute fn.closing",
        *["dateline"] * 2,
    ]


def test_posts_of_social_networks_have_no_headline() -> None:
    posts = "مریم (@maryam_b): امروز کاریز را دیدم!\nRT @reza: آب هم داشت؟\nعکس‌ها https://example.org/a"
    assert names(f"{posts}\n{MORE}") == ["p"] * 4


def test_a_basmala_above_the_headline_is_its_kicker() -> None:
    text = f"بسم الله الرحمن الرحیم\nقنات در نگاه نیاکان\n{REPORT}\n{MORE}"
    assert names(text)[:3] == ["head kicker", "head main", "p"]


def test_verses_in_a_message_belong_to_it() -> None:
    verses = "\n".join(
        ["ز قنات آب گوارا می‌رسد", "باغ را فصل تماشا می‌رسد", "تشنگان را مژده باید داد باز", "کاروانی از ثریا می‌رسد"]
    )
    text = f"متن پیام به شرح زیر است:\n{REPORT}\n{verses}\n{CREDIT[10:]}\nمریم بهاری"
    assert names(f"پیام\n{MORE}\n{text}")[3:] == ["floatingText statement", "p", *["l"] * 4, "p", "signed"]


@pytest.mark.parametrize(
    ("introduction", "type_of_text"),
    [
        ("متن کامل سخنان شهردار به این شرح است:", "speech"),
        ("متن اطلاعیه شهرداری بدین شرح است:", "statement"),
        ("متن این حکم به شرح زیر است:", "document"),
    ],
)
def test_the_introduction_tells_the_type(introduction: str, type_of_text: str) -> None:
    assert f"floatingText {type_of_text}" in names(f"خبر شهر\n{REPORT}\n{introduction}\n{REPORT}")


def test_a_list_or_speech_behind_a_colon_is_no_document() -> None:
    assert "floatingText" not in " ".join(names(f"نتایج\nنتایج مسابقه به شرح زیر است:\n{REPORT}"))
    assert "floatingText" not in " ".join(names(f"خبر\nشهردار درباره متن نامه گفت:\n{REPORT}"))


def test_questions_and_answers() -> None:
    questions = ["* چرا قنات‌ها ویران شده‌اند؟", "* مردم چه سهمی دارند؟"]
    text = f"گفت‌وگو با شهردار\n{REPORT}\n{questions[0]}\nچون کسی به آنها نرسید.\n{questions[1]}\nسهم بزرگی دارند."
    assert names(text)[-5:] == [
        "floatingText interview",
        "p fn.question",
        "p fn.answer",
        "p fn.question",
        "p fn.answer",
    ]


def test_questions_without_a_mark_after_a_word_for_an_interview() -> None:
    pairs = [f"قنات شماره {word} چه شد؟\nآن را هم باز کردیم." for word in ("یک", "دو", "سه", "چهار", "پنج")]
    text = "قنات‌ها\n{}\n" + "\n".join(pairs)
    interview = text.format(f"{REPORT} گفت‌وگوی ما را با او بخوانید.")
    assert names(interview)[3:5] == ["p fn.question", "p fn.answer"]
    assert "floatingText interview" not in names(text.format(REPORT))


def test_the_last_answer_of_an_interview_may_ask_back() -> None:
    questions = ["کار را کی آغاز کردید؟", "قنات چیست؟", "آبش از کجاست؟", "چاه مادر کدام است؟", "حرف آخر؟"]
    pairs = [line for question in questions for line in (question, MORE)]
    text = "\n".join(["گفت‌وگو با یک مقنی", REPORT, *pairs[:-1], "قنات که نباشد، کویر به چه کار می‌آید؟"])
    assert names(text)[-2:] == ["p fn.question", "p fn.answer"]


def test_verses_that_end_an_interview_belong_to_it() -> None:
    verses = "ز قنات آب گوارا می‌رسد\nباغ را فصل تماشا می‌رسد"
    text = f"قنات\n{REPORT}\n*قنات چیست؟\n{MORE}\n*سخن آخر؟\nشاعر می‌گوید:\n{verses}"
    assert names(text).count("floatingText interview") == 1
    assert names(text)[-3:] == ["p fn.answer", "l", "l"]


def test_questions_printed_above_an_interview_are_no_part_of_it() -> None:
    question = "* چرا قنات‌ها ویران شده‌اند؟"
    text = f"گفت‌وگو با شهردار\n{question}\nمریم بهاری\n{REPORT}\n{question}\nکسی نرسید.\n* مردم چه؟\nسهم دارند."
    assert names(text).index("floatingText interview") > names(text).index("byline")


def test_a_bulleted_list_is_no_interview() -> None:
    assert "floatingText interview" not in names("برنامه\n* مرمت قنات\n* کاشت درخت\n* ساخت پل\n* پایان کار")


def test_a_page_in_markdown() -> None:
    page = f"""[ ![قنات](/logo.png) ](/)

  * [صفحه نخست](/)
  * [سیاسی](/fa/politics)

۱۲ مهر ۱۴۰۰ - ۱۲:۳۰

# مرمت قنات‌ها آغاز شد

**{REPORT}**

{CREDIT}

## سهم مردم

{MORE}

### اخبار مرتبط

  * [قنات چیست؟](/fa/news/1) [1]"""
    assert names(page) == [
        *["ab boilerplate"] * 3,
        "dateline",
        "head main",
        "head lead",
        "p",
        "head cross",
        "p",
        *["ab boilerplate"] * 2,
    ]


def test_the_line_that_tells_the_day_of_publication() -> None:
    assert names(f"قنات‌ها\n{REPORT}\n{MORE}\n+ نوشته شده در شنبه ۱۲ مهر ۱۴۰۰ ساعت ۱۰:۲۰ توسط مریم")[-1] == "dateline"
    assert ("dateline", "تاریخ انتشار: ۱۲ مهر ۱۴۰۰") in found(f"قنات‌ها\nتاریخ انتشار: ۱۲ مهر ۱۴۰۰\n{REPORT}\n{REPORT}")
    assert "dateline" not in names(f"قنات‌ها\n{REPORT}\n۱۲ مهر ۱۴۰۰\n{MORE}")


def test_verses() -> None:
    verses = ["ز قنات آب گوارا می‌رسد", "باغ را فصل تماشا می‌رسد", "تشنگان را مژده باید داد باز", "کاروانی از ثریا می‌رسد"]
    assert names(f"قنات\n{REPORT}\n" + "\n".join(verses) + f"\n{REPORT}")[2:] == [
        "floatingText poem",
        *["l"] * 4,
        "p",
    ]


COUPLETS = ["آب قنات از دل کوه آمده / در دل این دشت ستوه آمده", "مرد مقنی که در او راه برد / رنج فراوان به دل چاه برد"]


def test_two_verses_in_a_line() -> None:
    for between in (" / ", "      ", " *** "):
        verses = "\n".join(COUPLETS).replace(" / ", between)
        assert names(f"قنات\n{REPORT}\n{verses}\n{MORE}")[2:] == ["floatingText poem", "l", "l", "p"]


def test_an_article_that_is_nothing_but_verses() -> None:
    verses = "\n".join(COUPLETS).replace(" / ", "\n")
    assert names(f"غزل قنات\n{verses}\n{verses}") == ["head main", "floatingText poem", *["l"] * 8]


def test_free_verse_below_a_headline_that_says_so() -> None:
    verses = "\n".join(["آب که می‌آمد", "تو نبودی", "من", "کاریز را", "تا شب صدا می‌زدم."])
    text = f"دو شعر تازه از مریم بهاری\n۱\n{verses}\n{MORE}"
    assert names(text) == ["head main", "p", "floatingText poem", *["l"] * 5, "p"]
    assert "l" not in names(text.replace("شعر", "نامه"))
    winners = "\n".join(["مریم بهاری", "رضا پاییزی", "علی کویری", "زهرا دشتی", "حسن نیکو"])
    assert "l" not in names(f"برگزیدگان جشن شعر قنات\n{REPORT}\n{winners}\n{MORE}")


def test_a_couplet_behind_the_name_of_a_poet() -> None:
    verses = COUPLETS[0].replace(" / ", "\n")
    text = f"قنات\n{REPORT} به قول مولوی:\n{verses}\nچنین آبی را امروز دیگر کجا می‌توان یافت\n{MORE}"
    assert names(text).count("l") == 2
    assert "l" not in names(text.replace("مولوی", "شهردار"))


def test_debris_of_html_hides_no_line_and_belongs_to_the_block_at_its_side() -> None:
    text = f"<p>قنات‌های میبد<br />\n&nbsp;\n{REPORT}<br/>{CREDIT}</p>\n<!-- end -->"
    assert found(text) == [
        ("head main", "<p>قنات‌های میبد<br />\n&nbsp;"),
        ("head lead", f"{REPORT}<br/>"),
        ("p", f"{CREDIT}</p>\n<!-- end -->"),
    ]
    assert found("<br>\n<hr>") == [("ab boilerplate", "<br>\n<hr>")]
    assert names(f"۲ < ۳\n{REPORT}\n{MORE}")[0] == "head main"


def test_hard_wrapped_lines_are_joined_to_paragraphs() -> None:
    paragraph = textwrap.fill(f"{REPORT} {CREDIT} {REPORT}", 70)
    assert len(paragraph.splitlines()) >= 4
    assert [text for _, text in found(f"{paragraph}\n{paragraph}")] == [paragraph, paragraph]


def test_a_headline_that_was_broken_in_a_hard_wrapped_text() -> None:
    paragraph = textwrap.fill(f"{REPORT} {CREDIT} {REPORT}", 70)
    headline = "مرمت قنات‌های کهن و بزرگ شهر تاریخی\nمیبد آغاز شد"
    assert found(f"{headline}\n{paragraph}\n{paragraph}")[0] == ("head main", headline)
    whole = "مرمت قنات‌های کهن و بزرگ شهر آغاز شد\nشهر تاریخی میبد"
    assert names(f"{whole}\n{paragraph}\n{paragraph}")[:2] == ["head main", "head kicker"]


def test_a_cross_head_of_two_lines() -> None:
    text = f"قنات‌ها\n{REPORT}\n{CREDIT}\nتذکر نمایندگان مردم\nبه شهردار میبد\n{MORE}"
    assert ("head cross", "تذکر نمایندگان مردم\nبه شهردار میبد") in found(text)
    assert ("p", "بهاری- میبد") in found(text.replace("تذکر نمایندگان مردم", "بهاری- میبد"))


@pytest.mark.parametrize("line", ["ـ", "\u200f"])
def test_a_line_without_letters_is_no_part_of_a_heading(line: str) -> None:
    wrapped = textwrap.fill(f"{REPORT} {CREDIT} {REPORT}", 70)
    assert ("p", wrapped) in found(f"{line}\n{wrapped}\n{wrapped}")
    assert ("p", REPORT) in found(f"قنات‌ها\n{MORE}\nتذکر نمایندگان مردم\n{line}\n{REPORT}")
    announced = f"قنات‌ها\n{REPORT}\nوی گفت:\n{line}\n{MORE}\nمرمت قنات‌ها\n{REPORT}"
    assert ("head cross", "مرمت قنات‌ها") in found(announced)


def test_a_cross_head_that_has_run_into_the_next_line() -> None:
    text = f"{REPORT} {REPORT} {REPORT} {REPORT} {REPORT} قنات میراث همه ایرانیان استوی ادامه داد که {REPORT} {REPORT}"
    assert ("head cross", "قنات میراث همه ایرانیان است") in found(text)


def test_a_cross_head_that_has_run_into_the_name_of_who_speaks() -> None:
    body = f"{REPORT} محمدی از مردم میبد سپاسگزاری کرد. {REPORT} {CREDIT} {MORE}"
    head = "ده سال مرمت قنات‌های تهران"
    assert ("head cross", head) in found(f"{body} {head}محمدی در ادامه گفت: {MORE} {REPORT}")
    verb = "قنات‌های تهران را مرمت می‌کنیم"
    assert ("head cross", verb) in found(f"{body} {verb}محمدی افزود: {MORE} {REPORT}")
    assert ("head cross", head) not in found(f"{body} {head}محمدی را دیدند و {MORE} {REPORT}")


def test_titles_to_read_more_that_have_run_together() -> None:
    body = f"{REPORT} {CREDIT} {MORE} {REPORT} {CREDIT} {MORE}"
    text = f"{body} بیشتر بخوانید: قنات چیست؟راز قنات‌های کهنوی افزود: {body}"
    assert ("ab boilerplate", "بیشتر بخوانید: قنات چیست؟") in found(text)


LINES = [
    REPORT,
    CREDIT,
    LETTER,
    "مرمت قنات‌ها آغاز شد",
    "برچسب‌ها: قنات، میبد",
    "[قنات](#) [1]",
    "منبع: ایرنا",
    "«بسم الله الرحمن الرحیم»",
    "متن نامه به این شرح است: «",
    "* چرا؟",
    "چون.",
    "والسلام",
    "۱۲ مهر ۱۴۰۰",
    "\u200c",
    "\u00a0",
    "\r",
    "»",
]


@given(
    st.one_of(
        texts,
        st.lists(st.sampled_from(LINES), max_size=12).flatmap(
            lambda lines: st.sampled_from(["\n", " ", "", "\r\n"]).map(lambda end: end.join(lines))
        ),
    )
)
def test_every_visible_character_lies_in_one_leaf_block(text: str) -> None:
    annotations = blocks.annotate(document(text)).annotations
    leaves = [block.span for block in annotations if block.kind in LEAF_BLOCK_KINDS]
    containers = [block.span for block in annotations if block.kind in CONTAINER_KINDS]
    at = 0
    for span in leaves:
        assert at <= span.begin < span.end
        assert not text[at : span.begin].strip()
        assert text[span.begin : span.end] == text[span.begin : span.end].strip()
        at = span.end
    assert not text[at:].strip()
    for container in containers:
        inside = [span for span in leaves if span.overlaps(container)]
        assert (inside[0].begin, inside[-1].end) == (container.begin, container.end)
    assert all(a.end <= b.begin for a, b in pairwise(containers))


@given(texts)
def test_the_same_text_has_the_same_blocks(text: str) -> None:
    assert blocks.annotate(document(text)).annotations == blocks.annotate(document(text)).annotations


@pytest.mark.parametrize(
    "text",
    [
        "ا" * 10**6,
        "«" * 10**6,
        "![[" * 10**5,
        ": " * 10**5,
        "نامه: " * 10**4,
        "* چه؟\nآن.\n" * 5000,
        "[a](b)" * 10**5 + "x",
        "قنات است" * 10**5,
        "قنات میبد\r\n" * 10**4,
        "جناب آقای بهاری\n" * 10**4,
        "بسمه تعالی\n" + "با احترام\n" * 10**4,
        "برچسب‌ها: " + "قنات، " * 10**4,
        "\n" * 10**6,
        "<p " * 10**5,
        "<b>قنات</b>\n" * 10**4,
    ],
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    begin = time.perf_counter()
    blocks.annotate(document(text))
    assert time.perf_counter() - begin < 10


def test_kinds_are_the_block_kinds_of_the_model() -> None:
    kinds = {Kind(name.split()[0]) for name in names(f"نامه\n{REPORT}\n{LETTER}\n\nمنبع: ایرنا\nبرچسب‌ها: قنات")}
    assert kinds <= LEAF_BLOCK_KINDS | CONTAINER_KINDS
