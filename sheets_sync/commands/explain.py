"""`sheets-sync explain`: how an answer is read, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import UsageError

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

Steps = Iterable[tuple[str, Mapping[str, object]]]


def run(speak: Speaker, what: str, text: str, *, submitted_at: datetime | None, request: wiring.Request) -> None:
    explainers: Mapping[str, Callable[[], Steps]] = {
        "unit": lambda: _unit(text, request),
        "link": lambda: _links(text),
        "month": lambda: _month(text, submitted_at or wiring.system_clock("Asia/Jakarta").now()),
        "count": lambda: _count(text),
    }
    if what not in explainers:
        raise UsageError(N_("{what} cannot be explained."), remedy=N_("Choose unit, link, month or count."), what=what)
    language = wiring.language_of(request)
    for message, values in explainers[what]():
        speak.out(f"· {language.fill(message, values)}")


def _unit(text: str, request: wiring.Request) -> Steps:
    from sheets_sync.intake.unit_names import UnitMatcher
    from sheets_sync.pipeline import registered_units

    with wiring.job(request, writes=False) as job:
        units = registered_units(job)
    match = UnitMatcher(units.values()).match(text)
    yield from ((step.message, step.values) for step in match.explanation)
    if match.code:
        yield N_("Read as {unit}."), {"unit": _name(match.code, units)}
    elif match.candidates:
        yield N_("Ambiguous; it may mean: {units}."), {"units": tuple(_name(code, units) for code in match.candidates)}
    else:
        yield N_("Not recognised as a unit of the register."), {}


def _name(code: str, units: Mapping[str, Unit]) -> str:
    return f"{units[code].name} ({units[code].kind.capitalize()}, {code})"


def _links(text: str) -> Steps:
    from sheets_sync.intake.links import extract_links

    links = extract_links(text)
    if not links:
        yield N_("The text holds no link."), {}
    for link in links:
        yield N_("{url}: {platform}, {kind}."), {"url": link.url, "platform": link.platform, "kind": link.kind}
        if link.canonical_id:
            yield N_("However it is written, it is the post {identity}."), {"identity": link.canonical_id}
        if link.account:
            yield N_("The link itself names the account {account}."), {"account": link.account}
        yield (N_("It counts as one post."), {}) if link.counts else (N_("It does not count as a post."), {})


def _month(text: str, submitted_at: datetime) -> Steps:
    from sheets_sync.intake.months import explain_month, parse_month

    yield N_("Sent on {day}."), {"day": submitted_at.date()}
    yield from explain_month(_typed(text), submitted_at)
    month: ReportingMonth | None = parse_month(_typed(text), submitted_at)
    yield (N_("Read as {month}."), {"month": month}) if month else (N_("Not read as a month."), {})


def _count(text: str) -> Steps:
    from sheets_sync.intake.counts import explain_count

    return explain_count(text)


def _typed(text: str) -> object:
    """A bare number may be a spreadsheet's serial date: the cell would hold a number, not text."""
    return float(text) if text.replace(".", "", 1).isdigit() and len(text) >= 5 else text
