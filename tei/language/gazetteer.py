"""What is known of names before an article is read: titles, forenames, offices, organisations and places.

All words are folded (`characters.fold`) and cut into tokens as `views.View.words` cuts a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from tei.language.characters import ZWNJ, fold
from tei.language.data_files import load_table, load_yaml

Words = tuple[str, ...]
"""A phrase as folded tokens."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


def words_of(phrase: str) -> Words:
    """The folded tokens of a phrase."""
    return tuple(_TOKEN.findall(fold(phrase)))


class Phrases:
    """A set of phrases that finds the longest one at a place of a token sequence."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self.all = frozenset(phrases)
        self.longest: dict[str, int] = {}
        self.longest_ending: dict[str, int] = {}
        for phrase in self.all:
            self.longest[phrase[0]] = max(len(phrase), self.longest.get(phrase[0], 0))
            self.longest_ending[phrase[-1]] = max(len(phrase), self.longest_ending.get(phrase[-1], 0))

    def match(self, words: Sequence[str], at: int, end: int) -> int:
        """The number of tokens of the longest phrase that begins at `at` and ends at or before `end`; else 0."""
        longest = self.longest.get(words[at], 0)
        for length in range(min(longest, end - at), 0, -1):
            if tuple(words[at : at + length]) in self.all:
                return length
        return 0

    def match_before(self, words: Sequence[str], end: int, floor: int) -> int:
        """The number of tokens of the longest phrase that ends right before `end`, not before `floor`; else 0."""
        longest = self.longest_ending.get(words[end - 1], 0) if end > floor else 0
        for length in range(min(longest, end - floor), 0, -1):
            if tuple(words[end - length : end]) in self.all:
                return length
        return 0

    def __contains__(self, phrase: Words) -> bool:
        return phrase in self.all


@dataclass(frozen=True)
class Gazetteer:
    """The word lists of `language/data`, read once; see the comments of the files for what each one holds."""

    honorifics: Phrases
    honorifics_after: Phrases
    glued_honorifics: tuple[str, ...]
    sex_of_honorific: dict[Words, str]
    forenames: frozenset[str]
    doubtful_forenames: frozenset[str]
    surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    surname_openers: frozenset[str]
    surname_closers: frozenset[str]
    long_surname_closers: tuple[str, ...]
    name_links: frozenset[str]
    sure_links: frozenset[str]
    second_links: frozenset[str]
    generation_words: frozenset[str]
    forename_closers: frozenset[str]
    adverbs: frozenset[str]
    compound_forenames: frozenset[str]
    turns_like_names: Phrases
    two_word_forenames: Phrases
    initials: frozenset[str]
    kunya_openings: frozenset[str]
    rulers: frozenset[str]
    rulers_behind: frozenset[str]
    titles_behind: frozenset[str]
    nobles: frozenset[str]
    glued_behind: tuple[str, ...]
    court_titles: tuple[str, ...]
    not_court_titles: frozenset[str]
    nickname_cues: Phrases
    bearers: frozenset[str]
    called: Phrases
    called_things: Phrases
    dynasties: frozenset[str]
    countries: Phrases
    own_country: frozenset[str]
    plain_place_heads: frozenset[str]
    own_places: Phrases
    irregular_nationalities: frozenset[str]
    places: Phrases
    doubtful_places: Phrases
    place_standard: dict[Words, str]
    geonames_ids: dict[str, str]
    place_heads: frozenset[str]
    named_after_persons: frozenset[str]
    bodies_named_after_persons: frozenset[str]
    shrines: frozenset[str]
    governments: frozenset[str]
    not_places: frozenset[str]
    days_of_places: Phrases
    turns_with_places: Phrases
    organisations: Phrases
    organisation_standard: dict[Words, str]
    organisation_heads: Phrases
    plain_organisation_heads: Phrases
    organisation_words: frozenset[str]
    strong_organisation_heads: Phrases
    kinds_of_organisations: frozenset[str]
    organisation_units: Phrases
    not_organisations: Phrases
    adjectives_of_offices: frozenset[str]
    verbal_organisations: frozenset[str]
    light_verbs: frozenset[str]
    mustered: frozenset[str]
    heads_of_people: frozenset[str]
    heads_of_lists: frozenset[str]
    fields_of_ministries: Phrases
    endings_of_agencies: tuple[str, ...]
    never_last: frozenset[str]
    clubs_of_words: frozenset[str]
    after_common_words: frozenset[str]
    before_common_words: frozenset[str]
    beside_common_words: frozenset[str]
    sports: frozenset[str]
    actors: Phrases
    not_before_actor: frozenset[str]
    not_after_actor: frozenset[str]
    ordinals: frozenset[str]
    agencies: Phrases
    agency_cues: Phrases
    offices: Phrases
    offices_with_complement: frozenset[Words]
    offices_of_persons: frozenset[Words]
    offices_as_adjectives: frozenset[Words]
    offices_of_towns: Phrases
    professions: frozenset[Words]
    silent_office_words: frozenset[str]
    other_holders: frozenset[str]
    assistants: frozenset[str]
    joining_in: frozenset[str]
    delegates: frozenset[str]
    office_fields: frozenset[str]
    office_stops: frozenset[str]
    nouns_with_preposition: frozenset[Words]
    adverbs_behind_office: frozenset[str]
    ministers: frozenset[str]
    ministry: Words
    bodies: frozenset[str]
    lone_offices: Phrases
    holder_offices: Phrases
    not_before_holder: frozenset[str]
    not_after_holder: frozenset[str]
    before_predicate: frozenset[str]
    copulas: frozenset[str]
    relation_of_office: dict[Words, str]
    presided: frozenset[str]
    secretaries: frozenset[Words]
    chambers: frozenset[str]
    deputies: frozenset[Words]
    kinship: dict[str, str]
    kinship_without_comma: frozenset[str]
    office_variants: Phrases
    office_standard: dict[str, str]
    office_closers: frozenset[str]
    letter_words: frozenset[str]
    words_of_speakers: frozenset[str]
    works: frozenset[str]
    sorts_of_works: frozenset[str]
    makers_of_works: frozenset[Words]
    active_auxiliaries: frozenset[str]
    in_reply: frozenset[Words]
    demonstrated: frozenset[str]
    not_of_speakers: frozenset[str]
    known_persons: Phrases
    known_person_standard: dict[Words, str]

    @cached_property
    def name_openings(self) -> frozenset[str]:
        """The first words of all names and heads by which a name is found without the tagger."""
        return frozenset().union(
            *(
                phrases.longest
                for phrases in (
                    self.places,
                    self.doubtful_places,
                    self.organisations,
                    self.strong_organisation_heads,
                    self.actors,
                    self.agencies,
                    self.two_word_forenames,
                    self.honorifics_after,
                )
            ),
        )

    @cached_property
    def nationalities(self) -> frozenset[str]:
        """Adjectives of countries: قطری, آمریکایی."""
        return self.irregular_nationalities.union(
            f"{name}{'یی' if name.endswith('ا') else 'ای' if name.endswith('ه') else 'ی'}"
            for name, *more in self.countries.all
            if not more
        )

    def is_of_place(self, word: str) -> bool:
        """Whether a word is an adjective of a place: اردبیلی; also a surname."""
        return word.endswith("ی") and (word[:-1],) in self.place_standard

    @cached_property
    def description_openings(self) -> frozenset[str]:
        """The first words of all phrases that mean a person without a name."""
        return frozenset({"این"}).union(self.known_persons.longest, self.offices.longest)


def _split(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(",") if entry.strip()]


def _phrases(text: str) -> Phrases:
    return Phrases(map(words_of, _split(text)))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for entry in _split(text) for word in words_of(entry))


def _single(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _standard(lines: Iterable[str]) -> dict[Words, str]:
    """Each variant of a line with the first name of the line."""
    table: dict[Words, str] = {}
    for line in lines:
        names = _split(line)
        for name in names:
            table.setdefault(words_of(name), names[0])
    return table


def _with_joiners(line: str) -> str:
    """A line of names with those of several words also written as one, and back: خراسان‌شمالی, خمینی شهر."""
    names = _split(line)
    joined = [name.replace(" ", ZWNJ) for name in names if " " in name]
    return ", ".join([*names, *joined, *(name.replace(ZWNJ, " ") for name in names if ZWNJ in name)])


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped."""
    honorifics = load_yaml("honorifics.yaml")
    forenames = load_yaml("forenames.yaml")
    surnames = load_yaml("surnames.yaml")
    places = load_yaml("places.yaml")
    organisations = load_yaml("organisations.yaml")
    offices = load_yaml("offices.yaml")
    cues = load_yaml("cues.yaml")
    place_lines = [
        _with_joiners(line)
        for part in ("countries", "regions", "provinces", "iranian_cities", "world_cities")
        for line in places[part].splitlines()
    ]
    sure_places = _standard(line for line in place_lines if not line.startswith("?"))
    doubtful_places = _standard(line[1:] for line in place_lines if line.startswith("?"))
    organisation_lines = organisations["known"].splitlines()
    known_organisations = _standard(line for line in organisation_lines if not line.startswith("?"))
    doubtful_organisations = _standard(line[1:] for line in organisation_lines if line.startswith("?"))
    known_persons = _standard(offices["persons"].splitlines())
    office_standard = {
        words_of(variant): word for word, variants in offices["variants"].items() for variant in _split(variants)
    }
    doubtful = _single(forenames["common_words"])
    two_words = [words_of(name.replace(ZWNJ, " ")) for name in forenames["two_words"].split()]
    written_together = {"".join(words) for words in two_words}
    return Gazetteer(
        honorifics=_phrases(honorifics["before"]),
        honorifics_after=_phrases(honorifics["after"]),
        glued_honorifics=tuple(_split(fold(honorifics["glued"]))),
        sex_of_honorific={
            words_of(title): sex for sex, titles in honorifics["sex"].items() for title in _split(titles)
        },
        forenames=(_single(forenames["sure"]) | written_together) - doubtful,
        doubtful_forenames=doubtful,
        surnames=_single(surnames["known"]),
        surname_endings=tuple(sorted(_single(surnames["endings"]))),
        surname_openers=_single(surnames["openers"]),
        surname_closers=_single(surnames["closers"]) | _single(surnames["short_closers"]),
        long_surname_closers=tuple(sorted(_single(surnames["closers"]))),
        name_links=_single(surnames["links"]),
        sure_links=_single(surnames["sure_links"]),
        second_links=_single(surnames["second_links"]),
        generation_words=_single(surnames["generations"]),
        forename_closers=_single(forenames["closers"]),
        adverbs=_single(forenames["adverbs"]),
        compound_forenames=_single(forenames["compound"]),
        turns_like_names=Phrases(
            map(words_of, [*load_yaml("arabic.yaml")["persian_adverbs"], *_split(forenames["turns"])])
        ),
        two_word_forenames=Phrases([*two_words, *((name,) for name in written_together)]),
        initials=_single(forenames["initials"]),
        kunya_openings=_single(forenames["kunya"]),
        rulers=_words(honorifics["rulers"]),
        rulers_behind=_words(honorifics["rulers_behind"]),
        titles_behind=_words(honorifics["titles_behind"]),
        nobles=_words(honorifics["nobles"]),
        glued_behind=tuple(_split(fold(honorifics["glued_behind"]))),
        court_titles=tuple(_split(fold(honorifics["court_titles"]))),
        not_court_titles=_words(honorifics["not_court_titles"]),
        nickname_cues=_phrases(honorifics["nickname_cues"]),
        bearers=_words(honorifics["bearers"]),
        called=_phrases(honorifics["called"]),
        called_things=_phrases(honorifics["called_things"]),
        dynasties=_words(honorifics["dynasties"]),
        countries=Phrases(_standard(line.lstrip("?") for line in places["countries"].splitlines())),
        own_places=Phrases(
            _standard(
                line for part in ("provinces", "iranian_cities") for line in places[part].splitlines() if line[0] != "?"
            )
        ),
        own_country=_words(places["own_country"]),
        plain_place_heads=_words(places["plain_heads"]),
        irregular_nationalities=_words(places["nationalities"]),
        places=Phrases(sure_places),
        doubtful_places=Phrases(words for words in doubtful_places if words not in sure_places),
        place_standard=doubtful_places | sure_places,
        geonames_ids={"".join(words_of(row[0])): row[-1] for row in load_table("geonames.tsv")},
        place_heads=_words(places["heads"]),
        named_after_persons=_words(places["named_after_persons"]),
        bodies_named_after_persons=_words(organisations["named_after_persons"]),
        governments=_words(organisations["governments"]),
        shrines=_words(places["shrines"]),
        not_places=_words(places["not_names"]),
        days_of_places=_phrases(places["days"]),
        turns_with_places=_phrases(places["turns"]),
        organisations=Phrases(known_organisations),
        organisation_standard=doubtful_organisations | known_organisations,
        organisation_heads=_phrases(organisations["heads"]),
        plain_organisation_heads=_phrases(organisations["plain_heads"]),
        organisation_words=_words(organisations["extension"]),
        strong_organisation_heads=_phrases(organisations["strong_heads"]),
        kinds_of_organisations=_words(organisations["kinds"]),
        never_last=_single(organisations["never_last"]),
        clubs_of_words=_single(organisations["clubs_of_words"]),
        after_common_words=_single(organisations["after_common_words"]),
        before_common_words=_single(organisations["before_common_words"]),
        beside_common_words=_single(organisations["beside_common_words"]),
        sports=_single(organisations["sports"]),
        organisation_units=_phrases(organisations["units"]),
        not_organisations=_phrases(organisations["not_names"]),
        adjectives_of_offices=_words(organisations["adjectives_of_offices"]),
        verbal_organisations=_words(organisations["verbal"]),
        light_verbs=_words(organisations["light_verbs"]),
        mustered=_words(organisations["mustered"]),
        heads_of_people=_words(organisations["heads_of_people"]),
        heads_of_lists=_words(organisations["heads_of_lists"]),
        fields_of_ministries=Phrases(map(words_of, organisations["fields_of_ministries"].splitlines())),
        endings_of_agencies=tuple(sorted(_single(organisations["endings_of_agencies"]))),
        actors=_phrases(organisations["actors"]),
        not_before_actor=_words(organisations["not_before_actor"]),
        not_after_actor=_words(organisations["not_after_actor"]),
        ordinals=_words(organisations["ordinals"]),
        agencies=_phrases(organisations["agencies"]),
        agency_cues=_phrases(organisations["agency_cues"]),
        offices=_phrases(offices["heads"]),
        offices_with_complement=_phrases(offices["needs_complement"]).all,
        offices_of_persons=_phrases(offices["of_persons"]).all,
        offices_as_adjectives=_phrases(offices["adjectives"]).all,
        offices_of_towns=_phrases(offices["of_towns"]),
        professions=_phrases(offices["professions"]).all,
        silent_office_words=_words(offices["silent"]),
        other_holders=_words(offices["other_holders"]),
        assistants=_words(offices["assistants"]),
        joining_in=_words(offices["joining_in"]),
        delegates=_words(offices["delegates"]),
        office_fields=_words(offices["fields"]),
        office_stops=_words(offices["stops"]),
        adverbs_behind_office=_words(offices["adverbs_behind"]),
        nouns_with_preposition=_phrases(offices["nouns_with_preposition"]).all,
        ministers=_words(offices["ministers"]),
        ministry=words_of(offices["ministry"]),
        bodies=_words(offices["bodies"]),
        lone_offices=_phrases(offices["alone"]),
        holder_offices=_phrases(offices["holders"]),
        not_before_holder=_words(offices["not_before_holder"]),
        not_after_holder=_words(offices["not_after_holder"]),
        before_predicate=_words(offices["before_predicate"]),
        copulas=_words(offices["copulas"]),
        relation_of_office={
            words_of(office): relation for relation, listed in offices["relations"].items() for office in _split(listed)
        },
        presided=_words(offices["presided"]),
        secretaries=_phrases(offices["secretaries"]).all,
        chambers=_words(offices["chambers"]),
        deputies=_phrases(offices["deputies"]).all,
        kinship={
            word: relation
            for relation, words in offices["kinship"].items()
            for word in _single(words.replace(",", " "))
        },
        kinship_without_comma=_words(offices["kinship_without_comma"]),
        office_variants=Phrases(office_standard),
        office_standard={"".join(variant): fold(word) for variant, word in office_standard.items()},
        office_closers=_words(offices["closers"]),
        letter_words=_words(offices["letters"]),
        words_of_speakers=_words(offices["words_of_speakers"]),
        works=frozenset(fold(noun) for nouns in cues["titles"].values() for noun in nouns),
        sorts_of_works=frozenset(map(fold, cues["sorts_of_works"])),
        makers_of_works=frozenset(map(words_of, cues["authors"])),
        active_auxiliaries=frozenset(map(fold, cues["active_auxiliaries"])),
        in_reply=_phrases(offices["in_reply"]).all,
        demonstrated=_words(offices["demonstrative"]),
        not_of_speakers=_words(offices["not_of_speakers"]),
        known_persons=Phrases(known_persons),
        known_person_standard=known_persons,
    )
