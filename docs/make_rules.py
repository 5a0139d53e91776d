"""Write docs/rules.md (English) and docs/aturan.md (Indonesian) from the rules themselves: python docs/make_rules.py."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.domain.marks import N_
from sheets_sync.language import Language
from sheets_sync.rules import ALL_RULES, Rule
from sheets_sync.summaries.words import SEVERITY_WORDS

PAGES = {"en": "rules.md", "id": "aturan.md"}
_TITLE = N_("What each finding means")
_INTRO = N_(
    "“Needs fixing” leaves an obligation unmet or a response unused until somebody has answered a question; “Please check” counts but is "
    "shown; “Good to know” asks for nothing. No finding is a verdict on a person. This page is made from the rules themselves."
)
_PARTS = (
    (N_("Meaning"), "meaning"),
    (N_("Example"), "example"),
    (N_("What it says"), "message"),
    (N_("What to do"), "remedy"),
    (N_("Why it is fair"), "fairness"),
)


def page(language: Language) -> str:
    """The whole page in one language."""
    _ = language.gettext
    contents = "\n".join(f"- [{_(rule.title)}](#{rule.code}) (`{rule.code}`)" for rule in ALL_RULES)
    sections = "\n".join(_section(rule, language) for rule in ALL_RULES)
    return f"# {_(_TITLE)}\n\n{_(_INTRO)}\n\n{contents}\n\n{sections}"


def _section(rule: Rule, language: Language) -> str:
    _ = language.gettext
    lines = [f'<a id="{rule.code}"></a>', f"## {_(rule.title)}", "", f"`{rule.code}` · {_(SEVERITY_WORDS[rule.severity])}", ""]
    lines += [f"- **{_(name)}:** {_(getattr(rule, part))}" for name, part in _PARTS]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for code, name in PAGES.items():
        (Path(__file__).parent / name).write_text(page(Language(code)), encoding="utf-8")
