"""Whatever happens, in whatever order, with the power cut at any step: nobody gets a message twice, none is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sheets_sync.adapters.outbox import SqliteOutbox
from sheets_sync.domain.delivery import Entry, State
from sheets_sync.domain.message import Envelope, Receipt
from sheets_sync.errors import OutcomeUnknownError, PermanentError, QuotaError, RetryableError, StopTheRunError
from sheets_sync.mailing.delivery import Pace, deliver
from tests.mail_server.postroom import ScriptedTransport, TestClock, message, outbox_in, put

UNITS = ("K1", "K2", "K3")
FATES = ("taken", "taken", "refused", "put off", "server down", "stop", "quota", "policy", "lost, taken", "lost")
CUTS = ("claimed", "in data", "taken")
DAY = timedelta(days=1)
IN_MEMORY = "/dev/shm"  # noqa: S108  # thousands of commits need no disk here: a power cut is a new object


class PowerCutError(BaseException):
    """The process dies here."""


class World(ScriptedTransport):
    """A server whose answers are drawn, and that remembers what it took."""

    def __init__(self) -> None:
        super().__init__()
        self.fates: list[str] = []
        self.cut_at = ""
        self.taken: Counter[str] = Counter()
        self.doubted: set[str] = set()

    def send(self, envelope: Envelope, before_data: Callable[[], None]) -> Receipt:
        fate = self.fates.pop() if self.fates else "taken"
        self._cut("claimed")
        if fate in _FAILURES:
            raise _FAILURES[fate]()
        before_data()
        self.doubted.add(envelope.key)
        self._cut("in data")
        if fate != "lost":
            self.taken[envelope.key] += 1
        self._cut("taken")
        if fate.startswith("lost"):
            raise OutcomeUnknownError("cut")
        self.doubted.discard(envelope.key)
        return Receipt("accepted", "250 OK")

    def _cut(self, place: str) -> None:
        if self.cut_at == place:
            self.cut_at = ""
            raise PowerCutError


_FAILURES: dict[str, Callable[[], Exception]] = {
    "refused": lambda: PermanentError("550"),
    "put off": lambda: RetryableError("450"),
    "server down": lambda: RetryableError("421", whole_server=True),
    "stop": lambda: StopTheRunError("535"),
    "quota": lambda: QuotaError("5.4.5"),
    "policy": lambda: QuotaError("5.7.1", by_policy=True),
}


class OutboxMachine(RuleBasedStateMachine):
    """Plans, runs, power cuts, lost files, people's words, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=IN_MEMORY if Path(IN_MEMORY).is_dir() else None))
        self.outbox: SqliteOutbox = outbox_in(self.folder)
        self.clock = TestClock()
        self.world = World()
        self.allowed: Counter[str] = Counter()  # how often a person's word permits a key to arrive
        self.settled: dict[str, State] = {}

    def teardown(self) -> None:
        self.outbox.close()
        shutil.rmtree(self.folder)

    @rule(units=st.sets(st.sampled_from(UNITS), min_size=1), text=st.sampled_from(["a", "b"]), correct=st.booleans())
    def plan(self, units: set[str], text: str, correct: bool) -> None:
        now = self.clock.moment
        put(self.outbox, *(message(unit, text=text) for unit in sorted(units)), now=now, expires_at=now + 3 * DAY, correct=correct)

    @rule(fates=st.lists(st.sampled_from(FATES), max_size=6), cut_at=st.sampled_from(["", "", *CUTS]))
    def run(self, fates: list[str], cut_at: str) -> None:
        self.world.fates, self.world.cut_at = fates, cut_at
        try:
            deliver(self.outbox, self.world, timing=self.clock.timing, pace=Pace(per_minute=5, per_day=9, failures_in_a_row=3))
        except PowerCutError:
            self.outbox.close()
            self.outbox = outbox_in(self.folder)

    @rule(hours=st.integers(min_value=1, max_value=80))
    def time_passes(self, hours: int) -> None:
        self.clock.moment += timedelta(hours=hours)

    @rule(states=st.sets(st.sampled_from([State.FAILED, State.UNKNOWN]), min_size=1))
    def a_person_has_it_sent_again(self, states: set[State]) -> None:
        for entry in self.outbox.entries(states=states):
            self.allowed[entry.key] += 1
            self.settled.pop(entry.key, None)
        self.outbox.retry(states, until=self.clock.moment + DAY, now=self.clock.moment)

    @rule()
    def the_file_is_lost(self) -> None:
        """The delivery tab was written after the last run, as the job does."""
        self.outbox.recover(self.clock.moment)
        rows = self.outbox.ledger_rows()
        self.outbox.close()
        shutil.rmtree(self.folder)
        self.outbox = outbox_in(self.folder)
        self.outbox.restore(rows, self.clock.moment)

    @invariant()
    def nobody_is_mailed_twice(self) -> None:
        for key, times in self.world.taken.items():
            assert times <= 1 + self.allowed[key], key

    @invariant()
    def what_was_taken_is_known_or_doubted(self) -> None:
        by_key = {entry.key: entry for entry in self.outbox.entries()}
        for key in self.world.taken:
            if not self.allowed[key]:  # what a person wants sent again waits like any other
                assert by_key[key].state in (State.ACCEPTED, State.UNKNOWN, State.SENDING)

    @invariant()
    def accepted_means_taken(self) -> None:
        for entry in self.outbox.entries(states=[State.ACCEPTED]):
            assert self.world.taken[entry.key] >= 1

    @invariant()
    def unknown_means_cut_in_data(self) -> None:
        for entry in self.outbox.entries(states=[State.UNKNOWN]):
            assert entry.key in self.world.doubted

    @invariant()
    def a_settled_entry_stays_settled(self) -> None:
        for entry in self.outbox.entries(states=[State.ACCEPTED, State.UNKNOWN]):
            self.settled.setdefault(entry.key, entry.state)
        now = {entry.key: entry.state for entry in self.outbox.entries()}
        assert all(now[key] is state for key, state in self.settled.items())

    @invariant()
    def at_most_one_is_in_flight(self) -> None:
        assert len(self.outbox.entries(states=[State.SENDING])) <= 1

    @invariant()
    def the_budget_holds(self) -> None:
        sent: list[Entry] = [entry for entry in self.outbox.entries() if entry.sent_at and entry.attempts]
        assert len([entry for entry in sent if entry.sent_at and entry.sent_at > self.clock.moment - DAY]) <= 9


OutboxMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20, suppress_health_check=list(HealthCheck))
TestOutboxStates = OutboxMachine.TestCase
