"""The whole phrase of an office whose holder is the subject of a verb of speech, whatever words it holds."""

from __future__ import annotations

from collections.abc import Sequence

from tei.language.clauses import Clause
from tei.language.cues import is_finite
from tei.language.gazetteer import gazetteer
from tei.language.subjects import word_set

_LONGEST = 20
"""Words of the longest phrase that is looked for."""

_LONGEST_NAME = 6
"""Words and marks of the longest name in quotation marks within a phrase."""

_LONGEST_FIELD = 5
"""Words from the comma before a field of duty to «و» behind it, at most."""

_CLOSING = {"«": "»", '"': '"'}


def speaking_office(
    words: Sequence[str], clause: Clause, known_end: int | None, covered: Sequence[int], apposition: bool = False
) -> int | None:
    """The end of the office at the beginning of a clause, the subject of its verb; None if that is not sure.

    `known_end` is where it ends at least, if its words are known. No verb stands before that of speech, so all up to
    the first adverb, preposition or mark is the subject, but for an object: where «را» stands before the verb, nothing
    tells the two apart, unless a border lies between them. In apposition to a name a profession is an office alone.
    For `covered` see `office_before`.
    """
    known = gazetteer()
    head = known.offices.match(words, clause.begin, clause.verb) if clause.begin < clause.verb else 0
    end = known_end or clause.begin + head
    limit = min(clause.verb, clause.begin + _LONGEST)
    while end < limit and end not in clause.borders and (step := _step(words, clause.begin, end, limit, covered)):
        end += step
    phrase = words[clause.begin : end]
    alone = len(phrase) <= head and not (apposition and tuple(phrase) in known.professions)
    if not head or alone or not word_set("indefinite").isdisjoint(phrase):
        return None
    goes_on = phrase[-1].endswith("های") and not covered[end - 1]
    return end if _is_closed(words, end, clause) and not goes_on else None


def _is_closed(words: Sequence[str], end: int, clause: Clause) -> bool:
    """Whether what stands between a subject and the verb of speech are adverbials."""
    if end == clause.verb:
        return True
    if end not in clause.borders and words[end] not in "،," and not is_adverbial(words[end]):
        return False
    return end in clause.borders or not any(
        word == "را" or is_finite(word) or word in gazetteer().copulas for word in words[end : clause.verb]
    )


def _step(words: Sequence[str], begin: int, at: int, limit: int, covered: Sequence[int]) -> int:
    """How many words from `at` on belong to the phrase; 0 if it ends here."""
    known = gazetteer()
    word = words[at]
    if covered[at]:
        return 1
    if word in _CLOSING:
        return _name_in_marks(words, at, limit)
    if length := known.offices.match(words, at, limit):
        return length
    if _is_particle(words, begin, at, limit, covered):
        return 1
    return int(word.isalpha() and not is_adverbial(word))


def _is_particle(words: Sequence[str], begin: int, at: int, limit: int, covered: Sequence[int]) -> bool:
    """Whether a particle stands within the phrase: حمل و نقل, نظارت بر بازار, نماینده ایران در سازمان ملل."""
    known = gazetteer()
    if at + 1 == limit:
        return False
    word, before, behind = words[at], words[at - 1], words[at + 1]
    if word in "،,":
        return not covered[at - 1] and _lists_fields(words, at, limit, covered)
    if not covered[at + 1] and is_adverbial(behind) and not known.offices.match(words, at + 1, limit):
        return False
    if word == "در":
        serves = not known.delegates.isdisjoint(words[begin:at]) and (covered[at + 1] != 0 or behind in known.bodies)
        return serves or (word, behind) in known.nouns_with_preposition
    if word == "این":
        return not covered[at - 1] or behind in known.bodies
    return word == "و" or (before, word) in known.nouns_with_preposition


def _lists_fields(words: Sequence[str], at: int, limit: int, covered: Sequence[int]) -> bool:
    """Whether a comma stands between fields of duty: امور بانکی، بیمه و شرکت‌ها; سیاسی، اجتماعی."""
    known = gazetteer()
    if words[at - 1] in known.office_fields and words[at + 1] in known.office_fields:
        return True
    ahead = range(at + 1, min(at + _LONGEST_FIELD, limit))
    link = next((one for one in ahead if words[one] == "و"), 0)
    between = range(at + 1, link)
    return bool(between) and not any(
        covered[one] or not words[one].isalpha() or is_adverbial(words[one]) or words[one] in known.offices.longest
        for one in between
    )


def _name_in_marks(words: Sequence[str], at: int, limit: int) -> int:
    """The length of a name in quotation marks, without a verb: «ترمینال شرق»."""
    for end in range(at + 2, min(limit, at + _LONGEST_NAME)):
        if words[end] == _CLOSING[words[at]]:
            return 0 if any(map(is_finite, words[at + 1 : end])) else end + 1 - at
    return 0


def is_adverbial(word: str) -> bool:
    """Whether a word opens an adverbial or the predicate."""
    known = gazetteer()
    adverbs = (known.office_stops, known.adverbs_behind_office, known.adverbs, word_set("adverbs"))
    return any(word in listed for listed in adverbs) or is_finite(word)
