"""An export: TEI files in, files in the formats of other tools out."""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from tei.corpus.pressmint import export_pressmint
from tei.document import Document
from tei.document.annotation import TOKEN_LAYER
from tei.encoder.elements import TEI
from tei.encoder.identifiers import ANA_SUFFIX, TEI_SUFFIX
from tei.errors import ReadError, TadvinError
from tei.validator.corpus import files_in, included_files
from tei.validator.finding import Finding
from tei.validator.parsing import parse_file
from tei.writers.conllu import conllu
from tei.writers.files import make_folder, write_together, write_whole
from tei.writers.plain_text import normalised
from tei.writers.tables import DATE_COLUMNS, SPEECH_COLUMNS, Row, csv_table, date_rows, speech_rows
from tei.writers.tei_reader import read_tei
from tei.writers.vertical import registry, vertical


class Format(StrEnum):
    """What TEI can be exported to, as the command line names it."""

    CONLLU = "conllu"
    VERTICAL = "vertical"
    TEXT = "text"
    CSV = "csv"
    PRESSMINT = "pressmint"


_OF_ARTICLES = (Format.TEXT, Format.CSV)
"""Formats for which the file without the token layer is enough."""


def export(paths: Sequence[Path], output: Path, target: Format) -> Iterator[str | None]:
    """Export TEI files, and those in folders, yielding for each None, or a sentence if nothing came of it.

    Of the two files that `tadvin build --ana` makes of an article a folder gives the one that the format needs.
    The tables of csv, `dates.csv` and `speech.csv`, are of all articles together; what becomes of
    an article in PressMint says `tei.writers.pressmint`.
    Raises WriteError if the output folder cannot be written.
    """
    make_folder(output)
    documents = _documents(paths, target)
    if target is Format.PRESSMINT:
        yield from export_pressmint(documents, output)
        return
    dates: list[Row] = []
    speech: list[Row] = []
    for found in documents:
        if isinstance(found, str):
            yield found
            continue
        stem, _, document = found
        try:
            if target is Format.CSV:
                dates += date_rows(document)
                speech += speech_rows(document)
            else:
                files = _files(document, target)
                write_together({output / f"{stem}{suffix}": text.encode() for suffix, text in files.items()})
        except TadvinError as error:
            yield str(error)
        else:
            yield None
    if target is Format.VERTICAL:
        write_whole(output / "registry", registry(output.resolve().name).encode())
    if target is Format.CSV:
        write_whole(output / "dates.csv", csv_table(DATE_COLUMNS, dates).encode(_OF_SPREADSHEETS))
        write_whole(output / "speech.csv", csv_table(SPEECH_COLUMNS, speech).encode(_OF_SPREADSHEETS))


_OF_SPREADSHEETS = "utf-8-sig"
"""Without a mark at the begin, Excel takes a file for one in an old encoding."""


def _documents(paths: Sequence[Path], target: Format) -> Iterator[tuple[str, Path, Document] | str]:
    """The documents of TEI files, with the stem and path of each; for one that cannot be exported a sentence."""
    taken: dict[str, Path] = {}
    for path in tei_files(paths, TEI_SUFFIX if target in _OF_ARTICLES else ANA_SUFFIX):
        if isinstance(path, ReadError):
            yield str(path)
            continue
        stem = _stem(path)
        if stem in taken:
            yield f"{path}: the files would have the names of those of {taken[stem]}; export it to another folder."
            continue
        taken[stem] = path
        try:
            document = read_tei(path)
        except TadvinError as error:
            yield str(error)
            continue
        if target in _OF_ARTICLES or document.layer(TOKEN_LAYER) is not None:
            yield stem, path, document
        else:
            yield f"{path}: it has no sentences and words; build it with --ana and export the {ANA_SUFFIX} file."


def _files(document: Document, target: Format) -> dict[str, str]:
    """The contents of the files that a document becomes, by their suffixes."""
    if target is Format.TEXT:
        return {".txt": document.text, ".norm.txt": normalised(document)}
    if target is Format.CONLLU:
        return {".conllu": conllu(document)}
    return {".vert": vertical(document)}


def tei_files(paths: Sequence[Path], wanted: str) -> Iterator[Path | ReadError]:
    """The files themselves, or those that a corpus includes; of a folder one of each article, that with this suffix."""
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112  # unlike Path.is_dir it takes any name
            yield from _articles(path)
            continue
        chosen: dict[Path, Path] = {}
        try:
            for file in files_in(path):
                article = file.with_name(_stem(file))
                if article.name != "corpus" and (article not in chosen or file.name == f"{article.name}{wanted}"):
                    chosen[article] = file
        except OSError as error:
            yield ReadError(f"{error.filename or path}: cannot be read ({error.strerror or error}).")
            continue
        if not chosen:
            yield ReadError(f"{path}: has no TEI files; give the folder that `tadvin build` wrote.")
        yield from chosen.values()


def _articles(path: Path) -> Iterator[Path | ReadError]:
    """The files that a corpus includes; any other file is an article, or will be found to be none."""
    root = parse_file(path)
    if isinstance(root, Finding) or root.tag != f"{TEI}teiCorpus":
        yield path
        return
    for included in included_files(root, path):
        yield ReadError(f"{included}.") if isinstance(included, Finding) else included


def _stem(path: Path) -> str:
    return path.name.removesuffix(TEI_SUFFIX).removesuffix(".ana")
