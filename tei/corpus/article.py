"""One article all the way: annotated, encoded, validated and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tei.annotators.pipeline import annotate
from tei.document import Article
from tei.encoder import encode, serialise
from tei.errors import InvalidArticleError, TadvinError
from tei.settings import Settings
from tei.validator import validate_bytes
from tei.writers.files import write_whole


def to_tei(article: Article, settings: Settings) -> bytes:
    """The TEI file of an article.

    Raises InvalidArticleError if what was made, read again from its bytes, breaks the schema, a rule or the
    text law: that is a fault of Tadvin, and nothing of it must be written.
    """
    if article.metadata.date is None and settings.date is not None:
        article = replace(article, metadata=replace(article.metadata, date=settings.date))
    content = serialise(encode(annotate(article)))
    findings = validate_bytes(content, article.text)
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise InvalidArticleError(f"{article.ident}: the TEI made of it is invalid: {findings[0]}{more}")
    return content


def build_article(article: Article, settings: Settings, target: Path) -> str | None:
    """Write the TEI of an article to `target`; None if all went well, else a sentence on what did not.

    Any fault is answered so, also one that nobody foresaw: the other articles must go on.
    """
    try:
        write_whole(target, to_tei(article, settings))
    except TadvinError as error:
        return str(error)
    except Exception as error:  # a fault in one article must not cost its neighbours
        return f"{article.ident}: could not be encoded ({type(error).__name__}: {error}); please report this article."
    return None
