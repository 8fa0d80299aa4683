"""Verses found in Persian texts, each read and judged by a reader."""

import hashlib
import json
from collections import defaultdict
from pathlib import Path

from shared import SHARED, needs_shared

from tei.annotators import languages, scripture
from tei.document import Article, Document, Source

pytestmark = needs_shared

VERDICTS = Path(__file__).parents[1] / "data/scripture.tsv"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def judged():
    """{(file, line, digest of the text): {(begin, end): (references, verdict, digest of the passage)}}."""
    table = defaultdict(dict)
    for row in VERDICTS.read_text("utf-8").splitlines():
        if not row.startswith("#"):
            file, line, of_text, begin, end, *rest = row.split("\t")
            table[file, int(line), of_text][int(begin), int(end)] = tuple(rest)
    return table


def text_of(line):
    record = json.loads(line)
    return record.get("text") or record.get("text_gold") or " ".join(record["tokens"])


def found(text):
    document = Document(Article("a", text, Source("a.txt", "", 0)))
    layer = scripture.annotate(document.with_layer(languages.annotate(document)))
    return [
        (quote.span.begin, quote.span.end, quote.features["source"])
        for quote in layer.annotations
        if quote.features.get("type") == "quran"
    ]


def test_verses_that_were_read():
    table = judged()
    right = unread = 0
    for file in sorted({key[0] for key in table}):
        wanted = {key[1]: key for key in table if key[0] == file}
        with (SHARED / "gold" / file).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if number in wanted:
                    text = text_of(line)
                    verdicts = table[wanted[number]]
                    assert digest(text) == wanted[number][2]
                    assert all(digest(text[begin:end]) == row[2] for (begin, end), row in verdicts.items())
                    for begin, end, source in found(text):
                        references, verdict, _ = verdicts.get((begin, end), ("", "", ""))
                        right += source == references and verdict == "right"
                        unread += not verdict
    number = sum(map(len, table.values()))
    assert right >= 0.98 * number
    assert unread <= 0.02 * number
