"""What `init` asks, in order; each answer is read and refused in one place, whether it was typed at a prompt or given as a flag."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from pathlib import PurePath
from zoneinfo import ZoneInfo

from sheets_sync.domain.marks import N_
from sheets_sync.errors import UsageError
from sheets_sync.language import LANGUAGES

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}

_LANGUAGE_NAMES = {"indonesia": "id", "indonesian": "id", "inggris": "en", "english": "en"}
_AN_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")
_A_REGENCY = re.compile(r"\d\d\.?\d\d")
_A_DOCUMENT = re.compile(r"(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9_-]{40,50}")
"""A spreadsheet's id, the part of its link that people may copy alone."""
_LINKS = re.compile(r"https?://|docs\.google\.com|drive\.google\.com", re.IGNORECASE)


@dataclass(frozen=True)
class Answers:
    """What an office says of itself; `workbook` is a spreadsheet's link or a file, `units` a file, a regency's code or ""."""

    language: str
    office: str
    timezone: str
    workbook: str
    credentials: str
    sender: str
    admin: tuple[str, ...]
    units: str

    @property
    def live(self) -> bool:
        """Whether the workbook is a Google Spreadsheet."""
        return is_link(self.workbook)


def is_link(text: str) -> bool:
    return bool(_LINKS.match(text))


def is_regency(text: str) -> bool:
    """Whether a text is a regency's code, such as 34.03."""
    return bool(_A_REGENCY.fullmatch(text))


@dataclass(frozen=True)
class Question:
    """One question: `text` asks it, `hint` says what is meant, `flag` answers it for scripts.

    `default` is offered ("": may be left out; None: must be answered); `read` turns the answer into its plain form or raises
    UsageError.
    """

    key: str
    flag: str
    text: str
    hint: str
    default: str | None
    read: Callable[[str], str]


Ask = Callable[[Question, str], str]
"""Asks a person a question in a language until the answer can be read."""


def _language(text: str) -> str:
    plain = text.strip().lower().removeprefix("bahasa ")
    code = _LANGUAGE_NAMES.get(plain, plain)
    if code not in LANGUAGES:
        raise UsageError(N_("There is no language {code}."), remedy=N_("Choose id or en."), code=text)
    return code


def _some_text(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise UsageError(N_("The office's name is missing."), remedy=N_("It stands in the head of every report."))
    if is_link(plain):
        raise UsageError(N_("That is a link, not the office's name."), remedy=N_("The spreadsheet's link is asked for in a moment."))
    return plain


def _zone(text: str) -> str:
    name = ZONES.get(text.strip().upper(), text.strip())
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(
            N_("{text} is not a time zone."), remedy=N_("Write WIB, WITA or WIT, or a name such as Asia/Makassar."), text=text
        ) from error
    return name


def _workbook(text: str) -> str:
    plain = text.strip().strip("\"'")
    if _A_DOCUMENT.fullmatch(plain):
        return f"https://docs.google.com/spreadsheets/d/{plain}/edit"
    if not is_link(plain) and PurePath(plain).suffix.lower() in {".xls", ".ods", ".csv", ".xlsm", ".docx", ".pdf"}:
        raise UsageError(
            N_("{file} cannot be the workbook: it must be an .xlsx file, a folder of .csv files or the link of a Google Spreadsheet."),
            file=plain,
        )
    return plain


def _file(text: str) -> str:
    return text.strip().strip("\"'")


def _mailbox(text: str) -> str:
    plain = text.strip()
    if plain and not _AN_ADDRESS.fullmatch(parseaddr(plain)[1]):
        raise UsageError(
            N_("{text} is not an e-mail address."),
            remedy=N_("Write it as monev@example.go.id or Diskominfo <monev@example.go.id>."),
            text=plain,
        )
    return plain


def _mailboxes(text: str) -> str:
    return "; ".join(_mailbox(part) for part in re.split(r"[;,]", text) if part.strip())


LANGUAGE = Question("language", "--lang", N_("Language (id, en)"), "", "id", _language)
OFFICE = Question(
    "office", "--office", N_("The office's name"), N_("As it shall stand in the head of every report."), None, _some_text
)  # fmt: skip
ZONE = Question("timezone", "--timezone", N_("Time zone (WIB, WITA, WIT)"), N_("The clock the deadlines go by."), "WIB", _zone)
WORKBOOK = Question(
    "workbook", "--workbook", N_("Where are register and responses?"),
    N_("Paste the link of a Google Spreadsheet, or press Enter for a workbook on this computer."), "laporan.xlsx", _workbook,
)  # fmt: skip
CREDENTIALS = Question(
    "credentials", "--credentials", N_("Key file of the service account"),
    N_("The JSON file from the Google Cloud console. It may still be missing: put it there later."), "credentials.json", _file,
)  # fmt: skip
UNITS = Question(
    "units", "--register", N_("List of units (may be left blank)"),
    N_("A .csv or .xlsx of your own, or your regency's Kemendagri code, such as 34.03, for its kapanewon and kalurahan."), "", _file,
)  # fmt: skip
SENDER = Question(
    "sender", "--sender", N_("Sender address of the e-mails (may be left blank)"), N_("Nothing is sent until you say so in the settings."),
    "", _mailbox,
)  # fmt: skip
ADMIN = Question(
    "admin", "--admin", N_("Who is told when something fails (may be left blank)"), N_("An e-mail address, or several with ; between."),
    "", _mailboxes,
)  # fmt: skip

QUESTIONS = (LANGUAGE, OFFICE, ZONE, WORKBOOK, CREDENTIALS, UNITS, SENDER, ADMIN)


def collect(
    given: Mapping[str, str | None], ask: Ask | None, checks: Mapping[str, Callable[[str], object]], defaults: Mapping[str, str],
) -> Answers:  # fmt: skip
    """Answers from flags, else from a person (`ask`), else defaults; UsageError names the flag of one that is missing.

    `checks`: what else must hold of an answer, raising SheetsSyncError; `defaults`: better ones than the questions' own.
    """
    found: dict[str, str] = {}
    for plain in QUESTIONS:
        if plain is CREDENTIALS and not is_link(found["workbook"]):
            found["credentials"] = ""
            continue
        question = replace(plain, default=defaults.get(plain.key, plain.default), read=_checked(plain, checks.get(plain.key)))
        found[plain.key] = _answered(question, given.get(plain.key), ask, found.get("language", "id"))
    admin = tuple(part for part in found.pop("admin").split("; ") if part)
    return Answers(**found, admin=admin)


def _checked(question: Question, check: Callable[[str], object] | None) -> Callable[[str], str]:
    def read(text: str) -> str:
        answer = question.read(text)
        if check and answer:
            check(answer)
        return answer

    return read


def _answered(question: Question, answer: str | None, ask: Ask | None, language: str) -> str:
    if answer is not None:
        return question.read(answer)
    if ask:
        return ask(question, language)
    if question.default is None:
        raise UsageError(
            N_("Nobody can be asked here, and {flag} was not given."),
            remedy=N_("Give it, for example {example}."),
            flag=question.flag,
            example=f'{question.flag} "Dinas Komunikasi dan Informatika Kabupaten …"',
        )
    return question.read(question.default)
