"""Verses found in Persian texts, each read and judged by a reader."""

import json

from shared import SHARED, needs_shared
from verdicts import digest, judged

from tei.annotators import languages, scripture
from tei.document import Article, Document, Source

pytestmark = needs_shared


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
    table = judged("scripture.tsv")
    right = unread = 0
    for file in sorted({key[0] for key in table}):
        wanted = {int(key[1]): key for key in table if key[0] == file}
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
