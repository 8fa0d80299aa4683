"""What somebody reports within his own speech: «پدرم می‌گفت: «کار نیکو کن» و من آموختم.»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.annotators.quotations.context import Context
from tei.annotators.quotations.extent import clause, joint_behind
from tei.annotators.quotations.speech import Speech
from tei.document.entity import UNKNOWN
from tei.language.cues import Cue, CueType, Person
from tei.language.speakers import Speaker

_BORDERS = '.!؟؛:«"“\n'
"""What a sentence within a speech does not reach over."""

_LONGEST_SENTENCE = 1000
"""Characters; so that a text without full stops is still read in linear time."""


def nested_speech(context: Context, speeches: Sequence[Speech]) -> Iterator[Speech]:
    """The words in marks behind a cue within direct speech, and the clauses that somebody is said to have said who is
    named. «گفتم» is said by whoever speaks outside.
    """
    for speech in speeches:
        done = speech.begin
        for cue in context.cues_in(speech.begin, speech.end) if speech.direct else ():
            inner = _reported(context, speech, cue) if cue.begin >= done else None
            if inner:
                done = inner.end
                yield inner


def _reported(context: Context, speech: Speech, cue: Cue) -> Speech | None:
    joint, at = joint_behind(context, cue, speech.end)
    if cue.type is not CueType.VERB or cue.person is Person.NOBODY or not joint:
        return None
    speaker = _speaker(context, speech, cue)
    quoted = context.quoted_at.get(at)
    if quoted:
        is_inner = quoted.outer_end <= speech.end and not context.is_scripture(quoted.begin, quoted.end)
        return Speech(quoted.begin, quoted.end, True, speaker, cue) if is_inner else None
    if joint != "که" or cue.person is Person.FIRST or speaker.entity == UNKNOWN:
        return None
    found = clause(context, at, context.sentence_ends(at, min(speech.end, at + _LONGEST_SENTENCE))[0])
    return Speech(*found, False, speaker, cue) if found else None


def _speaker(context: Context, speech: Speech, cue: Cue) -> Speaker:
    if cue.person is Person.FIRST:
        return Speaker(speech.speaker.entity, "medium")
    low = max(speech.begin, cue.begin - _LONGEST_SENTENCE)
    begin = max(low, *(context.text.rfind(mark, low, cue.begin) + 1 for mark in _BORDERS))
    return context.speakers.named(begin, cue.begin)
