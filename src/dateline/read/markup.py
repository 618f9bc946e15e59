"""A fragment of HTML, such as a feed entry, as paragraphs of plain text."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "table",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "hr",
        "pre",
        "dl",
        "dt",
        "dd",
    ]
)
_SILENT = frozenset({"script", "style", "noscript", "template"})


class _Collector(HTMLParser):
    """Gathers the text between tags, a new paragraph at each block element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Starts a paragraph at block elements and falls silent in scripts."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends a paragraph at block elements."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keeps text outside scripts, line ends inside a paragraph being spaces."""
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def paragraphs(markup: str) -> tuple[str, ...]:
    """The paragraphs of an HTML fragment, spaces made single, empty ones left out."""
    collector = _Collector()
    collector.feed(markup)
    collector.close()
    lines = "".join(collector.parts).split("\n")
    return tuple(line for raw in lines if (line := " ".join(raw.split())))
