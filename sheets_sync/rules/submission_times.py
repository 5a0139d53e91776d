"""Where does it come from when a response was first sent?"""

from __future__ import annotations

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_, Word
from sheets_sync.rules.rule import Facts, Found, Rule, found

_FORM = Word(N_("the form itself, so an edit before we first looked costs nothing"))
_SHEET = Word(N_("the sheet alone, for the form's responses cannot be read"))


def find(facts: Facts) -> Found:
    times = facts.responses.form_times
    if times is None:
        return found(0)
    return found(1, source=_SHEET if times.credited_at is None else _FORM)


RULE = Rule(
    code="submission-times",
    severity=INFO,
    title=N_("Where the times of submission come from"),
    message=N_("When a response was first sent is taken from {source}."),
    remedy=N_("Nothing to do. Where the form cannot be read, `sheets-sync doctor` says why; the sheet's times serve meanwhile."),
    meaning=N_("Google rewrites the sheet's timestamp when a response is edited; only the form knows when it was first sent."),
    example=N_("Sent on the 4th, edited on the 7th, looked at first on the 8th: on time if the form can be read."),
    fairness=N_("The form's time only ever helps a unit: nobody becomes later by it than by the sheet."),
    find=find,
    for_office=True,
)
