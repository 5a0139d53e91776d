"""Did a later response replace an earlier answer?"""

from __future__ import annotations

import numpy as np

from sheets_sync.domain.finding import INFO
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Found, Rule, found, quoted, together


def find(facts: Facts) -> Found:
    timeline, responses = facts.reports.timeline, facts.responses
    tables = ((timeline.counts, responses.count_cells), (timeline.links, responses.link_cells))
    return together([_replaced(facts, at, codes[at], cells) for at in range(len(facts.platforms)) for codes, cells in tables])


def _replaced(facts: Facts, platform: int, codes: np.ndarray, cells: np.ndarray) -> Found:
    """Answers of one question that a later, different one replaced."""
    timeline = facts.reports.timeline
    answered = np.flatnonzero(codes >= 0)
    report, cell = timeline.report[answered], codes[answered]
    replaced = np.flatnonzero((report[:-1] == report[1:]) & (cell[:-1] != cell[1:]))
    old, new = answered[replaced], answered[replaced + 1]
    rows = facts.responses.frame["row"].to_numpy()
    return found(
        len(old),
        unit=facts.codes[timeline.unit[old]],
        month=timeline.month[old],
        platform=facts.platforms[platform],
        row=rows[timeline.response[old]],
        old=[quoted(cell, 40) for cell in cells[codes[old]]],
        new=[quoted(cell, 40) for cell in cells[codes[new]]],
        later=[str(row) for row in rows[timeline.response[new]].tolist()],
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
