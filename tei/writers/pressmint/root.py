"""The root files of a PressMint corpus, which include its components, and its taxonomy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lxml import etree

from tei import __version__
from tei.encoder.elements import NAMESPACE, XINCLUDE, XML_ID, XML_LANG
from tei.writers.pressmint.component import Summary
from tei.writers.pressmint.corpus import ANA, PLAIN, Corpus
from tei.writers.pressmint.elements import add_child
from tei.writers.pressmint.header import (
    add_both,
    add_extent,
    add_languages,
    add_publication,
    add_titles,
    language_of,
    new_element,
    serialise,
    statements,
)

TAXONOMY = "PressMint-taxonomy-NER.ana"
"""The xml:id of the taxonomy of names, and what its file is called."""


def encode_taxonomy() -> bytes:
    """The file of the taxonomy of names: what the types of `name` mean."""
    root = new_element("taxonomy", {XML_ID: TAXONOMY, XML_LANG: "mul"})
    entities: Mapping[str, Mapping[str, str]] = statements()["entities"]
    for language, text in entities["title"].items():
        add_child(add_child(root, "desc", attrib={XML_LANG: language}), "term", text)
    for ident in ("PER", "LOC", "ORG"):
        category = add_child(root, "category", attrib={XML_ID: ident})
        for language, text in entities[ident].items():
            add_child(add_child(category, "catDesc", attrib={XML_LANG: language}), "term", text)
    return serialise(root)


def encode_root(summaries: Sequence[Summary], variant: str, corpus: Corpus) -> bytes:
    """The root file of a variant of a corpus, which includes these components in this order; at least one."""
    root = new_element("teiCorpus", {XML_ID: f"{corpus.ident}{variant}", XML_LANG: corpus.language})
    header = add_child(root, "teiHeader")
    _add_file_description(header, summaries, variant, corpus)
    _add_encoding_description(header, summaries, variant)
    _add_profile(header, summaries, corpus)
    for summary in summaries:
        _include(root, f"{summary.year}/{summary.ident}{variant}.xml")
    return serialise(root)


def _include(parent: etree._Element, path: str) -> None:
    etree.SubElement(parent, f"{{{XINCLUDE}}}include", {"href": path}, nsmap={"xi": XINCLUDE})


def _add_file_description(header: etree._Element, summaries: Sequence[Summary], variant: str, corpus: Corpus) -> None:
    settings = corpus.settings
    description = add_child(header, "fileDesc")
    titles = add_titles(description, corpus, variant, {})
    statement = add_child(titles, "respStmt")
    add_child(statement, "name", "Tadvin")
    add_both(statement, "resp", statements()["encoder"])
    for person in settings.responsible:
        statement = add_child(titles, "respStmt")
        add_child(statement, "persName", person.name)
        add_child(statement, "resp", person.role, {XML_LANG: language_of(person.role)})
    for funder in settings.funder:
        add_child(add_child(titles, "funder"), "orgName", funder)
    counts = {
        "texts": len(summaries),
        "pages": 0,
        "paragraphs": sum(one.usage[PLAIN]["p"] for one in summaries),
        "words": sum(one.words for one in summaries),
    }
    add_extent(description, counts)
    add_publication(description, corpus)
    add_both(add_child(description, "sourceDesc"), "p", statements()["sources"])


def _add_encoding_description(header: etree._Element, summaries: Sequence[Summary], variant: str) -> None:
    encoding = add_child(header, "encodingDesc")
    add_both(add_child(encoding, "projectDesc"), "p", statements()["project"])
    declarations = add_child(encoding, "editorialDecl")
    editorial = statements()["editorial"] | (statements()["editorial_ana"] if variant == ANA else {})
    for name, text in editorial.items():
        add_child(add_child(declarations, name), "p", text, {XML_LANG: "en"})
    usage = sum((one.usage[variant] for one in summaries), Counter())
    namespace = add_child(add_child(encoding, "tagsDecl"), "namespace", attrib={"name": NAMESPACE})
    for name, count in sorted(usage.items()):
        add_child(namespace, "tagUsage", attrib={"gi": name, "occurs": str(count)})
    if variant == ANA:
        _include(add_child(encoding, "classDecl"), f"{TAXONOMY}.xml")
    application = {"ident": "tadvin", "version": __version__}
    add_child(add_child(add_child(encoding, "appInfo"), "application", attrib=application), "label", "Tadvin")


def _add_profile(header: etree._Element, summaries: Sequence[Summary], corpus: Corpus) -> None:
    profile = add_child(header, "profileDesc")
    first, last = (choose(one.day for one in summaries).isoformat() for choose in (min, max))
    setting = add_child(add_child(profile, "settingDesc"), "setting")
    add_child(setting, "date", f"{first} - {last}", {"from": first, "to": last})
    used = {language for summary in summaries for language in summary.languages}
    add_languages(profile, sorted({corpus.language, "fa", "en", "mul", *used}))
