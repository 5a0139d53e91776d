"""HTML letters as their readers meet them: the visible text, the tables, the links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "hr", "input", "link", "wbr"}


class Reading(HTMLParser):
    """Everything the checks ask of a page; `problems` names tags that are not closed properly."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.title = ""
        self.styles: list[str] = []
        self.captions: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{tag}> stays open" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
        if tag in ("td", "th", "tr", "br", "p", "caption", "h1", "h2"):
            self.text.append(" ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}> while {self._open[-1:]} is open")
        elif tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "title":
            self.title += data
        elif inside == "style":
            self.styles.append(data)
        else:
            self.text.append(data)
            if inside == "caption":
                self.captions.append(data)
            if "a" in self._open and self.links:
                href, label = self.links[-1]
                self.links[-1] = (href, label + data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def numbers_in(text: str) -> set[str]:
    """Numbers as they are written: 5, 1.270, 57,1%, 23.59."""
    return set(re.findall(r"\d+(?:[.,]\d+)*%?", text))
