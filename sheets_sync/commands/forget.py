"""`sheets-sync forget`: erases an address, or the addresses of old months, from what the program keeps, and says where else one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import masked
from sheets_sync.errors import UsageError
from sheets_sync.language import Language
from sheets_sync.mailing.erasure import Erasure, Wanted, erase, months_before

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

_COUNTED = {
    "entries": (N_("ledger entries without the address by now: {number}"), N_("ledger entries that would lose the address: {number}")),
    "letters": (N_("letters deleted from the ledger: {number}"), N_("letters that would be deleted from the ledger: {number}")),
    "lines": (N_("rows of the tab {tab} without the address by now: {number}"), N_("rows of the tab {tab} that would lose it: {number}")),
    "files": (N_("files of mail and previews deleted: {number}"), N_("files of mail and previews that would be deleted: {number}")),
}


def run(speak: Speaker, request: wiring.Request, *, address: str, older_than: int | None, dry_run: bool) -> None:
    if bool(address) == (older_than is not None):
        raise UsageError(N_("It is not clear what to forget."), remedy=N_("Name one address, or --older-than with a number of months."))
    if address and address.strip("@").count("@") != 1:
        raise UsageError(N_("{text} is not an e-mail address."), remedy=N_("Write it in full: forget nama@example.go.id."), text=address)
    with wiring.job(request, writes=not dry_run) as job:
        wanted = Wanted(address.lower()) if address else months_before(older_than or 0, job.now)
        found = erase(job, wiring.shelves(job), wanted, dry_run=dry_run)
        speak.out(*_told(found, job.language, job.settings.tabs.output_titles["deliveries"], dry_run=dry_run))
        if address:
            speak.out(*_remains(found, job.language))


def _told(found: Erasure, language: Language, tab: str, *, dry_run: bool) -> list[str]:
    if found.nothing:
        return [language.gettext(N_("The program keeps nothing of it any more."))]
    counted = [(texts, getattr(found, name)) for name, texts in _COUNTED.items()]
    heading = N_("This would be erased:") if dry_run else N_("This was erased:")
    lines = [language.fill(texts[dry_run], {"number": number, "tab": tab}) for texts, number in counted if number]
    return [language.gettext(heading), *(f"  • {line}" for line in lines)]


def _remains(found: Erasure, language: Language) -> list[str]:
    """Where people have to erase it themselves."""
    places = [
        language.fill(N_("tab {tab}, cell {cell} ({header})"), {"tab": each.tab, "cell": each.cell, "header": each.header or "–"})
        for each in found.places
    ]
    others = [masked(each) for each in found.elsewhere]
    if not (places or others):
        return [language.gettext(N_("It does not stand in the workbook or the settings. Backups are not searched."))]
    heading = N_("It still stands here, where only people may erase it:")
    lines = [language.gettext(heading), *(f"  • {line}" for line in (*places, *others))]
    if found.registered:
        lines.append(language.gettext(N_("As long as the register names it, mail goes on being sent to it.")))
    return lines
