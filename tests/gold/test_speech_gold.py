"""Speech and scripture against hand-made gold; the floors lie a little below what was measured when they were set."""

import json
from collections import Counter
from xml.etree import ElementTree

import pytest
from shared import SHARED, needs_shared
from verdicts import digest, judged

from tei.annotators import quotations, scripture
from tei.document import Agent, Annotation, Article, Document, Entity, EntityKind, Kind, Layer, Mention, Source, Span

pytestmark = needs_shared

BLOCKS = {"head", "p", "ab", "floatingText", "salute", "signed", "byline", "dateline", "list", "item", "label"}
NAMES = {"persName", "orgName", "placeName", "roleName", "rs"}
ENTITIES = {"p": EntityKind.PERSON, "o": EntityKind.ORGANISATION, "l": EntityKind.PLACE}


def lines(name):
    return [json.loads(line) for line in (SHARED / "gold" / name).read_text("utf-8").splitlines()]


def overlap(a, b):
    shared = min(a.end, b.end) - max(a.begin, b.begin)
    return max(0, shared) / (max(a.end, b.end) - min(a.begin, b.begin))


def pairs(gold, predicted, least):
    """Pairs of spans that agree well enough, each once, the best first."""
    found, rest, open_ = [], set(predicted), set(gold)
    for _, a, b in sorted((-overlap(a, b), a, b) for a in gold for b in predicted if overlap(a, b) >= least):
        if a in open_ and b in rest:
            found.append((a, b))
            open_.remove(a)
            rest.remove(b)
    return found


def f1(right, predicted, gold):
    return 2 * right / (predicted + gold)


def plain(text):
    """A document of one paragraph."""
    begin = len(text) - len(text.lstrip())
    paragraph = Annotation(Kind.PARAGRAPH, Span(begin, begin + len(text.strip())))
    return Document(Article("a", text, Source("a.txt", "", 0)), (Layer.of(Agent("blocks", "0", "whole"), [paragraph]),))


def marked(root):
    """The text of a gold article and its elements with their spans, trimmed; pieces of one element joined."""
    text, found, pieces = "", [], {}

    def walk(node):
        nonlocal text
        at, place = len(text), len(found)
        found.append(None)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        words = text[at:]
        begin = at + len(words) - len(words.lstrip())
        key = (node.tag, node.get("key") or node.get("who"))
        if node.get("part") == "F" and key in pieces and text[found[pieces[key]][1].end : begin].strip(" ") == "":
            begin = found[pieces[key]][1].begin
            found[pieces[key]] = None
        if words.strip():
            found[place] = (node, Span(begin, at + len(words.rstrip())))
        if node.get("part") == "I":
            pieces[key] = place

    walk(root)
    return text, [element for element in found if element]


def article(root):
    """A document with the blocks and names of the gold, and the gold's elements."""
    text, elements = marked(root)
    blocks = [Annotation(Kind(e.tag), s, dict(e.attrib)) for e, s in elements if e.tag in BLOCKS]
    names = [(Kind(e.tag), s, e.get("key")) for e, s in elements if e.tag in NAMES]
    keys = dict.fromkeys(key for _, _, key in names if key)
    entities = [
        Entity(key, ENTITIES[key[0]], mentions=tuple(Mention(kind, s) for kind, s, other in names if other == key))
        for key in keys
    ]
    named = Layer.of(Agent("entities", "0", "gold"), [Annotation(kind, s) for kind, s, _ in names])
    layers = (Layer.of(Agent("blocks", "0", "gold"), blocks), Layer(named.agent, named.annotations, tuple(entities)))
    return Document(Article("a", text, Source("a.txt", "", 0)), layers), elements


@pytest.fixture(scope="module")
def scores():
    counts = Counter()
    for file in sorted((SHARED / "gold/articles/gold").glob("*.xml")):
        document, elements = article(ElementTree.parse(file).getroot())
        annotations = quotations.annotate(document).annotations
        for direct in ("true", "false"):
            gold = {s: e for e, s in elements if e.tag == "said" and e.get("direct") == direct}
            said = {a.span: a for a in annotations if a.kind is Kind.SAID and a.features["direct"] == direct}
            right = pairs(gold, said, 0.8)
            counts[direct, "right"] += len(right)
            counts[direct, "all"] += len(said) + len(gold)
            known = [(a, b) for a, b in right if gold[a].get("who") != "unknown"]
            counts["speaker", "right"] += sum(gold[a].get("who") == said[b].features["who"] for a, b in known)
            counts["speaker", "all"] += len(known)
        gold = [s for e, s in elements if e.tag == "cue"]
        cues = [a.span for a in annotations if a.features.get("type") == "cue"]
        counts["cue", "right"] += len(pairs(gold, cues, 0.5))
        counts["cue", "all"] += len(gold) + len(cues)
    return counts


@pytest.mark.parametrize(("what", "floor"), [("true", 0.94), ("false", 0.95), ("cue", 0.965)])
def test_speech_of_articles_with_gold_names(scores, what, floor):
    assert 2 * scores[what, "right"] / scores[what, "all"] >= floor


def test_speakers_of_articles_with_gold_names(scores):
    assert scores["speaker", "right"] / scores["speaker", "all"] >= 0.93


def test_speech_of_single_sentences():
    right = predicted = gold = 0
    for row in lines("speech_dev.jsonl"):
        wanted = [Span(e["content"]["start"], e["content"]["end"]) for e in row["events"] if e.get("content")]
        annotations = quotations.annotate(plain(row["text"])).annotations
        said = [a.span for a in annotations if a.kind is Kind.SAID]
        right += len(pairs(wanted, said, 0.8))
        predicted += len(said)
        gold += len(wanted)
    assert f1(right, predicted, gold) >= 0.86


def test_verses_in_persian_news():
    """The gold has only runs of words that match exactly: what a reader judged to be a verse besides is no error."""
    read = {(text, *place) for (_, _, text), rows in judged("scripture.tsv").items() for place in rows}
    right = predicted = gold = 0
    for row in lines("quran_quotes_dev.jsonl"):
        if row["lang"] == "fa":
            wanted = {Span(s["start"], s["end"]): s["refs"] for s in row["spans"] if s.get("refs")}
            annotations = scripture.annotate(plain(row["text"])).annotations
            found = [a.span for a in annotations if a.features.get("type") == "quran"]
            matched = {span for _, span in pairs(wanted, found, 0.5)}
            right += len(matched)
            text = digest(row["text"])
            predicted += sum(span in matched or (text, span.begin, span.end) not in read for span in found)
            gold += len(wanted)
    assert f1(right, predicted, gold) >= 0.82
