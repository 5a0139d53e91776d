"""What is wrong and how to mend it, in as few words as a person on a phone will read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sheets_sync.domain.finding import ERROR, INFO, WARNING, Finding
from sheets_sync.language import N_, Language

SEVERITY_WORDS = {ERROR: N_("Needs fixing"), WARNING: N_("Please check"), INFO: N_("Good to know")}
TONES = {ERROR: "bad", WARNING: "fair", INFO: "muted"}
MESSAGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """Findings that have one remedy; `more` says how many messages were left out ("" if none)."""

    severity: str
    tone: str
    title: str
    messages: tuple[str, ...]
    more: str
    remedy: str


def blocks(findings: Iterable[Finding], language: Language) -> list[FindingBlock]:
    """The findings, worst first, those of one rule and one remedy told together."""
    grouped: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        grouped.setdefault((finding.rule, finding.severity, language.fill(finding.remedy, finding.values)), []).append(finding)
    return [_block(alike, remedy, language) for (_, _, remedy), alike in grouped.items()]


def _block(alike: list[Finding], remedy: str, language: Language) -> FindingBlock:
    first = alike[0]
    messages = list(dict.fromkeys(language.fill(finding.message, finding.values) for finding in alike))
    hidden = len(messages) - MESSAGES_SHOWN
    more = language.ngettext("and {n} more", "and {n} more", hidden).format(n=language.number(hidden)) if hidden > 0 else ""
    return FindingBlock(
        severity=language.gettext(SEVERITY_WORDS[first.severity]),
        tone=TONES[first.severity],
        title=language.fill(first.title, first.values),
        messages=tuple(messages[:MESSAGES_SHOWN]),
        more=more,
        remedy=remedy,
    )
