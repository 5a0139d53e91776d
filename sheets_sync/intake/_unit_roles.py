"""What a word may be besides a name: bits of an entry's role."""

from __future__ import annotations

FILLER, AREA_FILLER, HOME, PROVINCE, CITY, REGENCY, OF_PROVINCE, ELSEWHERE, OTHER_BODY, LEADING_BODY, AND, PERSON, TITLE, TYPE = (
    1 << i for i in range(14)
)
FOREIGN = ELSEWHERE | OTHER_BODY | LEADING_BODY
