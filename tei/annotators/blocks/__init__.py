"""The parts of an article: headlines, paragraphs, bylines, source and tag lines, embedded documents, interviews.

The modules, as the text passes through them: `lines` finds the parts, `frame` and `tag_lists` name what stands round
the article, `headlines` what stands above it; `documents` (with `introductions` and `salutations`), `interviews` and
`poems` take out the texts that are printed in it; `run_together`, `leads` and `cross_heads` see to the rest. What no
rule names is a paragraph. The formulas that tell the kinds apart lie in `tei/language/data/blocks.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei import __version__
from tei.annotators.blocks.cross_heads import name_cross_heads
from tei.annotators.blocks.documents import embed_documents
from tei.annotators.blocks.frame import cut_frame, name_frame
from tei.annotators.blocks.headlines import name_headlines
from tei.annotators.blocks.interviews import embed_interviews
from tei.annotators.blocks.leads import name_lead
from tei.annotators.blocks.lines import paragraphs
from tei.annotators.blocks.parts import Container, Part
from tei.annotators.blocks.poems import embed_poems
from tei.annotators.blocks.run_together import cut_run_together
from tei.annotators.blocks.tag_lists import split_tags
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.characters import fold
from tei.language.views import View, folded_view

AGENT = Agent(ident="blocks", version=__version__, label="Rules for the parts of an article")


def annotate(document: Document) -> Layer:
    """The blocks of an article: every character that is not white space lies in exactly one leaf block."""
    view = folded_view(document.text)
    parts = _first_parts(document, view)
    parts = cut_frame(view, parts)
    parts = split_tags(view, parts)
    name_frame(parts)
    parts = name_headlines(view, parts, fold(document.article.metadata.title).strip())
    parts = embed_documents(view, parts)
    embed_interviews(parts)
    embed_poems(parts)
    parts = cut_run_together(view, parts)
    parts = name_lead(view, parts)
    name_cross_heads(parts)
    return Layer.of(AGENT, _annotations(parts))


def _first_parts(document: Document, view: View) -> list[Part]:
    """Where the parts come from: the lines of the text."""
    return paragraphs(view)


def _annotations(parts: Sequence[Part]) -> Iterator[Annotation]:
    """The annotations of the parts and, before its first part, that of each container."""
    ends = {id(part.container): part.end for part in parts if part.container}
    documents = 0
    container: Container | None = None
    for part in parts:
        if part.container and part.container is not container:
            documents += part.container.kind is Kind.FLOATING_TEXT
            ident = f"floatingText.{documents}" if part.container.kind is Kind.FLOATING_TEXT else ""
            span = Span(part.begin, ends[id(part.container)])
            yield Annotation(part.container.kind, span, {"type": part.container.type}, ident=ident)
        container = part.container
        yield Annotation(part.kind, Span(part.begin, part.end), _features(part))


def _features(part: Part) -> dict[str, str]:
    if not part.value:
        return {}
    is_function = part.kind in (Kind.PARAGRAPH, Kind.SALUTE)
    return {"ana" if is_function else "type": part.value}
