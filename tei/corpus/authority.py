"""The entities of a corpus, gathered from its TEI files into an authority file for a person to edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tei.corpus.export import tei_files
from tei.document import Entity, EntityKind, Kind, Name
from tei.encoder.identifiers import TEI_SUFFIX
from tei.errors import ReadError, SettingsError
from tei.language.authority import letters
from tei.language.gazetteer import gazetteer, words_of
from tei.settings import AuthorityEntry, parse_authority
from tei.writers.files import write_whole
from tei.writers.tei_reader import read_tei

_KINDS = {
    EntityKind.PERSON: "person",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.PLACE: "place",
}

_EXAMPLES = 5
"""Articles that are named as examples."""

_HEADER = """\
# Who is who in this corpus. Edit it, name it in corpus.yaml (authority: authority.yaml), and build again.
#
# names   a mention by one of these means this entity; the first is its usual name
# seen    spellings found in the corpus that identify nobody for sure: move to names what always means this entity
# idno    ids with authorities, such as {Wikidata: ..., VIAF: ..., GeoNames: ...}
# offices of a person: a list such as [{role: ..., from: 2001-01-31, to: 2005-01-31}]; whoever is called so, and has no
#         name in an article of these days, is this person
#
# To merge two entries, move the names into one and delete the other. To split one, give each part an entry with an id
# of its own. A name in two entries means neither, unless the article says by an office or a fuller name which it is.
"""


@dataclass
class _Group:
    """What is gathered of one entity: how often it has each name and each doubtful spelling, and where."""

    kind: str
    ident: str
    names: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    idno: dict[str, str] = field(default_factory=dict)
    mentions: int = 0
    articles: list[str] = field(default_factory=list)


class EntityIndex:
    """The entities of a corpus, those of one name taken for one; a proposal, which a person checks."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], _Group] = {}
        self._others: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, article: str, entity: Entity) -> None:
        """Add an entity of an article. One without any name or office, as the unknown speaker, is left out."""
        kind = _KINDS[entity.kind]
        identifying = [name for name in (_identifying(kind, name) for name in entity.names) if name]
        written = [name.text for name in entity.names] or list(entity.roles)
        if not written:
            return
        idno = dict(entity.identifiers)
        ident = idno.pop("authority", "")
        head = ident or _standard(kind, (identifying or written)[0])
        group = self._groups.setdefault((kind, head), _Group(kind, ident))
        group.names.update(identifying)
        group.seen.update(name for name in written if name not in identifying)
        group.idno |= idno
        group.mentions += len(entity.mentions)
        group.articles.append(article)

    def entries(self, known: Sequence[AuthorityEntry]) -> Iterator[str]:
        """The entities that no entry knows, as YAML, by kind, the most frequent first; their ids are new."""
        taken = {entry.ident for entry in known}
        spelled = {(entry.kind, letters(name)) for entry in known for name in (*entry.names, *entry.seen)}
        heads = self._groups.keys()
        numbers = Counter[str]()
        for (kind, head), group in sorted(self._groups.items(), key=_rank):
            if head in taken or (kind, head) in spelled:
                continue
            own = [name for name in _by_count(group.names) if _is_free(kind, name, head, heads, spelled)]
            spelled |= {(kind, letters(name)) for name in own}
            ident = group.ident or _new_ident(kind, numbers, taken)
            seen = [name for name in _by_count(group.names + group.seen) if name not in own]
            yield _yaml(ident, group, own, seen)


def _rank(item: tuple[tuple[str, str], _Group]) -> tuple[int, int, str]:
    (kind, head), group = item
    return list(_KINDS.values()).index(kind), -group.mentions, head


def _by_count(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name))


def _standard(kind: str, name: str) -> str:
    """The letters of the name under which the gazetteer has an entity; of one that it does not know, its own."""
    known = gazetteer()
    table = {"organisation": known.organisation_standard, "place": known.place_standard}.get(kind, {})
    return letters(table.get(words_of(name), name))


def _identifying(kind: str, name: Name) -> str:
    """The name without titles; of a person whose name is only a part, nothing, since many have that part."""
    if kind != "person":
        return name.text
    kinds = {part.kind for part in name.parts}
    if not {Kind.FORENAME, Kind.SURNAME} <= kinds:
        return ""
    return " ".join(part.text for part in name.parts if part.kind is not Kind.ADD_NAME)


def _is_free(kind: str, name: str, head: str, heads: Iterable[tuple[str, str]], spelled: set[tuple[str, str]]) -> bool:
    """Whether a name belongs to no other entity."""
    standard = _standard(kind, name)
    return (kind, letters(name)) not in spelled and (standard == head or (kind, standard) not in heads)


def _new_ident(kind: str, numbers: Counter[str], taken: set[str]) -> str:
    """The next id such as `person-12` that is not taken."""
    while True:
        numbers[kind] += 1
        ident = f"{kind}-{numbers[kind]}"
        if ident not in taken:
            return ident


def _yaml(ident: str, group: _Group, names: list[str], seen: list[str]) -> str:
    """An entry, under a comment that says how often and where its entity is mentioned."""
    more = ", …" if len(group.articles) > _EXAMPLES else ""
    examples = ", ".join(" ".join(article.split()) for article in group.articles[:_EXAMPLES])
    fields = {"id": ident, "kind": group.kind, "names": names, "seen": seen, "idno": group.idno}
    filled = {key: value for key, value in fields.items() if value}
    entry = yaml.safe_dump([filled], allow_unicode=True, sort_keys=False, width=1000)
    return f"# mentions: {group.mentions}, articles: {len(group.articles)} ({examples}{more})\n{entry}"


def gather(paths: Sequence[Path], index: EntityIndex) -> Iterator[str | None]:
    """Add the entities of TEI files, and of those in folders; yields None for each, or a sentence if it is none."""
    for path in tei_files(paths, TEI_SUFFIX):
        try:
            if isinstance(path, ReadError):
                raise path
            document = read_tei(path)
        except ReadError as error:
            yield str(error)
            continue
        for entity in document.entities:
            index.add(document.article.ident, entity)
        yield None


def update_authority(path: Path, index: EntityIndex) -> tuple[int, int]:
    """Write an authority file, or add at the end of one that is there the entities that it does not know.

    What stands in the file stays byte for byte. Gives how many entries were kept and how many added. Raises
    SettingsError if the file that is there has mistakes or cannot be added to, WriteError if it cannot be written.
    """
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        old = _HEADER.encode()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error}); check the path.") from None
    known = parse_authority(old, path).entries
    new = list(index.entries(known))
    content = old.rstrip() + b"\n" + "".join(f"\n{entry}" for entry in new).encode()
    if len(_entries_or_none(content, path) or ()) != len(known) + len(new):
        problem = "nothing can be added behind its last line; write its entries as a list, each with «- id:»"
        raise SettingsError(f"{path}: {problem} at the beginning of a line.")
    if new or not known:
        write_whole(path, content)
    return len(known), len(new)


def _entries_or_none(content: bytes, path: Path) -> tuple[AuthorityEntry, ...] | None:
    try:
        return parse_authority(content, path).entries
    except SettingsError:
        return None
