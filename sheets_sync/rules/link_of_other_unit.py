"""Do two units claim the same post?"""

from __future__ import annotations

import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found, full_label

_SHOWN = 3


def find(facts: Facts) -> pd.DataFrame:
    links = facts.own_links
    links = links[(links["identity"] != 0).to_numpy(dtype=bool)]
    claims = links.drop_duplicates(["identity", "unit"])
    contested = claims.loc[claims.duplicated("identity", keep=False).to_numpy(dtype=bool), "identity"]
    shared = links[links["identity"].isin(contested).to_numpy(dtype=bool)].drop_duplicates(["answer", "identity"])
    owners = claims[claims["identity"].isin(contested).to_numpy(dtype=bool)].groupby("identity")["unit"].agg(list).to_dict()
    times = shared.groupby("answer", sort=True).size()
    shown = shared.drop_duplicates("answer").sort_values("answer")
    answers = facts.answers.iloc[shown["answer"]]
    others = [_others(facts, owners[identity], unit) for identity, unit in zip(shown["identity"], shown["unit"], strict=True)]
    return found(answers, row="links_row", number=times.to_numpy(), url=facts.urls(shown), others=others)


def _others(facts: Facts, owners: list[str], unit: str) -> str:
    names = sorted(full_label(facts.units[code], facts.units) for code in owners if code != unit)
    return "; ".join(names[:_SHOWN]) + ("; …" if len(names) > _SHOWN else "")


RULE = Rule(
    code="link-of-other-unit",
    severity=WARNING,
    title=N_("Post also reported by another unit"),
    message=N_("On {platform}, {number} links are also reported by another unit, for example {url} (also by {others})."),
    remedy=N_("Check whether the links lead to your own posts; a joint post may stay, with a word in the notes."),
    meaning=N_("The same post stands in the reports of two units, whatever the month."),
    example=N_("A kalurahan and its kapanewon both report the kapanewon's post."),
    fairness=N_("Both units are told and neither is judged: nobody but they can know whose post it is, and joint posts exist."),
    find=find,
)
