"""The sentences that more than one kind of letter says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.status import LATE, MISSING, SHOWN_AS
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD
from sheets_sync.emails._verdicts import Rate, Verdict
from sheets_sync.language import N_, Language

KIND_WORDS = {OPD: N_("regional offices"), KAPANEWON: N_("kapanewon"), KALURAHAN: N_("kalurahan")}
KIND_TITLES = {OPD: N_("Regional offices"), KAPANEWON: N_("Kapanewon"), KALURAHAN: N_("Kalurahan")}

PREHEADER_LENGTH = 110


def status_word(status: str, language: Language) -> str:
    return language.gettext(SHOWN_AS[status])


def platform_label(code: str) -> str:
    return BY_CODE[code].label if code in BY_CODE else code


def met_of_required(verdict: Verdict, language: Language) -> str:
    """5 dari 7 kewajiban terpenuhi."""
    if not verdict.required:
        return language.gettext(N_("No account is registered yet"))
    return language.fill(N_("{met} of {required} obligations met"), {"met": verdict.met, "required": verdict.required})


def standing_in_numbers(verdict: Verdict, language: Language) -> str:
    """Belum Lengkap, 5 dari 7."""
    word = status_word(verdict.status, language)
    if not verdict.required:
        return word
    return language.fill(N_("{status}, {met} of {required}"), {"status": word, "met": verdict.met, "required": verdict.required})


def change_of_unit(now: Verdict, before: Verdict | None, previous: ReportingMonth, language: Language) -> str:
    """How the unit stands against the month before."""
    if before is None or not before.expected:
        return language.fill(N_("There is nothing to compare with for {month}."), {"month": previous})
    values = {"month": previous, "standing": standing_in_numbers(before, language)}
    if now.standing > before.standing:
        return language.fill(N_("Better than {month} ({standing})."), values)
    if now.standing < before.standing:
        return language.fill(N_("Below {month} ({standing})."), values)
    return language.fill(N_("The same as {month} ({standing})."), values)


def ratio(part: int, whole: int, language: Language) -> str:
    """96/193: the numbers that stand beside every rate."""
    return f"{language.number(part)}/{language.number(whole)}"


def change_of_rate(now: Rate, before: Rate, previous: ReportingMonth, language: Language) -> str:
    """How many more or fewer units are complete than the month before."""
    if not before.expected:
        return language.fill(N_("There is nothing to compare with for {month}."), {"month": previous})
    values = {
        **before.values,
        "month": previous,
        "percent": language.percent(before.complete, before.expected),
        "difference": abs(now.complete - before.complete),
    }
    if now.complete > before.complete:
        return language.fill(N_("{difference} more than {month} ({complete} of {expected}, {percent})."), values)
    if now.complete < before.complete:
        return language.fill(N_("{difference} fewer than {month} ({complete} of {expected}, {percent})."), values)
    return language.fill(N_("As many as {month} ({complete} of {expected}, {percent})."), values)


def headline_of_rate(now: Rate, language: Language) -> str:
    """57,1% lengkap; tepat waktu 6 dari 14 (42,8%)."""
    values = {
        **now.values,
        "percent": language.percent(now.complete, now.expected),
        "on_time_percent": language.percent(now.on_time, now.expected),
    }
    return language.fill(N_("{percent} complete; {on_time} of {expected} on time ({on_time_percent})"), values)


def tone_of_rate(now: Rate) -> str:
    """Only a full house has a colour: a rate is a number, not a mark."""
    return "good" if now.expected and now.complete == now.expected else "plain"


def moment_in_zone(moment: datetime, zone: str, language: Language) -> str:
    """Kamis, 5 November 2026 pukul 23.59 WIB."""
    values = {"day": language.weekday(moment.date()), "time": language.time(moment), "zone": zone}
    return language.fill(N_("{day} at {time} {zone}"), values).strip()


def deadline_line(assessment: Assessment, month: ReportingMonth, zone: str, language: Language) -> str:
    due = moment_in_zone(assessment.deadlines[month].due, zone, language)
    return language.fill(N_("Due: {moment}"), {"moment": due})


def accepted_until(assessment: Assessment, month: ReportingMonth, zone: str, language: Language) -> str:
    """Until when a correction still counts; "" if the month is never frozen.

    It names the moment and not whether it has passed, so that a letter says the same whenever it is written.
    """
    lock = assessment.deadlines[month].lock
    if lock is None:
        return ""
    return language.fill(N_("Corrections count if we receive them by {moment}."), {"moment": moment_in_zone(lock, zone, language)})


def headline_of_unit(verdict: Verdict, month: ReportingMonth, zone: str, language: Language, *, unclear: bool = False) -> str:
    """The numbers behind the status: X of Y, and since when, that nothing came, or that what came is not clearly this unit's."""
    values = {"met": met_of_required(verdict, language), "month": month}
    if unclear:
        return language.fill(N_("{met}; a response for {month} has come whose unit name is not clear"), values)
    if verdict.status == MISSING:
        return language.fill(N_("{met}; the report for {month} has not reached us yet"), values)
    if verdict.status == LATE and verdict.complete_since:
        since = moment_in_zone(verdict.complete_since, zone, language)
        return language.fill(N_("{met}, complete since {moment}"), {**values, "moment": since})
    return str(values["met"])


def listed(words: Sequence[str], language: Language) -> str:
    """Instagram, TikTok dan Threads; semicolons between names that have commas of their own."""
    if len(words) < 2:
        return "".join(words)
    if _with_commas(words):
        message = N_("{first}; and {last}")
    else:
        message = N_("{first} and {last}") if len(words) == 2 else N_("{first}, and {last}")
    return language.fill(message, {"first": _joined(words[:-1], words), "last": words[-1]})


def with_rest(names: Sequence[str], limit: int, language: Language) -> str:
    """The names, the last of a long list as a count: A, B, C dan 37 lainnya."""
    hidden = len(names) - limit
    if hidden <= 1:
        return listed(names, language)
    shown = names[:limit]
    words = language.ngettext("{names} and {n} other", "{names} and {n} others", hidden)
    return words.format(names=_joined(shown, shown), n=language.number(hidden))


def _joined(words: Sequence[str], among: Sequence[str]) -> str:
    return ("; " if _with_commas(among) else ", ").join(words)


def _with_commas(words: Sequence[str]) -> bool:
    return any("," in word for word in words)


def shortened(text: str, length: int) -> str:
    """The text, cut between words and marked where it is longer."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.") + "…"
