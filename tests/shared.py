"""Where the gold data lies, for tests that need it: beside the checkout, or in TADVIN_SHARED."""

import os
from pathlib import Path

import pytest

_FOLDER = Path(os.environ.get("TADVIN_SHARED", Path(__file__).parents[2] / "shared"))

SHARED = _FOLDER if _FOLDER.is_dir() else None
needs_shared = pytest.mark.skipif(SHARED is None, reason="needs the gold data in ../shared (or TADVIN_SHARED)")
