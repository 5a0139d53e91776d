"""Was a post already reported for an earlier month?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    links = facts.own_links
    links = links[(links["identity"] != 0).to_numpy(dtype=bool)]
    first = links.groupby(["unit", "identity"], sort=False)["month"].transform("min").to_numpy()
    reused = links.assign(first=first)[links["month"].to_numpy() > first].drop_duplicates(["answer", "identity"])
    times = reused.groupby("answer", sort=True).size()
    shown = reused.drop_duplicates("answer").sort_values("answer")
    answers = facts.answers.iloc[shown["answer"]]
    earlier = [ReportingMonth.from_ordinal(ordinal) for ordinal in shown["first"]]
    return found(answers, row="links_row", number=times.to_numpy(dtype=np.int64), url=facts.urls(shown), earlier=earlier)


RULE = Rule(
    code="link-reused",
    severity=WARNING,
    title=N_("Post already reported earlier"),
    message=N_("On {platform}, {number} links were already reported in an earlier month, for example {url} (in {earlier})."),
    remedy=N_("Check whether the links of the right month were pasted; replace those of earlier months."),
    meaning=N_("A post of this report stands in the same unit's report about an earlier month."),
    example=N_("The October report repeats a link of the September report."),
    fairness=N_("A warning only: posts near a month's end are easily counted twice in good faith."),
    find=find,
)
