"""How tokens begin that hold a plain link, but not its scheme at their beginning: "1.https://…", "Link:https://…", "2.instagram.com/…".

Like the meaning of heads, it is learned from the careful reader, once for each form of beginning.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from sheets_sync.intake._link_ascii import SIGN
from sheets_sync.intake._link_bytes import Flags, Positions, Text
from sheets_sync.intake._link_lookup import Lookup, rows_of
from sheets_sync.intake._link_mending import mended
from sheets_sync.intake._link_text import candidates

_LEAD = re.compile(rf"[\w.():;>*•#!{SIGN}-]{{1,40}}", re.ASCII)
_SAMPLES = ("https://situs.desa.id/berita/aB3-_x9Q", "https://www.instagram.com/p/aB3-_x9Q/?igsh=aB3", "http://x.com/nama/status/123_")


class Openings:
    """What was learned of beginnings."""

    def __init__(self) -> None:
        self._leads = Lookup(clear=np.bool_)
        self._hosts = Lookup(before=np.int64)

    def are_clear(self, text: Text, starts: Positions, ends: Positions) -> Flags:
        """Whether what is glued to the front of a scheme leaves the link as it is."""
        rows = rows_of(
            text.hashes(starts, ends),
            self._leads,
            lambda new, at: self._leads.learn(new, clear=map(_is_clear, text.slices(starts[at], ends[at]))),
        )
        clear: Flags = self._leads["clear"][rows]
        return clear

    def before_hosts(self, text: Text, starts: Positions, ends: Positions) -> Positions:
        """How many characters stand before the host in what goes up to a first slash; -1 where it is no host known without a scheme."""
        rows = rows_of(
            text.hashes(starts, ends),
            self._hosts,
            lambda new, at: self._hosts.learn(new, before=[_before_host(opening) + 1 for opening in text.slices(starts[at], ends[at])]),
        )
        before: Positions = self._hosts["before"][rows]
        return before - 1


def _is_clear(lead: str) -> bool:
    return _LEAD.fullmatch(lead) is not None and all(candidates(lead + sample) == [sample] for sample in _SAMPLES)


@lru_cache(maxsize=65536)
def _before_host(opening: str) -> int:
    sample = f"{opening}/aB3-_x9Q"
    whole = mended(sample)
    at = whole.find("https://")
    alone = at >= 0 and whole == f"{sample[:at]}https://{sample[at:]}" and candidates(sample) == ["https://" + sample[at:]]
    return at if alone and (at == 0 or _LEAD.fullmatch(sample[:at])) else -1
