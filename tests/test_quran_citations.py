"""Printed references to ayas: forms that news uses, and what only looks like one."""

import pytest
import quran_text

from tei.language.characters import fold
from tei.language.data_files import load_yaml
from tei.language.quran_citations import citations


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("(نساء/۱۰۴)", [(4, 104, 104)]),
        ("(سوره بقره، آیه ۲۵۵)", [(2, 255, 255)]),
        ("در آیه ۱۸۶ سوره آل‌عمران آمده", [(3, 186, 186)]),
        ("آیات ۲۶ و ۲۷ از سوره مبارکه یس", [(36, 26, 27)]),
        ("سوره بقره آیات ۱۵۵ تا ۱۵۷", [(2, 155, 157)]),
        ("(مؤمنون / ۱۰۰ ـ ۹۹)", [(23, 99, 100)]),
        ("مومن / ۱۱ و ۴۶؛ نحل / ۳۲", [(40, 11, 11), (40, 46, 46), (16, 32, 32)]),
        ("آیه ۲۶ سوره مبارکه «ص» را خواند", [(38, 26, 26)]),
    ],
)
def test_what_says_that_it_is_a_reference(text: str, cited: list[tuple[int, int, int]]):
    found = citations(fold(text))
    assert [(citation.sura, citation.first, citation.last) for citation in found] == cited
    assert all(citation.is_explicit for citation in found)


@pytest.mark.parametrize("text", ["قمر ۴۹", "(رعد-۲۶)", "[آل عمران، ۱۰۳]", "جمعه ۱۵ آذر", "ص ۲۳"])
def test_a_name_and_a_number_alone_are_not_explicit(text: str):
    assert [citation.is_explicit for citation in citations(fold(text))] == [False]


@pytest.mark.parametrize("text", ["(محمدی، ۱۳۷۳)", "سوره را در ۵ دقیقه خواند", "دانشگاه ۳ / ۴"])
def test_other_numbers_are_no_references(text: str):
    assert citations(fold(text)) == []


def test_the_suras_are_in_the_order_of_the_quran():
    suras = quran_text.Mushaf.hafs().surahs
    for names, sura in zip(load_yaml("suras.yaml")["suras"], suras, strict=True):
        assert fold(sura.name_ar) in {fold(name) for name in names} | {f"ال{fold(name)}" for name in names}


def test_a_name_means_one_sura():
    names = [fold(name) for known in load_yaml("suras.yaml")["suras"] for name in known]
    assert len(names) == len(set(names))
