"""Who is who: mentions chained to entities by stated reasons, and relations that the text states."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotators import entities, names
from tei.document import Agent, Annotation, Article, Document, Entity, Kind, Layer, NamePart, Source, Span


def document(text: str, *annotations: Annotation) -> Document:
    bare = Document(Article("a", text, Source("a.txt", "", 0)))
    given_layer = Layer.of(Agent("test", "1", "test"), annotations)
    marked = bare.with_layer(given_layer)
    marked = marked.with_layer(names.annotate(marked))
    return marked.with_layer(entities.annotate(marked))


def mentions(done: Document, entity: Entity) -> list[str]:
    return [done.text[m.span.begin : m.span.end] for m in entity.mentions]


def people(done: Document) -> list[list[str]]:
    return [mentions(done, entity) for entity in done.entities if entity.kind == "person"]


def test_full_name_surname_and_title_are_one_person():
    done = document("آقای ناصر بهرامیان آمد. بهرامیان گفت. دکتر بهرامیان نشست.")
    assert people(done) == [["آقای ناصر بهرامیان", "بهرامیان", "دکتر بهرامیان"]]
    [person] = done.entities
    assert [(part.kind.value, part.text) for part in person.names[0].parts][-2:] == [
        ("forename", "ناصر"),
        ("surname", "بهرامیان"),
    ]
    assert person.sex == "M"
    assert any("only one full name" in reason for reason in person.reasons)


def test_an_office_that_is_counted_means_nobody_in_particular():
    assert people(document("سرمربی استقلال وارد شد.")) == [["سرمربی استقلال"]]
    for several in ("۲۴ سرمربی استقلال", "سه سرمربی استقلال", "۲۴ سرمربی"):
        assert people(document(f"{several} در این فصل آمدند.")) == []


def test_two_persons_of_one_surname_stay_apart_with_a_note():
    done = document("ناصر بهرامیان و مریم بهرامیان آمدند. دکتر بهرامیان گفت.")
    assert people(done) == [["ناصر بهرامیان"], ["مریم بهرامیان"], ["دکتر بهرامیان"]]
    assert "stays apart" in done.entities[2].reasons[0]


def test_a_title_tells_two_persons_of_one_surname_apart():
    done = document("آیت‌الله علی رضایی و دکتر حسن رضایی آمدند. رضایی گفت. دکتر رضایی رفت.")
    assert people(done) == [["آیت‌الله علی رضایی"], ["دکتر حسن رضایی", "دکتر رضایی"], ["رضایی"]]


def test_a_lady_is_no_gentleman():
    assert people(document("آقای ناصر بهرامیان آمد. خانم بهرامیان نیامد.")) == [
        ["آقای ناصر بهرامیان"],
        ["خانم بهرامیان"],
    ]


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("ابراهیم الشمری", "آقای شمری"),
        ("محمد بن سلمان", "بن سلمان"),
        ("پریناز ایزدیار", "پری ناز ایزدیار"),
        ("دری کمال‌آبادی", "آقای دری‌کمال‌آبادی"),
    ],
)
def test_spellings_of_one_name_are_one_person(full, other):
    assert people(document(f"{full} در نشست سخن گفت. سپس {other} به خانه رفت.")) == [[full, other]]


def test_a_nickname_means_its_bearer():
    done = document("ناصر بهرامیان معروف به «ناصر پلنگ» بازداشت شد. ناصر پلنگ اعتراف کرد.")
    assert people(done) == [["ناصر بهرامیان", "ناصر پلنگ", "ناصر پلنگ"]]
    assert done.entities[0].names[1].parts == (NamePart(Kind.ADD_NAME, "ناصر پلنگ", "nickname"),)


def test_two_persons_called_like_each_other_are_taken():
    text = "ناصر بهرامیان معروف به محمود کاویانی رفت. محمود کاویانی معروف به ناصر بهرامیان آمد."
    assert sum(map(len, people(document(text)))) == 4


def test_a_surname_of_two_words_may_stand_alone_whole_or_cut():
    done = document("ناصر بهرامیان مقدم وارد شد. دکتر بهرامیان مقدم سخن گفت. آقای مقدم رفت.")
    assert people(done) == [["ناصر بهرامیان مقدم", "دکتر بهرامیان مقدم", "آقای مقدم"]]


def test_the_first_word_of_a_name_that_is_no_known_forename_means_that_person():
    done = document("خانم آقاپور رستمی درباره سلامت سخن گفت. آقاپور سپس به شهر رفت. خانم آقاپور نیامد.")
    assert people(done) == [["خانم آقاپور رستمی", "آقاپور", "خانم آقاپور"]]


def test_title_and_forename_of_one_full_name_mean_that_person():
    done = document("سردار حاج قاسم بهرامیان سخن گفت. مردم حاج قاسم را شناختند.")
    assert people(done) == [["سردار حاج قاسم بهرامیان", "حاج قاسم"]]


def test_an_office_between_two_names_is_that_of_the_one_before_it():
    done = document("ناصر بهرامیان رئیس سازمان ملل متحد، مریم کاویانی و دیگران آمدند.")
    assert people(done) == [["ناصر بهرامیان", "رئیس سازمان ملل متحد"], ["مریم کاویانی"]]


def test_an_office_said_of_a_person_later_means_that_person():
    text = "ناصر بهرامیان، سخنگوی وزارت امور خارجه، در تهران سخن گفت. سخنگوی وزارت امور خارجه افزود."
    done = document(text)
    assert people(done) == [["ناصر بهرامیان", "سخنگوی وزارت امور خارجه", "سخنگوی وزارت امور خارجه"]]
    [described] = done.annotations(Kind.REFERRING_STRING)
    assert described.features == {"type": "person"}


def test_a_place_behind_the_place_of_an_office_is_another_phrase():
    done = document("رئیس جمهور روسیه ژاپن را به همکاری فراخواند.")
    assert people(done) == [["رئیس جمهور روسیه"]]


def test_an_office_of_nobody_named_is_a_person_without_a_name():
    done = document("وزیر بهداشت به اهواز رفت. وزیر بهداشت گفت.")
    assert people(done) == [["وزیر بهداشت", "وزیر بهداشت"]]
    assert done.entities[0].names == ()
    assert done.entities[0].roles == ("وزیر بهداشت",)


def test_the_same_words_mean_one_person_also_where_an_organisation_is_found_in_some_of_them():
    text = "رئیس دانشکده هنر کویر گفت. رئیس دانشکده هنر کویر رفت."
    begin = text.rindex("هنر کویر")
    done = document(text, Annotation(Kind.ORG_NAME, Span(begin, begin + len("هنر کویر"))))
    assert people(done) == [["رئیس دانشکده هنر کویر", "رئیس دانشکده هنر کویر"]]


def test_an_office_that_is_sought_or_given_means_nobody():
    assert people(document("برای سمت رئیس سازمان ملل نامزدی نیست.")) == []


def test_the_signature_says_who_the_author_in_the_introduction_is():
    introduction = "متن نامه رهبر انقلاب به این شرح است:\n"
    letter = "مردم عزیز، پیروز باشید.\nناصر بهرامیان"
    text = introduction + letter
    begin = len(introduction)
    signature = text.index("ناصر")
    done = document(
        text,
        Annotation(Kind.PARAGRAPH, Span(0, begin - 1)),
        Annotation(Kind.FLOATING_TEXT, Span(begin, len(text)), {"type": "letter"}),
        Annotation(Kind.PARAGRAPH, Span(begin, signature - 1)),
        Annotation(Kind.SIGNED, Span(signature, len(text))),
    )
    assert people(done) == [["رهبر انقلاب", "ناصر بهرامیان"]]
    assert any("signatory" in reason for reason in done.entities[0].reasons)


def test_full_and_short_form_are_one_organisation():
    done = document("سازمان کشورهای صادرکننده نفت (اوپک) بیانیه داد. اوپک افزود.")
    [organisation] = [entity for entity in done.entities if entity.kind == "org"]
    assert [(name.text, name.type) for name in organisation.names] == [
        ("سازمان کشورهای صادرکننده نفت", "full"),
        ("اوپک", "short"),
    ]
    assert len(organisation.mentions) == 3


def test_variants_of_a_country_are_one_place():
    done = document("او از آمریکا به عراق رفت و به ایالات متحده بازگشت.")
    assert [mentions(done, entity) for entity in done.entities] == [["آمریکا", "ایالات متحده"], ["عراق"]]


def test_an_office_stands_in_apposition_before_a_name_between_commas():
    done = document("دبیرکل سازمان ملل متحد، آنتونیو گوترش، گفت. دبیرکل سازمان ملل افزود.")
    assert people(done) == [["دبیرکل سازمان ملل متحد", "آنتونیو گوترش", "دبیرکل سازمان ملل"]]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("شهردار تبریز گفت: برف آمد.\nناصر بهرامیان افزود: راه‌ها باز است.", True),
        ("شهردار تبریز گفت: برف آمد.\nناصر بهرامیان، نماینده مجلس، افزود: راه‌ها باز است.", False),
        ("شهردار تبریز گفت: برف آمد.\nناصر بهرامیان افزود. مریم کاویانی نیز گفت.", False),
        ("شهردار تبریز گفت: برف آمد.\nناصر بهرامیان در خانه ماند.", False),
        ("ناصر بهرامیان افزود: راه‌ها باز است.\nشهردار تبریز گفت: برف آمد.", False),
        ("ناصر بهرامیان گفت: راه‌ها باز است.\nشهردار تبریز افزود: برف آمد.", True),
        ("ناصر بهرامیان گفت: راه‌ها باز است.\nاز این رو شهردار تبریز افزود: برف آمد.", False),
        ("شهردار تبریز گفت: برف آمد. شهردار شهر تبریز افزود: راه باز است.\nناصر بهرامیان گفت.", True),
        ("رئیس‌جمهور گفت: برف آمد. رئیس‌جمهور فنلاند نیز گفت.\nناصر بهرامیان افزود.", False),
    ],
)
def test_the_only_office_and_the_only_name_that_speak_are_one(text, joined):
    assert (len(people(document(text))) == 1) == joined


def test_a_name_in_the_headline_comes_before_the_office_of_who_speaks():
    text = "بهرامیان: راه‌ها باز است\nشهردار تبریز گفت: برف آمد.\nناصر بهرامیان افزود: راه‌ها باز است."
    headline = Annotation(Kind.HEAD, Span(0, text.index("\n")), {"type": "main"})
    assert people(document(text, headline)) == [["بهرامیان", "شهردار تبریز", "ناصر بهرامیان"]]
    assert len(people(document(text))) == 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ناصر بهرامیان گل زد. این بازیکن فرانسوی تمدید کرد.", ["ناصر بهرامیان", "این بازیکن فرانسوی"]),
        ("ناصر بهرامیان گفت. مریم کاویانی نشست. این بازیکن تمدید کرد.", ["ناصر بهرامیان"]),
        ("ناصر بهرامیان با رئیس‌جمهور آمریکا دیدار کرد. این مقام گفت.", ["ناصر بهرامیان"]),
        ("ناصر بهرامیان گفت: سارق گریخت. این متهم سابقه دارد.", ["ناصر بهرامیان"]),
    ],
)
def test_this_player_is_the_only_person_named(text, meant):
    assert people(document(text))[0] == meant


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("گودرز بهرامیان آمد. گودرز خندید.", [["گودرز بهرامیان", "گودرز"]]),
        ("سردار گودرز بهرامیان آمد. گودرز خندید.", [["سردار گودرز بهرامیان"], ["گودرز"]]),
        ("گودرز بهرامیان و گودرز کاویانی آمدند. گودرز خندید.", [["گودرز بهرامیان"], ["گودرز کاویانی"], ["گودرز"]]),
    ],
)
def test_a_forename_alone_is_the_only_person_who_is_also_called_without_title(text, persons):
    assert people(document(text)) == persons


def test_who_is_named_behind_words_of_somebody_does_not_speak():
    text = "شهردار تبریز گفت: برف آمد.\nناصر بهرامیان با اشاره به فرمایشات رئیس بنیاد شهید گفت: راه باز است."
    assert ["شهردار تبریز", "ناصر بهرامیان"] in people(document(text))


def test_this_deputy_is_the_deputy_of_the_text():
    done = document("رضا کریمی، نماینده مردم تهران در مجلس شورای اسلامی، گفت. این نماینده مجلس افزود.")
    assert people(done) == [["رضا کریمی", "نماینده مردم تهران در مجلس شورای اسلامی", "این نماینده مجلس"]]


def test_ministers_of_two_countries_head_two_ministries():
    done = document("وزیر امور خارجه با وزیر امور خارجه روسیه دیدار کرد.")
    assert people(done) == [["وزیر امور خارجه"], ["وزیر امور خارجه روسیه"]]
    assert [person.affiliations for person in done.entities[:2]] == [("org.1",), ("org.2",)]


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("نشست مجلس شورای اسلامی آغاز شد. مجلس رأی داد.", [["مجلس شورای اسلامی", "مجلس"]]),
        (
            "مجلس شورای اسلامی و مجلس خبرگان رهبری نشست دارند. مجلس رأی داد.",
            [["مجلس شورای اسلامی"], ["مجلس خبرگان رهبری"], ["مجلس"]],
        ),
        ("دولت چین اعلام کرد. دولت نیز پاسخ داد.", [["دولت چین"], ["دولت"]]),
    ],
)
def test_a_body_is_the_only_known_organisation_that_begins_so(text, organisations):
    done = document(text)
    assert [mentions(done, entity) for entity in done.entities if entity.kind == "org"] == organisations


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("سازمان آب و برق یزد آمد. سازمان آب و برق رفت.", [["سازمان آب و برق یزد", "سازمان آب و برق"]]),
        (
            "سازمان آب و برق یزد و سازمان آب و برق ایلام آمدند. سازمان آب و برق رفت.",
            [["سازمان آب و برق یزد"], ["سازمان آب و برق ایلام"], ["سازمان آب و برق"]],
        ),
        ("تیم ملی والیبال آمد. تیم ملی والیبال ژاپن رفت.", [["تیم ملی والیبال"], ["تیم ملی والیبال ژاپن"]]),
        (
            "کمیسیون فرهنگی اجتماعی آمد. کمیسیون اجتماعی و فرهنگی رفت.",
            [["کمیسیون فرهنگی اجتماعی", "کمیسیون اجتماعی و فرهنگی"]],
        ),
        ("روزنامه «اعتماد» نوشت. روزنامه اعتماد افزود.", [["روزنامه «اعتماد»", "روزنامه اعتماد"]]),
    ],
)
def test_an_organisation_is_named_in_short_in_another_order_or_in_quotation_marks(text, organisations):
    done = document(text)
    assert [mentions(done, entity) for entity in done.entities if entity.kind == "org"] == organisations


@pytest.mark.parametrize(
    ("office", "description", "same"),
    [
        ("نماینده مردم تهران در مجلس شورای اسلامی", "نماینده تهران", True),
        ("نماینده مردم بهشهر، نکا و گلوگاه", "نماینده مردم بهشهر", True),
        ("رئیس کل بانک مرکزی", "رئیس بانک مرکزی", True),
        ("رئیس سابق بانک مرکزی", "رئیس بانک مرکزی", False),
        ("رئیس بانک مرکزی", "معاون بانک مرکزی", False),
        ("فرمانده نیروی انتظامی", "فرمانده انتظامی یزد", False),
        ("معاون اول رئیس‌جمهور", "معاون رئیس‌جمهور", False),
        ("سرمربی تیم فوتبال پرسپولیس", "سرمربی پرسپولیس", True),
        ("رئیس ستاد اجرایی فرمان امام", "رئیس ستاد اجرایی", True),
        ("رئیس کمیسیون کشاورزی مجلس", "رئیس مجلس", False),
        ("وزیر خارجه", "وزیر خارجه ایران", False),
    ],
)
def test_an_office_in_short_means_the_only_one_that_the_text_gives_it(office, description, same):
    done = document(f"{description} آمد.\nناصر بهرامیان، {office}، نشست. مریم کاویانی رفت.")
    assert (description in people(done)[0] and "ناصر بهرامیان" in people(done)[0]) == same


def test_an_organisation_may_leave_off_the_country():
    done = document("شرکت ملی نفت ایران اعلام کرد. شرکت ملی نفت افزود.")
    assert [mentions(done, entity) for entity in done.entities if entity.kind == "org"] == [
        ["شرکت ملی نفت ایران", "شرکت ملی نفت"]
    ]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("ناصر بهرامیان، پسر محمود کاویانی، آمد.", ["childOf"]),
        ("ناصر بهرامیان فرزند محمود کاویانی آمد.", ["childOf"]),
        ("ناصر بهرامیان معروف به «ناصر پلنگ»، پسر محمود کاویانی، آمد.", ["childOf"]),
        ("مریم کاویانی، همسر ناصر بهرامیان، آمد.", ["spouseOf"]),
        ("مریم کاویانی (همسر ناصر بهرامیان) آمد.", ["spouseOf"]),
        ("ناصر بهرامیان پدر محمود کاویانی را دید.", []),
        ("ناصر بهرامیان، سخنگوی وزارت امور خارجه، گفت.", ["spokespersonOf"]),
        ("ناصر بهرامیان عضو شورای شهر تهران گفت.", ["memberOf"]),
        ("ناصر بهرامیان رئیس سابق فدراسیون فوتبال گفت.", []),
    ],
)
def test_relations_that_the_text_states(text, relations):
    assert [relation.name for relation in document(text).relations] == relations


def test_heading_an_organisation_is_a_relation_and_an_affiliation():
    done = document("ناصر بهرامیان، دبیرکل سازمان ملل متحد، گفت.")
    [relation] = done.relations
    assert (relation.name, relation.active, relation.passive) == ("heads", "person.1", "org.1")
    assert done.entities[0].affiliations == ("org.1",)


WORDS = st.sampled_from(
    [
        "وزیر",
        "خارجه",
        "علی",
        "رضایی",
        "دکتر",
        "سید",
        "تهران",
        "سازمان",
        "ملل",
        "(",
        ")",
        "این",
        "رئیس",
        "گفت",
        "\n",
        "،",
        "رهبر",
        "انقلاب",
        ".",
        "معروف به",
        "گفت:",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_each_mention_is_an_annotation_and_belongs_to_one_entity(text):
    done = document(text)
    marked = {(a.kind, a.span) for layer in done.layers for a in layer.annotations}
    mentioned = [(m.kind, m.span) for entity in done.entities for m in entity.mentions]
    assert set(mentioned) <= marked
    assert len(mentioned) == len(set(mentioned))
    assert len({entity.ident for entity in done.entities}) == len(done.entities)


def test_a_surname_means_the_only_bearer_named_so_far():
    done = document("ناصر کوهساریان به تبریز آمد. کوهساریان در آنجا ماند. جلال کوهساریان پسر او بود.")
    assert people(done) == [["ناصر کوهساریان", "کوهساریان"], ["جلال کوهساریان"]]
    assert "so far" in done.entities[0].reasons[0]


def test_the_preacher_of_friday_is_its_imam():
    text = "خطیب جمعه کرج تأکید کرد. امام جمعه کرج گفت: آب کم است. امام جمعه موقت کرج افزود: مردم صبورند."
    assert people(document(text)) == [["خطیب جمعه کرج", "امام جمعه کرج", "امام جمعه موقت کرج"]]


def test_an_office_before_a_colon_is_that_of_the_name_behind():
    done = document("سرمربی: ناصر بهرامیان\nسرمربی: علی کاویانی")
    assert people(done) == [["سرمربی", "ناصر بهرامیان"], ["سرمربی", "علی کاویانی"]]


def test_inverted_names_and_glued_titles_are_compared_by_their_letters():
    assert people(document("کاریزیان، مهدی (۱۳۴۹). آب.\nمهدی کاریزیان آمد.")) == [["کاریزیان، مهدی", "مهدی کاریزیان"]]
    assert people(document("نادرشاه افشار آمد. نادر شاه افشار رفت.")) == [["نادرشاه افشار", "نادر شاه افشار"]]


def test_what_somebody_is_said_to_be_means_nobody_else():
    assert people(document("وی مدت‌ها رئیس فدراسیون والیبال بود.")) == []
    assert people(document("اگر من وزیر نفت بودم، این کار را نمی‌کردم.")) == []
    assert people(document("میزبان این نشست وزیر نفت بود.")) == [["وزیر نفت"]]


def test_a_federation_is_headed_by_its_president():
    heads = [
        len(document(f"ناصر بهرامیان دبیرکل {organisation} گفت.").relations)
        for organisation in ("فدراسیون والیبال", "حزب آفتاب")
    ]
    assert heads == [0, 1]


def test_a_deputy_is_a_member_and_a_representative_is_none():
    members = [
        [relation.name for relation in document(f"ناصر بهرامیان نماینده {organisation} گفت.").relations]
        for organisation in ("مجلس شورای اسلامی", "شرکت ایران‌خودرو")
    ]
    assert members == [["memberOf"], []]


@pytest.mark.parametrize("text", ["ناصر بهرامیان- {}- گفته است که می‌ماند.", "ناصر بهرامیان ({}) گفته است که می‌ماند."])
def test_an_office_may_stand_between_dashes_or_in_brackets(text):
    office = "مدیرعامل ایران‌خودرو"
    assert people(document(text.format(office))) == [["ناصر بهرامیان", office]]


def test_the_site_of_a_club_is_another_organisation():
    done = document("باشگاه ملوان پیروز شد. سایت باشگاه ملوان خبر داد.")
    assert len([entity for entity in done.entities if entity.kind == "org"]) == 2


@pytest.mark.parametrize("full", ["تیم فوتبال ملوان", "تیم ملوان", "باشگاه ملوان", "باشگاه ورزشی ملوان"])
def test_a_team_and_its_club_are_one_organisation(full):
    done = document(f"{full} پیروز شد. سرمربی ملوان گفت که تیم فوتبال شاهین خوب بازی کرد.")
    assert sorted(len(entity.mentions) for entity in done.entities if entity.kind == "org") == [1, 2]


def test_persons_who_share_forenames_and_surnames_stay_apart():
    surnames = [f"{first}{second}" for first in ("مهر", "نیک", "پاک", "فرخ") for second in ("زاده", "نژاد", "پور")]
    forenames = ("ناصر", "مریم", "علیرضا", "حسین", "زهرا", "محسن", "کامران", "فاطمه")
    full = [f"{forename} {surname}" for forename in forenames for surname in surnames]
    done = document("\n".join(f"{name} گفت که می‌ماند." for name in full))
    assert people(done) == [[name] for name in full]


def test_an_organisation_that_may_go_on_behind_and_is_headed_by_nobody():
    for name, relations in (("و انفورماتیک دادگستری", 0), ("و رئیس شورای شهر تهران", 2), ("", 1)):
        done = document(f"ناصر بهرامیان رئیس مرکز آمار ایران {name} گفت که می‌ماند.")
        assert len(done.relations) == relations, name


def test_the_office_of_a_delegate_alone_holds_the_place_where_he_is():
    assert people(document("سفیر ایران در کوبا گفت: باران می‌آید.")) == [["سفیر ایران در کوبا"]]
    assert people(document("دبیر شورای عالی بورس در تهران گفت: باران می‌آید.")) == [["دبیر شورای عالی بورس"]]
    assert people(document("نماینده ولی فقیه در گیلان گفت: باران می‌آید.")) == [["نماینده ولی فقیه در گیلان"]]
    assert people(document("نماینده سازمان ملل در خانه گفت: باران می‌آید.")) == [["نماینده سازمان ملل"]]


def test_offices_that_open_their_sentences_are_those_of_the_only_name_that_speaks():
    lead = "رئیس کمیسیون آموزش مجلس گفت: باران می‌آید. ناصر بهرامیان افزود: برف هم می‌آید. "
    assert len(people(document(lead + "نماینده مردم تبریز تصریح کرد: راه بسته است."))) == 1
    assert len(people(document(lead + "نماینده مردم تبریز نیز گفت: راه بسته است."))) == 3
    assert len(people(document(lead + "نماینده مردم تبریز گفت: بهرامیان راست می‌گوید."))) == 3
    assert len(people(document(lead + "او با شهردار تبریز دیدار کرد. شهردار تبریز گفت: راه بسته است."))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "[معاون نظارت بر بازار و توزیع کالا] گفت: نرخ‌ها پایین آمد.",
        "[سرپرست هیات کاوش] در این باره افزود: دیوار پیدا شد.",
        "[رئیس کمیته تحقیق و تفحص از پتروشیمی‌ها] با بیان این‌که پرونده را خوانده است، گفت: کار تمام شد.",
        "[معاون امور بانکی، بیمه و شرکت‌های دولتی] خاطرنشان کرد: وام داده می‌شود.",
        "[مدیر این پروژه] امروز گفت: پل باز می‌شود.",
        "[کارگردان «برف و باران»] گفت: فیلم‌برداری تمام شد.",
        "[مشاور شهردار یزد در امور بانوان] تأکید کرد: کتابخانه باز می‌ماند.",
        "به گزارش خبرنگار ما، [دبیر جشنواره قصه‌گویی] گفت: داوری تمام شد.",
        "[وزیر بهداشت] رشد بیماری در شهرها را نگران‌کننده خواند و گفت: درمان رایگان است.",
        "[سرمربی استقلال] سپس گفت: خوب بازی کردیم.",
        "دبیر یک همایش پزشکی گفت: داروها کم است.",
        "مدیران پنج کارخانه بزرگ گفتند: کار تعطیل نمی‌شود.",
        "مدیر پروژه از ساختمان بیرون رفت.",
    ],
)
def test_an_office_that_opens_what_somebody_says_goes_on_to_the_verb_or_adverbial(text):
    done = document(text.replace("[", "").replace("]", ""))
    marked = [done.text[one.span.begin : one.span.end] for one in done.annotations(Kind.REFERRING_STRING)]
    assert marked == re.findall(r"\[(.*?)\]", text)


def test_offices_that_are_joined_are_those_of_one_person():
    office = "معاون وزیر نیرو و رئیس سازمان آب و برق یزد"
    done = document(f"ناصر بهرامیان، {office} گفت: باران می‌آید. {office} افزود: برف هم. رئیس سازمان آب و برق یزد رفت.")
    assert people(done) == [["ناصر بهرامیان", office, office, "رئیس سازمان آب و برق یزد"]]
    assert done.entities[0].roles == ("معاون وزیر نیرو", "رئیس سازمان آب و برق یزد")
