"""HTML pages: the article as a reader of the page sees it, what its mark-up says, and what its head states.

The pages in `data/html` and the sample are invented; their mark-up is that of systems that Persian sites run on.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tei_reading import TEI, elements, parse, text_of

from tei.annotators.pipeline import annotate
from tei.document import Annotation, Article, Kind
from tei.encoder import serialise
from tei.errors import ReadError
from tei.readers import find_sources, read
from tei.readers.days import shown_day
from tei.readers.html_statements import stated_day, without_site_name
from tei.validator import validate_bytes

PAGES = Path(__file__).parent / "data" / "html"
SAMPLE = Path(__file__).parent / "samples" / "excavation.html"
SYSTEMS = ["aasaam", "drupal", "iransamaneh", "nastooh", "studiokhabar", "wordpress"]
SENTENCE = "شهرداری ساوان امروز کتابخانه‌ای تازه در خیابان بهار گشود و مردم آن را پسندیدند."

ENTRY = f"""<div class="loop"><div>۵ دقیقه</div><h2><a class="title" href="/گشایش">گشایش کتابخانه</a></h2>
<p>{SENTENCE[:60]}...</p>
<div><span class="name">پرویز گلچین</span> <span class="time">۱۵ بهمن ۱۳۹۶</span></div></div>"""
"""An entry of the front page of a blog."""

ARABIC = str.maketrans("یک", "يك")
"""Windows-1256 has no Persian yeh and kaf."""


def page_of(name: str) -> Article:
    return article(SAMPLE if name == "nastooh" else PAGES / f"{name}.html")


def article(path: Path) -> Article:
    found = next(iter(read(path)))
    assert isinstance(found, Article), found
    return found


def written(folder: Path, content: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def html(folder: Path, body: str, head: str = "") -> Article:
    return article(written(folder, f"<html><head>{head}</head><body>{body}</body></html>"))


def marked(page: Article, kind: Kind) -> list[tuple[str, Annotation]]:
    assert page.markup is not None
    return [(page.text[a.span.begin : a.span.end], a) for a in page.markup.annotations if a.kind is kind]


def blocks(page: Article, kind: Kind, value: str = "") -> list[str]:
    return [text for text, a in marked(page, kind) if a.features.get("type", "") == value]


# --- the text -----------------------------------------------------------------------------------------------------

TEXTS = {
    "aasaam": """
        پس از سه نشست پرتنش
        شورای شهر مهرگان خرید صد اتوبوس برقی را تصویب کرد
        سه شنبه ۰۹ شهریور ۱۴۰۰ - ۰۸:۰۵
        اعضای شورای شهر مهرگان با ۹ رأی موافق
        در نشست علنی دیروز
        شیرین آذرمهر، رئیس کمیسیون
        در برابر، بهرام نیک‌پی
        هزینه هر دستگاه
        بهای خرید
        نگهداری سالانه
        هزینه اتوبوس برقی و گازوئیلی در ده سال
        انتهای پیام/
        برچسب‌ها
        اتوبوس برقی
        شورای شهر""",
    "drupal": """
        نامه نویسندگان دیار به شهردار
        نوشته شده توسط پرویز گلچین
        چهل نویسنده خواستار بازگشایی کتابخانه شدند
        چهل نویسنده هفته‌نامه دیار
        به نام خدا
        جناب آقای شهردار
        با سلام و احترام
        کتابخانه مرکزی شهر
        با احترام
        نویسندگان هفته‌نامه دیار
        برچسب‌ها
        کتابخانه
        شهرداری""",
    "iransamaneh": """
        تاریخ انتشار: ۱۴ آذر ۱۴۰۲
        با دستان مردم و بی بودجه دولتی؛
        پل چوبی بندر کیان پس از ده سال باز شد
        پل چوبی بندر کیان که سیل
        به گزارش سپیدرود نیوز، پل چوبی بندر کیان صبح دیروز
        رستم پاک‌سرشت
        وی افزود
        چوب از کجا آمد؟
        چوب پل از درختان
        منبع: روزنامه کرانه
        برچسب ها:
        پل چوبی
        بندر کیان
        میراث فرهنگی""",
    "nastooh": """
        ۱۵ فروردین ۱۳۹۷، ۱۰:۲۵
        در کاوش‌های دشت دارستان رخ داد؛
        کشف کتابخانه‌ای کهن در روستای دارستان
        ورق‌های سوخته با قلم‌موی نرم
        باستان‌شناسان در روستای دارستان
        به گزارش خبرنگار آوند
        فرزانه بهین‌کیش
        چهل ورق از صدها کتاب
        به گفته او
        رساله‌ای در شناخت ستارگان
        شرحی بر اندازه‌گیری زمین
        جُنگی از شعرهای فارسی
        در حاشیه یک ورق
        فصل کاوش\tورق‌های یافته
        پاییز ۱۳۹۵\tشش
        بهار ۱۳۹۶\tسی و چهار
        مرمت ورق‌ها
        برچسب‌ها
        باستان‌شناسی
        دارستان
        نسخه خطی""",
    "studiokhabar": """
        تاریخ انتشار : سه شنبه ۲۱ خرداد ۱۳۹۸
        گزارش کوهنامه از یک بازگشت
        چرا زنبورهای کوه برنا بازگشتند؟
        ده سال پس از خاموشی کندوها
        کوهنامه - آناهیتا راستین
        گودرز مهرآیین
        سم‌ها رفتند، گل‌ها آمدند
        اداره کشاورزی شهرستان
        شاعری از مردم همین کوه
        به هر گلی که رسیدی
        که باغ بی تو و بی ما
        کلمات کلیدی :
        زنبورداری
        کوه برنا""",
    "wordpress": """
        سفر به دره‌ای که نقشه ندارد
        ۱۵ مهر ۱۴۰۲
        نوشته سهند آبتین
        سال‌هاست که در نقشه‌های البرز
        دهانه دره، ساعت شش صبح
        راه
        راه از آبادی سنگ‌بن
        کوه را با پا می‌روند
        از دفتر پدربزرگ
        آنچه باید برد
        آب برای شش ساعت
        کفش خشک برای بازگشت
        برچسب:
        دره
        کوهنوردی""",
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_text_is_the_article_in_the_order_of_the_page(system: str) -> None:
    """Each line of it, and none of the menus, links, advertising and comments round it and in it."""
    lines = [line for line in page_of(system).text.split("\n") if line]
    expected = [line.strip() for line in TEXTS[system].strip().split("\n")]
    assert [line[: len(start)] for line, start in zip(lines, expected, strict=True)] == expected


def test_blocks_are_separated_as_a_browser_does(tmp_path: Path) -> None:
    page = html(
        tmp_path,
        f"<h1>گشایش  کتابخانه\n</h1><p>{SENTENCE}<br>{SENTENCE}</p><ul><li>یک <li>دو</ul><p>پایان&nbsp;خبر</p>",
    )
    assert page.text == f"گشایش کتابخانه\n\n{SENTENCE}\n{SENTENCE}\n\nیک\nدو\n\nپایان\xa0خبر"


def test_a_break_inside_a_long_sentence_ends_no_paragraph(tmp_path: Path) -> None:
    half = "این نامه را همه کسانی امضا کرده‌اند که در آن روز سرد زمستانی به میدان"
    page = html(tmp_path, f"<p>{half}<br>آمده بودند.</p><p>{SENTENCE}</p>")
    assert blocks(page, Kind.PARAGRAPH) == [f"{half}\nآمده بودند.", SENTENCE]


def test_read_more_is_left_out_with_its_links(tmp_path: Path) -> None:
    more = "<p><strong>بیشتر بخوانید:</strong></p><p><a href='/2'>پل تازه‌ای بر رود ساخته می‌شود</a></p>"
    page = html(tmp_path, f"<p>{SENTENCE}</p>{more}<p>{SENTENCE}</p>")
    assert page.text == f"{SENTENCE}\n\n{SENTENCE}"


def test_a_page_without_classes(tmp_path: Path) -> None:
    """The headline is known by the title of the page, the day by its form."""
    menu = "<div><a href='/'>خانه</a> | <a href='/2'>خبرها</a></div>"
    title = "<b><font size=5>گشایش کتابخانه</font></b>"
    text = f"<div>۱۴۰۱/۰۸/۱۲</div><div>{SENTENCE}</div><div>{SENTENCE}</div>"
    page = html(tmp_path, f"{menu}<div>{title}{text}</div>", "<title>گشایش کتابخانه</title>")
    assert page.text == f"گشایش کتابخانه\n\n۱۴۰۱/۰۸/۱۲\n\n{SENTENCE}\n\n{SENTENCE}"
    assert blocks(page, Kind.HEAD, "main") == ["گشایش کتابخانه"]
    assert page.metadata.date == date(2022, 11, 3)


def test_headings_and_lists_that_lead_to_other_articles_are_left_out(tmp_path: Path) -> None:
    other = "<h3><a href='/2'>آتش در بازار فرش مهار شد</a></h3>"
    others = (
        "<ul><li><a href='/3'>چرا خانه‌های کهنه زودتر می‌سوزند</a></li><li><a href='/4'>سی سال در آتش و دود</a></li></ul>"
    )
    page = html(tmp_path, f"<p>{SENTENCE}</p>{other}<p>{SENTENCE}</p>{others}<p>{SENTENCE}</p>")
    assert page.text == "\n\n".join([SENTENCE] * 3)


def test_a_page_of_frames_without_names(tmp_path: Path) -> None:
    """Day and kicker are known by their form and place, as on pages built with a grid of columns; the day above all
    columns is today's."""
    page = html(
        tmp_path,
        "<header><div class='date'>شنبه ۲ دی ۱۴۰۲</div></header><div class='container'>"
        "<div class='row'><div><a href='/s'>جامعه</a></div><div class='col-8'>۱۸:۱۹ - ۱۲ آبان ۱۴۰۱</div></div>"
        "<div class='row'><h4>در گفت‌وگو با خبرنگاران؛</h4></div><div class='row'><h1>گشایش کتابخانه</h1></div>"
        f"<div class='row'><p>{SENTENCE}</p><p>{SENTENCE}</p></div></div>",
    )
    assert page.text.split("\n\n") == [
        "۱۸:۱۹ - ۱۲ آبان ۱۴۰۱",
        "در گفت‌وگو با خبرنگاران؛",
        "گشایش کتابخانه",
        SENTENCE,
        SENTENCE,
    ]
    assert blocks(page, Kind.HEAD, "kicker") == ["در گفت‌وگو با خبرنگاران؛"]
    assert page.metadata.date == date(2022, 11, 3)


def test_the_day_stands_beside_headline_and_text(tmp_path: Path) -> None:
    """As IranSamaneh has it: a bar over the element of headline and text; the only way leads to the front page."""
    page = html(
        tmp_path,
        "<div class='news_content'><div><div class='news_toolbar'><div class='news_nav news_comments'>۹ نظر</div>"
        "<div class='news_nav news_pdate_c'><span>تاریخ انتشار: </span>۱۲ آبان ۱۴۰۱</div></div>"
        "<div class='news_path'><a href='/fa/archive'>صفحه نخست</a></div></div>"
        "<div><div class='rutitr'></div><div class='title'><h1><a href='/fa/news/1'>گشایش کتابخانه</a></h1></div>"
        f"<div class='body'><div><img src='/a.jpg' alt=''></div>{SENTENCE}<br><br>{SENTENCE}</div></div></div>",
    )
    assert page.text == f"تاریخ انتشار: ۱۲ آبان ۱۴۰۱\n\nگشایش کتابخانه\n\n{SENTENCE}\n{SENTENCE}"
    assert (page.metadata.date, page.metadata.section) == (date(2022, 11, 3), "")


def test_an_article_that_is_an_image(tmp_path: Path) -> None:
    body = (
        "<div itemprop='articleBody'><p><img src='/a.jpg' width='592'></p><p>265</p></div><div class='tags'>تصویر</div>"
    )
    page = html(tmp_path, f"<h1>گشایش کتابخانه</h1><p class='introtext'>{SENTENCE}</p>{body}")
    assert page.text == f"گشایش کتابخانه\n\n{SENTENCE}\n\n265"
    assert [a.features["url"] for _, a in marked(page, Kind.FIGURE)] == ["/a.jpg"]


def test_an_article_that_names_others_is_no_index(tmp_path: Path) -> None:
    other = "<h3><a href='/{}'>آتش در بازار فرش مهار شد</a></h3>"
    page = html(tmp_path, "".join(f"<p>{SENTENCE}</p>{other.format(n)}" for n in range(5)))
    assert page.text == "\n\n".join([SENTENCE] * 5)


def test_what_json_states_is_read_where_a_script_would_show_it(tmp_path: Path) -> None:
    state = f'{{"@type": "NewsArticle", "headline": "گشایش کتابخانه", "articleBody": "{SENTENCE}\\n{SENTENCE}"}}'
    page = html(tmp_path, "<div id='app'></div>", f'<script type="application/ld+json">{state}</script>')
    assert page.text == f"گشایش کتابخانه\n\n{SENTENCE}\n\n{SENTENCE}"
    assert blocks(page, Kind.HEAD, "main") == ["گشایش کتابخانه"]


# --- the mark-up --------------------------------------------------------------------------------------------------


def test_headlines() -> None:
    page = page_of("nastooh")
    assert blocks(page, Kind.HEAD, "kicker") == ["در کاوش‌های دشت دارستان رخ داد؛"]
    assert blocks(page, Kind.HEAD, "main") == ["کشف کتابخانه‌ای کهن در روستای دارستان"]
    assert len(blocks(page, Kind.HEAD, "lead")) == 1
    assert blocks(page, Kind.HEAD, "cross") == ["چهل ورق از صدها کتاب"]
    assert blocks(page, Kind.DATELINE) == ["۱۵ فروردین ۱۳۹۷، ۱۰:۲۵"]


def test_a_bold_line_between_paragraphs_is_a_cross_head() -> None:
    page = page_of("studiokhabar")
    assert blocks(page, Kind.HEAD, "cross") == ["سم‌ها رفتند، گل‌ها آمدند"]
    assert not marked(page, Kind.HIGHLIGHTED)


def test_a_cross_head_in_two_pieces_of_bold_type(tmp_path: Path) -> None:
    head = "<p><span><strong>کتابخانه </strong></span><span><strong>E350</strong></span></p>"
    page = html(tmp_path, f"<p>{SENTENCE}</p>{head}<p>{SENTENCE}</p>")
    assert blocks(page, Kind.HEAD, "cross") == ["کتابخانه E350"]


def test_a_cross_head_in_bold_type_that_is_a_link(tmp_path: Path) -> None:
    head = "<p><a href='https://example.org/2'><b>سم‌ها رفتند</b></a></p>"
    page = html(tmp_path, f"<p>{SENTENCE}</p>{head}<p>{SENTENCE}</p>")
    assert blocks(page, Kind.HEAD, "cross") == ["سم‌ها رفتند"]
    assert [text for text, _ in marked(page, Kind.REFERENCE)] == ["سم‌ها رفتند"]


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows = "<tr> <td><b>بخش</b></td> <td> <p>شماره<br> کتاب‌ها</p> </td> </tr> <tr> <td>کودک</td> <td>۳۰۰</td> </tr>"
    page = html(tmp_path, f"<p>{SENTENCE}</p><table> {rows} </table><p>{SENTENCE}</p>")
    assert page.text == f"{SENTENCE}\n\nبخش\tشماره\nکتاب‌ها\nکودک\t۳۰۰\n\n{SENTENCE}"


def test_links_with_spaces(tmp_path: Path) -> None:
    page = html(tmp_path, f"<p>{SENTENCE} <a href=' /tag/1/شهر ساوان\n'>اینجا</a> ببینید.</p>")
    assert [a.features["target"] for _, a in marked(page, Kind.REFERENCE)] == ["/tag/1/شهر%20ساوان"]


def test_images_with_captions_and_alternatives() -> None:
    [(caption, figure)] = marked(page_of("nastooh"), Kind.FIGURE)
    assert caption == "ورق‌های سوخته با قلم‌موی نرم پاک می‌شوند / عکس: هومن یزدان‌یار"
    assert figure.features == {
        "url": "https://media.avandnews.example/d/2018/04/04/3/2751.jpg?ts=1522",
        "alt": "ورقی سوخته از یک نسخه خطی",
    }


def test_an_image_that_a_script_loads() -> None:
    [(_, figure)] = marked(page_of("wordpress"), Kind.FIGURE)
    assert figure.features["url"] == "https://kuhgard.example/wp-content/uploads/2023/10/valley.jpg"


def test_lists_quotations_links_and_type() -> None:
    page = page_of("nastooh")
    plain, tags = (a for _, a in marked(page, Kind.LIST))
    assert (plain.features, tags.features) == ({}, {"type": "tags"})
    assert blocks(page, Kind.LABEL) == ["برچسب‌ها"]
    [(quoted, _)] = marked(page, Kind.QUOTE)
    assert quoted.startswith("در حاشیه یک ورق")
    assert ("این نشانی", "https://www.avandnews.example/files/report.pdf") in [
        (text, a.features["target"]) for text, a in marked(page, Kind.REFERENCE)
    ]
    assert [(text, a.features["rend"]) for text, a in marked(page, Kind.HIGHLIGHTED)] == [
        ("فرزانه بهین‌کیش", "bold"),
        ("پس از آن", "italic"),
    ]


def test_who_said_a_block_quotation_is_no_part_of_it() -> None:
    [(quoted, _)] = marked(page_of("wordpress"), Kind.QUOTE)
    assert quoted == "کوه را با پا می‌روند، اما با چشم به یاد می‌آورند."


def test_ordered_lists_are_numbered() -> None:
    assert [a.features for _, a in marked(page_of("aasaam"), Kind.LIST)] == [{"rend": "numbered"}, {"type": "tags"}]


def test_a_poem(tmp_path: Path) -> None:
    page = html(
        tmp_path, f"<p>{SENTENCE}</p><div class='poem'>مرا خانه‌ای بود در کوی باد<br>که باد آمد و خانه از یاد برد</div>"
    )
    assert blocks(page, Kind.LINE) == ["مرا خانه‌ای بود در کوی باد", "که باد آمد و خانه از یاد برد"]
    assert [a.features for _, a in marked(page, Kind.FLOATING_TEXT)] == [{"type": "poem"}]


# --- the TEI ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", SYSTEMS)
def test_pages_become_valid_tei(system: str) -> None:
    page = page_of(system)
    content = serialise(annotate(page))
    assert validate_bytes(content, page.text) == []
    root = parse(content)
    assert text_of(root) == page.text
    images = [a.features["url"] for _, a in marked(page, Kind.FIGURE)]
    assert len(root.findall(f".//{TEI}figure/{TEI}graphic")) == len(images)


def test_the_alternative_of_an_image_stands_beside_the_text() -> None:
    root = parse(serialise(annotate(page_of("nastooh"))))
    figure = root.find(f".//{TEI}figure")
    assert figure is not None
    [note] = [note for note in root.iter(f"{TEI}note") if note.get("type") == "alt"]
    assert note.text == "ورقی سوخته از یک نسخه خطی"
    annotation = note.getparent()
    assert annotation is not None
    assert annotation.get("resp") == "#excavation.app.markup"
    assert annotation.get("target") == "#" + figure.get("{http://www.w3.org/XML/1998/namespace}id")


def test_the_page_and_the_rules_name_the_blocks_together() -> None:
    """The page says where blocks begin and which are headlines; the rules find the letter in its paragraphs."""
    root = parse(serialise(annotate(page_of("drupal"))))
    types = [e.attrib.get("type") for e in elements(root) if e.name == "floatingText"]
    assert types == ["letter"]
    assert sorted({e.name for e in elements(root)} & {"salute", "signed", "list", "byline", "figure"}) == [
        "byline",
        "figure",
        "list",
        "salute",
        "signed",
    ]
    assert [e.attrib["type"] for e in elements(root) if e.name == "head" and "type" in e.attrib] == ["main", "kicker"]


def test_a_statement_goes_on_behind_its_list_and_image(tmp_path: Path) -> None:
    body = (
        "<h1>بیانیه شورای شهر</h1><p>شورای شهر بیانیه‌ای داد. متن کامل بیانیه به این شرح است:</p>"
        "<p>بسم الله الرحمن الرحیم</p><p>ما از شهرداری این دو کار را می‌خواهیم:</p>"
        "<ul><li>درهای کتابخانه را باز کند.</li><li>کتاب‌های تازه بخرد.</li></ul>"
        "<figure><img src='a.jpg'><figcaption>در بسته کتابخانه</figcaption></figure>"
        "<p>این خواسته‌ها را تا رسیدن به نتیجه پی می‌گیریم.</p><p>با احترام</p><p>شورای شهر ساوان</p>"
    )
    root = parse(serialise(annotate(html(tmp_path, body))))
    [statement] = root.iter(f"{TEI}floatingText")
    assert len(list(statement.iter(f"{TEI}list"))) == len(list(statement.iter(f"{TEI}figure"))) == 1
    assert [len(list(root.iter(TEI + name))) for name in ("item", "signed")] == [2, 1]


# --- metadata -----------------------------------------------------------------------------------------------------


def test_what_the_head_of_a_page_states() -> None:
    metadata = page_of("nastooh").metadata
    assert metadata.title == "کشف کتابخانه‌ای کهن در روستای دارستان"
    assert (metadata.date, metadata.date_source) == (date(2018, 4, 4), "page")
    assert metadata.url.startswith("https://www.avandnews.example/news/6017630/")
    assert metadata.publisher == "خبرگزاری آوند"
    assert metadata.authors == ("نگین سروآزاد",)
    assert metadata.tags == ("باستان‌شناسی", "دارستان", "نسخه خطی")
    assert (metadata.section, metadata.language) == ("فرهنگ", "fa-IR")


@pytest.mark.parametrize(
    ("system", "day", "section"),
    [
        ("aasaam", date(2021, 8, 31), "اجتماعی"),  # a Jalali date in JSON-LD
        ("drupal", date(2020, 5, 10), "فرهنگ"),
        ("iransamaneh", date(2023, 12, 5), "اجتماعی"),  # only shown, in Persian words
        ("studiokhabar", date(2019, 6, 11), "محیط زیست"),  # a Jalali date in Dublin Core
        ("wordpress", date(2023, 10, 7), "سفرنامه"),  # a late evening in universal time is the next day in Iran
    ],
)
def test_the_day_and_the_section(system: str, day: date, section: str) -> None:
    metadata = page_of(system).metadata
    assert (metadata.date, metadata.section) == (day, section)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-04-04T10:25:00+04:30", date(2018, 4, 4)),
        ("2018-04-04T21:25:00Z", date(2018, 4, 5)),
        ("1397-01-15", date(2018, 4, 4)),
        ("1970-01-01T00:00:00Z", None),
        ("4 April 2018", date(2018, 4, 4)),
        ("", None),
    ],
)
def test_stated_days(text: str, day: date | None) -> None:
    assert stated_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "۱۵ فروردین ۱۳۹۷ - ۱۰:۲۵",
        "تاریخ انتشار: چهارشنبه ۱۵ فروردین‌ماه ۱۳۹۷",
        "۱۳۹۷/۱/۱۵",
        "۱۵/۰۱/۱۳۹۷",
        "۴ آوریل ۲۰۱۸",
        "نوشته شده در چهارشنبه پانزدهم فروردین ۱۳۹۷",
        "فروردین ۱۵, ۱۳۹۷ ۱۰:۲۵ Asia/Tehran",
        "April 4, 2018",
    ],
)
def test_shown_days(text: str) -> None:
    assert shown_day(text) == date(2018, 4, 4)


@pytest.mark.parametrize(
    ("title", "sites", "clean"),
    [
        ("گشایش کتابخانه - خبرگزاری آوند | Avand", ["خبرگزاری آوند | Avand"], "گشایش کتابخانه"),
        ("سپیدرود نیوز - گشایش پل - تازه", ["سپیدرود نیوز"], "گشایش پل - تازه"),
        ("گشایش کتابخانه مرکزی شهر :: کوهنامه", [], "گشایش کتابخانه مرکزی شهر"),
        ("گشایش کتابخانه", ["آوند"], "گشایش کتابخانه"),
    ],
)
def test_titles_lose_the_name_of_the_site(title: str, sites: list[str], clean: str) -> None:
    assert without_site_name(title, sites) == clean


def test_section_and_publisher(tmp_path: Path) -> None:
    head = "<meta property='og:site_name' content='خبرگزاری آوند | اخبار ایران و جهان | Avand'>"
    trail = "<ol><li><a href='/'>صفحه اصلی</a></li><li><a href='/s' itemprop='articleSection'>فرهنگ</a></li></ol>"
    metadata = html(tmp_path, f"{trail}<h1>گشایش کتابخانه</h1><p>{SENTENCE}</p>", head).metadata
    assert (metadata.section, metadata.publisher) == ("فرهنگ", "خبرگزاری آوند")


# --- bytes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (f"<p>{SENTENCE}".encode("utf-16"), "utf-16-le"),
        (f"<p>{SENTENCE}".encode("utf-8-sig"), "utf-8-sig"),
        (f"<meta charset=utf-8><p>{SENTENCE} {SENTENCE}".encode()[:-1], "utf-8"),  # cut off within a letter
        (f"<meta charset='windows-1256'><p>{SENTENCE}".translate(ARABIC).encode("cp1256"), "cp1256"),
        (f"<meta charset='iso-8859-1'><p>{SENTENCE}".translate(ARABIC).encode("cp1256"), "cp1256"),
    ],
    ids=["utf-16", "mark", "cut", "windows-1256", "wrong name"],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    page = article(written(tmp_path, content))
    assert page.source.encoding == encoding
    assert "تاز" in page.text


def test_suffixes(tmp_path: Path) -> None:
    for name in ("a.html", "b.HTM", "c.xhtml"):
        written(tmp_path, f"<p>{SENTENCE}</p>", name)
    assert [article(path).ident for path in find_sources([tmp_path]) if isinstance(path, Path)] == ["a", "b", "c"]


# --- broken pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>گشایش کتابخانه<p>{SENTENCE}<p>{SENTENCE}",
        f"<h1>گشایش کتابخانه</h1></div></table><p><p>{SENTENCE}</b></p></p>{SENTENCE}",
        f"<table><tr><td><h1>گشایش کتابخانه</h1><p>{SENTENCE}</p><font size=2>{SENTENCE}",
        f"</html><h1>گشایش کتابخانه</h1><html><body><p>{SENTENCE}</p><body><div>{SENTENCE}</div>",
        f'<!DOCTYPE html [<!ENTITY zwnj "&#8204;">]><h1>گشایش کتابخانه</h1><p>{SENTENCE}<p>{SENTENCE}',
    ],
    ids=["unclosed", "closed too often", "tables", "two bodies", "declared entities"],
)
def test_broken_pages(tmp_path: Path, body: str) -> None:
    page = article(written(tmp_path, body))
    assert [line for line in page.text.split("\n") if line] == ["گشایش کتابخانه", SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the page is empty"),
        (" \n", "the page is empty"),
        ("<!-- nothing -->", "the page"),
        (f"<script>document.write('{SENTENCE}')</script>", "shows no article"),
        ("<ul>" + f"<li><a href='/1'>{SENTENCE}</a></li>" * 50 + "</ul>", "shows no article"),
        (ENTRY * 4, "an index of articles"),
        (f"<h1><a href='/1'>{SENTENCE}</a></h1><div>" + "<h3><a href='/2'>گشایش پل</a></h3>" * 9, "shows no article"),
        ("<div>" * 900 + SENTENCE, "deep in one another"),
        ("<p " + " ".join(f"data-{n}=''" for n in range(2000)) + f">{SENTENCE}", "1,000 attributes"),
        (b"%PDF-1.7", "a PDF file"),
        (b"<p>\x81\x02\xff\xfe\x00" * 50, "the page"),
    ],
)
def test_what_is_no_article(tmp_path: Path, content: str | bytes, problem: str) -> None:
    found = next(iter(read(written(tmp_path, content))))
    assert isinstance(found, ReadError)
    assert problem in str(found)
    assert str(found).count(". ") == 0


TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<h1>", "<h3>", "</h3>", "<ul>", "<li>", "</ul>", "<br>", "<b>", "</b>"),
        *("<a href='/x'>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<blockquote>", "</blockquote>", "<cite>"),
        *("<figure>", "<img src=a.jpg alt=ب>", "<figcaption>", "</figure>", "<div class=tags>", "<div class=body>"),
        *("<span class=lead>", "<!-- -->", "<script>", "</script>", "&zwnj;", "&#0;", "&x;", "<", "\x01"),
    ]
)


@given(st.lists(TAGS | st.just(SENTENCE) | st.text(max_size=8), max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_page_is_an_article_or_an_error(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = written(tmp_path_factory.mktemp("any"), content.encode(errors="replace"))
    found = next(iter(read(path)))
    if isinstance(found, Article):
        made = serialise(annotate(found))
        assert validate_bytes(made, found.text) == []
