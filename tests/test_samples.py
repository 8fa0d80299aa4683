"""The shipped samples: `output/` holds what they build to now, and each one tells its story in TEI."""

from __future__ import annotations

from pathlib import Path

import pytest
from regenerate import COMMAND, GOLDEN, SAMPLES, build_samples, picture
from tei_reading import TEI, parse, text_of

from tei.document import Article
from tei.readers import find_sources, read
from tei.validator import validate_paths, validate_tree


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the samples were built."""
    folder = tmp_path_factory.mktemp("output")
    build_samples(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def test_output_is_what_the_samples_build_to(built: Path) -> None:
    now, golden = files(built), files(GOLDEN)
    changed = sorted(name for name in now.keys() | golden.keys() if now.get(name) != golden.get(name))
    assert changed == [], f"output/ is not current; if the change is meant, write it anew: {COMMAND}"


def test_all_output_is_valid(built: Path) -> None:
    assert list(validate_paths([built])) == []


def test_every_text_is_its_source(built: Path) -> None:
    sources = [source for source in find_sources([SAMPLES]) if isinstance(source, Path)]
    articles = [article for source in sources for article in read(source) if isinstance(article, Article)]
    assert len(articles) == 11
    for article in articles:
        root = parse((built / f"{article.ident}.xml").read_bytes())
        assert text_of(root) == article.text
        assert validate_tree(root, article.text) == []


def test_the_picture_in_the_readme_is_what_the_program_writes(tmp_path: Path) -> None:
    shown, built = picture(tmp_path)
    assert shown == built, f"the picture is not current; if the change is meant, write it anew: {COMMAND}"


class Story:
    """A built article that can be asked with XPath. Its elements have lost their namespace, for short expressions."""

    def __init__(self, path: Path) -> None:
        self._root = parse(path.read_bytes())
        for element in self._root.iter(f"{TEI}*"):
            element.tag = element.tag.removeprefix(TEI)

    def all(self, expression: str) -> list[str]:
        """The attributes, or the texts of the elements, that an expression finds in the article."""
        found = self._root.xpath(expression)
        return [str(one) if isinstance(one, str) else "".join(one.itertext()) for one in found]

    def who(self, pointer: str) -> str:
        """The surname of a person, or the whole name of anybody else, to whom a pointer (#ID.person.1) leads."""
        entity = f"//standOff//*[@xml:id='{pointer.removeprefix('#')}']"
        return (self.all(f"{entity}//surname") + self.all(f"{entity}/*"))[0]

    def speeches(self, direct: str = "true") -> list[tuple[str, str]]:
        """Speaker and first two words of each direct (or else indirect) speech."""
        said = self._root.xpath(f"//text//said[@direct='{direct}'][not(@prev)]")
        return [(self.who(one.get("who")), " ".join("".join(one.itertext()).split()[:2])) for one in said]


def test_the_report_says_who_said_what(built: Path) -> None:
    story = Story(built / "agency-report.xml")
    assert story.speeches() == [
        ("کاظمی‌نسب", "کار لایروبی"),
        ("کاظمی‌نسب", "برای هر"),
        ("کاظمی‌نسب", "چاه آب"),
        ("دهقان‌پور", "قنات فقط"),
        ("کاظمی‌نسب", "ما از"),
    ]
    assert ("کاظمی‌نسب", "آبدهی قنات‌ها") in story.speeches(direct="false")
    assert ("دهقان‌پور", "اگر برداشت") in story.speeches(direct="false")
    assert story.all("//head/@type") == ["main", "lead"]
    assert story.all("//ab[@type='boilerplate']") == ["انتهای پیام/ ۴۱۲"]
    assert story.all("//sourceDesc//publisher") == ["خبرگزاری آوند"]


def test_the_letter_stands_in_the_report(built: Path) -> None:
    story = Story(built / "letter-1402-08.xml")
    assert story.all("//floatingText/@type") == ["letter"]
    assert story.all("//floatingText//salute/@ana") == [
        f"#letter-1402-08.fn.{part}" for part in ("basmala", "praise", "address", "greeting", "closing")
    ]
    [praise] = story.all("//salute[@ana='#letter-1402-08.fn.praise']/descendant-or-self::*[@xml:lang='ar']")
    assert praise.startswith("الحمد لله رب العالمین و الصلاة و السلام")
    assert praise.endswith("و صحبه المنتجبین.")
    assert story.all("//floatingText//signed") == ["سیدمحمود رضوانی‌فر"]
    assert story.all("//correspAction/persName/@ref") == [
        story.all("//signed/persName/@ref")[0],
        story.all("//salute/persName/@ref")[0],
    ]


def test_the_letter_misquotes_a_verse(built: Path) -> None:
    story = Story(built / "letter-1402-08.xml")
    assert story.all("//quote[@type='quran']/@source") == ["quran:5:2"]
    assert story.all("//w[@type='misquotation']") == ["الإسم"]
    assert story.all("//w[@type='misquotation']/@norm") == ["الْإِثْمِ"]


def test_the_letter_gives_one_day_in_two_calendars(built: Path) -> None:
    story = Story(built / "letter-1402-08.xml")
    dates = "//floatingText//dateline/date"
    assert story.all(f"{dates}/@when") == ["2023-11-13", "2023-11-13"]
    assert story.all(f"{dates}/@when-custom") == ["1402-08-22", "1445-04-28"]
    assert story.all(f"{dates}/@sameAs") == ["#letter-1402-08.date.1"]


def test_the_lead_repeats_a_sentence_of_the_letter(built: Path) -> None:
    story = Story(built / "letter-1402-08.xml")
    source = story.all("//head[@type='lead']/quote[@type='repeat']/@source")[0].removeprefix("#")
    assert story.all(f"//floatingText//seg[@xml:id='{source}']") == story.all("//head[@type='lead']/quote")


def test_the_tags_of_the_letter_lie_in_markdown_debris(built: Path) -> None:
    story = Story(built / "letter-1402-08.xml")
    assert story.all("//list[@type='tags']//term") == ["بنیاد مهرگستر", "سبزوار", "بیمارستان امید"]
    assert story.all("//list[@type='tags']/item[1]/surplus") == ["[", "](#) [1]"]
    assert story.all("//ab[@type='source']") == ["منبع: روابط عمومی بنیاد مهرگستر"]
    assert story.all("//sourceDesc//note[@n='newsroom_code']") == ["77-B"]


def test_the_obituary_is_of_one_man_with_several_titles(built: Path) -> None:
    story = Story(built / "obituary.xml")
    [ref] = set(story.all("//persName[forename='یدالله']/@ref"))
    assert story.who(ref) == "فرهمندی"
    assert set(story.all(f"//persName[@ref='{ref}']/addName")) == {"استاد", "مرحوم"}
    assert len(story.all(f"//text//persName[@ref='{ref}']")) >= 5


def test_the_days_of_the_obituary_follow_from_the_day_of_publication(built: Path) -> None:
    story = Story(built / "obituary.xml")
    assert story.all("//text//date[.='دیروز']/@when") == ["2024-11-06"]
    assert story.all("//text//date[.='چهارشنبه']/@when") == ["2024-11-06"]
    assert story.all("//text//date[.='جمعه']/@when") == ["2024-11-08"]
    assert story.all("//text//date[.='سال ۱۳۱۴']/@from") == ["1935-03-22"]
    assert story.all("//text//time/@when") == ["09:00:00", "15:00:00", "16:30:00"]


def test_the_obituary_quotes_a_pupil_and_names_a_book(built: Path) -> None:
    story = Story(built / "obituary.xml")
    assert ("موسوی‌تبار", "استاد هیچ‌گاه") in story.speeches()
    assert "صد آوای لری" in story.all("//title")


def test_the_headline_of_the_match_is_what_the_coach_says(built: Path) -> None:
    story = Story(built / "sports.xml")
    assert story.all("//head[@type='main']/said") == ["با ده نفر هم برای برد بازی کردیم"]
    assert story.speeches()[0][0] == "رستمی‌پور"
    assert ("رستمی‌پور", "نیمه دوم") in story.speeches()
    assert ("قدیری", "گل دوم") in story.speeches(direct="false")
    assert story.all("//time/@when") == ["17:30:00", "18:45:00"]
    assert story.all("//text//date[@type='relative']/@when") == ["2023-05-03"]
    assert "باشگاه ستاره کارون" in story.all("//orgName")


def test_the_statement_has_its_day_in_three_calendars(built: Path) -> None:
    story = Story(built / "statement.xml")
    assert story.all("//floatingText/@type") == ["statement"]
    dates = "//floatingText//dateline/date"
    assert story.all(f"{dates}/@when") == ["2024-05-05"] * 3
    assert [name.rsplit(".", 1)[1] for name in story.all(f"{dates}/@calendar")] == ["jalali", "hijri", "gregorian"]


def test_the_statement_is_signed_by_the_organisation_that_issues_it(built: Path) -> None:
    story = Story(built / "statement.xml")
    assert story.all("//signed") == ["انجمن کتابداران خراسان"]
    assert story.all("//signed/orgName/@ref") == story.all("//head[@type='main']/orgName/@ref")
    assert [text[:2] for text in story.all("//floatingText/body/p")][3:7] == ["۱.", "۲.", "۳.", "۴."]


def test_who_is_quoted_in_the_statement_is_not_its_signatory(built: Path) -> None:
    story = Story(built / "statement.xml")
    assert story.all("//said") == ["تصمیم نهایی هنوز گرفته نشده است"]
    assert story.all("//said/@who") == ["#statement.person.unknown"]


def test_the_interview_has_questions_and_answers(built: Path) -> None:
    story = Story(built / "interview.xml")
    assert story.all("//floatingText/@type") == ["interview"]
    assert story.all("//floatingText//p/@ana") == ["#interview.fn.question", "#interview.fn.answer"] * 5
    assert story.all("//byline/persName") == ["آیدا صمدیان"]


def test_the_damaged_page_can_be_read_in_standard_spelling(built: Path) -> None:
    story = Story(built / "damaged.xml")
    readings = dict(zip(story.all("//w"), story.all("//w/@norm"), strict=True))
    assert readings["مياندازد"] == "می‌اندازد"
    assert readings["قديميترين"] == "قدیمی‌ترین"
    assert readings["نميبريم"] == "نمی‌بریم"
    assert story.all("//sourceDesc//note[@type='encoding']") == ["cp1256"]


def test_the_damaged_page_is_taken_apart(built: Path) -> None:
    story = Story(built / "damaged.xml")
    assert len(story.all("//ab[@type='boilerplate']")) == 4
    assert story.all("//list[@type='tags']//term") == ["گرگان", "درخت", "بنياد سبزانديش"]
    assert len(set(story.all("//text//persName[forename='منوچهر']/@ref | //head//rs/@ref"))) == 1


def test_today_in_a_feed_is_the_day_of_its_date(built: Path) -> None:
    story = Story(built / "feed-101.xml")
    assert story.all("//text//date[.='امروز']/@when") == ["2022-10-04"]
    assert ("یزدان‌پناه", "این خودرو") in story.speeches()


def test_a_field_that_is_unknown_is_kept_in_the_header(built: Path) -> None:
    story = Story(built / "feed-103.xml")
    assert story.all("//sourceDesc//note[@n='editor_rating']") == ["4"]
    assert story.all("//sourceDesc//idno[@type='URL']") == ["https://example.org/news/103"]
    assert story.all("//keywords/term") == ["تئاتر", "شیراز"]


def test_the_token_layer_says_what_each_word_is(built: Path) -> None:
    story = Story(built / "feed-103.ana.xml")
    assert story.all("//head[@type='main']//w/@pos") == ["PROPN", "NOUN", "PRON", "ADP", "NOUN", "AUX"]
    assert story.all("//w[.='آدم‌هایی']/@lemma") == ["آدم"]
    assert story.all("//w[.='می‌رود']/@lemma") == ["رفت#رو"]
    assert story.all("//w[.='نوشته']/@lemma") == ["نوشت#نویس"]
    assert story.all("//w[w][.='حرف‌هایشان']/w") == ["حرف‌های", "شان"]
    assert story.all("//w[w][.='حرف‌هایشان']/w/@lemma") == ["حرف", "آن‌ها"]
    assert story.all("//said[@direct='true']//pc[.='؛']/@pos") == ["PUNCT"]
    assert [len(story.all(f"//{block}/s")) for block in ("head", "p")] == [2, 4]


def test_the_page_keeps_its_structure(built: Path) -> None:
    story = Story(built / "excavation.xml")
    assert story.all("//text//head/@type") == ["kicker", "main", "caption", "lead", "cross"]
    assert story.all("//figure/graphic/@url") == ["https://media.avandnews.example/d/2018/04/04/3/2751.jpg?ts=1522"]
    assert story.all("//standOff//note[@type='alt']") == ["ورقی سوخته از یک نسخه خطی"]
    assert len(story.all("//list[not(@type)]/item")) == 3
    assert story.all("//list[@type='tags']//term/ref/@target")[1].endswith("/tag/%D8%AF")
    assert story.all("//sourceDesc/bibl/author") == ["نگین سروآزاد"]
    assert not any("بیشتر بخوانید" in text or "همراه" in text for text in story.all("//text"))
