"""Does a post stand more than once in a report?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found


def find(facts: Facts) -> pd.DataFrame:
    links = facts.own_links
    links = links[(links["identity"] != 0).to_numpy(dtype=bool)]
    keys = ["unit", "month", "identity"]
    repeated = links[links.duplicated(keys, keep="first").to_numpy(dtype=bool)]
    times = repeated.groupby("answer", sort=True).size()
    firsts = repeated.drop_duplicates("answer").sort_values("answer")
    answers = facts.answers.iloc[firsts["answer"]]
    return found(answers, row="links_row", number=times.to_numpy(), url=facts.urls(firsts))


RULE = Rule(
    code="duplicate-link",
    severity=WARNING,
    title=N_("Same post twice in the report"),
    message=N_("On {platform}, {number} links repeat a post that already stands in this report, for example {url}."),
    remedy=N_("Replace the repeated links by those of other posts, or correct the number."),
    meaning=N_("Two links lead to the same post, however they are written."),
    example=N_("youtu.be/dQw4w9WgXcQ and youtube.com/watch?v=dQw4w9WgXcQ."),
    fairness=N_("A warning only; each post still counts once. Links that do not tell which post they lead to are never compared."),
    find=find,
)
