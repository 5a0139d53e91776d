"""An office on disk that really mails: its workbook, its settings, and a mail server of its own on this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from sheets_sync.cli import main
from tests.mail_server.faulty import FaultyServer
from tests.office import REGISTER, REGISTER_HEADERS

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


def nobody_waits(_seconds: float) -> None:
    """A run waits minutes for another attempt; here the minutes pass at once."""


class MailOffice:
    """`run("2026-11-02")` is a day's run; `mailed()` tells whom the server has taken mail for since it was asked last."""

    def __init__(self, path: Path, server: FaultyServer | None = None, more: str = "") -> None:
        self.path = path
        self.server = server
        self.config = path / "sheets-sync.toml"
        transport, port = ("smtp", server.port) if server else ("files", 587)
        self.config.write_text(SETTINGS.format(transport=transport, port=port, more=more), encoding="utf-8")
        self._seen = 0

    def write(self, *responses: Mapping[str, Any], register: Sequence[Mapping[str, Any]] = REGISTER) -> MailOffice:
        with xlsxwriter.Workbook(self.path / "laporan.xlsx", {"default_date_format": "dd/mm/yyyy hh:mm:ss"}) as workbook:
            for title, headers, rows in (("Daftar Unit", REGISTER_HEADERS, register), ("Form Responses 1", RESPONSE_HEADERS, responses)):
                sheet = workbook.add_worksheet(title)
                sheet.write_row(0, 0, headers)
                for number, row in enumerate(rows, 1):
                    sheet.write_row(number, 0, ["" if row.get(header) is None else row[header] for header in headers])
        return self

    def run(self, today: str, *more: str, command: str = "run") -> int:
        return main([command, "--config", str(self.config), "--today", today, *more], {}, nobody_waits)

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
