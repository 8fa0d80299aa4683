"""Interviews: questions and answers that their marks tell apart, or the question marks alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tei.annotators.blocks.parts import OPENING, SHORT_LINE, Container, Part
from tei.document import Kind
from tei.language.formulas import formula

_BULLET = re.compile(r"[*•♦■◊●▪\-–]")
_LEAST_UNMARKED = 5


def embed_interviews(parts: Sequence[Part]) -> None:
    """Name questions and answers, if enough parts ask and answers stand between them.

    Two questions are enough where they have a label or bullet that sets them apart; without one it takes five, with
    hardly more than an answer to each, and a word for an interview before them.
    """
    questions = _marked_questions(parts) or _unmarked_questions(parts)
    if questions:
        _name_interview(parts, questions)


def _marked_questions(parts: Sequence[Part]) -> list[int]:
    marks = [_question_mark(part) if part.free else "" for part in parts]
    for mark in dict.fromkeys(mark for mark in marks if mark):
        questions = [i for i, found in enumerate(marks) if found == mark]
        asking = sum(_asks(parts[i]) for i in questions)
        if asking >= 2 and asking >= 0.6 * len(questions) and _are_answered(questions):
            return questions
    return []


def _unmarked_questions(parts: Sequence[Part]) -> list[int]:
    questions = [i for i, part in enumerate(parts) if part.free and len(part.text) <= OPENING and _asks(part)]
    if _is_last_answer(parts, questions):
        questions.pop()
    if len(questions) < _LEAST_UNMARKED or not _are_answered(questions):
        return []
    if questions[-1] - questions[0] >= 3 * len(questions) or any(parts[i].text[0].isdigit() for i in questions):
        return []
    before = " ".join(part.text[-OPENING:] for part in parts[max(0, questions[0] - 4) : questions[0]])
    return questions if formula("interview").search(before) else []


def _is_last_answer(parts: Sequence[Part], questions: Sequence[int]) -> bool:
    """Whether the last part that asks is the answer to the question before it: nothing else answers that."""
    is_pair = len(questions) > 1 and questions[-1] == questions[-2] + 1
    return is_pair and not any(part.free for part in parts[questions[-1] + 1 :])


def _are_answered(questions: Sequence[int]) -> bool:
    """Whether other parts stand between most of the questions."""
    apart = sum(b - a > 1 for a, b in pairwise(questions))
    return apart >= 1 and apart >= 0.6 * (len(questions) - 1)


def _question_mark(part: Part) -> str:
    """What marks a part as a question in a list of questions and answers: its bullet or its label."""
    if formula("question_label").match(part.text[:SHORT_LINE]):
        return "label"
    bullet = _BULLET.match(part.text)
    return bullet.group() if bullet else ""


def _asks(part: Part) -> bool:
    return part.text.rstrip('»") ')[-1:] in ("؟", "?")


def _name_interview(parts: Sequence[Part], questions: Sequence[int]) -> None:
    """Name the parts from the first question that an answer follows: those before it are printed as an appetiser."""
    while len(questions) > 1 and (questions[1] == questions[0] + 1 or not parts[questions[0] + 1].free):
        questions = questions[1:]
    interview = Container(Kind.FLOATING_TEXT, "interview")
    asked = set(questions)
    for i in range(questions[0], len(parts)):
        if not parts[i].free:
            is_verse = parts[i].kind is Kind.LINE
            if i > questions[-1] and not is_verse:
                return
            if parts[i].container is None or parts[i].is_held or is_verse:
                parts[i].put_into(interview)
            continue
        parts[i].container = interview
        parts[i].value = "fn.question" if i in asked else "fn.answer"
