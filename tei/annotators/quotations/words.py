"""The words and patterns of `data/cues.yaml` that the modules of this package ask for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tei.language.characters import fold
from tei.language.data_files import load_yaml


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list of `cues.yaml`."""
    return frozenset(map(fold, _cues()[name]))


@cache
def narrator_openings() -> re.Pattern[str]:
    """How a narrator takes the word again, at the beginning of a sentence."""
    return re.compile("|".join(map(fold, _cues()["narrator_openings"])))


@cache
def before_narrated() -> re.Pattern[str]:
    """What joins a narrator's sentence to the speech before it."""
    return re.compile(rf"(?:{_alternatives(map(fold, _cues()['before_narrated']))}) ?،? ")


@cache
def narrated_behind_comma() -> re.Pattern[str]:
    """How a narrator's clause begins behind a reported one."""
    return re.compile(rf"[،؛] ?(?:{fold(_cues()['narrated_behind_comma'])})\b")


@cache
def main_clause_behind() -> re.Pattern[str]:
    """How the main clause begins behind one such as «اگرچه …»."""
    return re.compile(rf"[،,] ?(?:{_alternatives(map(fold, _cues()['behind_concessives']))})\b")


@cache
def narrated_behind_name() -> re.Pattern[str]:
    """How a narrator's sentence goes on behind the name of the speaker, with which it begins."""
    phrases = (
        rf"{fold(opening)} (?:{_alternatives(map(fold, words))})"
        for opening, words in _cues()["narrated_behind_name"].items()
    )
    return re.compile(rf" (?:{'|'.join(phrases)})\b")


@cache
def words_of_speaker() -> re.Pattern[str]:
    """What a narrator calls words of the one whose name stands behind: «این سخنان X»."""
    return re.compile(rf"(?:{fold(_cues()['words_of_speaker'])}) ")


@cache
def announced_list() -> re.Pattern[str]:
    """What announces a list of what somebody said, up to its first bullet: «اهم سخنان X: * …»."""
    selection, speech = (_alternatives(map(fold, _cues()[name])) for name in ("selections", "speeches"))
    return re.compile(rf"\b(?:{selection})\b(?: \w+){{0,4}}? (?:{speech})[^.؛:!؟\n]{{0,80}}[:؛]\s*(?=[*•●■]|[-–] )")


@cache
def answer_label() -> re.Pattern[str]:
    """What may stand before an answer: «ج:»."""
    return re.compile(rf"\W*(?:{_alternatives(map(fold, _cues()['answers']))}) ?:")


@cache
def reported_before() -> re.Pattern[str]:
    """What may stand between words in marks and the verb behind them that reports them; the group `subject`."""
    return re.compile(
        rf"[.!؟]?\s*[،,؛]?\s*(?:(?:{fold(_cues()['taken_up'])})\s)?(?P<subject>(?:\s*(?!که\b|و\b)\w++[،,]?){{1,12}})\s*"
    )


@cache
def question_asked() -> re.Pattern[str]:
    """What leads to a question within a sentence: «در پاسخ به این پرسش که», «درباره این‌که»."""
    return re.compile(rf"\b(?:{_alternatives(map(fold, _cues()['questions']))})\b")


@cache
def occasions() -> re.Pattern[str]:
    """What stands between speaker and colon in a headline: «در دیدار با …», «خطاب به …»."""
    governed = "|".join(map(fold, _cues()["occasions_with_in"]))
    return re.compile(
        rf" (?:در (?:{governed})|{_alternatives(map(fold, _cues()['occasions']))})\b(?:[^.:؛!؟«»\n]|«[^.:«»\n]*»)*"
    )


@cache
def speech_nouns() -> re.Pattern[str]:
    """A noun of speech at the beginning of a headline, and the `adjective` that may follow: «پاسخ تند …»."""
    return re.compile(rf"(?:{_alternatives(map(fold, _cues()['speech_nouns']))})(?P<adjective> \w+)? ")


@cache
def phrases_with_from() -> re.Pattern[str]:
    """What makes a phrase with the «از» before it: «از سوی»."""
    return re.compile(rf"(?:{_alternatives(map(fold, _cues()['from_phrases']))})\b")


@cache
def first_person() -> re.Pattern[str]:
    """Words in the first person: «من», «می‌کنیم»."""
    return re.compile(rf"\b(?:{fold(_cues()['first_person'])})\b")


@cache
def personal() -> re.Pattern[str]:
    """Words by which somebody speaks for himself, not as a narrator."""
    return re.compile(rf"\b(?:{fold(_cues()['first_person'])}|{fold(_cues()['personal'])})\b")


@cache
def writings() -> re.Pattern[str]:
    """Words of a writing, before a cue."""
    return re.compile(r"\b(?:" + fold(_cues()["writings"]) + ")")


@cache
def title_levels() -> dict[str, str]:
    """TEI's level of the works that a noun announces."""
    return {fold(noun): level for level, nouns in _cues()["titles"].items() for noun in nouns}


@cache
def before_marks() -> re.Pattern[str]:
    """What says, before a quotation mark, what the words between the marks are; the group `work` or `so_called`."""
    works, so_called = map(_alternatives, (title_levels(), map(fold, _cues()["so_called"])))
    named, sorts = (_alternatives(map(fold, _cues()[name])) for name in ("entitled", "sorts_of_works"))
    work = rf"(?P<work>{works})ی?(?: (?:{sorts})){{0,2}}"
    entitled = rf"(?P<entitled>{works})(?:ه? ?ای|ی)(?: \w+)? (?:{named})"
    return re.compile(rf"\b(?:{work}|{entitled}|(?P<so_called>{so_called})) ?$")


@cache
def behind_title() -> re.Pattern[str]:
    """What says, behind a quotation mark, that a title stood there: «…» سومین رمان, «…» نام رمانی, «…» نوشته X."""
    works = _alternatives(title_levels())
    names = ("places_of_works", "authors", "active_auxiliaries", "passive_auxiliaries")
    places, authors, active, passive = (_alternatives(map(fold, _cues()[name])) for name in names)
    placed = rf"(?:{places}) (?P<work>{works})(?:ی|ه? ?ای)?\b"
    authored = rf"(?P<author>{authors}) (?!{active}|{passive}|و\b)\w"
    return re.compile(rf" ?[،,]? ?(?:{placed}|{authored})")


@cache
def behind_marks() -> re.Pattern[str]:
    """What says, behind a quotation mark, that somebody calls something so: «… را «X» خواند»."""
    return re.compile(rf" ?(?:{_alternatives(map(fold, _cues()['called']))})\b")


def _alternatives(written: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(written, key=len, reverse=True))


@cache
def _cues() -> Any:
    return load_yaml("cues.yaml")
