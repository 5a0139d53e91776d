"""What a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from sheets_sync.compliance import Answers, Reports
from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.finding import RegisterProblem
from sheets_sync.domain.link import COUNTING_KINDS, LINK_PLATFORMS, Link
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.pairs import changes, occurs_again
from sheets_sync.domain.responses import Responses
from sheets_sync.domain.unit import Unit
from sheets_sync.rules._words import cut, inert


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link's address for a message, read from its cell at the moment it is shown: of millions of links, few ever are."""

    read_links: Callable[[object], Sequence[Link]]
    cell: object
    position: int

    def __str__(self) -> str:
        link = self.read_links(self.cell)[self.position]
        shown = cut(link.url, 80)
        return shown if link.safe_url else inert(shown)


@dataclass(frozen=True, slots=True)
class Uses:
    """Links where they stand: `answer` (position among the answers, ascending) and `link` (position in the table), in parallel."""

    answer: np.ndarray
    link: np.ndarray

    def only(self, chosen: np.ndarray) -> Uses:
        return Uses(self.answer[chosen], self.link[chosen])

    def by_answer(self) -> tuple[np.ndarray, np.ndarray]:
        """The position of each answer's first use among these, and how many of these are its."""
        first = np.flatnonzero(changes(self.answer))
        return first, np.diff(first, append=len(self.answer))


@dataclass(frozen=True)
class Facts:
    """Everything a rule may look at.

    `set_aside`: per response, the rule for which it is not used ("" where it is). `read_links` reads a cell again, for the few links
    that are shown; `is_foreign` says whether a link names another account than a register cell does for a platform.
    """

    units: Mapping[str, Unit]
    register_problems: Sequence[RegisterProblem]
    responses: Responses
    set_aside: np.ndarray
    reports: Reports
    platforms: tuple[str, ...]
    deadline: Callable[[ReportingMonth], Deadline]
    now: datetime
    check_submitters: bool
    sk_expiring_days: int
    read_links: Callable[[object], Sequence[Link]]
    is_foreign: Callable[[Link, str, str], bool]

    @cached_property
    def codes(self) -> np.ndarray:
        """The units' codes by their position in the register."""
        return np.array(list(self.units), dtype=object)

    @property
    def answers(self) -> Answers:
        return self.reports.answers

    @cached_property
    def claimed(self) -> np.ndarray:
        """Per answer, whether it is owed and the unit claims at least one post."""
        return self.answers.obliged & (self.answers.count > 0)

    def links_in(self, answers: np.ndarray) -> Uses:
        """All links of these answers (positions, ascending)."""
        codes = self.answers.links_code[answers]
        begin, end = (np.where(codes >= 0, self._first_links[codes + after], 0) for after in (0, 1))
        lengths = end - begin
        offsets = np.arange(lengths.sum(), dtype=np.int32) - np.repeat((np.cumsum(lengths) - lengths).astype(np.int32), lengths)
        return Uses(np.repeat(answers, lengths), np.repeat(begin, lengths) + offsets)

    @cached_property
    def _first_links(self) -> np.ndarray:
        """Per distinct cell, and one beyond, the position of its first link in the table."""
        cells = np.arange(len(self.responses.link_cells) + 1)
        return np.searchsorted(self.responses.links.cell, cells).astype(np.int32)

    def own(self, uses: Uses) -> np.ndarray:
        """Which of the links count for the platform under which they stand."""
        table, expected = self.responses.links, self._link_platforms[self.answers.platform[uses.answer]]
        return np.asarray(np.isin(table.kind[uses.link], COUNTING_KINDS) & (table.platform[uses.link] == expected))

    @cached_property
    def _link_platforms(self) -> np.ndarray:
        return np.array([LINK_PLATFORMS.index(code) for code in self.platforms], dtype=np.int8)

    @cached_property
    def odd_links(self) -> Uses:
        """Links that do not count for the platform under which they stand."""
        uses = self.links_in(np.flatnonzero(self.answers.links_found > self.answers.links_valid))
        return uses.only(~self.own(uses))

    @cached_property
    def recurring_links(self) -> Uses:
        """Links of their own platform to posts that the answers name more than once."""
        links, answers = self.responses.links, self.answers
        told = np.zeros(len(self.responses.link_cells) + 1, dtype=bool)  # the last stands for blank cells
        told[links.cell[self.reports.recurring]] = True
        told[:-1] |= np.bincount(answers.links_code[answers.links_code >= 0], minlength=len(told) - 1) > 1
        uses = self.links_in(np.flatnonzero(told[answers.links_code]))
        uses = uses.only(self.own(uses) & (links.identity[uses.link] != 0))
        return uses.only(occurs_again(links.identity[uses.link]))

    def urls(self, uses: Uses) -> list[ShownLink]:
        """The addresses of some links: read again from their cells when, and only if, they are shown."""
        codes = self.answers.links_code[uses.answer]
        places = uses.link - self._first_links[codes]
        cells = self.responses.link_cells[codes]
        return [ShownLink(self.read_links, cell, place) for cell, place in zip(cells, places.tolist(), strict=True)]
