"""A month as people type it, and what a clerk who sits beside them notes of each response.

Nothing here asks our parsers: every form of a name, month, count or link is listed with what it means.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

PLATFORMS = ("Website", "Instagram", "Facebook", "X", "TikTok", "YouTube", "Threads")
MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]

ZERO, SOME, NO_COUNT = "zero", "some", "no count"
GOOD, USELESS = "good", "useless"
Said = tuple[str | None, str | None]
"""What count and links of an answer say; None where blank."""


@dataclass(frozen=True)
class Place:
    """A unit of the register: the clerk knows which names it shares."""

    code: str
    name: str
    kind: str
    parent: str
    area: str
    alone_in_kind: bool
    alone: bool
    accounts: tuple[str, ...] = ()
    operator: str = ""
    head: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Sent:
    """A form row, and what the clerk notes: `telling` without looking at the sender; `month` whether the right one is said."""

    at: datetime
    email: str
    unit: Any
    month: Any
    cells: Mapping[str, tuple[Any, Any]]
    place: Place | None
    said: Mapping[str, Said] = field(default_factory=dict)
    telling: bool = True
    right_month: bool = True


def places(rng: Random, first: date, last: date) -> list[Place]:
    """The real units with invented accounts, addresses and times of service."""
    path = Path(__file__).parent / "corpora" / "units.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    names = {row["Kode"]: row["Nama Unit"] for row in rows}
    any_kind, kinds = Counter(row["Nama Unit"] for row in rows), Counter((row["Nama Unit"], row["Jenis"]) for row in rows)
    return [
        Place(
            row["Kode"],
            row["Nama Unit"],
            row["Jenis"],
            row["Induk"],
            names.get(row["Induk"], ""),
            kinds[row["Nama Unit"], row["Jenis"]] == 1,
            any_kind[row["Nama Unit"]] == 1,
            tuple(sorted(rng.sample(PLATFORMS, rng.choice((0, 1, 1, 2, 2, 3, 4))), key=PLATFORMS.index)),
            f"op.{row['Kode'].lower()}@example.go.id" if rng.random() < 0.9 else "",
            f"kepala.{row['Kode'].lower()}@example.go.id" if rng.random() < 0.7 else "",
            *rng.choice([(None, None)] * 16 + [(first, None), (first + timedelta(1), None), (None, last), (None, last - timedelta(1))]),
        )
        for row in rows
    ]


def named(place: Place, rng: Random) -> tuple[str, bool]:
    """The unit as typed, and whether that alone tells which it is."""
    n, a, code = place.name, place.area, place.code
    if place.kind == "OPD":
        plain = n.split(" (")[0]
        tail = code.removeprefix("OPD-")
        return rng.choice([n, plain, plain.upper(), plain.lower(), f"{plain} Kab. Gunungkidul", f"{tail} Gunungkidul", tail, code]), True
    if place.kind == "KAPANEWON":
        forms = [f"Kapanewon {n}", f"Kec. {n}", f"Panewu {n}", f"PEMERINTAH KAPANEWON {n.upper()}", f"Kapnewon {n}", f"kecamatn {n}", code]
        return rng.choice([*forms, n] if place.alone else forms), True
    full = [f"Kalurahan {n} Kapanewon {a}", f"kal. {n} kec. {a}", f"Penkal {n}, {a}", f"PEMKAL {n} {a}".upper(), f"Desa {n} {a} GK", code]
    full += [f"Pemerintah Kalurahan {n}, Kapanewon {a}, Kabupaten Gunungkidul, DIY", code.replace(".", ""), f"{code} {n}", f"{n} ({a})"]
    short = [f"Kalurahan {n}", f"Pemkal {n}", f"desa {n}", f"kalurhan {n}", f"Pemdes. {n}", f"Lurah {n}", f"Admin Kalurahan {n}"]
    short += [n] if place.alone else []
    if n == a:
        full = full[:-1]
    typed = rng.choice([*full, *short, *short])
    return typed, typed in full or place.alone_in_kind


def month_typed(first: date, rng: Random) -> Any:
    """The right month, with its year or without: it is sent within a year."""
    name, number, year = MONTHS[first.month - 1], first.month, first.year
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    with_year = [f"{name} {year}", f"{name.upper()}{year}", f"{number}/{year}", f"{year}-{number:02d}", f"Bulan {name} th. {year}"]
    others = [
        name,
        name.lower(),
        f"bulan {name}",
        f"bln {number}",
        f"{name[:3]} {year % 100}",
        f"1 - {last.day} {name} {year}",
        f"{name}{name[-1]}",
    ]
    return rng.choice([*with_year, *others, datetime(year, number, 1), f"{last.day}/{number}/{year}"])


def no_month(first: date, rng: Random) -> str:
    name, before = MONTHS[first.month - 1], MONTHS[first.month - 2]
    return rng.choice(
        [f"{before}-{name}", f"{before} dan {name}", "Triwulan III", "bulan lalu", "?", f"{name} 20226", "ya", f"{first.year}"]
    )


def count_typed(number: int, rng: Random) -> Any:
    if not number:
        return rng.choice([0, 0.0, "0", "-", "nihil", "Nihil", "tidak ada", "Tidak ada postingan", "0 (nol)", "kosong", "belum ada"])
    said = WORDS[number]
    return rng.choice(
        [number, float(number), str(number), f"{number} postingan", f"{number}x", said, f"{number} ({said})", f"ada {number}"]
    )


def no_count(rng: Random) -> Any:
    return rng.choice(["banyak", "5-10", "±12", "lebih dari 5", "ada", "link di bawah", "rutin", 0.75, -3, datetime(2026, 4, 3), "10+5"])


class Posts:
    """Links, each to a post of its own."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.made = rng, 0

    def _id(self, length: int) -> str:
        self.made += 1
        return f"{self.made:04d}" + "".join(self.rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz", k=length - 4))

    def good(self, platform: str) -> str:
        code, digits = self._id, lambda: f"18{self.made:05d}{self.rng.randrange(10**12):012d}"
        forms: Mapping[str, Callable[[], list[str]]] = {
            "Website": lambda: [f"https://kalurahan.example.go.id/berita/{code(8)}", f"desa-kami.id/artikel/2026/10/{self._id(7).lower()}-kerja-bakti"],
            "Instagram": lambda: [f"https://www.instagram.com/p/D{code(10)}/?igsh=x", f"instagram.com/reel/D{code(10)}", f"https://instagram.com/desa.kita/p/D{code(10)}/"],
            "Facebook": lambda: [f"https://www.facebook.com/desa.kita/posts/{digits()}", f"https://m.facebook.com/story.php?story_fbid={digits()}&id=1000{self.made}", f"https://www.facebook.com/share/p/{code(10)}/", f"https://fb.watch/{code(10)}/"],
            "X": lambda: [f"https://x.com/desa_kita/status/{digits()}", f"https://twitter.com/desa_kita/status/{digits()}?s=20"],
            "TikTok": lambda: [f"https://www.tiktok.com/@desa.kita/video/{digits()}", f"https://vt.tiktok.com/ZS{code(7)}/"],
            "YouTube": lambda: [f"https://www.youtube.com/watch?v={code(11)}", f"https://youtu.be/{code(11)}?si=abc", f"https://youtube.com/shorts/{code(11)}"],
            "Threads": lambda: [f"https://www.threads.net/@desa.kita/post/D{code(10)}"],
        }  # fmt: skip
        return self.rng.choice(forms[platform]())

    def useless(self, platform: str) -> str:
        other = "Instagram" if platform != "Instagram" else "YouTube"
        own = {
            "Website": ["https://kalurahan.example.go.id/", "desa-kami.id"],
            "Instagram": ["https://www.instagram.com/desa.kita/", "https://instagram.com/stories/desa.kita/3412345678901234567/", "https://instagrarn.com/p/Dabc123/"],
            "Facebook": ["https://www.facebook.com/desa.kita", "https://www.facebook.com/", "https://facebook.com.post-viral.xyz/desa/posts/123456789"],
            "X": ["https://x.com/desa_kita", "https://x.com/search?q=desa"],
            "TikTok": ["https://www.tiktok.com/@desa.kita", "https://www.tiktok.com/"],
            "YouTube": ["https://www.youtube.com/@desakita", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"],
            "Threads": ["https://www.threads.net/@desa.kita", "https://www.threads.net/"],
        }[platform]  # fmt: skip
        anywhere = [
            "https://bit.ly/3xYzAbc",
            "s.id/laporan-okt",
            "https://drive.google.com/file/d/1AbCdEfGh/view",
            "terlampir",
            "sudah diposting",
            "-",
        ]
        return self.rng.choice([*own, *anywhere] + ([self.good(other)] if platform != "Website" else []))

    def listed(self, platform: str, number: int) -> str:
        links = [self.good(platform) for _ in range(max(1, number))]
        style = self.rng.choice(("\n", ", ", " ", "numbered", "captioned"))
        if style == "numbered":
            return "\n".join(f"{n}. {link}" for n, link in enumerate(links, 1))
        return "\n".join(f"Kerja bakti: {link}" for link in links) if style == "captioned" else style.join(links)


def answer(platform: str, meant: Said, posts: Posts) -> tuple[Any, Any]:
    """Cells that say it."""
    rng, (count, links) = posts.rng, meant
    number = rng.randint(1, 9)
    cells = {None: rng.choice([None, "", " "]), ZERO: count_typed(0, rng), SOME: count_typed(number, rng), NO_COUNT: no_count(rng)}
    linked = {None: None, GOOD: posts.listed(platform, min(number, rng.randint(1, 9))), USELESS: posts.useless(platform)}
    return cells[count], linked[links]


FULL: Sequence[Said] = ((SOME, GOOD),) * 6 + ((ZERO, None), (ZERO, USELESS), (ZERO, GOOD))
FLAWED: Sequence[Said] = ((None, None), (None, GOOD), (SOME, None), (SOME, USELESS), (SOME, USELESS), (NO_COUNT, GOOD), (NO_COUNT, None))


class Storyteller:
    """What the people of one unit send about a month."""

    def __init__(self, place: Place, first: date, due: datetime, lock: datetime, rng: Random) -> None:
        self.place, self.first, self.due, self.rng, self.posts = place, first, due, rng, Posts(rng)
        begins = datetime.combine(first, datetime.min.time()) + timedelta(days=27)
        self.posts.made = int.from_bytes(place.code.encode()) % 8861
        self.early = lambda: begins + (due - begins) * rng.random() * 0.98
        self.late = lambda: due + timedelta(minutes=1) + (lock - due) * rng.random() * 0.9
        self.locked = lambda: lock + timedelta(hours=rng.randint(1, 30))

    def sent(self, at: datetime, said: Mapping[str, Said], **more: Any) -> Sent:
        typed, telling = named(self.place, self.rng)
        own = [self.place.operator] * 6 + [self.place.head, "warga@example.com"]
        month = month_typed(self.first, self.rng)
        cells = {platform: answer(platform, meant, self.posts) for platform, meant in said.items()}
        row = Sent(at.replace(microsecond=0), self.rng.choice(own) or "warga@example.com", typed, month, cells, self.place, said, telling)
        return replace(row, **more)

    def full(self) -> dict[str, Said]:
        return {platform: self.rng.choice(FULL) for platform in self.place.accounts}

    def flawed(self) -> dict[str, Said]:
        said = self.full()
        for platform in self.rng.sample(sorted(said), min(len(said), self.rng.randint(1, 2))):
            said[platform] = self.rng.choice(FLAWED)
        return said

    def story(self) -> Iterator[Sent]:
        """One of the ways a month goes."""
        kind = self.rng.choice(["on time"] * 6 + ["late", "locked", "nothing", "flawed", "flawed", "mended", "mended late", "broken", "broken and mended", "blanks",
                                "no month", "other month", "twice", "in parts", "zeros", "mended after the lock", "last second", "a second late", "future"])  # fmt: skip
        yield from {
            "on time": lambda: [self.sent(self.early(), self.full())],
            "late": lambda: [self.sent(self.late(), self.full())],
            "locked": lambda: [self.sent(self.locked(), self.full())],
            "nothing": list,
            "flawed": lambda: [self.sent(self.early(), self.flawed())],
            "mended": lambda: self._mended(self.early, self.early),
            "mended late": lambda: self._mended(self.early, self.late),
            "mended after the lock": lambda: self._mended(self.late, self.locked),
            "broken": lambda: self._two(self.full(), self._only_flaws(), self.late),
            "broken and mended": lambda: [*self._two(self.full(), self._only_flaws(), self.early), self.sent(self.late(), self.full())],
            "blanks": lambda: self._two(self.full(), dict.fromkeys(self.place.accounts, (None, None)), self.late),
            "no month": lambda: [self.sent(self.early(), self.full(), month=no_month(self.first, self.rng), right_month=False)],
            "other month": lambda: [self._other_month()],
            "last second": lambda: [self.sent(self.due, self.full())],
            "a second late": lambda: [self.sent(self.due + timedelta(seconds=1), self.full())],
            "future": lambda: [self.sent(self.early(), self.full(), month=f"{MONTHS[self.first.month - 1]} {self.first.year + 1}", right_month=False)],
            "twice": lambda: self._twice(),
            "in parts": lambda: self._in_parts(),
            "zeros": lambda: [self.sent(self.early(), dict.fromkeys(self.place.accounts, (ZERO, None)))],
        }[kind]()  # fmt: skip

    def _only_flaws(self) -> dict[str, Said]:
        return {platform: said for platform, said in self.flawed().items() if said in FLAWED}

    def _two(self, one: Mapping[str, Said], other: Mapping[str, Said], when: Callable[[], datetime]) -> list[Sent]:
        first = self.sent(self.early(), one)
        return [first, self.sent(max(when(), first.at + timedelta(seconds=5)), other)]

    def _mended(self, first: Callable[[], datetime], then: Callable[[], datetime]) -> list[Sent]:
        flawed = self.flawed()
        mend = {platform: self.rng.choice(FULL) for platform, said in flawed.items() if said in FLAWED or self.rng.random() < 0.3}
        at = first()
        return [self.sent(at, flawed), self.sent(max(then(), at + timedelta(seconds=5)), mend)]

    def _other_month(self) -> Sent:
        before = (self.first - timedelta(1)).replace(day=1)
        return self.sent(self.early(), self.full(), month=f"{MONTHS[before.month - 1]} {before.year}", right_month=False)

    def _twice(self) -> list[Sent]:
        once = self.sent(self.early(), self.full())
        return [once, replace(once, at=once.at + timedelta(minutes=2))]

    def _in_parts(self) -> list[Sent]:
        said = self.full()
        moments = sorted(self.rng.choice((self.early, self.early, self.late))() for _ in said)
        moments = [at + timedelta(seconds=7 * n) for n, at in enumerate(moments)]
        return [self.sent(at, {platform: said[platform]}) for at, platform in zip(moments, said, strict=True)]


STRANGERS = ("UPT Puskesmas Ponjong I", "BUMDes Bejiharjo", "Karang Taruna Gari", "Kalurahan Condongcatur, Depok, Sleman", "Wonosari Klaten",
             "Dinas Kesehatan DIY", "SD Negeri Kepek", "Bejiharjo dan Wiladeg", "PKK Kalurahan Piyaman", "?", "Kepek Semanu", "34.03.99.2001")  # fmt: skip


def deserved(place: Place, rows: Sequence[Sent], first: date, last: date, due: datetime, lock: datetime, *, enforced: bool) -> str:
    """The unit's status, counted on fingers."""
    if (place.since and place.since > first) or (place.until and place.until < last):
        return "EXEMPT"
    counts: dict[str, str | None] = {}
    links: dict[str, str | None] = {}
    since = None
    used = [row for row in sorted(rows, key=lambda row: row.at) if _is_used(row, place, lock, enforced=enforced)]
    for row in used:
        counts |= {platform: said[0] for platform, said in row.said.items() if said[0]}
        links |= {platform: said[1] for platform, said in row.said.items() if said[1]}
        met = all(counts.get(each) == ZERO or (counts.get(each), links.get(each)) == (SOME, GOOD) for each in place.accounts)
        since = (since or row.at) if met else None
    if not used:
        return "MISSING"
    return "INCOMPLETE" if since is None else "COMPLETE" if since <= due else "LATE"


def _is_used(row: Sent, place: Place, lock: datetime, *, enforced: bool) -> bool:
    registered = {place.operator, place.head} - {""}
    placed = row.telling or row.email in registered
    allowed = not enforced or not registered or row.email in registered
    return placed and allowed and row.right_month and row.at <= lock
