"""Write `output/` and the picture of the README anew, after a change that is meant to alter the TEI of the samples.

usage: python tests/regenerate.py; then read `git diff output README.md` before you commit it
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from tei.corpus.article import ANA_SUFFIX
from tei.corpus.build import build
from tei.settings import Settings

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "tests" / "samples"
GOLDEN = REPOSITORY / "output"
README = REPOSITORY / "README.md"
WITH_TOKENS = "feed-103"
"""The shortest sample with speech and clitics: it shows the token layer."""
COMMAND = ".venv/bin/python tests/regenerate.py"


def build_samples(folder: Path) -> None:
    """Build the samples into a folder, one of them with its token layer, too."""
    failures = [failure for _, failure in build([SAMPLES], folder, Settings(), ana=True) if failure]
    assert failures == []
    for path in folder.glob(f"*{ANA_SUFFIX}"):
        if path.name != WITH_TOKENS + ANA_SUFFIX:
            path.unlink()


def picture(folder: Path) -> tuple[str, str]:
    """The TEI that the README shows, and what its article builds to now, in that folder."""
    article, shown = re.findall(r"<!-- picture: \w+ -->\n```\w+\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    source = folder / "library.txt"
    source.write_text(article, encoding="utf-8")
    assert list(build([source], folder, Settings())) == [("library", None)]
    [body] = re.findall(r"<body>.*</body>", (folder / "library.xml").read_text("utf-8"), re.DOTALL)
    return shown, f"{body}\n"


def main() -> None:
    """Write both anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    build_samples(GOLDEN)
    with tempfile.TemporaryDirectory() as folder:
        shown, built = picture(Path(folder))
    README.write_text(README.read_text("utf-8").replace(shown, built), encoding="utf-8")


if __name__ == "__main__":
    main()
