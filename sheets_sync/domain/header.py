"""Headers and question titles as they are compared."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")


def folded(text: object) -> str:
    """A header as it is compared: case, surrounding, repeated and non-breaking spaces, line breaks do not matter."""
    if text is None or (isinstance(text, float) and text != text):
        return ""
    plain = unicodedata.normalize("NFKC", str(text))
    return _SPACES.sub(" ", _INVISIBLE.sub("", plain)).strip().rstrip(":*").rstrip().casefold()
