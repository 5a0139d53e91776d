"""Mail into files: each message once, nothing overwritten, an index that lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.adapters.mail.files import FilesTransport
from sheets_sync.adapters.mail.mime import to_mime
from sheets_sync.adapters.mail.pages import safe_name, write_preview
from sheets_sync.domain.message import Address, Envelope, Message, Receipt
from sheets_sync.emails.render import Renderer
from sheets_sync.errors import StopTheRunError
from sheets_sync.language import Language
from tests.emails.reading import Reading

PAGE = Renderer(Language("en")).page
DATE = datetime(2026, 11, 8, 9, 0, tzinfo=timezone(timedelta(hours=7)))
SENDER = Address("monev@example.go.id", "Diskominfo")
MESSAGE = Message(
    "unit_report", "2026-10", "34.03.01.2002", Address("lurah@example.go.id", "Lurah Kepek"), (Address("op@example.go.id"),),
    "Kalurahan Kepek: Lengkap", "<!DOCTYPE html>\n<title>Kalurahan Kepek: Lengkap</title>\n", "Lengkap\n",
)  # fmt: skip


def envelope(message: Message = MESSAGE, date: datetime = DATE, *, copy: bool = False) -> Envelope:
    raw = to_mime(message, sender=SENDER, reply_to="", date=date, domain="example.go.id").as_bytes()
    recipient = message.cc[0].email if copy else message.to.email
    return Envelope(message.key, message.month, message.kind, message.subject_of, SENDER.email, recipient, raw, copy)


def send(folder: Path, *envelopes: Envelope) -> list[Receipt]:
    with FilesTransport(folder, PAGE) as transport:
        return [transport.send(each, lambda: None) for each in envelopes]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_writes_the_message_the_page_and_the_index(tmp_path: Path) -> None:
    assert send(tmp_path, envelope()) == [Receipt("accepted", "2026-10/unit_report/34.03.01.2002.eml")]
    assert list(contents(tmp_path)) == ["2026-10/unit_report/34.03.01.2002.eml", "2026-10/unit_report/34.03.01.2002.html", "index.html"]
    mail = message_from_bytes((tmp_path / "2026-10/unit_report/34.03.01.2002.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == MESSAGE.subject
    assert (tmp_path / "2026-10/unit_report/34.03.01.2002.html").read_text(encoding="utf-8") == MESSAGE.html


def test_a_second_run_changes_nothing_whatever_its_date(tmp_path: Path) -> None:
    send(tmp_path, envelope())
    before = contents(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert send(tmp_path, envelope(date=DATE + timedelta(days=3)))[0].outcome == "already-sent"
    assert contents(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_data_is_announced_only_before_something_is_written(tmp_path: Path) -> None:
    told: list[str] = []
    with FilesTransport(tmp_path, PAGE) as transport:
        transport.send(envelope(), lambda: told.append("data"))
        transport.send(envelope(), lambda: told.append("again"))
    assert told == ["data"]


def test_a_correction_stands_beside_what_it_corrects(tmp_path: Path) -> None:
    corrected = replace(MESSAGE, subject="Correction: Kalurahan Kepek", text="Belum Lengkap\n", edition=2)
    third = replace(MESSAGE, edition=3)
    receipts = send(tmp_path, envelope(), envelope(corrected), envelope(third), envelope(corrected))
    assert [(receipt.outcome, receipt.detail.rpartition("/")[2]) for receipt in receipts] == [
        ("accepted", "34.03.01.2002.eml"),
        ("accepted", "34.03.01.2002.2.eml"),
        ("accepted", "34.03.01.2002.3.eml"),
        ("already-sent", "34.03.01.2002.2.eml"),
    ]


def test_nothing_is_overwritten_even_if_the_ledger_was_lost(tmp_path: Path) -> None:
    send(tmp_path, envelope())
    before = (tmp_path / "2026-10/unit_report/34.03.01.2002.eml").read_bytes()
    assert send(tmp_path, envelope(replace(MESSAGE, text="Terlambat\n")))[0].detail.endswith("34.03.01.2002.2.eml")
    assert (tmp_path / "2026-10/unit_report/34.03.01.2002.eml").read_bytes() == before


def test_a_copy_has_no_file_of_its_own(tmp_path: Path) -> None:
    assert send(tmp_path, envelope(copy=True))[0].outcome == "accepted"
    assert list(tmp_path.rglob("*.eml")) == []


def test_another_message_of_the_same_file_name_keeps_its_own(tmp_path: Path) -> None:
    moved = replace(MESSAGE, to=Address("baru@example.go.id"))
    alike = replace(MESSAGE, subject_of="34.03.01/2002"), replace(MESSAGE, subject_of="34.03.01?2002")
    receipts = send(tmp_path, *map(envelope, (MESSAGE, moved, *alike)))
    names = [receipt.detail.rpartition("/")[2] for receipt in receipts]
    assert len(set(names)) == 4
    assert [receipt.outcome for receipt in send(tmp_path, *map(envelope, (MESSAGE, moved, *alike)))] == ["already-sent"] * 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("34.03.01.2002", "34.03.01.2002"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b*c?d", "a_b_c_d"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "_"),
        ("", "_"),
        ("siti@example.go.id.-3", "siti@example.go.id.-3"),
        ("Kelurahan\r\nX ", "Kelurahan_X_"),
    ],
)
def test_file_names_work_on_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_long_names_are_cut_and_still_differ() -> None:
    first, second = safe_name("x" * 300), safe_name("x" * 301)
    assert first != second
    assert len(first) < 100


def test_stays_inside_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "outbox"
    evil = replace(MESSAGE, subject_of="../../../keluar")
    send(inside, envelope(evil))
    assert [path.name for path in tmp_path.iterdir()] == ["outbox"]


def test_a_folder_that_cannot_be_written_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "2026-10").write_text("a file where a folder should be")
    with pytest.raises(StopTheRunError, match="cannot be written"):
        FilesTransport(tmp_path, PAGE).send(envelope(), lambda: None)


def test_a_run_without_mail_leaves_no_trace(tmp_path: Path) -> None:
    send(tmp_path / "outbox")
    assert list(tmp_path.iterdir()) == []


def listing(folder: Path) -> Reading:
    return Reading((folder / "index.html").read_text(encoding="utf-8"))


def test_the_index_lists_every_month_and_kind_with_links_that_lead_somewhere(tmp_path: Path) -> None:
    older = replace(MESSAGE, month="2026-09", subject="Kalurahan Kepek: September")
    area = replace(MESSAGE, kind="area_report", subject_of="34.03.01", subject="Kapanewon Wonosari: 3 dari 6")
    odd = replace(MESSAGE, subject_of="a%20b#c", subject="Nama aneh")
    send(tmp_path, *map(envelope, (older, area, MESSAGE, odd)))
    page = listing(tmp_path)
    assert page.problems == []
    words = page.words
    assert words.index("October 2026") < words.index("September 2026")
    assert words.index("Kapanewon Wonosari: 3 dari 6") < words.index("Kalurahan Kepek: Lengkap")
    assert "Lurah Kepek <lurah@example.go.id>" in words
    assert "op@example.go.id" in words
    targets = [href for href, _ in page.links if not href.startswith("#")]
    assert len(targets) == 8
    for href in targets:
        assert (tmp_path / href.replace("%25", "%")).is_file() or (tmp_path / href).is_file(), href


def test_the_index_shows_what_was_typed_and_obeys_none_of_it(tmp_path: Path) -> None:
    evil = replace(MESSAGE, subject='<script>alert(1)</script> {{ 7*7 }} "', to=Address("a@example.go.id", "<b>Siti</b>, M.Kes."))
    send(tmp_path, envelope(evil))
    page = listing(tmp_path)
    assert not page.all("script")
    assert not page.all("b")
    assert '<script>alert(1)</script> {{ 7*7 }} "' in page.words
    assert "<b>Siti</b>, M.Kes." in page.words


def preview(folder: Path, *messages: Message) -> Mapping[str, bytes]:
    write_preview(folder, messages, PAGE)
    return contents(folder)


def test_a_preview_is_pages_and_an_index(tmp_path: Path) -> None:
    assert list(preview(tmp_path, MESSAGE)) == [
        "2026-10/unit_report/34.03.01.2002.html", "2026-10/unit_report/34.03.01.2002.txt", "index.html",
    ]  # fmt: skip
    assert "Kalurahan Kepek: Lengkap" in listing(tmp_path).words


def test_a_preview_replaces_the_one_before(tmp_path: Path) -> None:
    preview(tmp_path, MESSAGE)
    second = preview(tmp_path, replace(MESSAGE, text="Terlambat\n"))
    assert second["2026-10/unit_report/34.03.01.2002.txt"] == b"Terlambat\n"
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    preview(tmp_path, replace(MESSAGE, text="Terlambat\n"))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_a_preview_keeps_messages_of_the_same_name_apart(tmp_path: Path) -> None:
    alike: dict[str, Any] = {"subject_of": "a/b"}, {"subject_of": "a?b"}, {"subject_of": "A_B"}
    pages = preview(tmp_path, *(replace(MESSAGE, **fields) for fields in alike))
    assert len([name for name in pages if name.endswith(".txt")]) == 3


def test_a_preview_of_nothing_says_so(tmp_path: Path) -> None:
    preview(tmp_path)
    assert "There is no message yet." in listing(tmp_path).words
