"""Dates against hand-made gold; the floors lie a little below what was measured when they were set."""

import json
import re
from datetime import date
from xml.etree import ElementTree

from shared import SHARED, needs_shared

from tei.annotators.dates import annotate
from tei.document import Article, Document, Metadata, Source

pytestmark = needs_shared


def found(text, published):
    day = date.fromisoformat(published[:10]) if published else None
    document = Document(Article("a", text, Source("a.txt", "", 0), Metadata(date=day)))
    return annotate(document).annotations


def overlapping(gold, annotations):
    """Pairs that share at least half of the characters of both together, each annotation once."""
    rest = list(annotations)
    pairs = []
    for begin, end, value in gold:
        for annotation in rest:
            span = annotation.span
            shared = min(end, span.end) - max(begin, span.begin)
            if 2 * shared >= max(end, span.end) - min(begin, span.begin):
                pairs.append((value, annotation))
                rest.remove(annotation)
                break
    return pairs


def f1(right, predicted, gold):
    return 2 * right / (predicted + gold)


def gold_dates(root):
    """(begin, end, value) of the dates of a gold article."""
    dates = []

    def walk(node, at):
        begin, at = at, at + len(node.text or "")
        for child in node:
            at = walk(child, at) + len(child.tail or "")
        if node.tag == "date":
            dates.append((begin, at, node.get("when")))
        return at

    walk(root, 0)
    return dates


def test_articles():
    right = predicted = gold = same = valued = 0
    for file in sorted((SHARED / "gold/articles/gold").glob("*.xml")):
        root = ElementTree.parse(file).getroot()
        wanted = gold_dates(root)
        mine = [a for a in found("".join(root.itertext()), root.get("pubdate")) if a.kind == "date"]
        pairs = overlapping(wanted, mine)
        right, predicted, gold = right + len(pairs), predicted + len(mine), gold + len(wanted)
        same += sum(value is not None and value == a.features.get("when") for value, a in pairs)
        valued += sum(value is not None for _, _, value in wanted)
    assert f1(right, predicted, gold) >= 0.98
    assert same / valued >= 0.92


def test_values():
    rows = [json.loads(line) for line in (SHARED / "gold/timex_dev.jsonl").read_text("utf-8").splitlines()]
    right = wanted = 0
    for row in rows:
        values = [a.features.get("when") for a in found(row["text"], row.get("ref_date"))]
        for span in row["spans"]:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", span.get("value") or ""):
                wanted += 1
                right += span["value"] in values
    assert right / wanted >= 0.98


def test_spans():
    counts = {}
    for line in (SHARED / "gold/timex_spans_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = [(span["start"], span["end"], None) for span in row["spans"]]
        mine = found(row["text"], None)
        right, predicted, wanted = counts.get(row["source"], (0, 0, 0))
        counts[row["source"]] = (
            right + len(overlapping(gold, mine)),
            predicted + len(mine),
            wanted + len(gold),
        )
    assert f1(*counts["PEYMA"]) >= 0.87
    assert f1(*counts["NSURL2019-600K"]) >= 0.845
