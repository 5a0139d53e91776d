"""Units of which nothing has come but a response that may be theirs: they are asked, and not told that they are late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.status import MISSING
from sheets_sync.domain.unclear import UnclearResponse
from sheets_sync.emails._verdicts import Verdict
from sheets_sync.emails._words import listed, moment_in_zone
from sheets_sync.emails.context import Context
from sheets_sync.language import N_, Language

UNCLEAR_MARK = N_("a response has come whose name is not clear")
"""Beside a unit's name in lists."""

SHOWN = 3

Unclear = Mapping[str, tuple[UnclearResponse, ...]]


def unclear_responses(assessment: Assessment, verdicts: Mapping[str, Verdict]) -> Unclear:
    """By unit, what may be its report for the month under the light; only of units that have not reported by themselves."""
    unclear = assessment.unclear_in(assessment.month)
    return {code: its for code, its in unclear.items() if code in verdicts and verdicts[code].status == MISSING}


def name_with_mark(name: str, code: str, unclear: Unclear, language: Language) -> str:
    """Piyaman (ada respons yang namanya belum jelas), Kepek (Wonosari; ada respons yang namanya belum jelas)."""
    if code not in unclear:
        return name
    mark = language.gettext(UNCLEAR_MARK)
    return f"{name[:-1]}; {mark})" if name.endswith(")") else f"{name} ({mark})"


def question_to(unit: str, assessment: Assessment, unclear: Unclear, language: Language, context: Context) -> Iterator[str]:
    """What has come, and what to do about it, for the unit with that code; nothing where there is no such response."""
    if unit not in unclear:
        return
    responses = listed([_quoted(each, context.zone, language) for each in unclear[unit][:SHOWN]], language)
    values = {"month": assessment.month, "unit": assessment.unit_labels[unit], "responses": responses}
    yield language.fill(_what_came(unclear[unit]), values)
    yield language.fill(
        N_(
            "If it is, please fill in the form again and choose {unit} from the list of units, or reply to this e-mail so that we can"
            " assign the response. Only if it is not is the report for {month} still awaited."
        ),
        values,
    )


def _what_came(responses: Sequence[UnclearResponse]) -> str:
    if len(responses) == 1:
        return N_("For {month} we have received a response whose unit name is not clear: {responses}. It may be the report of {unit}.")
    return N_("For {month} we have received responses whose unit name is not clear: {responses}. One may be the report of {unit}.")


def _quoted(response: UnclearResponse, zone: str, language: Language) -> str:
    """“Wonosari”, diterima Selasa, 3 November 2026 pukul 09.12 WIB."""
    if response.came is None:
        return language.fill(N_("“{text}”"), {"text": response.text})
    moment = moment_in_zone(response.came, zone, language)
    return language.fill(N_("“{text}”, received on {moment}"), {"text": response.text, "moment": moment})
