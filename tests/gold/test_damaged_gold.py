"""Articles that lost all their ZWNJs, or have spaces for them, are marked up as well as sound ones, by every figure."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shared import SHARED, needs_shared

from tei.language.characters import ZWNJ

pytestmark = needs_shared

MOST_LOST = 0.02
"""How much a figure may fall."""


def twins(gold: Path, jsonl: Path, joiner: str) -> None:
    """The gold articles with `joiner` for each ZWNJ, so that the offsets of their mark-up move with the text."""
    gold.mkdir()
    rows = []
    for file in sorted((SHARED / "gold/articles/gold").glob("*.xml")):
        root = ElementTree.parse(file).getroot()
        for element in root.iter():
            element.text = element.text and element.text.replace(ZWNJ, joiner)
            element.tail = element.tail and element.tail.replace(ZWNJ, joiner)
        ElementTree.ElementTree(root).write(gold / file.name, encoding="utf-8")
        row = {"id": file.stem, "text": "".join(root.itertext())}
        rows.append(row | ({"date": root.get("pubdate")} if root.get("pubdate") else {}))
    jsonl.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def figures(folder: Path, joiner: str) -> dict[str, float]:
    """The figures of the scorer by name, of the twins built through the command line."""
    folder.mkdir()
    gold, jsonl, output = folder / "gold", folder / "articles.jsonl", folder / "tei"
    twins(gold, jsonl, joiner)
    build = [sys.executable, "-m", "tei.cli", "build", str(jsonl), "-o", str(output)]
    subprocess.run(build, check=True, capture_output=True)
    score = [sys.executable, str(SHARED / "score/score_articles.py"), str(gold), str(output)]
    report = json.loads(subprocess.run(score, check=True, capture_output=True).stdout)
    assert not report["missing"] and not report["text differs from source"]
    rates = {name: value["rate"] for name, value in report.items() if isinstance(value, dict) and "rate" in value}
    scores = {name: value["f1"] for name, value in report.items() if isinstance(value, dict) and "f1" in value}
    return rates | scores | {"block type, macro F1": report["block type, macro F1"]}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return figures(tmp_path_factory.mktemp("sound") / "run", ZWNJ)


@pytest.mark.parametrize("joiner", ["", " "])
def test_no_figure_falls_without_zwnj(sound: dict[str, float], tmp_path: Path, joiner: str):
    damaged = figures(tmp_path / "run", joiner)
    lost = {name: (sound[name], damaged[name]) for name in sound if damaged[name] < sound[name] - MOST_LOST}
    assert lost == {}
