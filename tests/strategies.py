"""Hypothesis strategies: any text, any blocks in any order, any spans."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tei.document import (
    Agent,
    Annotation,
    Article,
    Document,
    Entity,
    EntityKind,
    Kind,
    Layer,
    Mention,
    Metadata,
    Name,
    Source,
    Span,
)
from tei.document.annotation import BLOCK_KINDS, TOKEN_LAYER
from tei.encoder.nesting import RANK
from tei.language.characters import NOT_XML, REPLACEMENT, XML_SPACE

AGENT = Agent("test", "1.0", "Annotations drawn at random")

NASTY = 'ابپتکگی يك۱۲3.،؛:«»"<&>]]> \t\n\r\u00a0\u200c\u200f\u2028\u0085\ufeff\u064b\u0654A𐎠😀\ufffd'

texts: SearchStrategy[str] = st.one_of(
    st.text(alphabet=NASTY, min_size=1, max_size=80),
    st.text(min_size=1, max_size=60),
    st.lists(st.text(alphabet="ابپتسشکلمن ی،.", max_size=12), min_size=1, max_size=12).map("\n".join),
).map(lambda text: NOT_XML.sub(REPLACEMENT, text))

BLOCK_FEATURES: dict[Kind, list[dict[str, str]]] = {
    Kind.FLOATING_TEXT: [{"type": kind} for kind in ("letter", "statement", "speech", "poem", "interview", "document")],
    Kind.LIST: [{"type": "tags"}, {}, {"rend": "numbered"}],
    Kind.FIGURE: [{"url": "https://example.org/نقشه 1.jpg", "alt": "نقشه"}, {"url": "photo.jpg"}],
    Kind.HEAD: [{"type": kind} for kind in ("main", "kicker", "lead", "cross", "caption")],
    Kind.PARAGRAPH: [{}, {"ana": "fn.question"}, {"ana": "fn.answer"}],
    Kind.ANONYMOUS_BLOCK: [{"type": "source"}, {"type": "boilerplate"}],
    Kind.SALUTE: [{"ana": f"fn.{kind}"} for kind in ("basmala", "praise", "address", "greeting", "closing")],
}
INLINE_FEATURES: dict[Kind, list[dict[str, str]]] = {
    Kind.SAID: [
        {"who": "person.1", "direct": "true"},
        {"who": "person.unknown", "direct": "false", "aloud": "false", "toWhom": "org.1"},
    ],
    Kind.QUOTE: [
        {"type": "quran", "source": "quran:4:104 quran:2:1-3"},
        {"type": "hadith", "xml:lang": "ar"},
        {"type": "poem"},
        {"type": "block"},
    ],
    Kind.HIGHLIGHTED: [{"rend": rend} for rend in ("bold", "italic", "underline")],
    Kind.TITLE: [{"level": level} for level in "amju"],
    Kind.FOREIGN: [{"xml:lang": "ar"}, {"xml:lang": "en"}],
    Kind.SEGMENT: [{"type": "repeated"}],
    Kind.TERM: [{}, {"ref": "person.1"}],
    Kind.REFERENCE: [{"target": "https://example.org/a b?<x>"}],
    Kind.SURPLUS: [{"reason": "markup"}],
    Kind.REFERRING_STRING: [{"type": "person"}],
    Kind.ROLE_NAME: [{"type": "office"}],
    Kind.ORG_NAME: [{}, {"type": "short"}],
    Kind.ADD_NAME: [{"type": "honorific"}],
    Kind.DATE: [
        {},
        {"when": "2018-04-04", "calendar": "jalali", "when-custom": "1397-01-15"},
        {"from": "2018-03-21", "to": "2019-03-20"},
        {"when": "2018-04-03", "type": "relative"},
    ],
    Kind.TIME: [{"when": "14:30:00"}],
    Kind.WORD: [{"norm": "می‌رود"}, {"norm": "تَهِنُوا", "type": "misquotation"}],
}

TOKENS: list[tuple[Kind, dict[str, str]]] = [
    (Kind.WORD, {"lemma": "رفتن", "pos": "VERB", "msd": "UPosTag=VERB|Number=Sing|Person=3", "norm": "می‌رود"}),
    (Kind.WORD, {"lemma": "او", "pos": "PRON", "msd": "UPosTag=PRON", "join": "right"}),
    (Kind.PUNCTUATION, {"pos": "PUNCT", "msd": "UPosTag=PUNCT", "join": "right"}),
]

_NUMBERED = frozenset({Kind.SAID, Kind.QUOTE, Kind.SEGMENT, Kind.DATE, Kind.TIME, Kind.FLOATING_TEXT})
_ENTITY_OF = {Kind.PERS_NAME: "person.1", Kind.ORG_NAME: "org.1", Kind.PLACE_NAME: "place.1"}


@st.composite
def annotations(draw: DrawFn, text: str, number: int) -> Annotation:
    """One annotation on any span of a text."""
    kind = draw(st.sampled_from(sorted(set(RANK) - {Kind.SENTENCE, Kind.PUNCTUATION} | BLOCK_KINDS)))
    begin = draw(st.integers(0, len(text)))
    end = draw(st.integers(begin, len(text)))
    features = draw(st.sampled_from((BLOCK_FEATURES | INLINE_FEATURES).get(kind, [{}])))
    certainty = None if kind in BLOCK_KINDS else draw(st.sampled_from([None, "high", "low", 0.731]))
    ident = f"{kind}.{number}" if kind in _NUMBERED else ""
    return Annotation(kind, Span(begin, end), features, certainty, ident)


@st.composite
def token_layers(draw: DrawFn, text: str) -> Layer:
    """A token layer of a text: tokens with edges anywhere, some of two syntactic words, in sentences of any length."""
    cuts = draw(st.sets(st.integers(0, len(text)), max_size=12))
    stretches = [_trimmed(text, begin, end) for begin, end in pairwise(sorted({0, len(text), *cuts}))]
    found: list[Annotation] = []
    sentence: list[Span] = []
    for span in filter(len, stretches):
        if sentence and draw(st.booleans()):
            found.append(Annotation(Kind.SENTENCE, Span(sentence[0].begin, sentence[-1].end)))
            sentence = []
        sentence.append(span)
        kind, features = draw(st.sampled_from(TOKENS))
        found.append(Annotation(kind, span, features))
        if kind is Kind.WORD and len(span) > 1 and draw(st.booleans()):
            middle = draw(st.integers(span.begin + 1, span.end - 1))
            parts = (_trimmed(text, span.begin, middle), _trimmed(text, middle, span.end))
            found += [Annotation(kind, part, features) for part in parts]
    if sentence:
        found.append(Annotation(Kind.SENTENCE, Span(sentence[0].begin, sentence[-1].end)))
    return Layer.of(Agent(TOKEN_LAYER, "1.0", "Tokens drawn at random"), found)


def _trimmed(text: str, begin: int, end: int) -> Span:
    stretch = text[begin:end]
    begin += len(stretch) - len(stretch.lstrip(XML_SPACE))
    return Span(begin, max(begin, begin + len(stretch.strip(XML_SPACE))))


@st.composite
def documents(draw: DrawFn) -> Document:
    """A document of any text with any annotations and the entities that they mention, with or without tokens."""
    text = draw(texts)
    found = [draw(annotations(text, number)) for number in range(1, 1 + draw(st.integers(0, 14)))]
    entities = tuple(
        Entity(
            ident,
            EntityKind(ident.split(".")[0]),
            names=(Name("نام"),),
            mentions=tuple(Mention(kind, a.span) for a in found if a.kind is kind),
        )
        for kind, ident in _ENTITY_OF.items()
    )
    article = Article("آزمون 1", text, Source("آزمون.txt", "0" * 64, len(text.encode())), Metadata())
    tokens = (draw(token_layers(text)),) if draw(st.booleans()) else ()
    return Document(article, (Layer(AGENT, Layer.of(AGENT, found).annotations, entities), *tokens))
