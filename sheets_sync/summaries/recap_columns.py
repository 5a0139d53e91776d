"""The columns of a recap: what they are called, and which column of a tab is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.tab import INTEGER, MOMENT, PEOPLE, RATIO, STATUS, WRAP, Column
from sheets_sync.language import N_, Language
from sheets_sync.summaries.words import folded, recognisers

HEADERS = {
    "code": N_("Code"),
    "name": N_("Unit Name"),
    "kind": N_("Kind"),
    "parent": N_("Parent"),
    "status": N_("Status"),
    "received": N_("Received"),
    "complete_since": N_("Complete Since"),
    "met": N_("Met"),
    "posts": N_("Posts"),
    "valid_links": N_("Valid Links"),
    "findings": N_("Findings"),
    "follow_up": N_("Follow-up"),
    "notes": N_("Notes by Diskominfo"),
}

LEFT_OVER = N_("Notes from rows that are no longer in the register")
"""Stands above the rows kept below the table."""

PEOPLES = ("follow_up", "notes")
MOMENTS = ("received", "complete_since")

CHOICES = (
    N_("Contacted"),
    N_("Waiting for the correction"),
    N_("Being assisted"),
    N_("Settled"),
)


def columns(platforms: Sequence[str], extras: Sequence[tuple[str, str]], language: Language) -> tuple[Column, ...]:
    """All columns of a recap, in order; `extras`: (key, header) of those that people added."""
    word = {key: language.gettext(message) for key, message in HEADERS.items()}
    met_note = language.gettext(N_("Obligations met / obligations: one for each account in the register."))
    since_note = language.gettext(N_("From when on the report was complete and stayed so; it decides on time or late."))
    return (
        Column("code", word["code"], 18),
        Column("name", word["name"], 46, WRAP),
        Column("kind", word["kind"], 13),
        Column("parent", word["parent"], 11),
        Column("status", word["status"], 15, STATUS),
        Column("received", word["received"], 17, MOMENT),
        Column("complete_since", word["complete_since"], 17, MOMENT, note=since_note),
        Column("met", word["met"], 11, RATIO, note=met_note),
        *(Column(f"count:{code}", BY_CODE[code].label, 11, INTEGER) for code in platforms),
        Column("posts", word["posts"], 12, INTEGER),
        Column("valid_links", word["valid_links"], 9, INTEGER),
        Column("findings", word["findings"], 9, INTEGER),
        Column("follow_up", word["follow_up"], 24, WRAP, PEOPLE, tuple(map(language.gettext, CHOICES))),
        Column("notes", word["notes"], 40, WRAP, PEOPLE),
        *(Column(key, header, 24, WRAP, PEOPLE) for key, header in extras),
    )


def header_keys(platforms: Sequence[str]) -> dict[str, str]:
    """Folded header in any language -> column key. Only `platforms` are the job's: another platform's column is somebody's own."""
    labels = {folded(BY_CODE[code].label): f"count:{code}" for code in platforms}
    return {**labels, **recognisers(HEADERS)}


def located(header: Sequence[object], keys: Mapping[str, str]) -> dict[str, int]:
    """Column key -> position, for the headers that are the job's; of two alike the left one."""
    positions: dict[str, int] = {}
    for position, cell in enumerate(header):
        key = keys.get(folded(cell))
        if key:
            positions.setdefault(key, position)
    return positions


def looks_like_header(positions: Mapping[str, int]) -> bool:
    return ("code" in positions and len(positions) >= 2) or len(positions) >= 4
