"""Who says what: direct and indirect speech with cue and speaker, words of other texts, titles, and repeats.

`context` gathers what is read of an article; `speech` finds what is said and by whom, `nested` what is reported within
speech, `extent` where the words end. `texts` finds hadiths, documents, verses and what God is said to say, `marks` what
else stands between quotation marks, `repeats` the words of the article that it repeats itself. The words by which all
this is known lie in `tei/language/data/cues.yaml`, `speakers.yaml` and `quoted_texts.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tei import __version__
from tei.annotators.quotations.context import Context
from tei.annotators.quotations.marks import marked_words
from tei.annotators.quotations.nested import nested_speech
from tei.annotators.quotations.repeats import Repeat, find_repeats
from tei.annotators.quotations.speech import Speech, find_speech
from tei.annotators.quotations.texts import is_revealed, is_verse, quoted_texts
from tei.document import Agent, Annotation, Certainty, Document, Kind, Layer
from tei.language.quoted_texts import TextQuotation
from tei.language.views import View

AGENT = Agent(ident="quotations", version=__version__, label="Speech and quotations, by rules and a lexicon of cues")


def annotate(document: Document) -> Layer:
    """`said` with `seg type=cue`, `quote`, `title` and `soCalled`, and the `seg type=repeated` that others repeat.

    The ids of quotations count on from those of earlier layers.
    """
    context = Context(document)
    spoken = find_speech(context)
    spoken = sorted([*spoken, *nested_speech(context, spoken)], key=lambda speech: (speech.begin, -speech.end))
    texts = quoted_texts(context, [speech for speech in spoken if is_revealed(context, speech)])
    poems = {(text.begin, text.end) for text in texts if text.type == "poem"}
    speeches = [
        speech for speech in spoken if not is_revealed(context, speech) and not is_verse(context, speech, poems)
    ]
    repeats = find_repeats(context, speeches)
    segments = _segment_ids(speeches, repeats)
    taken = {(speech.begin, speech.end) for speech in speeches} | {(text.begin, text.end) for text in texts}
    return Layer.of(
        AGENT,
        [
            *marked_words(context, taken),
            *_cues(context.view, speeches, segments),
            *_repeated(context.view, repeats, segments),
            *_said(context.view, speeches, repeats, segments),
            *_quotes(document, context.view, texts, speeches, repeats, segments),
        ],
    )


def _segment_ids(speeches: Sequence[Speech], repeats: Sequence[Repeat]) -> dict[tuple[int, int], str]:
    """The id of each `seg` by its range: cues and what is repeated, in the order of the text."""
    cues = [(speech.cue.begin, speech.cue.end) for speech in speeches if speech.cue]
    ranges = sorted({*cues, *(repeat.source for repeat in repeats)})
    return {range_: f"seg.{number}" for number, range_ in enumerate(ranges, 1)}


def _cues(view: View, speeches: Sequence[Speech], segments: dict[tuple[int, int], str]) -> Iterator[Annotation]:
    for number, speech in enumerate(speeches, 1):
        if speech.cue:
            cue = speech.cue
            features = {"type": "cue", "corresp": f"said.{number}", "ana": f"cue.{cue.meaning}"}
            ident = segments[cue.begin, cue.end]
            yield Annotation(Kind.SEGMENT, view.span(cue.begin, cue.end), features, speech.speaker.certainty, ident)


def _repeated(view: View, repeats: Sequence[Repeat], segments: dict[tuple[int, int], str]) -> Iterator[Annotation]:
    for source in sorted({repeat.source for repeat in repeats}):
        yield Annotation(Kind.SEGMENT, view.span(*source), {"type": "repeated"}, "high", segments[source])


def _said(
    view: View, speeches: Sequence[Speech], repeats: Sequence[Repeat], segments: dict[tuple[int, int], str]
) -> Iterator[Annotation]:
    sources = {repeat.passage: segments[repeat.source] for repeat in repeats}
    for number, speech in enumerate(speeches, 1):
        features = {"who": speech.speaker.entity, "direct": "true" if speech.direct else "false"}
        if speech.addressee:
            features["toWhom"] = speech.addressee
        if speech.written:
            features["aloud"] = "false"
        if (speech.begin, speech.end) in sources:
            features["source"] = sources[speech.begin, speech.end]
        span = view.span(speech.begin, speech.end)
        yield Annotation(Kind.SAID, span, features, speech.speaker.certainty, f"said.{number}")


def _quotes(
    document: Document,
    view: View,
    texts: Sequence[TextQuotation],
    speeches: Sequence[Speech],
    repeats: Sequence[Repeat],
    segments: dict[tuple[int, int], str],
) -> Iterator[Annotation]:
    """Words of other texts, and what repeats words of the article and is no speech."""
    said = {(speech.begin, speech.end) for speech in speeches}
    found: list[tuple[tuple[int, int], dict[str, str], Certainty]] = [
        ((text.begin, text.end), {"type": text.type} | ({"source": text.source} if text.source else {}), "medium")
        for text in texts
    ]
    found += [
        (repeat.passage, {"type": "repeat", "source": segments[repeat.source]}, "high")
        for repeat in repeats
        if repeat.passage not in said
    ]
    taken = len(document.annotations(Kind.QUOTE))
    for number, (range_, features, certainty) in enumerate(sorted(found, key=itemgetter(0)), taken + 1):
        yield Annotation(Kind.QUOTE, view.span(*range_), features, certainty, f"quote.{number}")
