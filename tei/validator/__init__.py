"""The validator: is this the TEI that Tadvin writes, is it true to its source, and if not, what is to mend?

Four checks in turn: the schema (grammar, constraints), what it cannot say (rules, pointers), the text law (fidelity).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from os.path import realpath
from pathlib import Path

from lxml import etree

from tei.encoder.elements import NAMESPACE, TEI, XML_ID
from tei.validator.another_grammar import AnotherGrammar
from tei.validator.constraints import SCHEMATRON, check_constraints
from tei.validator.corpus import Corpus, files_in, included_files
from tei.validator.fidelity import check_fidelity
from tei.validator.finding import CHECKS, Finding, finding, readable
from tei.validator.grammar import SCHEMA, check_grammar
from tei.validator.inventory import take_inventory
from tei.validator.parsing import parse, parse_file, unreadable
from tei.validator.pointers import Elsewhere, check_pointers
from tei.validator.rules import check_ids, check_statements

__all__ = [
    "CHECKS",
    "SCHEMAS",
    "AnotherGrammar",
    "Finding",
    "validate_bytes",
    "validate_each",
    "validate_file",
    "validate_paths",
    "validate_tree",
]

SCHEMAS = (SCHEMA, SCHEMATRON)
"""The files of the schema, which each corpus carries with it."""

_Check = Callable[[etree._Element, Elsewhere], list[Finding]]


def validate_tree(root: etree._Element, source_text: str | None = None) -> list[Finding]:
    """All that is wrong with a `<TEI>` or `<teiCorpus>` element, in the order of the file; empty if nothing is.

    With `source_text` the text of the article must be just that; without it, what the header says of it counts.
    """
    return _validate(root, _nowhere, source_text)


def validate_bytes(content: bytes, source_text: str | None = None, file: str = "") -> list[Finding]:
    """The same for the bytes of a TEI file; `file` is its name for the findings."""
    root = parse(content, file)
    return [root] if isinstance(root, Finding) else validate_tree(root, source_text)


def validate_file(path: Path) -> list[Finding]:
    """All that is wrong with a TEI file. Nothing is raised: a file that cannot be read is a finding too.

    The files that a corpus includes are not looked at: `validate_paths` does that.
    """
    root = parse_file(path)
    return [root] if isinstance(root, Finding) else _validate(root, _nowhere)


def validate_paths(paths: Iterable[Path]) -> Iterator[Finding]:
    """All that is wrong with these files and the `.xml` files in these folders, each file once.

    A corpus brings the files that it includes with it, as far as they lie in its own folder; in them a pointer
    may lead to any file of the corpus.
    """
    for findings in validate_each(paths):
        yield from findings


def validate_each(paths: Iterable[Path], grammar: AnotherGrammar | None = None) -> Iterator[list[Finding]]:
    """The same as a list for each file. With another grammar nothing else is checked."""
    seen: set[str] = set()
    check = grammar.check if grammar else _validate
    for path in paths:
        empty = True
        try:
            for file in files_in(path):
                empty = False
                if realpath(file) not in seen:
                    yield from _check_with_included(file, seen, check)
        except OSError as error:
            yield [unreadable(Path(error.filename or path), error)]
            continue
        if empty:
            yield [
                Finding(str(path), 0, "", "the folder has no .xml files", "give the folder that `tadvin build` wrote")
            ]


def _check_with_included(path: Path, seen: set[str], check: _Check) -> Iterator[list[Finding]]:
    seen.add(realpath(path))
    root = parse_file(path)
    if isinstance(root, Finding):
        yield [root]
        return
    included = list(included_files(root, path))
    yield check(root, _nowhere) + [item for item in included if isinstance(item, Finding)]
    corpus = Corpus([item for item in included if isinstance(item, Path)])
    files_of: dict[str, Path] = {}
    for file in corpus.files:
        article = parse_file(file)
        findings = []
        real = realpath(file)
        if real not in seen:
            seen.add(real)
            findings = [article] if isinstance(article, Finding) else check(article, corpus.element_name)
        if not isinstance(article, Finding):
            ident = article.get(XML_ID, "")
            if files_of.setdefault(ident, file) is not file:
                problem = f"the id of the article is that of {files_of[ident].name}, too"
                remedy = "give one of them another id and build it again"
                findings += _found_by("id", [finding(article, problem, remedy)])
        yield findings


def _nowhere(_: str) -> str | None:
    return None


def _validate(root: etree._Element, elsewhere: Elsewhere, source_text: str | None = None) -> list[Finding]:
    if root.tag not in (f"{TEI}TEI", f"{TEI}teiCorpus"):
        problem = f"the root is <{readable(root.tag)}>, not <TEI> or <teiCorpus> of the TEI namespace"
        return _found_by("grammar", [finding(root, problem, f'begin the file with <TEI xmlns="{NAMESPACE}">')])
    inventory = take_inventory(root)
    # the rules of the schema presume its grammar: where that is broken they would say the same in other words
    findings = _found_by("grammar", check_grammar(root)) or _found_by("rule", check_constraints(inventory.notable))
    findings += _found_by("id", check_ids(inventory))
    findings += _found_by("pointer", check_pointers(inventory, elsewhere))
    for article in inventory.tagged[f"{TEI}TEI"]:
        within = inventory if article is root else take_inventory(article)
        findings += _found_by("value", check_statements(article, within))
        findings += _found_by("text", check_fidelity(article, source_text))
    return sorted(findings, key=lambda one: one.line)


def _found_by(check: str, findings: Iterable[Finding]) -> list[Finding]:
    return [replace(one, check=check) for one in findings]
