"""The shipped samples: `output/` holds what they build to now, and each one tells its story in TEI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from lxml import etree
from tei_reading import parse, text_of

from tei.corpus.build import build
from tei.document import Article
from tei.encoder.text import NAMESPACE
from tei.readers import find_sources, read
from tei.settings import Settings
from tei.validator import validate_paths, validate_tree

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "tests" / "samples"
GOLDEN = REPOSITORY / "output"
REGENERATE = "TADVIN_REGENERATE=1 python -m pytest tests/test_samples.py"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the samples were built."""
    folder = tmp_path_factory.mktemp("output")
    failures = [failure for _, failure in build([SAMPLES], folder, Settings()) if failure]
    assert failures == []
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def test_output_is_what_the_samples_build_to(built: Path) -> None:
    if os.environ.get("TADVIN_REGENERATE"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(built, GOLDEN)
        pytest.skip("output/ was written anew: read `git diff output` before you commit it")
    now, golden = files(built), files(GOLDEN)
    changed = sorted(name for name in now.keys() | golden.keys() if now.get(name) != golden.get(name))
    assert changed == [], f"output/ is not current; if the change is meant, write it anew: {REGENERATE}"


def test_all_output_is_valid(built: Path) -> None:
    assert list(validate_paths([built])) == []


def test_every_text_is_its_source(built: Path) -> None:
    sources = [source for source in find_sources([SAMPLES]) if isinstance(source, Path)]
    articles = [article for source in sources for article in read(source) if isinstance(article, Article)]
    assert len(articles) == 10
    for article in articles:
        root = parse((built / f"{article.ident}.xml").read_bytes())
        assert text_of(root) == article.text
        assert validate_tree(root, article.text) == []


class Story:
    """A built article, asked with XPath (prefix `t` for TEI)."""

    def __init__(self, path: Path) -> None:
        self.root = parse(path.read_bytes())

    def all(self, expression: str) -> list[str]:
        """The attributes, or the texts of the elements, that an XPath expression finds in the article."""
        found = self.root.xpath(expression, namespaces={"t": NAMESPACE})
        return [str(one.xpath("string()")) if isinstance(one, etree._Element) else str(one) for one in found]

    def name(self, pointer: str) -> str:
        """The name of the person, organisation or place to which a pointer (`#ID.person.1`) leads."""
        expression = f"//t:standOff//*[@xml:id='{pointer.removeprefix('#')}']/*[contains(name(), 'Name')][1]"
        return self.all(expression)[0]

    def speeches(self, direct: str = "true") -> list[tuple[str, str]]:
        """Speaker and first words of every direct (or indirect) speech."""
        said = self.root.xpath(f"//t:text//t:said[@direct='{direct}'][not(@prev)]", namespaces={"t": NAMESPACE})
        return [(self.name(one.get("who")), " ".join(str(one.xpath("string()")).split()[:3])) for one in said]
