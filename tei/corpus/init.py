"""A first `corpus.yaml` for a user to fill in."""

from __future__ import annotations

from pathlib import Path

from tei.errors import SettingsError, WriteError

TEMPLATE = Path(__file__).with_name("corpus.yaml")
"""The settings file that is written, with a comment on every key."""


def write_settings(folder: Path) -> Path:
    """Write a commented `corpus.yaml` into a folder, which is made if need be, and give its path.

    Raises SettingsError if there is one already, WriteError if it cannot be written.
    """
    path = folder / "corpus.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(TEMPLATE.read_bytes())
    except FileExistsError:
        place = path if folder.is_dir() else folder
        raise SettingsError(f"{place}: is there already and was left as it is; give another folder.") from None
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error}); choose another folder.") from None
    return path
