"""Train the tagger and the lemmas: `python -m tei.training.morphology --gold FOLDER --silver FILE`.

Writes `morphology.npz`. FOLDER holds `ud/fa_perdt-ud-dev.conllu`, `zwnj_train.jsonl` (`text_gold`) and
`raw_news/*.jsonl` (`text`); FILE is what `python -m tei.training.teacher` printed for `zwnj_train.jsonl`. Words of the
raw text are clustered; a first tagger is trained on the treebank alone and mends the teacher's labels; the second is
trained on both. Seeds are fixed and one thread is used; set PYTHONHASHSEED=0 and OMP_NUM_THREADS=1 to get the same
file again.

`--without 1/3` leaves out the second third of the articles of the treebank, for cross-validation.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from tei.language.characters import ZWNJ, fold
from tei.language.feature_hashing import OFFSETS, buckets_of, normalised
from tei.language.lemmas import BARE_YE, Lemmatizer
from tei.language.lexicon import NOT_JOINING, parts_of_speech, verb_stems
from tei.language.morphology import MODEL, text_array
from tei.language.part_of_speech import Weights, WordFeatures, context_buckets
from tei.language.spoken import SpokenPersian
from tei.language.verbs import Verbs, simple_verbs
from tei.training.treebanks import SENTENCES, Sentence, TrainingWord, analyse, articles_of

TREEBANK = "ud/fa_perdt-ud-dev.conllu"
SPOKEN_TREEBANK = "ud/fa_iperudt-train.conllu"
FINE, COARSE = 512, 64
ITERATIONS, FIRST_ITERATIONS = 8, 10
GOLD_WEIGHT = 3
"""How often a gold sentence counts, where one with the teacher's labels counts once."""

LEAST_PLURALS = 3
LEAST_VOTES = 4
LARGEST_WEIGHT = 600
"""So small that a sum of weights (there are fewer than 55 features) has 16 bits."""

CODES = {"N": "N", "AJ": "J", "ADV": "D", "PL": "P", "NUM": "U", "RES": "R", "CONJ": "C", "V": "V", "P": "E"} | {
    "PR": "O",
    "CL": "L",
}
"""Letters for hazm's parts of speech; h: has a plural in ها, t: has a comparative."""

_PLURALS = ("های", "ها", "هایی", "هایش", "هایشان")
_COMPARATIVES = ("تر", "ترین")
_CLITIC_LABELS = frozenset(
    {
        *(f"{tag}+PRON" for tag in ("NOUN", "ADJ", "PRON", "ADP", "VERB", "PROPN", "NUM", "ADV", "DET")),
        *(f"{tag}+{copula}" for tag in ("NOUN", "ADJ", "PRON", "PROPN") for copula in ("VERB", "AUX")),
        "VERB+AUX",
        "PRON+ADP",
        "ADP+DET",
    }
)
_UPOS = {
    "PREP": "ADP",
    "POSTP": "ADP",
    "V_ACT": "VERB",
    "V_PASS": "VERB",
    "V_MODL": "AUX",
    "ADV_SADV": "ADV",
    "CONJ": "CCONJ",
    "SUBR": "SCONJ",
    "PART": "PART",
    "PUNC": "PUNCT",
    "PSUS": "INTJ",
    "ADR_PRADR": "INTJ",
    "ADR_POSADR": "INTJ",
    "IDEN": "PROPN",
}
"""UPOS of those XPOS tags of PerDT that have one."""

_WORD = re.compile(rf"[^\W\d_]+(?:{ZWNJ}[^\W\d_]+)*")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_PRESENT = re.compile(r"\bن?می(\w+)")
_LATIN = re.compile("[A-Za-z]")
_SPOKEN_WORDS = frozenset({"رو", "تو"})
"""Words that are another part of speech in the written language: here they stand for را and در."""
_THIRD_PERSONS = ("د", "ند", "ید", "یند")

Labelled = tuple[list[TrainingWord], list[str]]


# --- what is known of words -------------------------------------------------------------------------------------------


def raw_texts(gold: Path) -> Iterator[str]:
    """The raw articles and the unlabelled sentences."""
    for path in sorted((gold / "raw_news").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    yield from unlabelled(gold)


def unlabelled(gold: Path) -> list[str]:
    """The sentences that the teacher labels."""
    lines = (gold / "zwnj_train.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text_gold"] for line in lines]


def word_classes(texts: Iterable[str]) -> dict[str, str]:
    """What hazm and the raw texts say of folded words, in letters (`CODES`)."""
    classes = {
        word: "".join(sorted(CODES[part] for part in parts if part in CODES))
        for word, parts in parts_of_speech().items()
    }
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    for code, endings in (("h", _PLURALS), ("t", _COMPARATIVES)):
        stems: Counter[str] = Counter()
        for word, count in counts.items():
            if stem := _stem(word, endings):
                stems[fold(stem)] += count
        for stem, count in stems.items():
            if count >= LEAST_PLURALS and len(stem) > 1:
                classes[stem] = classes.get(stem, "") + code
    return classes


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without an ending that is clearly one: behind a ZWNJ, or a letter that needs none."""
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and (stem.endswith(ZWNJ) or (ending in _PLURALS and stem[-1:] in NOT_JOINING)):
            return stem.rstrip(ZWNJ)
    return ""


def clusters_of(texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Frequent words with the numbers (from 1) of their fine and coarse cluster."""
    sentences = [
        words
        for text in texts
        for sentence in re.split(r"\n|(?<=[.!؟])\s", fold(text))
        if (words := _TOKEN.findall(normalised(sentence)))
    ]
    model = Word2Vec(
        sentences, vector_size=64, window=2, min_count=4, workers=1, sg=1, negative=5, epochs=5, seed=1, sample=1e-4
    )
    vectors = model.wv.vectors / np.linalg.norm(model.wv.vectors, axis=1, keepdims=True)
    fine, coarse = (
        MiniBatchKMeans(number, random_state=1, batch_size=4096, n_init=3, max_iter=100).fit_predict(vectors) + 1
        for number in (FINE, COARSE)
    )
    return dict(zip(model.wv.index_to_key, zip(fine.tolist(), coarse.tolist(), strict=True), strict=True))


def verbs_by_frequency(articles: Iterable[list[Sentence]], texts: Iterable[str]) -> list[str]:
    """The citation forms of all verbs, those that the treebank has most often first.

    The treebank's lemmas are past stems; of verbs that share one (نوشت#نویس, نوشت#نورد) that one is first whose present
    the raw texts have more often.
    """
    pasts = Counter(
        word.lemma
        for article in articles
        for sentence in article
        for token in sentence
        for word in token.words
        if word.tag in ("VERB", "AUX")
    )
    presents = Counter(form for text in texts for form in _PRESENT.findall(fold(text)))

    def rank(lemma: str) -> tuple[int, int]:
        past, _, present = lemma.partition("#")
        return -pasts[past], -sum(presents[present + ending] for ending in _THIRD_PERSONS)

    return sorted(simple_verbs(verb_stems()), key=rank)


# --- labels -----------------------------------------------------------------------------------------------------------


def gold_label(token: TrainingWord) -> str:
    """The label of a token of a treebank."""
    label = "+".join(word.tag for word in token.words)
    if "+" in label:
        return _possible(label)
    form, lemma = fold(token.words[0].form), fold(token.words[0].lemma)
    has_ye = form.endswith("ی") and not lemma.endswith("ی") and not form.endswith(("های", "هایی"))
    return label + BARE_YE if has_ye and label in ("NOUN", "ADJ", "PROPN") else label


def _possible(label: str) -> str:
    """A label of a word with a clitic, mended where that cannot be."""
    if "+" not in label or label in _CLITIC_LABELS:
        return label
    host = label.partition("+")[0]
    return f"{host}+PRON" if f"{host}+PRON" in _CLITIC_LABELS else host


def teacher_label(text: str, tags: list[tuple[str, str]]) -> str:
    """The label of a token by the teacher's XPOS tags and relations."""
    return "+".join(_upos(text, tag, relation) for tag, relation in tags)


def _upos(text: str, tag: str, relation: str) -> str:
    if tag in ("AUX", "AUX_PASS"):
        return "AUX" if relation in ("aux", "aux:pass", "cop") else "VERB"
    if tag in ("PRENUM", "POSNUM"):
        is_ordinal = tag == "POSNUM" or (text.endswith(("م", "ین")) and text != "نیم")
        return "ADJ" if is_ordinal and not text.isdigit() else "NUM"
    if tag.startswith(("N_", "ADJ_")):
        return "PROPN" if relation == "flat:name" else "NOUN" if tag.startswith("N_") else "ADJ"
    if tag.startswith("PR_"):
        return "PRON"
    return "DET" if tag.startswith("PREM") else _UPOS[tag]


def mended(teacher: str, tagger: str) -> str:
    """The teacher's label with what a tagger trained on the treebank knows better.

    These are names, copulas and clitics, which XPOS and relations do not tell, and whether an ی is of the lemma.
    """
    tag = tagger.removesuffix(BARE_YE)
    label = teacher
    if "+" in tag or {label, tag} == {"VERB", "AUX"} or (tag == "PROPN" and label in ("NOUN", "ADJ")):
        label = tag
    label = _possible(label)
    return label + BARE_YE if tagger != tag and label in ("NOUN", "ADJ", "PROPN") else label


def agree_on_ye(silver: list[Labelled], gold: list[Labelled]) -> None:
    """Give each word with one tag the same answer everywhere: is its last ی part of the lemma? The majority decides."""
    votes: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for sentences, weight in ((silver, 1), (gold, GOLD_WEIGHT)):
        for token, tag, label in _ending_in_ye(sentences):
            count = votes[token.text, tag]
            count[0] += weight * (label != tag)
            count[1] += weight
    for tokens, labels in silver:
        for at, (token, label) in enumerate(zip(tokens, labels, strict=True)):
            bare, total = votes.get((token.text, label.removesuffix(BARE_YE)), (0, 0))
            if total >= LEAST_VOTES:
                labels[at] = label.removesuffix(BARE_YE) + (BARE_YE if 2 * bare > total else "")


def _ending_in_ye(sentences: list[Labelled]) -> Iterator[tuple[TrainingWord, str, str]]:
    for tokens, labels in sentences:
        for token, label in zip(tokens, labels, strict=True):
            tag = label.removesuffix(BARE_YE)
            if token.text.endswith("ی") and tag in ("NOUN", "ADJ", "PROPN"):
                yield token, tag, label


# --- the tagger -------------------------------------------------------------------------------------------------------


class Attributes:
    """The features of the words of sentences, as the strings that crfsuite wants."""

    def __init__(self, features: WordFeatures) -> None:
        self._features = features
        self._seen: dict[str, list[list[str]]] = {}

    def of(self, sentence: Sentence) -> list[list[str]]:
        """The feature buckets of each word of a sentence."""
        words = ["", "", *(normalised(token.text) for token in sentence), "", ""]
        hashes, fine, coarse = np.array([self._features.numbers(word) for word in words], np.int64).T
        marks = np.array([0, 0, *(token.mark for token in sentence), 0, 0], np.int64)
        rows = [[str(bucket) for bucket in row] for row in context_buckets(hashes, fine, coarse, marks).T.tolist()]
        for at, row in enumerate(rows, 2):
            for column, offset in enumerate(OFFSETS):
                row.extend(self._buckets(words[at + offset])[column])
        return rows

    def _buckets(self, word: str) -> list[list[str]]:
        if word not in self._seen:
            buckets, begins = buckets_of([self._features.of(word)])
            self._seen[word] = [list(map(str, group.tolist())) for group in np.split(buckets, begins[1:])]
        return self._seen[word]


def train(sentences: Iterable[Labelled], attributes: Attributes, iterations: int) -> pycrfsuite.Tagger:
    """A tagger trained by the averaged perceptron."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": iterations})
    for tokens, labels in sentences:
        trainer.append(attributes.of(tokens), labels)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "morphology.crfsuite"
        trainer.train(str(file))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(file))  # reads the file whole; open_inmemory would not keep the bytes alive
    return tagger


def silver_sentences(gold: Path, silver: Path, first: pycrfsuite.Tagger, attributes: Attributes) -> Iterator[Labelled]:
    """The teacher's sentences with its labels, mended; those whose tokens are others here are left out."""
    texts = unlabelled(gold)
    rows = [json.loads(line) for line in silver.read_text(encoding="utf-8").splitlines()]
    for begin in range(0, len(texts), SENTENCES):
        analysed = analyse(texts[begin : begin + SENTENCES])
        for tokens, row in zip(analysed, rows[begin : begin + SENTENCES], strict=True):
            if [token.begin for token in tokens] == [known["begin"] for known in row]:
                proposed = first.tag(attributes.of(tokens))
                teacher = [teacher_label(token.text, known["tags"]) for token, known in zip(tokens, row, strict=True)]
                yield tokens, [mended(*labels) for labels in zip(teacher, proposed, strict=True)]


def spoken_sentences(
    treebank: Path, first: pycrfsuite.Tagger, attributes: Attributes, features: WordFeatures
) -> Iterator[Labelled]:
    """Sentences of a treebank of other conventions, which decides on words that the written language has not."""
    known = set(first.labels())
    for article in articles_of(treebank):
        for tokens in article:
            labels = first.tag(attributes.of(tokens))
            for at, token in enumerate(tokens):
                label = gold_label(token).replace("PART", "ADP")
                is_spoken = token.text in _SPOKEN_WORDS or (token.text.isalpha() and not features.is_known(token.text))
                if is_spoken and label in known:
                    labels[at] = label
            yield tokens, labels


# --- lemmas -----------------------------------------------------------------------------------------------------------


def known_lemmas(
    articles: Iterable[list[Sentence]], classes: Mapping[str, str], verbs: Verbs
) -> dict[tuple[str, str], str]:
    """The lemmas of the treebank that the rules do not find, by folded form and label.

    Not those of verbs, of which the treebank gives the past stem alone, nor what has letters that are no Persian.
    """
    rules = Lemmatizer({}, classes, verbs)
    seen: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for article in articles:
        for sentence in article:
            for token in sentence:
                host = token.words[0]
                if len(token.words) == 1:
                    seen[token.text, gold_label(token)][token.reading, host.lemma] += 1
                else:
                    seen[fold(host.form), host.tag][host.form.rstrip(ZWNJ), host.lemma] += 1
    known: dict[tuple[str, str], str] = {}
    for (form, label), lemmas in seen.items():
        reading, lemma = lemmas.most_common(1)[0][0]
        if label in ("VERB", "AUX") or _LATIN.search(lemma):
            continue
        if _plain(rules.lemma(reading, label)) != _plain(lemma):
            known[form, label] = lemma
    return known


def _plain(lemma: str) -> str:
    return lemma.replace(ZWNJ, "").partition("#")[0]


# --- the model file ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tables:
    """What the model knows of words."""

    clusters: dict[str, tuple[int, int]]
    classes: dict[str, str]
    verbs: list[str]
    lemmas: dict[tuple[str, str], str]


def save(tagger: pycrfsuite.Tagger, features: WordFeatures, tables: Tables, target: Path) -> None:
    """Write the weights that differ from zero as small integers, their sums for known words, and the tables."""
    info = tagger.info()
    labels = sorted(info.labels, key=lambda label: int(info.labels[label]))
    number = {label: place for place, label in enumerate(labels)}
    lines: dict[int, list[float]] = {}
    for (bucket, label), weight in info.state_features.items():
        lines.setdefault(int(bucket), [0.0] * len(labels))[number[label]] = weight
    table = np.array([lines[bucket] for bucket in sorted(lines)])
    scale = np.abs(table).max() / LARGEST_WEIGHT
    small = np.round(table / scale).astype(np.int16)
    kept = small.any(axis=1)
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[number[before], number[after]] = weight
    weights = {
        "bucket_steps": np.diff(np.array(sorted(lines))[kept], prepend=0).astype(np.int32),
        "weights": small[kept],
    }
    np.savez_compressed(
        target,
        **weights,
        word_sums=Weights(weights).word_sums([features.of(word) for word in features.words]).swapaxes(0, 1),
        labels=text_array(labels),
        scale=np.array(scale),
        transitions=transitions,
        cluster_words=text_array(list(tables.clusters)),
        fine=np.array([fine for fine, _ in tables.clusters.values()], np.uint16),
        coarse=np.array([coarse for _, coarse in tables.clusters.values()], np.uint8),
        classes=text_array([f"{word}\t{codes}" for word, codes in sorted(tables.classes.items())]),
        verbs=text_array(tables.verbs),
        lemmas=text_array([f"{form}\t{label}\t{lemma}" for (form, label), lemma in sorted(tables.lemmas.items())]),
    )


def main() -> None:
    """Run the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder with ud/, zwnj_train.jsonl and raw_news/")
    parser.add_argument("--silver", type=Path, required=True, help="what tei.training.teacher printed")
    parser.add_argument("--without", default="", metavar="K/N", help="leave out each article whose number mod N is K")
    parser.add_argument("--out", type=Path, default=MODEL, help="where to write the model")
    arguments = parser.parse_args()
    articles = list(articles_of(arguments.gold / TREEBANK))
    if arguments.without:
        fold_number, folds = map(int, arguments.without.split("/"))
        articles = [article for number, article in enumerate(articles) if number % folds != fold_number]
    verbs = verbs_by_frequency(articles, raw_texts(arguments.gold))
    classes = word_classes(raw_texts(arguments.gold))
    clusters = clusters_of(raw_texts(arguments.gold))
    features = WordFeatures(clusters, classes, Verbs(verbs), SpokenPersian(Verbs(verbs), classes))
    attributes = Attributes(features)
    gold = [(tokens, list(map(gold_label, tokens))) for article in articles for tokens in article]
    first = train(gold, attributes, FIRST_ITERATIONS)
    silver = list(silver_sentences(arguments.gold, arguments.silver, first, attributes))
    silver += spoken_sentences(arguments.gold / SPOKEN_TREEBANK, first, attributes, features)
    agree_on_ye(silver, gold)
    tagger = train([*silver, *gold * GOLD_WEIGHT], attributes, ITERATIONS)
    save(
        tagger, features, Tables(clusters, classes, verbs, known_lemmas(articles, classes, Verbs(verbs))), arguments.out
    )


if __name__ == "__main__":
    main()
