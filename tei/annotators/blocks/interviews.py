"""Interviews: questions and answers that their marks tell apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tei.annotators.blocks.parts import SHORT_LINE, Container, Part
from tei.document import Kind
from tei.language.formulas import formula

_BULLET = re.compile(r"[*•♦■◊●▪\-–]")


def embed_interviews(parts: Sequence[Part]) -> None:
    """Name questions and answers, if at least two marked parts ask and answers stand between them."""
    marks = [_question_mark(part) if part.free else "" for part in parts]
    for mark in dict.fromkeys(mark for mark in marks if mark):
        questions = [i for i, found in enumerate(marks) if found == mark]
        asking = sum(_asks(parts[i]) for i in questions)
        apart = sum(b - a > 1 for a, b in pairwise(questions))
        if asking >= 2 and asking >= 0.6 * len(questions) and apart >= 1 and apart >= 0.6 * (len(questions) - 1):
            _name_interview(parts, questions)
            return


def _question_mark(part: Part) -> str:
    """What marks a part as a question in a list of questions and answers: its bullet or its label."""
    if formula("question_label").match(part.text[:SHORT_LINE]):
        return "label"
    bullet = _BULLET.match(part.text)
    return bullet.group() if bullet else ""


def _asks(part: Part) -> bool:
    return part.text.rstrip('»") ')[-1:] in ("؟", "?")


def _name_interview(parts: Sequence[Part], questions: Sequence[int]) -> None:
    interview = Container(Kind.FLOATING_TEXT, "interview")
    asked = set(questions)
    for i in range(questions[0], len(parts)):
        if not parts[i].free:
            if i > questions[-1]:
                return
            parts[i].container = parts[i].container or interview
            continue
        parts[i].container = interview
        parts[i].value = "fn.question" if i in asked else "fn.answer"
