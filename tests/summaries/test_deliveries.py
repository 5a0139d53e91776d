"""Pengiriman: who was told what, why not, and what a lost ledger learns from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.delivery import BOUNCED, DOUBTFUL, Entry, LedgerRow, State
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.language import Language
from sheets_sync.mailing.delivery_record import Recorder
from sheets_sync.mailing.mail_plan import Batch
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.deliveries import NOT_MAILED, WAITING, DeliveryLine, ledger_rows, read_lines, sheet_of
from sheets_sync.summaries.memory import Memory
from tests import builders as b

KEPEK, GARI = b.kalurahan(), b.kalurahan(2004, "Gari")
MOMENT = datetime(2026, 11, 8, 7, 0)
SENT = LedgerRow("2026-10", "unit_report", KEPEK.code, KEPEK.head_email, 1, "accepted", MOMENT, "250 ok", "abc", "<1@example.go.id>")


def entry(**fields: object) -> Entry:
    ordinary = {
        "id": 1, "rehearsal": "", "month": "2026-10", "kind": "unit_report", "subject_of": KEPEK.code, "address": KEPEK.head_email, "edition": 1,
        "state": State.RETRY, "attempts": 1, "planned_at": MOMENT, "expires_at": MOMENT, "not_before": MOMENT, "sent_at": None,
        "reply": "450 later", "content": "", "wrapping": "", "message_id": "", "subject": "", "bounce": "", "bounce_reason": "",
    }  # fmt: skip
    return Entry(**{**ordinary, **fields})  # type: ignore[arg-type]


def recorder(*told: b.Told, before: list[DeliveryLine] | None = None, way: str = "mail") -> Recorder:
    assessment = replace(b.assessment([KEPEK, GARI], told or [b.missing(KEPEK), b.missing(GARI)]), open_months=(b.OCTOBER,))
    return Recorder(assessment, Language("en"), way, before or [])


def states(lines: list[DeliveryLine]) -> list[tuple[str, str, str]]:
    return [(line.unit, line.state, line.reason) for line in lines]


def tab(rows: object, language: str = "id") -> list[list[object]]:
    tabs = make_tabs(b.assessment([KEPEK], [b.missing(KEPEK)]), Memory(deliveries=rows), Language(language))  # type: ignore[arg-type]
    return next(each.grid() for each in tabs if each.key == "deliveries")


def test_no_tab_while_nothing_was_ever_sent() -> None:
    tabs = make_tabs(b.assessment([KEPEK], [b.missing(KEPEK)]), Memory(), Language())
    assert "deliveries" not in [each.key for each in tabs]


def test_the_tab_is_carried_over_as_it_stands_and_in_the_language_of_the_day() -> None:
    lines = recorder().lines([SENT], [], [Batch("unit_report", "2026-10", [], MOMENT, [(GARI, "has no head")])])
    stands = sheet_of(lines, Language("id"))
    assert tab(stands) == [list(row) for row in stands]
    assert tab(stands, "en")[1][3:6] == ["Report to the head of the unit", KEPEK.head_email, "Sent"]
    assert tab(tab(stands, "en")) == tab(stands)


def test_a_tab_without_its_headers_is_not_touched() -> None:
    stands = [["something", "else"], ["2026-10", "x"]]
    tabs = make_tabs(b.assessment([KEPEK], [b.missing(KEPEK)]), Memory(deliveries=stands), Language())
    assert "deliveries" not in [each.key for each in tabs]
    assert read_lines(stands) == []


def test_what_was_sent_and_why_the_others_got_nothing() -> None:
    lines = recorder().lines([SENT], [], [Batch("unit_report", "2026-10", [], MOMENT, [(GARI, "has no head")])])
    assert states(lines) == [(KEPEK.code, "accepted", ""), (GARI.code, NOT_MAILED, "has no head")]


def test_refused_in_doubt_and_come_back() -> None:
    rows = [
        replace(SENT, state="failed", reply="550 no such user"),
        replace(SENT, kind="area_report", state="unknown", reply="cut"),
        replace(SENT, subject_of=GARI.code, bounce=BOUNCED),
    ]
    assert states(recorder().lines(rows, [], [])) == [
        (KEPEK.code, "unknown", "cut"),
        (KEPEK.code, "failed", "550 no such user"),
        (GARI.code, BOUNCED, ""),
    ]


def test_what_waits_says_what_it_waits_for() -> None:
    assert states(recorder().lines([], [entry()], [])) == [(KEPEK.code, WAITING, "450 later")]


def test_a_reminder_stands_beside_every_unit_that_was_open_when_it_went_out() -> None:
    person = {"operator_emails": ("operator@example.go.id",)}
    kepek, gari = replace(KEPEK, **person), replace(GARI, **person)
    told = [b.complete(kepek), b.missing(gari)]  # Kepek is complete since 3 November
    assessment = replace(b.assessment([kepek, gari], told), open_months=(b.OCTOBER,))
    reminder = LedgerRow(
        "2026-10", "reminder", "operator@example.go.id.-3", "operator@example.go.id", 1, "accepted", datetime(2026, 11, 2, 7)
    )
    record = Recorder(assessment, Language("en"), "mail", [])
    assert [line.unit for line in record.lines([reminder], [], [])] == [kepek.code, gari.code]
    later = replace(reminder, subject_of="operator@example.go.id.-1", sent_at=datetime(2026, 11, 4, 7))
    assert [line.unit for line in record.lines([later], [], [])] == [gari.code]


def test_reasons_of_other_days_stay_until_the_kind_is_planned_anew() -> None:
    batch = Batch("reminder", "2026-10", [], MOMENT, [(KEPEK, "is already complete")])
    first = recorder().lines([], [], [batch])
    again = recorder(before=first).lines([SENT], [], [Batch("unit_report", "2026-10", [], MOMENT)])
    assert (KEPEK.code, NOT_MAILED, "is already complete") in states(again)
    anew = recorder(before=again).lines([SENT], [], [Batch("reminder", "2026-10", [], MOMENT)])
    assert NOT_MAILED not in [line.state for line in anew]


def test_old_months_keep_their_reports_alone() -> None:
    old = replace(SENT, month="2026-03")
    rows = [old, replace(old, kind="reminder", subject_of=f"{KEPEK.head_email}.-1"), replace(old, month="2025-03")]
    assert [(line.month, line.kind) for line in recorder().lines(rows, [], [])] == [("2026-03", "unit_report")]


def test_mail_that_went_another_way_stays_as_it_is() -> None:
    really = recorder().lines([SENT], [], [])
    to_files = recorder(before=really, way="files").lines([replace(SENT, subject_of=GARI.code)], [], [])
    assert [(line.unit, line.way) for line in to_files] == [(KEPEK.code, "mail"), (GARI.code, "files")]
    assert [row.subject_of for row in ledger_rows(to_files, "mail")] == [KEPEK.code]


def test_a_lost_ledger_learns_all_it_has_to_know() -> None:
    rows = [
        SENT,
        replace(SENT, subject_of=GARI.code, edition=2, content="def"),
        replace(SENT, kind="area_report", state="failed", reply="550 no such user"),
        replace(SENT, kind="receipt", subject_of=f"{KEPEK.code}.20261103T090000", bounce=DOUBTFUL),
        replace(SENT, kind="job_report", subject_of="2026-11-08.abc.admin@example.go.id", address="admin@example.go.id", sent_at=None),
    ]
    sheet = sheet_of(recorder().lines(rows, [], []), Language("id"))
    learnt = {(row.kind, row.subject_of): row for row in ledger_rows(read_lines(sheet), "mail")}
    for row in rows:
        expected = row if row.state == "failed" else replace(row, reply="")
        assert learnt[row.kind, row.subject_of] == expected


def test_a_word_that_nobody_knows_counts_as_perhaps_sent() -> None:
    sheet = [list(row) for row in sheet_of(recorder().lines([SENT], [], []), Language("id"))]
    sheet[1][5] = "beres"
    [row] = ledger_rows(read_lines(sheet), "mail")
    assert row.state == State.UNKNOWN.value


def test_months_and_units_that_a_spreadsheet_made_numbers_of() -> None:
    sheet = [list(row) for row in sheet_of(recorder().lines([SENT], [], []), Language("id"))]
    sheet[1][0], sheet[1][1], sheet[1][10] = datetime(2026, 10, 1), 7.0, 1.0
    [line] = read_lines(sheet)
    assert (line.month, line.unit, line.edition) == ("2026-10", "7", 1)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@given(
    st.lists(
        st.builds(
            DeliveryLine,
            month=st.dates(datetime(2025, 1, 1).date(), datetime(2026, 12, 31).date()).map(lambda day: str(ReportingMonth.of(day))),
            unit=TEXT, name=TEXT, kind=st.sampled_from(["reminder", "unit_report", "receipt", "a_kind_of_tomorrow"]), address=TEXT,
            state=st.sampled_from(["accepted", "failed", "unknown", BOUNCED, DOUBTFUL, WAITING, NOT_MAILED]),
            at=st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
            reason=TEXT, way=st.sampled_from(["mail", "files"]), subject_of=TEXT.filter(bool), edition=st.integers(1, 9), content=TEXT,
            message_id=TEXT,
        ),
        max_size=5,
    ),
    st.sampled_from(["id", "en"]),
)  # fmt: skip
def test_what_is_read_is_what_was_written(lines: list[DeliveryLine], language: str) -> None:
    assert read_lines(sheet_of(lines, Language(language))) == lines


def test_a_tab_of_an_earlier_version_is_still_understood() -> None:
    stands = sheet_of(recorder().lines([replace(SENT, kind="overdue", subject_of=f"{KEPEK.head_email}.+1")], [], []), Language("id"))
    earlier = [["Pemberitahuan setelah batas waktu" if cell == "Pemberitahuan setelah tenggat" else cell for cell in row] for row in stands]
    assert earlier != stands
    assert [row.kind for row in ledger_rows(read_lines(earlier), "mail")] == ["overdue"]
