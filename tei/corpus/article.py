"""One article all the way: annotated, encoded, validated and written."""

from __future__ import annotations

from pathlib import Path

from tei.annotators.pipeline import annotate, annotate_tokens
from tei.corpus.preparation import prepare
from tei.document import Article, Document
from tei.encoder import serialise
from tei.encoder.identifiers import ANA_SUFFIX, TEI_SUFFIX
from tei.errors import InvalidArticleError, TadvinError
from tei.settings import Settings
from tei.validator import validate_bytes
from tei.writers.files import write_together


def to_tei(article: Article, settings: Settings, ana: bool = False) -> dict[str, bytes]:
    """The TEI files of an article by their suffixes: `.xml` and, with `ana`, `.ana.xml` with the token layer.

    Raises InvalidArticleError if what was made, read again from its bytes, breaks the schema, a rule or the
    text law: that is a fault of Tadvin, and nothing of it must be written.
    """
    document = annotate(prepare(article, settings), settings.authority)
    files = {TEI_SUFFIX: _valid_tei(document, settings)}
    if ana:
        files[ANA_SUFFIX] = _valid_tei(annotate_tokens(document), settings)
    return files


def _valid_tei(document: Document, settings: Settings) -> bytes:
    content = serialise(document, settings)
    findings = validate_bytes(content, document.text)
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise InvalidArticleError(f"{document.article.ident}: the TEI made of it is invalid: {findings[0]}{more}")
    return content


def build_article(article: Article, settings: Settings, target: Path, ana: bool = False) -> str | None:
    """Write the TEI of an article to `target` with a suffix; None if all went well, else a sentence on what did not.

    Of two files either both are written or none. Any fault is answered so, also one that nobody foresaw: the
    other articles must go on.
    """
    try:
        files = to_tei(article, settings, ana)
        write_together({target.with_name(target.name + suffix): content for suffix, content in files.items()})
    except TadvinError as error:
        return str(error)
    except Exception as error:  # a fault in one article must not cost its neighbours
        return f"{article.ident}: could not be encoded ({type(error).__name__}: {error}); please report this article."
    return None
