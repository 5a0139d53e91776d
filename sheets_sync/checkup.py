"""What `doctor` says of settings, workbook content and the register; pure, values in and checks out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check, ToMend
from sheets_sync.domain.finding import INFO, OPERATOR_EMAIL, UNUSABLE_ADDRESS, Finding
from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.unit import Unit
from sheets_sync.errors import SheetsSyncError
from sheets_sync.intake.links import account_of
from sheets_sync.intake.unit_names import UnitMatcher

PROGRAM, SETTINGS, FOLDER, WORKBOOK = N_("Program"), N_("Settings"), N_("Office's folder"), N_("Workbook")
REGISTER, MAIL, NEXT_RUN = N_("Register"), N_("Mail"), N_("The next run")

NO_OPERATOR_EMAIL = N_("Operator's address missing"), N_("Email Operator holds no address: reminders and receipts cannot reach anybody.")
NO_ACCOUNTS = N_("Account missing"), N_("No platform's column holds an account, so that the unit has nothing in particular to report.")
AMBIGUOUS_ALIAS = N_("Other name not clear"), N_("Nama Lain “{alias}” is understood as: {others}.")
NO_HANDLE = N_("Account not readable"), N_("{platform}: “{text}” is neither a handle nor a link to an account.")
SHARED_ACCOUNT = N_("Account of two units"), N_("{platform}: “{text}” is also registered for {others}.")


def failed(subject: str, error: SheetsSyncError) -> Check:
    """An error as the check it would stop."""
    return Check(subject, FAILURE, error.message, error.remedy, error.values, exit_code=error.exit_code)


def attempt(subject: str, look: Callable[[], object], message: str, **values: object) -> Check:
    """A check that passes if `look` raises nothing."""
    try:
        look()
    except SheetsSyncError as error:
        return failed(subject, error)
    return Check(subject, OK, message, values=values)


def example_rows(tab: str, rows: Sequence[int]) -> Iterator[Check]:
    """The example that `init` wrote, where it still stands in the register."""
    if rows:
        values = {"tab": tab, "rows": ", ".join(map(str, rows))}
        yield Check(
            WORKBOOK,
            WARNING,
            N_("In the tab {tab}, row {rows} is an example and counts for no unit."),
            N_("Delete it when you need it no more."),
            values,
        )


def register_quality(assessment: Assessment) -> Iterator[Check]:
    """The register as a list to work off: what the rules find in it, and what only `doctor` looks for."""
    yield Check(REGISTER, OK, N_("{units} units are registered."), values={"units": len(assessment.units)})
    about = assessment.findings[(assessment.findings["month"] == -1) & (assessment.findings["row"] == 0)]
    findings = assessment.described(about)
    amiss = [finding for finding in findings if not finding.unit and finding.severity != INFO]
    yield from (Check(REGISTER, WARNING, each.message, each.remedy, each.values) for each in amiss)
    active = [unit for unit in assessment.units.values() if _is_active(unit, assessment.now.date())]
    yield from _unowned_platforms(active, assessment.platforms)
    for title, listed in (
        *_by_title(findings, assessment).items(),
        (NO_ACCOUNTS[0], [_mend(unit, NO_ACCOUNTS[1]) for unit in active if not unit.accounts]),
        (NO_OPERATOR_EMAIL[0], _without_operator_email(active, findings)),
        (AMBIGUOUS_ALIAS[0], list(_ambiguous_aliases(assessment))),
        (NO_HANDLE[0], list(_no_handles(active))),
        (SHARED_ACCOUNT[0], list(_shared_accounts(active))),
    ):
        if listed:
            values = {"title": Word(title), "number": len(listed)}
            yield Check(REGISTER, WARNING, N_("{title}: {number}"), "", values, to_mend=listed)


def unnamed_recipients(leadership: Sequence[str], admin: Sequence[str]) -> Iterator[Check]:
    """Mail that has nobody to go to, for the settings name nobody."""
    if not leadership:
        yield Check(
            MAIL,
            WARNING,
            N_("Nobody is named who gets the summary for the leadership."),
            N_("Name them at [mail] leadership, if they shall have it."),
        )
    if not admin:
        yield Check(MAIL, WARNING, N_("Nobody is named who is told when something fails."), N_("Name them at [mail] admin."))


def _unowned_platforms(units: Sequence[Unit], platforms: Iterable[str]) -> Iterator[Check]:
    """Platforms that no unit has: so it may be, or their column is not found by its header, and nothing is asked of anybody."""
    owned = {platform for unit in units for platform in unit.accounts}
    unowned = [BY_CODE[platform].label for platform in platforms if platform not in owned]
    if unowned:
        yield Check(
            REGISTER,
            WARNING,
            N_("No unit has an account on {platforms}, so that none has to report on it."),
            N_("If that is not so, head the column like the platform, or name its header under [columns.register]."),
            {"platforms": unowned},
        )


def _is_active(unit: Unit, today: date) -> bool:
    return unit.active_until is None or unit.active_until >= today


def _mend(unit: Unit, message: str, **values: object) -> ToMend:
    return ToMend(unit.row, unit.code, unit.name, message, values)


def _by_title(findings: Iterable[Finding], assessment: Assessment) -> dict[str, list[ToMend]]:
    listed: dict[str, list[ToMend]] = {}
    for finding in findings:
        if finding.unit:
            listed.setdefault(finding.title, []).append(_mend(assessment.units[finding.unit], finding.message, **finding.values))
    return listed


def _without_operator_email(units: Sequence[Unit], findings: Iterable[Finding]) -> list[ToMend]:
    """Those that name none; one that cannot be used is told by its rule."""
    amiss = {finding.unit for finding in findings if finding.rule == UNUSABLE_ADDRESS and finding.values["column"] == OPERATOR_EMAIL}
    return [_mend(unit, NO_OPERATOR_EMAIL[1]) for unit in units if not unit.operator_emails and unit.code not in amiss]


def _ambiguous_aliases(assessment: Assessment) -> Iterator[ToMend]:
    """Names that people would type and that are not understood as the unit whose register row holds them."""
    matcher = UnitMatcher(assessment.units.values())
    for unit in assessment.units.values():
        for alias in unit.aliases:
            match = matcher.match(alias)
            if match.code != unit.code:
                understood = [match.code] if match.code else match.candidates
                others = [_label(assessment.units[code]) for code in understood if code != unit.code]
                yield _mend(unit, AMBIGUOUS_ALIAS[1], alias=alias, others="; ".join(others) or "–")


def _label(unit: Unit) -> str:
    return f"{unit.name} ({unit.code})"


def _no_handles(units: Sequence[Unit]) -> Iterator[ToMend]:
    for unit in units:
        for platform, text in unit.accounts.items():
            if not account_of(text, platform):
                yield _mend(unit, NO_HANDLE[1], platform=BY_CODE[platform].label, text=text)


def _shared_accounts(units: Sequence[Unit]) -> Iterator[ToMend]:
    owners: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        for platform, text in unit.accounts.items():
            for account in account_of(text, platform):
                owners.setdefault((platform, account), []).append(unit)
    for (platform, account), shared in owners.items():
        for unit in shared if len(shared) > 1 else ():
            others = "; ".join(_label(other) for other in shared if other is not unit)
            yield _mend(unit, SHARED_ACCOUNT[1], platform=BY_CODE[platform].label, text=account, others=others)
