"""Messages as pages in a folder, with an index to browse them: what `preview` shows and what the files transport leaves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from sheets_sync.domain.message import Address, Message
from sheets_sync.domain.month import ReportingMonth

Page = Callable[[str, Mapping[str, Any]], str]
"""Makes a page, by its name, of what it is to show."""

INDEX = "index.html"
_NAME_LENGTH = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One message on the index page; `html`, `eml` and `text` are paths below its folder ("" where there is no such file)."""

    month: str
    kind: str
    subject: str
    to: str
    cc: str
    html: str
    eml: str = ""
    text: str = ""


def write_preview(folder: Path, messages: Iterable[Message], page: Page) -> Path:
    """Write every message as `<month>/<kind>/<unit>.html` and `.txt`, and the index of just these; the index page's path.

    Earlier previews are replaced, files that are the same already left alone.
    """
    taken: dict[str, str] = {}
    listed = [_write_page(folder, message, taken) for message in messages]
    return write_index(folder, listed, page)


def _write_page(folder: Path, message: Message, taken: dict[str, str]) -> Listed:
    path = Path(safe_name(message.month), safe_name(message.kind), safe_name(message.subject_of))
    if taken.setdefault(str(path).casefold(), message.key) != message.key:
        path = path.with_name(f"{path.name}~{sha256(message.key.encode()).hexdigest()[:6]}")
    html, text = path.with_name(f"{path.name}.html"), path.with_name(f"{path.name}.txt")
    write_if_changed(folder / html, message.html.encode())
    write_if_changed(folder / text, message.text.encode())
    return Listed(
        month=message.month,
        kind=message.kind,
        subject=message.subject,
        to=_shown(message.to),
        cc=", ".join(map(_shown, message.cc)),
        html=html.as_posix(),
        text=text.as_posix(),
    )


def _shown(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email


def write_index(folder: Path, mails: Iterable[Listed], page: Page) -> Path:
    """The page that lists `mails` by month, the latest first, and kind."""
    newest_first = sorted(mails, key=lambda mail: mail.month, reverse=True)
    months = [(ReportingMonth.from_code(code), list(group)) for code, group in groupby(newest_first, key=lambda mail: mail.month)]
    path = folder / INDEX
    write_if_changed(path, page("index", {"months": months}).encode())
    return path


def write_if_changed(path: Path, content: bytes) -> None:
    """Put a whole file in place at once, unless it is there already."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def safe_name(text: str) -> str:
    """The text as a file's name on Windows and Linux alike; texts that differ may become the same name."""
    name = re.sub(r"[^\w.@+~-]+", "_", unicodedata.normalize("NFC", text))
    if len(name) > _NAME_LENGTH:
        name = f"{name[:_NAME_LENGTH]}~{sha256(text.encode()).hexdigest()[:6]}"
    name = name.strip(". ") or "_"
    return f"_{name}" if _RESERVED.match(name) else name
