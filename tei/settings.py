"""What a user can set for a build, on the command line or in a `corpus.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser of patterns has no public name
from typing import Any, TypeAlias

import yaml

from tei.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the corpus: its words, and the address of its full text or nothing."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Somebody who worked on the corpus, and what they did."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SourceRule:
    """What holds for the articles of one source.

    The rule is for articles that have the `publisher`, whose address is on the `host` or below it, and whose file
    name fits `file` (with * and ?); one of the three is enough, but all that are given must fit. `name` is the
    publisher of articles that name none. `boilerplate` and `tags` are regular expressions for the beginning of a
    line: of lines that are no part of the article, and of the words before a list of tags. `hijri` is as in `Settings`.
    """

    publisher: str = ""
    host: str = ""
    file: str = ""
    name: str = ""
    boilerplate: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    hijri: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a build; what is not set is empty.

    `title`, `publisher`, `licence`, `funder` and `responsible` describe the corpus that is made. `date` and
    `language` (fa, or a variety such as fa-AF) hold for articles that name none themselves. `comments` says whether
    readers' comments are kept. `hijri` is the calendar of lunar dates, `iran` (as when it is empty) or `umm-al-qura`.
    Of `sources`, the first rule that fits an article is used.
    """

    title: str = ""
    publisher: str = ""
    licence: Licence | None = None
    funder: tuple[str, ...] = ()
    responsible: tuple[Responsible, ...] = ()
    date: date | None = None
    language: str = ""
    comments: bool = False
    hijri: str = ""
    sources: tuple[SourceRule, ...] = ()


def parse_date(value: str) -> date:
    """A day written YYYY-MM-DD (Gregorian). Raises SettingsError for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"--date {value}: write the day as YYYY-MM-DD, for example 2018-04-04.") from None


def read_settings(path: Path) -> Settings:
    """The settings in a YAML file. Raises SettingsError, which names every mistake with its line and key."""
    try:
        root = yaml.compose(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error}); check the path.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it in that encoding.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(f"{path}, line {line}: is not valid YAML ({error.problem}).") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise SettingsError(f"{path}: is not valid YAML ({str(error).splitlines()[0]}).") from None
    if root is None:
        return Settings()
    mistakes: list[_Mistake] = []
    settings = _settings(root, "", mistakes)
    if mistakes:
        raise SettingsError("\n".join(f"{path}, line {mistake.line}: {mistake.problem}." for mistake in mistakes))
    assert isinstance(settings, Settings)
    return settings


# --- reading one value ---


@dataclass(frozen=True, slots=True)
class _Mistake:
    line: int
    problem: str


_Reader: TypeAlias = Callable[[yaml.Node, str, list[_Mistake]], Any]
"""What turns a node of the YAML at a key into a value; a mistake is added to the list and the value is None."""


def _wrong(node: yaml.Node, problem: str, mistakes: list[_Mistake]) -> None:
    mistakes.append(_Mistake(node.start_mark.line + 1, problem))


def _text(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    if isinstance(node, yaml.ScalarNode) and not node.tag.endswith((":null", ":bool")):
        if node.value.strip():
            return str(node.value).strip()
        _wrong(node, f"{key} is empty; give it a value or remove the key", mistakes)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
        _wrong(node, f"{key} is empty; give it a value or remove the key", mistakes)
    else:
        _wrong(node, f"{key} must be text; put it in quotation marks if it is", mistakes)
    return None


def _truth(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> bool | None:
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":bool"):
        return node.value.lower() in ("true", "yes", "on")
    _wrong(node, f"{key} must be true or false", mistakes)
    return None


def _day(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> date | None:
    try:
        return date.fromisoformat(node.value if isinstance(node, yaml.ScalarNode) else "")
    except ValueError:
        _wrong(node, f"{key} must be a day written YYYY-MM-DD, for example 2018-04-04", mistakes)
        return None


_LANGUAGE = re.compile(r"fa(-[A-Za-z0-9]{2,8})*")


def _language(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    if isinstance(node, yaml.ScalarNode) and _LANGUAGE.fullmatch(node.value):
        return str(node.value)
    _wrong(node, f"{key} must be fa or a variety of Persian such as fa-IR or fa-AF", mistakes)
    return None


_HIJRI = ("iran", "umm-al-qura")


def _hijri(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    if isinstance(node, yaml.ScalarNode) and node.value in _HIJRI:
        return str(node.value)
    _wrong(node, f"{key} must be {' or '.join(_HIJRI)}", mistakes)
    return None


def _pattern(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    written = _text(node, key, mistakes)
    if written is None:
        return None
    try:
        re.compile(written)
        pattern = _parser.parse(written)
    except (re.error, OverflowError, RecursionError) as error:
        _wrong(node, f"{key} is no regular expression ({error}); mend it", mistakes)
        return None
    if _nests_repetitions(pattern):
        problem = f"{key} repeats a repetition, as (a+)+ does, which can take for ever; write it with one repetition"
        _wrong(node, problem, mistakes)
        return None
    return written


_REPETITIONS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_FEW = 10
"""What is repeated at most so often is no danger."""


def _nests_repetitions(pattern: Any, within: bool = False) -> bool:
    """Whether a parsed pattern has a repetition without a low limit within another one."""
    for operation, argument in pattern:
        repeats = operation in _REPETITIONS and argument[1] > _FEW
        if repeats and within:
            return True
        if any(_nests_repetitions(inner, within or repeats) for inner in _parts(argument)):
            return True
    return False


def _parts(argument: Any) -> Iterator[Any]:
    """The patterns within the argument of an operation of a parsed pattern."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for inner in argument:
            yield from _parts(inner)


# --- reading lists and mappings ---


def _several(reader: _Reader) -> _Reader:
    """The reader of a list, or of one value in its place."""

    def read(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> tuple[Any, ...]:
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            return (reader(node, key, mistakes),)
        return tuple(reader(item, f"{key}[{number}]", mistakes) for number, item in enumerate(node.value, 1))

    return read


def _mapping(kind: Callable[..., Any], keys: Mapping[str, _Reader], needed: Sequence[str] = ()) -> _Reader:
    """The reader of a mapping with these keys, from which `kind` is made."""

    def read(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> Any:
        if not isinstance(node, yaml.MappingNode):
            _wrong(node, f"{key or 'the file'} must be a mapping with the keys {', '.join(keys)}", mistakes)
            return None
        before = len(mistakes)
        values: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = str(name_node.value)
            path = f"{key}.{name}" if key else name
            if name not in keys:
                _wrong(name_node, _unknown(path, name, list(keys)), mistakes)
            elif name in values:
                _wrong(name_node, f"{path} is given twice; remove one of them", mistakes)
            else:
                values[name] = keys[name](value_node, path, mistakes)
        for name in needed:
            if name not in values:
                _wrong(node, f"{key} needs the key {name}", mistakes)
        return kind(**values) if len(mistakes) == before else None

    return read


def _unknown(path: str, name: str, keys: Sequence[str]) -> str:
    near = get_close_matches(name, keys, 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    return f"unknown key {path}{guess} (valid are {', '.join(keys)})"


_rule = _mapping(
    SourceRule,
    {
        "publisher": _text,
        "host": _text,
        "file": _text,
        "name": _text,
        "boilerplate": _several(_pattern),
        "tags": _several(_pattern),
        "hijri": _hijri,
    },
)


def _source(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> SourceRule | None:
    rule: SourceRule | None = _rule(node, key, mistakes)
    if rule is not None and not (rule.publisher or rule.host or rule.file):
        _wrong(node, f"{key} must say by publisher, host or file which articles it is for", mistakes)
        return None
    return rule


_settings = _mapping(
    Settings,
    {
        "title": _text,
        "publisher": _text,
        "licence": _mapping(Licence, {"text": _text, "target": _text}, needed=["text"]),
        "funder": _several(_text),
        "responsible": _several(_mapping(Responsible, {"name": _text, "role": _text}, needed=["name", "role"])),
        "date": _day,
        "language": _language,
        "comments": _truth,
        "hijri": _hijri,
        "sources": _several(_source),
    },
)
