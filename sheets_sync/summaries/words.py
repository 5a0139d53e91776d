"""Words on the tabs, and how they are recognised again: in every language, whatever case and spaces people left them in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sheets_sync.domain.finding import ERROR, INFO, WARNING
from sheets_sync.domain.status import COMPLETE, EXEMPT, INCOMPLETE, LATE, MISSING, SHOWN_AS
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD
from sheets_sync.language import LANGUAGES, N_, Language

STATUS_STYLES = {COMPLETE: "good", LATE: "fair", INCOMPLETE: "poor", MISSING: "bad", EXEMPT: "muted"}

SHORT_STATUS = {
    COMPLETE: N_("Complete"),
    LATE: N_("Late"),
    INCOMPLETE: N_("Partial"),
    MISSING: N_("No Report"),
    EXEMPT: "–",
}
"""Short enough for a narrow column."""

SEVERITY_WORDS = {ERROR: N_("Needs fixing"), WARNING: N_("Please check"), INFO: N_("Good to know")}
SEVERITY_STYLES = {ERROR: "bad", WARNING: "fair", INFO: "muted"}

KIND_WORDS = {OPD: N_("Regional offices"), KAPANEWON: N_("Kapanewon"), KALURAHAN: N_("Kalurahan")}

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def folded(text: object) -> str:
    """A header, title or status word as it is compared: case, all kinds of spaces and line breaks do not matter."""
    if not isinstance(text, str):
        return ""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split()).casefold()


@lru_cache(maxsize=512)
def spellings(message: str) -> frozenset[str]:
    """The folded forms of a marked message in every language."""
    return frozenset(folded(Language(code).gettext(message)) for code in LANGUAGES)


def recognisers(messages: Mapping[str, str]) -> dict[str, str]:
    """Folded spelling in any language -> key, for key -> marked message; the first key wins where two share a word."""
    found: dict[str, str] = {}
    for key, message in messages.items():
        for spelling in spellings(message):
            found.setdefault(spelling, key)
    return found


def status_words(language: Language) -> dict[str, str]:
    return {status: language.gettext(message) for status, message in SHOWN_AS.items()}


def status_colours(language: Language) -> dict[str, str]:
    """Shown status -> style name."""
    return {word: STATUS_STYLES[status] for status, word in status_words(language).items()}


def listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))
