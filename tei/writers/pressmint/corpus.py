"""What all files of a PressMint corpus share: its id, its language, who made it."""

from __future__ import annotations

from dataclasses import dataclass

from tei.settings import Settings

PLAIN, ANA = "", ".ana"
"""The two variants of each file, as their names and xml:ids end."""

VARIANTS = (PLAIN, ANA)

_IRAN = "IR"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A PressMint corpus: its edition as the settings of the build stated it."""

    settings: Settings

    @property
    def ident(self) -> str:
        """`PressMint-` and the code of the country (ISO 3166) in the corpus's language, that of Iran if it has none."""
        regions = [part for part in self.language.split("-")[1:] if len(part) == 2 and part.isalpha()]
        return f"PressMint-{regions[0].upper() if regions else _IRAN}"

    @property
    def language(self) -> str:
        """The variety of Persian that the corpus is in."""
        return self.settings.language or "fa"

    def stamp(self, variant: str) -> str:
        """What the titles of a variant end with."""
        return f"[PressMint{variant}]"
