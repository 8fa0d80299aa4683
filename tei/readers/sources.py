"""Finding the files to read."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tei.errors import ReadError
from tei.readers.articles import read_error

HTML_SUFFIXES = (".html", ".htm", ".xhtml")

SUFFIXES = (".txt", ".md", *HTML_SUFFIXES, ".json", ".jsonl")
"""The files that are read, in small or capital letters."""

_LISTED = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def find_sources(paths: Sequence[Path]) -> Iterator[Path | ReadError]:
    """The files to read among files and folders, each once, with an error in the place of what cannot be read.

    Folders are searched at any depth, in the order of the names; hidden files and folders, and links to
    folders, are passed over in them.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _find(path):
            identity = "" if isinstance(found, ReadError) else os.path.realpath(found)
            if identity not in seen:
                yield found
            if identity:
                seen.add(identity)


def unreadable(path: Path, error: OSError) -> ReadError:
    """What to tell the user of an error of the operating system."""
    reason = (error.strerror or str(error)).lower()
    return read_error(path, f"cannot be read ({reason}); check the path and its permissions")


def _find(path: Path) -> Iterable[Path | ReadError]:
    try:
        if path.is_dir():
            return _in_folder(path)
        if not path.exists():
            return [read_error(path, "there is no such file or folder; check the path")]
        if path.suffix.lower() not in SUFFIXES:
            return [read_error(path, f"not a {_LISTED} file; convert it or give it its right suffix")]
        return [path]
    except OSError as error:
        return [unreadable(path, error)]


def _in_folder(folder: Path) -> Iterator[Path | ReadError]:
    empty = True
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                waiting.extend(sorted(filter(_is_searched, path.iterdir()), reverse=True))
                continue
        except OSError as error:
            yield unreadable(path, error)
            empty = False
        else:
            if path.suffix.lower() in SUFFIXES:
                yield path
                empty = False
    if empty:
        yield read_error(folder, f"there is no {_LISTED} file in this folder; check the path")


def _is_searched(child: Path) -> bool:
    return not child.name.startswith(".") and not (child.is_symlink() and child.is_dir())
