import ast
import re
from pathlib import Path

import pytest

import sheets_sync.rules
from sheets_sync.domain.finding import SEVERITIES
from sheets_sync.rules import ALL_RULES

FOLDER = Path(sheets_sync.rules.__file__).parent
QUESTIONS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem not in {"__init__", "rule"} and not file.stem.startswith("_"))
PROMISED = [
    "unknown-unit",
    "ambiguous-unit",
    "invalid-month",
    "future-month",
    "month-locked",
    "missing-count",
    "invalid-count",
    "missing-links",
    "invalid-link",
    "wrong-platform-link",
    "not-own-account",
    "profile-link",
    "shortened-link",
    "fewer-links-than-posts",
    "duplicate-link",
    "link-reused",
    "link-of-other-unit",
    "unregistered-submitter",
    "superseded",
    "no-account",
    "no-sk",
    "sk-incomplete",
    "sk-expired",
    "sk-expiring",
    "below-target",
    "no-head-email",
    "count-outlier",
]


def test_every_promised_rule_is_there_once():
    codes = [rule.code for rule in ALL_RULES]
    assert len(codes) == len(set(codes))
    assert set(PROMISED) <= set(codes)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_rule_is_left_out_and_each_has_a_test_of_its_name(question):
    module = getattr(sheets_sync.rules, question)
    rules = [value for value in vars(module).values() if isinstance(value, type(ALL_RULES[0]))]
    assert rules
    assert all(rule in ALL_RULES for rule in rules)
    tests = ast.parse((Path(__file__).parent / f"test_{question}.py").read_text(encoding="utf-8"))
    assert sum(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in tests.body) >= 2


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_what_to_do(rule):
    assert rule.severity in SEVERITIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    for text in (rule.title, rule.message, rule.remedy, rule.meaning, rule.example, rule.fairness):
        assert text.strip()
