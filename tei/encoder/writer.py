"""Writing the XML of a text in one go, from its first character to its last."""

from __future__ import annotations

from collections.abc import Callable

from tei.encoder.elements import as_xml, escape


class StartTag:
    """The start of an element. Its attributes may be added to until all is written, as pieces point to later ones."""

    __slots__ = ("attributes", "is_empty", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = str(name)  # a member of an enum takes longer to write
        self.attributes = attributes
        self.is_empty = False

    def __str__(self) -> str:
        return f"<{self.name}{as_xml(self.attributes)}{'/' if self.is_empty else ''}>"


class TextWriter:
    """Goes through a text and writes it with the elements that are opened and closed on the way.

    `at` is the offset that it has reached, `block_id` the xml:id of the leaf block that it is in, or nothing.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.block_id = ""
        self.parts: list[str | StartTag] = []
        self.escape: Callable[[str], str] = escape if escape(text) != text else str

    def open(self, name: str, attributes: dict[str, str]) -> StartTag:
        """Begin an element here."""
        tag = StartTag(name, attributes)
        self.parts.append(tag)
        return tag

    def close(self, tag: StartTag) -> None:
        """End an element here."""
        if self.parts[-1] is tag:
            tag.is_empty = True
        else:
            self.parts.append(f"</{tag.name}>")

    def enter(self, block_id: str) -> None:
        """Go into a leaf block, of which this is the xml:id."""
        self.block_id = block_id

    def leave(self) -> None:
        """Go out of the leaf block."""
        self.block_id = ""

    def write(self, end: int) -> None:
        """Write the text up to `end`."""
        if self.at < end:
            self.parts.append(self.escape(self.text[self.at : end]))
            self.at = end

    def xml(self) -> str:
        """All that was written."""
        return "".join(map(str, self.parts))
