"""How annotations become elements: nesting, cutting, divisions, ids and what goes to standOff."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tei_reading import TEI, XML_ID, XML_LANG, parse, text_of

from tei.document import (
    Agent,
    Annotation,
    Article,
    Document,
    Entity,
    EntityKind,
    Kind,
    Layer,
    Mention,
    Metadata,
    Name,
    Replacement,
    Source,
    Span,
)
from tei.encoder import serialise
from tei.encoder.addresses import uri
from tei.encoder.elements import text_element
from tei.encoder.identifiers import Identifiers, file_stem, xml_id
from tei.language.characters import xml_text
from tei.validator import validate_tree

AGENT = Agent("test", "1.0", "Hand-made annotations")


def mark(text: str, part: str, kind: Kind, ident: str = "", **features: str) -> Annotation:
    """An annotation on the one place where `part` stands in the text."""
    assert text.count(part) == 1
    begin = text.index(part)
    return Annotation(kind, Span(begin, begin + len(part)), features, None, ident)


def document(text: str, *annotations: Annotation, entities: tuple[Entity, ...] = ()) -> Document:
    layer = Layer(AGENT, Layer.of(AGENT, annotations).annotations, entities)
    return Document(Article("n1", text, Source("n1.txt", "0" * 64, len(text.encode()))), (layer,))


def body(made: Document) -> str:
    """The body as XML, without namespaces, ids of the article's own and @resp, for reading in a test."""
    content = serialise(made)
    assert validate_tree(parse(content), made.text) == []
    match = re.search(r"<body>(.*)</body></text>", content.decode(), re.DOTALL)
    assert match is not None
    return re.sub(r' resp="[^"]*"| xml:id="n1\.(b\d+|article)"', "", match[1])


def test_a_name_within_a_date_stays_within_it() -> None:
    text = "سالگرد رحلت امام"
    made = document(text, mark(text, text, Kind.DATE, "date.1"), mark(text, "امام", Kind.PERS_NAME))
    assert "رحلت <persName>امام</persName></date>" in body(made)


def test_of_two_that_cross_the_lower_rank_is_cut_and_chained() -> None:
    text = "الف ب ج"
    made = document(
        text,
        mark(text, "الف ب", Kind.SAID, "said.1", who="person.unknown", direct="true"),
        mark(text, "ب ج", Kind.PERS_NAME),
    )
    assert (
        '>الف <persName xml:id="n1.persName.piece.1" next="#n1.persName.piece.2">ب</persName></said>'
        '<persName xml:id="n1.persName.piece.2" prev="#n1.persName.piece.1"> ج</persName>'
    ) in body(made)


def test_a_date_may_not_hold_speech_so_it_is_cut() -> None:
    text = "روز خوب ما"
    made = document(
        text,
        mark(text, text, Kind.DATE),
        mark(text, "خوب", Kind.SAID, "said.1", who="person.unknown", direct="true"),
    )
    assert re.search(
        r"<date [^>]*>روز </date><said [^>]*><date [^>]*>خوب</date></said><date [^>]*> ما</date>", body(made)
    )


def test_a_word_that_a_name_cuts_keeps_its_reading_on_the_first_piece() -> None:
    text = "میرعلی"
    made = document(text, mark(text, text, Kind.WORD, norm="میر علی"), mark(text, "علی", Kind.FORENAME))
    assert re.search(
        r'<w norm="میر علی"[^>]* part="I">میر</w><forename><w [^>]*part="F">علی</w></forename>', body(made)
    )


def test_speech_in_a_dateline_goes_to_standoff() -> None:
    text = "تهران: آمدم"
    made = document(
        text,
        mark(text, text, Kind.DATELINE),
        mark(text, "آمدم", Kind.SAID, "said.1", who="person.unknown", direct="true"),
    )
    root = parse(serialise(made))
    annotation = next(root.iter(f"{TEI}annotation"))
    assert annotation.get("target") == "#string-range(n1.text,7,4)"
    assert annotation.get(XML_ID) == "n1.said.1"
    assert next(annotation.iter(f"{TEI}said")).get("direct") == "true"


def test_a_headline_after_the_text_opens_a_part() -> None:
    text = "متن نخست\nتیتر\nمتن دوم"
    made = document(
        text,
        mark(text, "متن نخست", Kind.PARAGRAPH),
        mark(text, "تیتر", Kind.HEAD, type="main"),
        mark(text, "متن دوم", Kind.PARAGRAPH),
    )
    assert '<div type="part">\n<head type="main">تیتر</head>\n<p>متن دوم</p></div>' in body(made)


def test_a_cross_head_opens_a_section() -> None:
    text = "تیتر\nمتن نخست\nمیان‌تیتر\nمتن دوم"
    made = document(
        text,
        Annotation(Kind.HEAD, Span(0, 4), {"type": "main"}),
        mark(text, "متن نخست", Kind.PARAGRAPH),
        mark(text, "میان‌تیتر", Kind.HEAD, type="cross"),
        mark(text, "متن دوم", Kind.PARAGRAPH),
    )
    assert '<div type="section">\n<head type="cross">میان‌تیتر</head>' in body(made)


def test_boilerplate_before_the_headline_stands_before_the_article() -> None:
    text = "صفحه نخست\nتیتر\nمتن"
    made = document(
        text,
        mark(text, "صفحه نخست", Kind.ANONYMOUS_BLOCK, type="boilerplate"),
        mark(text, "تیتر", Kind.HEAD, type="main"),
        mark(text, "متن", Kind.PARAGRAPH),
    )
    assert body(made).startswith('<ab type="boilerplate">صفحه نخست</ab><div type="article">')


def test_a_letter_has_opener_and_closer() -> None:
    text = "برادر گرامی\nسلام بر شما\nنگارنده"
    made = document(
        text,
        Annotation(Kind.FLOATING_TEXT, Span(0, len(text)), {"type": "letter"}, None, "floatingText.1"),
        mark(text, "برادر گرامی", Kind.SALUTE, ana="fn.address"),
        mark(text, "سلام بر شما", Kind.PARAGRAPH),
        mark(text, "نگارنده", Kind.SIGNED),
    )
    assert re.search(
        r"<opener><salute [^>]*>برادر گرامی</salute></opener>\n?<p>سلام بر شما</p>\n?<closer>\n?<signed>", body(made)
    )


def test_separators_of_a_tag_list_lie_in_its_items() -> None:
    text = "برچسب‌ها: آب، خاک"
    made = document(
        text,
        mark(text, text, Kind.LIST, type="tags"),
        mark(text, "برچسب‌ها:", Kind.LABEL),
        mark(text, "آب", Kind.ITEM),
        mark(text, "خاک", Kind.ITEM),
    )
    assert "<head>برچسب‌ها:</head> <item>آب،</item> <item>خاک</item>" in body(made)


def test_text_in_no_block_becomes_a_paragraph_and_invisible_text_joins_its_neighbour() -> None:
    text = "تیتر\n\u00a0\nبی‌صاحب"
    made = document(text, mark(text, "تیتر", Kind.HEAD, type="main"))
    assert body(made) == '<div type="article"><head type="main">تیتر\n\u00a0</head>\n<p>بی‌صاحب</p></div>'


def test_invisible_text_at_the_beginning_joins_what_follows() -> None:
    assert body(document("\u200c\r۳")) == '<div type="article"><p>\u200c&#13;۳</p></div>'


def test_the_language_of_a_whole_block_is_said_on_the_block() -> None:
    text = "بسم الله الرحمن الرحیم\nنامه شما رسید و خوانده شد."
    made = document(
        text,
        mark(text, "بسم الله الرحمن الرحیم", Kind.SALUTE, ana="fn.basmala"),
        mark(text, "بسم الله الرحمن الرحیم", Kind.FOREIGN, **{"xml:lang": "ar"}),
    )
    assert 'xml:lang="ar"' in body(made)
    assert "<foreign" not in body(made)


def test_in_a_quotation_no_passage_says_the_language_of_it_again() -> None:
    text = "إنّ مع العسر ﴿۵﴾ يسرا و silence"
    quote = Annotation(Kind.QUOTE, Span(0, len(text)), {"type": "hadith", "xml:lang": "ar"})
    passages = [mark(text, part, Kind.FOREIGN, **{"xml:lang": "ar"}) for part in ("إنّ مع العسر", "يسرا")]
    english = mark(text, "silence", Kind.FOREIGN, **{"xml:lang": "en"})
    found = body(document(text, quote, *passages, english))
    assert '"ar" type="hadith">إنّ مع العسر ﴿۵﴾ يسرا و <foreign xml:lang="en">silence</foreign></quote>' in found


def test_an_article_that_is_wholly_in_another_language_says_so() -> None:
    text = "افتتحت مكتبة جديدة في قريتنا.\nأحمد"
    root = parse(
        serialise(document(text, mark(text, "افتتحت مكتبة جديدة في قريتنا.", Kind.FOREIGN, **{"xml:lang": "ar"})))
    )
    assert {root.get(XML_LANG), next(root.iter(f"{TEI}text")).get(XML_LANG)} == {"ar"}
    assert [language.text for language in root.iter(f"{TEI}language")] == ["Arabic"]
    assert [title.text for title in root.iter(f"{TEI}title")][1] == "TEI encoding of an article in Arabic"
    assert all(block.get(XML_LANG) is None for block in root.iter(f"{TEI}p"))


def test_an_article_with_a_long_passage_in_another_language_stays_persian() -> None:
    text = "بچه‌ها این شعر را خواندند:\nافتتحت مكتبة جديدة في قريتنا\nو ما شنیدیم."
    passage = mark(text, "افتتحت مكتبة جديدة في قريتنا", Kind.FOREIGN, **{"xml:lang": "ur"})
    root = parse(serialise(document(text, passage)))
    assert root.get(XML_LANG) == "fa"
    assert [language.text for language in root.iter(f"{TEI}language")] == ["Persian", "Urdu"]


def test_a_mention_points_to_its_entity() -> None:
    text = "خانم مهرنوش آمد"
    name = mark(text, "مهرنوش", Kind.PERS_NAME)
    entity = Entity(
        "person.1", EntityKind.PERSON, (Name("مهرنوش"),), (Mention(name.kind, name.span),), roles=("شاعر",), sex="F"
    )
    root = parse(serialise(document(text, name, entities=(entity,))))
    assert next(root.iter(f"{TEI}text")).find(f".//{TEI}persName").get("ref") == "#n1.person.1"
    assert next(root.iter(f"{TEI}occupation")).text == "شاعر"


def test_carriage_returns_survive() -> None:
    text = "یک\r\nدو\r\n"
    content = serialise(document(text))
    assert b"&#13;" in content
    assert text_of(parse(content)) == text


def test_the_header_says_how_to_rebuild_the_bytes() -> None:
    source = Source("n1.txt", "ab" * 32, 9, "windows-1256", replacements=(Replacement(2, 0x0B),))
    metadata = Metadata(title="عنوان", other={"رنگ": "سبز"})
    root = parse(serialise(Document(Article("n1", "یک\ufffdدو", source, metadata))))
    notes = {note.get("n") or note.get("type"): note.text for note in root.iter(f"{TEI}note")}
    assert notes == {"encoding": "windows-1256", "replaced": "2:U+000B", "رنگ": "سبز"}


@pytest.mark.parametrize(
    ("ident", "stem"),
    [
        ("000_6255", "000_6255"),
        ("خبر ۱۲", "خبر-۱۲"),
        ("a/b:c*d", "a-b-c-d"),
        ("", "article"),
        ("NUL.txt", "NUL.txt-"),
        ("corpus", "corpus-"),
        ("x.ana", "x.ana-"),
        ("خبر 😀", "خبر"),
        ("日", "article-85217f7a"),
    ],
)
def test_ids_are_safe_as_file_names(ident: str, stem: str) -> None:
    assert file_stem(ident) == stem


def test_long_ids_are_cut_but_stay_apart() -> None:
    one, two = file_stem("خ" * 300 + "1"), file_stem("خ" * 300 + "2")
    assert one != two
    assert len(one.encode()) <= 120


def test_an_xml_id_begins_with_a_letter() -> None:
    assert xml_id("000_6255") == "a000_6255"
    assert xml_id("۱۲۳") == "a۱۲۳"


def test_an_id_is_given_once() -> None:
    identifiers = Identifiers("n1")
    assert identifiers.claim("said.1") == "n1.said.1"
    assert identifiers.claim("said.1") == "n1.said.1-2"
    assert identifiers.pointers("said.1 quran:4:104") == "#n1.said.1 quran:4:104"


NASTY = "\x00\x08\x0b\x1f\x7f\x85\r\n\t \ud800\udfff\ufffe\uffff\u2028\ufeff]]>&<\"'"
ANYTHING = st.text(alphabet=st.one_of(st.sampled_from(NASTY), st.characters()), max_size=12)


@given(ANYTHING, ANYTHING)
def test_any_text_and_any_value_of_an_attribute_are_read_as_they_were_written(text: str, value: str) -> None:
    root = parse(text_element("p", text, {"n": value}).encode())
    assert (root.text or "", root.get("n")) == (xml_text(text), xml_text(value))


@settings(deadline=None)
@given(st.tuples(*[ANYTHING] * 12), ANYTHING.filter(str.strip))
def test_any_metadata_and_any_name_make_a_valid_article(words: tuple[str, ...], name: str) -> None:
    title, url, publisher, author, tag, section, category, language, key, value, role, ident = words
    metadata = Metadata(
        title, None, "", "", url, publisher, (author,), (tag,), section, (category,), language, {key: value}
    )
    text = "نام"
    person = mark(text, text, Kind.PERS_NAME)
    image = Annotation(Kind.FIGURE, Span(0, 0), {"url": "a.jpg", "alt": value}, ident="figure.1")
    mentions = (Mention(person.kind, person.span),)
    entity = Entity(
        "person.1", EntityKind.PERSON, (Name(name),), mentions, roles=(role,), identifiers=(("VIAF", ident),)
    )
    layer = Layer(AGENT, (image, person), (entity,))
    root = parse(serialise(Document(Article(ident, text, Source("n1.txt", "0" * 64, 6), metadata), (layer,))))
    assert validate_tree(root, text) == []
    assert next(node.text for node in root.iter(f"{TEI}persName")) == xml_text(name)


ADDRESSES = st.tuples(
    st.sampled_from(["http://", "https:", "//", "mailto:", "", "a/", "http://[::1]", "http://u:p@h:80"]),
    st.text(alphabet=st.one_of(st.sampled_from(":/?#[]@!$&'()*+,;=%~ab1.-\\|^<> \n\u2028ی"), st.characters())),
).map("".join)


@given(ADDRESSES)
def test_any_address_becomes_a_uri(address: str) -> None:
    schema = """<element name="ref" xmlns="http://relaxng.org/ns/structure/1.0"><attribute name="target">
    <data type="anyURI" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"/></attribute></element>"""
    made = uri(address)
    assert etree.RelaxNG(etree.XML(schema)).validate(etree.Element("ref", target=made))
    assert uri(made) == made


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("http://a.example/?b=c&d#e", "http://a.example/?b=c&d#e"),
        ("http://a.example/?b[c]=d e", "http://a.example/?b%5Bc%5D=d%20e"),
        ("http://a.example/خبر/100%", "http://a.example/%D8%AE%D8%A8%D8%B1/100%25"),
        ("http://[::1]:80/#a#b", "http://[::1]:80/#a%23b"),
        ("http://a:b/", "http://a%3Ab/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        (":", "%3A"),
    ],
)
def test_an_address_keeps_what_a_uri_can_hold(address: str, made: str) -> None:
    assert uri(address) == made
