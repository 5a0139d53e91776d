"""One run of the sender: which entry goes when, and what a failure means for it and for the run."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from sheets_sync.domain.delivery import Entry, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Envelope
from sheets_sync.errors import DeliveryError, OutcomeUnknownError, PermanentError, QuotaError, RetryableError, SendError
from sheets_sync.ports import Clock, MailTransport, Outbox

NO_LONGER_NEEDED = N_("It was no longer needed when its turn came.")
BUDGET_SPENT = N_("The daily number of messages has been sent; the others follow when the limit allows.")


@dataclass(frozen=True, slots=True)
class Timing:
    """The world's clock, a way to wait (seconds), and chance (from 0 up to 1)."""

    clock: Clock
    sleep: Callable[[float], None]
    chance: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, how many, how patiently. None: no limit.

    `per_day` counts the last 24 hours. A message that failed waits `back_off` after its first attempt, doubled each time,
    at most `longest_back_off`; a server that failed, `server_back_off`. The run waits at most `patience` for the next
    thing to do, and ends after `failures_in_a_row`.
    """

    per_minute: int | None = None
    per_day: int | None = None
    failures_in_a_row: int = 8
    back_off: timedelta = timedelta(minutes=1)
    server_back_off: timedelta = timedelta(seconds=15)
    longest_back_off: timedelta = timedelta(hours=4)
    patience: timedelta = timedelta(minutes=10)


@dataclass(slots=True)
class DeliveryReport:
    """What a run did: how many entries came to each state and stayed there, how many of the accepted were copies, how many it withdrew.

    `stopped` is why it ended early; `resumes_at` when sending may go on after a budget or pause.
    """

    counts: Counter[State] = field(default_factory=Counter)
    copies: int = 0
    withdrawn: int = 0
    recovered: int = 0
    stopped: DeliveryError | None = None
    resumes_at: datetime | None = None
    reason: str = ""

    @property
    def undelivered(self) -> bool:
        """Whether a person has to look: something failed, is unknown, waited beyond its deadline, or stopped the run."""
        return bool(self.stopped or any(self.counts[state] for state in (State.FAILED, State.UNKNOWN, State.EXPIRED)))


def send_what_is_due(
    outbox: Outbox,
    transport: MailTransport,
    *,
    timing: Timing,
    pace: Pace,
    wanted: Callable[[Entry], bool],
    tell: Callable[[Entry], None],
) -> DeliveryReport:
    """Send until nothing is due, the budget is spent, or the run has to stop; the caller holds the right to send."""
    time_of_run = _RunTime(timing)
    report = _recovered(outbox.recover(time_of_run.now()), tell)
    paused = outbox.paused(time_of_run.now())
    if paused:
        report.resumes_at, report.reason = paused
        return report
    report.counts[State.EXPIRED] += outbox.expire(time_of_run.now())
    schedule = _Schedule(outbox, pace, time_of_run)
    with transport:
        run = _Run(outbox, transport, schedule, time_of_run, timing.chance, pace, report, tell)
        while not report.stopped and not report.resumes_at and schedule.wait_for_turn(report):
            claimed = outbox.claim(time_of_run.now())
            if claimed is None:  # what waits has passed its deadline
                report.counts[State.EXPIRED] += outbox.expire(time_of_run.now())
                continue
            if wanted(claimed[0]):
                run.hand_over(*claimed)
            else:
                run.withdraw(claimed[0])
        run.end()
    return report


def _recovered(left_in_flight: Sequence[Entry], tell: Callable[[Entry], None]) -> DeliveryReport:
    """What the last run left in doubt is this one's to report: that run did not live to tell."""
    in_doubt = [entry for entry in left_in_flight if entry.state is State.UNKNOWN]
    for entry in in_doubt:
        tell(entry)
    return DeliveryReport(Counter({State.UNKNOWN: len(in_doubt)}), recovered=len(left_in_flight))


class _RunTime:
    """The clock, moved on by what was slept: a clock that stands still (--today) must not hold up the run."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._timing.clock.now() + self._ahead

    def sleep_until(self, moment: datetime) -> None:
        seconds = (moment - self.now()).total_seconds()
        if seconds > 0:
            self._timing.sleep(seconds)
            self._ahead += max(moment - self.now(), timedelta())


class _Schedule:
    """When the next message may go out: the entries' own times, the pace, the daily budget, the server's rest."""

    def __init__(self, outbox: Outbox, pace: Pace, run_time: _RunTime) -> None:
        self._outbox = outbox
        self._pace = pace
        self._time = run_time
        now = run_time.now()
        # Under --today, what was sent in earnest may lie in the future.
        self._sent = deque(moment for moment in outbox.sent_since(now - timedelta(days=1)) if moment <= now)
        self.rest_until = datetime.min

    def sent(self, moment: datetime) -> None:
        self._sent.append(moment)

    def wait_for_turn(self, report: DeliveryReport) -> bool:
        """Sleep until something may be sent; False if that is too long to wait for, or nothing waits."""
        now = self._time.now()
        due = self._outbox.next_attempt()
        if due is None or self._budget_is_spent(now, report):
            return False
        turn = max(due, self._next_slot(), self.rest_until)
        if turn - now > self._pace.patience:
            return False
        self._time.sleep_until(turn)
        return True

    def _next_slot(self) -> datetime:
        per_minute = self._pace.per_minute
        if per_minute is None or len(self._sent) < per_minute:
            return datetime.min
        return self._sent[-per_minute] + timedelta(minutes=1)

    def _budget_is_spent(self, now: datetime, report: DeliveryReport) -> bool:
        while self._sent and self._sent[0] <= now - timedelta(days=1):
            self._sent.popleft()
        if self._pace.per_day is None or len(self._sent) < self._pace.per_day:
            return False
        report.resumes_at = self._sent[-self._pace.per_day] + timedelta(days=1)
        report.reason = BUDGET_SPENT
        return True


@dataclass(slots=True)
class _Run:
    outbox: Outbox
    transport: MailTransport
    schedule: _Schedule
    time: _RunTime
    chance: Callable[[], float]
    pace: Pace
    report: DeliveryReport
    tell: Callable[[Entry], None]
    failures: int = 0
    put_off: dict[int, datetime] = field(default_factory=dict)
    """Deadlines of the entries that wait for another attempt, by id."""

    def hand_over(self, entry: Entry, envelope: Envelope) -> None:
        try:
            receipt = self.transport.send(envelope, lambda: self.outbox.reached_data(entry, self.time.now()))
        except SendError as failure:
            self._failed(entry, failure)
        else:
            self.failures = 0
            self._settle(entry, State.ACCEPTED, receipt.detail)
            self.report.copies += envelope.copy
            self.schedule.sent(self.time.now())

    def end(self) -> None:
        self.report.counts[State.RETRY] = sum(deadline > self.time.now() for deadline in self.put_off.values())

    def withdraw(self, entry: Entry) -> None:
        self.outbox.settle(entry, State.EXPIRED, NO_LONGER_NEEDED, self.time.now())
        self.put_off.pop(entry.id, None)
        self.report.withdrawn += 1
        self.tell(replace(entry, state=State.EXPIRED, reply=NO_LONGER_NEEDED))

    def _failed(self, entry: Entry, failure: SendError) -> None:
        self.failures += 1
        reply = failure.reply or failure.message
        match failure:
            case PermanentError():
                self._settle(entry, State.FAILED, reply)
            case OutcomeUnknownError():
                self._settle(entry, State.UNKNOWN, reply)
                self.schedule.sent(self.time.now())
            case QuotaError():
                self._pause(entry, failure, reply)
            case RetryableError(whole_server=False):
                self._settle(entry, State.RETRY, reply, self._later(self.pace.back_off, entry.attempts, failure.after_s))
            case RetryableError():
                self._rest(entry, failure, reply)
            case _:
                self.outbox.put_back(entry, reply, self.time.now())
                self.report.stopped = failure
        if self.failures >= self.pace.failures_in_a_row and not self.report.stopped and not self.report.resumes_at:
            self.report.stopped = _too_many(self.failures, failure)

    def _settle(self, entry: Entry, state: State, reply: str, not_before: datetime | None = None) -> None:
        self.outbox.settle(entry, state, reply, self.time.now(), not_before=not_before)
        if state is State.RETRY:
            self.put_off[entry.id] = entry.expires_at
        else:
            self.put_off.pop(entry.id, None)
            self.report.counts[state] += 1
        self.tell(replace(entry, state=state, reply=reply))

    def _rest(self, entry: Entry, failure: RetryableError, reply: str) -> None:
        """The server needs a rest; the message that met it keeps its turn."""
        self.outbox.put_back(entry, reply, self.time.now())
        self.schedule.rest_until = self._later(self.pace.server_back_off, self.failures - 1, failure.after_s)

    def _pause(self, entry: Entry, failure: QuotaError, reply: str) -> None:
        until = datetime.combine(self.time.now().date() + timedelta(days=1), time())
        self.outbox.put_back(entry, reply, until, last=failure.by_policy)
        self.outbox.pause(until, reply)
        self.report.resumes_at, self.report.reason = until, reply

    def _later(self, first: timedelta, attempts: int, after_s: float) -> datetime:
        """Doubled with every attempt before, at most the longest, half of it by chance; never before the server's own wish."""
        longest = min(first * 2 ** min(attempts, 20), self.pace.longest_back_off)
        jittered = longest * (0.5 + self.chance() / 2)
        seconds = max(jittered.total_seconds(), after_s)
        return self.time.now().replace(microsecond=0) + timedelta(seconds=int(seconds) + 1)


def _too_many(number: int, failure: SendError) -> DeliveryError:
    return DeliveryError(
        N_("{number} messages in a row could not be delivered, so the run stopped; the last answer was: {reply}"),
        remedy=N_("See `sheets-sync outbox` for what failed, mend the cause, then run again: nobody is mailed twice."),
        number=number,
        reply=failure.reply or failure.message,
    )
