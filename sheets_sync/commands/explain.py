"""`sheets-sync explain`: how an answer is read, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sheets_sync import wiring
from sheets_sync.domain.marks import N_, Word
from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS
from sheets_sync.errors import UsageError
from sheets_sync.rules.rule import full_label

if TYPE_CHECKING:
    from sheets_sync.commands.speaker import Speaker

_MOST_NAMED = 8
Steps = Iterable[tuple[str, Mapping[str, object]]]


def run(speak: Speaker, what: str, text: str, *, submitted_at: datetime | None, request: wiring.Request) -> None:
    explainers: Mapping[str, Callable[[], Steps]] = {
        "unit": lambda: _unit(text, request),
        "link": lambda: _links(text),
        "month": lambda: _month(text, submitted_at or wiring.system_clock("Asia/Jakarta").now()),
        "count": lambda: _count(text),
    }
    if what not in explainers:
        raise UsageError(N_("{what} cannot be explained."), remedy=N_("Choose unit, link, month or count."), what=what)
    language = wiring.language_of(request)
    for message, values in explainers[what]():
        speak.out(f"· {language.fill(message, values)}")


def _unit(text: str, request: wiring.Request) -> Steps:
    from sheets_sync.intake.unit_names import UnitMatcher
    from sheets_sync.pipeline import registered_units

    with wiring.job(request, writes=False) as job:
        units = registered_units(job)
    match = UnitMatcher(units.values()).match(text)
    *steps, conclusion = match.explanation
    yield from ((step.message, step.values) for step in steps)
    meant = [full_label(units[code], units) for code in ([match.code] if match.code else match.candidates)]
    yield conclusion.message, {**conclusion.values, "units": "; ".join([*meant[:_MOST_NAMED], *(["…"] if meant[_MOST_NAMED:] else [])])}


_KIND_WORDS = {
    "post": N_("one post"),
    "share": N_("the platform's own share link"),
    "profile": N_("a profile"),
    "channel": N_("a channel"),
    "playlist": N_("several posts"),
    "story": N_("a story, gone after a day"),
    "front-page": N_("a front page"),
    "search": N_("a search"),
    "login": N_("a log-in page"),
    "other": N_("a page that is no single post"),
    "shortened": N_("a shortened link"),
    "file-store": N_("a file, not a post"),
    "unsafe": N_("not a public page"),
    "no-link": N_("no link"),
}


def _links(text: str) -> Steps:
    from sheets_sync.intake.links import extract_links

    links = extract_links(text)
    labels = {platform.code: platform.label for platform in (*PLATFORMS, *NOT_REPORTED_ON)}
    if not links:
        yield N_("The text holds no link."), {}
    for link in links:
        kind, platform = Word(_KIND_WORDS[link.kind]), labels.get(link.platform)
        if platform:
            yield N_("{url}: {platform}, {kind}."), {"url": link.url, "platform": platform, "kind": kind}
        else:
            yield N_("{url}: {kind}."), {"url": link.url, "kind": kind}
        if link.canonical_id:
            yield N_("However it is written, it is the post {identity}."), {"identity": link.canonical_id}
        if link.account:
            yield N_("The link itself names the account {account}."), {"account": link.account}
        yield (N_("It counts as one post."), {}) if link.counts else (N_("It does not count as a post."), {})


def _month(text: str, submitted_at: datetime) -> Steps:
    from sheets_sync.intake.months import explain_month, parse_month

    yield N_("Sent on {day}."), {"day": submitted_at.date()}
    yield from explain_month(_typed(text), submitted_at)
    if parse_month(_typed(text), submitted_at) is None:
        yield N_("So it has to be asked which month is meant."), {}


def _count(text: str) -> Steps:
    from sheets_sync.intake.counts import explain_count, parse_count

    yield from explain_count(text)
    if parse_count(text).problem:
        yield N_("So it has to be asked how many there were."), {}


def _typed(text: str) -> object:
    """A bare number may be a spreadsheet's serial date: the cell would hold a number, not text."""
    number = text.replace(".", "", 1)
    return (float(text) if "." in text else int(text)) if number.isascii() and number.isdigit() and len(text) >= 5 else text
