"""The lexicon and its cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tei.errors import SettingsError
from tei.language import lexicon as module
from tei.language.characters import ZWNJ
from tei.language.lexicon import Lexicon, cache_path, letters_and_breaks, lexicon


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and a stand-in for the slow reading of hazm."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "_build", lambda: ({"کتاب": 7}, {"پیشبینی": "پیش‌بینی"}, {}, frozenset({"پیش‌بینی"})))
    return tmp_path


def load() -> Lexicon:
    return lexicon.__wrapped__()


def test_knows_words_compounds_and_verbs():
    known = lexicon()
    assert "کتابخانه" in known.words
    assert known.compounds["محبتآمیز"] == "محبت‌آمیز"
    assert known.verbs["نمیرود"] == "نمی‌رود"
    assert not known.words.keys() & (known.compounds.keys() | known.verbs.keys())


def test_counts_come_from_news():
    assert lexicon().words["ایران"] > lexicon().words["ببر"]


def test_a_spelling_that_news_writes_apart_is_no_word():
    assert "میشود" not in lexicon().words
    assert "همزمان" in lexicon().words


def test_needless_zwnj_is_dropped():
    assert letters_and_breaks(f"كار{ZWNJ}ها") == "کارها"
    assert letters_and_breaks(f"كتاب{ZWNJ}ها") == f"کتاب{ZWNJ}ها"


def test_second_load_comes_from_the_cache(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    first = load()
    monkeypatch.setattr(module, "_build", lambda: pytest.fail("built again"))
    assert load() == first
    assert list((own_cache / "tadvin").iterdir()) == [cache_path()]


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_cache_is_built_again(own_cache: Path, damage: bytes | None):
    first = load()
    whole = cache_path().read_bytes()
    cache_path().write_bytes(whole[:-3] if damage is None else damage)
    assert load() == first
    assert cache_path().read_bytes() == whole


def test_a_cache_folder_that_cannot_be_made_is_no_error(own_cache: Path):
    (own_cache / "tadvin").write_text("a file stands in the way")
    assert load().words == {"کتاب": 7}


def test_a_user_without_home_is_told_so(monkeypatch: pytest.MonkeyPatch):
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(SettingsError, match="set the variable HOME"):
        load()


def test_a_relative_cache_home_is_ignored(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_path().is_relative_to(Path.home() / ".cache")


def test_hazm_is_not_imported_when_the_cache_is_there():
    lexicon()
    code = "import sys; from tei.language.lexicon import lexicon; lexicon(); sys.exit('hazm' in sys.modules)"
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, env=dict(os.environ), check=False).returncode == 0
