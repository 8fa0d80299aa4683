"""Publishers of news: whose site an address is on, which words name one, and titles without such names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_yaml

_SEPARATOR = re.compile(r"\s*(?:\||::|»|«|›|•)\s*|\s+[-–—]+\s+")
"""What stands between a title and the name of the site; a single colon, or a dash within a word, is of the title."""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 5


def host_of(url: str) -> str:
    """The host of an address, in small letters and without `www.`; empty if it has none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def publisher_of(url: str) -> str:
    """The publisher on whose site an address is; empty if it is not known."""
    return next(iter(_names_of_site(url)), "")


def names_publisher(text: str) -> bool:
    """Whether the name of a body is that of a publisher: a known one, or by a word such as خبرگزاری or نیوز.

    That word may have grown together with the one before it: «نمونه‌نیوز».
    """
    words = _words(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    is_compound = any(words[-1].endswith(last) for last in _word_list("last_words"))
    return is_compound or "".join(words) in _known() or _is_named_by_word(words)


def is_agency(text: str) -> bool:
    """Whether the name of a publisher is that of an agency, or of a foreign paper, whose reports others print."""
    words = _words(text)
    return words[:1] == [_data()["agency"]] or "".join(words) in _agencies()


def clean_title(title: str, publisher: str, url: str) -> str:
    """A title without the names of site and publisher before and behind it: «باران آمد | خبرگزاری نمونه».

    A piece goes only if it is the name of this publisher or site, has a word by which publishers are named, or is a
    known publisher behind a mark that stands in no sentence.
    """
    own = _own_names(publisher, url)
    edges = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(title)), (len(title), len(title))]
    while len(edges) > 2 and _is_site(title, edges[-2], title[edges[-2][1] : edges[-1][0]], own):
        edges.pop()
    while len(edges) > 2 and _is_site(title, edges[1], title[edges[0][1] : edges[1][0]], own):
        edges.pop(0)
    return title[edges[0][1] : edges[-1][0]].strip()


def _is_site(title: str, separator: tuple[int, int], piece: str, own: frozenset[str]) -> bool:
    is_strong = title[slice(*separator)].strip() in ("|", "::")
    return _key(piece) in own or _is_named_by_word(_words(piece)) or (is_strong and _key(piece) in _known())


def _own_names(publisher: str, url: str) -> frozenset[str]:
    """The keys of all names of a publisher and of the site of an address."""
    names = [publisher, *_names_of_site(url), *_labels(url)]
    return frozenset(_key(name) for name in names if name) | _other_keys().get(_key(publisher), frozenset())


@cache
def _other_keys() -> dict[str, frozenset[str]]:
    """The keys of all names of the sites that have a name, by the key of that name."""
    found: dict[str, frozenset[str]] = {}
    for names in _data()["sites"].values():
        keys = frozenset(map(_key, names))
        found |= {key: keys | found.get(key, frozenset()) for key in keys}
    return found


def _is_named_by_word(words: list[str]) -> bool:
    """Whether words are a name by their first words («خبرگزاری نمونه») or their last («نمونه نیوز»)."""
    if not 2 <= len(words) <= _MOST_WORDS or words[-1] in _verbs():
        return False
    text = " ".join(words)
    return words[-1] in _word_list("last_words") or any(
        text.startswith(f"{first} ") for first in _word_list("first_words")
    )


def _names_of_site(url: str) -> list[str]:
    host = host_of(url)
    while host:
        if host in _data()["sites"]:
            return list(_data()["sites"][host])
        host = host.partition(".")[2]
    return []


def _labels(url: str) -> list[str]:
    """The parts of a host that can be the name of its site: `nemoone` of `www.nemoone.ir`."""
    return [label for label in host_of(url).split(".")[:-1] if len(label) > 2]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).lower())


def _key(text: str) -> str:
    return "".join(_words(text))


@cache
def _data() -> Mapping[str, Any]:
    data: dict[str, Any] = load_yaml("publishers.yaml")
    return data


@cache
def _known() -> frozenset[str]:
    names = [name for site in _data()["sites"].values() for name in site]
    return frozenset(map(_key, [*names, *_data()["cited"]]))


@cache
def _agencies() -> frozenset[str]:
    of_agencies = [names for names in _data()["sites"].values() if _words(names[0])[0] == _data()["agency"]]
    return frozenset(map(_key, [*(name for names in of_agencies for name in names), *_data()["cited"]]))


@cache
def _word_list(name: str) -> frozenset[str]:
    """The folded words of a list, each also with a space for its ZWNJ."""
    return frozenset(
        " ".join(_words(spelling)) for word in _data()[name] for spelling in (word, word.replace(ZWNJ, " "))
    )


@cache
def _verbs() -> frozenset[str]:
    """Words that end a clause, and so no name."""
    return frozenset(fold(load_yaml("blocks.yaml")["clause_end"]).split())
