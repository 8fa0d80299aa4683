"""Where the phrase of an office begins and ends beside the name of a person: رئیس دفتر سیاسی حماس."""

from __future__ import annotations

from collections.abc import Sequence

from tei.language.gazetteer import gazetteer

LONGEST = 16
"""Words of the longest phrase that is looked for."""


def office_before(words: Sequence[str], name_begin: int, floor: int, covered: Sequence[int]) -> int | None:
    """Where the longest office phrase begins that ends right before a name, or None.

    `covered` numbers the name that each word lies in, from 1 up for organisations, from -1 down for places; 0 is
    none. Words of names never end a phrase. «وکیل رضایی» is the lawyer of Rezaei: words of such offices alone do
    not count, and «به گزارش خبرنگار …» is not the person named behind it. Of «یکی از مشاوران رئیس‌جمهور رضا کریمی»
    nobody can tell whether Karimi is the president, so that no office is given.
    """
    known = gazetteer()
    found = None
    listing = False
    for at in range(name_begin - 1, max(floor, name_begin - LONGEST) - 1, -1):
        if covered[at]:
            continue
        word = words[at]
        if (word in known.office_stops or not word.isalpha()) and not _joins(words, at, name_begin, covered):
            listing = _lists_towns(words, at, name_begin, covered)
            if not listing:
                break
        if known.offices.match(words, at, name_begin) and (
            not listing or known.offices_of_towns.match(words, at, name_begin)
        ):
            found = at
    if found is None:
        return None
    phrase = tuple(words[found:name_begin])
    if phrase in known.offices_of_persons or phrase in known.offices_as_adjectives:
        return None
    if known.agency_cues.match_before(words, found + 1, floor) > 1:
        return None
    return None if found > floor and words[found - 1] in known.assistants else found


def office_after(
    words: Sequence[str], begin: int, ceiling: int, covered: Sequence[int], apposition: bool = False
) -> int | None:
    """The end of the office phrase that begins at `begin`, or None if none begins there.

    A place closes it before another name: «رئیس‌جمهور آمریکا ایران را تهدید کرد». For `covered` see `office_before`.
    In apposition to a name, unknown words belong to the phrase too if a comma soon closes it.
    """
    known = gazetteer()
    limit = min(ceiling, begin + LONGEST)
    if begin >= limit:
        return None
    length = known.offices.match(words, begin, limit)
    if not length:
        return None
    end = begin + length
    while end < limit and (step := _step(words, begin, end, limit, covered, apposition)):
        end += step
    while end > begin + length and words[end - 1] in ("و", "در") and not covered[end - 1]:
        end -= 1
    alone = tuple(words[begin:end]) in known.offices_with_complement
    return None if alone and not (apposition and _is_between_commas(words, begin, end, ceiling)) else end


def _is_between_commas(words: Sequence[str], begin: int, end: int, ceiling: int) -> bool:
    """Whether a profession stands alone between commas: مریم کاویانی، نویسنده، گفت."""
    profession = tuple(words[begin:end]) in gazetteer().professions
    return profession and begin > 0 and words[begin - 1] in "،," and end < ceiling and words[end] in "،,"


def _step(words: Sequence[str], begin: int, at: int, limit: int, covered: Sequence[int], apposition: bool) -> int:
    """How many words from `at` on belong to the phrase that began at `begin`; 0 if it ends here."""
    known = gazetteer()
    word = words[at]
    if covered[at]:
        closed = words[at - 1] in known.office_closers and not covered[at - 1]
        return 0 if closed or (covered[at - 1] < 0 and covered[at - 1] != covered[at]) else 1
    if word in '«"(' and at + 1 < limit and covered[at + 1]:
        return next((end + 1 - at for end in range(at + 1, limit) if words[end] in '»")'), 0)
    if known.offices_of_towns.match(words, begin, at) and _lists_towns(words, at, limit, covered):
        return 1
    if word == "در" and words[begin] in known.delegates:
        return int(at + 1 < limit and covered[at + 1] != 0)
    if _joins(words, at, limit, covered):
        return int(word != "در" or covered[at + 1] > 0)
    if word in known.office_stops or not word.isalpha():
        return 0
    fits = (
        word in known.office_fields
        or word in known.organisation_words
        or word in known.nationalities
        or word in known.bodies
        or known.offices.match(words, at, limit)
        or (apposition and _closes(words, at, limit, covered))
    )
    if fits:
        return 1
    return _qualifiers(words, begin, at, limit, covered)


def _qualifiers(words: Sequence[str], begin: int, at: int, limit: int, covered: Sequence[int]) -> int:
    """One or two unknown words between an office that needs a complement and a name: مهاجم گلزن اینتر."""
    known = gazetteer()
    if tuple(words[begin:at]) not in known.offices_with_complement:
        return 0
    for end in (at + 1, at + 2):
        if end >= limit or (not covered[end] and (words[end] in known.office_stops or not words[end].isalpha())):
            return 0
        if covered[end]:
            return end - at
    return 0


def _joins(words: Sequence[str], at: int, limit: int, covered: Sequence[int]) -> bool:
    """Whether a particle stands within the phrase: راه و شهرسازی, نماینده ایران در سازمان ملل, این باشگاه."""
    known = gazetteer()
    if at == 0:
        return False
    if words[at - 1] in ("این", "آن"):
        return words[at] in known.bodies
    if at >= limit - 1:
        return False
    if words[at] in ("این", "آن"):
        return words[at + 1] in known.bodies
    if words[at] == "و":
        return _are_joined(words[at - 1], words[at + 1], at + 2 < limit and covered[at + 2] > 0)
    return words[at] == "در" and bool(covered[at - 1] and covered[at + 1])


def _are_joined(one: str, other: str, has_organisation: bool) -> bool:
    """Whether «و» joins two fields of an office, two professions, or offices in one organisation: عضو و سخنگوی X."""
    known = gazetteer()
    if one in known.office_fields and other in known.office_fields:
        return True
    heads = {(one,), (other,)}
    return heads <= known.professions or (has_organisation and heads <= known.offices_with_complement)


def _lists_towns(words: Sequence[str], at: int, limit: int, covered: Sequence[int]) -> bool:
    """Whether a mark stands within a list of towns that «و» closes: نماینده مردم بهشهر، نکا و گلوگاه."""
    countries = gazetteer().countries
    while 0 < at < limit - 1 and words[at] in "،,و" and covered[at - 1] < 0 and covered[at + 1] < 0:
        if words[at] == "و":
            return (words[at - 1],) not in countries and (words[at + 1],) not in countries
        number = covered[at + 1]
        at = next((behind for behind in range(at + 1, limit) if covered[behind] != number), limit)
    return False


def _closes(words: Sequence[str], at: int, limit: int, covered: Sequence[int]) -> bool:
    """Whether an unknown word belongs to the phrase because a comma soon closes it, no verb or particle between."""
    known = gazetteer()
    for ahead in range(at, min(limit, at + 6)):
        if words[ahead] in "،,؛" and not covered[ahead]:
            return True
        if not covered[ahead] and (words[ahead] in known.office_stops or not words[ahead].isalpha()):
            return False
    return False
