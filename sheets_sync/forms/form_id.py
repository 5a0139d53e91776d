"""Which form is meant by what stands in the settings."""

from __future__ import annotations

import re

from sheets_sync.domain.marks import N_
from sheets_sync.errors import SettingsError

_LINK = re.compile(r"/forms/(?:u/\d+/)?d/([A-Za-z0-9_-]{20,})")
_ID = re.compile(r"[A-Za-z0-9_-]{20,}")
_OPEN_IT = N_("Open the form as its editor (the page with the tab Questions) and copy the address from the browser: …/forms/d/…/edit.")


def form_id(text: str) -> str:
    """The id in a form's edit address (or the id itself), "" for none; SettingsError for the address that units fill it in at."""
    text = text.strip()
    if "/forms/d/e/" in text or "forms.gle/" in text or text.startswith("1FAIpQL"):
        raise SettingsError(
            N_("[form] id holds the address at which units fill in the form, which does not tell the form's id."), remedy=_OPEN_IT
        )
    match = _LINK.search(text)
    if match:
        return match[1]
    if text and not _ID.fullmatch(text):
        raise SettingsError(N_("[form] id is neither a form's id nor its edit address: {text}"), remedy=_OPEN_IT, text=text[:80])
    return text
