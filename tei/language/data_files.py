"""Reading the linguistic data that lies in `tei/language/data/`, each file with its source and licence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_table(name: str) -> list[list[str]]:
    """The rows of a TSV file of the data folder as their columns, without its comments."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def load_yaml(name: str) -> Any:
    """The content of a YAML file of the data folder. Parsing is not cached: callers build what they need once."""
    return yaml.load((FOLDER / name).read_bytes(), Loader=_LOADER)
