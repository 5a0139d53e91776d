"""Did a later response replace an earlier answer?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found, quoted


def find(facts: Facts) -> pd.DataFrame:
    timeline = facts.reports.timeline
    several = timeline[timeline.duplicated("report", keep=False).to_numpy(dtype=bool)]
    tables = {"count": facts.responses.count_cells, "links": facts.responses.link_cells}
    parts = [_replaced(several, code, kind, cells) for code in facts.platforms for kind, cells in tables.items()]
    return pd.concat(parts, ignore_index=True)


def _replaced(timeline: pd.DataFrame, code: str, kind: str, cells: np.ndarray) -> pd.DataFrame:
    """Answers of one question that a later, different one replaced."""
    answered = timeline[timeline[f"{kind}:{code}"].to_numpy() >= 0]
    report, cell = answered["report"].to_numpy(), answered[f"{kind}:{code}"].to_numpy()
    replaced = np.flatnonzero((report[:-1] == report[1:]) & (cell[:-1] != cell[1:]))
    old = answered[["unit", "month", "row"]].iloc[replaced].assign(platform=code, cell=cell[replaced])
    new = answered[["row"]].iloc[replaced + 1].assign(cell=cell[replaced + 1])
    return found(
        old,
        row="row",
        old=[quoted(cells[cell], 40) for cell in old["cell"]],
        new=[quoted(cells[cell], 40) for cell in new["cell"]],
        later=new["row"].astype(str),
    )


RULE = Rule(
    code="superseded",
    severity=INFO,
    title=N_("Answer replaced by a later one"),
    message=N_("On {platform}, the answer “{old}” was replaced by “{new}” in row {later}."),
    remedy=N_("Nothing needs doing if the later answer is right."),
    meaning=N_("The unit answered the same question about the same month again; the later answer counts."),
    example=N_("Count 8 on 2 November, corrected to 9 on 4 November."),
    fairness=N_(
        "Units may correct themselves until the month is frozen; a blank never replaces an answer, and both rows stay as they are."
    ),
    find=find,
)
