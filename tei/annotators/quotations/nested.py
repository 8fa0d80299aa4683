"""What somebody reports within his own speech: «پدرم می‌گفت: «کار نیکو کن» و من آموختم.»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotators.quotations.context import Context
from tei.annotators.quotations.extent import joint_behind
from tei.annotators.quotations.speech import Speech
from tei.language.cues import Cue, CueType, Person
from tei.language.quotation_marks import OPENING
from tei.language.speakers import Speaker

_BORDERS = '.!؟؛:«"“\n'
"""What a sentence within a speech does not reach over."""


def nested_speech(context: Context, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """The words in marks behind a cue within direct speech. «گفتم» is said by whoever speaks outside."""
    for speech in speeches:
        for cue in context.cues_in(speech.begin, speech.end) if speech.direct else ():
            if cue.type is not CueType.VERB or cue.person is Person.NOBODY:
                continue
            joint, at = joint_behind(context, cue, speech.end)
            quoted = context.quoted_at.get(at) if joint and context.text[at : at + 1] in OPENING else None
            if quoted and quoted.outer_end <= speech.end and not context.is_scripture(quoted.begin, quoted.end):
                yield Speech(quoted.begin, quoted.end, True, _speaker(context, speech, cue), cue)


def _speaker(context: Context, speech: Speech, cue: Cue) -> Speaker:
    if cue.person is Person.FIRST:
        return Speaker(speech.speaker.entity, "medium")
    begin = max(speech.begin, *(context.text.rfind(mark, speech.begin, cue.begin) + 1 for mark in _BORDERS))
    return context.speakers.named(begin, cue.begin)
