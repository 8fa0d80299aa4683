"""The import directions that the design fixes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tei"
MODULES = sorted(PACKAGE.rglob("*.py"))

LEVELS = {
    "document": 0,
    "language": 1,
    "readers": 2,
    "annotators": 2,
    "encoder": 3,
    "validator": 4,
    "writers": 5,
    "corpus": 6,
    "cli": 7,
    "schema": 8,
    "training": 8,
    "evaluation": 8,
}
"""document ← language ← readers, annotators ← encoder ← validator ← writers ← corpus ← cli

Schema, training and evaluation may use all of these, and none may use them.
"""

EDGES = {"errors", "settings"}
"""Modules that all may use; they use none themselves, but for each other."""

LXML = {"readers", "validator", "writers", "schema", "training", "evaluation"}
HAZM = Path("language/lexicon.py")


def imported(module: Path) -> Iterator[str]:
    """The full names of all that a module imports, at its top or within a function."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def part(name: str) -> str:
    """The part of the package that a dotted name or path belongs to: `validator` of `tei.validator.rules`."""
    return name.split(".")[1]


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_one_way(module: Path) -> None:
    own = part_of(module)
    used = {part(name) for name in imported(module) if name.startswith("tei.")} - {own, "__version__"}
    if own in EDGES or own == "__init__":
        assert used <= EDGES
    else:
        higher = {one for one in used - EDGES if LEVELS[one] >= LEVELS[own]}
        assert not higher, f"{own} must not import {', '.join(sorted(higher))}"


@pytest.mark.parametrize("module", sorted((PACKAGE / "annotators").rglob("*.py")), ids=name_of)
def test_annotators_do_not_know_each_other(module: Path) -> None:
    """Only the pipeline does, so that each can be replaced alone; one of several modules is a package of its own."""
    own = module.relative_to(PACKAGE / "annotators").parts[0].removesuffix(".py")
    used = {name.split(".")[2] for name in imported(module) if name.startswith("tei.annotators.")}
    assert own == "pipeline" or used <= {own}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_heavy_libraries_stay_behind_their_doors(module: Path) -> None:
    roots = {name.split(".")[0] for name in imported(module)}
    assert "lxml" not in roots or part_of(module) in LXML
    assert "hazm" not in roots or module.relative_to(PACKAGE) == HAZM


def test_the_validator_starts_without_annotators() -> None:
    """`tadvin validate` must not pay for the lexicon."""
    reachable, waiting = set(), {"tei.validator"}
    while waiting:
        name = waiting.pop()
        if name in reachable:
            continue
        reachable.add(name)
        path = PACKAGE.parent / name.replace(".", "/")
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file.is_file():
            parents = {found.rpartition(".")[0] for found in imported(file)}
            waiting |= {found for found in {*imported(file), *parents} if found.startswith("tei.")}
    assert "tei.validator.grammar" in reachable
    assert not {name for name in reachable if name.startswith(("tei.annotators", "tei.readers"))}
