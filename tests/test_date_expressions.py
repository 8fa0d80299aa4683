"""Expressions of dates and times: a table of them, every day in every form, and texts that are no prose."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tei.annotators.dates import annotate
from tei.document import Annotation, Article, Document, Metadata, Source
from tei.language.calendars import Calendar, CalendarDate, from_gregorian, month_length
from tei.language.data_files import load_yaml
from tei.language.dates.grammar import date_grammar

TABLE = Path(__file__).parent / "data" / "date_expressions.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]


def found(text: str, published: date | None = None, hijri: str = "") -> tuple[Annotation, ...]:
    metadata = Metadata(date=published, hijri=hijri)
    return annotate(Document(Article("a", text, Source("a.txt", "", 0), metadata))).annotations


def value(annotation: Annotation) -> str:
    get = annotation.features.get
    ends = get("from") or get("notBefore"), get("to") or get("notAfter")
    return get("when") or "/".join(filter(None, ends)) or "?"


@pytest.mark.parametrize(("published", "expression", "meaning"), ROWS)
def test_the_table(published: str, expression: str, meaning: str) -> None:
    day = date.fromisoformat(published) if published else None
    values = [value(annotation) for annotation in found(f"این دیدار {expression} برگزار شد.", day)]
    assert values == ([] if meaning == "-" else meaning.split())


MONTHS = load_yaml("dates.yaml")["months"]
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
UNITS = [
    *("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده"),
    *("سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
]
TENS = ["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
HUNDREDS = ["صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]
WEEKDAYS = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]


def in_words(number: int) -> str:
    """A number below 2000 in words."""
    words = []
    if number >= 1000:
        words.append("هزار")
    if number % 1000 >= 100:
        words.append(HUNDREDS[number % 1000 // 100 - 1])
    rest = number % 100
    if rest >= 20:
        words.append(TENS[rest // 10 - 2])
        rest %= 10
    return " و ".join([*words, *UNITS[rest - 1 : rest]])


def ordinal(number: int) -> str:
    words = in_words(number)
    return f"{words}‌ام" if words.endswith("ی") else words.removesuffix("سه") + ("سوم" if words.endswith("سه") else "م")


def forms(dated: CalendarDate, weekday: str) -> list[str]:
    """The ways in which a day can be written, in figures and in words."""
    year, month, day = dated.year, dated.month or 1, dated.day or 1
    name = MONTHS["hijri" if dated.calendar is Calendar.UMM_AL_QURA else dated.calendar][month][0]
    written = [
        f"{day} {name} {year}",
        f"{day}{name}{year}",
        f"{ordinal(day)} {name}‌ماه {year}",
        f"{in_words(day)} {name} سال {year}",
        f"{weekday}، {ordinal(day)} {name} {in_words(year)}" if year < 2000 else f"{weekday} {day} {name} {year}",
        f"روز {weekday} {day} {name} سال {year}",
    ]
    if dated.calendar is Calendar.JALALI:
        figures = [f"{year}/{month}/{day}", f"{year}-{month:02}-{day:02}", f"{day}/{month:02}/{year}"]
        written += figures if year >= 1250 else []  # years before are lunar
    if dated.calendar is Calendar.GREGORIAN:
        written += [f"{year}-{month:02}-{day:02}", f"{day} {MONTHS['gregorian'][month][-2]} {year}"]
    if dated.calendar in (Calendar.HIJRI, Calendar.UMM_AL_QURA):
        written += [f"{year}/{month}/{day} هجری قمری", f"{day} {name} {year} ه‍.ق"]
    return written


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1821, 3, 21), date(2122, 3, 20)), st.sampled_from(Calendar), st.booleans())
def test_every_day_is_found_in_every_form(day: date, calendar: Calendar, has_persian_digits: bool) -> None:
    dated = from_gregorian(day, calendar)
    assert dated is not None
    assume(dated.year <= 1500 or calendar is Calendar.GREGORIAN)
    named = dated.to_gregorian() or day  # where a lunar table ends, a day can lie between two months
    for form in forms(dated, WEEKDAYS[named.weekday()]):
        text = form.translate(PERSIAN_DIGITS) if has_persian_digits else form
        sentence = f"این رویداد در {text} بود"
        (annotation,) = found(sentence, hijri=calendar if calendar is Calendar.UMM_AL_QURA else "")
        assert sentence[annotation.span.begin : annotation.span.end] == text
        assert value(annotation) == str(named)


@pytest.mark.parametrize(("calendar", "years"), [("hijri", range(1265, 1447)), ("umm-al-qura", range(1343, 1501))])
def test_every_month_of_the_lunar_tables(calendar: str, years: range) -> None:
    days = [
        CalendarDate(Calendar(calendar), year, month, month_length(Calendar(calendar), year, month))
        for year in years
        for month in range(1, 13)
    ]
    text = "\n\n".join(f"{day.day} {MONTHS['hijri'][day.month][0]} {day.year} قمری" for day in days)
    values = [value(annotation) for annotation in found(text, hijri=calendar.removeprefix("hijri"))]
    assert values == [str(day.to_gregorian()) for day in days]


GRAMMAR = date_grammar(Calendar.HIJRI)
UNANCHORED = [code for symbol, code in GRAMMAR.codes.items() if symbol not in GRAMMAR.anchors]


@settings(max_examples=300, deadline=None)
@given(st.text(UNANCHORED, min_size=20, max_size=60))
def test_no_rule_matches_where_no_anchor_stands(symbols: str) -> None:
    # What goes on with a list stands beside a date.
    matching = {rule.means for rule in GRAMMAR.rules if rule.pattern.search(symbols)}
    assert matching <= {"nothing", "listed"}


PERSIAN = "ابپتجچحخدذرزسشصضطظعغفقکگلمنوهی\u200c ۰۱۲۳۴۵۶۷۸۹/-.:،()"


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(PERSIAN, max_size=300), st.none() | st.dates())
def test_no_text_raises_or_gives_an_empty_date(text: str, published: date | None) -> None:
    for annotation in found(text, published):
        assert text[annotation.span.begin : annotation.span.end].strip()


PROSE = (
    "باران در بیشتر شهرهای شمالی کشور بارید و روز دوشنبه ۱۵ مهر ۱۳۹۸ ساعت ۱۰ صبح پایان یافت. دیروز هوا آفتابی بود و "
    "مردم از خانه بیرون آمدند. کشاورزان می‌گویند این باران برای زمین‌های خشک آنان سودمند بوده است و چشم به راه باران "
    "دیگری هستند. "
)
HOSTILE = ["۱", "۱ ", "سال ", "۱۲/", "از ۱۵ تا ", "دوشنبه ", "بیست و ", "امروز ما ", "۱۵ مهر تا "]


def seconds(text: str) -> float:
    """Processor time that the dates of a text take."""
    begin = time.process_time()
    found(text, date(2020, 1, 1))
    return time.process_time() - begin


def test_a_megabyte_of_prose_takes_less_than_two_seconds() -> None:
    found(PROSE)
    assert seconds(PROSE * (1_000_000 // len(PROSE.encode()))) < 2


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_time_grows_with_the_length_of_a_text_and_not_faster(unit: str) -> None:
    short, long = (unit * (length // len(unit)) for length in (10_000, 80_000))
    assert seconds(long) < 8 * 3 * max(seconds(short), 0.02)
