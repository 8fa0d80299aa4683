"""What the settings say of an article, before it is annotated: the fields that it lacks, and the rule of its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from fnmatch import fnmatchcase

from tei.annotators.source_lines import source_lines
from tei.document import Annotation, Article, Kind, Layer, Metadata
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.publishers import clean_title, host_of
from tei.settings import Settings, SourceRule


def prepare(article: Article, settings: Settings) -> Article:
    """The article with the day, language and publisher that the settings give where it names none, and their calendar.

    Its title loses the name of the site; the one that was read is kept among the other fields. The lines of which the
    rule of its source speaks are marked.
    """
    rule = next((rule for rule in settings.sources if _is_for(rule, article)), SourceRule())
    metadata = _with_clean_title(_with_defaults(article.metadata, settings, rule))
    return replace(article, metadata=metadata, markup=_markup(article, rule))


def _is_for(rule: SourceRule, article: Article) -> bool:
    metadata = article.metadata
    host = host_of(metadata.url)
    wanted = rule.host.lower().removeprefix("www.")
    return (
        rule.publisher in ("", metadata.publisher)
        and (not wanted or host == wanted or host.endswith(f".{wanted}"))
        and (not rule.file or fnmatchcase(article.source.file, rule.file))
    )


def _with_defaults(metadata: Metadata, settings: Settings, rule: SourceRule) -> Metadata:
    if metadata.date is None and settings.date is not None:
        metadata = replace(metadata, date=settings.date, date_source="settings")
    language = metadata.language or settings.language
    hijri = (rule.hijri or settings.hijri).replace("iran", "")
    return replace(metadata, language=language, publisher=metadata.publisher or rule.name, hijri=hijri)


def _with_clean_title(metadata: Metadata) -> Metadata:
    title = clean_title(metadata.title, metadata.publisher, metadata.url)
    if title == metadata.title:
        return metadata
    return replace(metadata, title=title, other={**metadata.other, "title": metadata.title})


def _markup(article: Article, rule: SourceRule) -> Layer | None:
    """The mark-up of the source with the lines that the rule names; these win."""
    lines = source_lines(article.text, rule)
    if lines is None:
        return article.markup
    if article.markup is None:
        return lines
    lists_and_leaves = LEAF_BLOCK_KINDS | {Kind.LIST}
    named = [annotation.span for annotation in lines.annotations if annotation.kind in lists_and_leaves]
    begins = [span.begin for span in named]

    def is_named(annotation: Annotation) -> bool:
        before = named[
            max(0, bisect_right(begins, annotation.span.begin) - 1) : bisect_left(begins, annotation.span.end)
        ]
        return annotation.kind in lists_and_leaves and any(annotation.span.overlaps(span) for span in before)

    kept = [annotation for annotation in article.markup.annotations if not is_named(annotation)]
    return Layer.of(article.markup.agent, [*kept, *lines.annotations])
