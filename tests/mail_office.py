"""An office on disk that really mails: its workbook, its settings, and a mail server of its own on this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from sheets_sync.cli import main
from tests.mail_server.faulty import Accepted, Behaviour, FaultyServer
from tests.office import REGISTER, REGISTER_HEADERS, good

PLATFORMS = ("Website", "Instagram", "Facebook", "X", "TikTok", "YouTube", "Threads")
RESPONSE_HEADERS = (
    "Timestamp", "Email Address", "Nama Unit", "Bulan Laporan",
    *(f"{kind} {name}" for name in PLATFORMS for kind in ("Jumlah Unggahan", "Tautan")), "Catatan",
)  # fmt: skip
SETTINGS = """
[workbook]
path = "laporan.xlsx"
[form]
url = "https://forms.example.com/laporan"
[mail]
transport = "{transport}"
sender = "Diskominfo <monev@example.go.id>"
admin = ["Admin <admin@example.go.id>"]
leadership = ["bupati@example.go.id"]
per_minute = 6000
{more}
[mail.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
"""

KEPEK_REPORTS = good(at=datetime(2026, 11, 1, 9))
OPERATORS = ["gari", "kepek.saptosari", "saptosari", "wonosari"]
"""Of all units but Kepek."""


def nobody_waits(_seconds: float) -> None:
    """A run waits minutes for another attempt; here the minutes pass at once."""


@dataclass(frozen=True)
class _Start:
    """What a first command made of an office: its exit code, the files there are (path, mode, content), and the mail that was taken."""

    code: int
    files: Sequence[tuple[Path, int, bytes]]
    accepted: Sequence[Accepted]


_STARTS: dict[str, _Start] = {}


class MailOffice:
    """`run("2026-11-02")` is a day's run; `mailed()` tells whom the server has taken mail for since it was asked last."""

    def __init__(self, path: Path, server: FaultyServer | None = None, more: str = "") -> None:
        self.path = path
        self.server = server
        self.config = path / "sheets-sync.toml"
        transport, port = ("smtp", server.port) if server else ("files", 587)
        self.config.write_text(SETTINGS.format(transport=transport, port=port, more=more), encoding="utf-8")
        self._seen = 0
        self._said = f"{transport} {more}"

    def write(self, *responses: Mapping[str, Any], register: Sequence[Mapping[str, Any]] = REGISTER) -> MailOffice:
        with xlsxwriter.Workbook(self.path / "laporan.xlsx", {"default_date_format": "dd/mm/yyyy hh:mm:ss"}) as workbook:
            for title, headers, rows in (("Daftar Unit", REGISTER_HEADERS, register), ("Form Responses 1", RESPONSE_HEADERS, responses)):
                sheet = workbook.add_worksheet(title)
                sheet.write_row(0, 0, headers)
                for number, row in enumerate(rows, 1):
                    sheet.write_row(number, 0, ["" if row.get(header) is None else row[header] for header in headers])
        self._said += f" {responses} {register}"
        return self

    def run(self, today: str, *more: str, command: str = "run") -> int:
        return main([command, "--config", str(self.config), "--today", today, *more], {}, nobody_waits)

    def start(self, today: str, *more: str, command: str = "run") -> int:
        """`run` as the first command of an office, which many tests begin with: done once, and from then on copied.

        What it prints is not repeated; the server must be one that takes everything.
        """
        assert not (self.path / "rekap.xlsx").exists()
        assert not (self.path / "state").exists()
        assert self.server is None or self.server.handler.behaviour == Behaviour()
        key = f"{command} {today} {more} {self._said}"
        if key in _STARTS:
            self._begin_with(_STARTS[key])
        else:
            code = self.run(today, *more, command=command)
            files = [
                (path.relative_to(self.path), path.stat().st_mode, path.read_bytes()) for path in self.path.rglob("*") if path.is_file()
            ]
            made = [file for file in files if file[0].name not in ("laporan.xlsx", self.config.name)]
            _STARTS[key] = _Start(code, made, list(self.server.accepted) if self.server else ())
        return _STARTS[key].code

    def _begin_with(self, start: _Start) -> None:
        for place, mode, content in start.files:
            path = self.path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(mode)
        if self.server:
            self.server.accepted.extend(start.accepted)

    def outbox(self, *arguments: str) -> int:
        return main(["outbox", *arguments, "--config", str(self.config)], {})

    def mailed(self) -> list[str]:
        """Local parts of the addresses that got mail since the last time, sorted."""
        assert self.server
        new = self.server.recipients[self._seen :]
        self._seen = len(self.server.recipients)
        return sorted(address.partition("@")[0] for address in new)

    def letter(self, recipient: str) -> EmailMessage:
        """The latest message to the recipient, by the local part of its address."""
        assert self.server
        [*_, raw] = [each.raw for each in self.server.accepted if each.recipient.startswith(f"{recipient}@")]
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def text(self, recipient: str) -> str:
        body = self.letter(recipient).get_body(("plain",))
        assert body
        return re.sub(r"\s+", " ", body.get_content())

    def deliveries(self) -> list[dict[str, Any]]:
        """The delivery tab's rows by header."""
        header, *rows = openpyxl.load_workbook(self.path / "rekap.xlsx")["Pengiriman"].values
        return [dict(zip(header, row, strict=True)) for row in rows]

    def forget(self) -> None:
        """The machine is gone, and with it everything but the workbook."""
        for file in (self.path / "state").iterdir():
            file.unlink()
