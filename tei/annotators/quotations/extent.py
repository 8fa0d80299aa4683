"""Where the words that a cue reports begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tei.annotators.quotations.context import COLON, Block, Context
from tei.annotators.quotations.words import (
    before_narrated,
    first_person,
    narrated_behind_comma,
    narrated_behind_name,
    narrator_openings,
    personal,
    reported_before,
    words_of_speaker,
)
from tei.document import EntityKind
from tei.language.cues import Cue, CueType, Person, is_finite
from tei.language.quotation_marks import CLOSING, OPENING, Quoted
from tei.language.token_ranges import words_between
from tei.language.views import View

STOPS = " .،؛:!؟?»”\"'…-"
"""What an indirect clause does not end with, unless it closes a quotation within the clause."""

_LAST_WORDS = 60
"""Words before a cue among which the verb that ends a clause is looked for."""

_FURTHEST_SUBJECT = 100
"""Characters between words in marks and the verb behind them that reports them, at most."""

_AFTER_CUE = re.compile(r"\s*(?P<joint>:|که(?![\w])|[،,]|)\s*")
_AFTER_REQUEST = re.compile(r"\s*(?:[،,]\s*(?=تا\b))?(?P<joint>:|(?:که|تا)\b|[،,]|)\s*")
_COMMA_BEFORE_CUE = re.compile(r"[،,](?=(?:\s*\w+){0,4}\s*\Z)")
_SENTENCE_ENDS = ("", ".", "!", "؟", "»")
_CLOSING_MARK = re.compile("[»”›]")
_RESUMPTION = re.compile(r'\s*:\s*[«"“]')


def joint_behind(context: Context, cue: Cue, end: int) -> tuple[str, int]:
    """What joins a cue to the words behind it, and where those begin: a colon, «که», a comma or nothing; «تا» behind a
    request.
    """
    pattern = _AFTER_REQUEST if cue.type is CueType.REQUEST else _AFTER_CUE
    match = pattern.match(context.text, cue.end, end)
    return (match["joint"], match.end()) if match else ("", cue.end)


def direct_words(
    context: Context,
    block: Block,
    ends: Sequence[int],
    at: int,
    *,
    colon: bool,
    speaker: str = "",
    memoir: bool = False,
    to_end: bool = False,
) -> tuple[int, int] | None:
    """The literal words that begin at an offset: those in marks, or the stretch up to the narrator's return.

    `ends` are the ends of the sentences of the block, `speaker` the id of who speaks. In a `memoir` the first person is
    the narrator's, too; with `to_end` the words go on to the end of the block where nothing shows that the narrator
    takes the word. None where there are no words, or a verse.
    """
    quoted = context.quoted_at.get(at)
    if quoted and (colon or _is_clause(context, quoted)) and _is_whole(context, quoted, ends):
        return None if context.is_scripture(quoted.begin, quoted.end) else (quoted.begin, quoted.end)
    if quoted is None and context.text[at : at + 1] in OPENING:
        at = context.trimmed(at + 1, block.end)[0]
    if not colon or at >= block.end:
        return None
    end = _stretch_end(context, block, ends, at, speaker, memoir=memoir, to_end=to_end)
    begin, end = context.trimmed(at, _odd_mark(context, at, end))
    while end > begin and (context.text[end - 1] in " ،؛/" or _is_odd_straight_mark(context, end)):
        end -= 1
    return (begin, end) if begin < end else None


def _is_odd_straight_mark(context: Context, end: int) -> bool:
    return context.text[end - 1] == '"' and end not in context.quoted_until


def words_before(context: Context, begin: int, cue: Cue) -> tuple[Quoted, int] | None:
    """The words in marks behind which a cue stands, and where its subject begins: «…»، X گفت; «…». این را X گفت."""
    text = context.text
    low = max(begin, cue.begin - _FURTHEST_SUBJECT)
    ends = (text.rfind(mark, low, cue.begin) + 1 for mark in CLOSING)
    outer_end = max((end for end in ends if end in context.quoted_until), default=-1)
    quoted = context.quoted_until.get(outer_end)
    if (
        quoted is None
        or quoted.outer_begin < begin
        or text[begin : quoted.outer_begin].rstrip()[-1:] not in _SENTENCE_ENDS
    ):
        return None
    between = reported_before().fullmatch(text, outer_end, cue.begin)
    is_said = _is_clause(context, quoted) and between is not None and not context.is_scripture(quoted.begin, quoted.end)
    return (quoted, between.start("subject")) if is_said and between else None


def clause(context: Context, at: int, end: int, *, to_verb: bool = False) -> tuple[int, int] | None:
    """A clause that ends with its sentence, before words in marks, or before a verb that reports more.

    With `to_verb` any reporting verb ends it.
    """
    text = context.text
    at, end = context.trimmed(at, end)
    for stop in (_RESUMPTION, narrated_behind_comma()):
        resumed = stop.search(text, at, end)
        end = resumed.start() if resumed else end
    for cue in context.cues_in(at + 1, end):
        joint, _ = joint_behind(context, cue, len(text))
        if cue.type is not CueType.VERB or (cue.person is Person.NOBODY and not joint):
            continue
        if joint in ("", "،", ",") and (not to_verb or cue.meaning == "add" or _has_main_verb(context, cue, end)):
            continue
        if cue.person is Person.FIRST and not to_verb:
            continue
        start = max(at, cue.begin - 80)
        comma = _COMMA_BEFORE_CUE.search(text[start : cue.begin])
        end = max(_last_finite(context.view, at, cue.begin), start + comma.start() if comma else 0) or cue.begin
        break
    begin, end = context.trimmed(at, end)
    while begin < end and text[begin] in " ،؛,":
        begin += 1
    while end > begin and text[end - 1] in STOPS and end not in context.quoted_until:
        end -= 1
    return (begin, end) if begin < end else None


def _has_main_verb(context: Context, cue: Cue, end: int) -> bool:
    """Whether a cue in a clause belongs to it, since behind a comma the verb follows that the clause depends on."""
    for other in context.cues_in(cue.end, end):
        if other.type is CueType.VERB and joint_behind(context, other, len(context.text))[0] == ":":
            return _COMMA_BEFORE_CUE.search(context.text[cue.end : other.begin]) is not None
    return False


def _is_whole(context: Context, quoted: Quoted, ends: Sequence[int]) -> bool:
    """Whether words in marks are all that was said, not a name with which the speech begins."""
    rest = context.text[quoted.outer_end : ends[min(bisect_left(ends, quoted.outer_end), len(ends) - 1)]]
    if quoted.outer_end in ends or not rest.strip(STOPS + ")") or rest.lstrip()[:1] in set(".،؛!؟("):
        return True
    return len(context.text[quoted.begin : quoted.end].split()) > 4 or _is_clause(context, quoted)


def _is_clause(context: Context, quoted: Quoted) -> bool:
    """Whether a verb stands between the marks; a name as «میرشمسی» only looks like one."""
    return any(map(context.subjects.is_verb, context.subjects.tokens(quoted.begin, quoted.end)))


def _stretch_end(
    context: Context, block: Block, ends: Sequence[int], at: int, speaker: str, *, memoir: bool, to_end: bool
) -> int:
    """The end of the last sentence before the narrator takes the word again.

    A sentence that reports a clause is his, too, unless somebody speaks for himself in it or behind it. Nothing may
    show where he takes the word, if the report stands in one paragraph with the speech. Then only one sentence, or
    those up to the last in which somebody speaks for himself, go with the first; in a memoir the narrator does so, too.
    """
    first = bisect_right(ends, at)
    report = -1
    for number in range(first, len(ends) - 1):
        begin, end = context.trimmed(ends[number], ends[number + 1])
        if _is_narrated(context, begin, end, "" if to_end else speaker):
            return ends[report if report >= 0 else number]
        if personal().search(context.text, begin, end):
            report = -1
        elif report < 0 and not to_end and _is_report(context, begin, end):
            report = number
    if report >= 0:
        return ends[report]
    if to_end or first == 0 or len(ends) - first <= 2:
        return block.end
    if memoir:
        return ends[first]
    own = [n for n in range(first + 1, len(ends)) if personal().search(context.text, ends[n - 1], ends[n])]
    return ends[own[-1]] if own else ends[first]


def _odd_mark(context: Context, at: int, end: int) -> int:
    """Where a closing mark stands in a stretch that nothing opens: the mark that opens was forgotten; else its end."""
    odd = (match.start() for match in _CLOSING_MARK.finditer(context.text, at, end))
    return next((mark for mark in odd if mark + 1 not in context.quoted_until), end)


def _is_narrated(context: Context, begin: int, end: int, speaker: str) -> bool:
    """Whether a sentence after direct speech is the narrator's; that which begins with the speaker's name is, and that
    which names him and in which nobody speaks for himself.
    """
    conjunction = before_narrated().match(context.text, begin, end)
    begin = conjunction.end() if conjunction else begin
    start = context.mentions.starting(begin)
    if narrator_openings().match(context.text, begin) or (
        start and start[0].kind is EntityKind.PERSON and start[0].ident == speaker
    ):
        return True
    if start and narrated_behind_name().match(context.text, start[1]):
        return True
    names_speaker = any(
        mention.is_name and mention.entity.ident == speaker for mention in context.mentions.between(begin, end)
    )
    if names_speaker and not first_person().search(context.text, begin, end):
        return True
    words = words_of_speaker().match(context.text, begin)
    of = context.mentions.starting(words.end()) if words else None
    if of and of[0].ident == speaker:
        return True
    cues = [cue for cue in context.cues_in(begin, end) if cue.person is Person.THIRD]
    if cues and (context.subjects.is_pronoun(begin) or context.speakers.means(begin, speaker)):
        return True
    if any(COLON.match(context.text, cue.end) or cue.type is CueType.CLAUSE for cue in cues):
        return True
    if cues and context.subjects.is_organisation_noun(begin) and " " not in context.text[begin : cues[0].begin].strip():
        return True
    return any(
        cue.begin == begin and not first_person().match(context.text, *context.trimmed(cue.end, end))
        if cue.type is CueType.SOURCE
        else start is not None
        for cue in cues
    )


def _is_report(context: Context, begin: int, end: int) -> bool:
    """Whether a sentence reports what somebody else said: «یکی از ساکنان می‌گوید که …»."""
    return any(
        cue.type is CueType.VERB and cue.person is Person.THIRD and joint_behind(context, cue, end)[0] == "که"
        for cue in context.cues_in(begin, end)
    )


def _last_finite(view: View, begin: int, end: int) -> int:
    """The end of the last finite verb in a range; 0 if there is none."""
    last = reversed(words_between(view, begin, end)[-_LAST_WORDS:])
    return next((view.word_ends[at] for at in last if is_finite(view.words[at])), 0)
