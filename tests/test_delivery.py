"""One run of the sender: order, pace, budget, patience, and what each failure means for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import Entry, State
from sheets_sync.domain.message import masked
from sheets_sync.errors import OutcomeUnknownError, PermanentError, QuotaError, RetryableError, StopTheRunError
from sheets_sync.mailing.delivery import DeliveryReport, Pace, deliver
from tests.mail_server.postroom import NOON, WEEK_LATER, ScriptedTransport, TestClock, message, outbox_in, put

MINUTE = timedelta(minutes=1)
BRISK = Pace()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[SqliteOutbox]:
    with outbox_in(tmp_path) as box:
        yield box


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


def head(number: int) -> str:
    return f"kepala.k{number}@example.go.id"


def plan(outbox: SqliteOutbox, count: int, *, expires_at: datetime = WEEK_LATER) -> None:
    put(outbox, *(message(f"K{number}") for number in range(count)), expires_at=expires_at)


def run(outbox: SqliteOutbox, transport: ScriptedTransport, clock: TestClock, pace: Pace = BRISK) -> DeliveryReport:
    return deliver(outbox, transport, timing=clock.timing, pace=pace)


def states(outbox: SqliteOutbox) -> list[State]:
    return [entry.state for entry in outbox.entries()]


def permanent() -> PermanentError:
    return PermanentError("refused", reply="550 5.1.1 no such user")


def put_off() -> RetryableError:
    return RetryableError("later", reply="450 greylisted")


def server_down() -> RetryableError:
    return RetryableError("down", whole_server=True, reply="connection refused")


def test_everything_goes_out_once(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 5)
    transport = ScriptedTransport()
    report = run(outbox, transport, clock)
    assert report.counts[State.ACCEPTED] == 5
    assert not report.undelivered
    assert run(outbox, transport, clock).counts[State.ACCEPTED] == 0
    assert len(transport.delivered) == 5
    assert clock.slept == []


def test_a_refused_address_holds_nobody_up(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    report = run(outbox, ScriptedTransport({head(1): [permanent()]}), clock)
    assert states(outbox) == [State.ACCEPTED, State.FAILED, State.ACCEPTED]
    assert report.undelivered
    assert outbox.entries(states=[State.FAILED])[0].reply == "550 5.1.1 no such user"


def test_what_is_put_off_is_tried_again_with_growing_pauses(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    transport = ScriptedTransport({head(0): [put_off(), put_off(), put_off()]})
    report = run(outbox, transport, clock)
    assert transport.tried == [head(0), head(1), head(0), head(0), head(0)]
    assert states(outbox) == [State.ACCEPTED] * 2
    assert clock.slept == pytest.approx([31, 61, 121])
    assert (report.counts[State.ACCEPTED], report.counts[State.RETRY]) == (2, 0)


def test_chance_spreads_the_pauses(outbox: SqliteOutbox) -> None:
    clock = TestClock()
    plan(outbox, 1)
    timing = clock.timing
    lucky = type(timing)(timing.clock, timing.sleep, lambda: 0.999)
    deliver(outbox, ScriptedTransport({head(0): [put_off()]}), timing=lucky, pace=BRISK)
    assert clock.slept == [60]


def test_the_run_does_not_wait_for_ever(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 1)
    report = run(outbox, ScriptedTransport({head(0): [put_off() for _ in range(99)]}), clock, Pace(failures_in_a_row=100))
    assert states(outbox) == [State.RETRY]
    assert report.counts[State.RETRY] == 1
    assert sum(clock.slept) < 3600
    clock.moment += timedelta(hours=3)
    run(outbox, ScriptedTransport(), clock)
    assert states(outbox) == [State.ACCEPTED]


def test_a_message_expires_at_its_deadline(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 1, expires_at=NOON + 2 * MINUTE)
    report = run(outbox, ScriptedTransport({head(0): [put_off(), put_off(), put_off()]}), clock)
    assert (report.counts[State.EXPIRED], report.counts[State.RETRY]) == (1, 0)
    assert states(outbox) == [State.EXPIRED]


def test_nothing_is_sent_after_its_deadline(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 1, expires_at=NOON)
    transport = ScriptedTransport()
    run(outbox, transport, clock)
    assert transport.tried == []
    assert states(outbox) == [State.EXPIRED]


def test_unknown_is_left_to_a_person(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    transport = ScriptedTransport({head(0): [("data", OutcomeUnknownError("cut", reply="DATA: closed"))]})
    report = run(outbox, transport, clock)
    run(outbox, transport, clock)
    assert states(outbox) == [State.UNKNOWN, State.ACCEPTED]
    assert transport.tried == [head(0), head(1)]
    assert report.undelivered


def test_wrong_account_stops_the_run_and_blames_nobody(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport({head(1): [StopTheRunError("login", reply="535 5.7.8")]})
    report = run(outbox, transport, clock)
    assert isinstance(report.stopped, StopTheRunError)
    assert states(outbox) == [State.ACCEPTED, State.QUEUED, State.QUEUED]
    run(outbox, transport, clock)
    assert states(outbox) == [State.ACCEPTED] * 3


def test_spent_account_pauses_until_tomorrow(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport({head(1): [QuotaError("quota", reply="550 5.4.5 daily quota")]})
    report = run(outbox, transport, clock)
    tomorrow = datetime(2026, 11, 10)
    assert (report.resumes_at, report.reason) == (tomorrow, "550 5.4.5 daily quota")
    assert run(outbox, transport, clock).resumes_at == tomorrow
    assert transport.tried == [head(0), head(1)]
    clock.moment = tomorrow
    run(outbox, transport, clock)
    assert transport.tried == [head(0), head(1), head(1), head(2)]


def test_a_pause_over_new_year_ends_in_the_new_year(outbox: SqliteOutbox) -> None:
    clock = TestClock(datetime(2026, 12, 31, 23, 59))
    put(outbox, message("K0"), now=clock.moment, expires_at=clock.moment + timedelta(days=7))
    report = run(outbox, ScriptedTransport({head(0): [QuotaError("quota", reply="550 5.4.5")]}), clock)
    assert report.resumes_at == datetime(2027, 1, 1)


def test_what_policy_refused_lets_the_others_go_first(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport({head(0): [QuotaError("policy", by_policy=True, reply="550 5.7.1")]})
    run(outbox, transport, clock)
    clock.moment += timedelta(days=1)
    run(outbox, transport, clock)
    assert transport.tried == [head(0), head(1), head(2), head(0)]


def test_a_server_that_is_down_gets_a_rest_and_keeps_the_order(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    transport = ScriptedTransport({head(0): [server_down(), server_down()]})
    run(outbox, transport, clock)
    assert transport.tried == [head(0), head(0), head(0), head(1)]
    assert clock.slept == pytest.approx([8, 16])
    assert [entry.attempts for entry in outbox.entries()] == [1, 1]


def test_a_server_that_stays_down_ends_the_run(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport({head(0): [server_down() for _ in range(99)]})
    report = run(outbox, transport, clock, Pace(failures_in_a_row=4))
    assert report.stopped
    assert "4 messages in a row" in str(report.stopped)
    assert len(transport.tried) == 4
    assert states(outbox) == [State.QUEUED] * 3


def test_the_server_may_ask_for_a_longer_rest(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 1)
    run(outbox, ScriptedTransport({head(0): [RetryableError("busy", after_s=200)]}), clock)
    assert clock.slept == [201]


def test_many_failures_in_a_row_end_the_run(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 12)
    transport = ScriptedTransport({head(number): [permanent()] for number in range(1, 12)})
    report = run(outbox, transport, clock, Pace(failures_in_a_row=5))
    assert len(transport.tried) == 6
    assert report.stopped
    assert report.counts[State.FAILED] == 5
    assert states(outbox)[6:] == [State.QUEUED] * 6


def test_failures_between_which_something_arrives_are_not_in_a_row(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 12)
    report = run(outbox, ScriptedTransport({head(n): [permanent()] for n in range(12) if n % 3}), clock, Pace(failures_in_a_row=3))
    assert not report.stopped
    assert (report.counts[State.FAILED], report.counts[State.ACCEPTED]) == (8, 4)


def test_what_may_have_arrived_counts_for_the_budget(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport({head(0): [("data", OutcomeUnknownError("cut", reply="DATA: closed"))]})
    report = run(outbox, transport, clock, Pace(per_day=2))
    assert transport.tried == [head(0), head(1)]
    assert report.resumes_at == NOON + timedelta(days=1)


def test_per_minute_is_kept_in_every_minute(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 100)
    moments: list[datetime] = []
    run(outbox, ScriptedTransport(on_send=lambda: moments.append(clock.moment)), clock, Pace(per_minute=30))
    assert len(moments) == 100
    assert all(later - earlier >= MINUTE for earlier, later in zip(moments, moments[30:], strict=False))
    assert clock.moment - NOON == 3 * MINUTE


def test_a_second_run_keeps_the_pace_of_the_first(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    run(outbox, ScriptedTransport(), clock, Pace(per_minute=2))
    put(outbox, message("K2"))
    run(outbox, ScriptedTransport(), clock, Pace(per_minute=2))
    assert clock.slept == [60]


def test_the_daily_budget_rolls(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 5)
    pace = Pace(per_day=2)
    report = run(outbox, ScriptedTransport(), clock, pace)
    assert report.counts[State.ACCEPTED] == 2
    assert report.resumes_at == NOON + timedelta(days=1)
    clock.moment += timedelta(hours=23)
    assert run(outbox, ScriptedTransport(), clock, pace).counts[State.ACCEPTED] == 0
    clock.moment += timedelta(hours=1, seconds=1)
    assert run(outbox, ScriptedTransport(), clock, pace).counts[State.ACCEPTED] == 2


def test_the_budget_goes_to_leadership_first(outbox: SqliteOutbox, clock: TestClock) -> None:
    put(outbox, message("K0", kind="reminder"), message("regency", kind="executive_report"))
    transport = ScriptedTransport()
    run(outbox, transport, clock, Pace(per_day=1))
    assert [envelope.kind for envelope in transport.delivered] == ["executive_report"]


def test_a_clock_that_stands_still_holds_nothing_up(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    frozen = type(clock.timing)(TestClock(), lambda _seconds: None, lambda: 0.0)
    transport = ScriptedTransport({head(0): [put_off()]})
    deliver(outbox, transport, timing=frozen, pace=Pace(per_minute=1))
    assert states(outbox) == [State.ACCEPTED] * 3


def test_a_rehearsal_of_an_earlier_day_is_not_held_up_by_what_was_sent_later(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    run(outbox, ScriptedTransport(), clock)
    yesterday = TestClock(NOON - timedelta(days=1))
    put(outbox, message("K9"), now=yesterday.moment)
    assert run(outbox, ScriptedTransport(), yesterday, Pace(per_minute=1, per_day=1)).counts[State.ACCEPTED] == 1


def test_what_is_no_longer_wanted_is_withdrawn_at_its_turn(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 3)
    transport = ScriptedTransport()
    told: list[Entry] = []
    report = deliver(outbox, transport, timing=clock.timing, pace=BRISK, wanted=lambda entry: entry.subject_of != "K1", tell=told.append)
    assert transport.tried == [head(0), head(2)]
    assert report.withdrawn == 1
    assert [(entry.subject_of, entry.state) for entry in told] == [
        ("K0", State.ACCEPTED),
        ("K1", State.EXPIRED),
        ("K2", State.ACCEPTED),
    ]
    put(outbox, message("K1"))
    run(outbox, transport, clock)
    assert transport.tried[-1] == head(1)


def test_a_run_starts_by_settling_what_the_last_left_in_flight(outbox: SqliteOutbox, clock: TestClock) -> None:
    plan(outbox, 2)
    claimed = outbox.claim(NOON)
    assert claimed
    outbox.reached_data(claimed[0], NOON)
    outbox.claim(NOON)
    transport = ScriptedTransport()
    report = run(outbox, transport, clock)
    assert (report.recovered, report.counts[State.UNKNOWN], report.undelivered) == (2, 1, True)
    assert transport.tried == [head(1)]
    assert states(outbox) == [State.UNKNOWN, State.ACCEPTED]


def test_an_empty_outbox_opens_no_connection_it_does_not_need(outbox: SqliteOutbox, clock: TestClock) -> None:
    outbox.pause(WEEK_LATER, "550 5.4.5")
    transport = ScriptedTransport()
    run(outbox, transport, clock)
    assert transport.opened == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("550 <kepala.dinas@example.go.id> unknown", "550 <k…@example.go.id> unknown"),
        ("a@x.id, c@y.id;", "a…@x.id, c…@y.id;"),
        ("no address here", "no address here"),
    ],
)
def test_addresses_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
