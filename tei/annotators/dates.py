"""Dates and clock times: found by the grammar in `data/dates.yaml`, placed in time by three calendars.

Relative expressions and missing years are reckoned from the day of publication. Durations, ages and bare
parts of the day are no dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer
from tei.language.calendars import Calendar, CalendarDate, from_gregorian
from tei.language.dates.grammar import date_grammar
from tei.language.dates.meaning import Meaning
from tei.language.dates.publication import publication_date
from tei.language.dates.reading import Found, read_dates, reconciled
from tei.language.passages import is_persian
from tei.language.views import View, repaired_view

AGENT = Agent(ident="dates", version=__version__, label="Grammar of Persian dates and times in three calendars")


def annotate(document: Document) -> Layer:
    """Dates (`Kind.DATE`) and clock times (`Kind.TIME`) of a document, with Gregorian and own values.

    If the article's own lines say when it was published, that date has the type `publication`. Relative dates are
    reckoned from the day that the metadata give, else from that one, else from the day of the settings.
    """
    view = repaired_view(document)
    metadata = document.article.metadata
    lunar = Calendar(metadata.hijri or Calendar.HIJRI)
    readings = list(date_grammar(lunar).read(view))
    publication = publication_date(document, view, readings)
    is_stated = metadata.date is not None and metadata.date_source != "settings"
    today = metadata.date if is_stated or publication is None else publication.day
    found = [one for one in read_dates(view, readings, today, lunar) if not _is_foreign(document, view, one)]
    dates = reconciled(view, found)
    return Layer.of(AGENT, _annotations(view, dates, publication))


def _is_foreign(document: Document, view: View, found: Found) -> bool:
    """Whether a relative date is no word of the article itself: «CLOSED ON MONDAY»."""
    if found.meaning is None or not found.meaning.relative:
        return False
    passage = document.enclosing(view.span(found.begin, found.end), Kind.FOREIGN)
    return passage is not None and not is_persian(passage.features["xml:lang"])


def _annotations(view: View, dates: list[tuple[Found, bool]], publication: Found | None) -> Iterator[Annotation]:
    date_count = time_count = 0
    original = ""
    for found, same in dates:
        span = view.span(found.begin, found.end)
        if found.meaning is None:
            time_count += 1
            yield Annotation(Kind.TIME, span, {"when": found.clock}, "high", f"time.{time_count}")
            continue
        date_count += 1
        ident = f"date.{date_count}"
        original = original if same else ident
        features = _features(found.meaning) | ({"sameAs": original} if same else {})
        if publication is not None and found.begin == publication.begin:
            features["type"] = "publication"
        yield Annotation(Kind.DATE, span, features, found.meaning.certainty, ident)


def _features(meaning: Meaning) -> dict[str, str]:
    features = {"type": "relative"} if meaning.relative else {}
    if meaning.contradicted:
        features["subtype"] = "contradicted"
    if meaning.calendar:
        features["calendar"] = meaning.calendar
    if meaning.before_christ:
        # As XML Schema 1.0 counts, to which TEI refers: there is no year 0, and -0001 is 1 BC.
        earliest, latest = (f"-{year:04}" for year in meaning.before_christ)
        return features | ({"when": earliest} if earliest == latest else {"from": earliest, "to": latest})
    if meaning.extent is None:
        return features
    first, last = meaning.extent
    iso = _gregorian_iso(meaning)
    if iso:
        values = {"when": (first, iso)}
    elif meaning.vague:
        values = {"notBefore": (first, str(first)), "notAfter": (last, str(last))}
    else:
        values = {"from": (first, str(first)), "to": (last, str(last))}
    for name, (day, value) in values.items():
        features[name] = value
        own = from_gregorian(day, meaning.calendar) if meaning.calendar and not meaning.observed else None
        if own and meaning.calendar is not Calendar.GREGORIAN:
            features[f"{name}-custom"] = str(own)
    return features


def _gregorian_iso(meaning: Meaning) -> str:
    """The one value of a day, and of a whole Gregorian month or year; else empty."""
    if meaning.extent is None or meaning.vague:
        return ""
    first, last = meaning.extent
    if first == last:
        return str(first)
    if meaning.calendar not in (None, Calendar.GREGORIAN):
        return ""
    for dated in (
        CalendarDate(Calendar.GREGORIAN, first.year),
        CalendarDate(Calendar.GREGORIAN, first.year, first.month),
    ):
        if dated.extent() == (first, last):
            return str(dated)
    return ""
