"""Messages on the wire: parsed back by the standard library they say what was meant, and equal input makes equal bytes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.adapters.mail.mime import domain_of, message_id, parse_mailbox, to_mime
from sheets_sync.domain.message import Address, Message

SENDER = Address("monev@example.go.id", "Diskominfo, Gunungkidul")
DATE = datetime(2026, 11, 8, 9, 0, tzinfo=timezone(timedelta(hours=7)))
MESSAGE = Message(
    kind="unit_report",
    month="2026-10",
    subject_of="34.03.01.2002",
    to=Address("lurah@example.go.id", "Lurah Kepek"),
    cc=(),
    subject="Kalurahan Kepek: Belum Lengkap (5/7) – Laporan publikasi Oktober 2026",
    html="<!DOCTYPE html>\n<p>“Kepek” – 57,1%</p>\n" + "x" * 1500,
    text="Belum Lengkap: 5 dari 7\nFrom hati\n.titik\n=3D\n" + "y" * 1500 + "\n",
)


def wire(message: Message = MESSAGE, *, reply_to: str = "", date: datetime = DATE, domain: str = "example.go.id") -> bytes:
    return to_mime(message, sender=SENDER, reply_to=reply_to, date=date, domain=domain).as_bytes()


def parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


def with_to(name: str) -> Message:
    return Message(
        **{field: getattr(MESSAGE, field) for field in ("kind", "month", "subject_of", "cc", "subject", "html", "text")},
        to=Address("a@example.go.id", name),
    )


def test_both_bodies_come_back() -> None:
    mail = parsed(wire())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()] == [MESSAGE.text, MESSAGE.html]


def test_headers() -> None:
    mail = parsed(wire(reply_to="Meja Bantu <bantu@example.go.id>"))
    assert mail["From"].addresses[0].display_name == "Diskominfo, Gunungkidul"
    assert str(mail["To"]) == "Lurah Kepek <lurah@example.go.id>"
    assert str(mail["Reply-To"]) == "Meja Bantu <bantu@example.go.id>"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Date"].datetime == DATE
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert "Cc" not in mail
    assert "Bcc" not in mail
    assert "References" not in mail


def test_no_reply_to_unless_asked_for() -> None:
    assert "Reply-To" not in parsed(wire())


def test_copies_stand_in_cc() -> None:
    copies = (Address("op@example.go.id", "Operator, S.Kom."), Address("dua@example.go.id"))
    mail = parsed(wire(Message("unit_report", "2026-10", "K", MESSAGE.to, copies, "Subjek", "<p>x</p>", "x")))
    assert [(each.display_name, each.addr_spec) for each in mail["Cc"].addresses] == [(each.name, each.email) for each in copies]


def test_equal_input_makes_equal_bytes() -> None:
    assert wire() == wire()
    later = wire(date=DATE + timedelta(days=1)).split(b"\r\n")
    assert [line for line in wire().split(b"\r\n") if line not in later] == [b"Date: Sun, 08 Nov 2026 09:00:00 +0700"]


def test_lines_end_as_on_the_wire_and_are_short() -> None:
    raw = wire()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()


def test_a_correction_refers_to_what_it_corrects() -> None:
    first = parsed(wire())
    second = parsed(wire(Message(**{name: getattr(MESSAGE, name) for name in MESSAGE.__slots__ if name != "edition"}, edition=2)))
    assert second["References"] == first["Message-ID"]
    assert second["Message-ID"] != first["Message-ID"]


@pytest.mark.parametrize(
    "domain",
    [
        "example.go.id",
        "",
        "a" * 60 + ".example.go.id",
        "gunungkidulkab.go.id",
        "dinas-komunikasi-dan-informatika.kabupaten-gunungkidul.go.id",
    ],
)
def test_message_ids_are_short_and_keep_their_name(domain: str) -> None:
    name = message_id(MESSAGE.key, domain)
    assert name == message_id(MESSAGE.key, domain)
    assert len(name) <= 60
    assert name != message_id(MESSAGE.key + "x", domain)
    assert name.count("@") == 1
    assert domain.endswith(name.rpartition("@")[2].rstrip(">")) or not domain


NAMES = [
    "Siti, M.Kes.",
    'dr. "Budi" <x@example.com>',
    "a\r\nBcc: x@example.com",
    "Kepala Dinas Pekerjaan Umum, Perumahan Rakyat dan Kawasan Permukiman",
    "=?utf-8?q?x?=",
    "",
    "\u202eadmin",
    "x" * 300,
    "é" * 200,
    "Siti; Budi:",
    "(komentar) \\",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_a_second_address(name: str) -> None:
    mail = parsed(wire(with_to(name)))
    assert [each.addr_spec for each in mail["To"].addresses] == ["a@example.go.id"]
    assert "Bcc" not in mail


@given(st.text(max_size=120))
def test_any_name_comes_back_on_one_line(name: str) -> None:
    mail = message_from_bytes(wire(with_to(name)))
    shown = str(make_header(decode_header(mail["To"].replace("\n", "").replace("\r", ""))))
    assert shown.endswith("a@example.go.id>") or shown == "a@example.go.id"
    assert "\n" not in shown


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), max_size=150))
def test_any_subject_comes_back(subject: str) -> None:
    message = Message("unit_report", "2026-10", "K", MESSAGE.to, (), subject, "<p>x</p>", "x")
    mail = message_from_bytes(wire(message))
    decoded = str(make_header(decode_header("".join(mail["Subject"].splitlines()))))
    assert decoded == " ".join("".join(" " if each.isspace() else each for each in subject).split())


@pytest.mark.parametrize("email", ["", "a", "a b@example.go.id", "a@b\r\nBcc: x@example.com"])
def test_an_address_that_cannot_be_written_is_an_error(email: str) -> None:
    message = Message("unit_report", "2026-10", "K", Address(email), (), "x", "x", "x")
    with pytest.raises(ValueError):
        wire(message)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Diskominfo <monev@example.go.id>", Address("monev@example.go.id", "Diskominfo")),
        ('"Diskominfo, Gunungkidul" <monev@example.go.id>', Address("monev@example.go.id", "Diskominfo, Gunungkidul")),
        ("monev@example.go.id", Address("monev@example.go.id")),
    ],
)
def test_mailboxes_of_the_settings(text: str, address: Address) -> None:
    assert parse_mailbox(text) == address
    assert domain_of(address) == "example.go.id"


def test_what_is_no_mailbox_is_an_error() -> None:
    with pytest.raises(ValueError, match="monev"):
        parse_mailbox("monev")
