"""Speech in the small invented articles of `data/speech.txt`, whose notation is the expected mark-up.

Names are given, so that these tests speak of speech alone.
"""

import re
from pathlib import Path

import pytest

from tei.annotators import quotations
from tei.document import Agent, Annotation, Article, Document, Entity, EntityKind, Kind, Layer, Mention, Source, Span

CASES = Path(__file__).parent / "data/speech.txt"
NAMES = {
    "مریم راستی": "person.1",
    "راستی": "person.1",
    "بهرام نیک‌پی": "person.2",
    "نیک‌پی": "person.2",
    "وزیر نیرو": "person.3",
    "ناصر میرزایی": "person.4",
    "رضا میرشمسی": "person.5",
    "شورای شهر": "org.1",
    "خبرگزاری سپیده": "org.2",
    "تهران": "place.1",
}
WHO = {
    "person.1": "راستی",
    "person.2": "نیک‌پی",
    "person.3": "وزیر",
    "person.4": "میرزایی",
    "person.5": "میرشمسی",
    "org.1": "شورا",
    "org.2": "سپیده",
    "place.1": "تهران",
    "person.unknown": "؟",
}
KINDS = {
    "person": (Kind.PERS_NAME, EntityKind.PERSON),
    "org": (Kind.ORG_NAME, EntityKind.ORGANISATION),
    "place": (Kind.PLACE_NAME, EntityKind.PLACE),
}
MARKUP = re.compile(r"⟦[^|~⟦⟧]*[|~]|⟨\w+\||⟪\w+\||[⟧⟩⟫]")
BLOCK = re.compile(r"(?:(main|kicker|lead|question|answer)\|)?(.+)")


def cases():
    """The marked text of each case, by what it shows."""
    about = ""
    for number, part in enumerate(CASES.read_text("utf-8").split("\n\n")):
        lines = part.splitlines()
        heading = [line for line in lines if line.startswith("# ")]
        about = heading[-1].removeprefix("# ") if heading else about
        text = "\n".join(line for line in lines if not line.startswith("# "))
        if text:
            yield pytest.param(text, id=f"{about}, {number}")


def document(marked):
    """The document that a case means, without its mark-up, and the prefixes of its lines."""
    text, blocks, prefixes = "", [], []
    for line in marked.splitlines():
        type_, words = BLOCK.fullmatch(line).groups()
        words = MARKUP.sub("", words)
        kind = Kind.HEAD if type_ in ("main", "kicker", "lead") else Kind.PARAGRAPH
        features = {"type": type_} if kind is Kind.HEAD else {"ana": f"fn.{type_}"} if type_ else {}
        blocks.append(Annotation(kind, Span(len(text), len(text) + len(words)), features))
        prefixes.append(f"{type_}|" if type_ else "")
        text += words + "\n"
    text = text[:-1]
    layers = (Layer.of(Agent("blocks", "0", "given"), blocks), named(text))
    return Document(Article("a", text, Source("a.txt", "", 0)), layers), prefixes


def named(text):
    """The layer of the names that a text has."""
    mentions = {}
    longest_first = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text):
        ident = NAMES[match.group()]
        kind = Kind.REFERRING_STRING if match.group() == "وزیر نیرو" else KINDS[ident.partition(".")[0]][0]
        mentions.setdefault(ident, []).append((kind, Span(*match.span())))
    annotations = [Annotation(kind, span) for found in mentions.values() for kind, span in found]
    entities = [
        Entity(ident, KINDS[ident.partition(".")[0]][1], mentions=tuple(Mention(*mention) for mention in sorted(found)))
        for ident, found in mentions.items()
    ]
    layer = Layer.of(Agent("entities", "0", "given"), annotations)
    return Layer(layer.agent, layer.annotations, tuple(entities))


def opening(annotation):
    """What stands before an annotation in the notation of the cases."""
    features = annotation.features
    if annotation.kind is Kind.SAID:
        who = "+".join(WHO[ident] for ident in features["who"].split())
        told = f"→{WHO[features['toWhom']]}" if "toWhom" in features else ""
        return f"⟦{who}{told}{'|' if features['direct'] == 'true' else '~'}"
    if annotation.kind is Kind.SEGMENT:
        return f"⟨{features['ana'].removeprefix('cue.')}|"
    return f"⟪{features['type'] if annotation.kind is Kind.QUOTE else annotation.kind.value}|"


def rendered(read, prefixes):
    """The text of a document with what was found, in the notation of the cases."""
    closing = {Kind.SAID: "⟧", Kind.SEGMENT: "⟩"}
    events = []
    for found in quotations.annotate(read).annotations:
        events.append((found.span.begin, 1, -found.span.end, opening(found)))
        events.append((found.span.end, 0, -found.span.begin, closing.get(found.kind, "⟫")))
    marked, at = "", 0
    for offset, _, _, sign in sorted(events):
        marked += read.text[at:offset] + sign
        at = offset
    lines = (marked + read.text[at:]).splitlines()
    return "\n".join(prefix + line for prefix, line in zip(prefixes, lines, strict=True))


@pytest.mark.parametrize("marked", list(cases()))
def test_speech(marked):
    assert rendered(*document(marked)) == marked
