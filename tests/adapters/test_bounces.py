"""Mail that came back, as the usual servers write it, and mail that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.adapters.mail.bounces import bounces_in, read_bounces
from sheets_sync.domain.delivery import BOUNCED, DOUBTFUL, Bounce
from sheets_sync.errors import UsageError

OURS = "<0123456789abcdef01234567@example.go.id>"


def report(recipient_fields: str, original: str = f"Message-ID: {OURS}\n", original_type: str = "message/rfc822") -> bytes:
    """A status notification as Postfix, Gmail and Exchange build them."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mail.example.go.id (Mail Delivery System)
To: monev@example.go.id
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261109.ABC@mail.example.go.id>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"

--=_x
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.go.id
X-Postfix-Queue-ID: ABC

{recipient_fields}

--=_x
Content-Type: {original_type}

From: monev@example.go.id
To: kepala@example.go.id
{original}Subject: Laporan

Isi.

--=_x--
""".encode()


NO_SUCH_USER = """\
Final-Recipient: rfc822; kepala@example.go.id
Original-Recipient: rfc822;kepala@example.go.id
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.go.id
Diagnostic-Code: smtp; 550 5.1.1 <kepala@example.go.id>: Recipient address
    rejected: User unknown"""
DELAYED = NO_SUCH_USER.replace("failed", "delayed").replace("5.1.1", "4.4.1")
GIVEN_UP = """\
Final-Recipient: rfc822; kepala@example.go.id
Action: failed
Status: 4.4.7
Diagnostic-Code: X-Postfix; delivery temporarily suspended"""
DELIVERED = NO_SUCH_USER.replace("failed", "delivered").replace("5.1.1", "2.0.0")


def saved(folder: Path, content: bytes, name: str = "mail.eml") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("original_type", ["message/rfc822", "text/rfc822-headers"])
def test_an_unknown_mailbox_bounces(tmp_path: Path, original_type: str) -> None:
    (bounce,) = read_bounces(saved(tmp_path, report(NO_SUCH_USER, original_type=original_type)))
    assert (bounce.message_id, bounce.recipient, bounce.verdict) == (OURS, "kepala@example.go.id", BOUNCED)
    assert bounce.reason.startswith("550 5.1.1")
    assert "\n" not in bounce.reason


def test_network_line_ends_make_no_difference(tmp_path: Path) -> None:
    (bounce,) = read_bounces(saved(tmp_path, report(NO_SUCH_USER).replace(b"\n", b"\r\n")))
    assert bounce.message_id == OURS


def test_what_was_given_up_after_days_leaves_a_doubt(tmp_path: Path) -> None:
    (bounce,) = read_bounces(saved(tmp_path, report(GIVEN_UP)))
    assert bounce == Bounce(OURS, "kepala@example.go.id", DOUBTFUL, "4.4.7 delivery temporarily suspended")


@pytest.mark.parametrize("fields", [DELAYED, DELIVERED])
def test_delays_and_receipts_are_no_bounces(tmp_path: Path, fields: str) -> None:
    assert read_bounces(saved(tmp_path, report(fields))) == []


def test_every_recipient_of_a_report_counts(tmp_path: Path) -> None:
    both = f"{NO_SUCH_USER}\n\n{GIVEN_UP.replace('kepala', 'operator')}\n\n{DELAYED.replace('kepala', 'lain')}"
    found = read_bounces(saved(tmp_path, report(both)))
    assert [(bounce.recipient, bounce.verdict) for bounce in found] == [
        ("kepala@example.go.id", BOUNCED),
        ("operator@example.go.id", DOUBTFUL),
    ]


def test_a_forwarded_address_is_known_by_its_original(tmp_path: Path) -> None:
    fields = NO_SUCH_USER.replace("Final-Recipient: rfc822; kepala@example.go.id", "Final-Recipient: rfc822; pindah@example.com")
    (bounce,) = read_bounces(saved(tmp_path, report(fields)))
    assert bounce.recipient == "kepala@example.go.id"


def test_a_report_without_the_original_names_nobody(tmp_path: Path) -> None:
    assert read_bounces(saved(tmp_path, report(NO_SUCH_USER, original=""))) == []


PROSE = f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.com
To: monev@example.go.id
Subject: failure notice

Hi. This is the qmail-send program. I'm afraid I wasn't able to deliver your message.

<kepala@example.com>:
Sorry, no mailbox here by that name.

--- Below this line is a copy of the message.

Message-ID: {OURS}
Subject: Laporan
""".encode()


def test_a_failure_told_in_prose_leaves_a_doubt(tmp_path: Path) -> None:
    assert read_bounces(saved(tmp_path, PROSE)) == [Bounce(OURS, "", DOUBTFUL, "failure notice")]


def test_a_persons_answer_is_no_bounce(tmp_path: Path) -> None:
    answer = PROSE.replace(b"Return-Path: <>\n", b"").replace(b"MAILER-DAEMON@mx.example.com", b"kepala@example.com")
    assert read_bounces(saved(tmp_path, answer)) == []


def test_an_out_of_office_note_is_no_bounce(tmp_path: Path) -> None:
    note = PROSE.replace(b"Subject: failure notice", b"Subject: Sedang cuti\nAuto-Submitted: auto-replied")
    assert read_bounces(saved(tmp_path, note)) == []


def test_an_mbox_is_read_whole(tmp_path: Path) -> None:
    mails = [report(NO_SUCH_USER), PROSE, report(DELAYED), report(GIVEN_UP)]
    content = b"".join(b"From MAILER-DAEMON Mon Nov  9 12:00:00 2026\n" + mail + b"\n" for mail in mails)
    assert len(read_bounces(saved(tmp_path, content, "returned.mbox"))) == 3


def test_a_folder_of_saved_mail_is_read_whole(tmp_path: Path) -> None:
    saved(tmp_path, PROSE, "1.eml")
    saved(tmp_path, report(NO_SUCH_USER), "2.eml")
    saved(tmp_path, b"catatan", "catatan.txt")
    assert len(read_bounces(tmp_path)) == 2


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"tidak-ada\.eml"):
        read_bounces(tmp_path / "tidak-ada.eml")


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=2000))
def test_damaged_mail_never_ends_the_import(noise: bytes, place: int) -> None:
    from sheets_sync.adapters.mail.bounces import _PARSER

    whole = report(NO_SUCH_USER)
    for damaged in (noise, whole[:place], whole[:place] + noise + whole[place:]):
        assert all(isinstance(bounce, Bounce) for bounce in bounces_in(_PARSER.parsebytes(damaged)))
