"""Whole months of an office whose every person is known: does each unit get the status it deserves?

The sample's generator knows who meant what. From that, and from nothing our parsers say, a clerk who watched people type notes what
each response says, and then counts on fingers: response after response, in plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.demo.chance import pick
from sheets_sync.demo.office import DEADLINES, MESSINESS, MONTHS, sample_register
from sheets_sync.demo.people import Person, people_for
from sheets_sync.demo.posts import Post
from sheets_sync.demo.register import SampleUnit
from sheets_sync.demo.responses import FLAWS, Answer, FormRow, Round, _one_more, _Reporting
from sheets_sync.demo.typing_habits import habits_today, typed_month
from sheets_sync.demo.workbook import REGISTER_HEADER, RESPONSES_HEADER, register_cells, response_cells
from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.tab import Cell, Sheet
from sheets_sync.domain.tables import VERDICTS, empty
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, Unit
from sheets_sync.intake.register import Register, read_register
from sheets_sync.intake.responses import read_responses
from sheets_sync.judgement import Recorded, Rulebook, assess

TODAY = date(2026, 11, 24)
NOW = datetime.combine(TODAY, time(12))
PRESENT = ReportingMonth.of(TODAY)
CODES = tuple(platform.code for platform in PLATFORMS)

ZERO, SOME, UNREADABLE = "zero", "some", "unreadable"
GOOD, USELESS = "good", "useless"
Said = tuple[str | None, str | None]
"""What the count and the links of an answer say; None where they are blank."""

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Meant:
    """A response and what it means: `month` None where that month could not be reported on yet; `telling`: whose it is can be told."""

    row: FormRow
    unit: str
    month: ReportingMonth | None
    telling: bool
    said: Mapping[str, Said]


class Watched(_Reporting):
    """A person at the form for one month, and a clerk looking over the shoulder."""

    def __init__(self, person: Person, this: Round, bearers: Counter[tuple[str, str]]) -> None:
        super().__init__(person, this)
        self.unit = person.sample.unit
        self.bearers = bearers
        self.form = ""
        self.good: dict[str, Said] = {}
        self.flawed: dict[str, tuple[Answer, Said]] = {}
        self.mistake: Cell = None

    def meant(self) -> Iterator[Meant]:
        for row in self.rows():
            said = {code: self._said(code, row.answers[code]) for code in self.person.sample.accounts if code in row.answers}
            yield Meant(row, self.unit.code, self._month(row), self._telling(row), said)

    def _foreseen(self, choose: Callable[[], Choice]) -> Choice:
        """What the die is about to choose."""
        before = self.die.getstate()
        chosen = choose()
        self.die.setstate(before)
        return chosen

    def _row(self, moment: datetime, answers: Mapping[str, Answer], notes: str) -> FormRow:
        self.form = self._foreseen(lambda: habits_today(self.person.habits, self.die).name)
        return super()._row(moment, answers, notes)

    def _mistaken_month(self) -> Cell:
        self.mistake = super()._mistaken_month()
        return self.mistake

    def _reported(self, platform: str) -> tuple[int, list[Post]]:
        count, posts = super()._reported(platform)
        dash = USELESS if self.person.habits.zero == "-" else None
        self.good[platform] = (SOME if count else ZERO, GOOD if posts else dash)
        return count, posts

    def _flawed(self, platform: str, answer: Answer) -> Answer:
        flaw = self._foreseen(lambda: pick(self.die, FLAWS))
        flawed = super()._flawed(platform, answer)
        self.flawed[platform] = flawed, self._spoken(flaw, self.good[platform], flawed)
        return flawed

    @staticmethod
    def _spoken(flaw: str, good: Said, flawed: Answer) -> Said:
        """What an answer with the flaw says that without it would say `good`."""
        count, links = good
        if flaw == "left blank":
            return None, None
        if flaw == "no count":
            return None, links
        if flaw == "words for count":
            return UNREADABLE, links
        if flaw == "columns swapped":
            return {GOOD: (UNREADABLE, USELESS), USELESS: (ZERO, USELESS), None: (None, None)}[links]
        return count if links else SOME, USELESS if flawed.links else None

    def _said(self, platform: str, answer: Answer) -> Said:
        flawed, spoken = self.flawed.get(platform, (None, (None, None)))
        return spoken if flawed and answer in (flawed, _one_more(flawed)) else self.good[platform]

    def _month(self, row: FormRow) -> ReportingMonth | None:
        """The month that is meant, read as a clerk would on the day the response came."""
        month, sent = self.this.month, ReportingMonth.of(row.submitted_at.date())
        if self.mistake is not None and row.month == self.mistake and row.notes != "maaf salah pilih bulan":
            form = self.person.habits.month
            month = next(month + ahead for ahead in (1, 2, 12) if typed_month(form, month + ahead) == self.mistake)
        while month > sent and not any(letter.isdigit() for letter in str(row.month)):
            month -= 12  # without a year it is the latest such month
        return month if month <= sent else None

    def _telling(self, row: FormRow) -> bool:
        """Whether the name, or else the sender's address, says which unit it is."""
        if self.unit.kind != KALURAHAN or "{area}" in self.form or "{code}" in self.form:
            return True
        alone = self.bearers[self.unit.name, KALURAHAN] == 1 and not (self.form == "{name}" and self.bearers[self.unit.name, KAPANEWON])
        return alone or row.email in {*self.unit.operator_emails, self.unit.head_email}


def everything_meant(register: Sequence[SampleUnit], seed: int) -> list[Meant]:
    """All that is sent in before today, in order of arrival."""
    bearers = Counter((sample.unit.name, sample.unit.kind) for sample in register)
    told: list[Meant] = []
    for person in people_for(register, seed=seed, messiness=MESSINESS):
        for months_ago in range(MONTHS, -1, -1):
            month = PRESENT - months_ago
            if person.sample.unit.active_throughout(month):
                told += Watched(person, Round(month, months_ago, DEADLINES.deadline(month), seed), bearers).meant()
    return sorted((each for each in told if each.row.submitted_at < NOW), key=lambda each: each.row.submitted_at)


def deserved(unit: Unit, month: ReportingMonth, responses: Sequence[Meant]) -> str:
    """The unit's status in the month, from its responses about it in order of arrival."""
    if not unit.active_throughout(month):
        return "EXEMPT"
    deadline = DEADLINES.deadline(month)
    in_time = [each for each in responses if each.row.submitted_at <= (deadline.lock or NOW)]
    counts: dict[str, str] = {}
    links: dict[str, str] = {}
    since = None
    for each in in_time:
        counts |= {code: count for code, (count, _) in each.said.items() if count}
        links |= {code: link for code, (_, link) in each.said.items() if link}
        met = [counts.get(code) == ZERO or (counts.get(code), links.get(code)) == (SOME, GOOD) for code in unit.accounts]
        since = (since or each.row.submitted_at) if all(met) else None
    if not in_time:
        return "MISSING"
    if since is None:
        return "INCOMPLETE"
    return "COMPLETE" if since <= deadline.due else "LATE"


def judged(register: Register, told: Sequence[Meant]) -> tuple[Responses, Assessment]:
    sheet = Sheet("Form Responses 1", [RESPONSES_HEADER, *(response_cells(each.row) for each in told)])
    responses = read_responses(sheet, units=register.units, platforms=CODES, zone=ZoneInfo("Asia/Jakarta"), now=NOW)
    recorded = Recorded(empty(("unit", "month", "complete_since", "received")), empty(VERDICTS), {})
    rulebook = Rulebook("Diskominfo", CODES, DEADLINES, "warn", (), 60)
    return responses, assess(register, responses, recorded, rulebook=rulebook, now=NOW, month=PRESENT - 1)


@pytest.mark.parametrize("seed", [3403, 17, 2026])
def test_every_unit_gets_the_status_it_deserves(seed: int) -> None:
    samples = sample_register(TODAY, seed)
    register = read_register(Sheet("Daftar Unit", [REGISTER_HEADER, *(register_cells(sample) for sample in samples)]))
    told = everything_meant(samples, seed)
    responses, assessment = judged(register, told)

    read_as = responses.frame["unit"].tolist()
    strangers = [(each.row.unit, unit) for each, unit in zip(told, read_as, strict=True) if unit not in ("", each.unit)]
    assert strangers == [], "responses credited to a unit that did not send them"
    asked = [(each.row.unit, each.row.email) for each, unit in zip(told, read_as, strict=True) if bool(unit) != each.telling]
    assert asked == [], "responses that a clerk would place and we do not, or the other way"

    by_report: dict[tuple[str, ReportingMonth], list[Meant]] = {}
    for each in told:
        if each.month and each.telling:
            by_report.setdefault((each.unit, each.month), []).append(each)
    months = [PRESENT - months_ago for months_ago in range(MONTHS, -1, -1)]
    expected = {
        (code, str(month)): deserved(unit, month, by_report.get((code, month), []))
        for code, unit in register.units.items()
        for month in months
    }
    found = {(code, str(month)): status for month in months for code, status in assessment.verdicts_of(month)["status"].items()}
    wrong = {key: (found[key], status) for key, status in expected.items() if found[key] != status}
    assert wrong == {}, "(found, deserved)"
    assert min(Counter(expected.values()).values()) >= 5, "all statuses occur"
    assert len(told) > 900
