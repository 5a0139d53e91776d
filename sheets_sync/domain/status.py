"""The verdict for a unit and month."""

from __future__ import annotations

from sheets_sync.domain.marks import N_

COMPLETE, LATE, INCOMPLETE, MISSING, EXEMPT = STATUSES = ("COMPLETE", "LATE", "INCOMPLETE", "MISSING", "EXEMPT")

SHOWN_AS = {
    COMPLETE: N_("Complete"),
    LATE: N_("Late"),
    INCOMPLETE: N_("Incomplete"),
    MISSING: N_("Not Yet Reported"),
    EXEMPT: N_("Not Required"),
}

WORST_FIRST = (MISSING, INCOMPLETE, LATE, COMPLETE, EXEMPT)
