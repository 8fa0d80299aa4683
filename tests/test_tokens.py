"""The token layer: sentences, words, lemmas, parts of speech."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.annotators import pipeline, tokens
from tei.document import Annotation, Article, Document, Kind, Source
from tei.document.annotation import LEAF_BLOCK_KINDS


def document(text: str) -> Document:
    return pipeline.annotate(Article("a", text, Source("a.txt", "", 0)))


def layer(text: str) -> tuple[Annotation, ...]:
    return tokens.annotate(document(text)).annotations


def outer(text: str) -> list[Annotation]:
    """The tokens, without the syntactic words within them."""
    found: list[Annotation] = []
    for annotation in layer(text):
        if annotation.kind is not Kind.SENTENCE and not (found and found[-1].span.covers(annotation.span)):
            found.append(annotation)
    return found


def forms(text: str) -> list[str]:
    return [text[token.span.begin : token.span.end] for token in outer(text)]


def sentences(text: str) -> list[str]:
    spans = [annotation.span for annotation in layer(text) if annotation.kind is Kind.SENTENCE]
    return [text[span.begin : span.end] for span in spans]


def word(text: str, form: str) -> dict[str, str]:
    """The features of the first token with this form."""
    return next(dict(token.features) for token in outer(text) if text[token.span.begin : token.span.end] == form)


def parts(text: str, form: str) -> list[tuple[str, str, str]]:
    """Form, lemma and tag of the syntactic words of the first token with this form."""
    token = next(token for token in outer(text) if text[token.span.begin : token.span.end] == form)
    inner = [a for a in layer(text) if a.kind is Kind.WORD and a is not token and token.span.covers(a.span)]
    return [
        (text[a.span.begin : a.span.end], a.features["lemma"], a.features["pos"]) for a in inner if a.span != token.span
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باران، تند بارید.", ["باران", "،", "تند", "بارید", "."]),
        ("«باغ» (سبز) است؟!", ["«", "باغ", "»", "(", "سبز", ")", "است", "؟", "!"]),
        ("بهای آن ۱۲.۵ یا ۱۰٬۰۰۰ تومان شد", ["بهای", "آن", "۱۲.۵", "یا", "۱۰٬۰۰۰", "تومان", "شد"]),
        ("در ۱۳۹۷/۱/۱۵ ساعت ۱۴:۳۰ رسید", ["در", "۱۳۹۷/۱/۱۵", "ساعت", "۱۴:۳۰", "رسید"]),
        ("سال ۱۲۰ ه.ش آغاز شد", ["سال", "۱۲۰", "ه.ش", "آغاز", "شد"]),
        ("نشانی: info@example.org و https://example.org/a?b=1 است", None),
        ("رفته است و خواهد رفت", ["رفته", "است", "و", "خواهد", "رفت"]),
        ("او می رود و کتاب ها را می‌خواند", ["او", "می رود", "و", "کتاب ها", "را", "می‌خواند"]),
        ("در سال ۱۳۹۳که فروردین۹۷ آمد", ["در", "سال", "۱۳۹۳", "که", "فروردین", "۹۷", "آمد"]),
        ("چرا؟؟ نمی‌دانم...", ["چرا", "؟؟", "نمی‌دانم", "..."]),
    ],
)
def test_words(text: str, expected: list[str] | None):
    if expected is None:
        expected = ["نشانی", ":", "info@example.org", "و", "https://example.org/a?b=1", "است"]
    assert forms(text) == expected


def test_verbs_of_several_words_stay_several():
    """hazm joins گفته_شده_است; Universal Dependencies have a verb and its auxiliaries."""
    text = "این سخن پیشتر گفته شده است."
    assert forms(text)[-4:] == ["گفته", "شده", "است", "."]
    assert word(text, "است")["pos"] == "AUX"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باران آمد. هوا خنک شد.", ["باران آمد.", "هوا خنک شد."]),
        ("آیا آمد؟ نه! نیامد.", ["آیا آمد؟", "نه!", "نیامد."]),
        ("نرخ ۳.۵ درصد بالا رفت.", ["نرخ ۳.۵ درصد بالا رفت."]),
        ("این رویداد در سال ۳۰ ق.م. رخ داد.", ["این رویداد در سال ۳۰ ق.م. رخ داد."]),
        ("ا. ب. نیکنام نیز آنجا بود.", ["ا. ب. نیکنام نیز آنجا بود."]),
        ("نمایش «چه کسی آمد؟» را دیدیم.", ["نمایش «چه کسی آمد؟» را دیدیم."]),
        ("گفت: «باران می‌آید. چتر بردار.» و رفت.", ["گفت: «باران می‌آید.", "چتر بردار.»", "و رفت."]),
        ("گفت: «باران می‌آید. » رئیس ما نیز آمد.", ["گفت: «باران می‌آید. »", "رئیس ما نیز آمد."]),
        ("سیب و گلابی و... را خرید.", ["سیب و گلابی و... را خرید."]),
        ("تهران - ایرنا: بارش برف از فردا آغاز می‌شود.", ["تهران - ایرنا:", "بارش برف از فردا آغاز می‌شود."]),
        ("۱. آب را جوش آورید. ۲. چای را بریزید.", ["۱. آب را جوش آورید.", "۲. چای را بریزید."]),
    ],
)
def test_sentences(text: str, expected: list[str]):
    assert sentences(text) == expected


def test_every_block_is_a_sentence_of_its_own():
    text = "بارش برف در شهرهای شمالی\n\nامروز در شهرهای شمالی برف بارید و راه‌ها بسته شد."
    assert sentences(text) == text.split("\n\n")


@pytest.mark.parametrize(
    ("text", "form", "lemma", "tag"),
    [
        ("آنها کتاب‌های خوبی خواندند.", "کتاب‌های", "کتاب", "NOUN"),
        ("آنها کتاب‌های خوبی خواندند.", "خواندند", "خواند#خوان", "VERB"),
        ("او به خانه می‌رود.", "می‌رود", "رفت#رو", "VERB"),
        ("هوا سرد است.", "است", "است", "AUX"),
        ("افراد زیادی آمدند.", "افراد", "فرد", "NOUN"),
        ("بازیکنان تیم برنده شدند.", "بازیکنان", "بازیکن", "NOUN"),
        ("این خانه بزرگ‌تر از آن خانه است.", "بزرگ‌تر", "بزرگ", "ADJ"),
        ("علی به تهران رفت.", "تهران", "تهران", "PROPN"),
        ("او را دیدم.", "را", "را", "ADP"),
        ("سه کتاب خریدم.", "سه", "سه", "NUM"),
        ("این كتاب\u200f خوب است.", "كتاب\u200f", "کتاب", "NOUN"),
        ("این مِهر ماه است.", "مِهر", "مهر", "NOUN"),
        ("او برنمی‌گردد.", "برنمی‌گردد", "گشت#گرد", "VERB"),
    ],
)
def test_lemmas_and_tags(text: str, form: str, lemma: str, tag: str):
    found = word(text, form)
    assert (found["lemma"], found["pos"]) == (lemma, tag)


def test_preverbs_are_no_part_of_the_lemma():
    """hazm has برگشت#برگرد beside گشت#گرد; PerDT has the one verb."""
    assert word("او دیروز از سفر برگشت.", "برگشت")["lemma"] == "گشت#گرد"


def test_features():
    assert word("آنها کتاب‌ها را نمی‌خوانند.", "نمی‌خوانند")["msd"] == (
        "UPosTag=VERB|Number=Plur|Person=3|Polarity=Neg|Tense=Pres"
    )
    assert word("آنها کتاب‌ها را خواندند.", "کتاب‌ها")["msd"] == "UPosTag=NOUN|Number=Plur"
    assert word("باران آمد!", "!")["msd"] == "UPosTag=PUNCT"
    assert word("بهای نفت ۵ $ است", "$")["msd"] == "UPosTag=SYM"


def test_join_says_that_no_space_follows():
    text = "«باغ»، سبز"
    assert [token.features.get("join") for token in outer(text)] == ["right", "right", "right", None, None]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("کتابش را به من داد.", "کتابش", [("کتاب", "کتاب", "NOUN"), ("ش", "او", "PRON")]),
        ("خانه‌اش در کنار رود است.", "خانه‌اش", [("خانه‌", "خانه", "NOUN"), ("اش", "او", "PRON")]),
        ("حرف‌هایشان را شنیدم.", "حرف‌هایشان", [("حرف‌های", "حرف", "NOUN"), ("شان", "آن‌ها", "PRON")]),
    ],
)
def test_clitics_are_words_within_a_word(text: str, form: str, expected: list[tuple[str, str, str]]):
    assert parts(text, form) == expected
    assert "pos" not in word(text, form)


def test_damaged_words_are_read_as_repaired():
    sound = "آن‌ها می‌دانند که خانه‌های کوچک‌تر ارزان‌ترند و نمی‌خواهند جابه‌جا شوند."
    damaged = sound.replace("\u200c", "")
    assert [token.features.get("msd") for token in outer(damaged)] == [
        token.features.get("msd") for token in outer(sound)
    ]
    assert word(damaged, "میدانند")["lemma"] == "دانست#دان"


def test_arabic_passages_are_foreign():
    text = "او گفت: «إنّا لله وإنّا إليه راجعون» و گریست."
    assert word(text, "راجعون")["msd"] == "UPosTag=X|Foreign=Yes"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ابتکگمیهشدنرآ\u200c\u200f\u0651 \n.،؟«»()1۲٫a@/-…\ufdfaًﷲ%", max_size=120))
def test_every_visible_character_is_in_one_token_of_one_sentence(text: str):
    found = document(text)
    annotations = tokens.annotate(found).annotations
    words = [0] * len(text)
    for token in outer(text):
        for at in range(token.span.begin, token.span.end):
            words[at] += 1
    sentence_spans = [annotation.span for annotation in annotations if annotation.kind is Kind.SENTENCE]
    for block in found.annotations(*LEAF_BLOCK_KINDS):
        for at in range(block.span.begin, block.span.end):
            assert words[at] == 1 or text[at].isspace()
    for annotation in annotations:
        assert len(annotation.span) > 0
        assert sum(span.covers(annotation.span) for span in sentence_spans) == 1
        covered = text[annotation.span.begin : annotation.span.end]
        assert covered == covered.strip()
        parts_within = [
            a for a in annotations if a.kind is Kind.WORD and a is not annotation and annotation.span.covers(a.span)
        ]
        if annotation.kind is Kind.WORD and parts_within:
            assert sum(len(part.span) for part in parts_within) == len(annotation.span)


@pytest.mark.parametrize("unit", ["ا", "ا ", "1.", "a@", "http://", "«", "ا.", "…و ", "x-"])
def test_hostile_repetition_takes_linear_time(unit: str):
    text = unit * (40_000 // len(unit))
    assert layer(text)
