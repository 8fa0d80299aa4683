"""What readers judged of finds in the gold data: tables in tests/data of places and digests, without text."""

import hashlib
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def judged(name):
    """{(file, number or id, digest of the text): {(begin, end): the other columns}} of a table."""
    table = defaultdict(dict)
    for row in (DATA / name).read_text("utf-8").splitlines():
        if not row.startswith("#"):
            file, ident, of_text, begin, end, *rest = row.split("\t")
            table[file, ident, of_text][int(begin), int(end)] = tuple(rest)
    return table
