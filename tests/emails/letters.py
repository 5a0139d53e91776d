"""Offices in every state, and all the letters they give rise to: what the checks of form are run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

import pandas as pd

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.message import Draft, Message
from sheets_sync.domain.tables import RESPONSES
from sheets_sync.emails import MONTHLY_REPORTS, job_report, overdue, receipt, reminder
from sheets_sync.emails.render import Renderer
from sheets_sync.language import Language
from tests.builders import AFTER_DUE, OCTOBER, SEPTEMBER, assessment, complete, kalurahan, kapanewon, missing, opd, regency, report
from tests.emails.languages import indonesian
from tests.emails.showcase import CONTEXT, RULE_TEXTS, about, office, unclear

BEFORE_DUE = datetime(2026, 11, 2, 8, 0)
HOSTILE = (
    '<b>&"',
    "{{ 7*7 }} {% raw %} {0} %(x)s %s",
    "<script>alert(1)</script>",
    "Kepek\r\nBcc: x@example.com",
    "\u202eKepek\u2066",
    "x" * 200,
    "Desa " * 40,
    "'; DROP TABLE unit; --",
    "</title></style><h1>",
    "=?utf-8?q?Kepek?= =HYPERLINK(1)",
)


def one_unit() -> Assessment:
    return assessment([opd()], [complete(opd())])


def all_well() -> Assessment:
    units = regency()
    return assessment(units, [told for unit in units for told in (complete(unit, SEPTEMBER), complete(unit))])


def all_late() -> Assessment:
    units = regency()
    return assessment(units, [told for unit in units for told in (complete(unit, SEPTEMBER), complete(unit, late=True))])


def nothing_came() -> Assessment:
    units = regency()
    return assessment(units, [missing(unit, month) for unit in units for month in (SEPTEMBER, OCTOBER)])


def no_villages() -> Assessment:
    return assessment([opd(), kapanewon()], [complete(opd())])


def nobody() -> Assessment:
    return assessment([])


def three_hundred() -> Assessment:
    """One kapanewon with 300 kalurahan, a third of them with something still open; one of them with 40 notes."""
    seat = kapanewon()
    villages = [kalurahan(2000 + number, f"Karangtengah Wetan {number}") for number in range(300)]
    told = [
        (complete(village), report(village, website=3, instagram=12), missing(village))[number % 3]
        for number, village in enumerate(villages)
    ]
    notes = [
        about(villages[1], ("missing-links", "missing-count")[number % 2], "tiktok", f"TikTok {number}", count=number + 1)
        for number in range(40)
    ]
    return assessment([seat, *villages], told, notes, rule_texts=RULE_TEXTS)


def hostile() -> Assessment:
    """Names, accounts, heads and notes as somebody might type who wishes us ill."""
    seat = kapanewon(name=HOSTILE[0], head_name=HOSTILE[2], head_title=HOSTILE[1])
    units = [
        kalurahan(2000 + number, text, head_name=text, operator_name=text, accounts={"website": text, "x": f"{text}|{text}"})
        for number, text in enumerate(HOSTILE)
    ]
    offices = [opd(f"OPD-{number}", text, head_title=text) for number, text in enumerate(HOSTILE)]
    told = [report(unit, website=1) for unit in units[::2]] + [complete(unit, SEPTEMBER) for unit in units]
    notes = [about(unit, "missing-links", "x", unit.name, count=3) for unit in units]
    notes += [unclear(text, *units) for text in HOSTILE[:3]]
    return assessment([*offices, seat, *units], told, notes, rule_texts=RULE_TEXTS)


def names_unclear() -> Assessment:
    """Nothing came but responses whose unit names are not clear: typed amiss or with ill will, and of some units two."""
    units = regency()
    shared = [replace(unit, operator_emails=("bersama@example.go.id",)) for unit in units[-2:]]
    units = [*units[:-2], *shared]
    responses = [unclear("Wonosari", *units), unclear(HOSTILE[1], *units[::2]), unclear("x" * 60, *units[::3], came=None)]
    return assessment(units, map(missing, units), responses, rule_texts=RULE_TEXTS)


SITUATIONS: dict[str, Callable[[], Assessment]] = {
    make.__name__: make
    for make in (office, one_unit, all_well, all_late, nothing_came, no_villages, nobody, three_hundred, hostile, names_unclear)
}


def drafts(told: Assessment, language: Language) -> Iterator[Draft]:
    """Every letter of all seven kinds that the situation gives rise to."""
    for kind in MONTHLY_REPORTS:
        yield from kind.draft(told, language, CONTEXT)
    yield from reminder.draft(replace(told, now=BEFORE_DUE), language, CONTEXT)
    yield from overdue.draft(told, language, CONTEXT)
    yield from receipt.draft(told, language, CONTEXT, responses=responses_of(told))
    yield from job_report.draft(language, CONTEXT, month=OCTOBER, at=AFTER_DUE, facts=["Surel ke 2 alamat kembali.", HOSTILE[0]])


def responses_of(told: Assessment) -> pd.DataFrame:
    """As if the operators of some units had just filled in the form, the last of them illegibly."""
    units = list(told.units.values())[:20]
    rows = [
        (number, pd.Timestamp(2026, 11, 3, 9, 15), unit.operator_emails[0], unit.name, "Oktober 2026", unit.code, OCTOBER.ordinal)
        for number, unit in enumerate(units, 2)
    ]
    rows += [(99, pd.NaT, unit.operator_emails[0], unit.name, "<b>Oktember", "", -1) for unit in units[-1:]]
    return pd.DataFrame(rows, columns=list(RESPONSES))


@cache
def letters(situation: str) -> tuple[Message, ...]:
    """The situation's letters, in Indonesian."""
    renderer = Renderer(indonesian())
    return tuple(renderer.message(draft) for draft in drafts(SITUATIONS[situation](), indonesian()))
