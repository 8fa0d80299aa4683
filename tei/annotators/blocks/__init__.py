"""The parts of an article: headlines, paragraphs, bylines, source and tag lines, embedded documents, interviews.

The modules, as the text passes through them: `lines`, or `markup` where the source has any, finds the parts, `frame`
and `tag_lists` name what stands round the article, `headlines` what stands above it; `poems`, `documents` (with
`introductions` and `salutations`) and `interviews` take out the texts that are printed in it; `run_together`, `leads`
and `cross_heads` see to the rest. What no rule names is a paragraph. The formulas that tell the kinds apart lie in
`tei/language/data/blocks.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei import __version__
from tei.annotators.blocks.cross_heads import name_cross_heads
from tei.annotators.blocks.documents import embed_documents
from tei.annotators.blocks.frame import cut_frame, name_frame
from tei.annotators.blocks.headlines import name_headlines
from tei.annotators.blocks.interviews import embed_interviews
from tei.annotators.blocks.leads import name_lead
from tei.annotators.blocks.markdown import name_markdown
from tei.annotators.blocks.markup import images, marked_parts, unmarked_parts
from tei.annotators.blocks.parts import Container, Part
from tei.annotators.blocks.poems import embed_free_verse, embed_poems
from tei.annotators.blocks.run_together import cut_run_together
from tei.annotators.blocks.tag_lists import split_tags
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.characters import fold
from tei.language.html_debris import without_debris
from tei.language.views import View, folded_view

AGENT = Agent(ident="blocks", version=__version__, label="Rules for the parts of an article")


def annotate(document: Document) -> Layer:
    """The blocks of an article: every character that is not white space lies in exactly one leaf block."""
    view = folded_view(without_debris(document.text))
    parts = _first_parts(document, view)
    parts = cut_frame(view, parts)
    parts = split_tags(view, parts)
    name_markdown(parts)
    name_frame(parts)
    parts = name_headlines(view, parts, _title(document))
    embed_poems(parts)
    embed_free_verse(parts)
    parts = embed_documents(view, parts)
    embed_interviews(parts)
    parts = cut_run_together(view, parts)
    parts = name_lead(view, parts)
    name_cross_heads(parts)
    if view.source != document.text:
        parts = _with_debris(document.text, parts)
    markup = document.article.markup
    return Layer.of(AGENT, [*_annotations(parts), *(images(markup) if markup else ())])


def _title(document: Document) -> str:
    """The title as the source writes it, folded: its headline may have the name of the site behind it, too."""
    metadata = document.article.metadata
    return fold(metadata.other.get("title", metadata.title)).strip()


def _first_parts(document: Document, view: View) -> list[Part]:
    """Where the parts come from: the mark-up of the source and, for text that it leaves out, the lines of the text."""
    markup = document.article.markup
    marked = marked_parts(view, markup) if markup else []
    return sorted([*marked, *unmarked_parts(view, marked)], key=lambda part: part.begin)


def _with_debris(text: str, parts: Sequence[Part]) -> list[Part]:
    """The parts, grown over the debris of HTML round them: that before a part on its line, and all else behind it."""
    if not parts:
        return [Part("", 0, *_trimmed(text, 0, len(text)), Kind.ANONYMOUS_BLOCK, "boilerplate")] if text.strip() else []
    grown: list[Part] = []
    begin = 0
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        edge = len(text)
        if following:
            line = text.rfind("\n", part.end, following.begin)
            edge = line if line >= 0 else following.begin
        begin, end = _trimmed(text, begin, edge)
        grown.append(replace(part, begin=begin, end=end))
        begin = edge
    return grown


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    stretch = text[begin:end]
    return end - len(stretch.lstrip()), begin + len(stretch.rstrip())


def _annotations(parts: Sequence[Part]) -> Iterator[Annotation]:
    """The annotations of the parts and, before its first part, that of each container."""
    ends = {id(container): part.end for part in parts for container in _containers(part)}
    documents = 0
    begun: set[int] = set()
    for part in parts:
        for container in _containers(part):
            if id(container) in begun:
                continue
            begun.add(id(container))
            documents += container.kind is Kind.FLOATING_TEXT
            ident = f"floatingText.{documents}" if container.kind is Kind.FLOATING_TEXT else ""
            features = {"type": container.type} if container.type else {}
            span = Span(part.begin, ends[id(container)])
            yield Annotation(container.kind, span, {**features, **container.features}, ident=ident)
        yield Annotation(part.kind, Span(part.begin, part.end), _features(part))


def _containers(part: Part) -> list[Container]:
    """What holds a part, from without to within."""
    found = [part.container.outer, part.container] if part.container else []
    return [container for container in found if container]


def _features(part: Part) -> dict[str, str]:
    if not part.value:
        return {}
    is_function = part.kind in (Kind.PARAGRAPH, Kind.SALUTE)
    return {"ana" if is_function else "type": part.value}
