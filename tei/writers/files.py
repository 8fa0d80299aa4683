"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tei.errors import WriteError


def make_folder(folder: Path) -> None:
    """Make a folder and its parents. Raises WriteError if it cannot be made or nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or error
        raise WriteError(f"{folder}: cannot write into this folder ({reason}); choose another with -o.") from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name first, then rename it, so that nobody ever sees half of it.

    Raises WriteError if that cannot be done; an older file of that name is then untouched.
    """
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """The same for files that belong together: none is renamed before all are written. Raises WriteError."""
    temporaries: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
                temporaries[path] = Path(file.name)
                file.write(content)
            temporaries[path].chmod(0o666 & ~_umask())
        for path, temporary in temporaries.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)
        raise WriteError(f"{path}: cannot be written ({error.strerror or error}).") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
