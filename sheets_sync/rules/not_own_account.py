"""Do the posts come from the unit's own account?"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.domain.marks import N_
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.rules.rule import Facts, Found, Rule, found, found_in_answers, quoted, together

_PLAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[\w.-]+\.\w+/)?@?([^/\s|,;]+)/?")
"""A handle or a site, or the address of an account's page, and nothing else."""


def find(facts: Facts) -> Found:
    parts = [_on_platform(facts, platform) for platform in range(len(facts.platforms))]
    return together(parts) if parts else found(0)


def _on_platform(facts: Facts, platform: int) -> Found:
    """The findings about one platform; by platform, since there may be millions of links."""
    registered = [unit.accounts.get(facts.platforms[platform], "") for unit in facts.units.values()]
    answers, table = facts.answers, facts.responses.links
    asked = np.array([bool(text) for text in registered], dtype=bool)[answers.unit]
    uses = facts.links_in(np.flatnonzero((answers.platform == platform) & asked))
    uses = uses.only(facts.own(uses) & (table.account[uses.link] >= 0))
    uses = uses.only(table.account[uses.link] != _spelled_alike(registered, table.accounts)[answers.unit[uses.answer]])
    numbers, first = distinct_pairs(answers.unit[uses.answer], table.account[uses.link])
    foreign = [
        _is_foreign(facts, registered[answers.unit[answer]], link)
        for answer, link in zip(uses.answer[first], uses.link[first], strict=True)
    ]
    uses = uses.only(np.array(foreign, dtype=bool)[numbers])
    shown, times = uses.by_answer()
    shown_uses = uses.only(shown)
    return found_in_answers(
        facts,
        shown_uses.answer,
        row=answers.links_row,
        number=times,
        url=facts.urls(shown_uses),
        account=[table.accounts[account] for account in table.account[shown_uses.link].tolist()],
        registered=[quoted(registered[unit], 80) for unit in answers.unit[shown_uses.answer].tolist()],
    )


def _spelled_alike(registered: Sequence[str], accounts: Sequence[str]) -> np.ndarray:
    """Per unit, the account (position) that the register spells just so: plainly its own, and by far the most are."""
    positions = {account: position for position, account in enumerate(accounts)}
    plain = [_PLAIN.fullmatch(text.strip().lower()) for text in registered]
    return np.array([positions.get(match[1], -1) if match else -1 for match in plain], dtype=np.int32)


def _is_foreign(facts: Facts, registered: str, link: int) -> bool:
    table = facts.responses.links
    platform = LINK_PLATFORMS[table.platform[link]]
    named = Link("", platform, KINDS[table.kind[link]], account=table.accounts[table.account[link]])
    return facts.is_foreign(named, registered, platform)


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
