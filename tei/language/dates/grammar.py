"""The grammar of dates and clock times, and the words around them, from `data/dates.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from tei.language.calendars import Calendar
from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml
from tei.language.expressions import Entry, Grammar, compile_grammar


class DateWords(NamedTuple):
    """Patterns on folded text.

    What may stand between two dates of one day; «تا کنون» behind a date; words of the future, certain and possible, and
    of the past; what compares a year with the one before, up to that, and years that are reckoned from the day of
    publication; the words before a date of publication; all that may stand beside it in a line of its own.
    """

    bridge: re.Pattern[str]
    until_now: re.Pattern[str]
    future: re.Pattern[str]
    near_future: re.Pattern[str]
    past: re.Pattern[str]
    compared: re.Pattern[str]
    reckoned_year: re.Pattern[str]
    published: re.Pattern[str]
    dateline: re.Pattern[str]


def looks_ahead(text: str, at: int) -> bool:
    """Whether the sentence that goes on here speaks of what is to come."""
    words = date_words()
    future = words.near_future.search(text, at, _sentence_end(text, at))
    # «روز دوشنبه اعلام کرد که … خواهد …»: the announcement was made on that day.
    return future is not None and words.past.search(text, at, future.start()) is None


def is_past(text: str, at: int) -> bool:
    """Whether «تا کنون» stands here, behind a date."""
    return date_words().until_now.match(text, at) is not None


def tense(text: str, at: int) -> int:
    """1 if the sentence that goes on here speaks of what will be, -1 of what has been, else 0."""
    end, words = _sentence_end(text, at), date_words()
    if words.future.search(text, at, end):
        return 1
    return -1 if words.past.search(text, at, end) else 0


def is_nowadays(text: str, begin: int, end: int) -> bool:
    """Whether a word for the day of publication at `text[begin:end]` means these times («زنان امروز») and no day."""
    words = _nowadays()
    if text[begin:end] != words.today:
        return False
    if words.noun.search(text, max(0, begin - 30), begin):
        return True
    sentence = text[end : _sentence_end(text, end)]
    if not words.present.search(sentence) or date_words().past.search(sentence):
        return False
    if words.clause.search(text, max(0, begin - 30), begin) and words.subject.match(text, end):
        return True
    is_said = words.speech.search(text, max(0, begin - 5), begin)
    has_subject = words.subject_before.search(text, max(0, begin - 30), begin)
    return bool(is_said or has_subject) and not (date_words().future.search(sentence) or words.event.search(sentence))


def _sentence_end(text: str, at: int) -> int:
    end = _SENTENCE_END.search(text, at, at + 300)
    return end.start() if end else at + 300


_SENTENCE_END = re.compile(r"[.!?؟\n]")


@cache
def date_words() -> DateWords:
    """The words around dates."""
    data = load_yaml("dates.yaml")

    marks = r"[\s()\[\]،,/–—\-]*"
    return DateWords(
        re.compile(rf"{marks}(?:(?:{_either(data['bridges'])}){marks})?"),
        re.compile(rf"\s*(?:{_either(data['until_now'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['future'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['future'] + data['near_future'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['past'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['compared'])})(?: \w+){{0,4}} ?\Z"),
        re.compile(rf"(?<!\w)(?:{_either(data['reckoned_years'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['published'])})[\s:؛]*(?:\d\d?:\d\d)?[\s،,|–—-]*\Z"),
        re.compile(
            rf"(?:[\s()\[\]،,/|:؛.–—-]|\b(?:{_either(data['published'] + data['beside_date'])})\b"
            rf"|\b(?:{_either(data['before_code'])})[\s:؛]*\d+\b)*"
        ),
    )


def _either(phrases: list[str]) -> str:
    spellings = [fold(spelling) for phrase in phrases for spelling in (phrase, phrase.replace(ZWNJ, " "))]
    return "|".join(map(re.escape, dict.fromkeys(spellings)))


class _Nowadays(NamedTuple):
    """What tells whether «امروز» is a day: patterns of what stands before and behind it, of verbs and of events."""

    today: str
    noun: re.Pattern[str]
    speech: re.Pattern[str]
    subject_before: re.Pattern[str]
    clause: re.Pattern[str]
    subject: re.Pattern[str]
    present: re.Pattern[str]
    event: re.Pattern[str]


@cache
def _nowadays() -> _Nowadays:
    data = load_yaml("dates.yaml")["nowadays"]
    return _Nowadays(
        fold("امروز"),
        re.compile(rf"(?<!\w)(?:{_either(data['nouns'])})\s+\Z"),
        re.compile(r"[:«]\s*\Z"),
        re.compile(rf"(?<!\w)(?:{_either(data['subjects'])})\s+\Z"),
        re.compile(rf"(?:[:،؛«\".\n]|\A|(?<!\w)(?:{_either(data['clause'])}))\s*\Z"),
        re.compile(rf"(?:\s+[^\W\d]+){{0,3}}\s+(?:{_either(data['subjects'] + data['followers'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['present'])}|ن?می ?\w\w+)(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(data['events'])})(?!\w)"),
    )


@cache
def date_grammar(lunar: Calendar) -> Grammar:
    """The grammar of dates and clock times, compiled; lunar dates are of this calendar."""
    data = load_yaml("dates.yaml")
    return compile_grammar(
        list(_entries(data, {**{name.value: name for name in Calendar}, Calendar.HIJRI.value: lunar})),
        data["parts"],
        [(rule["means"], pattern) for rule in data["rules"] for pattern in rule["patterns"]],
        frozenset(data["anchors"]),
    )


def _entries(data: Mapping[str, Any], calendars: Mapping[str, Calendar]) -> Iterator[Entry]:
    special = {name: symbol for symbol, names in data["ambiguous"].items() for name in names}
    for calendar, months in data["months"].items():
        for number, names in months.items():
            for name in names:
                value = (calendars[calendar], number)
                symbol = special.get(name, "month")
                yield Entry(name, symbol, value)
                if symbol == "rare":
                    continue
                yield Entry(f"{name}{ZWNJ}ماه", "month", value)
                yield Entry(f"ماه {name}", "month", value)
                if name.endswith("ه") and symbol == "month":
                    yield Entry(f"{name}{ZWNJ}ی", "month", value)  # «ژانویه‌ی ۲۰۱۷»
    for section, symbol in _NAMED_DAYS.items():
        for name, (calendar, month, day, *length) in data[section].items():
            value = (calendars[calendar], month, day, *(length or [1]))
            yield Entry(name, symbol, value)
            if name.endswith("ا"):
                yield Entry(f"{name}ی", symbol, value)  # «عاشورای ۱۴۳۹»
    for weekday, number in data["words"]["weekday"].items():
        yield Entry(f"{weekday}شب", "weekday", number)  # «دوشنبه‌شب»
        yield Entry(f"{weekday}{ZWNJ}ی", "weekday", number)  # «شنبه‌ی گذشته»
    for (word, count), (name, unit) in product(data["fused_counts"].items(), data["fused_units"].items()):
        yield Entry(f"{word}{name}", "counted-unit", (unit, count))  # «دوهفته پیش»
    for symbol, words in data["words"].items():
        for word in words:
            meant: Any = words[word] if isinstance(words, dict) else None
            yield Entry(word, symbol, calendars[meant] if symbol in _CALENDAR_SYMBOLS else meant)


_NAMED_DAYS = {
    "feasts": "feast",
    "memorials": "memorial",
    "last_weekdays": "last-weekday",
    "doubtful_days": "doubtful-day",
}
"""Sections of the data that give names of days, and the symbols of the names."""

_CALENDAR_SYMBOLS = ("era", "era-letter", "metre-letter", "hijra")
"""Symbols of words that stand for a calendar."""
