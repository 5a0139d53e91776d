"""What `doctor` can tell about a Google Spreadsheet. It only reads: two calls, the same as a sync's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sheets_sync.adapters.workbooks._google_cells import folded
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Snapshot
from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.domain.check import FAILURE, OK, WARNING, Check
from sheets_sync.errors import SheetsSyncError, WorkbookContentError
from sheets_sync.intake.headers import LINK_THE_FORM, RENAME_THE_TAB
from sheets_sync.language import N_
from sheets_sync.ports import Contents

INDONESIAN = ("in_ID", "id_ID")
SKEW_S = 30
"""Seconds by which the clock may be wrong before it is worth a word; Google refuses to log in at about five minutes."""
CELL_LIMIT = 10_000_000


def check_google(
    open_workbook: Callable[[], GoogleWorkbook], *, inputs: Sequence[Sequence[str]], timezone: str,
    judge: Callable[[Contents], object] | None = None, locales: Sequence[str] = INDONESIAN,
) -> list[Check]:  # fmt: skip
    """Everything about the spreadsheet and the way to it, in the order in which it must work; ends at the first obstacle.

    `inputs`: the titles that register and responses may have; `timezone`: the office's; `judge` raises SheetsSyncError for
    content that cannot be used (missing columns and the like).
    """
    checks: list[Check] = []
    try:
        for check in _checks(open_workbook, inputs, timezone, judge, locales):
            checks.append(check)  # noqa: PERF402 -- what was found before an error is kept
    except SheetsSyncError as error:
        checks.append(
            Check(_NEXT[checks[-1].subject if checks else ""], FAILURE, error.message, error.remedy, error.values, error.exit_code)
        )
    return checks


LINK, CREDENTIALS, SHARING, CLOCK = N_("Link"), N_("Credentials"), N_("Sharing"), N_("Clock")
TABS, HEADERS, LOCALE, ZONE = N_("Tabs"), N_("Headers"), N_("Locale"), N_("Time zone")
QUOTA, PROTECTION, SIZE = N_("Quota"), N_("Protection"), N_("Size")

_NEXT = {"": LINK, LINK: CREDENTIALS, CREDENTIALS: SHARING, TABS: HEADERS}
"""Subject of the check that fails with an error, by the one before it."""


def _checks(
    open_workbook: Callable[[], GoogleWorkbook], inputs: Sequence[Sequence[str]], timezone: str,
    judge: Callable[[Contents], object] | None, locales: Sequence[str],
) -> Iterator[Check]:  # fmt: skip
    workbook = open_workbook()
    yield Check(LINK, OK, N_("The link leads to the spreadsheet {id}."), values={"id": workbook.id})
    client = workbook.client()
    yield Check(CREDENTIALS, OK, N_("Credentials of {account}."), values={"account": client.account or "–"})
    snapshot = workbook.look()
    yield _sharing(snapshot, client.account)
    yield _clock(client.patience.clock_skew_s)
    yield _locale(snapshot, locales)
    yield _zone(snapshot, timezone)
    yield from _protection(snapshot)
    yield _size(snapshot)
    yield _quota(client.patience.throttled)
    yield from _copies(snapshot)
    yield from _unfinished(snapshot)
    yield from _tabs(snapshot, inputs)
    if judge and _all_there(snapshot, inputs):
        judge(workbook.contents(snapshot))
        yield Check(HEADERS, OK, N_("Register and responses can be read."))


def _sharing(snapshot: Snapshot, account: str) -> Check:
    title = {"title": snapshot.title, "account": account or "–"}
    ours = [area for sheet in snapshot.own().values() for area in sheet.protections if area.get("warningOnly")]
    if not all(map(_may_edit, ours)):
        return Check(
            SHARING, FAILURE, N_("“{title}” may be read but not changed by {account}."),
            N_("Open it, choose Share, and make this address an Editor."), title,
        )  # fmt: skip
    if ours:
        return Check(SHARING, OK, N_("“{title}” may be read and changed by {account}."), values=title)
    return Check(SHARING, OK, N_("“{title}” may be read by {account}; the first sync shows whether it may be changed too."), values=title)


def _clock(skew_s: float | None) -> Check:
    seconds = round(abs(skew_s or 0))
    if seconds <= SKEW_S:
        return Check(CLOCK, OK, N_("This computer's clock agrees with Google's."))
    state = FAILURE if seconds >= 300 else WARNING
    return Check(
        CLOCK, state, N_("This computer's clock is {seconds} seconds off."),
        N_("Let it be set automatically: from about five minutes on Google refuses to log in."), {"seconds": seconds},
    )  # fmt: skip


def _locale(snapshot: Snapshot, locales: Sequence[str]) -> Check:
    values = {"locale": snapshot.locale, "wanted": locales[0]}
    if snapshot.locale in locales:
        return Check(LOCALE, OK, N_("The spreadsheet's locale is {locale}."), values=values)
    return Check(
        LOCALE, WARNING, N_("The spreadsheet's locale is {locale}: 3/11 may be taken for 11 March."),
        N_("File, Settings, General: choose Indonesia as locale."), values,
    )  # fmt: skip


def _zone(snapshot: Snapshot, timezone: str) -> Check:
    values = {"zone": snapshot.time_zone, "wanted": timezone}
    if snapshot.time_zone == timezone:
        return Check(ZONE, OK, N_("The spreadsheet's time zone is {zone}."), values=values)
    return Check(
        ZONE, WARNING,
        N_("The spreadsheet's time zone is {zone}, the office's {wanted}: people see other times there than in the reports."),
        N_("File, Settings, General: choose the office's time zone."), values,
    )  # fmt: skip


def _protection(snapshot: Snapshot) -> Iterator[Check]:
    shut = [sheet.title for sheet in snapshot.own().values() if any(_is_shut(area) for area in sheet.protections)]
    if not shut:
        yield Check(PROTECTION, OK, N_("Nothing is protected against the job."))
    for title in shut:
        yield Check(
            PROTECTION, FAILURE, N_("The tab {tab} is protected against the job."),
            N_("Data, Protect sheets and ranges: add the job's address to the editors of the protection, or remove it."),
            {"tab": title},
        )  # fmt: skip


def _is_shut(area: Mapping[str, Any]) -> bool:
    return not area.get("warningOnly") and not _may_edit(area)


def _may_edit(area: Mapping[str, Any]) -> bool:
    """Google leaves out of an answer what is false."""
    return bool(area.get("requestingUserCanEdit"))


def _size(snapshot: Snapshot) -> Check:
    cells = sum(sheet.row_count * sheet.column_count for sheet in snapshot.sheets)
    percent = cells * 100 // CELL_LIMIT
    values = {"percent": percent}
    if percent < 80:
        return Check(SIZE, OK, N_("{percent} % of the cells Google allows are in use."), values=values)
    return Check(
        SIZE, WARNING, N_("{percent} % of the cells Google allows are in use."),
        N_("Delete empty rows and columns or old tabs, or start a new spreadsheet for the new year."), values,
    )  # fmt: skip


def _quota(throttled: int) -> Check:
    if not throttled:
        return Check(QUOTA, OK, N_("A sync takes 3 of the 60 calls a minute Google grants; none was refused just now."))
    return Check(
        QUOTA, WARNING, N_("Google has just refused {number} calls because too many were made."),
        N_("Let other scripts that use these credentials run at other times."), {"number": throttled},
    )  # fmt: skip


def _copies(snapshot: Snapshot) -> Iterator[Check]:
    marks = Counter(sheet.key for sheet in snapshot.sheets if sheet.key)
    own = {sheet.id for sheet in snapshot.own().values()}
    for sheet in snapshot.sheets:
        if sheet.key and marks[sheet.key] > 1 and sheet.id not in own:
            yield Check(
                TABS, WARNING, N_("The tab {tab} is a copy of one of the job's; it is left alone."),
                N_("Delete it if nobody needs it."), {"tab": sheet.title},
            )  # fmt: skip


def _unfinished(snapshot: Snapshot) -> Iterator[Check]:
    left = len(snapshot.unfinished())
    if left:
        yield Check(
            TABS, WARNING, N_("A write that was interrupted left {number} hidden tabs."),
            N_("Run the sync again: it takes them away and writes everything."), {"number": left},
        )  # fmt: skip


def _tabs(snapshot: Snapshot, inputs: Sequence[Sequence[str]]) -> Iterator[Check]:
    for titles, remedy in zip(inputs, (RENAME_THE_TAB, LINK_THE_FORM), strict=False):
        found = _found(snapshot, titles)
        if found is None:
            there = ", ".join(sheet.title for sheet in snapshot.sheets if not sheet.hidden)
            yield Check(
                TABS, FAILURE, N_("The spreadsheet has no tab {tab}; its tabs are: {tabs}."),
                remedy, {"tab": titles[0], "tabs": there}, WorkbookContentError.exit_code,
            )  # fmt: skip
        else:
            rows = max(len(found.rows) - 1, 0)
            yield Check(TABS, OK, N_("The tab {tab} has {rows} rows."), values={"tab": found.title, "rows": rows})


def _all_there(snapshot: Snapshot, inputs: Sequence[Sequence[str]]) -> bool:
    return all(_found(snapshot, titles) for titles in inputs)


def _found(snapshot: Snapshot, titles: Sequence[str]) -> LiveSheet | None:
    wanted = {folded(title) for title in titles}
    return next((sheet for sheet in snapshot.sheets if not sheet.key and folded(sheet.title) in wanted), None)
