"""Reporting verbs and phrases: «گفت», «تأکید کرد», «با بیان این‌که», «به گفته …», each with its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.quotation_marks import OPENING
from tei.language.quoted_texts import WritingType, writings
from tei.language.views import View


class CueType(Enum):
    """How a cue is joined to the words that it reports."""

    VERB = "verb"
    """A finite verb: «X گفت: …», «X گفت که …»."""
    REQUEST = "request"
    """A verb of asking: «از X خواست …»."""
    PARTICIPLE = "participle"
    """A perfect without its copula, which can be a noun or attribute as well: «X گفته …»."""
    CLAUSE = "clause"
    """A phrase before a clause: «با بیان این‌که …»."""
    SOURCE = "source"
    """A phrase before the one who speaks: «به گفته X، …»."""
    WRITING = "writing"
    """What stands in a writing: «در بیانیه X آمده است: …»."""


class Person(Enum):
    """Who the verb says that the speaker is."""

    FIRST = "first"
    THIRD = "third"
    NOBODY = "nobody"
    """Passive voice."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a view: half-open offsets of the view, its meaning (a category of `taxonomies.yaml`) and form."""

    begin: int
    end: int
    meaning: str
    type: CueType
    person: Person = Person.THIRD


class _Form(NamedTuple):
    verb: str
    person: Person
    participle: bool


@lru_cache(maxsize=2)
def find_cues(view: View) -> tuple[Cue, ...]:
    """All cues of a text, in its order, without overlap; kept for the last views, which several annotators read."""
    found = [*_phrases(view), *_writings(view.text), *_verbs(view)]
    found.sort(key=lambda cue: (cue.begin, -cue.end))
    cues: list[Cue] = []
    for cue in found:
        if not cues or cue.begin >= cues[-1].end:
            cues.append(cue)
    return tuple(cues)


def is_finite(word: str) -> bool:
    """Whether a folded word is surely a finite verb form.

    That is: می…, a perfect as شده‌اند, the plural of a past as پرداختند, or one of a short list.
    """
    if word in _finite_verbs() or word.endswith("هاند"):
        return True
    if word.endswith(("دند", "تند")) and len(word) > 4:
        return not word.endswith(_nouns_like_pasts())
    has_form = word.startswith(("می", "نمی")) and len(word) > 4 and word[-1] in "دمیت"
    return has_form and not word.startswith(_nouns_like_verbs())


def _phrases(view: View) -> Iterator[Cue]:
    knowledge = _knowledge()
    for at in [at for at, word in enumerate(view.words) if word in knowledge.openings]:
        match = _phrase_pattern().match(view.text, view.word_begins[at])
        if match is None:
            continue
        phrase = " ".join(match.group(match.lastgroup or 0).split())
        if match.lastgroup == "source":
            yield Cue(match.start(), match.end(), knowledge.sources[phrase], CueType.SOURCE)
        else:
            yield Cue(match.start(), match.end(), knowledge.clauses[phrase], CueType.CLAUSE)


def _writings(text: str) -> Iterator[Cue]:
    for writing in writings(text):
        if writing.type is WritingType.LETTER:
            yield Cue(writing.begin, writing.end, "write", CueType.WRITING)


def _verbs(view: View) -> Iterator[Cue]:
    knowledge = _knowledge()
    behind = 0
    for at in [at for at, word in enumerate(view.words) if word in knowledge.first_words]:
        if at < behind:
            continue
        fused = knowledge.fused.get(view.words[at])
        if fused:
            yield Cue(view.word_begins[at], view.word_ends[at], fused[0], CueType.VERB, fused[1].person)
            continue
        form, behind = _form(view.words, at)
        cue = _cue(view, at, behind, form) if form else None
        if cue:
            yield cue


def _form(words: Sequence[str], at: int) -> tuple[_Form | None, int]:
    """The longest verb form that begins with a word, and the word behind it."""
    forms = _knowledge().forms
    longest = 3 if words[at] in _knowledge().continued else 1
    for after in range(min(at + longest, len(words)), at, -1):
        form = forms.get("".join(words[at:after]))
        if form:
            return form, after
    return None, at + 1


def _cue(view: View, at: int, after: int, form: _Form) -> Cue | None:
    knowledge = _knowledge()
    words, begins = view.words, view.word_begins
    has_part = at > 0 and words[at - 1] in knowledge.part_ends
    if not has_part and form.verb not in knowledge.simple:
        return None
    end = view.word_ends[after - 1]
    follows, then = [*words[after : after + 2], "", ""][:2]
    if follows.startswith("وگو") or (follows == "و" and then.startswith("گو")):
        return None
    is_bare = form.participle and follows not in (":", "که", "«")
    is_quoting = follows == ":" and then in OPENING
    for length in (3, 2, 1) if has_part else ():
        part = " ".join(words[max(0, at - length) : at])
        meaning = knowledge.parts.get((form.verb, part))
        if meaning and at >= length and (is_quoting or part not in knowledge.before_marks):
            passive = form.verb == "شد" and ("کرد", part) in knowledge.parts
            if passive and (form.participle or meaning == "add"):
                return None  # «اضافه می‌شود» means that something grows
            person = Person.NOBODY if passive else form.person
            type_ = CueType.PARTICIPLE if is_bare else CueType.VERB
            return Cue(begins[at - length], end, meaning, type_, person)
    meaning = knowledge.simple.get(form.verb)
    names_itself = at > 0 and words[at - 1] in knowledge.named_by_verb and follows != ":"
    if meaning is None or names_itself:
        return None
    if form.verb in knowledge.before_marks and not (is_quoting or _brings_words(words, at, after, form)):
        return None
    if form.verb == knowledge.request:
        return None if is_bare else Cue(begins[at], end, meaning, CueType.REQUEST, form.person)
    return Cue(begins[at], end, meaning, CueType.PARTICIPLE if is_bare else CueType.VERB, form.person)


def _brings_words(words: Sequence[str], at: int, after: int, form: _Form) -> bool:
    """Whether «آورده است:» or «می‌آورد:» reports words that no marks enclose: nothing else that is brought."""
    knowledge = _knowledge()
    is_told = words[at] in knowledge.continued or words[at].startswith("می")
    brings = form.verb in knowledge.before_colon and not (at > 0 and words[at - 1] in knowledge.brought)
    return is_told and brings and words[after : after + 1] == [":"]


class _Knowledge:
    """The content of `cues.yaml` that finds cues, in tables."""

    def __init__(self, data: Any) -> None:
        self.request: str = fold(data["request"]["past"])
        self.simple: dict[str, str] = {}
        self.forms: dict[str, _Form] = {}
        for verb in (*data["simple_verbs"], data["request"]):
            self.simple[fold(verb["past"])] = verb["meaning"]
            self.forms |= _conjugated(fold(verb["past"]), fold(verb["past"]), fold(verb["present"]))
        for verb in data["light_verbs"].values():
            self.forms |= _conjugated(fold(verb["past"]), fold(verb["past"]), fold(verb["present"]))
        self.forms |= {fold(form): _Form("است", Person.THIRD, participle=False) for form in data["copula"]}
        self.forms |= {fold(form): _Form("است", Person.FIRST, participle=False) for form in data["copula_of_speaker"]}
        self.parts: dict[tuple[str, str], str] = {}
        for name, meanings in data["light_verb_parts"].items():
            past = fold(data["light_verbs"][name]["past"])
            for meaning, parts in meanings.items():
                for part in parts:
                    for stem in (past, *map(fold, data["like_doing"])) if past == "کرد" else (past,):
                        self.parts.setdefault((stem, fold(part)), meaning)
        for meaning, parts in data["copula_parts"].items():
            self.parts |= {("است", fold(part)): meaning for part in parts}
            for part in parts:
                self._add_suffixed(fold(part).split(), meaning)
        self.named_by_verb = frozenset(map(fold, data["named_by_verb"]))
        self.before_marks = frozenset(map(fold, data["before_marks"]))
        self.before_colon = frozenset(map(fold, data["before_colon"]))
        self.brought = frozenset(map(fold, data["brought"]))
        self.fused = self._fused()
        self.part_ends = frozenset(part.split()[-1] for _, part in self.parts)
        self.continued = _participles(self.forms) | {"می"}
        self.first_words = frozenset(self.forms) | self.continued | frozenset(self.fused)
        self.clauses = {fold(phrase): meaning for meaning, all_ in data["clause_phrases"].items() for phrase in all_}
        self.sources = {fold(phrase): meaning for meaning, all_ in data["source_phrases"].items() for phrase in all_}
        self.clause_openings = frozenset(map(fold, data["clause_openings"]))
        self.openings = frozenset(phrase.split()[0] for phrase in self.sources) | self.clause_openings

    def _fused(self) -> dict[str, tuple[str, _Form]]:
        """The meaning and form of verbs that are written as one word with the part before them: اظهارداشت."""
        return {
            part + written: (meaning, form)
            for (verb, part), meaning in self.parts.items()
            if " " not in part and part not in self.before_marks
            for written, form in self.forms.items()
            if form.verb == verb and verb != "است" and not form.participle and form.person is not Person.NOBODY
        }

    def _add_suffixed(self, part: Sequence[str], meaning: str) -> None:
        """The forms in which the copula is an ending: معتقدند, مدعی‌اند, بر این باورند."""
        *before, word = part
        vowel = "ا" if word.endswith("ی") else ""
        for ending, person in (("ند", Person.THIRD), ("م", Person.FIRST), ("یم", Person.FIRST)):
            form = word + vowel + ending
            self.forms[form] = _Form(form, person, participle=False)
            if before:
                self.parts[form, " ".join(before)] = meaning
            else:
                self.simple[form] = meaning


@cache
def _knowledge() -> _Knowledge:
    return _Knowledge(load_yaml("cues.yaml"))


@cache
def _finite_verbs() -> frozenset[str]:
    return frozenset(fold(load_yaml("cues.yaml")["finite_verbs"]).split())


@cache
def _nouns_like_verbs() -> tuple[str, ...]:
    """How words begin that look like verbs with می."""
    return tuple(map(fold, load_yaml("cues.yaml")["nouns_like_verbs"]))


@cache
def _nouns_like_pasts() -> tuple[str, ...]:
    """How words end that look like the plural of a past."""
    return tuple(map(fold, load_yaml("cues.yaml")["nouns_like_pasts"]))


@cache
def _phrase_pattern() -> re.Pattern[str]:
    knowledge = _knowledge()
    clauses, sources = (
        "|".join(re.escape(phrase).replace(r"\ ", " +") for phrase in sorted(phrases, key=len, reverse=True))
        for phrases in (knowledge.clauses, knowledge.sources)
    )
    that = rf"این(?: {{0,2}}| (?:{'|'.join(map(fold, load_yaml('cues.yaml')['clause_nouns']))}) )که"
    openings = "|".join(sorted(knowledge.clause_openings))
    clause = rf"(?:{openings}) (?P<clause>{clauses}) (?:بر )?{that}"
    return re.compile(rf"(?:{clause}|(?P<source>{sources})(?= \w| ?[«\"]))\b")


def _participles(forms: dict[str, _Form]) -> frozenset[str]:
    return frozenset(form.verb + "ه" for form in forms.values())


def _conjugated(verb: str, past: str, present: str) -> dict[str, _Form]:
    """The finite forms that report, by their letters without spaces: گفت, گفته‌اند, می‌گوید, گفته می‌شود …"""
    third = dict.fromkeys(("", "ند"), Person.THIRD)
    first = dict.fromkeys(("م", "یم"), Person.FIRST)
    forms: dict[str, Person] = {}
    for ending, person in (third | first).items():
        forms[past + ending] = person
        forms["می" + past + ending] = person
    forms |= {"می" + present + "د": Person.THIRD, "می" + present + "ند": Person.THIRD}
    forms |= {"می" + present + "م": Person.FIRST, "می" + present + "یم": Person.FIRST}
    if past == "داشت":
        forms |= {"دارد": Person.THIRD, "دارند": Person.THIRD, "دارم": Person.FIRST, "داریم": Person.FIRST}
    if present.endswith("ی"):
        forms |= {"می" + present[:-1] + "ند": Person.THIRD} if past == "افزود" else {}
    participle = past + "ه"
    forms |= dict.fromkeys((participle + end for end in ("است", "اند", "بود", "بودند")), Person.THIRD)
    forms |= dict.fromkeys((participle + end for end in ("ام", "ایم")), Person.FIRST)
    if past != "شد":
        passive = ("شد", "میشود", "شدهاست", "شدهبود")
        forms |= dict.fromkeys((participle + end for end in passive), Person.NOBODY)
    table = {form: _Form(verb, person, participle=False) for form, person in forms.items()}
    table[participle] = _Form(verb, Person.THIRD, participle=True)
    if past != "شد":
        table[participle + "شده"] = _Form(verb, Person.NOBODY, participle=True)
    return table
