"""The order of a form's items: the plan's, with what people added where they added it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sheets_sync.domain.hosted_form import PAGE, FormItem


def in_order(planned: Sequence[str], items: Sequence[FormItem], *, front: Collection[str], parked: Collection[str]) -> list[str]:
    """The ids of all items in their order: `planned` ones (new ones among them) as planned, others of `items` behind the planned
    one that they stand behind now.

    `front`: the first page's, `parked`: those on the page that everybody skips. Nothing of people's is put among the parked ones,
    nor between those of the front; a page of theirs at the front, which the jump over the parked ones would pass over, comes last.
    """
    followers: dict[str, list[str]] = {}
    at_front = [id for id in planned if id in front]
    anchor, stray = "", False
    for item in items:
        if item.id in planned:
            if item.id not in parked:
                anchor, stray = item.id, False
            continue
        stray = stray or (item.kind == PAGE and (not anchor or anchor in front))
        place = planned[-1] if stray else at_front[-1] if anchor in front else anchor
        followers.setdefault(place, []).append(item.id)
    return [*followers.get("", []), *(id for name in planned for id in (name, *followers.get(name, ())))]
