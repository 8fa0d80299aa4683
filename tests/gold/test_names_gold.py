"""Names, offices and descriptions against hand-made gold; the floors lie a little below what was measured."""

from datetime import date
from xml.etree import ElementTree

import pytest
from shared import SHARED, needs_shared

from tei.annotators.pipeline import annotate
from tei.document import Article, Kind, Metadata, Source

pytestmark = needs_shared

FLOORS = {
    Kind.PERS_NAME: 0.95,
    Kind.PLACE_NAME: 0.88,
    Kind.ORG_NAME: 0.84,
    Kind.ROLE_NAME: 0.80,
    Kind.REFERRING_STRING: 0.79,
}


def spans(root):
    """The text of a gold article and the trimmed spans of each kind."""
    pieces, found = [], {kind: set() for kind in FLOORS}
    by_name = {kind.value: kind for kind in FLOORS}

    def walk(node, at):
        begin, at = at, at + len(node.text or "")
        pieces.append(node.text or "")
        for child in node:
            at = walk(child, at) + len(child.tail or "")
            pieces.append(child.tail or "")
        if node.tag in by_name:
            inside = "".join(node.itertext())
            found[by_name[node.tag]].add(
                (begin + len(inside) - len(inside.lstrip()), at - len(inside) + len(inside.rstrip()))
            )
        return at

    walk(root, 0)
    return "".join(pieces), found


@pytest.fixture(scope="module")
def counts():
    """For each kind: right, predicted and gold spans (exact) of all articles."""
    totals = {kind: [0, 0, 0] for kind in FLOORS}
    for file in sorted((SHARED / "gold/articles/gold").glob("*.xml")):
        root = ElementTree.parse(file).getroot()
        text, gold = spans(root)
        published = root.get("pubdate")
        day = date.fromisoformat(published[:10]) if published else None
        done = annotate(Article(file.stem, text, Source(file.name, "", 0), Metadata(date=day)))
        for kind, total in totals.items():
            mine = {(a.span.begin, a.span.end) for a in done.annotations(kind)}
            for at, number in enumerate((len(mine & gold[kind]), len(mine), len(gold[kind]))):
                total[at] += number
    return totals


@pytest.mark.parametrize("kind", FLOORS)
def test_exact_spans(counts, kind):
    right, predicted, gold = counts[kind]
    assert 2 * right / (predicted + gold) >= FLOORS[kind]
