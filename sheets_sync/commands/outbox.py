"""`sheets-sync outbox`: what was sent, what waits, what failed; send again; enter what came back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from sheets_sync import wiring
from sheets_sync.commands.tables import add_column, plain_table
from sheets_sync.domain.delivery import BOUNCED, Entry, State
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import masked
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pseudonym import MARK
from sheets_sync.emails import ALL_KINDS
from sheets_sync.language import Language
from sheets_sync.mailing import commands as mailing
from sheets_sync.mailing import ledger_care
from sheets_sync.mailing.recipients import PERSONAL

if TYPE_CHECKING:
    from rich.table import Table

    from sheets_sync.commands.speaker import Speaker

SENT_SHOWN = 20
_TITLES = {kind.code: kind.title for kind in ALL_KINDS}

STATE_WORDS = {
    State.QUEUED: N_("waiting"),
    State.SENDING: N_("in flight"),
    State.ACCEPTED: N_("sent"),
    State.RETRY: N_("to be tried again"),
    State.FAILED: N_("refused"),
    State.UNKNOWN: N_("in doubt"),
    State.EXPIRED: N_("given up"),
}
_MARKED = re.compile(r"^\[[^\]]*\]\s*")
"""What stands before the subject of a rehearsal."""
_COLOURS = {State.FAILED: "red", State.UNKNOWN: "yellow", State.RETRY: "yellow", State.EXPIRED: "dim"}


def show(speak: Speaker, request: wiring.Request, *, month: ReportingMonth | None, who: str, everything: bool) -> None:
    with wiring.job(request, writes=False) as job:
        room, language = wiring.mail_room(job, request), job.language
        if not room.has_outbox():
            speak.out(language.gettext(N_("Nothing has been sent yet.")))
            return
        with room.outbox() as outbox:
            entries = outbox.entries(month=str(month) if month else "", rehearsals=True)
    found = [entry for entry in entries if ledger_care.concerns(entry, who)]
    shown = found if everything else ledger_care.listed(found, latest=SENT_SHOWN)
    speak.out(*_tables(shown, language), *_replies(shown, language), "", _counts(found, language))
    if len(shown) < len(found):
        speak.out(language.fill(N_("{number} older ones are not shown; --all shows them."), {"number": len(found) - len(shown)}))


def retry(speak: Speaker, request: wiring.Request, *, states: Collection[State], who: str) -> None:
    with wiring.job(request, writes=True) as job:
        room, language = wiring.mail_room(job, request), job.language
        number = mailing.send_again(job, room, states, who)
        if number:
            message = N_("{number} messages are to be sent again; the next `sheets-sync run` does so.")
            speak.out(language.fill(message, {"number": number}))
            return
        with room.outbox() as outbox:
            about = [entry for entry in outbox.entries() if ledger_care.concerns(entry, who)]
        speak.out(language.fill(_why_nothing(about, states), {"who": masked(who)}))


def _why_nothing(about: Sequence[Entry], states: Collection[State]) -> str:
    """Why there is nothing to be sent again, and what a person may have meant instead."""
    if not about:
        return N_("The outbox holds nothing about {who}; `sheets-sync outbox --all` shows what it holds.")
    if State.FAILED not in states:
        return N_("There is nothing of which it is not known whether it arrived.")
    if any(entry.state is State.UNKNOWN for entry in about):
        return N_("Nothing was refused or came back. What may have arrived is sent again only on your word: `outbox retry --unknown`.")
    return N_("Nothing was refused or came back, so there is nothing to be sent again.")


def import_bounces(speak: Speaker, request: wiring.Request, *, file: Path) -> None:
    bounces = wiring.bounces(file)
    with wiring.job(request, writes=True) as job:
        language = job.language
        returned, strangers = mailing.enter_bounces(job, wiring.mail_room(job, request), bounces)
    if returned:
        speak.out(*_tables(returned, language), *_replies(returned, language), "")
    values = {"number": len(returned), "others": len(strangers)}
    speak.out(language.fill(N_("{number} messages came back; {others} notices belong to none of ours."), values))
    if returned:
        speak.out(language.gettext(N_("Correct these addresses in the register; `sheets-sync outbox retry CODE` sends again.")))


def _tables(entries: Sequence[Entry], language: Language) -> Iterator[Table]:
    """A table for each kind of mail about a month, the one with the newest entry last."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.id):
        groups.setdefault((entry.kind, entry.month), []).append(entry)
    for (kind, month), group in sorted(groups.items(), key=lambda item: item[1][-1].id):
        values = {"kind": language.gettext(_TITLES.get(kind, kind)), "month": ReportingMonth.from_code(month)}
        yield _table(language.fill(N_("{kind}, {month}"), values), group, language)


def _table(title: str, entries: Sequence[Entry], language: Language) -> Table:
    table = plain_table(title)
    for header in (N_("State"), N_("About"), N_("To"), N_("When")):
        add_column(table, language.gettext(header), overflow="fold")
    for entry in entries:
        table.add_row(*(Text(cell) for cell in _cells(entry, language)), style=_COLOURS.get(entry.state, "red" if entry.bounce else ""))
    return table


def _cells(entry: Entry, language: Language) -> list[str]:
    when = entry.sent_at or (entry.not_before if entry.state in (State.QUEUED, State.RETRY) else None)
    to = masked(entry.rehearsal or entry.address)
    return [
        state_of(entry, language),
        _about(entry) + (f" ({entry.edition})" if entry.edition > 1 else ""),
        language.gettext(N_("(erased)")) if to.startswith(MARK) else to,
        f"{when:%Y-%m-%d} {language.time(when)}" if when else "",
    ]


def _about(entry: Entry) -> str:
    """The unit's code; of what goes to a person for all their units, the units' names; a dash where it is about none."""
    code = ledger_care.code_of(entry)
    if not (entry.address in code or "@" in code):
        return code
    return masked(_MARKED.sub("", entry.subject).partition(": ")[0]) or "–" if entry.kind in PERSONAL else "–"


def _replies(entries: Sequence[Entry], language: Language) -> list[str]:
    """Why something did not arrive, in the server's own words, a line each."""
    lines = []
    for entry in entries:
        reply = masked(language.gettext(entry.bounce_reason or entry.reply))
        if reply and (ledger_care.troubled(entry) or entry.state is State.RETRY):
            about = "" if _about(entry) == "–" else f"{_about(entry)} → "
            lines.append(f"  {about}{masked(entry.address)}: {reply}")
    return ["", language.gettext(N_("Why something has not arrived:")), *dict.fromkeys(lines)] if lines else []


def state_of(entry: Entry, language: Language) -> str:
    """The state in a word; what came back says so."""
    if entry.bounce:
        return language.gettext(N_("came back") if entry.bounce == BOUNCED else N_("may have come back"))
    return language.gettext(STATE_WORDS[entry.state])


def _counts(entries: Sequence[Entry], language: Language) -> str:
    counts = Counter(state_of(entry, language) for entry in entries)
    return "; ".join(f"{state}: {language.number(number)}" for state, number in counts.items()) or language.gettext(
        N_("Nothing has been sent yet.")
    )
