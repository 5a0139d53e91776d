"""Does the name fit exactly one unit?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import ERROR
from sheets_sync.domain.marks import N_
from sheets_sync.domain.unclear import AMBIGUOUS_UNIT
from sheets_sync.rules.rule import Facts, Found, Rule, full_label, quoted, set_aside

_SHOWN = 6


def find(facts: Facts) -> Found:
    def candidates(frame: pd.DataFrame) -> list[str]:
        return [_listed(facts, position) for position in frame["match"]]

    return set_aside(
        facts,
        AMBIGUOUS_UNIT,
        text=lambda frame: [quoted(text) for text in frame["unit_text"]],
        candidates=candidates,
        may_be=lambda frame: [facts.responses.matches[position].candidates for position in frame["match"]],
        came=lambda frame: [None if pd.isna(moment) else moment.to_pydatetime() for moment in frame["submitted_at"]],
    )


def _listed(facts: Facts, match: int) -> str:
    codes = facts.responses.matches[match].candidates
    names = [full_label(facts.units[code], facts.units) for code in codes[:_SHOWN]]
    return "; ".join(names) + ("; …" if len(codes) > _SHOWN else "")


RULE = Rule(
    code=AMBIGUOUS_UNIT,
    severity=ERROR,
    title=N_("Unit name not certain"),
    message=N_("The unit name “{text}” is not certain; it may mean: {candidates}. This response is not yet counted for any unit."),
    remedy=N_("Ask the sender which unit is meant, then write the full name or the code in the response tab."),
    meaning=N_("Several units bear the name, or its spelling is only near to one, and nothing else in the response settles it."),
    example=N_("“Kepek”: there is one in Wonosari and one in Saptosari. “Kepek, Saptosari” would settle it."),
    fairness=N_("Choosing one of them could credit the wrong unit and accuse the right one, so a person decides."),
    find=find,
)
