"""Names of persons with their parts, organisations, places, and offices beside names."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators import names
from tei.annotators.names.boundaries import extended, joined, pieces
from tei.annotators.names.consistency import consistent
from tei.annotators.names.reading import Name, Reading
from tei.annotators.names.selection import is_name
from tei.document import Agent, Annotation, Article, Document, Kind, Layer, Source, Span
from tei.language.offices import office_before
from tei.language.token_ranges import token_range


def document(text: str, *annotations: Annotation) -> Document:
    bare = Document(Article("a", text, Source("a.txt", "", 0)))
    return bare.with_layer(Layer.of(Agent("test", "1", "test"), annotations)) if annotations else bare


def found(text: str, kind: Kind) -> list[str]:
    return [text[a.span.begin : a.span.end] for a in names.annotate(document(text)).annotations if a.kind is kind]


PARTS = (Kind.ADD_NAME, Kind.FORENAME, Kind.NAME_LINK, Kind.SURNAME, Kind.GEN_NAME)


def parts(text: str) -> list[tuple[str, str]]:
    layer = names.annotate(document(text))
    return [(a.kind.value, text[a.span.begin : a.span.end]) for a in layer.annotations if a.kind in PARTS]


def test_a_name_holds_its_titles_and_is_taken_apart():
    text = "در این نشست حضرت آیت‌الله محمدرضا کرمانی سخنرانی کرد."
    assert found(text, Kind.PERS_NAME) == ["حضرت آیت‌الله محمدرضا کرمانی"]
    assert parts(text) == [
        ("addName", "حضرت"),
        ("addName", "آیت‌الله"),
        ("forename", "محمدرضا"),
        ("surname", "کرمانی"),
    ]


def test_a_title_may_be_spelled_the_arabic_way():
    assert found("حجة الاسلام ناصر بهرامیان آمد.", Kind.PERS_NAME) == ["حجة الاسلام ناصر بهرامیان"]


def test_a_title_written_together_with_the_forename_is_cut_off():
    assert parts("سیدحسین موسوی دیروز در تهران گفت.") == [
        ("addName", "سید"),
        ("forename", "حسین"),
        ("surname", "موسوی"),
    ]


def test_the_forename_of_one_is_the_surname_of_another():
    text = "علیرضا جهانبخش گل زد. جهانبخش سپس از زمین بیرون رفت."
    assert parts(text)[-1] == ("surname", "جهانبخش")


def test_what_a_person_is_called_besides_is_a_nickname():
    text = "ناصر بهرامیان معروف به «ناصر پلنگ» بازداشت شد."
    layer = names.annotate(document(text))
    [nickname] = [a for a in layer.annotations if a.features == {"type": "nickname"}]
    assert text[nickname.span.begin : nickname.span.end] == "ناصر پلنگ"
    assert found(text, Kind.PERS_NAME) == ["ناصر بهرامیان", "ناصر پلنگ"]


def test_persons_listed_with_dashes_are_several():
    assert found("دیدار ناصر بهرامیان – مریم کاویانی", Kind.PERS_NAME) == ["ناصر بهرامیان", "مریم کاویانی"]


def test_a_lone_name_behind_a_title_is_a_surname():
    assert parts("به گفته دکتر احمدی، آب رودخانه پاک است.") == [("addName", "دکتر"), ("surname", "احمدی")]


def test_the_formula_behind_a_name_belongs_to_it():
    text = "مراسم سوگواری امام حسین (ع) در مشهد برگزار شد."
    assert found(text, Kind.PERS_NAME) == ["امام حسین (ع)"]
    assert parts(text)[-1] == ("addName", "(ع)")


def test_a_surname_that_is_sure_once_is_marked_again():
    text = "دکتر ناصر بهرامیان گزارش را خواند. سپس بهرامیان به پرسش‌ها پاسخ داد."
    assert found(text, Kind.PERS_NAME) == ["دکتر ناصر بهرامیان", "بهرامیان"]


def test_damaged_text_is_read_like_clean_text():
    text = "آيتالله محمدرضا كرماني در شهر تهران گفت."
    assert found(text, Kind.PERS_NAME) == ["آيتالله محمدرضا كرماني"]
    assert found(text, Kind.PLACE_NAME) == ["شهر تهران"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("رضا کریمی، وزیر خارجه آلمان، وارد تهران شد.", "وزیر خارجه آلمان"),
        ("مدیر روابط عمومی این شرکت رضا کریمی گفت.", "مدیر روابط عمومی این شرکت"),
        ("«رضا کریمی» سخنگوی وزارت امور خارجه گفت.", "سخنگوی وزارت امور خارجه"),
        ("رضا کریمی دبیرکل سازمان کشورهای صادرکننده نفت (اوپک) گفت.", "دبیرکل سازمان کشورهای صادرکننده نفت (اوپک)"),
        ("رضا کریمی نویسنده و کارگردان گفت.", "نویسنده و کارگردان"),
        ("رضا کریمی، مترجم، به شیراز رفت.", "مترجم"),
    ],
)
def test_the_office_beside_a_name_is_marked_without_the_name(text, office):
    assert found(text, Kind.ROLE_NAME) == [office]
    assert found(text, Kind.PERS_NAME) == ["رضا کریمی"]


def test_the_lawyer_of_a_person_is_not_that_person():
    assert found("وکیل ناصر بهرامیان گفت.", Kind.ROLE_NAME) == []


def test_an_office_is_looked_for_near_the_name_alone():
    words = ["مینا", "صدری"] * 500_000
    covered = [0] * len(words)
    begun = process_time()
    assert not any(office_before(words, at, 0, covered) for at in range(len(words) - 1_000, len(words)))
    assert process_time() - begun < 1


def test_one_of_the_advisers_of_an_office_does_not_hold_it():
    text = "یکی از مشاوران رئیس جمهور ناصر بهرامیان گفت."
    assert found(text, Kind.ROLE_NAME) == []
    assert found(text, Kind.PERS_NAME) == ["ناصر بهرامیان"]


def test_a_short_form_in_brackets_is_an_organisation_too():
    layer = names.annotate(document("سازمان کشورهای صادرکننده نفت (اوپک) نشست خود را آغاز کرد."))
    assert [a.features for a in layer.annotations if a.kind is Kind.ORG_NAME] == [{}, {"type": "short"}]


def test_a_place_lies_in_the_name_of_its_organisation():
    text = "نیروهای ارتش سوریه به سوی حلب رفتند."
    assert found(text, Kind.ORG_NAME) == ["ارتش سوریه"]
    assert found(text, Kind.PLACE_NAME) == ["سوریه", "حلب"]


def test_an_agency_with_a_common_name_needs_its_cue():
    assert found("به گزارش مهر، باران می‌بارد.", Kind.ORG_NAME) == ["مهر"]
    assert found("او با مهر و شکیبایی پاسخ داد.", Kind.ORG_NAME) == []


@pytest.mark.parametrize(
    "text", ["بهار آمد و پروانه در باغ بود.", "این خبر امید تازه‌ای داد.", "با پیروز شدن در این راه"]
)
def test_common_words_that_are_also_names_are_left_alone(text):
    assert found(text, Kind.PERS_NAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "استقلال کشور از همه چیز مهم‌تر است.",
        "پیروزی بر دشمن نزدیک است.",
        "مردم برای آزادی و استقلال جنگیدند.",
        "مردم برای استقلال و آزادی جنگیدند.",
    ],
)
def test_clubs_with_the_name_of_a_word_need_context(text):
    assert found(text, Kind.ORG_NAME) == []


def test_a_club_is_known_beside_another():
    text = "استقلال در هفته دهم پرسپولیس را شکست داد."
    assert found(text, Kind.ORG_NAME) == ["استقلال", "پرسپولیس"]


@pytest.mark.parametrize("text", ["امیر قطر به تهران آمد.", "بازیکن برزیلی گل زد.", "سخنان رهبری را شنیدند."])
def test_rulers_nationalities_and_offices_are_no_persons(text):
    assert found(text, Kind.PERS_NAME) == []


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("نیروی دریایی سپاه اعلام کرد.", ["نیروی دریایی سپاه", "سپاه"]),
        ("باشگاه سپاهان اعلام کرد.", ["باشگاه سپاهان"]),
        ("وزارت ارشاد و شهرداری تهران همکاری می‌کنند.", ["وزارت ارشاد", "شهرداری تهران"]),
        ("روابط عمومی شرکت ملی نفت اعلام کرد.", ["شرکت ملی نفت"]),
        ("کنگره این کشور اعلام کرد.", ["کنگره این کشور"]),
        ("هر حزب سیاسی مجوز می‌گیرد.", []),
    ],
)
def test_where_organisations_begin_and_end(text, organisations):
    assert found(text, Kind.ORG_NAME) == organisations


def test_nothing_is_marked_in_arabic_passages_lists_of_tags_and_addresses():
    text = "قال علی بن محمد\nبرچسب: تهران\nhttps://example.org/تهران"
    inside = [
        Annotation(Kind.FOREIGN, Span(0, 15), {"xml:lang": "ar"}),
        Annotation(Kind.LIST, Span(16, 28), {"type": "tags"}),
    ]
    assert names.annotate(document(text, *inside)).annotations == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("مجله علمی دانشمند اخیراً شماره‌ای تازه", "مجله علمی دانشمند"),
        ("سهراب می‌کوشید", "سهراب"),
        ("باشگاه می‌سی‌سی‌پی", "باشگاه می‌سی‌سی‌پی"),
    ],
)
def test_a_name_ends_before_a_verb_or_an_arabic_adverb(text, name):
    reading = names.Reading(document(text))
    end = reading.name_end(names.Name(Kind.ORG_NAME, 0, len(reading.words), 0.9))
    assert reading.span(0, end).end == len(name)


def test_the_name_of_a_ministry_may_hold_a_comma():
    text = "وزیر بهداشت، درمان و آموزش پزشکی از بیمارستان تازه بازدید کرد."
    assert found(text, Kind.ORG_NAME) == ["بهداشت، درمان و آموزش پزشکی"]


def test_program_code_names_nobody():
    reading = names.Reading(document("// show a picture of the player"))
    assert not is_name(reading, names.Name(Kind.ORG_NAME, 2, len(reading.words), 0.9))


def test_a_date_is_no_name():
    text = "جلسه ۱۲ مهر برگزار شد."
    assert names.annotate(document(text, Annotation(Kind.DATE, Span(5, 11)))).annotations == ()


WORDS = st.sampled_from(
    [
        "وزیر",
        "خارجه",
        "علی",
        "رضایی",
        "دکتر",
        "سید",
        "تهران",
        "شهر",
        "سازمان",
        "ملل",
        "(",
        ")",
        "«",
        "»",
        "،",
        "و",
        "گفت",
        "\n",
        "۱۲",
        "A",
        ".",
        "آیت‌الله",
        "ع",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_names_lie_in_the_text_and_never_begin_or_end_with_white_space(text):
    for annotation in names.annotate(document(text)).annotations:
        covered = text[annotation.span.begin : annotation.span.end]
        assert covered and covered == covered.strip()


@given(st.text(max_size=60))
def test_any_text_is_taken(text):
    first = names.annotate(document(text)).annotations
    assert first == names.annotate(document(text)).annotations


def test_the_name_of_a_day_holds_no_place():
    text = "راهپیمایی روز قدس در تهران برگزار شد. آن روز تهران آرام بود."
    assert found(text, Kind.PLACE_NAME) == ["تهران", "تهران"]


def test_a_closing_bracket_is_no_surname():
    text = "آرمان‌های امام خمینی (ره) زنده است؛ پیامبر (ص) چنین گفت."
    assert found(text, Kind.PERS_NAME) == ["امام خمینی (ره)"]


def test_bibliographies_put_the_surname_first():
    text = "کاریزیان، مهدی (۱۳۴۹). آب در ایران. تهران.\nصدر بهرامیان، مریم و کاویانی، ناصر. باغ‌ها."
    assert found(text, Kind.PERS_NAME) == ["کاریزیان، مهدی", "صدر بهرامیان، مریم", "کاویانی، ناصر"]
    assert parts(text)[:2] == [("surname", "کاریزیان"), ("forename", "مهدی")]


def test_a_line_that_begins_with_a_list_of_persons_is_no_bibliography():
    for line in ("بهرامیان، مریم و دوستانشان به شیراز رفتند.", "بهرامیان، مریم، ناصر و علی در سال ۱۳۹۸ رفتند."):
        assert "بهرامیان، مریم" not in found(line, Kind.PERS_NAME)


def test_the_number_of_a_footnote_is_no_part_of_a_name():
    text = "نسرین آذرمهر۱ و ناصر بهرامیان۲ این مقاله را نوشته‌اند."
    assert found(text, Kind.PERS_NAME) == ["نسرین آذرمهر", "ناصر بهرامیان"]
    assert ("surname", "آذرمهر") in parts(text)


def test_kings_and_courtiers_are_persons_and_streets_are_not():
    assert found("در سال قحطی فتحعلی‌شاه و عضدالملک به شکار رفتند.", Kind.PERS_NAME) == ["فتحعلی‌شاه", "عضدالملک"]
    assert found("خانه‌ای در خیابان ظهیرالدوله فروخته شد.", Kind.PERS_NAME) == []
    assert found("نایب‌السلطنه به دارالسلطنه رفت.", Kind.PERS_NAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "رمان «مریم کاویانی» چاپ شد.",
        "این سخن در «عالم‌آرای عباسی» آمده است.",
        "پیام نوروزی رئیس انجمن نویسندگان منتشر شد.",
    ],
)
def test_works_and_messages_are_no_persons(text):
    assert found(text, Kind.PERS_NAME) == []


def test_adverbs_that_begin_like_a_name_are_none():
    text = "علی رغم باران، علی الخصوص در شیراز، همه آمدند. علی القاعده راه باز است. ناصر بهرامیان علی‌رغم این رفت."
    assert found(text, Kind.PERS_NAME) == ["ناصر بهرامیان"]
    assert found(text, Kind.ORG_NAME) == []


def test_two_offices_with_one_complement_are_one_phrase():
    assert found("ناصر بهرامیان عضو و سخنگوی شورای شهر تهران گفت.", Kind.ROLE_NAME) == ["عضو و سخنگوی شورای شهر تهران"]
    assert found("مدیر و معاون مدرسه آمدند.", Kind.ROLE_NAME) == []


def test_the_meeting_of_mourners_is_no_parliament():
    assert found("مجلس ترحیم آن مرحوم فردا برپا می‌شود.", Kind.ORG_NAME) == []
    assert found("در مجلس امام حسین(ع) سخن گفت.", Kind.ORG_NAME) == []
    assert found("مجلس این طرح را فردا بررسی می‌کند.", Kind.ORG_NAME) == ["مجلس"]


def test_the_office_of_a_representative_holds_all_towns():
    office = "نماینده مردم بهشهر، نکا و گلوگاه در مجلس"
    assert found(f"ناصر بهرامیان، {office} گفت.", Kind.ROLE_NAME) == [office]
    assert found(f"{office} ناصر بهرامیان گفت.", Kind.ROLE_NAME) == [office]
    assert found("ناصر بهرامیان، استاندار تهران، قم و کرج را دید.", Kind.ROLE_NAME) == ["استاندار تهران"]
    office = "نماینده مردم شهرستان‌های بهشهر، نکا و گلوگاه در مجلس"
    assert found(f"ناصر بهرامیان، {office} گفت.", Kind.ROLE_NAME) == [office]


def test_an_office_may_stand_behind_a_semicolon_or_before_a_colon():
    assert found("ناصر بهرامیان؛ سخنگوی قوه قضائیه گفت.", Kind.ROLE_NAME) == ["سخنگوی قوه قضائیه"]
    assert found("دیدار با ناصر بهرامیان؛ سخنگوی قوه قضائیه رفت.", Kind.ROLE_NAME) == []
    assert found("سرمربی: ناصر بهرامیان\nداور: علی کاویانی", Kind.ROLE_NAME) == ["سرمربی", "داور"]
    assert found("سخنگوی دولت: ناصر بهرامیان به شیراز می‌آید.", Kind.ROLE_NAME) == []


def test_an_adjective_before_a_name_is_no_office():
    assert found("حضور فعال ناصر بهرامیان دیده شد.", Kind.ROLE_NAME) == []
    assert found("ناصر بهرامیان، فعال سیاسی، آمد.", Kind.ROLE_NAME) == ["فعال سیاسی"]


def test_a_surname_that_is_a_word_is_one_before_a_verb_of_speech():
    text = "سامان رستگار فیلم ساخت. رستگار گفت: خوشحالم. هر که راست بگوید رستگار است."
    assert found(text, Kind.PERS_NAME) == ["سامان رستگار", "رستگار"]
    text = "کریم کمال به شیراز رفت. کمال تأکید کرد: راه باز است. کمال هنر در این است."
    assert found(text, Kind.PERS_NAME) == ["کریم کمال", "کمال"]


def test_a_club_with_the_name_of_a_person_is_no_person():
    text = "شاهین بوشهر دو گل زد. رضا کریمی برای شاهین گل زد. مهاجم برزیلی شاهین در دقیقه ۲۰ گل زد."
    assert found(text, Kind.ORG_NAME) == ["شاهین بوشهر", "شاهین", "شاهین"]


def test_the_governor_of_a_province_is_no_person_of_that_name():
    text = "والی بامیان گفت: برف آمده است."
    assert found(text, Kind.PERS_NAME) == []
    assert found(text, Kind.PLACE_NAME) == ["بامیان"]


def test_a_forename_may_be_written_as_two_words():
    text = "سارا احمدی و دل آرا کریمی و پری ناز ایزدیار در کلاس بودند."
    assert found(text, Kind.PERS_NAME) == ["سارا احمدی", "دل آرا کریمی", "پری ناز ایزدیار"]
    assert ("forename", "دل آرا") in parts(text)
    assert found("در این ماه گل زد و دل شاد شد.", Kind.PERS_NAME) == []


def test_a_surname_of_two_words_is_one_wherever_it_stands_alone():
    text = "محمد سبزه زاری از شرجی خبر داد. سبزه زاری اظهار کرد: هوا گرم می‌شود."
    assert found(text, Kind.PERS_NAME) == ["محمد سبزه زاری", "سبزه زاری"]
    assert parts(text)[-1] == ("surname", "سبزه زاری")


@pytest.mark.parametrize(
    "text",
    [
        "فیلم سینمایی «جوکر» در جشنواره نمایش داده شد. فروش «جوکر» خوب بود.",
        "فیلم‌های «انگل» و «جوکر» نامزد جایزه شدند.",
        "«جوکر» به کارگردانی یک فیلمساز جوان ساخته شد.",
        "ناو «هراز» و طوفان کاترینا خبرساز شدند.",
    ],
)
def test_works_ships_and_storms_are_no_persons(text):
    assert found(text, Kind.PERS_NAME) == []


def test_an_agency_is_known_by_the_end_of_its_name():
    assert found("او در گفت‌وگو با اعتمادآنلاین سخن گفت.", Kind.ORG_NAME) == ["اعتمادآنلاین"]


def test_the_fields_of_a_ministry_and_of_a_commission_are_one_name():
    assert found("وزیر بهداشت، درمان و آموزش پزشکی آمد.", Kind.ORG_NAME) == ["بهداشت، درمان و آموزش پزشکی"]
    several = found("وزارت صنعت، بهداشت و کشاورزی نیاز دارند.", Kind.ORG_NAME)
    assert "وزارت صنعت، بهداشت و کشاورزی" not in several
    commission = "کمیسیون کشاورزی، آب و منابع طبیعی مجلس شورای اسلامی"
    assert found(f"عضو {commission} گفت.", Kind.ORG_NAME) == [commission, "مجلس شورای اسلامی"]
    chamber = "اتاق بازرگانی، صنایع، معادن و کشاورزی یزد"
    assert found(f"عضو {chamber} گفت.", Kind.ORG_NAME) == [chamber]
    assert found("سخنگوی وزارت", Kind.ORG_NAME) == ["وزارت"]


def test_those_who_live_somewhere_are_no_organisation():
    assert found("جمعیت ایران زیاد شد و جامعه ایران جوان است.", Kind.ORG_NAME) == []


def test_directions_and_turns_of_speech_are_no_places():
    assert found("این خط شمالی جنوبی است.", Kind.PLACE_NAME) == []
    assert found("این شور در دانشگاه‌ها ساری و جاری است.", Kind.PLACE_NAME) == []
    assert found("جوانه‌های بروکسل و کلم سرشار از ویتامین‌اند.", Kind.PLACE_NAME) == []


def test_a_title_behind_a_forename_belongs_to_the_name():
    assert parts("کامران میرزا نایب‌السلطنه بود.")[:2] == [("forename", "کامران"), ("addName", "میرزا")]
    assert found("او گفت: عباس آقا! کجایی؟", Kind.PERS_NAME) == ["عباس آقا"]


def test_the_militia_is_no_verb():
    assert found("همه بسیج شدند.", Kind.ORG_NAME) == []
    assert found("امکانات شهر را بسیج کردند.", Kind.ORG_NAME) == []
    assert found("سازمان بسیج مستضعفین بیانیه داد.", Kind.ORG_NAME) == ["سازمان بسیج مستضعفین"]


def test_a_known_organisation_holds_no_other():
    assert found("رئیس کمیسیون انرژی مجلس شورای اسلامی گفت.", Kind.ORG_NAME) == [
        "کمیسیون انرژی مجلس شورای اسلامی",
        "مجلس شورای اسلامی",
    ]


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("مردم برای استقلال تلاش کردند. " + "سال‌ها باران بارید و برف آمد. " * 12, []),
        ("مردم برای حفظ استقلال تلاش کردند.", []),
        ("گل دقیقه نود استقلال مقابل سپاهان دیدنی بود.", ["استقلال", "سپاهان"]),
        ("مردم شعار استقلال آزادی عدالت سر دادند.", []),
        ("در این درگیری ۱۶ پلیس زخمی شدند.", []),
        ("پلیس سارق را بازداشت کرد.", ["پلیس"]),
        ("این روزنامه فرانسوی نوشت: باران می‌آید.", []),
    ],
)
def test_a_club_a_body_or_a_kind_of_organisation_may_be_meant_as_the_word_that_it_is(text, organisations):
    assert found(text, Kind.ORG_NAME) == organisations


@pytest.mark.parametrize(
    "text",
    [
        "او علی رغم باران شدید به خانه رفت.",
        "علی الخصوص در بهار باران می‌آید.",
        "شاکی مالک یک تالار در شرق شهر است.",
    ],
)
def test_a_word_that_is_also_a_forename_names_nobody(text):
    assert found(text, Kind.PERS_NAME) == []


def test_what_is_named_in_full_once_is_found_where_only_a_part_of_it_was():
    text = "کانون پرورش یزد بسته است. ناصر بهرامیان در کانون پرورش یزد نشست."
    reading = Reading(document(text))
    at = [number for number, word in enumerate(reading.words) if word in ("کانون", "یزد")]
    given = [Name(Kind.ORG_NAME, at[0], at[1] + 1, 0.9), Name(Kind.PLACE_NAME, at[3], at[3] + 1, 0.9)]
    spans = [reading.span(name.begin, name.end) for name in consistent(reading, given)]
    assert [text[span.begin : span.end] for span in spans] == ["کانون پرورش یزد", "کانون پرورش یزد"]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("ناصر بهرامیان، بردبار، مریم کاویانی و حمید رستگار آمدند.", Kind.PERS_NAME, 4),
        ("ناصر بهرامیان، پدر، مریم کاویانی آمدند.", Kind.PERS_NAME, 2),
        ("ناصر بهرامیان، بنابراین، مریم کاویانی آمدند.", Kind.PERS_NAME, 2),
        ("او به تهران، سرسبز، یزد و شیراز رفت.", Kind.PLACE_NAME, 4),
    ],
)
def test_a_word_between_two_names_of_a_list_is_a_name(text, kind, names):
    assert len(found(text, kind)) == names


@pytest.mark.parametrize(
    ("text", "given", "name"),
    [
        ("در روزنامه «یزد فردا» نوشتند.", "روزنامه «یزد", "روزنامه «یزد فردا»"),
        ("در روزنامه «یزد. فردا» نوشتند.", "روزنامه «یزد", "روزنامه «یزد"),
        ("به گزارش بامداد نیوز برف آمد.", "نیوز", "بامداد نیوز"),
    ],
)
def test_an_organisation_ends_with_the_mark_it_opens_and_begins_before_what_agencies_end_with(text, given, name):
    reading = Reading(document(text))
    begin = text.index(given)
    tokens = token_range(reading.view, Span(begin, begin + len(given)))
    [piece] = pieces(reading, Name(Kind.ORG_NAME, tokens.start, tokens.stop, 0.9))
    span = reading.span(piece.begin, piece.end)
    assert text[span.begin : span.end] == name


def test_a_rare_forename_belongs_to_the_surname_behind_it():
    reading = Reading(document("سپس گودرز بهرامیان رفت."))
    assert extended(reading, Name(Kind.PERS_NAME, 2, 3, 0.9), 0).begin == 1


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("ناصر بهرامی راد گفت. سپس مصطفی بهرامی راد آمد.", ["ناصر بهرامی راد", "مصطفی بهرامی راد"]),
        ("گودرز بهرامیان آمد. همه گودرز را دیدند.", ["گودرز بهرامیان", "گودرز"]),
        ("ناصر بهرامیان و جدیدا محمود کاویانی آمدند.", ["ناصر بهرامیان", "محمود کاویانی"]),
        ("هدستی موسوم به «ناصر بهرامیان» آمد.", []),
    ],
)
def test_the_names_of_an_article_are_found_whole_and_wherever_they_stand(text, persons):
    assert found(text, Kind.PERS_NAME) == persons


def test_a_full_name_ends_with_the_surname_that_stands_elsewhere():
    reading = Reading(document("ناصر بهرامی راد گفت. بهرامی راد آمد."))
    given = [Name(Kind.PERS_NAME, 0, 2, 0.9), Name(Kind.PERS_NAME, 5, 7, 0.9)]
    assert [(name.begin, name.end) for name in consistent(reading, given)] == [(0, 3), (5, 7)]


def test_an_adverb_and_a_forename_behind_a_list_stand_at_the_borders_of_a_name():
    reading = Reading(document("ناصر بهرامیان و زیبا کاویانی و جدیدا محمود رفتند."))
    assert extended(reading, Name(Kind.PERS_NAME, 4, 5, 0.9), 2).begin == 3
    assert extended(reading, Name(Kind.PERS_NAME, 4, 5, 0.9), 0).begin == 4
    assert [piece.begin for piece in pieces(reading, Name(Kind.PERS_NAME, 6, 8, 0.9))] == [7]


def test_the_group_of_a_country_is_no_organisation():
    assert found("تیم ما در گروه ایران و گروه آرژانتین بازی کرد.", Kind.ORG_NAME) == []


def test_a_stadium_named_after_a_person_is_a_place():
    text = "بازی در ورزشگاه امام رضا (ع) برگزار شد."
    assert found(text, Kind.PLACE_NAME) == ["ورزشگاه امام رضا (ع)"]
    assert found(text, Kind.PERS_NAME) == []


def test_an_organisation_may_leave_its_kind_or_its_town_off():
    text = "باشگاه فلامینگو از سرمربی خود تشکر کرد. هواداران فلامینگو هم برای او آرزوی سلامتی کردند."
    assert found(text, Kind.ORG_NAME) == ["باشگاه فلامینگو", "فلامینگو"]
    text = "باشگاه نفت تهران در لیگ برتر دوم شد. بازیکنان نفت از داوری گله دارند و می‌گویند قیمت نفت بالا رفته است."
    assert found(text, Kind.ORG_NAME) == ["باشگاه نفت تهران", "نفت"]
    text = "سازمان خصوصی‌سازی گزارش داد. روند خصوصی‌سازی کند است."
    assert found(text, Kind.ORG_NAME) == ["سازمان خصوصی‌سازی"]


@pytest.mark.parametrize(
    ("text", "organisations", "places"),
    [
        ("فرمانده انتظامی استان بوشهر از دستگیری سارقان خبر داد.", [], ["استان بوشهر"]),
        ("غنی‌سازی در سایت فردو آغاز شد.", [], ["سایت فردو"]),
        ("وزارت دادگستری آمریکا بیانیه داد.", ["وزارت دادگستری آمریکا"], ["آمریکا"]),
        ("مجلس شورای ملی قانون را تصویب کرد.", ["مجلس شورای ملی"], []),
        ("مردم خراسان‌جنوبی جشن گرفتند.", [], ["خراسان‌جنوبی"]),
        ("نماینده خمینی شهر این را گفت.", [], ["خمینی شهر"]),
        ("بهره‌وری نیروی کار در کشور پایین است.", [], []),
        ("هیچ کس از این بیماری در امان نیست.", [], []),
    ],
)
def test_places_and_ordinary_words_are_no_organisations(text, organisations, places):
    assert found(text, Kind.ORG_NAME) == organisations
    assert found(text, Kind.PLACE_NAME) == places


def test_a_common_noun_is_no_club_although_a_firm_is_called_by_it():
    text = "شرکت فولاد مبارکه در این بازی حامی تیم بود. تولید فولاد بالا رفت."
    assert found(text, Kind.ORG_NAME) == ["شرکت فولاد مبارکه"]


@pytest.mark.parametrize(
    ("opening", "named"),
    [
        ("دکتر رستگار در آیین گشایش", ["دکتر رستگار", "ناصر رستگار"]),
        ("رستگار: باران می‌آید", ["رستگار", "ناصر رستگار"]),
        ("رستگار با بیان اینکه باران می‌آید رفت", ["رستگار", "ناصر رستگار"]),
        ("مردم رستگار شدند", ["ناصر رستگار"]),
    ],
)
def test_a_surname_that_is_a_word_is_one_behind_a_title_and_before_speech(opening, named):
    assert found(f"{opening}\n\nناصر رستگار گفت: خوب است.", Kind.PERS_NAME) == named


def test_an_agency_names_the_place_from_which_it_reports():
    text = "به گزارش خبرگزاری فارس از باشت، ناصر بهرامیان سخنرانی کرد. امام جمعه باشت هم آمد."
    assert found(text, Kind.PLACE_NAME) == ["باشت", "باشت"]
    assert found("به گزارش خبرگزاری فارس از نشست، ناصر بهرامیان سخنرانی کرد.", Kind.PLACE_NAME) == []


def test_a_headquarters_named_after_a_person_is_an_organisation():
    text = "فرمانده قرارگاه امام رضا (ع) با بسیج همه امکانات به کمک مردم رفت."
    assert found(text, Kind.ORG_NAME) == ["قرارگاه امام رضا (ع)"]
    assert found(text, Kind.PERS_NAME) == []


def test_who_lies_in_a_shrine_is_a_person_in_the_name_of_a_place():
    text = "زائران در حرم امام رضا (ع) دعا خواندند."
    assert found(text, Kind.PLACE_NAME) == ["حرم امام رضا (ع)"]
    assert found(text, Kind.PERS_NAME) == ["امام رضا (ع)"]
    assert parts(text) == [("addName", "امام"), ("forename", "رضا"), ("addName", "(ع)")]


def test_who_heads_a_government_is_a_person_in_its_name():
    text = "دولت بهرامیان برنامه دارد. ناصر بهرامیان این را گفت. دولت اسلامی برنامه دارد."
    assert found(text, Kind.PERS_NAME) == ["بهرامیان", "ناصر بهرامیان"]
    assert "دولت بهرامیان" in found(text, Kind.ORG_NAME)


def test_the_reporter_of_an_agency_is_not_who_is_named_behind_it():
    text = "به گزارش خبرنگار پارلمانی خبرگزاری فارس ناصر بهرامیان سخن گفت."
    assert found(text, Kind.ROLE_NAME) == []
    assert found("خبرنگار خبرگزاری فارس ناصر بهرامیان سخن گفت.", Kind.ROLE_NAME) == ["خبرنگار خبرگزاری فارس"]


def test_turns_of_speech_and_cables_are_no_names():
    assert found("او با حسن نیت به خانه آمد.", Kind.PERS_NAME) == []
    assert found("دزدان سیم و کابل را بردند.", Kind.PLACE_NAME) == []
    assert found("دولت با بسیج منابع مالی راه را ساخت.", Kind.ORG_NAME) == ["دولت"]


def test_a_government_is_that_of_the_person_behind_it_unless_an_office_stands_before():
    reading = Reading(document("دولت بهرامیان آمد. سخنگوی دولت ناصر بهرامیان گفت."))
    given = [Name(Kind.ORG_NAME, 0, 1, 0.9), Name(Kind.PERS_NAME, 1, 2, 0.9)]
    assert [(name.begin, name.end) for name in joined(reading, given)] == [(0, 2)]
    given = [Name(Kind.ORG_NAME, 5, 6, 0.9), Name(Kind.PERS_NAME, 6, 8, 0.9)]
    assert joined(reading, given) == given


def test_the_surname_of_a_full_name_is_no_organisation():
    reading = Reading(document("مایکل هدستی آمد. همه با هدستی رفتند. شرکت هدستی ماند."))
    given = [Name(Kind.PERS_NAME, 0, 2, 0.9), Name(Kind.ORG_NAME, 6, 7, 0.9), Name(Kind.ORG_NAME, 9, 11, 0.9)]
    kinds = [(name.kind, name.begin, name.end) for name in consistent(reading, given)]
    assert kinds == [(Kind.PERS_NAME, 0, 2), (Kind.PERS_NAME, 6, 7), (Kind.ORG_NAME, 9, 11)]


def test_a_preposition_written_together_ends_an_office():
    assert found("مدافع جدید سپاهان درمورد ناصر بهرامیان سخن گفت.", Kind.ROLE_NAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "ناصر بهرامیان، [معاون نظارت بر بازار و توزیع کالا] در این باره گفت: نرخ‌ها پایین آمد.",
        "ناصر بهرامیان [دبیر نخستین جشنواره قصه‌گویی] با بیان این‌که داوری تمام شده است، افزود: برگزیدگان می‌آیند.",
        "به گزارش خبرنگار ما، مریم کاویانی، [کارگردان این فیلم] نیز گفت: فیلم‌برداری تمام شد.",
        "ناصر بهرامیان [سرمربی استقلال] همیشه می‌گوید: باید دوید.",
        "ناصر بهرامیان [رئیس بانک مرکزی] وام‌های کوچک را لازم دانست و گفت: نرخ‌ها پایین آمد.",
        "ناصر بهرامیان بازیکن خوبی است و گفت: می‌مانم.",
        "در همین راستا ناصر بهرامیان [دبیر این همایش] گفت: داوری تمام شد.",
        "مریم کاویانی [جامعه‌شناس] در این باره می‌گوید: شهرها بزرگ شده‌اند.",
    ],
)
def test_the_office_of_who_speaks_goes_on_to_the_verb_or_adverbial(text):
    assert found(text.replace("[", "").replace("]", ""), Kind.ROLE_NAME) == re.findall(r"\[(.*?)\]", text)
