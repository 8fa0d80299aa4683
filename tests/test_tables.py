"""Tables of dates and of speech, exported from the TEI of the samples."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tei.cli import main

SAMPLES = Path(__file__).parents[1] / "output"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of two samples."""
    output = tmp_path_factory.mktemp("csv")
    files = [str(SAMPLES / name) for name in ("letter-1402-08.xml", "excavation.xml")]
    assert main(["export", *files, "--to", "csv", "-o", str(output)]) == 0
    return output


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_are_of_all_articles_together(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == ["dates.csv", "speech.csv"]
    assert {row["article"] for row in table(folder / "dates.csv")} == {"letter-1402-08", "excavation"}


def test_a_date_has_its_value_its_own_calendar_and_its_sentence(folder: Path) -> None:
    season = next(row for row in table(folder / "dates.csv") if row["text"] == "پاییز ۱۳۹۵")
    assert (season["from"], season["to"], season["when"]) == ("2016-09-22", "2016-12-20", "")
    assert (season["calendar"], season["custom"]) == ("jalali", "1395-07-01/1395-09-30")
    ago = next(row for row in table(folder / "dates.csv") if row["type"] == "relative")
    assert ago["sentence"].startswith("باستان‌شناسان") and ago["sentence"].endswith("سوخته است.")


def test_speech_has_speaker_cue_and_words(folder: Path) -> None:
    said = next(row for row in table(folder / "speech.csv") if row["name"] == "فرزانه بهین‌کیش")
    assert (said["role"], said["cue"], said["meaning"], said["direct"]) == ("سرپرست کاوش", "گفت", "say", "true")
    assert said["words"].startswith("نخست گمان کردیم")
    unknown = next(row for row in table(folder / "speech.csv") if row["speaker"] == "person.unknown")
    assert (unknown["name"], unknown["direct"]) == ("", "false")


def test_every_value_stands_in_one_line(folder: Path) -> None:
    for name in ("dates.csv", "speech.csv"):
        assert all("\n" not in value for row in table(folder / name) for value in row.values())


def test_a_date_that_the_weekday_contradicts_is_valid_and_said_to_be_doubtful(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("این باران دوشنبه ۱۵ فروردین ۱۳۹۷ بارید.\n", "utf-8")
    assert main(["build", str(tmp_path / "rain.txt"), "-o", str(tmp_path / "tei")]) == 0
    assert main(["export", str(tmp_path / "tei"), "--to", "csv", "-o", str(tmp_path / "csv")]) == 0
    (row,) = table(tmp_path / "csv" / "dates.csv")
    assert (row["when"], row["subtype"], row["certainty"]) == ("2018-04-04", "contradicted", "low")


def test_a_speaker_without_a_name_is_known_by_the_words_that_mean_him(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("سد تازه\nوزیر نیرو گفت: «سد تازه تا پایان سال ساخته می‌شود.»\n", "utf-8")
    assert main(["build", str(tmp_path / "dam.txt"), "-o", str(tmp_path / "tei")]) == 0
    assert main(["export", str(tmp_path / "tei"), "--to", "csv", "-o", str(tmp_path / "csv")]) == 0
    (row,) = table(tmp_path / "csv" / "speech.csv")
    assert (row["speaker"], row["name"], row["role"]) == ("person.1", "", "وزیر نیرو")
