"""Failures at every call: the spreadsheet is as before or as wanted, never between, and never written twice."""

from __future__ import annotations

import pytest

from sheets_sync.errors import LockedError, WorkbookAccessError
from tests.google_server import EVERY_FAULT, Fault, GoogleServer
from tests.google_server.faults import RESET_AFTER, SILENCE
from tests.google_server.interleaving import untrue
from tests.google_server.office import LOG, Office, log, recap, spoken, unit_row

BEFORE = [unit_row(1), unit_row(2)]
AFTER = [unit_row(3), unit_row(1, "Terlambat"), unit_row(2)]
CALLS = range(3)


def state(office):
    return {sheet.title: sheet.used() for sheet in office.book.sheets if not sheet.hidden}


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """What the spreadsheet holds before and after a sync, from one that went well."""
    with GoogleServer(quota=10_000) as google:
        office = Office(google, tmp_path_factory.mktemp("office"))
        office.sync(recap(BEFORE), log(1))
        before = state(office)
        office.sync(recap(AFTER), log(2))
        after = state(office)
        office.sync(recap(BEFORE), log(1))
        assert state(office) == before
    return before, after


@pytest.fixture
def editions(google, office, states):
    """The office before that sync."""
    office.sync(recap(BEFORE), log(1))
    assert state(office) == states[0]
    google.start_over()
    return states


def hasty(office):
    """A workbook that does not wait long for a silent server."""
    return office.workbook(timeout_s=0.3)


def synced(workbook, *tabs):
    workbook.write(tabs, workbook.read())


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", EVERY_FAULT.values(), ids=EVERY_FAULT)
def test_one_failure_at_any_call_is_overcome(google, office, editions, call, fault):
    _, after = editions
    google.faults.at(call, fault)
    workbook = hasty(office)
    workbook.write([recap(AFTER), log(2)], workbook.read())
    assert state(office) == after
    assert (
        sum(name == "spreadsheets.batchUpdate" and made.status == 200 for name, made in zip(google.names, google.calls, strict=True)) == 1
    )


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("fault", [fault for fault in EVERY_FAULT.values() if fault.kind != "silence"])
def test_lasting_failure_leaves_before_or_after(google, office, editions, call, fault):
    before, after = editions
    google.faults.when(lambda index, _name: fault if index >= call else None)
    workbook = hasty(office)
    with pytest.raises(WorkbookAccessError) as caught:
        workbook.write([recap(AFTER), log(2)], workbook.read())
    assert state(office) == (after if fault.after and call == 2 else before)
    assert spoken(caught.value)
    assert len(google.calls) <= 20


@pytest.mark.parametrize("fault", EVERY_FAULT.values(), ids=EVERY_FAULT)
def test_a_first_write_that_failed_makes_no_second_tab(google, office, fault):
    google.faults.at(2, fault)
    workbook = hasty(office)
    workbook.write([recap(BEFORE), log(1)], workbook.read())
    assert [title for title in office.book.titles if title.startswith(("Rekap", LOG))] == ["Rekap 2026-10", LOG]
    assert untrue(office, recap(BEFORE)) == []


def test_a_write_that_took_effect_is_not_repeated(google, office, editions):
    google.faults.at(2, RESET_AFTER)
    office.sync(recap(AFTER), log(2))
    assert google.names == ["spreadsheets.get", "spreadsheets.values.batchGet", "spreadsheets.batchUpdate", *google.names[:2]]


def test_another_run_behind_an_ambiguous_write_is_noticed(google, office, editions):
    other = Office.workbook(office)
    contents = other.read()
    google.start_over()
    google.faults.at(2, Fault("reset"))

    def overtake(_book):
        google.before.clear()
        other.write([recap([unit_row(1, "Belum Lapor"), unit_row(2)]), log(2)], contents)

    workbook = office.workbook()
    read = workbook.read()
    overtake(None)
    google.faults.clear()
    with pytest.raises(LockedError):
        workbook.write([recap(AFTER), log(2)], read)
    assert office.by_code("Status")["001"] == "Belum Lapor"


class TestPatience:
    def test_waits_grow_and_are_bounded(self, google, office):
        google.faults.when(lambda _index, _name: Fault("status", 503))
        with pytest.raises(WorkbookAccessError, match="503"):
            office.workbook().read()
        assert office.waiting.waits == [0.5, 1, 2, 4, 8]

    def test_retry_after_is_honoured(self, google, office):
        google.faults.at(0, Fault("status", 429, retry_after="7"))
        office.workbook().read()
        assert office.waiting.waits == [7.5]

    def test_retry_after_as_a_date(self, google, office):
        google.faults.at(0, Fault("status", 503, retry_after="Mon, 21 Sep 2026 14:13:30 GMT"))
        office.workbook().read()
        assert office.waiting.waits == [pytest.approx(10.5)]

    def test_the_deadline_ends_it(self, google, office):
        google.faults.when(lambda _index, _name: Fault("status", 503))
        with pytest.raises(WorkbookAccessError, match="did not finish within 3 seconds"):
            office.workbook(deadline_s=3).read()
        assert sum(office.waiting.waits) < 3

    def test_a_longer_wait_than_the_deadline_is_not_waited(self, google, office):
        google.faults.at(0, Fault("status", 429, retry_after="3600"))
        with pytest.raises(WorkbookAccessError, match="within 300 seconds"):
            office.workbook().read()
        assert office.waiting.waits == []

    @pytest.mark.parametrize("call", CALLS)
    def test_silence_at_any_call_is_given_up(self, google, office, call):
        google.faults.when(lambda index, _name: SILENCE if index >= call else None)
        with pytest.raises(WorkbookAccessError, match="cannot be reached or does not answer"):
            synced(office.workbook(timeout_s=0.1), recap(BEFORE))

    def test_a_silent_desk_for_tokens_is_given_up(self, google, office):
        google.token_fault = SILENCE
        with pytest.raises(WorkbookAccessError, match="cannot be reached or does not answer"):
            office.workbook(timeout_s=0.1).read()

    def test_the_quota_is_waited_for(self, google, office):
        google.quota = 3
        google.clock = lambda: office.waiting.now * 20
        for _ in range(3):
            office.sync(recap(BEFORE), log(1))
        assert {call.status for call in google.calls} == {200, 429}
