"""Erasing from files: mail that was written or previewed, where it names an address or is about an old month."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from sheets_sync.adapters.mail.files import listed_in
from sheets_sync.adapters.mail.pages import INDEX, Page, write_index
from sheets_sync.domain.pseudonym import naming

_MONTH = re.compile(r"\d{4}-\d{2}")


def mentions(raw: bytes, address: str) -> bool:
    """Whether a message names the address, in its headers or in its text, however that is encoded."""
    mail = message_from_bytes(raw)  # by the older policy, which takes a fifth of the time of the present one
    pattern = naming(address)
    if any(pattern.search(_decoded(str(value))) for value in mail.values()):
        return True
    return any(pattern.search(html.unescape(_text_of(part))) for part in mail.walk() if part.get_content_maintype() == "text")


def _decoded(header: str) -> str:
    """A header's value on one line, its encoded words decoded; as it stands where they cannot be."""
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", header)
    try:
        return str(make_header(decode_header(unfolded)))
    except (HeaderParseError, LookupError, ValueError):
        return unfolded


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode(part.get_content_charset("utf-8"), errors="replace") if isinstance(content, bytes) else ""


def erase_files(folder: Path, page: Page, *, address: str = "", before: str = "", dry_run: bool) -> int:
    """Delete the messages in `folder` that name the address, or are about a month before `before`; how many files.

    A page goes with its message. The index is made anew where messages are left to list, and goes where only pages are.
    """
    gone = sorted({file for path in _messages(folder) if _concerned(path, address, before) for file in _siblings(path)})
    index = folder / INDEX
    listed = bool(address) and index.exists() and _concerned(index, address, before)
    if not dry_run and (gone or listed):
        for file in gone:
            file.unlink()
        for empty in {file.parent for file in gone}:
            _drop_if_empty(empty, folder)
        _mend_index(folder, page)
    return len(gone) + listed


def _messages(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*/*/*") if path.is_file() and _MONTH.fullmatch(path.parts[-3]))


def _concerned(path: Path, address: str, before: str) -> bool:
    if before:
        return path.parts[-3] < before
    content = path.read_bytes()
    if path.suffix == ".eml":
        return mentions(content, address)
    return bool(naming(address).search(html.unescape(content.decode(errors="replace"))))


def _siblings(path: Path) -> Iterator[Path]:
    """The message and its pages."""
    return (file for suffix in (".eml", ".html", ".txt") if (file := path.with_suffix(suffix)).exists() or file == path)


def _drop_if_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.exists() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _mend_index(folder: Path, page: Page) -> None:
    listed = listed_in(folder)
    if listed:
        write_index(folder, listed, page)
    else:
        (folder / INDEX).unlink(missing_ok=True)


def copies_naming(output: Path, address: str) -> list[str]:
    """The copies of the output workbook that are kept beside it (`_keepsake`) and name the address."""
    pattern = naming(address)
    return [str(path) for path in sorted(output.parent.glob(f"{output.stem}.cadangan*{output.suffix}")) if _workbook_names(path, pattern)]


def _workbook_names(path: Path, pattern: re.Pattern[str]) -> bool:
    with zipfile.ZipFile(path) as package:
        return any(pattern.search(package.read(name).decode(errors="replace")) for name in package.namelist())
