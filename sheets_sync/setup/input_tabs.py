"""The two tabs people fill in, as `init` lays them out: headers, a note on each, drop-downs, and an example of a register's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.marks import N_
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.tab import DATE, MOMENT, TEXT, WRAP, Cell, Column
from sheets_sync.domain.unit import KINDS, OPD
from sheets_sync.intake import register, responses
from sheets_sync.intake.headers import Wanted
from sheets_sync.language import Language
from sheets_sync.settings import Settings

_REGISTER_COLOUR, _RESPONSES_COLOUR = "#1f3a5f", "#673ab7"
_REQUIRED_ANSWERS = frozenset({"timestamp", "unit", "month"})


@dataclass(frozen=True)
class _Look:
    """How wide a column is, what its cells hold, and what its header's note says."""

    width: int
    note: str
    format: str = TEXT


_REGISTER: Mapping[str, _Look] = {
    "code": _Look(
        18, N_("A code of its own for each unit, never changed. For a kapanewon or kalurahan the Kemendagri code, such as 34.03.01.2002.")
    ),
    "name": _Look(
        40,
        N_("The unit's official name. The same name may stand twice (Kepek in Wonosari and in Saptosari): code and Induk tell them apart."),
    ),
    "kind": _Look(14, N_("OPD, KAPANEWON or KALURAHAN; choose from the list.")),
    "parent": _Look(14, N_("For a kalurahan: the code of its kapanewon. Otherwise blank.")),
    "aliases": _Look(30, N_("Other names and abbreviations that people write in the form; put | between several.")),
    "head_name": _Look(28, N_("The head's name, as the reports shall address them.")),
    "head_title": _Look(28, N_("The head's office, such as Kepala Dinas Kesehatan, Panewu or Lurah.")),
    "head_email": _Look(30, N_("Where the unit's monthly report goes. Without it the unit gets none.")),
    "operator_name": _Look(28, N_("Who runs the unit's accounts, according to the decree (SK).")),
    "operator_emails": _Look(
        30, N_("Where reminders and receipts go; put ; between several. Reports should be sent from these addresses.")
    ),
    "sk_number": _Look(24, N_("The number of the decree (SK) that names who runs the accounts.")),
    "sk_date": _Look(14, N_("The day the decree was signed, such as 15/01/2026."), DATE),
    "sk_until": _Look(14, N_("The last day the decree is valid, such as 31/12/2026; blank if it has no end."), DATE),
    "access_holder": _Look(24, N_("Who holds the accounts' passwords. Never write a password here.")),
    "targets": _Look(24, N_("Posts a month that the decree promises: a number, or by platform, such as instagram 8; website 4.")),
    "active_since": _Look(
        14, N_("Only for a unit that is new: its first day, such as 01/07/2026. It reports from the first whole month on."), DATE
    ),
    "active_until": _Look(14, N_("Only for a unit that has ended: its last day, such as 30/06/2026."), DATE),
}
_ACCOUNT = N_(
    "The unit's account on {platform}: its name or its address. "
    "Only where something stands here must the unit report; otherwise leave it blank."
)

_ANSWERS: Mapping[str, _Look] = {
    "timestamp": _Look(
        20, N_("When the response was sent. Google Forms fills it in; otherwise day and time, such as 03/11/2026 09:15."), MOMENT
    ),
    "email": _Look(30, N_("The sender's address, as the form collected it.")),
    "unit": _Look(40, N_("Which unit reports. In the form it is chosen from a list made of the register.")),
    "month": _Look(18, N_("The month reported on, such as Oktober 2026; not the month in which it was sent.")),
    "count": _Look(18, N_("How many posts the unit published on {platform} in that month. 0 if there was none; blank means no answer.")),
    "links": _Look(44, N_("The addresses of these posts on {platform}, each on a line of its own."), WRAP),
    "notes": _Look(40, N_("Anything the unit wants to say."), WRAP),
}


def register_columns(settings: Settings) -> list[Wanted]:
    """The register's columns that this office needs: those of its own platforms only."""
    ours = {f"account:{code}" for code in settings.policy.platforms}
    wanted = register.wanted_columns(settings.columns.register_)
    return [column for column in wanted if not column.key.startswith("account:") or column.key in ours]


def register_tab(
    settings: Settings, language: Language, today: date, rows: Sequence[Mapping[str, Cell]] = (), more: Sequence[str] = (), *,
    example: bool = True,
) -> InputTab:  # fmt: skip
    """The register, holding `rows` (cells by column key). `more`: headers of further columns, whose cells are under "more:<n>"."""
    wanted = register_columns(settings)
    own = [Column(f"more:{number}", header, 20) for number, header in enumerate(more)]
    columns = (*(_register_column(column, language) for column in wanted), *own)
    filled = [*([_example(language, today)] if example else []), *rows]
    return InputTab(
        title=settings.tabs.register_,
        columns=columns,
        rows=[[row.get(column.key) for column in columns] for row in filled],
        examples=int(example),
        required=frozenset(column.key for column in wanted if column.required),
        frozen_columns=2,
        tab_colour=_REGISTER_COLOUR,
    )


def response_tab(settings: Settings, language: Language) -> InputTab:
    """The form's answers, for an office that puts them there itself."""
    own_titles = settings.columns.model_dump(exclude={"register_"})
    wanted = _as_the_form_asks(responses.wanted_columns(settings.policy.platforms, own_titles))
    return InputTab(
        title=settings.tabs.responses,
        columns=tuple(_answer_column(column, language) for column in wanted),
        required=_REQUIRED_ANSWERS,
        tab_colour=_RESPONSES_COLOUR,
    )


def _as_the_form_asks(wanted: Sequence[Wanted]) -> Iterator[Wanted]:
    """Notes come last in the form."""
    yield from (column for column in wanted if column.key != "notes")
    yield from (column for column in wanted if column.key == "notes")


def _register_column(column: Wanted, language: Language) -> Column:
    platform = column.key.partition("account:")[2]
    if platform:
        label = BY_CODE[platform].label
        return Column(column.key, column.headers[0], 26, note=language.fill(_ACCOUNT, {"platform": label}))
    look = _REGISTER[column.key]
    choices = KINDS if column.key == "kind" else ()
    return Column(column.key, column.headers[0], look.width, look.format, choices=choices, note=language.gettext(look.note))


def _answer_column(column: Wanted, language: Language) -> Column:
    kind, _, platform = column.key.partition(":")
    look = _ANSWERS[kind]
    note = language.fill(look.note, {"platform": BY_CODE[platform].label if platform else ""})
    return Column(column.key, column.headers[0], look.width, look.format, note=note)


def _example(language: Language, today: date) -> Mapping[str, Cell]:
    word = register.EXAMPLE_WORDS[language.code != "id"]
    return {
        "code": word,
        "name": language.gettext(N_("Example: Dinas Kesehatan (this row is not counted; delete it)")),
        "kind": OPD,
        "aliases": "Dinkes | Dinas Kesehatan Kabupaten",
        "head_name": language.gettext(N_("Name and degrees")),
        "head_title": "Kepala Dinas Kesehatan",
        "head_email": "kepala.dinkes@example.go.id",
        "operator_name": language.gettext(N_("Name of the operator")),
        "operator_emails": "humas.dinkes@example.go.id; admin.dinkes@example.go.id",
        "sk_number": f"188/12/KPTS/{today.year}",
        "sk_date": date(today.year, 1, 15),
        "sk_until": date(today.year, 12, 31),
        "access_holder": language.gettext(N_("Head of the general affairs subdivision")),
        "targets": "instagram 8; website 4",
        "account:website": "https://dinkes.example.go.id",
        "account:instagram": "@dinkes.contoh",
    }
