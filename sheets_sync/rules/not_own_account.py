"""Do the posts come from the unit's own account?"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from sheets_sync.domain.finding import WARNING
from sheets_sync.domain.link import KINDS, LINK_PLATFORMS, Link
from sheets_sync.domain.marks import N_
from sheets_sync.domain.pairs import distinct_pairs
from sheets_sync.rules.rule import Facts, Found, Rule, found_in_answers, quoted

_PLAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[\w.-]+\.\w+/)?@?([^/\s|,;]+)/?")
"""A handle or a site, or the address of an account's page, and nothing else."""


def find(facts: Facts) -> Found:
    answers, table = facts.answers, facts.responses.links
    registered = [[unit.accounts.get(code, "") for unit in facts.units.values()] for code in facts.platforms]
    plainly_own = _spelled_alike(registered, table.accounts)[answers.platform, answers.unit]
    uses = facts.links_in(np.flatnonzero(_names_another(facts, plainly_own)))
    account = table.account[uses.link]
    uses = uses.only(facts.own(uses) & (account >= 0) & (account != plainly_own[uses.answer]))
    owners = answers.platform[uses.answer].astype(np.int64) * len(facts.units) + answers.unit[uses.answer]
    numbers, first = distinct_pairs(owners, table.account[uses.link])
    texts = [registered[answers.platform[answer]][answers.unit[answer]] for answer in uses.answer.tolist()]
    foreign = [bool(texts[at]) and _is_foreign(facts, texts[at], uses.link[at]) for at in first.tolist()]
    uses = uses.only(np.array(foreign, dtype=bool)[numbers])
    shown = uses.only(uses.by_answer()[0])
    return found_in_answers(
        facts,
        shown.answer,
        row=answers.links_row,
        number=uses.by_answer()[1],
        url=facts.urls(shown),
        account=[table.accounts[account] for account in table.account[shown.link].tolist()],
        registered=[quoted(registered[answers.platform[answer]][answers.unit[answer]], 80) for answer in shown.answer.tolist()],
    )


def _spelled_alike(registered: Sequence[Sequence[str]], accounts: Sequence[str]) -> np.ndarray:
    """Platform × unit: the account (position) that the register spells just so: plainly its own, and by far the most are."""
    positions = {account: position for position, account in enumerate(accounts)}
    found = [[positions.get(_plain(text), -1) for text in texts] for texts in registered]
    return np.array(found, dtype=np.int32).reshape(len(registered), -1)


def _plain(text: str) -> str:
    handle = text.removeprefix("@").lower()
    match = None if handle.isalnum() else _PLAIN.fullmatch(handle.strip())
    return match[1] if match else handle


def _names_another(facts: Facts, plainly_own: np.ndarray) -> np.ndarray:
    """Per answer, whether any link in its cell names an account other than the one that is plainly its own."""
    table, cells, nobody = facts.responses.links, len(facts.responses.link_cells) + 1, len(facts.responses.links.accounts)
    naming = np.flatnonzero(table.account >= 0)
    least, greatest = np.full(cells, nobody, dtype=np.int32), np.full(cells, -1, dtype=np.int32)
    np.minimum.at(least, table.cell[naming], table.account[naming])
    np.maximum.at(greatest, table.cell[naming], table.account[naming])
    least, greatest = (bound[facts.answers.links_code] for bound in (least, greatest))
    return np.asarray((greatest >= 0) & ((least != plainly_own) | (greatest != plainly_own)))


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
