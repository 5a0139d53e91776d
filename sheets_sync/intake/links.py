"""Links as people paste them into a form: found in free text, told apart by platform and kind, and known again however spelled.

Nothing is ever fetched: all that is known of a link stands in its address.
"""

from __future__ import annotations

from sheets_sync.domain.link import INVALID, KINDS, LINK_PLATFORMS, NO_LINK, Link, LinkTable
from sheets_sync.intake._link_accounts import account_contradicts, account_of
from sheets_sync.intake._link_bulk import read_link_cells
from sheets_sync.intake._link_reading import read_link
from sheets_sync.intake._link_text import candidates

__all__ = [
    "KINDS",
    "LINK_PLATFORMS",
    "Link",
    "LinkTable",
    "account_contradicts",
    "account_of",
    "extract_links",
    "parse_link",
    "read_link_cells",
]


def parse_link(text: object) -> Link:
    """The one link in a text; platform "invalid" if there is none, more than one, or it is no usable link. Never raises."""
    links = extract_links(text)
    return links[0] if len(links) == 1 else Link(text.strip() if isinstance(text, str) else "", INVALID, NO_LINK)


def extract_links(cell: object) -> list[Link]:
    """All links in a cell, in order, repeats kept; none in a cell that is no text. Never raises."""
    return [read_link(candidate) for candidate in candidates(cell)] if isinstance(cell, str) else []
