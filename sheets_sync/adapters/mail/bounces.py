"""Mail that came back: delivery status notifications (RFC 3464) read from a saved message or an mbox file."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterable, Iterator, Sequence
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

from sheets_sync.domain.delivery import BOUNCED, DOUBTFUL, Bounce
from sheets_sync.domain.marks import N_
from sheets_sync.errors import UsageError

_PARSER = BytesParser(policy=policy.compat32)  # lenient: what comes back has passed through many hands
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_NAMED_ID = re.compile(rf"^[ \t>]*Message-ID:\s*({_MESSAGE_ID.pattern})", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_LONGEST_REASON = 300


def read_bounces(file: Path) -> Sequence[Bounce]:
    """What came back according to `file` (.eml, mbox, or a folder of .eml); UsageError if it cannot be read.

    Mail that reports no failure (answers, out-of-office notes, delays, receipts) is passed over.
    """
    try:
        mails = list(_mails(file))
    except OSError as error:
        raise UsageError(N_("The file {file} cannot be read: {reason}."), file=file, reason=error.strerror or error) from error
    return [bounce for mail in mails for bounce in bounces_in(mail)]


def _mails(file: Path) -> Iterator[Message]:
    if file.is_dir():
        for each in sorted(file.glob("*.eml")):
            yield from _mails(each)
        return
    with file.open("rb") as stream:
        start = stream.read(5)
        if start != b"From ":
            stream.seek(0)
            yield _PARSER.parse(stream)
            return
    box = mailbox.mbox(file, factory=None, create=False)
    try:
        for key in box.iterkeys():
            yield _PARSER.parsebytes(box.get_bytes(key))
    finally:
        box.close()


def bounces_in(mail: Message) -> Iterator[Bounce]:
    """The failures that one message reports: one for each recipient named, or a single doubtful one."""
    reports = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    if not reports:
        yield from _unstandardised(mail)
        return
    name = _original_id(mail)
    for report in reports if name else ():
        for fields in _recipients(report):
            if _text(fields["Action"]).lower() == "failed":
                yield _failure(name, fields)


def _recipients(report: Message) -> Iterable[Message]:
    """The blocks of a status report that speak of a recipient; the first block speaks of the message as a whole."""
    blocks = report.get_payload()
    if not isinstance(blocks, list):
        return []
    return [block for block in blocks if isinstance(block, Message) and block["Final-Recipient"]]


def _failure(name: str, fields: Message) -> Bounce:
    status = _STATUS.search(_text(fields["Status"]))
    code = status[0] if status else ""
    diagnostic = _text(fields["Diagnostic-Code"]).partition(";")[2].strip()
    # 4.x.x: given up after days of trying; the address itself may be right
    verdict = BOUNCED if code.startswith("5") else DOUBTFUL
    reason = diagnostic if diagnostic.find(code) >= 0 else f"{code} {diagnostic}"
    return Bounce(name, _address(fields["Original-Recipient"] or fields["Final-Recipient"]), verdict, reason.strip()[:_LONGEST_REASON])


def _address(field: str) -> str:
    """`rfc822; kepala@example.go.id` without its type."""
    return _text(field).rpartition(";")[2].strip().strip("<>")


def _original_id(mail: Message) -> str:
    """The Message-ID of the message that came back, which is attached whole or as headers."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and isinstance(inner[0], Message):
                return _first_id(_text(inner[0]["Message-ID"]))
        if part.get_content_type() == "text/rfc822-headers":
            return _first_id(_named_id(_body(part)))
    return _first_id(_named_id(_bodies(mail)))


def _unstandardised(mail: Message) -> Iterator[Bounce]:
    """A failure told in prose by a mail system, recognised by its sender and by our message quoted in it: doubtful."""
    if not _is_from_a_mail_system(mail) or _text(mail["Auto-Submitted"]).lower().startswith("auto-replied"):
        return
    name = _original_id(mail) or _first_id(_text(mail["References"]) or _text(mail["In-Reply-To"]))
    if name:
        failed = [address for _, address in getaddresses([_text(mail["X-Failed-Recipients"])]) if address]
        yield Bounce(name, failed[0] if failed else "", DOUBTFUL, _text(mail["Subject"])[:_LONGEST_REASON])


def _is_from_a_mail_system(mail: Message) -> bool:
    senders = [address.partition("@")[0].lower() for _, address in getaddresses([_text(mail["From"])])]
    return _text(mail["Return-Path"]) == "<>" or any(name in ("mailer-daemon", "postmaster") for name in senders)


def _first_id(text: str) -> str:
    found = _MESSAGE_ID.search(text)
    return found[0] if found else ""


def _named_id(text: str) -> str:
    found = _NAMED_ID.search(text)
    return found[1] if found else ""


def _bodies(mail: Message) -> str:
    return "\n".join(_body(part) for part in mail.walk() if part.get_content_maintype() == "text")


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _text(header: object) -> str:
    """A header on one line; "" if there is none."""
    return "" if header is None else " ".join(str(header).split())
