"""The bytes of a message as they travel: plain ASCII with network line ends, so that every server passes them on unchanged."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

_WIRE = policy.SMTP.clone(cte_type="7bit")


def wire_bytes(message: EmailMessage) -> bytes:
    """Freeze a message; what is not ASCII is encoded, for a server without 8BITMIME would have to alter or refuse it."""
    return message.as_bytes(policy=_WIRE)
