"""A corpus as CLARIN's PressMint wants it (https://clarin-eric.github.io/PressMint/), from documents with token layer.

PressMint's TEI is plainer than ours. Headlines become `head`, bylines, datelines, tags, source lines and page debris
`note`, all other blocks `p`; where a headline follows paragraphs a `div` opens. The .ana files have sentences, words
and punctuation marks as our token layer has them, persons, organisations and places as flat `name`, and dates that
have a value. Readings are in `@norm` of words, but for those of misquoted words. All else is left out.
"""

from tei.writers.pressmint.component import Component, Summary, encode_component
from tei.writers.pressmint.corpus import ANA, PLAIN, VARIANTS, Corpus
from tei.writers.pressmint.root import encode_root, encode_taxonomy

__all__ = [
    "ANA",
    "PLAIN",
    "VARIANTS",
    "Component",
    "Corpus",
    "Summary",
    "encode_component",
    "encode_root",
    "encode_taxonomy",
]
