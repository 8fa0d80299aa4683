"""Speed and memory: articles and characters a second of each stage, start-up, and hazm on the same text as a ratio.

usage: python tests/benchmarks/benchmark.py [--articles 500] [--no-hazm]

Takes raw articles of the gold data evenly from each source. Stages are timed in seconds of processor time, so that
other work on the machine counts little; the ratio to hazm does not depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from shared import SHARED

from tei.annotators.pipeline import ANNOTATORS, annotate_tokens
from tei.corpus.memory import collect_seldom, keep_what_is_loaded
from tei.document import Article, Document, Source
from tei.encoder import serialise
from tei.validator import validate_bytes

_ANA = " --ana"
"""Behind the name of a stage: what `tadvin build --ana` takes besides."""

_TURN = 25
"""Articles that Tadvin and hazm take in turn."""


def articles(folder: Path, count: int) -> list[Article]:
    """Every source in turn gives an article, until there are enough."""
    streams = [(json.loads(line) for line in path.open(encoding="utf-8")) for path in sorted(folder.glob("*.jsonl"))]
    turns: Iterator[dict[str, str]] = (row for turn in zip_longest(*streams) for row in turn if row)
    return [
        Article(row["id"], row["text"], Source("benchmark", "0" * 64, len(row["text"].encode())))
        for row in islice(turns, count)
    ]


def stages(chosen: list[Article]) -> Counter[str]:
    """Seconds spent in each stage, all articles together."""
    spent: Counter[str] = Counter()
    for article in chosen:
        document = Document(article)
        for annotate in ANNOTATORS:
            start = time.process_time()
            layer = annotate(document)
            spent[layer.agent.ident] += time.process_time() - start
            document = document.with_layer(layer)
        write(document, "", spent)
        start = time.process_time()
        document = annotate_tokens(document)
        spent["tokens" + _ANA] += time.process_time() - start
        write(document, _ANA, spent)
    return spent


def write(document: Document, suffix: str, spent: Counter[str]) -> None:
    """Encode and validate a document, and add the seconds that it took to those spent."""
    start = time.process_time()
    content = serialise(document)
    encoded = time.process_time()
    findings = validate_bytes(content, document.text)
    assert not findings, findings
    spent["encoder" + suffix] += encoded - start
    spent["validator" + suffix] += time.process_time() - encoded


class Hazm:
    """hazm's tools, made once."""

    def __init__(self) -> None:
        import hazm

        self.normalizer, self.sentences = hazm.Normalizer(), hazm.SentenceTokenizer()
        self.words, self.lemmatizer = hazm.WordTokenizer(), hazm.Lemmatizer()

    def seconds(self, chosen: list[Article]) -> float:
        """Seconds that hazm takes to normalise, split and lemmatise articles."""
        start = time.process_time()
        for article in chosen:
            for sentence in self.sentences.tokenize(self.normalizer.normalize(article.text)):
                for word in self.words.tokenize(sentence):
                    self.lemmatizer.lemmatize(word)
        return time.process_time() - start


def start_up(article: Article) -> float:
    """Seconds that a second `tadvin build` of one article takes, the process included."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "article.txt"
        source.write_text(article.text, encoding="utf-8")
        command = [sys.executable, "-m", "tei.cli", "build", str(source), "-o", str(Path(folder) / "out")]
        for _ in range(2):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds = time.perf_counter() - start
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--no-hazm", action="store_true")
    options = parser.parse_args()
    if SHARED is None:
        sys.exit("The benchmark needs the gold data in ../shared (or TADVIN_SHARED).")
    chosen = articles(SHARED / "gold" / "raw_news", options.articles)
    characters = sum(len(article.text) for article in chosen)
    print(f"{len(chosen)} articles, {characters:,} characters ({characters / len(chosen):.0f} each)")
    print(f"second `tadvin build` of one article: {start_up(chosen[0]):.2f} s")
    hazm = None if options.no_hazm else Hazm()
    stages(chosen[:20])
    collect_seldom()  # as a build does
    keep_what_is_loaded()
    spent: Counter[str] = Counter()
    hazm_seconds = 0.0
    for at in range(0, len(chosen), _TURN):  # in turns, so that a slow moment of the machine falls on both
        turn = chosen[at : at + _TURN]
        spent += stages(turn)
        hazm_seconds += hazm.seconds(turn) if hazm else 0.0
    for name, seconds in spent.items():
        print(f"{name:16} {len(chosen) / seconds:8.0f} articles/s {characters / seconds:12,.0f} characters/s")
    total = sum(seconds for name, seconds in spent.items() if not name.endswith(_ANA))
    for name, seconds in (("all", total), ("all --ana", sum(spent.values()))):
        print(
            f"{name:16} {len(chosen) / seconds:8.1f} articles/s {characters / seconds:12,.0f} characters/s, "
            f"at 3,700 characters an article {characters / seconds / 3700:.1f} articles/s"
        )
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    if hazm:
        print(
            f"hazm             {len(chosen) / hazm_seconds:8.1f} articles/s; "
            f"Tadvin takes {total / hazm_seconds:.2f} times its time"
        )


if __name__ == "__main__":
    main()
