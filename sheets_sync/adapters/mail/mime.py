"""Messages as they travel: RFC 5322 bytes that are equal wherever and whenever they are made from equal input."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address as Mailbox
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, parseaddr

from sheets_sync.domain.message import Address, Message, message_key

_POLICY = policy.compat32.clone(linesep="\r\n", max_line_length=None)
"""Headers are folded here, by `Header`: the newer policies lose spaces between encoded words of one header."""

_UTF_8 = Charset("utf-8")
_UTF_8.body_encoding = QP

_AN_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_NAME_LENGTH = 80
_ID_LENGTH = 60
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def to_mime(message: Message, *, sender: Address, reply_to: str, date: datetime, domain: str) -> MIMEMultipart:
    """The message as text and HTML, dated `date` (with its zone); ValueError if an address cannot be written.

    Everything but the date follows from the other arguments: Message-ID and boundary come from the message's key.
    `as_bytes()` gives it as it goes over the wire, with CRLF.
    """
    # "=" never stands unescaped in quoted-printable, so no line of a body can be the boundary
    mail = MIMEMultipart("alternative", boundary=f"=_{_token(message.key)}", policy=_POLICY)
    for name, value in _headers(message, sender, reply_to, date, domain):
        mail[name] = value
    mail.attach(MIMEText(message.text, "plain", _UTF_8, policy=_POLICY))  # type: ignore[arg-type]  # typeshed knows names only
    mail.attach(MIMEText(message.html, "html", _UTF_8, policy=_POLICY))  # type: ignore[arg-type]
    return mail


def _headers(message: Message, sender: Address, reply_to: str, date: datetime, domain: str) -> Iterable[tuple[str, str]]:
    yield "From", _written("From", [sender])
    yield "To", _written("To", [message.to])
    if message.cc:
        yield "Cc", _written("Cc", message.cc)
    if reply_to:
        yield "Reply-To", _written("Reply-To", [parse_mailbox(reply_to)])
    yield "Subject", _encoded("Subject", _shown(message.subject))
    yield "Date", format_datetime(date)
    yield "Message-ID", message_id(message.key, domain)
    if message.edition > 1:
        yield "References", message_id(_first_edition(message), domain)
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "All"


def _first_edition(message: Message) -> str:
    return message_key(message.month, message.kind, message.subject_of, message.to.email)


def _written(header: str, addresses: Iterable[Address]) -> str:
    """Addresses for a header, one a line: no name is ever read as a second address."""
    return ",\n ".join(_mailbox(header, address) for address in addresses)


def _mailbox(header: str, address: Address) -> str:
    if not _AN_ADDRESS.fullmatch(address.email):
        raise ValueError(f"not an e-mail address: {address.email!r}")
    name = _shown(address.name)[:_NAME_LENGTH].rstrip()
    if _is_plain(name):
        return str(Mailbox(display_name=name, addr_spec=address.email))
    return f"{_encoded(header, name)} <{Mailbox(addr_spec=address.email).addr_spec}>"


def _encoded(header: str, text: str) -> str:
    return Header(text, "us-ascii" if _is_plain(text) else "utf-8", header_name=header).encode()


def _is_plain(text: str) -> bool:
    """Whether a reader shows the text as it stands: ASCII that does not pass for an encoded word."""
    return text.isascii() and "=?" not in text


def _shown(text: str) -> str:
    """The text on one line, without what would hide in it."""
    visible = "".join(" " if unicodedata.category(letter).startswith(("C", "Z")) else letter for letter in _UNSEEN.sub("", text))
    return " ".join(visible.split())


def message_id(key: str, domain: str) -> str:
    """A message's name to mail servers: always the same for a key, at most 60 characters, which no mail reader breaks in two."""
    token = _token(key)
    labels = domain.encode("idna").decode().strip(".").split(".") if domain else []
    while labels and len(token) + len(".".join(labels)) + 3 > _ID_LENGTH:
        labels.pop(0)
    return f"<{token}@{'.'.join(labels) or 'localhost'}>"


def _token(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def parse_mailbox(text: str) -> Address:
    """`Diskominfo <monev@example.go.id>` or a bare address, as settings hold them; ValueError if it is neither."""
    name, email = parseaddr(text)
    if not _AN_ADDRESS.fullmatch(email):
        raise ValueError(f"not an e-mail address: {text!r}")
    return Address(email, name)


def domain_of(sender: Address) -> str:
    """The part of the sender's address after the @, which Message-IDs are made with."""
    return sender.email.rpartition("@")[2]
