"""CoNLL-U, the format of Universal Dependencies (https://universaldependencies.org/format.html)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from tei.document import Annotation, Document, Kind, Span
from tei.document.annotation import LEAF_BLOCK_KINDS
from tei.writers.token_table import NAME_TYPES, TokenTable

_CHUNK = re.compile(r"\S+")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
"""How UDPipe writes what a field of MISC cannot hold."""


class _Word(NamedTuple):
    """A word, or what follows of one behind a space (`is_rest`); `said` is what is said of the whole word."""

    span: Span
    said: Annotation
    is_rest: bool


class _Chunk(NamedTuple):
    """What stands between two spaces or tokens: a surface token of one word or several; `norm` is its own spelling."""

    span: Span
    words: list[_Word]
    norm: str
    behind: str


def conllu(document: Document) -> str:
    """A document with token layer in CoNLL-U: its words, what is said of them, and the names (NER in MISC).

    Forms are those of the source, in Unicode normalization form C, which the validator of UD demands; CorrectForm
    is the standard spelling. A word with a space in it (می رود) is a word and its rest, joined by `goeswith`. Syntax
    there is none: heads and relations only make a valid tree.
    """
    table = TokenTable(document)
    names = _outermost(document.annotations(*NAME_TYPES))
    article_id = document.article.ident
    lines = [f"# newdoc id = {article_id}", "# syntax = none: HEAD and DEPREL are placeholders"]
    new_blocks = deque(document.annotations(*LEAF_BLOCK_KINDS))
    for sentence in document.annotations(Kind.SENTENCE):
        block = None
        while new_blocks and new_blocks[0].span.begin <= sentence.span.begin:
            block = new_blocks.popleft()
        if block is not None:
            lines.append(f"# newpar id = {article_id}.{block.ident}")
        chunks = [chunk for number in table.begun_in(sentence.span) for chunk in _chunks(table, number)]
        forms = (_form(document, chunk.span) + (" " if chunk.behind else "") for chunk in chunks)
        lines += [f"# sent_id = {article_id}.{sentence.ident}", f"# text = {''.join(forms).rstrip()}"]
        lines += [*_rows(document, chunks, names), ""]
    return "\n".join([*lines, ""])


def _outermost(names: tuple[Annotation, ...]) -> list[Annotation]:
    """The names that lie in no other."""
    found: list[Annotation] = []
    for name in names:
        if not found or name.span.begin >= found[-1].span.end:
            found.append(name)
    return found


def _chunks(table: TokenTable, number: int) -> Iterator[_Chunk]:
    """The surface tokens of a token: more than one where the source has spaces in it."""
    token, words = table.tokens[number]
    text = table.document.text
    spans = [Span(*match.span()) for match in _CHUNK.finditer(text, token.span.begin, token.span.end)]
    for place, span in enumerate(spans):
        inside = [_part(word, span) for word in words or [token] if word.span.overlaps(span)]
        is_last = place == len(spans) - 1
        behind = table.space_behind(number) if is_last else text[span.end : spans[place + 1].begin]
        norm = token.features.get("norm", "") if words and place == 0 else ""
        yield _Chunk(span, inside, norm, behind if behind or number + 1 < len(table.tokens) else "\n")


def _part(word: Annotation, chunk: Span) -> _Word:
    span = Span(max(chunk.begin, word.span.begin), min(chunk.end, word.span.end))
    return _Word(span, word, is_rest=word.span.begin < chunk.begin)


def _rows(document: Document, chunks: list[_Chunk], names: list[Annotation]) -> Iterator[str]:
    """The lines of a sentence's words, with those of the surface tokens that hold several."""
    words = [word for chunk in chunks for word in chunk.words]
    root = next((n for n, word in enumerate(words, 1) if not word.is_rest and _pos(word) != "PUNCT"), 1)
    number, before = 0, None
    for chunk in chunks:
        space = _space(chunk.behind)
        if len(chunk.words) > 1:
            ids = f"{number + 1}-{number + len(chunk.words)}"
            yield _row(ids, _form(document, chunk.span), misc=_correct(chunk.norm) | space)
            space = {}
        for word in chunk.words:
            number += 1
            name = _name_at(names, word.span)
            entity = {"NER": f"{'I' if name is before else 'B'}-{NAME_TYPES[name.kind]}"} if name else {}
            before = name
            form = _form(document, word.span)
            if word.is_rest:
                head = next(n for n in range(number - 1, 0, -1) if not words[n - 1].is_rest)
                yield _row(str(number), form, pos="X", head=head, relation="goeswith", misc=entity | space)
                continue
            said = word.said.features
            is_broken = number < len(words) and words[number].is_rest and words[number].said is word.said
            relation = "root" if number == root else "punct" if _pos(word) == "PUNCT" else "dep"
            yield _row(
                str(number),
                form,
                lemma=_normal(said.get("lemma", "")) or (form if word.said.kind is Kind.PUNCTUATION else "_"),
                pos=_pos(word),
                features=_features(said.get("msd", ""), is_broken),
                head=0 if number == root else root,
                relation=relation,
                misc=_correct(said.get("norm", "")) | entity | space,
            )


def _name_at(names: list[Annotation], span: Span) -> Annotation | None:
    """The name that a word lies in or touches; names stand apart, in the order of the text."""
    place = bisect_right(names, span.begin, key=lambda name: name.span.end)
    return names[place] if place < len(names) and names[place].span.begin < span.end else None


def _row(
    ident: str,
    form: str,
    *,
    lemma: str = "_",
    pos: str = "_",
    features: str = "_",
    head: int | str = "_",
    relation: str = "_",
    misc: dict[str, str],
) -> str:
    fields = "|".join(f"{name}={misc[name]}" for name in sorted(misc)) or "_"
    return "\t".join((ident, form, lemma, pos, "_", features, str(head), relation, "_", fields))


def _pos(word: _Word) -> str:
    return word.said.features.get("pos", "X")


def _features(msd: str, is_broken: bool) -> str:
    """FEATS of @msd, which begins with the part of speech; a word with a space in it is marked as a slip."""
    features = msd.split("|")[1:] + ["Typo=Yes"] * is_broken
    return "|".join(sorted(features, key=str.lower)) or "_"


def _correct(norm: str) -> dict[str, str]:
    return {"CorrectForm": _escaped(_normal(norm))} if norm else {}


def _space(behind: str) -> dict[str, str]:
    """What MISC says of the white space behind a token: nothing of a single space."""
    if not behind:
        return {"SpaceAfter": "No"}
    return {} if behind == " " else {"SpacesAfter": _escaped(behind)}


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(one) or (f"\\u{ord(one):04x}" if one.isspace() else one) for one in text)


def _form(document: Document, span: Span) -> str:
    return _normal(document.text[span.begin : span.end])


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
