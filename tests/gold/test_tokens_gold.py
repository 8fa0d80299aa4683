"""Tokens and sentences against treebanks, ten sentences an article; floors lie a little below what was measured.

Parts of speech and lemmas have no floor here: the model that is shipped is trained on this treebank. Its card has the
figures of cross-validation.
"""

from __future__ import annotations

import pytest
from shared import SHARED, needs_shared

from tei.annotators import pipeline
from tei.document import Article, Kind, Source
from tei.training.treebanks import SENTENCES, read

pytestmark = needs_shared

ARTICLES = 25


def f1(found: set[tuple[int, int, int]], gold: set[tuple[int, int, int]]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


@pytest.mark.parametrize(
    ("treebank", "least_tokens", "least_sentences", "damaged"),
    [
        ("fa_perdt-ud-dev", 0.995, 0.99, False),
        ("fa_perdt-ud-dev", 0.995, 0.99, True),
        ("fa_seraji-ud-dev", 0.995, 0.96, False),
    ],
)
def test_tokens_and_sentences(treebank: str, least_tokens: float, least_sentences: float, damaged: bool):
    sentences = list(read(SHARED / f"gold/ud/{treebank}.conllu"))[: ARTICLES * SENTENCES]
    tokens: tuple[set, set] = set(), set()
    bounds: tuple[set, set] = set(), set()
    for first in range(0, len(sentences), SENTENCES):
        text = ""
        for sentence, gold in sentences[first : first + SENTENCES]:
            begin = len(text)
            places = [begin]
            for character in sentence:
                places.append(places[-1] + (character != "\u200c" or not damaged))
            text += (sentence.replace("\u200c", "") if damaged else sentence) + " "
            bounds[1].add((first, begin, len(text) - 1))
            tokens[1].update((first, places[low], places[high]) for low, high, _ in gold)
        document = pipeline.annotate(Article("a", text.rstrip(), Source("a", "", 0)))
        end = 0
        for annotation in pipeline.annotate_tokens(document).layer("tokens").annotations:
            span = (first, annotation.span.begin, annotation.span.end)
            if annotation.kind is Kind.SENTENCE:
                bounds[0].add(span)
            elif annotation.span.begin >= end:  # not a syntactic word within a word
                tokens[0].add(span)
                end = annotation.span.end
    assert f1(*tokens) >= least_tokens
    assert f1(*bounds) >= least_sentences
