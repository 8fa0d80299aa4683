"""The encoding of a text is found from its bytes, and decoding can be undone."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.readers.encodings import UndecodableError, decode, detect_utf_16, file_kind

SENTENCE = "رئيس شورا گفت: «كتابخانه تازه شهر از شنبه باز مي‌شود.» آيا همه خوشحال هستند؟"
"""With Arabic ye and kaf, as Windows-1256 has no others."""

UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
ASCII_AND_PERSIAN = st.text(st.sampled_from("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآئ‌،؛؟«»۰۱۲۳۴۵۶۷۸۹ \r\n\tabc123.:()"))
WINDOWS_1256 = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنوهيءآئ ‌،؛؟«».:()123abc\r\n")).map(SENTENCE.__add__)


def read(data: bytes) -> tuple[str, str]:
    return decode(data, detect_utf_16(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1256"])
def test_each_encoding_is_found_by_its_python_name(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding)) == (SENTENCE, encoding)


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_byte_order_mark_is_no_text(mark: bytes, encoding: str) -> None:
    assert read(mark + SENTENCE.encode(encoding)) == (SENTENCE, encoding)


def test_a_mark_in_the_middle_is_text() -> None:
    assert read("سلام\ufeffدنیا".encode()) == ("سلام\ufeffدنیا", "utf-8")
    assert read("\ufeff\ufeffسلام".encode()) == ("\ufeffسلام", "utf-8-sig")


@given(UNICODE)
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    data = text.encode()
    read_text, encoding = decode(data, "")
    assert read_text == text.removeprefix("\ufeff")
    assert read_text.encode(encoding) == data


@given(UNICODE)
def test_utf_8_is_never_taken_for_utf_16(text: str) -> None:
    assert not detect_utf_16((SENTENCE + text).encode())


@given(ASCII_AND_PERSIAN.filter(bool), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_persian_in_utf_16_is_found_without_a_mark(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert read(data) == (text, encoding)


@given(WINDOWS_1256)
def test_persian_in_windows_1256_comes_back(text: str) -> None:
    data = text.encode("cp1256")
    assert read(data) == (text, "cp1256")


@given(st.integers(0, len(SENTENCE.encode()) - 1))
def test_utf_8_with_a_wrong_byte_is_an_error_and_not_windows_1256(offset: int) -> None:
    damaged = bytearray(SENTENCE.encode())
    damaged[offset] = 0xFF
    with pytest.raises(UndecodableError, match=r"not valid UTF-8 from byte \d+ \(0x"):
        read(bytes(damaged))


def test_other_encodings_of_one_byte_are_not_guessed() -> None:
    for text, encoding in (("Café à la crème, déjà vu", "latin-1"), ("Привет, мир", "cp1251")):
        with pytest.raises(UndecodableError):
            read(text.encode(encoding))


def test_half_a_character_of_utf_16_is_an_error() -> None:
    with pytest.raises(UndecodableError, match="not valid UTF-16-LE"):
        read(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1])


def test_nul_bytes_mean_a_binary_file() -> None:
    with pytest.raises(UndecodableError, match="NUL bytes"):
        read(b"\x01\x02\x03\x00\x00\x00\xa0\xff" * 10)


def test_formats_are_known_by_their_first_bytes() -> None:
    assert file_kind(b"%PDF-1.7\n...") == "a PDF file"
    assert file_kind(SENTENCE.encode()) == ""
