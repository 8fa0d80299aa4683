"""A build: sources in, one TEI file for each article and a corpus root out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from tei.corpus.article import build_article
from tei.corpus.memory import collect_seldom, keep_what_is_loaded
from tei.document import Article
from tei.encoder.identifiers import ANA_SUFFIX, TEI_SUFFIX, file_stem, xml_id
from tei.errors import ReadError, WorkerError
from tei.language.lexicon import lexicon
from tei.readers import find_sources, read
from tei.readers.articles import read_error
from tei.settings import Settings
from tei.validator import SCHEMAS
from tei.writers.corpus_root import corpus_root
from tei.writers.files import make_folder, write_together

_AHEAD = 16
"""Articles that wait for each worker process, so that none is idle and a large source is not held in memory."""

_SCHEMA_FOLDER = "schemas"
"""Folder of the output that holds the schemas to which each file points."""

Outcome = tuple[str, str | None]
"""The file stem of an article, and None or the sentence that says why it was not written."""


def build(
    sources: Sequence[Path], output: Path, settings: Settings, jobs: int = 1, ana: bool = False
) -> Iterator[Outcome]:
    """Build the TEI of all articles of files and folders, yielding what came of each in the order of the input.

    `jobs` is the number of worker processes; the files do not depend on it. With `ana` each article has a second
    file, with the token layer. At the end the corpus roots and the schemas are written. Raises WriteError if the
    output folder cannot be written, WorkerError if a process dies.
    """
    make_folder(output)
    make_folder(output / _SCHEMA_FOLDER)
    tasks = _articles(sources, settings)
    written: list[str] = []
    for stem, failure in _run(tasks, partial(_build_one, output=output, settings=settings, ana=ana), jobs):
        if failure is None:
            written.append(stem)
        yield stem, failure
    write_together({output / _SCHEMA_FOLDER / schema.name: schema.read_bytes() for schema in SCHEMAS})
    if written:
        suffixes = (TEI_SUFFIX, ANA_SUFFIX) if ana else (TEI_SUFFIX,)
        write_together({output / f"corpus{suffix}": corpus_root(written, suffix, settings) for suffix in suffixes})


def _articles(sources: Sequence[Path], settings: Settings) -> Iterator[Article | str]:
    """The articles of all sources; for one that cannot be read, or whose id was taken, a sentence."""
    taken: dict[str, str] = {}
    for source in find_sources(sources):
        if isinstance(source, ReadError):
            yield str(source)
            continue
        for article in read(source, settings.comments):
            if isinstance(article, ReadError):
                yield str(article)
                continue
            key = xml_id(article.ident).casefold()  # some file systems take X.xml for x.xml
            if key in taken:
                problem = f"the id {article.ident!r} names the same file as that of {taken[key]}; give one another id"
                yield str(read_error(source, problem, article.source.line))
            else:
                taken[key] = _place(source, article.source.line)
                yield article


def _place(path: Path, line: int | None) -> str:
    return str(path) if line is None else f"{path}, line {line}"


def _run(tasks: Iterable[Article | str], build_one: Callable[[Article], Outcome], jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        for task in tasks:
            yield ("", task) if isinstance(task, str) else build_one(task)
        return
    lexicon()
    with ProcessPoolExecutor(jobs, initializer=_begin_worker, initargs=(build_one,)) as pool:
        waiting: deque[Future[Outcome] | Outcome] = deque()
        for task in tasks:
            waiting.append(("", task) if isinstance(task, str) else pool.submit(_work, task))
            if len(waiting) >= jobs * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


_worker: list[Callable[[Article], Outcome]] = []
"""What this process does with an article: given once, since an authority file may be large."""


def _begin_worker(build_one: Callable[[Article], Outcome]) -> None:
    collect_seldom()
    _worker[:] = [build_one]


def _work(article: Article) -> Outcome:
    return _worker[0](article)


def _build_one(article: Article, output: Path, settings: Settings, ana: bool) -> Outcome:
    stem = file_stem(article.ident)
    failure = build_article(article, settings, output / stem, ana)
    keep_what_is_loaded()
    return stem, failure


def _result(waiting: Future[Outcome] | Outcome) -> Outcome:
    try:
        return waiting.result() if isinstance(waiting, Future) else waiting
    except BrokenProcessPool:
        problem = "a worker process was ended from outside, mostly for want of memory"
        raise WorkerError(f"{problem}; the files written so far are whole, try again with fewer --jobs.") from None
