"""One output tab a file, each made from the assessment and what the tabs themselves remember; nothing here reads or writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.tab import Tab
from sheets_sync.language import Language
from sheets_sync.summaries import deliveries, findings, history, log, recap, summary
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.memory import LogLine, Memory
from sheets_sync.summaries.titles import with_defaults

ALL_TABS: tuple[Callable[[Edition], list[Tab]], ...] = (summary.make, recap.make, history.make, findings.make, deliveries.make, log.make)
"""In the order in which the tabs stand."""


def make_tabs(
    assessment: Assessment, memory: Memory, language: Language, *,
    titles: Mapping[str, str] | None = None, standing: Sequence[Tab] = (),
) -> list[Tab]:  # fmt: skip
    """Every output tab; `titles` replaces default ones (`titles.TITLES`). The same input makes the same tabs.

    `standing`: the tabs that were made of the same assessment and the same recaps; only deliveries and log may differ.
    """
    edition = Edition(assessment, memory, language, with_defaults(titles))
    if not standing:
        return [tab for make in ALL_TABS for tab in make(edition)]
    anew = {tab.key: tab for make in (deliveries.make, log.make) for tab in make(edition)}
    return [anew.get(tab.key, tab) for tab in standing]


def with_log_line(
    tabs: Sequence[Tab], assessment: Assessment, memory: Memory, language: Language, line: LogLine, *,
    titles: Mapping[str, str] | None = None,
) -> list[Tab]:  # fmt: skip
    """The tabs with one more line at the end of the log."""
    [new] = log.make(Edition(assessment, memory, language, with_defaults(titles)), line)
    return [new if tab.key == new.key else tab for tab in tabs]
