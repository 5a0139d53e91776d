"""Was a tie between units broken by the sender's address?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_responses, full_label, quoted


def find(facts: Facts) -> Found:
    def names(frame: pd.DataFrame) -> list[str]:
        return [full_label(facts.units[code], facts.units) for code in frame["unit"]]

    responses = facts.responses
    settled = np.array([match.by_submitter for match in responses.matches], dtype=bool)[responses.frame["match"].to_numpy()]
    used = settled & (facts.set_aside == "")
    return found_in_responses(facts, used, text=lambda frame: [quoted(text) for text in frame["unit_text"]], name=names)


RULE = Rule(
    code="unit-from-submitter",
    severity=INFO,
    title=N_("Unit settled by the sender's address"),
    message=N_("The unit name “{text}” fits several units; it was read as {name}, for which the sender's address is registered."),
    remedy=N_("Nothing needs doing if that is right; otherwise correct the name in the response tab."),
    meaning=N_("The name alone was ambiguous, and the sender's address is registered for exactly one of the units it may mean."),
    example=N_("“Kepek”, sent from the address registered for the operator of Kepek in Saptosari."),
    fairness=N_("The address only chooses among the units the name allows, never another one, and this note says that it did."),
    find=find,
    for_office=True,
)
