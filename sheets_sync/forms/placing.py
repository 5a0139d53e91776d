"""The order of a form's items: the plan's, with what people added where they added it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from sheets_sync.domain.hosted_form import PAGE, FormItem


@dataclass(frozen=True, slots=True)
class _Run:
    """Items of people's that stand together: behind which planned one that is asked, and before which planned one ("": none)."""

    behind: str
    items: Sequence[FormItem]
    before: str

    @property
    def heads(self) -> int:
        """How many at its end are pages that begin with the planned item behind them."""
        return len(list(takewhile(lambda item: item.kind == PAGE, reversed(self.items)))) if self.before else 0


def in_order(planned: Sequence[str], items: Sequence[FormItem], *, front: Sequence[str], parked: Collection[str]) -> list[str]:
    """The ids of all items in their order: `planned` ones (new ones among them) as planned, others of `items` behind the planned
    one that they stand behind now; a page that begins with a planned one goes with it.

    `front`: unit and month, `parked`: what stands on the page that everybody skips. Nothing of people's is put among the parked
    ones, nor between unit and month; a page of theirs with questions behind the month, which the jump would pass over, comes last.
    """
    before: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for run in _runs(planned, items, parked):
        heads = 0 if run.before == front[-1] else run.heads
        rest = run.items[: len(run.items) - heads]
        stray = _from_first_page(rest) if run.behind in front else 0
        before[run.before] += (item.id for item in run.items[len(rest) :])
        behind[front[-1] if run.behind in front else run.behind] += (item.id for item in rest[: len(rest) - stray])
        behind[planned[-1]] += (item.id for item in rest[len(rest) - stray :])
    return [*behind[""], *(id for name in planned for id in (*before[name], name, *behind[name]))]


def _runs(planned: Sequence[str], items: Sequence[FormItem], parked: Collection[str]) -> Iterator[_Run]:
    ours = set(planned)
    groups = [(is_ours, list(group)) for is_ours, group in groupby(items, key=lambda item: item.id in ours)]
    anchor = ""
    for place, (is_ours, group) in enumerate(groups):
        if is_ours:
            anchor = next((item.id for item in reversed(group) if item.id not in parked), anchor)
        else:
            yield _Run(anchor, group, groups[place + 1][1][0].id if place + 1 < len(groups) else "")


def _from_first_page(items: Sequence[FormItem]) -> int:
    """How many items there are from the first page on."""
    return len(items) - next((place for place, item in enumerate(items) if item.kind == PAGE), len(items))
