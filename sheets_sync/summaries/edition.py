"""Everything an output tab is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.language import Language
from sheets_sync.summaries.memory import Memory


@dataclass(frozen=True)
class Edition:
    """What was judged, what the tabs remember, the office's language, and the tabs' titles by key (`titles.TITLES`)."""

    assessment: Assessment
    memory: Memory
    language: Language
    titles: Mapping[str, str]

    def word(self, message: str) -> str:
        return self.language.gettext(message)

    def fill(self, message: str, **values: object) -> str:
        return self.language.fill(message, values)

    def title(self, key: str, month: ReportingMonth | None = None) -> str:
        return self.titles[key].format(month=month) if month else self.titles[key]
