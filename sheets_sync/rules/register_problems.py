"""Can every cell of the register be understood?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sheets_sync.domain.finding import UNUSABLE_ADDRESS, WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found


def _finder(code: str) -> Callable[[Facts], Found]:
    def find(facts: Facts) -> Found:
        problems = [problem for problem in facts.register_problems if problem.rule == code]
        values = [{**problem.values, "register_row": str(problem.row)} for problem in problems]
        return replace(found(len(problems), unit=[problem.unit for problem in problems]), values=values)

    return find


UNKNOWN_PARENT = Rule(
    code="unknown-parent",
    severity=WARNING,
    title=N_("Parent not in the register"),
    message=N_("In the register, row {register_row}, the parent “{parent}” (Induk) is no unit's code."),
    remedy=N_("Write the parent's Kode there."),
    meaning=N_("Induk names a code that no row of the register bears."),
    example=N_("Induk: “34.03.99”."),
    fairness=N_("The unit is judged as any other; only the totals of its kapanewon lack it."),
    find=_finder("unknown-parent"),
    for_office=True,
)
UNKNOWN_KIND = Rule(
    code="unknown-kind",
    severity=WARNING,
    title=N_("Kind not known"),
    message=N_("In the register, row {register_row}, the kind “{kind}” (Jenis) is none of {kinds}."),
    remedy=N_("Write one of those words there."),
    meaning=N_("Jenis holds another word than OPD, KAPANEWON or KALURAHAN."),
    example=N_("Jenis: “BUMD”."),
    fairness=N_("The unit is judged as any other and listed under the word that stands there."),
    find=_finder("unknown-kind"),
    for_office=True,
)
UNREADABLE_DATE = Rule(
    code="unreadable-date",
    severity=WARNING,
    title=N_("Date not readable"),
    message=N_("In the register, row {register_row}, column {column}, “{text}” cannot be read as a date."),
    remedy=N_("Write it as day, month and year, for example 31/12/2026."),
    meaning=N_("A date column of the register holds something else."),
    example=N_("SK Berlaku Sampai: “akhir tahun”."),
    fairness=N_("The cell is treated as blank, which is never to the unit's disadvantage."),
    find=_finder("unreadable-date"),
    for_office=True,
)
UNREADABLE_TARGET = Rule(
    code="unreadable-target",
    severity=WARNING,
    title=N_("Target not readable"),
    message=N_("In the register, row {register_row}, the target “{text}” (Target Unggahan) cannot be read."),
    remedy=N_("Write a number, or numbers by platform: instagram 8; website 4."),
    meaning=N_("Target Unggahan holds neither a number nor numbers by platform."),
    example=N_("Target Unggahan: “secukupnya”."),
    fairness=N_("The unit is then held to no target."),
    find=_finder("unreadable-target"),
    for_office=True,
)
UNUSABLE = Rule(
    code=UNUSABLE_ADDRESS,
    severity=WARNING,
    title=N_("E-mail address not usable"),
    message=N_("In the register, row {register_row}, column {column}, “{text}” is there, but mail cannot be sent to it as it is written."),
    remedy=N_("Correct the address there; put a semicolon between several."),
    meaning=N_("Email Kepala or Email Operator holds something with an @ that is no e-mail address."),
    example=N_("Email Operator: “o…@example,go.id”, with a comma for the dot. Addresses are shown shortened."),
    fairness=N_("It says nothing about the unit's reports: only that somebody would not receive ours."),
    find=_finder(UNUSABLE_ADDRESS),
    for_office=True,
)
RULES = (UNKNOWN_PARENT, UNKNOWN_KIND, UNREADABLE_DATE, UNREADABLE_TARGET, UNUSABLE)
