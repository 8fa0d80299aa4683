"""Where words and punctuation marks begin and end in Persian text, by the conventions of Universal Dependencies."""

from __future__ import annotations

import re
from typing import TypeAlias

from tei.document import Span
from tei.language.views import View

_TOKEN = re.compile(
    r"(?P<word>"
    r"[^\W\dA-Za-z_]{2,}+(?:(?![\w.])|(?=\d))"
    r"|https?://[^\s«»()<>]*[\w/]"
    r"|[A-Za-z0-9][\w.+-]{0,64}+@\w[\w.-]{0,250}\w"
    r"|\d++(?:[./:,٫٬]\d++)*(?![./:,٫٬]\d)[%٪]?(?!\w)"
    r"|\d++(?=[^\W\dA-Za-z_]{2})(?!ام|مین)"
    r"|(?:[^\W\d_]\.){1,7}[^\W\d_](?!\w)"
    r"|@[A-Za-z]\w*+"
    r"|[A-Za-z]\w*+(?:[.&'’-][A-Za-z0-9]\w*+)*"
    r"|\w++)"
    r"|([.!?؟*…_=-])\2*+"
    r"|[^\w\s]"
)
"""Plain words; links, addresses, numbers with their separators or grown together with a word, abbreviations of letters
with points, names of accounts, Latin names, any other words; repeated and single marks. Numbers with a percent sign are
one word in PerDT (5%).

Groups are not repeated possessively, here and elsewhere: Python before 3.11.5 goes on in the wrong place behind them.
"""

_NOT_SPACE = re.compile(r"\S+")


Token: TypeAlias = tuple[str, int, int, bool]
"""A word or mark: its folded reading, its half-open begin and end in the source, and whether it is a word.

A plain tuple, since an article has hundreds and a named one takes ten times as long to make.
"""


def tokens_of(view: View, span: Span) -> list[Token]:
    """The tokens of a stretch of the source: every character of it that is not white space lies in one of them.

    Characters that no reading shows (stray direction marks, vowel marks) belong to the token that they touch.
    """
    source, starts, ends = view.source, view.starts, view.ends
    tokens: list[Token] = []
    done, last = span.begin, span.end
    for match in _TOKEN.finditer(view.text, *view.range(span)):
        first, behind = match.span()
        begin, end = starts[first], ends[behind - 1]
        if end <= done:
            continue
        if begin < done:
            begin = done
        elif begin > done and (begin > done + 1 or source[done] != " "):
            begin = _fill(tokens, source, done, begin)
        if end > last:
            end = last
        tokens.append((match[0], begin, end, match.lastgroup == "word"))
        done = end
    begin = _fill(tokens, source, done, last) if done < last else done
    if begin < last:
        tokens.append(("", begin, last, False))
    return tokens


def _fill(tokens: list[Token], source: str, begin: int, end: int) -> int:
    """Give what lies between two tokens to the one it touches; returns where the second begins."""
    gap = source[begin:end]
    if not gap or gap.isspace():
        return end
    for match in _NOT_SPACE.finditer(gap):
        low, high = begin + match.start(), begin + match.end()
        if low == begin and tokens and tokens[-1][2] == begin:
            text, first, _, is_word = tokens[-1]
            tokens[-1] = (text, first, high, is_word)
        elif high == end:
            return low
        else:
            tokens.append(("", low, high, False))
    return end
