"""What the head of a page says of its article: JSON-LD (schema.org), OpenGraph, Dublin Core, other meta elements.

trafilatura reads these too, but it deletes every zero-width non-joiner (کتاب‌ها becomes کتابها) and knows neither
Jalali dates nor Persian names of months.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.readers.days import read_date, shown_day

Statements: TypeAlias = Mapping[str, Sequence[str]]
"""What a page states of each field of its article (`meta` in `data/pages.yaml` names them), the most trusted first."""

_IRAN = timezone(timedelta(hours=3, minutes=30))
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[T ](?P<time>\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?\s?(?P<universal>Z|[+-]00:?00)?)?"
)
_FIRST_WEB_PAGE = 1991
_TRAILING_COMMA = re.compile(r",\s*(?=[\]}])")
_LINE_BREAKS = re.compile(r"[\t\r\n]")
_TAG_SEPARATOR = re.compile(r"\s*[,،;؛|\n]\s*")


@cache
def page_data() -> dict[str, Any]:
    """The content of `data/pages.yaml`."""
    data: dict[str, Any] = load_yaml("pages.yaml")
    return data


def read_statements(root: etree._Element) -> Statements:
    """The statements of a page: those of JSON-LD before those of meta elements; texts unescaped and trimmed."""
    found: dict[str, list[str]] = {field: [] for field in page_data()["meta"]}
    objects = [one for script in root.iter("script") for one in _json_objects(script)]
    names = {str(one["@id"]): one["name"] for one in objects if "@id" in one and isinstance(one.get("name"), str)}
    for article in filter(_is_article, objects):
        for field, keys in page_data()["json_ld"].items():
            found[field] += [text for key in keys for text in _texts(article.get(key), names)]
    written: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        written.setdefault(name.strip().lower(), []).append(meta.get("content") or "")
    for field, keys in page_data()["meta"].items():
        found[field] += [text for key in keys for text in written.get(key, ())]
    return {field: list(dict.fromkeys(filter(None, map(_plain, texts)))) for field, texts in found.items()}


def _plain(text: str) -> str:
    """A text without references to characters, with single spaces; the line breaks of a long one are kept."""
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(filter(None, lines))


def _json_objects(script: etree._Element) -> list[dict[str, Any]]:
    """The objects of a JSON-LD script, also those of its lists and graphs; none if it is broken."""
    if "ld+json" not in (script.get("type") or "").lower():
        return []
    written = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        waiting = [json.loads(_TRAILING_COMMA.sub("", written), strict=False)]
    except (ValueError, RecursionError):
        return []
    objects = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            objects.append(value)
            waiting.append(value.get("@graph"))
    return objects


def _is_article(value: Mapping[str, Any]) -> bool:
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds)


def _texts(value: Any, names: Mapping[str, str]) -> Iterator[str]:
    """The texts of a JSON-LD value: of an object its name, else its address."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            if not isinstance(one, list):
                yield from _texts(one, names)
    elif isinstance(value, dict):
        name = value.get("name") or names.get(str(value.get("@id"))) or value.get("@id") or value.get("url")
        yield from _texts(name, names) if not isinstance(name, dict) else ()


# --- single fields ----------------------------------------------------------------------------------------------------


def own_address(root: etree._Element, statements: Statements) -> str:
    """The address that a page gives as its own; empty if it gives none."""
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return next((link.strip() for link in (*links, *statements["url"]) if _is_web_address(link.strip())), "")


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def resolve(base: str, link: str) -> str:
    """A link as an absolute address, as far as `base` is known; empty if it leads nowhere on the web."""
    link = _LINE_BREAKS.sub("", link.strip()).replace(" ", "%20")
    try:
        found = urljoin(base, link) if link and not link.startswith("#") else ""
        return found if urlsplit(found).scheme in ("http", "https", "") else ""
    except ValueError:
        return ""


def without_site_name(title: str, sites: Iterable[str]) -> str:
    """A title as it stands in the head of a page, without the name of the site before or behind it.

    Where the page does not say what its site is called, the longest part between separators is the title.
    """
    parts = re.split(page_data()["title_separators"], title)
    names = {letters(part) for site in sites for part in (site, *re.split(page_data()["title_separators"], site))}
    kept = [part for part in parts if letters(part) and letters(part) not in names]
    if len(kept) == len(parts) > 1 and not names - {""}:
        return max(parts, key=len).strip()
    begin, end = (title.find(kept[0]), title.rfind(kept[-1]) + len(kept[-1])) if kept else (0, len(title))
    return title[begin:end].strip()


def site_name(stated: str) -> str:
    """The name of a site, without the slogan or translation that may stand behind it."""
    return next(filter(letters, re.split(page_data()["title_separators"], stated)), stated)


def letters(text: str) -> str:
    """The folded letters and figures of a text, to compare what is spaced and punctuated differently."""
    return "".join(filter(str.isalnum, fold(text)))


def split_tags(written: Iterable[str]) -> tuple[str, ...]:
    """Tags, each once, of statements that may hold several."""
    tags = (tag for text in written for tag in _TAG_SEPARATOR.split(text))
    return tuple(dict.fromkeys(filter(None, tags)))


def stated_day(written: str) -> date | None:
    """The day of a date written for machines, in the Gregorian or Jalali calendar; of a moment in universal time the
    day that it was in Iran. None if it is no date, or one before the first web page (1991): systems write 1970-01-01
    for a date that they do not know.
    """
    iso = _ISO.search(fold(written))
    day = read_date(iso["day"]) if iso else shown_day(written)
    if day is None or day.year < _FIRST_WEB_PAGE:
        return None
    if iso and iso["universal"] and day.isoformat() == iso["day"]:
        day = datetime.fromisoformat(f"{iso['day']}T{iso['time']}+00:00").astimezone(_IRAN).date()
    return day
