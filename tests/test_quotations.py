"""What the cases of `test_speech_cases.py` cannot show: letters, repeats, what is no speech, and any text at all.

Paragraphs are lines; names are given.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators import quotations, scripture
from tei.document import Agent, Annotation, Article, Document, Entity, EntityKind, Kind, Layer, Mention, Source, Span

BLOCKS = Agent("blocks", "0", "given")
NAMES = Agent("entities", "0", "given")
PERSONS = {"مریم راستی": "person.1", "راستی": "person.1", "بهرام نیک‌پی": "person.2", "نیک‌پی": "person.2"}
ORGANISATIONS = {"شورای شهر": "org.1", "خبرگزاری سپیده": "org.2"}
PLACES = {"تهران": "place.1"}
KINDS = {
    "person": (Kind.PERS_NAME, EntityKind.PERSON),
    "org": (Kind.ORG_NAME, EntityKind.ORGANISATION),
    "place": (Kind.PLACE_NAME, EntityKind.PLACE),
}


def document(text, heads=(), signed=""):
    """A document whose lines are paragraphs; `heads` are types of the first lines, `signed` is a letter's signature."""
    lines = list(re.finditer(r"\S[^\n]*", text))
    kinds = [(Kind.HEAD, {"type": type_}) for type_ in heads] + [(Kind.PARAGRAPH, {})] * len(lines)
    blocks = [
        Annotation(Kind.SIGNED, Span(*line.span()))
        if line.group() == signed
        else Annotation(kind, span(line), features)
        for line, (kind, features) in zip(lines, kinds, strict=False)
    ]
    if signed:
        opening = next(line.end() for line in lines if line.group().endswith(":")) + 1
        letter = Span(opening, text.index(signed) + len(signed))
        blocks.append(Annotation(Kind.FLOATING_TEXT, letter, {"type": "letter"}))
    mentions = {}
    for name, ident in sorted((PERSONS | ORGANISATIONS | PLACES).items(), key=lambda pair: -len(pair[0])):
        for match in re.finditer(re.escape(name), text):
            if not any(other.overlaps(span(match)) for found in mentions.values() for other in found):
                mentions.setdefault(ident, []).append(span(match))
    entities, annotations = [], []
    for ident, spans in mentions.items():
        kind, about = KINDS[ident.partition(".")[0]]
        annotations += [Annotation(kind, found) for found in spans]
        entities.append(Entity(ident, about, mentions=tuple(Mention(kind, found) for found in sorted(spans))))
    names = Layer.of(NAMES, annotations)
    names = Layer(NAMES, names.annotations, tuple(entities))
    return Document(Article("a", text, Source("a.txt", "", 0)), (Layer.of(BLOCKS, blocks), names))


def span(match):
    return Span(*match.span())


def found(text, kind, **options):
    return [
        (text[a.span.begin : a.span.end], a.features)
        for a in quotations.annotate(document(text, **options)).annotations
        if a.kind is kind
    ]


def speech(text, **options):
    """(words, speaker, whether direct) of each speech."""
    said = found(text, Kind.SAID, **options)
    return [(words, features["who"], features["direct"] == "true") for words, features in said]


def cues(text):
    return [
        (words, features["ana"].removeprefix("cue."))
        for words, features in found(text, Kind.SEGMENT)
        if features["type"] == "cue"
    ]


def test_a_name_in_marks_at_the_beginning_of_a_speech_does_not_end_it():
    text = "نیک‌پی نوشت: «آفتاب» بهترین فیلم سال بود و جایزه گرفت."
    assert speech(text) == [("«آفتاب» بهترین فیلم سال بود و جایزه گرفت.", "person.2", True)]


def test_an_agency_is_no_speaker_where_it_is_only_credited():
    text = "به گزارش خبرگزاری سپیده، بهرام نیک‌پی گفت: کار خوب پیش می‌رود."
    assert [who for _, who, _ in speech(text)] == ["person.2"]


def test_a_governed_name_is_no_subject():
    text = "مریم راستی در پاسخ به انتقاد نیک‌پی گفت: ما قانون را اجرا کردیم."
    assert [who for _, who, _ in speech(text)] == ["person.1"]


def test_the_addressee():
    text = "مریم راستی خطاب به نیک‌پی گفت: از همراهی شما سپاسگزارم."
    ((_, features),) = found(text, Kind.SAID)
    assert (features["who"], features["toWhom"]) == ("person.1", "person.2")


def test_what_is_written_is_not_aloud():
    ((_, written),) = found("راستی در نامه‌ای نوشت: از شما سپاسگزارم.", Kind.SAID)
    ((_, spoken),) = found("راستی گفت: از شما سپاسگزارم.", Kind.SAID)
    assert written["aloud"] == "false"
    assert "aloud" not in spoken


def test_a_headline_with_its_speaker():
    assert speech("راستی: شهر را سبز می‌کنیم", heads=["main"]) == [("شهر را سبز می‌کنیم", "person.1", True)]
    assert not speech("کرونا در شهر: آمار تازه رسید", heads=["main"])
    assert not speech("خبرگزاری سپیده: باران شدید بارید", heads=["lead"])


def test_in_a_letter_an_unnamed_speaker_is_its_signatory():
    text = "متن نامه:\nدر پایان اعلام می‌شود که این راه ادامه دارد.\nمریم راستی"
    assert speech(text, signed="مریم راستی") == [("این راه ادامه دارد", "person.1", False)]


@pytest.mark.parametrize("mark", ["-", "ج:"])
def test_an_answer_in_an_interview_is_speech_of_the_person_interviewed(mark):
    text = f"مریم راستی شهردار تازه است.\n* کار را از کجا آغاز می‌کنید؟\n{mark} از پیاده‌روها."
    read = document(text)
    blocks = list(read.layers[0].annotations)
    blocks[2] = Annotation(Kind.PARAGRAPH, blocks[2].span, {"ana": "fn.answer"})
    (said,) = [
        a
        for a in quotations.annotate(Document(read.article, (Layer.of(BLOCKS, blocks), read.layers[1]))).annotations
        if a.kind is Kind.SAID
    ]
    assert text[said.span.begin : said.span.end] == "از پیاده‌روها."
    assert said.features == {"who": "person.1", "direct": "true"}


def test_what_looks_like_a_cue_and_is_none():
    assert not speech("راه حل در گفت و گو میان دو طرف است و باید ادامه یابد.")
    assert not speech("می‌توان گفت که هوا سرد است.")
    assert not speech("راستی این را گفت.")
    assert not speech("پروژه‌ای که شورای شهر آن را اعلام کرد به پایان رسید.")
    assert not speech("او چنین حرفی را نگفت: همه شاهد بودند.")


def test_marks_alone_are_no_speech():
    text = "فیلم «باغ‌های دور» و گروه موسوم به «یاران» در کنار «راستی» دیده شدند."
    assert not speech(text)
    assert found(text, Kind.TITLE) == [("باغ‌های دور", {"level": "m"})]
    assert found(text, Kind.SO_CALLED) == [("یاران", {})]


def test_marks_that_close_in_a_later_paragraph():
    text = "راستی گفت: «کار تمام شد.\nفردا جشن می‌گیریم.»\nهمه رفتند."
    assert speech(text) == [("کار تمام شد.\nفردا جشن می‌گیریم.", "person.1", True)]


def test_marks_within_marks_belong_to_the_speech():
    text = 'راستی گفت: «پدرم می‌گفت "کار نیکو کن" و ما آموختیم.» همه رفتند.'
    assert speech(text) == [('پدرم می‌گفت "کار نیکو کن" و ما آموختیم.', "person.1", True)]


def test_what_somebody_announces():
    text = "راستی پس از جلسه از آغاز ساخت سه پارک تازه خبر داد و گفت: کار خوب پیش می‌رود."
    assert speech(text) == [
        ("آغاز ساخت سه پارک تازه", "person.1", False),
        ("کار خوب پیش می‌رود.", "person.1", True),
    ]
    assert cues(text) == [("خبر داد", "announce"), ("گفت", "say")]
    assert not speech("راستی پس از جلسه به همه خبر داد.")
    text = "راستی ساخت‌وساز را از جمله کارهای خوب دانست و از توقف آن خبر داد."
    assert speech(text) == [("توقف آن", "person.1", False)]


def test_according_to_him():
    text = "راستی به شهر آمد. به گفته وی این راه تا دو ماه دیگر آماده می‌شود."
    assert speech(text) == [("این راه تا دو ماه دیگر آماده می‌شود", "person.1", False)]


def test_literal_words_within_a_sentence():
    text = "راستی با بیان این مطلب که «کار تمام است» افزود: «فردا جشن می‌گیریم.»"
    assert speech(text) == [("کار تمام است", "person.1", True), ("فردا جشن می‌گیریم.", "person.1", True)]


def test_a_city_or_country_speaks():
    assert speech("تهران اعلام کرد که مرز باز می‌ماند.") == [("مرز باز می‌ماند", "place.1", False)]
    assert speech("در تهران اعلام کرد که مرز باز می‌ماند.")[0][1] == "person.unknown"
    assert speech("تهران این را نپذیرفت و نیک‌پی گفت که مرز باز است.")[0][1] == "person.2"


def test_the_last_clause_has_a_subject_of_its_own():
    assert speech("شورای شهر تشکیل شد و کارشناس گفت: آب کم است.")[0][1] == "person.unknown"
    assert speech("راستی در جلسه حاضر شد و این نماینده گفت: آب کم است.")[0][1] == "person.1"


def test_what_a_statement_says_is_speech_of_whoever_issued_it():
    ((words, features),) = found("در بخشی از بیانیه شورای شهر آمده است: «پارک را می‌سازیم.»", Kind.SAID)
    assert words == "پارک را می‌سازیم."
    assert features == {"who": "org.1", "direct": "true", "aloud": "false"}


def test_what_laws_and_hadiths_say_is_quoted_not_said():
    text = "در ماده ۵ این قانون آمده است: «آب از آن همه است.» در روایتی آمده است که آب پاک است."
    assert not speech(text)
    assert found(text, Kind.QUOTE) == [
        ("آب از آن همه است.", {"type": "document"}),
        ("آب پاک است", {"type": "hadith"}),
    ]
    assert not found("او از سفر آمده است: همه شادند. در راه آمده است که باران ببارد.", Kind.QUOTE)


def test_couplets_in_prose():
    couplet = "هر کس که به باغ ما گذر کرد / از بوی بهار ما خبر کرد"
    for text in (f"او این بیت را خواند: {couplet}", f"به قول شاعر: {couplet}.", f"بر دیوار «{couplet}» نوشته بودند."):
        assert found(text, Kind.QUOTE) == [(couplet, {"type": "poem"})], text
    stars = couplet.replace("/", "***")
    assert found(f"جلسه آغاز شد. {stars}", Kind.QUOTE) == [(stars, {"type": "poem"})]


def test_slashes_that_part_no_hemistichs():
    assert not found("باشگاه بهار امروز برنده شد / باشگاه پاییز فردا برنده شد", Kind.QUOTE)
    assert not found("او این بیت را خواند: باغ / هر کس که به باغ ما گذر کرد از بوی بهار خبر کرد", Kind.QUOTE)


def test_titles_and_names_that_somebody_gives():
    text = "کتابی تازه با عنوان «باغ دور» آمد. فیلمی به نام «راه شب» هم هست. او این کار را «بازی» خواند."
    assert found(text, Kind.TITLE) == [("باغ دور", {"level": "m"}), ("راه شب", {"level": "m"})]
    assert found(text, Kind.SO_CALLED) == [("بازی", {})]
    assert not found("همایش با شعار «آب زندگی است» برگزار شد.", Kind.SO_CALLED)


def test_a_line_that_is_only_a_name_repeats_nothing():
    name = "خبرگزاری سپیده"
    text = f"{name}، {name}، {name}:\n{name}، {name}، {name} آمدند."
    assert not found(text, Kind.QUOTE, heads=["kicker"])


def test_a_lead_that_repeats_a_sentence_points_to_it():
    sentence = "هیچ طرحی بدون نظر مردم این محله اجرا نخواهد شد."
    text = f"{sentence}\nراستی در دیدار با ساکنان سخن گفت. {sentence} این را همه پذیرفتند."
    ((words, quote),) = found(text, Kind.QUOTE, heads=["lead"])
    assert words == sentence
    assert quote == {"type": "repeat", "source": "seg.1"}
    segments = quotations.annotate(document(text, heads=["lead"])).annotations
    (repeated,) = [a for a in segments if a.features.get("type") == "repeated"]
    assert (repeated.ident, text[repeated.span.begin : repeated.span.end]) == ("seg.1", sentence)


def test_a_verse_in_marks_after_a_cue_is_a_quotation_not_speech():
    text = "خداوند می‌فرماید: «ان الله مع الصابرین»"
    verse = Annotation(Kind.QUOTE, Span(19, len(text) - 1), {"type": "quran", "source": "quran:2:153"}, None, "quote.1")
    read = document(text).with_layer(Layer.of(Agent("scripture", "0", "given"), [verse]))
    assert not [a for a in quotations.annotate(read).annotations if a.kind is Kind.SAID]


def test_a_translated_verse_has_its_place_from_the_reference_beside_it():
    text = "خداوند در آیه ۳۶ سوره نساء می‌فرماید: «به پدر و مادر نیکی کنید.» در آیه ۵ سوره نور چیز دیگری است."
    read = document(text)
    ((_, before),) = found(text, Kind.QUOTE)
    references = scripture.annotate(read)
    (quote,) = [a for a in quotations.annotate(read.with_layer(references)).annotations if a.kind is Kind.QUOTE]
    assert before == {"type": "quran"}
    assert quote.features == {"type": "quran", "source": "quran:4:36"}


PIECES = [
    "گفت",
    ": ",
    "که ",
    "«",
    "»",
    '"',
    ". ",
    "، ",
    "\n",
    "راستی ",
    "وی ",
    "با بیان این‌که ",
    "به گفته ",
    "است ",
    "باران ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_gives_well_formed_annotations(text):
    annotations = quotations.annotate(document(text)).annotations
    said = [a for a in annotations if a.kind is Kind.SAID]
    for annotation in annotations:
        words = text[annotation.span.begin : annotation.span.end]
        assert words
        assert words == words.strip()
    assert [a.ident for a in said] == [f"said.{number}" for number in range(1, len(said) + 1)]
    idents = {a.ident for a in said}
    assert all(a.features["corresp"] in idents for a in annotations if "corresp" in a.features)
    assert all(not a.span.overlaps(b.span) or a.span.covers(b.span) for a, b in pairwise(said))
