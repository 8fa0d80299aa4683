"""What a user can set for a build, on the command line, in a `corpus.yaml` or in the authority file that it names."""

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
class TermOfOffice:
    """An office that a person held, in the words of the articles; its first and last day where they are known."""

    role: str
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """A person, organisation or place that the user knows.

    `ident` is unique in the file; `kind` is person, organisation or place. A mention by one of the `names` means this
    entity; the first of them is its usual name. Spellings that are only `seen` in the corpus identify nobody. `idno`
    are pairs of an authority, as GeoNames or Wikidata, and the id there.
    """

    ident: str
    kind: str
    names: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    idno: tuple[tuple[str, str], ...] = ()
    offices: tuple[TermOfOffice, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """All entries of the user's authority file. Compares by identity, so that what is made of it can be cached."""

    entries: tuple[AuthorityEntry, ...] = ()


NO_AUTHORITY = Authority()


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a build; what is not set is empty.

    `title`, `publisher`, `licence`, `funder` and `responsible` describe the corpus that is made. `date` and
    `language` (fa, or a variety such as fa-AF) hold for articles that name none themselves. `comments` says whether
    readers' comments are kept. `hijri` is the calendar of lunar dates, `iran` (as when it is empty) or `umm-al-qura`.
    Of `sources`, the first rule that fits an article is used. `authority` is who is known by the user's file.
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
    authority: Authority = NO_AUTHORITY


_FIRST_YEAR = 1501
"""Year of the first possible day of publication: one before is of the Jalali or lunar calendar."""


def parse_date(value: str) -> date:
    """A day of publication written YYYY-MM-DD (Gregorian). Raises SettingsError for anything else."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"--date {value}: write the day as YYYY-MM-DD, for example 2018-04-04.") from None
    if day.year < _FIRST_YEAR:
        raise SettingsError(f"--date {value}: write the day of the Gregorian calendar, for example 2018-04-04.")
    return day


def read_settings(path: Path) -> Settings:
    """The settings in a YAML file. Raises SettingsError, which names every mistake with its line and key.

    The file of entities that the key `authority` names is read too, its path being relative to the settings.
    """
    settings: Settings = _parse(_content(path), path, _settings_in(path.parent)) or Settings()
    return settings


def read_authority(path: Path) -> Authority:
    """The entities in a YAML file, a list. Raises SettingsError, which names every mistake with its line and key."""
    return parse_authority(_content(path), path)


def parse_authority(content: bytes, path: Path) -> Authority:
    """The same of the content of a file; `path` is named in the error."""
    return Authority(_parse(content, path, _entries) or ())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error}); check the path.") from None


def _parse(content: bytes, path: Path, reader: _Reader) -> Any:
    """What the reader makes of the YAML of a file; None of an empty one. Raises SettingsError."""
    try:
        # not the faster loader in C, which a deeply nested file makes crash
        root = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it in that encoding.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(f"{path}, line {line}: is not valid YAML ({error.problem}).") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise SettingsError(f"{path}: is not valid YAML ({str(error).splitlines()[0]}).") from None
    if root is None:
        return None
    mistakes: list[_Mistake] = []
    value = reader(root, "", mistakes)
    if mistakes:
        raise SettingsError("\n".join(f"{path}, line {mistake.line}: {mistake.problem}." for mistake in mistakes))
    return value


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


def _publication(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> date | None:
    day = _day(node, key, mistakes)
    if day is not None and day.year < _FIRST_YEAR:
        _wrong(node, f"{key} must be a day of the Gregorian calendar, for example 2018-04-04", mistakes)
        return None
    return day


_LANGUAGE = re.compile(r"fa(-[A-Za-z0-9]{2,8})*")


def _language(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    if isinstance(node, yaml.ScalarNode) and _LANGUAGE.fullmatch(node.value):
        return str(node.value)
    _wrong(node, f"{key} must be fa or a variety of Persian such as fa-IR or fa-AF", mistakes)
    return None


_HOST = re.compile(r"[^\s/:@?#]+")


def _host(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    written = _text(node, key, mistakes)
    if written is not None and not _HOST.fullmatch(written):
        _wrong(node, f"{key} must be a host such as example.org, without https:// and path", mistakes)
        return None
    return written


_HIJRI = ("iran", "umm-al-qura")


def _hijri(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    return _one_of(_HIJRI, node, key, mistakes)


def _one_of(values: Sequence[str], node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    if isinstance(node, yaml.ScalarNode) and node.value in values:
        return str(node.value)
    _wrong(node, f"{key} must be {', '.join(values[:-1])} or {values[-1]}", mistakes)
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
            name = _as_key(name_node)
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


def _as_key(node: yaml.Node) -> str:
    """A key as it is written; a list or mapping in its place is none that is known."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "?"


def _unknown(path: str, name: str, keys: Sequence[str]) -> str:
    near = get_close_matches(name, keys, 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    return f"unknown key {path}{guess} (valid are {', '.join(keys)})"


_rule = _mapping(
    SourceRule,
    {
        "publisher": _text,
        "host": _host,
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


def _settings_in(folder: Path) -> _Reader:
    """The reader of settings that lie in this folder."""

    def authority(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> Authority | None:
        name = _text(node, key, mistakes)
        return None if name is None else read_authority(folder / name)

    return _mapping(
        Settings,
        {
            "title": _text,
            "publisher": _text,
            "licence": _mapping(Licence, {"text": _text, "target": _text}, needed=["text"]),
            "funder": _several(_text),
            "responsible": _several(_mapping(Responsible, {"name": _text, "role": _text}, needed=["name", "role"])),
            "date": _publication,
            "language": _language,
            "comments": _truth,
            "hijri": _hijri,
            "sources": _several(_source),
            "authority": authority,
        },
    )


# --- reading the authority file ---


_KINDS = ("person", "organisation", "place")


def _kind(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    return _one_of(_KINDS, node, key, mistakes)


def _ident(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    written = _text(node, key, mistakes)
    if written is not None and any(character.isspace() for character in written):
        _wrong(node, f"{key} must be one word; write it without spaces", mistakes)
        return None
    return written


def _name(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> str | None:
    written = _text(node, key, mistakes)
    if written is not None and not any(character.isalnum() for character in written):
        _wrong(node, f"{key} has no letters; write a name", mistakes)
        return None
    return written


_AUTHORITY_NAME = re.compile("[A-Za-z][A-Za-z-]*")


def _identifiers(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> tuple[tuple[str, str], ...]:
    if not isinstance(node, yaml.MappingNode):
        _wrong(node, f"{key} must be a mapping such as {{Wikidata: Q…, GeoNames: …}}", mistakes)
        return ()
    found: dict[str, str] = {}
    for name_node, value_node in node.value:
        name = _as_key(name_node)
        if not _AUTHORITY_NAME.fullmatch(name):
            _wrong(name_node, f"{key}.{name} must name an authority in Latin letters, such as Wikidata", mistakes)
        elif name in found:
            _wrong(name_node, f"{key}.{name} is given twice; remove one of them", mistakes)
        else:
            found[name] = _ident(value_node, f"{key}.{name}", mistakes) or ""
    return tuple(found.items())


def _term(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> TermOfOffice | None:
    days = {"from": _day, "to": _day}
    values: dict[str, Any] | None = _mapping(dict, {"role": _name, **days}, needed=["role"])(node, key, mistakes)
    if values is None:
        return None
    term = TermOfOffice(values["role"], values.get("from"), values.get("to"))
    if term.begin and term.end and term.end < term.begin:
        _wrong(node, f"{key} ends before it begins; mend from or to", mistakes)
    return term


def _entry(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> AuthorityEntry | None:
    keys = {
        "id": _ident,
        "kind": _kind,
        "names": _several(_name),
        "seen": _several(_name),
        "idno": _identifiers,
        "offices": _several(_term),
    }
    values: dict[str, Any] | None = _mapping(dict, keys, needed=["id", "kind"])(node, key, mistakes)
    if values is None:
        return None
    entry = AuthorityEntry(values.pop("id"), **values)
    if entry.offices and entry.kind != "person":
        _wrong(node, f"{key}.offices is for persons; remove it", mistakes)
    return entry


def _entries(node: yaml.Node, key: str, mistakes: list[_Mistake]) -> tuple[AuthorityEntry, ...] | None:
    if not isinstance(node, yaml.SequenceNode):
        _wrong(node, "the file must be a list of entries, each beginning with «- id:»", mistakes)
        return None
    entries: dict[str, AuthorityEntry] = {}
    for number, item in enumerate(node.value, 1):
        entry = _entry(item, f"entry {number}", mistakes)
        if entry is None:
            continue
        if entry.ident in entries:
            _wrong(item, f"the id {entry.ident} is given twice; give one another id or merge the two", mistakes)
        entries[entry.ident] = entry
    return tuple(entries.values())
