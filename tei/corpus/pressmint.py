"""An export to PressMint: documents in, a corpus of roots, taxonomy and components in folders of years out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tei.document import Document
from tei.errors import ReadError, TadvinError
from tei.writers.files import make_folder, write_together
from tei.writers.pressmint import VARIANTS, Component, Corpus, Summary, encode_component, encode_root, encode_taxonomy
from tei.writers.pressmint.root import TAXONOMY
from tei.writers.tei_reader import read_edition


def export_pressmint(documents: Iterable[tuple[str, Path, Document] | str], output: Path) -> Iterator[str | None]:
    """Write the components of documents, yielding for each None, or a sentence if nothing came of it; then the roots.

    A document comes with the stem of its TEI file and its path, and must have a token layer. What the header of the
    first says of its edition holds for the whole corpus. Raises WriteError if a file cannot be written.
    """
    corpus: Corpus | None = None
    summaries: list[Summary] = []
    for found in documents:
        if isinstance(found, str):
            yield found
            continue
        stem, path, document = found
        try:
            corpus = corpus or Corpus(read_edition(path))
            component = _component(document, stem, path, corpus)
        except TadvinError as error:
            yield str(error)
            continue
        folder = output / component.summary.year
        make_folder(folder)
        write_together({folder / name: content for name, content in component.files.items()})
        summaries.append(component.summary)
        yield None
    if corpus is not None and summaries:
        summaries.sort(key=lambda one: one.ident)
        files = {f"{corpus.ident}{variant}": encode_root(summaries, variant, corpus) for variant in VARIANTS}
        files[TAXONOMY] = encode_taxonomy()
        write_together({output / f"{ident}.xml": content for ident, content in files.items()})


def _component(document: Document, stem: str, path: Path, corpus: Corpus) -> Component:
    day = document.article.metadata.date
    if day is None:
        problem = "has no day of publication, by which PressMint names its files"
        raise ReadError(f"{path}: {problem}; give it with --date or in the article, and build again.")
    return encode_component(document, stem, day, corpus)
