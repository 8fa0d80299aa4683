"""What the training of the name tagger reads from tagged sentences."""

import json

from tei.language.name_words import LABELS
from tei.training.name_data import names_of, tagged_sentences


def test_names_are_spans_of_the_joined_tokens():
    tokens = ["سارا", "امینی", "به", "یزد", "رفت"]
    tags = ["B-PER", "I-PER", "O", "B-LOC", "O"]
    text = " ".join(tokens)
    assert [(kind, text[begin:end]) for kind, begin, end in names_of(tokens, tags)] == [
        ("PER", "سارا امینی"),
        ("LOC", "یزد"),
    ]


def test_neighbours_are_two_names_and_other_classes_none():
    tags = ["B-LOC", "B-LOC", "B-DATE", "I-LOC"]
    assert [kind for kind, _, _ in names_of(["یزد", "کرمان", "دیروز", "ری"], tags)] == ["LOC", "LOC", "LOC"]


def test_labels_follow_the_words_of_the_repaired_view(tmp_path):
    rows = [
        {
            "source": "PEYMA",
            "tokens": ["مینا", "می", "رود", "سازمان", "آب،", "یزد"],
            "tags": ["B-PER", *"OO", "B-ORG", "I-ORG", "O"],
        },
        {"source": "ARMAN/fold1+2", "tokens": ["مینا"], "tags": ["B-PER"]},
    ]
    (tmp_path / "ner_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (sentence,) = tagged_sentences(tmp_path, "dev")
    named = [(word, LABELS[label]) for word, label in zip(sentence.words, sentence.labels(), strict=True)]
    assert named == [
        ("مینا", "B-PER"),
        ("میرود", "O"),
        ("سازمان", "B-ORG"),
        ("آب", "I-ORG"),
        ("،", "I-ORG"),
        ("یزد", "O"),
    ]
