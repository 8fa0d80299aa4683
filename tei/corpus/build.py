"""A build: sources in, one TEI file for each article and a corpus root out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from tei.corpus.article import build_article
from tei.document import Article
from tei.encoder.identifiers import file_stem
from tei.errors import ReadError
from tei.language.lexicon import lexicon
from tei.readers import find_sources, read
from tei.settings import Settings
from tei.validator import SCHEMA
from tei.writers.corpus_root import corpus_root
from tei.writers.files import make_folder, write_whole

_AHEAD = 16
"""Articles that wait for each worker process, so that none is idle and a large source is not held in memory."""


SCHEMA_FOLDER = "schemas"
"""Folder of the output that holds the schema to which each file points."""

Outcome = tuple[str, str | None]
"""The file stem of an article, and None or the sentence that says why it was not written."""


def build(sources: Sequence[Path], output: Path, settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Build the TEI of all articles of files and folders, yielding what came of each in the order of the input.

    `jobs` is the number of worker processes; the files do not depend on it. At the end `corpus.xml` and the
    schema are written. Raises WriteError if the output folder cannot be written.
    """
    make_folder(output)
    make_folder(output / SCHEMA_FOLDER)
    tasks = _articles(sources)
    written: list[str] = []
    for stem, failure in _run(tasks, output, settings, jobs):
        if failure is None:
            written.append(stem)
        yield stem, failure
    write_whole(output / SCHEMA_FOLDER / SCHEMA.name, SCHEMA.read_bytes())
    if written:
        write_whole(output / "corpus.xml", corpus_root(written))


def _articles(sources: Sequence[Path]) -> Iterator[Article | str]:
    """The articles of all sources; for one that cannot be read, or whose id was taken, a sentence."""
    taken: dict[str, str] = {}
    for source in find_sources(sources):
        if isinstance(source, ReadError):
            yield str(source)
            continue
        for article in read(source):
            if isinstance(article, ReadError):
                yield str(article)
                continue
            stem = file_stem(article.ident).casefold()
            place = _place(article)
            if stem in taken:
                yield (
                    f"{place}: the id {article.ident!r} is taken by {taken[stem]}, "
                    "and their files would have the same name; give one of them another id."
                )
            else:
                taken[stem] = place
                yield article


def _place(article: Article) -> str:
    line = article.source.line
    return article.source.file if line is None else f"{article.source.file}, line {line}"


def _run(tasks: Iterable[Article | str], output: Path, settings: Settings, jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        for task in tasks:
            yield ("", task) if isinstance(task, str) else _build_one(task, output, settings)
        return
    lexicon()
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[Outcome] | Outcome] = deque()
        for task in tasks:
            waiting.append(("", task) if isinstance(task, str) else pool.submit(_build_one, task, output, settings))
            if len(waiting) >= jobs * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _build_one(article: Article, output: Path, settings: Settings) -> Outcome:
    stem = file_stem(article.ident)
    return stem, build_article(article, settings, output / f"{stem}.xml")


def _result(waiting: Future[Outcome] | Outcome) -> Outcome:
    return waiting.result() if isinstance(waiting, Future) else waiting
