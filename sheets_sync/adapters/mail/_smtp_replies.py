"""What an SMTP server's refusal, or its silence, means for the message and for the run."""

from __future__ import annotations

import re
from enum import StrEnum

from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import masked
from sheets_sync.errors import OutcomeUnknownError, PermanentError, QuotaError, RetryableError, SendError, StopTheRunError


class Step(StrEnum):
    """How far the dialogue with the server has come."""

    CONNECT = "connect"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    LOGIN = "AUTH"
    MAIL = "MAIL FROM"
    RCPT = "RCPT TO"
    DATA = "DATA"


_SHARED = (Step.CONNECT, Step.EHLO, Step.STARTTLS, Step.LOGIN, Step.MAIL)
"""Steps at which a failure is not this recipient's: the next message would meet it too."""

_CHECK_LOGIN = N_("Check username in [mail.smtp] and the password; some providers want an app password.")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
_NO_RELAY = re.compile(r"relay", re.IGNORECASE)
_SPENT = ("5.4.5", "5.1.90")
# Hosting panels and Exchange tell an account's limits in words: taken for a bad address, they would fail one letter after the other.
_PER_HOUR = re.compile(r"\bper hour\b|\bhourly\b.{0,30}\b(limit|quota)\b", re.IGNORECASE)
_PER_DAY = re.compile(r"\bper day\b|\b(daily|sending)\b.{0,30}\b(limit|quota)\b|SubmissionQuotaExceeded", re.IGNORECASE)
_AN_HOUR_S = 3600
_LONGEST_REPLY = 300


def one_line(code: int, text: str) -> str:
    """The server's answer as it is kept and shown: one line, no whole address."""
    return masked(" ".join(f"{code} {text}".split())[:_LONGEST_REPLY])


def as_text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def refusal(step: Step, code: int, text: str) -> SendError:
    """The failure that a reply of 400 or above means at a step."""
    reply = one_line(code, text)
    if code in (503, 530) or (step is Step.LOGIN and code >= 500):
        return StopTheRunError(N_("The mail server refused the login: {reply}"), remedy=_CHECK_LOGIN, reply=reply)
    if step in (Step.RCPT, Step.DATA) and _NO_RELAY.search(text):
        return StopTheRunError(N_("The mail server does not send on for this account: {reply}"), remedy=_CHECK_LOGIN, reply=reply)
    if _PER_HOUR.search(text):
        return RetryableError(
            N_("The account may send no more messages this hour: {reply}"), whole_server=True, after_s=_AN_HOUR_S, reply=reply
        )
    if _enhanced(text) in _SPENT or _PER_DAY.search(text):
        return QuotaError(N_("The account may send no more messages today: {reply}"), reply=reply)
    if code < 500:
        return RetryableError(N_("The mail server put the message off: {reply}"), whole_server=step in _SHARED, reply=reply)
    return _refused_for_good(step, code, text, reply)


def _refused_for_good(step: Step, code: int, text: str, reply: str) -> SendError:
    if code == 552 and step in (Step.MAIL, Step.DATA):
        return PermanentError(N_("The mail server finds the message too large: {reply}"), reply=reply)
    if step is Step.MAIL:
        return StopTheRunError(
            N_("The mail server does not accept the sender: {reply}"),
            remedy=N_("Put an address of this account into sender in [mail]."),
            reply=reply,
        )
    if step in _SHARED:
        return StopTheRunError(
            N_("The mail server refuses this machine: {reply}"),
            remedy=N_("Check host and port in [mail.smtp], or ask who runs the server."),
            reply=reply,
        )
    if _enhanced(text).startswith("5.7."):
        return QuotaError(N_("The mail server's policy refused the message: {reply}"), by_policy=True, reply=reply)
    return PermanentError(N_("The mail server refused the message: {reply}"), reply=reply)


def _enhanced(text: str) -> str:
    found = _ENHANCED.match(text.lstrip())
    return found[0] if found else ""


def lost(step: Step, reason: str) -> SendError:
    """The failure that a connection lost at a step, or an answer that makes no sense, means."""
    reply = masked(f"{step}: {' '.join(reason.split())}"[:_LONGEST_REPLY])
    if step is Step.DATA:
        return OutcomeUnknownError(N_("The connection broke while the message was handed over: {reply}"), reply=reply)
    return RetryableError(N_("The connection to the mail server broke: {reply}"), whole_server=step in _SHARED, reply=reply)
