"""Any other RELAX NG grammar, such as TEI All: whether a file follows it, in the words of libxml2."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml import etree

from tei.errors import SettingsError
from tei.validator.corpus import INCLUDE, included_files
from tei.validator.finding import Finding
from tei.validator.parsing import parse_file
from tei.validator.pointers import Elsewhere


class AnotherGrammar:
    """A RELAX NG grammar in XML syntax. Raises SettingsError if the file holds none."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._compiled = etree.RelaxNG(etree.parse(path))
        except OSError as error:
            raise SettingsError(f"{path}: the grammar cannot be read ({error.strerror or error}).") from None
        except (etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
            raise SettingsError(f"{path}: no RELAX NG grammar ({error}); give one in XML syntax (.rng).") from None

    def check(self, root: etree._Element, _: Elsewhere) -> list[Finding]:
        """Findings where a tree breaks the grammar, one for each line; other files do not matter."""
        if self._compiled.validate(_put_together(root)):
            return []
        file = root.getroottree().docinfo.URL or ""
        first = {error.line: error.message for error in reversed(list(self._compiled.error_log))}
        remedy = f"see what {self._name} allows there"
        return [Finding(file, line, "", message, remedy, "grammar") for line, message in sorted(first.items())]


def _put_together(root: etree._Element) -> etree._Element:
    """A corpus as XInclude makes it, but with the first of its articles only: each is looked at by itself."""
    articles = (parse_file(one) for one in included_files(root, Path(root.base or "")) if isinstance(one, Path))
    article = next((one for one in articles if not isinstance(one, Finding)), None)
    if article is None:
        return root
    corpus = deepcopy(root)
    first, *others = corpus.iter(INCLUDE)
    first.getparent().replace(first, article)  # type: ignore[union-attr]  # an include is never the root of a corpus
    for one in others:
        one.getparent().remove(one)  # type: ignore[union-attr]
    return corpus
