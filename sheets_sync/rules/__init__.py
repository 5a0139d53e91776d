"""One question a file, put to the facts; `check` asks them all, in order, and gathers the findings."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sheets_sync.domain.finding import RuleText
from sheets_sync.rules import (
    ambiguous_unit,
    below_target,
    count_outlier,
    duplicate_link,
    fewer_links_than_posts,
    future_month,
    invalid_count,
    invalid_link,
    invalid_month,
    link_of_other_unit,
    link_reused,
    missing_count,
    missing_links,
    month_locked,
    no_account,
    no_head_email,
    no_sk,
    not_own_account,
    profile_link,
    register_problems,
    shortened_link,
    sk_expired,
    sk_expiring,
    sk_incomplete,
    submission_times,
    superseded,
    unit_from_submitter,
    unknown_unit,
    unreadable_timestamp,
    unregistered_submitter,
    wrong_platform_link,
    zero_with_links,
)
from sheets_sync.rules.rule import Facts, Rule, together

ALL_RULES: tuple[Rule, ...] = (
    unknown_unit.RULE,
    ambiguous_unit.RULE,
    unit_from_submitter.RULE,
    invalid_month.RULE,
    future_month.RULE,
    month_locked.RULE,
    unreadable_timestamp.RULE,
    unregistered_submitter.RULE,
    missing_count.RULE,
    invalid_count.RULE,
    missing_links.RULE,
    invalid_link.RULE,
    wrong_platform_link.RULE,
    profile_link.RULE,
    shortened_link.RULE,
    fewer_links_than_posts.RULE,
    zero_with_links.RULE,
    duplicate_link.RULE,
    link_reused.RULE,
    link_of_other_unit.RULE,
    not_own_account.RULE,
    superseded.RULE,
    no_account.RULE,
    below_target.RULE,
    count_outlier.RULE,
    no_sk.RULE,
    sk_incomplete.RULE,
    sk_expired.RULE,
    sk_expiring.RULE,
    no_head_email.RULE,
    submission_times.RULE,
    *register_problems.RULES,
)

RULE_TEXTS: Mapping[str, RuleText] = {rule.code: rule.text for rule in ALL_RULES}


def check(facts: Facts) -> pd.DataFrame:
    """All findings (`domain.tables.FINDINGS`), in the order of the rules."""
    found = [(rule, rule.find(facts)) for rule in ALL_RULES]
    all_found = together([each for _, each in found])
    return pd.DataFrame(
        {
            "rule": [rule.code for rule, each in found for _ in each.values],
            "severity": [severity or rule.severity for rule, each in found for severity in each.severity],
            "unit": all_found.unit,
            "month": all_found.month,
            "platform": all_found.platform,
            "row": all_found.row,
            "values": all_found.values,
        }
    )
