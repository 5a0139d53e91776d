"""What the sample's people send in: for each unit and month nothing, one response, or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sheets_sync.demo import moments
from sheets_sync.demo.chance import dice, happens, pick
from sheets_sync.demo.people import Person
from sheets_sync.demo.posts import Post, published
from sheets_sync.demo.typing_habits import (
    NO_COUNTS,
    NO_LINKS,
    habits_today,
    pasted,
    typed_count,
    typed_links,
    typed_month,
    typed_name,
)
from sheets_sync.domain.calendar import Deadline
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.domain.tab import Cell

TREND: Mapping[int, float] = {6: -0.05, 5: -0.05, 4: -0.02, 3: 0.01, 2: 0.04, 1: 0.07, 0: 0.07}
"""What is added to everybody's diligence so many months ago: the regency gets better at it."""

SHORTFALLS: Mapping[str, float] = {"partial": 30, "late": 18, "locked out": 3, "silent": 49}
SMALL_SHORTFALLS: Mapping[str, float] = {"partial": 45, "late": 42, "silent": 13}
"""What happens instead of a complete report on time; to the diligent, who seldom forget it altogether, the small ones."""

DILIGENT = 0.6

FLAWS: Mapping[str, float] = {
    # What makes a report incomplete, on one platform.
    "left blank": 34, "words for links": 14, "profile": 12, "other platform's link": 10, "general shortener": 6, "file store": 5,
    "no links": 9, "no count": 5, "words for count": 5, "columns swapped": 2,
}  # fmt: skip

COMPLETES_LATER = 0.45
"""How often a partial report is completed later, once somebody has said what is missing."""

AFTER_HOW_MANY_DAYS: Mapping[int, float] = {0: 10, 1: 24, 2: 20, 3: 14, 5: 12, 7: 12, 9: 8}

EARLY_BIRDS = 0.07
"""How many send something for a month long before it ends."""

NOTES: Mapping[str, float] = {
    "": 800, "Terima kasih": 18, "Matur nuwun": 14, "-": 40, "Mohon dicek kembali nggih": 8, "Semangat admin Kominfo": 3,
    "sudah lengkap": 8, "akun tiktok sedang kendala login": 4, "Website sedang perbaikan, baru bisa upload tanggal 20": 4,
    "Operator sedang cuti": 4, "Nihil": 8, "Mohon bimbingan untuk cara copy link facebook": 3,
    "Pengiriman pakai HP, mohon maaf jika kurang rapi": 4, "Admin baru, mohon arahan": 4,
}  # fmt: skip

LATE_NOTES: Mapping[str, float] = {
    "": 50, "Mohon maaf terlambat, jaringan gangguan": 12, "mohon maaf baru sempat input": 10, "Maaf telat, operator sakit": 5,
    "Terlambat karena mati listrik": 3, "nyuwun pangapunten baru lapor": 4,
}  # fmt: skip

COMPLETING_NOTES: Mapping[str, float] = {
    "": 4, "Susulan": 3, "melengkapi laporan kemarin": 3, "Perbaikan": 2, "revisi link": 2, "yang tadi ada yang kelewat": 1,
}  # fmt: skip

CHECKED: Mapping[str, float] = {"": 78, "ok": 12, "v": 5, "sudah ditelepon": 3, "cek link": 2}
"""What the office's staff wrote into a column they added to the response tab."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One platform's two questions."""

    count: Cell = None
    links: Cell = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the response tab: what the form wrote, and in `checked` what the staff wrote beside it.

    `submitted_at` also says where the row stands; with `stamped` False its cell is blank.
    """

    submitted_at: datetime
    email: Cell = None
    unit: Cell = None
    month: Cell = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: Cell = None
    checked: Cell = None
    stamped: bool = True


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting month as the sample sees it: so many months ago (0: it still runs), due at its deadline."""

    month: ReportingMonth
    months_ago: int
    deadline: Deadline
    seed: int


def responses_of(people: Iterable[Person], this: Round) -> Iterator[FormRow]:
    """Everything these people send in about the month, person by person."""
    for person in people:
        if person.sample.unit.active_throughout(this.month):
            yield from _Reporting(person, this).rows()


class _Reporting:
    """One person, one month, one die."""

    def __init__(self, person: Person, this: Round) -> None:
        self.person = person
        self.this = this
        self.kind = person.sample.unit.kind
        self.die = dice(this.seed, "responses", person.sample.unit.code, this.month)

    def rows(self) -> Iterator[FormRow]:
        outcome = self._outcome()
        if outcome == "silent":
            return
        moment = self._moment(outcome)
        answers = self._answers()
        spoilt = self._spoil(answers) if outcome == "partial" else {}
        row = self._row(moment, {**answers, **spoilt}, pick(self.die, LATE_NOTES if outcome == "late" else NOTES))
        if happens(self.die, 0.015) and self.this.months_ago:
            yield replace(row, month=self._mistaken_month())
            row = replace(row, submitted_at=moment + timedelta(minutes=self.die.randint(2, 9)), notes="maaf salah pilih bulan")
        yield row
        yield from self._again(row)
        if spoilt and happens(self.die, COMPLETES_LATER):
            yield self._completing(moment, {platform: answers[platform] for platform in spoilt})

    def _outcome(self) -> str:
        chance = self.person.diligence + TREND[min(self.this.months_ago, max(TREND))] + self._course()
        if self.this.months_ago == 0 and happens(self.die, EARLY_BIRDS):
            return "early"
        if happens(self.die, min(max(chance, 0.03), 0.975)):
            return "on time"
        return pick(self.die, SMALL_SHORTFALLS if chance > DILIGENT else SHORTFALLS)

    def _course(self) -> float:
        """What a person's own course adds: from never to always, or the other way."""
        recent = self.this.months_ago <= 3
        return {"steady": 0.0, "improving": 0.4 if recent else -0.5, "declining": -0.5 if recent else 0.3}[self.person.course]

    def _moment(self, outcome: str) -> datetime:
        if outcome == "late":
            return moments.late(self.this.deadline, self.kind, self.die)
        if outcome == "locked out":
            return moments.after_lock(self.this.deadline, self.kind, self.die)
        if outcome == "early":
            return moments.early(self.this.month, self.kind, self.die)
        return moments.on_time(self.this.month, self.this.deadline, self.kind, self.die)

    def _row(self, moment: datetime, answers: Mapping[str, Answer], notes: str) -> FormRow:
        person, die = self.person, self.die
        habits = habits_today(person.habits, die)
        return FormRow(
            submitted_at=moment,
            email=person.email,
            unit=typed_name(habits.name, person.names, habits, die),
            month=typed_month(habits.month, self.this.month),
            answers=answers,
            notes=notes,
            checked=pick(die, CHECKED),
        )

    def _mistaken_month(self) -> Cell:
        ahead = pick(self.die, {1: 6, 2: 2, 12: 1})
        return typed_month(self.person.habits.month, self.this.month + ahead)

    def _answers(self) -> dict[str, Answer]:
        accounts, none = self.person.sample.accounts, self.person.habits.no_account
        nothing = Answer(none, "-" if none == "-" else None)
        return {platform.code: self._answer(platform.code) if platform.code in accounts else nothing for platform in PLATFORMS}

    def _answer(self, platform: str) -> Answer:
        habits, die = self.person.habits, self.die
        count, posts = self._reported(platform)
        if habits.listing == "some":
            posts = posts[: die.randint(2, 5)]
        elif habits.listing == "one":
            posts = posts[:1]
        links = typed_links(posts, platform, habits, die) or ("-" if habits.zero == "-" else "")
        return Answer(typed_count(count, habits), links)

    def _reported(self, platform: str) -> tuple[int, list[Post]]:
        """How many posts the person claims, and which: their own of this month, or by custom others besides."""
        person, seed = self.person, self.this.seed
        copied = person.custom == "copies last month" and happens(self.die, 0.5)
        source = published(person.sample, platform, self.this.month - 1 if copied else self.this.month, seed)
        posts, count = list(source.posts), source.count
        if not posts:
            return count, posts
        if person.custom == "pastes twice" and happens(self.die, 0.4):
            posts.insert(1, posts[0])
        if person.custom == "claims the kapanewon's" and person.boss and happens(self.die, 0.6):
            theirs = published(person.boss, platform, self.this.month, seed).posts[:1]
            return count + len(theirs), [*theirs, *posts]
        if happens(self.die, 0.004):
            count *= 10  # a zero too many
        return count, posts

    def _spoil(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """One or two of the answers that are owed, made unusable."""
        owed = list(self.person.sample.accounts)
        spoilt = self.die.sample(owed, min(pick(self.die, {1: 7, 2: 3}), len(owed)))
        return {platform: self._flawed(platform, answers[platform]) for platform in spoilt}

    def _flawed(self, platform: str, answer: Answer) -> Answer:
        flaw, die = pick(self.die, FLAWS), self.die
        count = answer.count if answer.links else 2
        links = self._useless_links(flaw, platform)
        if flaw == "left blank":
            return Answer()
        if flaw == "no count":
            return Answer(None, answer.links)
        if flaw == "words for count":
            return Answer(die.choice(NO_COUNTS), answer.links)
        if flaw == "columns swapped":
            return Answer(answer.links, count) if answer.links else Answer()
        return Answer(count, links)

    def _useless_links(self, flaw: str, platform: str) -> str:
        """Something in place of links that is not one post of that platform."""
        die, sample = self.die, self.person.sample
        if flaw == "words for links":
            return die.choice(NO_LINKS)
        if flaw == "profile":
            return PROFILES[platform].format(handle=sample.accounts[platform].handle)
        if flaw == "general shortener":
            name = f"{sample.slug.replace('.', '-')}-{platform}-{self.this.month.month}"
            return f"https://{die.choice(('bit.ly', 's.id'))}/{name}"
        if flaw == "file store":
            return f"https://drive.google.com/drive/folders/1{die.getrandbits(128):032x}?usp=sharing"
        if flaw == "other platform's link":
            others = [other for other in sample.accounts if other not in {platform, "website"}]
            posts = [post for other in others[:1] for post in published(sample, other, self.this.month, self.this.seed).posts[:3]]
            return "\n".join(pasted(post.url, others[0], self.person.habits.link, die) for post in posts)
        return ""

    def _again(self, row: FormRow) -> Iterator[FormRow]:
        """Sent twice because the page was slow, or in full once more with a correction."""
        if happens(self.die, 0.035):
            yield replace(row, submitted_at=row.submitted_at + timedelta(seconds=self.die.randint(4, 55)), checked=None)
        elif happens(self.die, 0.03) and self.this.months_ago:
            moment = moments.soon_after(row.submitted_at, {0: 6, 1: 2, 2: 1}, self.kind, self.die)
            more = {platform: _one_more(answer) for platform, answer in row.answers.items()}
            yield replace(row, submitted_at=moment, answers=more, notes=pick(self.die, COMPLETING_NOTES), checked=None)

    def _completing(self, moment: datetime, answers: Mapping[str, Answer]) -> FormRow:
        moment = moments.soon_after(moment, AFTER_HOW_MANY_DAYS, self.kind, self.die)
        return self._row(moment, answers, pick(self.die, COMPLETING_NOTES))


def _one_more(answer: Answer) -> Answer:
    """The answer corrected by a post that had been forgotten, where it is a number."""
    return replace(answer, count=answer.count + 1) if isinstance(answer.count, int) and answer.count else answer


PROFILES: Mapping[str, str] = {
    "website": "https://{handle}/",
    "instagram": "https://www.instagram.com/{handle}/",
    "facebook": "https://www.facebook.com/{handle}",
    "x": "https://x.com/{handle}",
    "tiktok": "https://www.tiktok.com/@{handle}",
    "youtube": "https://www.youtube.com/@{handle}",
    "threads": "https://www.threads.net/@{handle}",
}
