"""Do the posts come from the unit's own account?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.domain.marks import N_
from sheets_sync.rules.rule import Facts, Rule, found, quoted


def find(facts: Facts) -> pd.DataFrame:
    links = _with_registered_account(facts)
    pairs, kinds = pd.factorize(pd.MultiIndex.from_frame(links[["on", "account", "registered"]]))
    first = links[~pd.Series(pairs).duplicated().to_numpy()]
    foreign = np.array([_is_foreign(facts, link) for link in first.itertuples()], dtype=bool)
    links = links[foreign[pairs]] if len(kinds) else links
    times = links.groupby("answer", sort=True).size()
    shown = links.drop_duplicates("answer").sort_values("answer")
    return found(
        facts.answers.iloc[shown["answer"]],
        row="links_row",
        number=times.to_numpy(),
        url=facts.urls(shown),
        account=[facts.responses.links.accounts[account] for account in shown["account"]],
        registered=[quoted(text, 80) for text in shown["registered"]],
    )


def _with_registered_account(facts: Facts) -> pd.DataFrame:
    """Links that name an account, where the register names one to compare with."""
    links = facts.own_links
    links = links[(links["account"] >= 0).to_numpy(dtype=bool)]
    answers = facts.answers.iloc[links["answer"]]
    links = links.assign(registered=answers["account"].to_numpy(), on=answers["platform"].to_numpy())
    return links[(links["registered"] != "").to_numpy(dtype=bool)]


def _is_foreign(facts: Facts, link: Any) -> bool:
    account = facts.responses.links.accounts[link.account]
    return facts.is_foreign(Link("", LINK_PLATFORMS[link.platform], KINDS[link.kind], account=account), link.registered, link.on)


RULE = Rule(
    code="not-own-account",
    severity=WARNING,
    title=N_("Post from another account"),
    message=N_(
        "Among the links for {platform}, {number} lead to posts of another account than the registered one, for example {url} "
        "({account}; registered: {registered})."
    ),
    remedy=N_("Report posts of your own account; if the account was renamed, have the register corrected (old name | new name)."),
    meaning=N_("The link itself names the account, and it is none of those the register holds for the unit on that platform."),
    example=N_("A link of instagram.com/another_account/p/…, where the register names @kalurahankepek."),
    fairness=N_("A warning only. Links that do not name an account are never held against anybody."),
    find=find,
)
