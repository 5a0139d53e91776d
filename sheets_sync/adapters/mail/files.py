"""Mail that stays here: every message as a file to open, and a page to browse them all.

`<folder>/<month>/<kind>/<unit>.eml` is the message as it would have travelled, the `.html` beside it what its reader sees, and
`index.html` lists them. A message is never overwritten: what is there already is not written again, whatever its date, and what
says something else (a correction) stands beside it as `<unit>.2.eml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from itertools import count
from pathlib import Path
from types import TracebackType

from sheets_sync.adapters.mail.pages import Listed, Page, safe_name, write_if_changed, write_index
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Envelope, Receipt
from sheets_sync.errors import StopTheRunError

_DATE = re.compile(rb"^Date: .*\r\n", re.MULTILINE)


class FilesTransport:
    """Writes messages into `folder` instead of sending them; `page` makes the index when the run ends."""

    def __init__(self, folder: Path, page: Page) -> None:
        self._folder = folder
        self._page = page

    def __enter__(self) -> FilesTransport:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        if self._folder.is_dir():
            write_index(self._folder, listed_in(self._folder), self._page)

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        """Put one message into its file; a copy is the addressee's own message and has no file of its own."""
        if envelope.copy:
            return Receipt("accepted", "copy")
        try:
            return self._file(envelope, before_data)
        except OSError as problem:
            raise StopTheRunError(
                N_("The message cannot be written into {folder}: {problem}."),
                remedy=N_("Make room there or choose another folder in [mail] folder, then run again."),
                folder=str(self._folder),
                problem=problem.strerror or type(problem).__name__,
            ) from problem

    def _file(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        folder = self._folder / safe_name(envelope.month) / safe_name(envelope.kind)
        path = _place(folder, safe_name(envelope.subject_of), envelope.raw)
        outcome = "already-sent" if path.exists() else "accepted"
        if outcome == "accepted":
            before_data()
            write_if_changed(path, envelope.raw)
        write_if_changed(path.with_suffix(".html"), _html_of(envelope.raw))
        return Receipt(outcome, path.relative_to(self._folder).as_posix())


def _place(folder: Path, name: str, raw: bytes) -> Path:
    """Where the message stands, or where it belongs; another that happens to have the same name keeps it."""
    first = folder / f"{name}.eml"
    if first.exists() and _thread(first.read_bytes()) != _thread(raw):
        name = f"{name}~{_thread(raw)[1:7]}"
    for edition in count(1):
        path = folder / (f"{name}.eml" if edition == 1 else f"{name}.{edition}.eml")
        if not path.exists() or _undated(path.read_bytes()) == _undated(raw):
            return path
    raise AssertionError("count() never ends")


def _thread(raw: bytes) -> str:
    """The Message-ID of the first edition."""
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(raw)
    return str(headers["References"] or headers["Message-ID"] or "").strip()


def _undated(raw: bytes) -> bytes:
    return _DATE.sub(b"", raw, count=1)


def _html_of(raw: bytes) -> bytes:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101 -- what policy.default makes
    body = mail.get_body(("html",))
    return body.get_content().encode() if body else b""


def listed_in(folder: Path) -> list[Listed]:
    """Every message the folder holds, as the index page shows it."""
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]/*/*.eml"), key=lambda path: (path.parent, path.stem.split("."), path.stem))
    return [_listed(folder, path) for path in paths]


def _listed(folder: Path, path: Path) -> Listed:
    with path.open("rb") as file:
        headers = BytesHeaderParser(policy=policy.default).parse(file)
    eml = path.relative_to(folder)
    return Listed(
        month=path.parts[-3],
        kind=path.parts[-2],
        subject=str(headers["Subject"] or ""),
        to=str(headers["To"] or ""),
        cc=str(headers["Cc"] or ""),
        html=eml.with_suffix(".html").as_posix(),
        eml=eml.as_posix(),
    )
