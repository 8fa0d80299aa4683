"""Label sentences with the tagger and parser of persian-phonemizer: `python -m tei.training.teacher --gold FOLDER`.

That package (0.4.0, MIT) holds a spaCy pipeline trained on the train part of UD Persian PerDT, whose trees are not in
the gold folder while its sentences are (`zwnj_train.jsonl`); so its labels of them are nearly gold. Install it in an
environment of its own, and put this project on the path. Prints a line of JSON for each sentence: a list of tokens,
each as `begin` (offset), `tags` (XPOS of PerDT and relation of its one or two words).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import pickle
from pathlib import Path
from typing import Any

from tei.document import Span
from tei.language.characters import ZWNJ
from tei.language.clitics import clitic, cut, is_host
from tei.language.lexicon import parts_of_speech, verb_stems
from tei.language.tokenization import Token, tokens_of
from tei.language.verbs import Verbs, simple_verbs
from tei.language.views import folded_view


class Splitter:
    """Splits the words that end in a pronoun with some certainty, as the treebank does and its tagger expects."""

    def __init__(self) -> None:
        self._words = parts_of_speech()
        self._verbs = Verbs(simple_verbs(verb_stems()))

    def split(self, token: Token, form: str) -> list[str]:
        """The form of a token, or its parts."""
        letters, _, _, is_word = token
        if is_word and letters not in self._words and self._verbs.reading(letters) is None:
            found = clitic(form, "PRON")
            if found and is_host(letters[: -found.length], self._words):
                at = cut(form, found.length)
                return [form[:at].rstrip(ZWNJ), form[at:]]
        return [form]


def load_pipeline() -> Any:
    """The spaCy pipeline of persian-phonemizer, without what else that package needs."""
    spec = importlib.util.find_spec("persian_phonemizer")
    if spec is None or spec.origin is None:
        raise SystemExit("Install persian-phonemizer 0.4.0 and spaCy 3 to label sentences.")
    data = Path(spec.origin).parent / "data"
    config = pickle.loads((data / "cfg").read_bytes())
    language = importlib.import_module("spacy").util.get_lang_class(config["nlp"]["lang"]).from_config(config)
    return language.from_bytes(pickle.loads((data / "nlp_data").read_bytes()))


def main() -> None:
    """Run the labelling from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with zwnj_train.jsonl")
    arguments = parser.parse_args()
    language = load_pipeline()
    make_document = importlib.import_module("spacy.tokens").Doc
    splitter = Splitter()
    sentences = []
    for line in (arguments.gold / "zwnj_train.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text_gold"]
        tokens = tokens_of(folded_view(text), Span(0, len(text)))
        sentences.append([(token[1], splitter.split(token, text[token[1] : token[2]])) for token in tokens])
    labelled: Any = (
        make_document(language.vocab, words=[form for _, forms in sentence for form in forms]) for sentence in sentences
    )
    for _, component in language.pipeline:
        labelled = component.pipe(labelled, batch_size=64)
    for sentence, document in zip(sentences, labelled, strict=True):
        words = iter(document)
        row = []
        for begin, forms in sentence:
            tags = [[word.tag_, word.dep_] for _, word in zip(forms, words, strict=False)]
            row.append({"begin": begin, "tags": tags})
        print(json.dumps(row))


if __name__ == "__main__":
    main()
