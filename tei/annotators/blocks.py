"""The parts of an article: headlines, paragraphs, bylines, source and tag lines, embedded documents, interviews.

Lines of the source are the first guess. Lines that were broken inside sentences are joined, and a line is cut
where another kind of text begins in it. The formulas that tell the kinds apart lie in `data/blocks.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from tei import __version__
from tei.document import Agent, Annotation, Document, Kind, Layer, Span
from tei.language.characters import VOWEL_MARKS, ZWNJ, fold
from tei.language.formulas import document_word, forenames, formula, word_set
from tei.language.lexicon import lexicon
from tei.language.views import View, folded_view

AGENT = Agent(ident="blocks", version=__version__, label="Rules for the parts of an article")

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!؟?…][»\")]?\s*$")
_SENTENCE_BREAK = re.compile(r"[.!؟?](?:\s?[»”)]|\")?(?:\s|(?<=[»”]))")
_HEADING_LENGTH = 200
_LEAD_LENGTH = 600
_KICKER_LENGTH = 110
_SHORT_LINE = 90
_OPENING = 300
"""Characters at the beginning and end of a document in which its salutations and signatures are looked for."""


@dataclass(frozen=True)
class _Container:
    """An embedded document (`floatingText`) or a tag list; each is one object, shared by its parts."""

    kind: Kind
    type: str


@dataclass
class _Part:
    """A stretch of the source, `begin` to `end` without white space around it, that becomes one block.

    `text` is its folded reading, which begins at offset `at` of the view. `value` is the `type` or `ana` of
    the block. A part that no rule has named yet is a paragraph.
    """

    text: str
    at: int
    begin: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    value: str = ""
    container: _Container | None = None

    @property
    def free(self) -> bool:
        """Whether no rule has named this part yet."""
        return self.kind is Kind.PARAGRAPH and self.container is None

    def name(self, kind: Kind, value: str = "") -> None:
        """Say what this part is."""
        self.kind, self.value = kind, value


def annotate(document: Document) -> Layer:
    """The blocks of an article: every character that is not white space lies in exactly one leaf block."""
    view = folded_view(document.text)
    parts = _join_broken_lines(view, list(_lines(view)))
    parts = [piece for part in parts for piece in _cut(view, part, _frame_cuts(part.text))]
    parts = _split_tags(view, parts)
    _name_frame(parts)
    parts = _name_headlines(view, parts, fold(document.article.metadata.title).strip())
    parts = _embed_documents(view, parts)
    parts = _embed_interviews(parts)
    _embed_poems(parts)
    parts = [piece for part in parts for piece in _cut_run_together(view, part)]
    parts = _name_lead(view, parts)
    _name_cross_heads(parts)
    return Layer.of(AGENT, _annotations(parts))


# --- lines ------------------------------------------------------------------------------------------------------


def _part(view: View, begin: int, end: int) -> _Part | None:
    """The part from one source offset to another, trimmed; None if only white space lies there."""
    source = view.source[begin:end]
    if not source.strip():
        return None
    begin, end = begin + len(source) - len(source.lstrip()), begin + len(source.rstrip())
    at, last = view.range(Span(begin, end))
    return _Part(view.text[at:last], at, begin, end)


def _lines(view: View) -> Iterator[_Part]:
    for match in _LINE.finditer(view.source):
        if part := _part(view, match.start(), match.end()):
            yield part


def _cut(view: View, part: _Part, offsets: Iterable[int]) -> list[_Part]:
    """The pieces of a part, cut at offsets of its folded text; they keep what the part was named."""
    inner = {part.at + offset for offset in offsets if 0 < offset < len(part.text)}
    edges = [part.begin, *sorted(view.starts[at] for at in inner), part.end]
    pieces = [piece for begin, end in pairwise(edges) if (piece := _part(view, begin, end))]
    return [replace(piece, kind=part.kind, value=part.value, container=part.container) for piece in pieces]


def _join_broken_lines(view: View, lines: list[_Part]) -> list[_Part]:
    """Lines that were broken inside sentences, as one part for each paragraph.

    A text counts as hard-wrapped if at least half its lines are nearly as long as the longest and four in ten
    of these end inside a sentence; then a full line goes on in the next one. In any text a line that ends inside a
    sentence goes on if the next begins with a number that is no list number.
    """
    width = _width(lines)
    paragraphs: list[list[_Part]] = []
    for line in lines:
        previous = paragraphs[-1][-1] if paragraphs else None
        if previous and _goes_on(previous, line, width) and "\n\n" not in _gap(view, previous, line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    spans = ((paragraph[0].begin, paragraph[-1].end) for paragraph in paragraphs)
    return [part for begin, end in spans if (part := _part(view, begin, end))]


def _gap(view: View, before: _Part, after: _Part) -> str:
    return fold(view.source[before.end : after.begin].replace("\r\n", "\n")).replace(" ", "")


def _width(lines: Sequence[_Part]) -> int:
    """The length of the full lines of a hard-wrapped text, 0 if it is none."""
    if len(lines) < 6:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    full = [line for line in lines if 0.85 * width <= len(line.text) <= 1.2 * width]
    inside = sum(not _SENTENCE_END.search(line.text[-5:]) for line in full)
    return width if 40 <= width <= 120 and len(full) >= len(lines) / 2 and inside >= 0.4 * len(full) else 0


_NUMBER_GOES_ON = re.compile(r"\d+(?! ?[-–).ـ])\s*\w")


def _goes_on(before: _Part, after: _Part, width: int) -> bool:
    if width:
        return len(before.text) >= 0.85 * width
    inside = before.text[-1:].isalpha() and len(before.text) > _KICKER_LENGTH
    return inside and bool(_NUMBER_GOES_ON.match(after.text))


# --- the frame: source, tags, credits, navigation ---------------------------------------------------------------


_SLASH_SOURCE = re.compile(r"/\s?\w+(?:\s\w+)?\s*$")
_TAG_MARK = re.compile(r"\s*[:؛/|–-]\s*|\s*$|(?=\s*[\[#])")
_LINK_ITEM = re.compile(r"\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)(?:\s{0,2}\[\d{1,4}\])?[\s،,|]*")
_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]{0,3}){2,}")
_PLAIN_ITEM = re.compile(r"[\s،,|؛•#]*[^،,|؛•#\n]+[،,|؛•\s]*")


def _frame_cuts(text: str) -> Iterator[int]:
    """Offsets at which a source line, a credit, an end code or a tag list begins or ends inside a line."""
    tail_at = max(0, len(text) - _OPENING)
    tail = text[tail_at:]
    for name in ("inline_source", "inline_boilerplate"):
        yield from (tail_at + match.start() for match in formula(name).finditer(tail))
    for match in formula("end_code").finditer(text):
        yield match.start()
    yield from (tail_at + begin for begin in _agency_credits(tail))
    byline = formula("inline_byline").match(text[:_KICKER_LENGTH])
    if byline and len(text) > _KICKER_LENGTH:
        yield byline.end()
    if len(text) <= _HEADING_LENGTH:
        yield from (match.start() for match in formula("photo_credit").finditer(text))
    for match in formula("tag_label").finditer(tail):
        before = tail[: match.start()].rstrip()
        mark = _TAG_MARK.match(tail, match.end())
        if before[-1:] in (".", "!", "؟", "/", "»") and mark and mark.group().strip():
            yield tail_at + match.start()


def _agency_credits(tail: str) -> Iterator[int]:
    """Where a line ends with the bare name of an agency: «… گفت. /ایسنا», «… گفت. ایسنا»."""
    slash = _SLASH_SOURCE.search(tail)
    if slash and _is_agency(slash.group()):
        yield slash.start()
    last_break = max((match.end() for match in _SENTENCE_BREAK.finditer(tail)), default=0)
    if last_break and _is_agency(tail[last_break:]):
        yield last_break


def _is_agency(text: str) -> bool:
    words = "".join(_WORD.findall(text))
    return words in word_set("agency")


_ADDRESS_LINE = re.compile(r"(?:\[\d{1,4}\]:? ?)?(?:https?://|www\.)\S+$|\[\d{1,4}\]:? #$")
_NAME_SEPARATOR = re.compile(r"\s?[،–-]\s?|\sو\s")
_BOILERPLATE = ("end_code", "boilerplate", "inline_boilerplate", "read_more")


def _name_frame(parts: Sequence[_Part]) -> None:
    """Name the parts whose first words say what they are."""
    body = next((i for i, part in enumerate(parts) if len(part.text) > _HEADING_LENGTH), 0)
    for i, part in enumerate(parts):
        if part.free:
            _name_by_first_words(part, is_before_body=i < body)


def _name_by_first_words(part: _Part, is_before_body: bool) -> None:
    head = part.text[:_HEADING_LENGTH]
    is_short = len(part.text) <= _SHORT_LINE
    if not any(character.isalnum() for character in part.text):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif (formula("source").match(head) and len(part.text) <= 150) or (is_short and _is_agency(head)):
        part.name(Kind.ANONYMOUS_BLOCK, "source")
    elif _ADDRESS_LINE.match(head) or any(formula(name).match(head) for name in _BOILERPLATE):
        part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    elif is_short and formula("photo_credit").match(head):
        part.name(*((Kind.BYLINE, "") if is_before_body else (Kind.ANONYMOUS_BLOCK, "boilerplate")))
    elif is_short and (_is_name(head) or _is_byline(head)):
        part.name(Kind.BYLINE)


def _is_byline(text: str) -> bool:
    return bool(formula("byline").match(text) or formula("inline_byline").fullmatch(text))


def _is_name(text: str) -> bool:
    """Whether a line is nothing but names of persons, of two to five words, of which one has a known forename.

    A line that ends like a clause is a headline: «ناصر بهرامیان استعفا کرد».
    """
    names = [name.split() for name in _NAME_SEPARATOR.split(text)]
    if names[-1] and names[-1][-1] in word_set("clause_end"):
        return False
    are_short = all(2 <= len(name) <= 5 and "".join(name).isalpha() for name in names)
    return are_short and any(not forenames().isdisjoint(name[:2]) for name in names) and len(names) <= 3


def _split_tags(view: View, parts: Sequence[_Part]) -> list[_Part]:
    """Tag blocks as label and items."""
    result: list[_Part] = []
    tags: _Container | None = None
    is_one_a_line = False
    for part in parts:
        label = formula("tag_label").match(part.text[:_SHORT_LINE])
        mark = label and _TAG_MARK.match(part.text, label.end())
        if label and mark:
            tags = _Container(Kind.LIST, "tags")
            is_one_a_line = mark.end() == len(part.text)
            items = _items(part.text, mark.end())
            pieces = _cut(view, part, items)
            pieces[0].name(Kind.LABEL)
        elif _HASHTAGS.fullmatch(part.text) or (tags and _is_more_tags(part.text, result[-1], is_one_a_line)):
            tags = tags or _Container(Kind.LIST, "tags")
            pieces = _cut(view, part, _items(part.text, 0))
            pieces[0].name(Kind.ITEM)
        else:
            tags, pieces = None, [part]
        for piece in pieces:
            piece.container = tags
            if tags and piece.kind is not Kind.LABEL:
                piece.name(Kind.ITEM)
        result += pieces
    for i, part in enumerate(result):
        if part.kind is Kind.LABEL and (i + 1 == len(result) or result[i + 1].kind is not Kind.ITEM):
            part.container = None
            part.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
    return result


def _items(text: str, begin: int) -> list[int]:
    item = _LINK_ITEM if "](" in text else _PLAIN_ITEM
    return [match.start() for match in item.finditer(text, begin)]


def _is_more_tags(text: str, before: _Part, is_one_a_line: bool) -> bool:
    if _LINK_ITEM.match(text[:_OPENING]) or text.startswith("#"):
        return True
    is_open = is_one_a_line or before.text[-1:] in ("،", ",", "|")
    return is_open and len(text) <= _SHORT_LINE and text[-1:].isalnum()


# --- headlines --------------------------------------------------------------------------------------------------


def _is_heading(part: _Part) -> bool:
    """Whether a part can be a headline: short, and no statement that ends with a full stop."""
    return part.free and len(part.text) <= _HEADING_LENGTH and part.text[-1:] != "."


def _name_headlines(view: View, parts: list[_Part], title: str) -> list[_Part]:
    """Name main headline and kickers; a title that is known and opens the first line is cut from it."""
    start = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if start == len(parts):
        return parts
    if title and parts[start].text.startswith(title) and len(title) >= 8:
        parts[start : start + 1] = _cut(view, parts[start], [len(title)])
    lead, top = _lead_above(parts, start, title)
    if lead is not None:
        parts[lead].name(Kind.HEAD, "lead")
    main = next((i for i in top if parts[i].text == title and not _announces(parts[i].text)), None)
    if main is None:
        main = _main_heading(parts, top)
    for i in top:
        is_main = main is not None and parts[i].text == parts[main].text
        parts[i].name(Kind.HEAD, "main" if is_main else "kicker")
    return parts


def _lead_above(parts: Sequence[_Part], start: int, title: str) -> tuple[int | None, list[int]]:
    """A lead that stands above the headings, and the headings."""
    top = _headings(parts, start)
    if not top and len(parts[start].text) <= _LEAD_LENGTH:
        below = _headings(parts, start + 1)
        if below and (parts[below[0]].text == title or _announces(parts[below[0]].text)):
            return start, below
    return None, top


def _headings(parts: Sequence[_Part], start: int) -> list[int]:
    """The headings at the top: at most three, bylines left out, and a longer text must follow."""
    top: list[int] = []
    for i in range(start, len(parts)):
        limit = _HEADING_LENGTH if not top else _KICKER_LENGTH
        if parts[i].kind in (Kind.BYLINE, Kind.ANONYMOUS_BLOCK):
            continue
        if len(top) == 3 or not _is_heading(parts[i]) or len(parts[i].text) > limit:
            return top
        top.append(i)
    return top[:1]


def _main_heading(parts: Sequence[_Part], top: Sequence[int]) -> int | None:
    """The main headline: the first heading that does not announce another."""
    return next((i for i in top if not _announces(parts[i].text)), None)


def _announces(heading: str) -> bool:
    """Whether a heading is no main headline by itself: «… گفت:», «در پاسخ به …؛», «یادداشت»."""
    return heading[-1:] in (":", "؛") or bool(formula("rubric").match(heading))


def _name_lead(view: View, parts: list[_Part]) -> list[_Part]:
    """Name the lead: the first paragraph, if the report begins behind it."""
    first = next((i for i, part in enumerate(parts) if part.free), len(parts))
    if first == len(parts):
        return parts
    head, *following = parts[first:]
    if not _opens_article(parts, first):
        return parts
    if _is_lead(head, following):
        head.name(Kind.HEAD, "lead")
    elif following and following[0].container and (end := _lead_end(head.text)):
        parts[first : first + 1] = _cut(view, head, [end])
        parts[first].name(Kind.HEAD, "lead")
    return parts


def _opens_article(parts: Sequence[_Part], first: int) -> bool:
    """Whether nothing but headlines and the like stands before a part, and no lead."""
    frame = (Kind.HEAD, Kind.BYLINE, Kind.ANONYMOUS_BLOCK)
    return all(part.kind in frame and part.value != "lead" for part in parts[:first])


def _is_lead(part: _Part, following: Sequence[_Part]) -> bool:
    """Whether the first paragraph is a lead: the news begins once more behind it."""
    if not following or len(part.text) > _LEAD_LENGTH:
        return False
    if formula("agency_prefix").match(part.text) or not following[0].text.strip("*=-_ "):
        return True
    text = next((other for other in following if other.kind is Kind.BYLINE or other.free), part)
    if len(following) == 1 and len(text.text) > max(_LEAD_LENGTH, 3 * len(part.text)):
        return True
    if text.kind is Kind.BYLINE or (following[1:] and following[1].value == "fn.question"):
        return True
    head = text.text[:_OPENING]
    return text.free and bool(formula("agency_credit").match(head) or formula("reporter").search(head[:150]))


def _lead_end(text: str) -> int | None:
    """Where the lead ends in a line that goes on with «به گزارش …»."""
    for match in _SENTENCE_BREAK.finditer(text[:700]):
        if formula("agency_credit").match(text, match.end()):
            return match.end()
    return None


def _name_cross_heads(parts: Sequence[_Part]) -> None:
    """Name the short lines without a full stop that stand alone between paragraphs."""
    for before, part, after in zip(parts, parts[1:], parts[2:], strict=False):
        is_plain = part.kind is Kind.PARAGRAPH and not part.value and part.container is after.container
        if is_plain and after.kind is Kind.PARAGRAPH and _is_cross_head(before, part, after):
            part.name(Kind.HEAD, "cross")


_VOWELLED_NAME = 3
"""Vowel marks that a headline may have; a verse above a text has more."""


def _is_cross_head(before: _Part, part: _Part, after: _Part) -> bool:
    text = part.text
    return (
        len(text) <= _SHORT_LINE
        and text[-1].isalpha() | (text[-1] in "؟!»)")
        and text[0].isalpha() | (text[0] in "«*#")
        and ":" not in text
        and len(VOWEL_MARKS.findall(text)) <= _VOWELLED_NAME
        and len(after.text) > max(_SHORT_LINE, 2 * len(text))
        and before.kind not in (Kind.BYLINE, Kind.ANONYMOUS_BLOCK)
        and (before.kind is not Kind.PARAGRAPH or bool(_SENTENCE_END.search(before.text[-5:])))
    )


_RUN_TOGETHER_LENGTH = 600
_GLUED_QUESTION = re.compile(r"[؟!](?=\w)")


def _cut_run_together(view: View, part: _Part) -> list[_Part]:
    """The pieces of a line that many lines of the page have run into.

    Where a line ended without a full stop, its last word has grown together with the first of the next line.
    A stretch from the end of a sentence to such a place is a cross-head, or titles to read more.
    """
    if not part.free or len(part.text) < _RUN_TOGETHER_LENGTH:
        return [part]
    heads = [head for head in _inline_heads(part.text) if not _joined_by_zwnj(view, part.at + head[1])]
    offsets = [offset for stretch in (*_inline_titles(part.text), *heads) for offset in stretch]
    begins = {part.at + begin for begin, _ in heads}
    pieces = _cut(view, part, offsets)
    for piece in pieces:
        if formula("read_more").match(piece.text[:_SHORT_LINE]):
            piece.name(Kind.ANONYMOUS_BLOCK, "boilerplate")
        elif piece.at in begins:
            piece.name(Kind.HEAD, "cross")
    return pieces


def _joined_by_zwnj(view: View, at: int) -> bool:
    return view.source[view.starts[at] - 1] == ZWNJ


def _inline_titles(text: str) -> Iterator[tuple[int, int]]:
    for match in formula("read_more").finditer(text):
        end = _GLUED_QUESTION.search(text, match.end(), match.end() + _OPENING)
        if end:
            yield match.start(), end.end()


def _inline_heads(text: str) -> Iterator[tuple[int, int]]:
    starts = [match.end() for match in _SENTENCE_BREAK.finditer(text)]
    starts += [match.end() for match in _GLUED_QUESTION.finditer(text)]
    starts.sort()
    for match in _clause_end_with_more().finditer(text):
        at = bisect_right(starts, match.start())
        begin = starts[at - 1] if at else 0
        is_short = begin and 15 <= match.end(1) - begin <= _HEADING_LENGTH
        if is_short and not formula("report_opening").match(text[begin : match.end(1)]) and _is_glued(match):
            yield begin, match.end(1)


@cache
def _clause_end_with_more() -> re.Pattern[str]:
    """A word that begins like a verb that ends a clause (group 1)."""
    return re.compile(r"\b(" + "|".join(sorted(word_set("clause_end"), key=len, reverse=True)) + r")\w{2,}")


def _is_glued(match: re.Match[str]) -> bool:
    """Whether a word is no word of Persian but a verb and the beginning of a new line."""
    words, word, following = lexicon(), match[0], match[0][len(match[1]) :]
    if word in words.words or word in words.verbs or word in words.compounds:
        return False
    if following == "وی" or formula("agency_credit").match(match.string, match.end(1)):
        return True
    is_word = following in words.words or following in forenames()
    return len(following) >= 3 and is_word and following not in word_set("never_first")


# --- embedded documents -----------------------------------------------------------------------------------------


_QUOTES = {"«": "»", "“": "”", '"': '"'}


@dataclass(frozen=True)
class _Presentation:
    """What the words before a colon say of what follows it.

    `type` is the type of document, empty if none is spoken of; where `is_sure` is false, one follows only if
    its first words are those of a letter.
    """

    type: str = ""
    is_sure: bool = False


def _embed_documents(view: View, parts: list[_Part]) -> list[_Part]:
    """Cut out and name the letters, statements, speeches and other documents that the article prints."""
    result: list[_Part] = []
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        opening = _opening(part, result, waiting) if part.free else None
        if opening is None:
            result.append(part)
            continue
        begin, kind = opening
        pieces = _cut(view, part, [begin])
        if begin:
            result.append(pieces.pop(0))
        waiting += reversed(pieces)
        document = _take_document(view, waiting, kind)
        result += _name_document(view, document, _Container(Kind.FLOATING_TEXT, kind))
    return result


def _opening(part: _Part, before: Sequence[_Part], waiting: Sequence[_Part]) -> tuple[int, str] | None:
    """The offset in a part at which a document begins, and its type; None if none begins there."""
    text = part.text
    announced = _announcement(before[-1].text) if before and before[-1].free else _Presentation()
    if announced.is_sure or (announced.type and _opens_letter(text)):
        return 0, announced.type
    if formula("basmala").match(text[:_SHORT_LINE]):
        return 0, (_announced_type(before[-1].text[-_OPENING:]) if before else "") or "document"
    following = waiting[-1].text[:_SHORT_LINE] if waiting else ""
    if formula("address").match(text[:_SHORT_LINE]) and formula("greeting").match(following):
        return 0, "letter"
    return _introduction(text)


_COLON_OR_STOP = re.compile(r"[:.!؟\n]\s*")


def _colons(text: str) -> Iterator[tuple[str, int]]:
    """The words before each colon, back to the last stop or colon, and where the text goes on behind it."""
    sentence = 0
    for match in _COLON_OR_STOP.finditer(text):
        if match.group().startswith(":"):
            yield text[max(sentence, match.start() - _OPENING) : match.start()].rstrip(), match.end()
        sentence = match.end()


def _presentation(words: str) -> _Presentation:
    kind = _announced_type(words)
    if not kind or formula("speaking").search(words[-30:]):
        return _Presentation()
    if formula("presenting").search(words):
        return _Presentation(kind, is_sure=True)
    return _Presentation(kind) if formula("quoting").search(words[-30:]) else _Presentation()


def _announcement(text: str) -> _Presentation:
    """What a part announces with the colon at its end."""
    if not text.endswith(":"):
        return _Presentation()
    *_, (words, _begin) = _colons(text[-_OPENING:])
    return _presentation(words)


def _introduction(text: str) -> tuple[int, str] | None:
    """The offset and type of the document that begins behind a colon inside a part."""
    for words, begin in _colons(text):
        rest = text[begin : begin + _OPENING]
        presented = _presentation(words)
        if (presented.is_sure and len(rest) > _SHORT_LINE) or (presented.type and _opens_letter(rest)):
            return begin, presented.type
        if formula("basmala").match(rest[:_SHORT_LINE]):
            return begin, presented.type or "document"
    return None


def _announced_type(words: str) -> str:
    """The type of the last word that names a kind of document; «متن» only if there is no other.

    An interview is none: its questions and answers are looked for by themselves.
    """
    kinds = [match.lastgroup or "" for match in document_word().finditer(words)]
    named = [kind for kind in kinds if kind != "document"]
    kind = (named or kinds or [""])[-1]
    return "" if kind == "interview" else kind


def _opens_letter(text: str) -> bool:
    head = text[:_SHORT_LINE].lstrip("«\"“' ")
    return any(formula(name).match(head) for name in ("basmala", "address", "greeting", "praise"))


def _take_document(view: View, waiting: list[_Part], kind: str) -> list[_Part]:
    """Take the parts of a document from the stack of waiting parts; its first part is on top.

    It ends with its closing and signature, or where the report takes up the word again.
    """
    first = waiting.pop()
    quoted = _quoted(view, first, waiting)
    if quoted:
        return quoted
    document = [first]
    has_closed = False
    while waiting and _may_belong(waiting[-1]):
        part = waiting[-1]
        following = waiting[-2] if len(waiting) > 1 else None
        closes = _is_closer(part.text, has_closed) and (has_closed or not _is_subheading(part, following))
        if (has_closed and not closes) or _report_returns(kind, document[-1], part, following):
            break
        has_closed = has_closed or (closes and len(document) > 1)
        part.name(Kind.PARAGRAPH)
        document.append(waiting.pop())
    return document


def _report_returns(kind: str, before: _Part, part: _Part, following: _Part | None) -> bool:
    """Whether the report takes up the word again: with one of its formulas, or behind a letter with a cross-head."""
    if formula("report_returns").match(part.text[:_HEADING_LENGTH]):
        return True
    if kind != "letter" or following is None or _opens_letter(part.text) or _opens_letter(before.text):
        return False
    return not _is_closer(part.text, after_closing=False) and _is_cross_head(before, part, following)


def _may_belong(part: _Part) -> bool:
    """Whether a part can belong to a document: one without a name yet, or a name, which is then its signature."""
    return part.free or (part.kind is Kind.BYLINE and _is_name(part.text))


def _is_subheading(part: _Part, following: _Part | None) -> bool:
    """Whether what could be a signature is a heading in the document, since a long paragraph follows."""
    if formula("closing").match(part.text) or _is_dateline(part.text) or _is_name(part.text):
        return False
    return following is not None and following.free and len(following.text) > _KICKER_LENGTH


def _quoted(view: View, first: _Part, waiting: list[_Part]) -> list[_Part]:
    """The parts of a document that stands in quotation marks, empty if it does not.

    What follows the closing mark goes back on the stack.
    """
    opening = first.text[:1]
    if opening not in _QUOTES or formula("basmala").fullmatch(first.text):
        return []
    taken: list[_Part] = []
    depth = 0
    for count, part in enumerate([first, *reversed(waiting)]):
        if not part.free:
            return []
        end, depth = _closing_mark(part.text, opening, depth)
        if end is None:
            taken.append(part)
            continue
        if count:
            del waiting[-count:]
        inside, *rest = _cut(view, part, [end])
        waiting += reversed(rest)
        return [*taken, inside]
    return []


def _closing_mark(text: str, opening: str, depth: int) -> tuple[int | None, int]:
    """The offset behind the mark that closes the quotation, with a full stop, and the depth of nesting there."""
    if opening == '"':
        end = re.search(r'"\s?\.?$', text)
        return (end.end() if end and end.start() else None), depth
    for match in re.finditer(f"[{opening}{_QUOTES[opening]}]", text):
        depth += 1 if match.group() == opening else -1
        if depth == 0:
            stop = re.compile(r"\s?\.?").match(text, match.end())
            return (stop.end() if stop else match.end()), depth
    return None, depth


# --- the inside of a document -----------------------------------------------------------------------------------


_DATELINE = re.compile(
    r"(?:\w+\s?[،–-]?\s?){0,3}(?:\d{1,2}|\w+م)\s(?:\w+\s){1,3}(?:سال\s)?\d{2,4}(?:\s?ه\s?\.?\s?[شق]\.?)?\.?"
    r"|(?:\w+\s?[:،–-]?\s?){0,2}\d{2,4}\s?/\s?\d{1,2}\s?/\s?\d{1,4}\.?"
)


def _is_dateline(text: str) -> bool:
    return len(text) <= 60 and bool(_DATELINE.fullmatch(text))


def _is_signature(text: str) -> bool:
    """Whether a text can be a signature by itself: it begins with a forename, an office or a body."""
    text = text.strip('»". ')
    if len(text) > 120 or ":" in text or not text:
        return False
    first = text.split(maxsplit=1)[0]
    if text.split()[-1] in word_set("clause_end"):
        return False
    return bool(formula("signature_head").match(text)) or first in forenames() or _is_name(text)


def _is_closer(text: str, after_closing: bool) -> bool:
    """Whether a line belongs to the end of a document; behind a closing any short line without a verb does."""
    if len(text) > 150:
        return False
    if _is_dateline(text) or formula("closing").match(text):
        return True
    if text[-1:] in ".؟!:،؛":
        return False
    return _is_signature(text) or (after_closing and len(text) <= _SHORT_LINE and _verbless(text))


def _verbless(text: str) -> bool:
    return text.split()[-1].strip('»"') not in word_set("clause_end")


def _name_document(view: View, document: list[_Part], container: _Container) -> list[_Part]:
    """The parts of a document with its salutations, closing and signature cut off and named."""
    parts = _opener(view, document)
    parts = _closer(view, parts)
    for part in parts:
        part.container = container
    return parts


def _opener(view: View, document: list[_Part]) -> list[_Part]:
    result: list[_Part] = []
    rest = list(reversed(document))
    while rest:
        part = rest.pop()
        ana, end = _salutation(part.text, bool(rest), result)
        if not end:
            if rest and not result and _is_heading(part) and len(rest[-1].text) > 2 * len(part.text):
                part.name(Kind.HEAD, "main")
            return [*result, part, *reversed(rest)]
        first, *behind = _cut(view, part, [end])
        if not behind and not rest:
            return [*result, first]
        first.name(Kind.SALUTE, ana)
        result.append(first)
        rest += reversed(behind)
    return result


def _salutation(text: str, more_follows: bool, before: Sequence[_Part]) -> tuple[str, int]:
    """The meaning and end of the salutation that opens a text; the end is 0 if there is none."""
    head = text[:_OPENING]
    shift = len(head) - len(head.lstrip('«"“'))
    bare = head[shift:]
    if match := formula("basmala").match(head):
        return "fn.basmala", match.end()
    if match := formula("greeting").match(bare):
        return "fn.greeting", shift + match.end()
    is_line = len(text) <= 150 and more_follows and text[-1:] != "."
    if formula("praise").match(bare):
        if len(text) <= 250 and more_follows:
            return "fn.praise", len(text)
        stop = re.search(r"(?:الدین|اجمعین|المنتجبین|الطاهرین|یوم القیامه)\s?[.،؛]", bare)
        return ("fn.praise", shift + stop.end()) if stop else ("", 0)
    continues = bool(before) and before[-1].value == "fn.address" and text[-1:].isalnum() and len(text) <= _SHORT_LINE
    if formula("address").match(bare) or (continues and is_line):
        if is_line and _verbless(text) and (text[-1:] not in ":،" or len(text) <= _SHORT_LINE):
            return "fn.address", len(text)
        greeting = formula("greeting").search(bare[:250])
        if greeting and greeting.group().startswith(("با", "سلام")):
            return "fn.address", shift + greeting.start()
    return "", 0


def _closer(view: View, parts: list[_Part]) -> list[_Part]:
    body = max((i for i, part in enumerate(parts) if part.kind is Kind.PARAGRAPH), default=-1)
    first = next((i for i, part in enumerate(parts) if part.kind is Kind.PARAGRAPH), 0)
    last = len(parts)
    while last > first + 1 and _is_closer(parts[last - 1].text, after_closing=_closes_before(parts, first, last)):
        last -= 1
    for part in parts[last:]:
        _name_closer(part)
    if last == len(parts) and body >= 0:
        pieces = _cut(view, parts[body], _tail_cuts(parts[body].text))
        for piece in pieces[1:]:
            _name_closer(piece)
        parts[body : body + 1] = pieces
    return parts


def _closes_before(parts: Sequence[_Part], first: int, last: int) -> bool:
    return any(formula("closing").match(part.text) for part in parts[max(first, last - 5) : last - 1])


def _name_closer(part: _Part) -> None:
    if _is_dateline(part.text):
        part.name(Kind.DATELINE)
    elif formula("closing").match(part.text):
        part.name(Kind.SALUTE, "fn.closing")
    else:
        part.name(Kind.SIGNED)


def _tail_cuts(text: str) -> list[int]:
    """Offsets at which closing formula and signature begin in the last words of a document."""
    begin = max(0, len(text) - _OPENING)
    tail = text[begin:]
    for match in _SENTENCE_BREAK.finditer(tail):
        rest = tail[match.end() :]
        if closing := formula("closing").match(rest):
            return [begin + match.end(), begin + match.end() + closing.end()]
        if _is_signature(rest) and not re.search(r"[.؟!]", rest.rstrip('»." ')):
            return [begin + match.end()]
    return []


# --- interviews and poems ---------------------------------------------------------------------------------------


_BULLET = re.compile(r"[*•♦■◊●▪\-–]")


def _question_mark(part: _Part) -> str:
    """What marks a part as a question in a list of questions and answers: its bullet or its label."""
    if formula("question_label").match(part.text[:_SHORT_LINE]):
        return "label"
    bullet = _BULLET.match(part.text)
    return bullet.group() if bullet else ""


def _asks(part: _Part) -> bool:
    return part.text.rstrip('»") ')[-1:] in ("؟", "?")


def _embed_interviews(parts: list[_Part]) -> list[_Part]:
    """Name questions and answers, if at least two marked parts ask and answers stand between them."""
    marks = [_question_mark(part) if part.free else "" for part in parts]
    for mark in dict.fromkeys(mark for mark in marks if mark):
        questions = [i for i, found in enumerate(marks) if found == mark]
        asking = sum(_asks(parts[i]) for i in questions)
        apart = sum(b - a > 1 for a, b in pairwise(questions))
        if asking >= 2 and asking >= 0.6 * len(questions) and apart >= 1 and apart >= 0.6 * (len(questions) - 1):
            _name_interview(parts, questions)
            break
    return parts


def _name_interview(parts: Sequence[_Part], questions: Sequence[int]) -> None:
    interview = _Container(Kind.FLOATING_TEXT, "interview")
    asked = set(questions)
    for i in range(questions[0], len(parts)):
        if not parts[i].free:
            if i > questions[-1]:
                return
            parts[i].container = parts[i].container or interview
            continue
        parts[i].container = interview
        parts[i].value = "fn.question" if i in asked else "fn.answer"


def _embed_poems(parts: Sequence[_Part]) -> None:
    """Name runs of short lines of like length that the text before calls a poem, or four or more that rhyme."""
    run: list[int] = []
    for i, part in enumerate([*parts, None]):
        if part and part.free and _is_verse(part.text):
            run.append(i)
            continue
        if len(run) >= 2 and _is_poem(parts, run):
            poem = _Container(Kind.FLOATING_TEXT, "poem")
            for k in run:
                parts[k].name(Kind.LINE)
                parts[k].container = poem
        run = []


def _is_verse(text: str) -> bool:
    return 12 <= len(text) <= 60 and text[-1:] not in ":" and not re.search(r"[\d:]", text)


def _is_poem(parts: Sequence[_Part], run: Sequence[int]) -> bool:
    lengths = [len(parts[i].text) for i in run]
    if max(lengths) > 1.7 * min(lengths):
        return False
    before = parts[run[0] - 1].text[-_OPENING:] if run[0] else ""
    is_announced = not word_set("poem_word").isdisjoint(_WORD.findall(before))
    if len(run) < 4:
        return is_announced and before.rstrip().endswith(":")
    return is_announced or _rhymes([parts[i].text for i in run])


def _rhymes(verses: Sequence[str]) -> bool:
    """Whether every second verse ends alike, in three letters."""
    ends = ["".join(_WORD.findall(verse))[-3:] for verse in verses[1::2]]
    return len(ends) >= 2 and len(set(ends)) == 1


# --- annotations ------------------------------------------------------------------------------------------------


def _annotations(parts: Sequence[_Part]) -> Iterator[Annotation]:
    documents = 0
    open_container: _Container | None = None
    for i, part in enumerate(parts):
        if part.container and part.container is not open_container:
            end = max(other.end for other in parts[i:] if other.container is part.container)
            documents += part.container.kind is Kind.FLOATING_TEXT
            ident = f"floatingText.{documents}" if part.container.kind is Kind.FLOATING_TEXT else ""
            features = {"type": part.container.type}
            yield Annotation(part.container.kind, Span(part.begin, end), features, ident=ident)
        open_container = part.container
        yield Annotation(part.kind, Span(part.begin, part.end), _features(part))


def _features(part: _Part) -> dict[str, str]:
    if not part.value:
        return {}
    is_function = part.kind in (Kind.PARAGRAPH, Kind.SALUTE)
    return {"ana" if is_function else "type": part.value}
