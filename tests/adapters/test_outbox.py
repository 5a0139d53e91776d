"""The outbox's memory: planning, claiming, recovering, what people and the delivery tab ask of it."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from sheets_sync.adapters._outbox_store import machine_start
from sheets_sync.adapters.mail.mime import to_mime
from sheets_sync.adapters.outbox import CUT_AFTER_DATA, SqliteOutbox
from sheets_sync.domain.delivery import BOUNCED, DOUBTFUL, Bounce, Decision, Entry, LedgerRow, Letter, State
from sheets_sync.domain.message import Address, Message
from sheets_sync.errors import DeliveryError, LockedError
from sheets_sync.language import Language
from sheets_sync.mailing.delivery import DueMessage, Letterhead, letters_of
from tests.mail_server.postroom import NOON, WEEK_LATER, WIB, message, outbox_in, put

MINUTE = timedelta(minutes=1)
NOBODY = 65534


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[SqliteOutbox]:
    with outbox_in(tmp_path) as box:
        yield box


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may write everywhere; here it acts as nobody."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def only(outbox: SqliteOutbox, **narrowed: object) -> Entry:
    (entry,) = outbox.entries(**narrowed)  # type: ignore[arg-type]
    return entry


def _whose_turns(outbox: SqliteOutbox) -> list[str]:
    return [claimed[0].subject_of for claimed in iter(lambda: outbox.claim(NOON), None)]


def send(outbox: SqliteOutbox, state: State = State.ACCEPTED, reply: str = "250 OK") -> Entry:
    claimed = outbox.claim(NOON)
    assert claimed is not None
    outbox.reached_data(claimed[0], NOON)
    outbox.settle(claimed[0], state, reply, NOON)
    return claimed[0]


class TestPlanning:
    def test_a_message_is_taken_once(self, outbox: SqliteOutbox) -> None:
        assert put(outbox, message()) == [Decision.QUEUE]
        before = only(outbox)
        assert put(outbox, message(), now=NOON + MINUTE) == [Decision.KEEP]
        assert only(outbox) == before

    def test_what_waits_says_the_newest(self, outbox: SqliteOutbox) -> None:
        put(outbox, message(text="lama"))
        assert put(outbox, message(text="baru")) == [Decision.REPLACE]
        assert b"baru" in _claimed_bytes(outbox)

    def test_what_waits_is_sent_from_the_new_sender(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        (letter,) = _letters(sender="lain@example.go.id")
        assert outbox.plan([letter], NOON) == [Decision.REPLACE]
        assert b"lain@example.go.id" in _claimed_bytes(outbox)

    @pytest.mark.parametrize("state", [State.ACCEPTED, State.UNKNOWN])
    def test_what_was_sent_is_not_sent_again(self, outbox: SqliteOutbox, state: State) -> None:
        put(outbox, message(text="lama"))
        send(outbox, state)
        assert put(outbox, message(text="baru")) == [Decision.KEEP]
        assert outbox.claim(NOON) is None

    def test_a_correction_is_a_new_edition_and_says_so(self, outbox: SqliteOutbox) -> None:
        put(outbox, message(text="lama"))
        send(outbox)
        assert put(outbox, message(text="baru"), correct=True) == [Decision.NEW_EDITION]
        assert [(entry.edition, entry.subject) for entry in outbox.entries()] == [
            (1, "Laporan K1"),
            (2, "Correction: Laporan K1"),
        ]
        mail = message_from_bytes(_claimed_bytes(outbox), policy=default)
        html = mail.get_body(("html",))
        assert html is not None
        assert "<title>Correction: Laporan K1</title>" in html.get_content()
        assert len({entry.message_id for entry in outbox.entries()}) == 2

    def test_a_correction_that_says_the_same_is_none(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        assert put(outbox, message(), correct=True) == [Decision.KEEP]

    def test_what_failed_waits_for_a_person(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox, State.FAILED)
        assert put(outbox, message(text="baru")) == [Decision.KEEP]
        assert put(outbox, message(text="baru"), correct=True) == [Decision.REPLACE]
        assert only(outbox).edition == 1

    def test_what_expired_is_taken_anew_with_a_later_deadline(self, outbox: SqliteOutbox) -> None:
        put(outbox, message(), expires_at=NOON + MINUTE)
        later = NOON + 2 * MINUTE
        assert outbox.expire(later) == 1
        assert put(outbox, message(), now=later, expires_at=NOON + MINUTE) == [Decision.KEEP]
        assert put(outbox, message(), now=later, expires_at=WEEK_LATER) == [Decision.REPLACE]
        assert only(outbox).state is State.QUEUED

    def test_a_moved_deadline_moves_what_waits(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        put(outbox, message(), expires_at=WEEK_LATER + MINUTE)
        assert only(outbox).expires_at == WEEK_LATER + MINUTE

    def test_every_copy_is_an_entry_of_its_own(self, outbox: SqliteOutbox) -> None:
        put(outbox, message(cc=["operator@example.go.id", "KEPALA.k1@example.go.id"]))
        assert [entry.address for entry in outbox.entries()] == ["kepala.k1@example.go.id", "operator@example.go.id"]
        envelopes = [claimed[1] for claimed in (outbox.claim(NOON), outbox.claim(NOON)) if claimed]
        assert [(envelope.recipient, envelope.copy) for envelope in envelopes] == [
            ("kepala.k1@example.go.id", False),
            ("operator@example.go.id", True),
        ]
        assert envelopes[0].raw == envelopes[1].raw

    def test_a_failure_while_freezing_leaves_nothing_behind(self, outbox: SqliteOutbox) -> None:
        with pytest.raises(Exception, match=r"addr-spec|address"):
            put(outbox, message("K1"), message("K2", to="bukan alamat"))
        assert outbox.entries() == []

    def test_a_forecast_tells_what_planning_would_do_and_does_nothing(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        assert outbox.forecast(_letters(sender="lain@example.go.id"), NOON) == [Decision.REPLACE]
        assert outbox.forecast(_letters(sender="lain@example.go.id"), NOON) == [Decision.REPLACE]


class TestRehearsal:
    @pytest.fixture
    def rehearsal(self, tmp_path: Path) -> Iterator[SqliteOutbox]:
        with outbox_in(tmp_path, "Uji@example.com") as box:
            yield box

    def test_neither_sends_what_is_the_other_s(self, outbox: SqliteOutbox, rehearsal: SqliteOutbox) -> None:
        put(rehearsal, message("K1"), redirect_to="uji@example.com")
        put(outbox, message("K2"))
        assert [_whose_turns(outbox), _whose_turns(rehearsal)] == [["K2"], ["K1"]]
        assert outbox.next_attempt() is rehearsal.next_attempt() is None

    def test_everything_goes_to_one_address_and_says_for_whom(self, rehearsal: SqliteOutbox) -> None:
        put(rehearsal, message(cc=["operator@example.go.id"]), redirect_to="uji@example.com")
        claimed = rehearsal.claim(NOON)
        assert claimed is not None
        assert claimed[1].recipient == "uji@example.com"
        mail = message_from_bytes(claimed[1].raw, policy=default)
        assert mail["Subject"] == "[Rehearsal for kepala.k1@example.go.id] Laporan K1"
        assert [address.addr_spec for address in mail["To"].addresses] == ["uji@example.com"]
        assert mail["Cc"] is None

    def test_the_real_message_still_goes_out_afterwards(self, rehearsal: SqliteOutbox) -> None:
        put(rehearsal, message(), redirect_to="uji@example.com")
        send(rehearsal)
        assert put(rehearsal, message()) == [Decision.QUEUE]
        ids = {entry.message_id for entry in rehearsal.entries(rehearsals=True)}
        assert len(ids) == 2
        assert [entry.rehearsal for entry in rehearsal.entries()] == [""]

    def test_a_rehearsal_repeats_only_what_changed(self, rehearsal: SqliteOutbox) -> None:
        put(rehearsal, message(text="lama"), redirect_to="uji@example.com")
        send(rehearsal)
        assert put(rehearsal, message(text="lama"), redirect_to="uji@example.com") == [Decision.KEEP]
        assert put(rehearsal, message(text="baru"), redirect_to="uji@example.com") == [Decision.NEW_EDITION]

    def test_it_is_nothing_to_remember_elsewhere(self, rehearsal: SqliteOutbox) -> None:
        put(rehearsal, message(), redirect_to="uji@example.com")
        send(rehearsal)
        assert rehearsal.ledger_rows() == []
        assert rehearsal.sent_since(NOON - MINUTE) == [NOON]


class TestTurns:
    def test_leadership_goes_first_and_reminders_last(self, outbox: SqliteOutbox) -> None:
        kinds = ["reminder", "unit_report", "executive_report", "receipt", "area_report", "job_report", "overdue"]
        put(outbox, *(message(kind=kind) for kind in kinds))
        turns = [claimed[0].kind for _ in kinds if (claimed := outbox.claim(NOON))]
        assert turns == ["job_report", "executive_report", "area_report", "unit_report", "receipt", "overdue", "reminder"]

    def test_what_policy_refused_goes_after_all_others(self, outbox: SqliteOutbox) -> None:
        put(outbox, message("K1", kind="executive_report"), message("K2", kind="reminder"))
        claimed = outbox.claim(NOON)
        assert claimed is not None
        outbox.put_back(claimed[0], "550 5.7.1", NOON, last=True)
        turns = [turn[0].subject_of for _ in range(2) if (turn := outbox.claim(NOON))]
        assert turns == ["K2", "K1"]

    def test_what_is_put_back_counts_as_untried(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        claimed = outbox.claim(NOON)
        assert claimed is not None
        outbox.put_back(claimed[0], "421 busy", NOON)
        assert (only(outbox).state, only(outbox).attempts) == (State.QUEUED, 0)

    def test_nothing_goes_before_its_time_or_after_its_deadline(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        claimed = outbox.claim(NOON)
        assert claimed is not None
        outbox.settle(claimed[0], State.RETRY, "450", NOON, not_before=NOON + MINUTE)
        assert outbox.claim(NOON) is None
        assert outbox.next_attempt() == NOON + MINUTE
        assert outbox.claim(WEEK_LATER) is None
        assert outbox.expire(WEEK_LATER) == 1
        assert only(outbox).reply == "450"

    def test_a_pause_holds_until_it_is_over(self, outbox: SqliteOutbox) -> None:
        outbox.pause(NOON + MINUTE, "550 5.4.5")
        assert outbox.paused(NOON) == (NOON + MINUTE, "550 5.4.5")
        assert outbox.paused(NOON + MINUTE) is None


class TestCrash:
    def test_cut_before_data_is_tried_again(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        put(outbox, message())
        outbox.claim(NOON)
        with outbox_in(tmp_path) as reopened:
            assert [entry.state for entry in reopened.recover(NOON)] == [State.RETRY]
            assert only(reopened).state is State.RETRY

    def test_cut_after_data_is_unknown(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        put(outbox, message())
        claimed = outbox.claim(NOON)
        assert claimed is not None
        outbox.reached_data(claimed[0], NOON)
        with outbox_in(tmp_path) as reopened:
            assert reopened.recover(NOON) == [only(reopened)]
            assert only(reopened).state is State.UNKNOWN
            assert only(reopened).reply == CUT_AFTER_DATA
            assert reopened.sent_since(NOON - MINUTE) == [NOON]

    def test_after_a_power_cut_all_that_was_in_flight_is_unknown(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        put(outbox, message("K1"), message("K2"))
        outbox.claim(NOON)
        with SqliteOutbox(tmp_path / "state" / "outbox.sqlite", started=lambda: machine_start() + 60) as restarted:
            assert [entry.subject_of for entry in restarted.recover(NOON)] == ["K1"]
            assert [entry.state for entry in restarted.entries()] == [State.UNKNOWN, State.QUEUED]


class TestOneAtATime:
    def test_a_second_sender_is_turned_away(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        with outbox_in(tmp_path) as other, outbox.exclusive(0), pytest.raises(LockedError), other.exclusive(0.1):
            pass

    def test_planning_goes_on_while_another_sends(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        with outbox_in(tmp_path) as other, outbox.exclusive(0):
            put(other, message())
        assert only(outbox).state is State.QUEUED


class TestRetry:
    def test_failed_is_sent_again_on_a_persons_word(self, outbox: SqliteOutbox) -> None:
        put(outbox, message("K1"), message("K2"), message("K3"))
        send(outbox, State.FAILED)
        send(outbox, State.UNKNOWN)
        send(outbox, State.FAILED)
        later = WEEK_LATER + MINUTE
        assert outbox.retry([State.FAILED], until=later + MINUTE, now=later, subject_of="K3") == 1
        claimed = outbox.claim(later)
        assert claimed is not None
        assert claimed[0].subject_of == "K3"
        assert outbox.retry([State.UNKNOWN], until=later, now=later) == 1

    def test_what_came_back_counts_as_failed(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        outbox.mark_bounces([Bounce(only(outbox).message_id, "", BOUNCED, "5.2.2 mailbox full")])
        assert outbox.retry([State.FAILED], until=WEEK_LATER, now=NOON) == 1
        assert (only(outbox).state, only(outbox).bounce) == (State.QUEUED, "")

    def test_accepted_is_never_sent_again(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        assert outbox.retry(list(State), until=WEEK_LATER, now=NOON) == 0

    def test_a_pause_ends_with_it(self, outbox: SqliteOutbox) -> None:
        outbox.pause(WEEK_LATER, "550 5.7.1")
        outbox.retry([State.FAILED], until=WEEK_LATER, now=NOON)
        assert outbox.paused(NOON) is None

    def test_without_its_bytes_it_is_planned_anew(self, outbox: SqliteOutbox) -> None:
        outbox.restore([LedgerRow("2026-10", "unit_report", "K1", "kepala.k1@example.go.id", 1, "failed", None)], NOON)
        assert outbox.retry([State.FAILED], until=WEEK_LATER, now=NOON) == 1
        assert outbox.next_attempt() is None
        assert put(outbox, message()) == [Decision.REPLACE]
        assert outbox.claim(NOON) is not None


class TestLedger:
    def test_a_lost_file_is_restored_and_nobody_is_mailed_twice(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        put(outbox, *(message(f"K{number}") for number in range(5)))
        for state in (State.ACCEPTED, State.FAILED, State.UNKNOWN):
            send(outbox, state)
        outbox.claim(NOON)
        rows = outbox.ledger_rows()
        assert [row.state for row in rows] == ["accepted", "failed", "unknown", "unknown"]
        with outbox_in(tmp_path / "elsewhere") as fresh:
            assert fresh.restore(rows, NOON) == 4
            decisions = put(fresh, *(message(f"K{number}") for number in range(5)))
            assert decisions == [*(Decision.KEEP,) * 4, Decision.QUEUE]
            assert fresh.ledger_rows() == rows

    def test_restoring_twice_changes_nothing(self, outbox: SqliteOutbox) -> None:
        row = LedgerRow("2026-10", "unit_report", "K1", "Kepala@example.go.id", 1, "accepted", NOON, "250 OK", "abc", "<1@x>")
        assert outbox.restore([row], NOON) == 1
        assert outbox.restore([row], NOON) == 0

    def test_what_waits_here_but_was_sent_elsewhere_is_settled(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        row = LedgerRow("2026-10", "unit_report", "K1", "kepala.k1@example.go.id", 1, "accepted", NOON)
        assert outbox.restore([row], NOON) == 1
        assert outbox.claim(NOON) is None

    def test_what_is_known_here_is_not_unlearned(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        row = LedgerRow("2026-10", "unit_report", "K1", "kepala.k1@example.go.id", 1, "unknown", NOON)
        assert outbox.restore([row], NOON) == 0
        assert only(outbox).state is State.ACCEPTED

    def test_words_that_are_no_state_are_passed_over(self, outbox: SqliteOutbox) -> None:
        row = LedgerRow("2026-10", "unit_report", "K1", "kepala.k1@example.go.id", 1, "belum dikirim", None)
        assert outbox.restore([row], NOON) == 0


class TestBounces:
    def test_a_bounce_marks_its_entry_and_its_address(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        marked, strangers = outbox.mark_bounces(
            [Bounce(only(outbox).message_id, "", BOUNCED, "5.1.1 no such user"), Bounce("<other@x>", "", BOUNCED, "5.1.1")]
        )
        assert [entry.subject_of for entry in marked] == ["K1"]
        assert [bounce.message_id for bounce in strangers] == ["<other@x>"]
        assert outbox.doubtful_addresses() == {"kepala.k1@example.go.id": "5.1.1 no such user"}
        assert outbox.ledger_rows()[0].bounce == BOUNCED

    def test_of_a_message_and_its_copy_the_recipient_decides(self, outbox: SqliteOutbox) -> None:
        put(outbox, message(cc=["operator@example.go.id"]))
        send(outbox)
        send(outbox)
        name = outbox.entries()[0].message_id
        marked, _ = outbox.mark_bounces([Bounce(name, "Operator@example.go.id", BOUNCED, "5.1.1")])
        assert [entry.address for entry in marked] == ["operator@example.go.id"]
        _, strangers = outbox.mark_bounces([Bounce(name, "", BOUNCED, "5.1.1")])
        assert len(strangers) == 1

    def test_a_doubt_does_not_soften_a_bounce(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        name = only(outbox).message_id
        outbox.mark_bounces([Bounce(name, "", BOUNCED, "5.1.1"), Bounce(name, "", DOUBTFUL, "4.4.7")])
        assert only(outbox).bounce == BOUNCED


class TestFile:
    def test_letters_are_forgotten_but_not_that_they_were_sent(self, outbox: SqliteOutbox) -> None:
        put(outbox, message())
        send(outbox)
        assert outbox.forget_old(NOON, "2026-01") == 0
        assert outbox.forget_old(NOON + MINUTE, "2026-01") == 1
        assert put(outbox, message()) == [Decision.KEEP]

    @pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
    def test_only_its_owner_may_read_it(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        assert stat.S_IMODE((tmp_path / "state" / "outbox.sqlite").stat().st_mode) == 0o600

    def test_a_power_cut_cannot_undo_a_commit(self, outbox: SqliteOutbox) -> None:
        assert outbox._database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert outbox._database.execute("PRAGMA synchronous").fetchone()[0] == 2

    def test_a_file_that_is_no_outbox_is_explained(self, tmp_path: Path) -> None:
        (tmp_path / "outbox.sqlite").write_bytes(b"not a database" * 100)
        with pytest.raises(DeliveryError, match="Move the file away"):
            SqliteOutbox(tmp_path / "outbox.sqlite")

    @pytest.mark.parametrize("page", range(1, 12))
    def test_a_damaged_file_is_explained_before_anything_is_sent(self, tmp_path: Path, page: int) -> None:
        with outbox_in(tmp_path) as outbox:
            put(outbox, *(message(f"K{number}") for number in range(40)))
        path = tmp_path / "state" / "outbox.sqlite"
        content = bytearray(path.read_bytes())
        content[page * 4096 : page * 4096 + 100] = b"\xa5" * 100
        path.write_bytes(content)
        with pytest.raises(DeliveryError, match="Move the file away"):
            outbox_in(tmp_path)

    @pytest.mark.skipif(sys.platform == "win32", reason="other rights")
    @pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o000, 0o555)])
    def test_what_may_not_be_written_is_explained(self, file: int, folder: int) -> None:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "state" / "outbox.sqlite"
            with SqliteOutbox(path) as outbox:
                put(outbox, message())
            Path(name).chmod(0o755)
            path.chmod(file)
            path.parent.chmod(folder)
            if os.geteuid() == 0:
                os.chown(path, NOBODY, -1)
                os.chown(path.parent, NOBODY, -1)
            with without_rights(), pytest.raises(DeliveryError, match="may be written"), SqliteOutbox(path) as outbox:
                put(outbox, message("K2"))
            path.parent.chmod(0o755)

    def test_a_full_disk_is_explained_and_takes_nothing_half(self, outbox: SqliteOutbox) -> None:
        pages = outbox._database.execute("PRAGMA page_count").fetchone()[0]
        outbox._database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DeliveryError, match="room"):
            put(outbox, *(message(f"K{number}", text="panjang " * 9000) for number in range(9)))
        assert outbox.entries() == []

    def test_a_file_kept_busy_by_another_program_is_explained(self, outbox: SqliteOutbox, tmp_path: Path) -> None:
        outbox._database.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(tmp_path / "state" / "outbox.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError, match="busy"):
            put(outbox, message())
        other.close()

    def test_a_file_of_a_newer_program_is_left_alone(self, tmp_path: Path) -> None:
        with sqlite3.connect(tmp_path / "outbox.sqlite") as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
        with pytest.raises(DeliveryError, match="newer"):
            SqliteOutbox(tmp_path / "outbox.sqlite")


def _claimed_bytes(outbox: SqliteOutbox) -> bytes:
    claimed = outbox.claim(NOON)
    assert claimed is not None
    return claimed[1].raw


def _letters(sender: str) -> Sequence[Letter]:
    other = Address(sender)

    def freeze(mail: Message, now: datetime) -> bytes:
        return to_mime(mail, sender=other, reply_to="", date=now.replace(tzinfo=WIB), domain="example.go.id").as_bytes()

    head = Letterhead(sender=other, freeze=freeze, language=Language("en"))
    return letters_of([DueMessage(message(), WEEK_LATER)], head, now=NOON)
