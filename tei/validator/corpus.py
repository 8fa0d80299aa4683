"""Finding the files to validate: those named, those in folders, and those that a corpus includes."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei.encoder.elements import TEI, XINCLUDE, XML_ID
from tei.validator.finding import Finding, finding, readable
from tei.validator.parsing import parse_file

INCLUDE = f"{{{XINCLUDE}}}include"
"""The element in place of which XInclude puts an article."""


class Corpus:
    """The articles of a corpus whose root includes them."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files

    def element_name(self, ident: str) -> str | None:
        """The name of the element with this xml:id in any of the articles, or None."""
        return self._names.get(ident)

    @cached_property
    def _names(self) -> dict[str, str]:
        # only read where a pointer leads out of its file, which Tadvin itself never writes
        roots = (parse_file(file) for file in self.files)
        return {
            str(element.get(XML_ID)): readable(element.tag)
            for root in roots
            if not isinstance(root, Finding)
            for element in root.iter(f"{TEI}*")
            if element.get(XML_ID) is not None
        }


def included_files(root: etree._Element, path: Path) -> Iterator[Path | Finding]:
    """The files that a corpus includes, and a finding for each that is missing or lies outside its folder."""
    folder = os.path.realpath(path.parent)
    for include in root.iter(INCLUDE):
        href = include.get("href", "")
        target = path.parent / unquote(href)
        if "://" in href or not _is_below(target, folder):
            problem = f"the corpus includes {href!r}, which does not lie in its folder"
            yield finding(include, problem, "copy the file there")
        elif not os.path.isfile(target):  # noqa: PTH113  # unlike Path.is_file it takes any name
            yield finding(include, f"the corpus includes {href!r}, which is not there", "build it, or remove the line")
        else:
            yield target


def _is_below(target: Path, folder: str) -> bool:
    return "\0" not in str(target) and Path(os.path.realpath(target)).is_relative_to(folder)


def count_files(paths: Iterable[Path]) -> int:
    """How many files there are in these folders, and among these paths; what cannot be read counts as one."""
    count = 0
    for path in paths:
        try:
            count += sum(1 for _ in files_in(path))
        except OSError:
            count += 1
    return count


def files_in(path: Path) -> Iterator[Path]:
    """A file itself; of a folder its `.xml` files at any depth by name, those of a corpus first in each folder."""
    if not os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it takes any name
        yield path
        return
    inside = sorted(path.iterdir(), key=lambda one: (one.is_dir(), not one.name.startswith("corpus"), one.name))
    for one in inside:
        if one.name.startswith(".") or (one.is_dir() and one.is_symlink()):
            continue
        if one.is_dir() or one.suffix.lower() == ".xml":
            yield from files_in(one)
