"""Findings of the validator for people (text) and for programs (JSON, SARIF)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from tei import __version__
from tei.validator import CHECKS, Finding


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON list with an object for each finding: file, line, id, check, problem, remedy; unknown places are null."""
    return _dump(
        [
            {
                "file": one.file or None,
                "line": one.line or None,
                "id": one.ident or None,
                "check": one.check,
                "problem": one.problem,
                "remedy": one.remedy,
            }
            for one in findings
        ]
    )


def as_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF 2.1.0 log, which code hosts and editors show beside the files."""
    rules = [{"id": check, "shortDescription": {"text": meaning}} for check, meaning in CHECKS.items()]
    driver = {"name": "tadvin", "version": __version__, "rules": rules}
    return _dump(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": [_result(one) for one in findings]}],
        }
    )


def _result(found: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(PurePath(found.file).as_posix())}}
    if found.line:
        place["region"] = {"startLine": found.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if found.ident:
        location["logicalLocations"] = [{"name": found.ident}]
    message = f"{found.problem}; {found.remedy}"
    return {"ruleId": found.check, "level": "error", "message": {"text": message}, "locations": [location]}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
