"""The token layer: sentences, words and punctuation marks, each word with its lemma and part of speech.

Every character of a leaf block that is not white space lies in one `w` or `pc`, and every `w` and `pc` in one `s`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.language.sentences import sentence_ends
from tei.language.tokenization import Token, tokens_of
from tei.language.views import View, repaired_view

AGENT = Agent(ident="tokens", version=__version__, label="Sentences, words, lemmas and parts of speech")


def annotate(document: Document) -> Layer:
    """`s` for each sentence, `w` for each word (lemma, pos, msd, join, norm), `pc` for each mark (pos, msd, join)."""
    view = repaired_view(document)
    found: list[Annotation] = []
    for block in document.annotations(*LEAF_BLOCK_KINDS):
        for sentence in _sentences(view, block.span):
            found.append(Annotation(Kind.SENTENCE, Span(sentence[0].begin, sentence[-1].end)))
            found.extend(_token(document.text, token) for token in sentence)
    return Layer.of(AGENT, found)


def _sentences(view: View, block: Span) -> Iterator[list[Token]]:
    """The tokens of a block, a list for each sentence."""
    sentence: list[Token] = []
    ends = iter([view.ends[end - 1] for end in sentence_ends(view.text, *view.range(block)) if end])
    end = next(ends, block.end)
    for token in tokens_of(view, block):
        if token.begin >= end and sentence:
            yield sentence
            sentence = []
        while end <= token.begin < block.end != end:
            end = next(ends, block.end)
        sentence.append(token)
    if sentence:
        yield sentence


def _token(text: str, token: Token) -> Annotation:
    joined = {"join": "right"} if token.end < len(text) and not text[token.end].isspace() else {}
    span = Span(token.begin, token.end)
    if not token.is_word:
        return Annotation(Kind.PUNCTUATION, span, {"pos": "PUNCT", "msd": "UPosTag=PUNCT"} | joined)
    pos = "NUM" if token.text[0].isdigit() else "NOUN"
    return Annotation(Kind.WORD, span, {"lemma": token.text, "pos": pos, "msd": f"UPosTag={pos}"} | joined)
