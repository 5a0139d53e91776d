"""Did a later response replace an earlier answer?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found, quoted


def find(facts: Facts) -> pd.DataFrame:
    parts = []
    for code in facts.platforms:
        for kind, cells in (("count", facts.responses.count_cells), ("links", facts.responses.link_cells)):
            parts.append(_replaced(facts, code, kind, cells))
    return pd.concat(parts, ignore_index=True)


def _replaced(facts: Facts, code: str, kind: str, cells: np.ndarray) -> pd.DataFrame:
    """Answers of one question that a later, different one replaced."""
    given = facts.reports.timeline[["unit", "month", "row", f"{kind}:{code}"]].set_axis(["unit", "month", "row", "cell"], axis=1)
    given = given[(given["cell"] >= 0).to_numpy(dtype=bool)]
    following = given.shift(-1)
    same_report = (given["unit"] == following["unit"]) & (given["month"] == following["month"])
    replaced = (same_report & (given["cell"] != following["cell"])).to_numpy(dtype=bool)
    old, new = given[replaced].assign(platform=code), following[replaced]
    return found(
        old,
        row="row",
        old=[quoted(cells[cell], 40) for cell in old["cell"]],
        new=[quoted(cells[int(cell)], 40) for cell in new["cell"]],
        later=new["row"].astype(int).astype(str),
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
