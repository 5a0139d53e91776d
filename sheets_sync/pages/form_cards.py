"""Cards to print and hand out: for each unit a QR code that opens the form with its name filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit
from sheets_sync.language import Language
from sheets_sync.pages._units import KIND_WORDS, area_of

QUIET_ZONE = 4
"""Modules of white around a code that its standard asks for."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as the path of its black modules in a square of `size` modules, the white around it included."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    link: str
    code: Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cards of one kapanewon, or of one kind of unit; each begins on a page of its own."""

    title: str
    number: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FormCards:
    """The page in words: `what` says what the cards are, `how` what whoever holds one does with it, `lasts` how long it is good for."""

    office: str
    title: str
    what: str
    how: str
    lasts: str
    sheets: tuple[Sheet, ...]

    @property
    def view(self) -> Mapping[str, Any]:
        return asdict(self)


def form_cards(
    units: Mapping[str, Unit], links: Mapping[str, tuple[str, str]], language: Language, *, office: str, month: ReportingMonth | None
) -> FormCards:
    """Cards for the units in `links` (code -> label and link); `units` is the whole register.

    Offices come first, then each kapanewon followed by its kalurahan, in register order. `month`: the links fill it in too.
    """
    how, lasts = _texts(month, language)
    title = language.fill(N_("The form for {month}, by unit"), {"month": month}) if month else language.gettext(N_("The form, by unit"))
    return FormCards(
        office=office,
        title=title,
        what=language.gettext(N_("Print on A4 and cut along the lines: a card for each unit, to keep beside the computer or pass on.")),
        how=how,
        lasts=lasts,
        sheets=tuple(_sheets(units, links, language)),
    )


def _texts(month: ReportingMonth | None, language: Language) -> tuple[str, str]:
    if month:
        how = N_("Scan with a phone's camera: the form opens with the unit's name and {month} filled in.")
        return language.fill(how, {"month": month}), ""
    how = N_("Scan with a phone's camera: the form opens with the unit's name filled in.")
    return language.gettext(how), language.gettext(N_("Good for every month."))


def _sheets(units: Mapping[str, Unit], links: Mapping[str, tuple[str, str]], language: Language) -> Iterator[Sheet]:
    for title, group in _groups(units, [unit for code, unit in units.items() if code in links], language):
        cards = tuple(Card(label, link, qr_code(link)) for label, link in (links[unit.code] for unit in group))
        number = language.ngettext("{n} unit", "{n} units", len(cards)).format(n=language.number(len(cards)))
        yield Sheet(title, number, cards)


def _groups(units: Mapping[str, Unit], chosen: Sequence[Unit], language: Language) -> Iterator[tuple[str, list[Unit]]]:
    """Titles and units: offices by kind, each kapanewon before its kalurahan, and kalurahan of no known kapanewon."""
    of_area: dict[str, list[Unit]] = {unit.code: [] for unit in units.values() if unit.kind == KAPANEWON}
    of_kind: dict[str, list[Unit]] = {}
    for unit in chosen:
        members = of_area.get(area_of(unit))
        if members is None:
            of_kind.setdefault(unit.kind, []).append(unit)
        else:
            members.insert(0, unit) if unit.kind == KAPANEWON else members.append(unit)
    astray = of_kind.pop(KALURAHAN, [])
    yield from ((language.gettext(KIND_WORDS.get(kind, kind)), group) for kind, group in of_kind.items())
    yield from ((f"{KAPANEWON.capitalize()} {units[code].name}", group) for code, group in of_area.items() if group)
    if astray:
        yield language.gettext(KIND_WORDS[KALURAHAN]), astray


def qr_code(text: str) -> Code:
    """The text as a QR code."""
    import segno

    matrix = segno.make_qr(text, error="m").matrix
    path = "".join(_row_path(y, row) for y, row in enumerate(matrix, QUIET_ZONE))
    return Code(len(matrix) + 2 * QUIET_ZONE, path)


def _row_path(y: int, row: Iterable[int]) -> str:
    """A rectangle for each run of black modules of a row."""
    path, x = "", QUIET_ZONE
    for black, run in groupby(row):
        length = len(list(run))
        path += f"M{x} {y}h{length}v1h-{length}z" if black else ""
        x += length
    return path
