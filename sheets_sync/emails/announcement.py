"""The month's recap as a text to paste into a WhatsApp group: who is complete, who is still awaited, until when, with thanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.status import COMPLETE, INCOMPLETE, MISSING
from sheets_sync.domain.unit import KALURAHAN, Unit, kinds_of
from sheets_sync.emails._people import unit_name
from sheets_sync.emails._unclear import name_with_mark, unclear_responses
from sheets_sync.emails._verdicts import Rate, Verdict, verdicts_in
from sheets_sync.emails._words import KIND_TITLES, moment_in_zone
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

BY_KIND, BY_KAPANEWON = GROUPINGS = ("kind", "kapanewon")

_MARKS = re.compile(r"[*_~`]+")
"""What WhatsApp takes for bold, italics and the like."""

Told = Sequence[tuple[Unit, Verdict]]


def announcement(assessment: Assessment, language: Language, context: Context, *, by: str = BY_KIND) -> str:
    """The recap of the month under the light, its units `by` kind, or by kapanewon (offices first); plain text with *bold* headings."""
    writer = _Writer(assessment, language, context)
    parts = [writer.opening(), *writer.groups(by), writer.closing()]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Writer:
    def __init__(self, assessment: Assessment, language: Language, context: Context) -> None:
        self.assessment = assessment
        self.language = language
        self.context = context
        self.month = assessment.month
        verdicts = verdicts_in(assessment, self.month)
        self.unclear = unclear_responses(assessment, verdicts)
        self.expected = [(assessment.units[code], verdict) for code, verdict in verdicts.items() if verdict.expected]

    def _fill(self, message: str, **values: object) -> str:
        return self.language.fill(message, {"month": self.month, **values})

    def opening(self) -> str:
        now = moment_in_zone(self.assessment.now, self.context.zone, self.language)
        due = moment_in_zone(self.assessment.deadlines[self.month].due, self.context.zone, self.language)
        rate = _rate(self.expected)
        numbers = N_("📊 *{complete} of {expected} units complete ({percent})*, {on_time} of them on time.")
        return "\n".join(
            [
                self._fill(N_("*PUBLICATION REPORTS, {name}*"), name=self.language.month(self.month).upper()),
                _plain(self.context.office),
                "",
                self._fill(N_("With respect, we pass on where the publication reports for {month} stand on {moment}."), moment=now),
                self._fill(N_("Due: {moment}"), moment=due),
                "",
                self._fill(numbers, **rate.values, percent=self.language.percent(rate.complete, rate.expected)),
            ]
        )

    def groups(self, by: str) -> Iterator[str]:
        for kind in kinds_of(unit for unit, _ in self.expected):
            told = [each for each in self.expected if each[0].kind == kind]
            if told and not (kind == KALURAHAN and by == BY_KAPANEWON):
                yield self._group(self.language.gettext(KIND_TITLES.get(kind, kind)), told, full=kind == KALURAHAN)
        if by == BY_KAPANEWON:
            yield from self._areas()

    def _areas(self) -> Iterator[str]:
        """The kalurahan of each kapanewon, in register order; those without one at the end."""
        villages: dict[str, list[tuple[Unit, Verdict]]] = {}
        for unit, verdict in self.expected:
            if unit.kind == KALURAHAN:
                villages.setdefault(unit.parent, []).append((unit, verdict))
        units = self.assessment.units
        for code in sorted(villages, key=lambda code: list(units).index(code) if code in units else len(units)):
            title = unit_name(units[code]) if code in units else self.language.gettext(KIND_TITLES[KALURAHAN])
            yield self._group(title, villages[code])

    def _group(self, title: str, told: Told, *, full: bool = False) -> str:
        """One heading with its n/N, then the names by where they stand; a line is left out where it has none.

        `full`: kalurahan are named with their kapanewon, for several have one name.
        """
        rate = _rate(told)
        lines = [f"*{_plain(title)}: {self.language.number(rate.complete)}/{self.language.number(rate.expected)}*"]
        complete = [unit for unit, verdict in told if verdict.complete]
        if len(complete) == len(told):
            lines.append("✅ " + self.language.gettext(N_("All complete. Thank you!")))
        elif complete:
            lines.append(self._named(N_("✅ Complete ({number}): {names}"), complete, full))
        for status, message in (
            (INCOMPLETE, N_("✏️ Still to be completed ({number}): {names}")),
            (MISSING, N_("⏳ Awaited ({number}): {names}")),
        ):
            units = [unit for unit, verdict in told if verdict.status == status]
            if units:
                lines.append(self._named(message, units, full))
        return "\n".join(lines)

    def _named(self, message: str, units: Sequence[Unit], full: bool) -> str:
        names = [self._name(unit, full) for unit in units]
        between = "; " if any("," in name for name in names) else ", "
        return self._fill(message, number=len(units), names=between.join(names))

    def _name(self, unit: Unit, full: bool) -> str:
        parent = self.assessment.units.get(unit.parent)
        name = f"{unit.name} ({parent.name})" if full and parent else unit.name
        return name_with_mark(_plain(name), unit.code, self.unclear, self.language)

    def closing(self) -> str:
        awaited = any(verdict.open for _, verdict in self.expected)
        return "\n".join(
            [*(self._request() if awaited else ()), self.language.gettext(N_("Thank you for your attention and cooperation. 🙏"))]
        )

    def _request(self) -> Iterator[str]:
        lock = self.assessment.deadlines[self.month].lock
        if lock is None:
            yield self._fill(N_("We kindly ask those still awaited to fill in or complete the form."))
        elif self.assessment.now <= lock:
            until = moment_in_zone(lock, self.context.zone, self.language)
            yield self._fill(N_("We kindly ask those still awaited to fill in or complete the form by {moment}."), moment=until)
        else:
            yield self._fill(N_("{month} is closed; we look forward to the next month's report in time."))
            return
        if link := self.context.form_link():
            yield self._fill(N_("Form: {link}"), link=link)
        yield self.language.gettext(
            N_("Has your report been sent already, or is anything not right? Please tell us so that we can trace it.")
        )


def _rate(told: Told) -> Rate:
    complete = [verdict for _, verdict in told if verdict.complete]
    return Rate(len(complete), sum(verdict.status == COMPLETE for verdict in complete), len(told))


def _plain(text: str) -> str:
    """Text that WhatsApp shows as it is written."""
    line = " ".join(_MARKS.sub(" ", text).split())
    return line.removeprefix("> ")
