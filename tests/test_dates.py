import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotators.dates import annotate
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Metadata, Source, Span
from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.data_files import load_yaml

WEDNESDAY = date(2018, 4, 4)
"""۱۵ فروردین ۱۳۹۷."""


def found(text, published=WEDNESDAY):
    document = Document(Article("a", text, Source("a.txt", "", 0), Metadata(date=published)))
    return annotate(document).annotations


def dates(text, published=WEDNESDAY):
    """Text and value of each date or time: `when`, or both ends."""
    values = []
    for annotation in found(text, published):
        get = annotation.features.get
        ends = get("from") or get("notBefore"), get("to") or get("notAfter")
        value = get("when") or ("/".join(ends) if all(ends) else None)
        values.append((text[annotation.span.begin : annotation.span.end], value))
    return values


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("۱۵ فروردین ۱۳۹۷", "2018-04-04"),
        ("پانزدهم فروردین‌ماه سال ۹۷", "2018-04-04"),
        ("چهارشنبه ۱۵ فروردین", "2018-04-04"),
        ("روز چهارشنبه، پانزدهم فروردین ماه", "2018-04-04"),
        ("۱۵فروردین۹۷", "2018-04-04"),
        ("هجدهم اسفند یک هزار و سیصد و نود و چهار", "2016-03-08"),
        ("۱۷ رجب‌المرجب ۱۴۳۹", "2018-04-04"),
        ("۱۷ رجبالمرجب ۱۴۳۹", "2018-04-04"),
        ("۴ آوریل ۲۰۱۸", "2018-04-04"),
        ("4 April 2018", "2018-04-04"),
        ("۱۳۹۷/۰۱/۱۵", "2018-04-04"),
        ("۱۵/۱/۹۷", "2018-04-04"),
        ("2018-04-04", "2018-04-04"),
        ("سال ۱۳۹۷", "2018-03-21/2019-03-20"),
        ("سال ۹۷", "2018-03-21/2019-03-20"),
        ("سال ۲۰۱۷", "2017"),
        ("مارس ۲۰۱۷", "2017-03"),
        ("بهمن ۱۳۹۶", "2018-01-21/2018-02-19"),
        ("تابستان سال ۹۶", "2017-06-22/2017-09-22"),
        ("سال‌های ۶۰ تا ۶۸", "1981-03-21/1990-03-20"),
        ("دهه ۶۰", "1981-03-21/1991-03-20"),
        ("قرن بیستم", "1901-01-01/2000-12-31"),
        ("۲۰ تا ۲۵ فروردین", "2018-04-09/2018-04-14"),
        ("اواخر ماه می", "2018-05-21/2018-05-31"),
        ("پایان خرداد ۹۷", "2018-06-21"),
        ("شش ماهه نخست امسال", "2018-03-21/2018-09-22"),
        ("آخرین هفته ژانویه", "2018-01-25/2018-01-31"),
        ("امروز", "2018-04-04"),
        ("پریروز", "2018-04-02"),
        ("روز گذشته", "2018-04-03"),
        ("هفته گذشته", "2018-03-24/2018-03-30"),
        ("ماه آینده", "2018-04-21/2018-05-21"),
        ("پارسال", "2017-03-21/2018-03-20"),
        ("ماه گذشته میلادی", "2018-03"),
        ("سال آینده میلادی", "2019"),
        ("سال گذشته شمسی", "2017-03-21/2018-03-20"),
        ("سه روز پیش", "2018-04-01"),
        ("چهار سال قبل", "2014"),
        ("شنبه گذشته", "2018-03-31"),
        ("چهارشنبه آینده", "2018-04-11"),
        ("بیستم همین ماه", "2018-04-09"),
        ("ساعت ۸ شب", "20:00:00"),
        ("ساعت ۱۴:۳۰", "14:30:00"),
        ("ساعت ۹ و نیم صبح", "09:30:00"),
        ("۳۰ دقیقه بامداد", "00:30:00"),
    ],
)
def test_expressions(expression, value):
    assert dates(f"این دیدار {expression} انجام شد.") == [(expression, value)]


@pytest.mark.parametrize(
    "text",
    [
        "او سه سال در آن شهر زندگی کرد و ۳۵ ساله است.",
        "بازی با نتیجه ۳ بر ۲ پایان یافت.",
        "کتاب را ۱۴۰۰ تومان خریدیم.",
        "در ماده ۱۲ قانون و صفحه ۱۳۰ آمده است.",
        "امام جمعه شهر سخن گفت.",
        "شکارچی تنها یک تیر در تفنگ داشت.",
        "سی دی و کتاب خریدیم.",
        "خیابان ۱۷ شهریور بسته است.",
        "مهر مادر را می‌ستایم و تیر را از کمان رها نمی‌کنم.",
        "از ۱۲۰۰ تا ۱۵۰۰ کالری لازم است.",
        "در سال‌های اخیر و چند سال گذشته چنین نبود.",
        "نشانی https://example.org/2018/04/04/page است.",
        "۳۱ مهر روزی نیست که در تقویم باشد.",
    ],
)
def test_durations_counts_and_names_are_no_dates(text):
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "زنان امروز با زنان گذشته تفاوت دارند.",
        "او گفت: امروز جامعه ما به همدلی نیاز دارد.",
        "به قدرتی رسیده‌ایم که امروز دشمنان از آن می‌هراسند.",
        "این میراث نسل دیروز و امروز است.",
    ],
)
def test_these_times_are_no_day(text):
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "امروز جلسه‌ای برگزار شد.",
        "نشست امروز مردم شهر آرام بود.",
        "وزیر گفت: امروز کشور ما میزبان جشن بود.",
        "امروز باران می‌بارد.",
    ],
)
def test_the_day_of_publication_is_one(text):
    assert dates(text) == [("امروز", "2018-04-04")]


@pytest.mark.parametrize(
    "text",
    [
        "وزیر گفت: امروز به همدلی نیاز داریم.",
        "دشمن امروز از این همبستگی می‌هراسد.",
        "باید مشکلات و معضلات امروز شهر را شناخت.",
    ],
)
def test_what_is_said_of_the_present_is_no_day(text):
    assert dates(text) == []


@pytest.mark.parametrize(
    "text", ["وزیر گفت: امروز جلسه برگزار می‌شود.", "وزیر گفت: امروز گزارشی دریافت کردم.", "بازی دیگر امروز حساس است."]
)
def test_an_event_or_a_past_tense_tells_that_a_day_is_meant(text):
    assert dates(text) == [("امروز", "2018-04-04")]


def test_an_announcement_was_made_before_what_it_announces():
    assert dates("وزیر روز دوشنبه اعلام کرد که جاده باز خواهد شد.") == [("روز دوشنبه", "2018-04-02")]


def test_values_in_the_calendar_of_the_source():
    (day, year) = found("۱۵ فروردین ۱۳۹۷ در تقویم سال ۱۳۹۷ است")
    assert day.features == {"calendar": "jalali", "when": "2018-04-04", "when-custom": "1397-01-15"}
    assert year.features == {
        "calendar": "jalali",
        "from": "2018-03-21",
        "from-custom": "1397-01-01",
        "to": "2019-03-20",
        "to-custom": "1397-12-29",
    }


def test_lunar_dates_of_arab_sources_can_be_reckoned_by_umm_al_qura():
    text = "این بیانیه ۱۴ رمضان ۱۴۳۹ قمری صادر شد."
    documents = [Document(Article("a", text, Source("a.txt", "", 0), Metadata(hijri=h))) for h in ("", "umm-al-qura")]
    iran, arab = (annotate(document).annotations[0].features for document in documents)
    assert (iran["calendar"], iran["when"]) == ("hijri", "2018-05-30")
    assert (arab["calendar"], arab["when"]) == ("umm-al-qura", "2018-05-29")
    assert iran["when-custom"] == arab["when-custom"] == "1439-09-14"


def test_parallel_dates_are_linked():
    for between in (" / ", "\n", " برابر با ", " ("):
        one, other = found(f"۱۵ فروردین ۱۳۹۷{between}۱۷ رجب ۱۴۳۹")
        assert (one.ident, other.features["sameAs"]) == ("date.1", "date.1")


def test_parallel_dates_that_contradict_one_another_are_not_believed():
    one, other = found("۱۵ فروردین ۱۳۹۷ (۱۸ رجب ۱۴۳۹)")
    assert "sameAs" not in other.features
    assert (one.certainty, other.certainty) == ("low", "low")
    assert one.features["subtype"] == other.features["subtype"] == "contradicted"


def test_lunar_dates_of_the_time_when_months_began_by_sight_have_the_day_that_stands_beside_them():
    # The table of months has the day before.
    for text in ("۱۲ شوال ۱۲۸۷ ق / ۵ ژانویه ۱۸۷۱ م", "۵ ژانویه ۱۸۷۱ م (۱۲ شوال ۱۲۸۷ ق)"):
        one, other = found(text)
        assert (one.features["when"], other.features["when"]) == ("1871-01-05", "1871-01-05")
        assert other.features["sameAs"] == one.ident
        assert "low" not in (one.certainty, other.certainty)
    (day,) = found("پنجشنبه ۱۲ شوال ۱۲۸۷")
    assert day.features == {"calendar": "hijri", "when": "1871-01-05"}


def test_a_weekday_that_contradicts_lowers_the_certainty():
    (right,), (wrong,) = found("چهارشنبه ۱۵ فروردین ۱۳۹۷"), found("دوشنبه ۱۵ فروردین ۱۳۹۷")
    assert (right.certainty, right.features.get("subtype")) == ("high", None)
    assert (wrong.certainty, wrong.features["subtype"]) == ("low", "contradicted")
    (without_year,) = found("دوشنبه ۱۵ فروردین")
    assert (without_year.certainty, without_year.features.get("subtype")) == ("low", None)


def test_a_written_date_corrects_the_relative_one_beside_it():
    # The article was published a day after it was written.
    assert dates("امروز، سه‌شنبه ۱۴ فروردین ۱۳۹۷، باران آمد.")[0] == ("امروز", "2018-04-03")


def test_a_weekday_beside_a_relative_day_is_that_of_the_same_week():
    assert dates("تا امروز (سه‌شنبه) راه باز خواهد شد.") == [("امروز", "2018-04-03"), ("سه‌شنبه", "2018-04-03")]
    assert dates("امروز، فردا") == [("امروز", "2018-04-04"), ("فردا", "2018-04-05")]


def test_a_weekday_alone_lies_in_the_past_unless_the_sentence_looks_ahead():
    assert dates("دوشنبه باران آمد.") == [("دوشنبه", "2018-04-02")]
    assert dates("دوشنبه باران خواهد آمد.") == [("دوشنبه", "2018-04-09")]


def test_a_relative_date_in_a_foreign_passage_is_none_of_the_article():
    article = Article("a", "روی در نوشته بود: CLOSED ON MONDAY", Source("a.txt", "", 0), Metadata(date=WEDNESDAY))
    foreign = Annotation(Kind.FOREIGN, Span(18, len(article.text)), {"xml:lang": "en"})
    document = Document(article).with_layer(Layer.of(Agent("languages", "1.0", "Latin script"), [foreign]))
    assert annotate(document).annotations == ()
    assert annotate(Document(article)).annotations != ()


def test_a_gregorian_year_beside_another_year_tells_its_calendar():
    for text, calendar in (
        ("سال ۱۲۷۰ (۱۸۵۴ م)", "hijri"),
        ("سال ۱۲۷۰ (۱۸۹۱ م)", "jalali"),
        ("سال ۱۲۸۵ (۱۹۰۶)", "jalali"),
    ):
        years = {annotation.features["calendar"]: annotation.certainty for annotation in found(f"در {text} آمد.")}
        assert years.keys() == {calendar, "gregorian"}
        assert years[calendar] == "high"


def test_a_year_and_its_number_are_the_same():
    relative, year = found("سال جدید (۱۳۹۸) از راه می‌رسد.")
    assert year.features["sameAs"] == relative.ident
    assert relative.features["from-custom"] == "1398-01-01"


def test_a_missing_year_is_the_nearest_and_less_sure():
    (day,) = found("۲۰ اسفند جشن گرفتند.")
    assert (day.features["when"], day.certainty) == ("2018-03-11", "medium")


def test_without_a_day_of_publication_relative_dates_have_no_value():
    assert dates("دیروز، دوشنبه، سال گذشته، ۵ مهر", None) == [
        ("دیروز", None),
        ("دوشنبه", None),
        ("سال گذشته", None),
        ("۵ مهر", None),
    ]


def test_feasts_with_a_fixed_date():
    assert dates("همزمان با عید فطر آغاز می‌شود.") == [("عید فطر", "2018-06-15")]
    assert dates("واقعه عاشورا را شرح داد.") == []


def test_a_feast_is_a_date_where_it_is_meant_as_a_time():
    assert dates("در روز عاشورا خیابان‌ها بسته بود.") == [("روز عاشورا", "2017-10-01")]
    assert dates("فرارسیدن اربعین را تسلیت گفت.") == [("اربعین", "2017-11-09")]
    assert dates("راهپیمایی اربعین و جام نوروز را دیدیم.") == []


def test_a_day_that_is_named_as_such_is_a_date_unless_it_is_part_of_another_name():
    assert dates("همایش به مناسبت روز پرستار برپا شد.") == [("روز پرستار", "2018-01-23")]
    assert dates("مراسم روز قدس برپا شد.") == [("روز قدس", "2018-06-08")]
    assert dates("عکس روز قدس برنده شد.") == []


def test_a_season_alone_is_a_date_if_the_sentence_says_what_was_or_will_be_in_it():
    assert dates("این پل در زمستان ساخته شد.") == [("زمستان", "2017-12-22/2018-03-20")]
    assert dates("این پل در زمستان ساخته خواهد شد.") == [("زمستان", "2018-12-22/2019-03-20")]
    assert dates("در زمستان برف می‌بارد.") == []


def test_every_item_of_a_list_is_a_date():
    assert dates("اردیبهشت سال‌های ۹۴، ۹۵ و ۹۶ باران آمد.") == [
        ("اردیبهشت سال‌های ۹۴", "2015-04-21/2015-05-21"),
        ("۹۵", "2016-04-20/2016-05-20"),
        ("۹۶", "2017-04-21/2017-05-21"),
    ]
    assert dates("در روزهای ۲۵ و ۲۹ آبان باران آمد.") == [("۲۵", "2017-11-16"), ("۲۹ آبان", "2017-11-20")]
    assert dates("دهه‌های ۶۰ و ۷۰ را به یاد دارد.")[1] == ("۷۰", "1991-03-21/2001-03-20")
    assert dates("در سال ۹۶ و ۴۰ خانواده را دیدم.") == [("سال ۹۶", "2017-03-21/2018-03-20")]


def test_what_goes_on_until_now_began_in_the_past():
    assert dates("از خرداد تا کنون باران نیامده است.") == [("خرداد", "2017-05-22/2017-06-21")]
    assert dates("در خرداد باران می‌آید.") == [("خرداد", "2018-05-22/2018-06-21")]


def test_years_later_are_reckoned_from_the_year_that_was_told():
    assert dates("این مسابقه سال ۷۷ آغاز شد. سه سال بعد نامش دیگر شد.")[1] == ("سه سال بعد", "2001-03-21/2002-03-20")
    assert dates("این پل در ۱۵ مهر ۹۶ بسته شد و دو روز بعد باز شد.")[1] == ("دو روز بعد", "2017-10-09")
    assert dates("این پل سال ۹۶ بسته شد. دو روز بعد باز شد.")[1] == ("دو روز بعد", None)
    assert dates("این پل سال ۹۶ بسته شد و دو سال بعد باز خواهد شد.")[1] == ("دو سال بعد", "2020")
    assert dates("این پل سال ۷۷ بسته شد.\nدو سال بعد باز شد.")[1] == ("دو سال بعد", "2020")


def test_a_year_before_is_reckoned_from_the_year_that_is_compared_with_it():
    assert dates("باران سال ۹۰ نسبت به مدت مشابه سال قبل کمتر بود.")[1] == ("سال قبل", "2010-03-21/2011-03-20")
    assert dates("سال ۲۰۱۲ در مقایسه با سال قبل گرم‌تر بود.")[1] == ("سال قبل", "2011")
    assert dates("این پل سال ۹۰ ساخته شد. باران امسال نسبت به سال قبل کم است.")[2] == (
        "سال قبل",
        "2017-03-21/2018-03-20",
    )
    assert dates("این پل سال ۹۰ ساخته شد و سال قبل بسته شد.")[1] == ("سال قبل", "2017-03-21/2018-03-20")


def test_a_weekday_that_is_written_out_elsewhere_is_that_day():
    assert dates("روز شنبه مدرسه‌ها تعطیل است. این جشن در تاریخ ۱۸ فروردین ۱۳۹۷ است.")[0] == ("روز شنبه", "2018-04-07")
    assert dates("روز شنبه مدرسه‌ها تعطیل بود. باران از ۱۱ تا ۱۸ فروردین ۱۳۹۷ می‌بارد.")[0] == ("روز شنبه", "2018-03-31")


def test_two_or_three_years_are_one_period():
    assert dates("در دو سه سال اخیر باران آمده است.") == [("دو سه سال اخیر", "2015-01-01/2018-12-31")]


def test_years_before_christ_are_negative():
    (year,), (years,) = found("سال ۵۵۰ پیش از میلاد"), found("از ۵۵۰ تا ۳۳۰ ق.م")
    assert year.features == {"calendar": "gregorian", "when": "-0550"}
    assert years.features == {"calendar": "gregorian", "from": "-0550", "to": "-0330"}


def test_years_of_the_imperial_calendar_are_jalali_ones():
    (day,) = found("۲۸ مرداد ۲۵۳۵ شاهنشاهی")
    assert (day.features["when"], day.features["when-custom"]) == ("1976-08-19", "1355-05-28")


def test_a_lunar_date_in_figures_is_known_by_its_year():
    assert dates("۱۴۳۹/۷/۱۷") == [("۱۴۳۹/۷/۱۷", "2018-04-04")]


def test_lunar_dates_outside_the_table_are_less_sure():
    assert found("۱۰ محرم ۶۱ قمری، ۱۰ محرم ۱۱۰۰")[-1].certainty == "medium"


JALALI_MONTHS = [names[0] for names in load_yaml("dates.yaml")["months"]["jalali"].values()]
LUNAR_MONTHS = [names[-1] for names in load_yaml("dates.yaml")["months"]["hijri"].values()]
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1871, 3, 21), date(2122, 3, 20)), st.booleans())
def test_every_jalali_day_is_found_in_every_form(day, persian_digits):
    jalali = from_gregorian(day, Calendar.JALALI)
    month = JALALI_MONTHS[jalali.month - 1]
    forms = [
        f"{jalali.day} {month} {jalali.year}",
        f"{jalali.day} {month}\u200cماه سال {jalali.year}",
        f"{jalali.day}{month}{jalali.year}",
        f"{jalali.year}/{jalali.month}/{jalali.day}",
        f"{jalali.year}-{jalali.month:02}-{jalali.day:02}",
        f"{jalali.day}/{jalali.month}/{jalali.year}",
    ]
    for form in forms:
        text = form.translate(PERSIAN_DIGITS) if persian_digits else form
        assert dates(f"این رویداد در {text} بود", None) == [(text, str(day))]


@settings(max_examples=60, deadline=None)
@given(st.integers(1265, 1446), st.integers(1, 12), st.integers(1, 29))
def test_every_lunar_month_is_found(year, month, day):
    value = CalendarDate(Calendar.HIJRI, year, month, day).to_gregorian()
    text = f"{day} {LUNAR_MONTHS[month - 1]} {year}"
    assert dates(f"این رویداد در {text} بود", None) == [(text, str(value))]


def test_a_joiner_that_joins_nothing_belongs_to_the_word_behind_it():
    assert dates("بازار (\u200cیکشنبه) باز است.", None) == [("\u200cیکشنبه", None)]
    assert dates("کتاب\u200cهای یکشنبه آمد.", None) == [("یکشنبه", None)]


WORDS = [word for words in load_yaml("dates.yaml")["words"].values() for word in words]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS) | st.sampled_from(JALALI_MONTHS) | st.integers(0, 3000).map(str) | st.text(max_size=4)
    ),
    st.none() | st.dates(),
)
def test_any_words_give_valid_spans(words, published):
    text = " ".join(words)
    for annotation in found(text, published):
        written = text[annotation.span.begin : annotation.span.end]
        assert written and written == written.strip()
        assert annotation.kind in (Kind.DATE, Kind.TIME)
        assert not {"when", "from"} <= annotation.features.keys()
        assert_begins_before_it_ends(annotation.features)


def assert_begins_before_it_ends(features):
    for begin, end in (("from", "to"), ("notBefore", "notAfter")):
        years_before_christ = features.get(begin, "").startswith("-")
        assert years_before_christ or features.get(begin, "") <= features.get(end, "")


PIECES = [
    *("اوایل", "نیمه", "دوم", "آخرین", "روزهای", "پایانی", "دهه", "قرن", "هفته", "ماه", "سال", "روز"),
    *("گذشته", "آینده", "پیش", "تا", "و", "،", "شنبه", "بهار", "مهر", "رمضان", "نوروز", "ساعت"),
    *("سه", "۱۵", "۹۷", "۱۳۹۷", "۹۹۹۹", "میلادی", "هجری"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=20, max_size=60),
    st.sampled_from([None, date.min, date.max]) | st.dates(),
)
def test_any_order_of_the_pieces_of_dates_gives_a_period_that_begins_before_it_ends(words, published):
    for annotation in found(" ".join(words), published):
        assert_begins_before_it_ends(annotation.features)


def test_every_word_of_the_grammar_stands_for_one_symbol():
    assert len(WORDS) == len(set(WORDS))


# the day of publication

BODY = "دیروز باران در بیشتر شهرهای شمالی کشور بارید و دما پایین آمد. " + "مردم در رفت و آمد جاده‌ای دقت کنند. " * 6


def published(*lines, stated=None, source="record", embedded=None):
    """The date that is marked as that of publication, and what «دیروز» then means.

    The lines in the half-open range `embedded` are a speech; a short first line above them is the headline.
    """
    metadata = Metadata(date=stated, date_source=source if stated else "")
    text = "\n".join(lines)
    found = [Annotation(Kind.PARAGRAPH, Span(*match.span())) for match in re.finditer(r".+", text)]
    if embedded:
        first, behind = embedded
        span = Span(found[first].span.begin, found[behind - 1].span.end)
        found.append(Annotation(Kind.FLOATING_TEXT, span, {"type": "speech"}, ident="floatingText.1"))
        if len(found[0].span) < len(BODY):
            found[0] = Annotation(Kind.HEAD, found[0].span, {"type": "main"})
    blocks = Layer.of(Agent("blocks", "1.0", "A paragraph for each line"), found)
    document = Document(Article("a", text, Source("a.txt", "", 0), metadata)).with_layer(blocks)
    features = [annotation.features for annotation in annotate(document).annotations]
    days = [f["when"] for f in features if f.get("type") == "publication"]
    return days, next(f.get("when") for f in features if f.get("type") == "relative")


@pytest.mark.parametrize(
    "line",
    [
        "۱۵ فروردین ۱۳۹۷ - ۱۰:۲۵",
        "تاریخ انتشار: چهارشنبه ۱۵ فروردین ۱۳۹۷ ساعت ۱۰:۲۵",
        "کد خبر: ۱۲۳۴۵۶ | تاریخ انتشار: ۱۵ فروردین ۱۳۹۷ | ۲۳ نظر",
        "تاریخ انتشار: ۲۱:۰۲ - ۱۵ فروردین ۱۳۹۷ - 4 April 2018",
        "شناسه خبر: 3456 - چهارشنبه 15 فروردین 1397",
        "1397/01/15 10:25",
    ],
)
def test_a_line_above_or_below_the_text_gives_the_day_of_publication(line):
    assert published("باران در راه است", line, BODY) == (["2018-04-04"], "2018-04-03")
    assert published("باران در راه است", BODY, line) == (["2018-04-04"], "2018-04-03")


@pytest.mark.parametrize(
    "lines",
    [
        ["سیل ۱۵ فروردین ۱۳۹۷", BODY],
        [BODY + "این سیل در ۱۵ فروردین ۱۳۹۷ رخ داد."],
        [BODY, "۱۵ فروردین ۱۳۹۷", BODY],
        ["۱۵ فروردین", BODY],
        ["۱۵ فروردین ۱۳۹۷", BODY, "۱۸ فروردین ۱۳۹۷"],
    ],
)
def test_a_date_in_a_sentence_or_one_of_several_is_not_the_day_of_publication(lines):
    assert published(*lines) == ([], None)


def test_the_day_of_a_text_that_is_all_of_the_article():
    speech = ["متن سخنرانی", BODY, "۱۵ فروردین ۱۳۹۷", "مسجد جامع"]
    assert published(*speech, embedded=(1, 4)) == (["2018-04-04"], "2018-04-03")
    assert published(BODY, *speech[1:], embedded=(1, 4)) == ([], None)


def test_what_the_source_states_comes_before_the_line_and_the_line_before_the_settings():
    line = "تاریخ انتشار: ۱۵ فروردین ۱۳۹۷"
    assert published(line, BODY, stated=date(2018, 4, 10))[1] == "2018-04-09"
    assert published(line, BODY, stated=date(2018, 4, 10), source="settings")[1] == "2018-04-03"
    assert published(BODY, stated=date(2018, 4, 10), source="settings")[1] == "2018-04-09"
