"""How people type: the names, months, counts and links of the sample, as they arrive in a form that takes free text.

Each table says which forms occur and how often. A person has habits, picked once and kept: who writes "okt 2026" in
October writes "nop 2026" in November.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from sheets_sync.demo.chance import happens, pick
from sheets_sync.demo.posts import Post
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import Cell
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD

# Names of units: {name} as registered, {area} the kapanewon, {alias} one of the other names.

TELLING_NAMES: Mapping[str, Mapping[str, float]] = {
    # Forms that name one unit only, even where names are shared.
    KALURAHAN: {
        "Kalurahan {name} Kapanewon {area}": 16, "Kalurahan {name}, {area}": 10, "Kalurahan {name} {area}": 8,
        "Pemerintah Kalurahan {name} Kapanewon {area}": 6, "Pemkal {name} {area}": 7, "{name}, {area}": 5, "Desa {name} {area}": 4,
        "Kal. {name}, Kap. {area}": 4, "Pemerintah Kalurahan {name}, {area}, Gunungkidul": 3, "Kal {name} kec {area}": 3,
        "Desa {name} Kec. {area}": 3, "{name} - {area}": 3, "{name} ({area})": 2, "Pemdes {name} {area}": 2, "{code}": 1,
        "Kalurahan {name} Kapanewon {area} Kabupaten Gunungkidul": 2,
    },
    KAPANEWON: {
        "Kapanewon {name}": 30, "Kap. {name}": 5, "Kec. {name}": 4, "Kecamatan {name}": 5, "Kantor Kapanewon {name}": 4,
        "Pemerintah Kapanewon {name}": 4, "Kapanewon {name} Kab. Gunungkidul": 3, "{code}": 1,
    },
    OPD: {
        "{name}": 34, "{alias}": 40, "{name} Kabupaten Gunungkidul": 6, "{name} Kab. Gunungkidul": 5, "{alias} Gunungkidul": 8,
        "{alias} Kab. Gunungkidul": 3, "{code}": 1,
    },
}  # fmt: skip

SHORT_NAMES: Mapping[str, float] = {
    # Forms that do for a kalurahan whose name no other unit bears.
    "Kalurahan {name}": 30, "{name}": 16, "Pemerintah Kalurahan {name}": 8, "Pemkal {name}": 8, "Desa {name}": 6, "Kal. {name}": 4,
    "Pemdes {name}": 3, "Kal {name}": 3, "Lurah {name}": 1,
}  # fmt: skip

BARE_NAMES: Mapping[str, float] = {"{name}": 2, "Kalurahan {name}": 3, "Desa {name}": 1}
"""What a few write even where two kalurahan bear the name: a clerk has to ask."""

LETTER_CASES: Mapping[str, float] = {"as it is": 70, "capitals": 14, "small": 10, "phone": 6}

NEIGHBOURS = dict(zip("aeioukgdrtmn", "sroiylhfttnm", strict=True))
"""Keys next to each other, as thumbs mistake them."""

# Months: {month} as written today, {old} as it was spelt, {abbr} in short, {year}, {n} and {nn} in digits.

MONTH_FORMS: Mapping[str, float] = {
    "{month} {year}": 46, "date": 14, "{month}": 8, "{small} {year}": 7, "{capitals} {year}": 5, "{abbr} {year}": 4,
    "{old} {year}": 4, "{small}": 2, "{n}/{year}": 3, "{nn}-{year}": 2, "Bulan {month} {year}": 2, "{month}  {year} ": 2,
    "{smallabbr} {year}": 2,
    "{year}-{nn}": 1, "serial": 1, "{month}, {year}": 1, "bln {small} {year}": 1, "{Abbr}. {year}": 1, "{month}{year}": 1,
}  # fmt: skip

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
OLD_SPELLINGS = {"Februari": "Pebruari", "November": "Nopember", "Juni": "Juni", "Juli": "Juli"}
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")

# Counts: {n} in digits, {dotted} with thousands dots, {words} in words.

COUNT_FORMS: Mapping[str, float] = {
    "number": 64, "{dotted}": 5, "{dotted} postingan": 6, "{dotted} konten": 3, "{dotted} post": 3, "{dotted} unggahan": 2,
    "{dotted}x": 2, "{dotted} kali": 2, "{words}": 3, "{dotted} ({words})": 2, " {dotted} ": 1, "{dotted} berita": 1,
    "{dotted} buah": 1,
}  # fmt: skip

ZERO_WORDS: Mapping[Cell, float] = {
    0: 40, "-": 22, "nihil": 14, "Nihil": 8, "tidak ada": 9, "NIHIL": 4, "Tidak ada": 3, "kosong": 1,
}  # fmt: skip

NO_ACCOUNT: Mapping[Cell, float] = {None: 74, "-": 14, 0: 8, "tidak ada": 3, "Nihil": 1}
"""What is put where a platform is asked for on which the unit has no account."""

DIGIT_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")

# Links: how they are lined up in the cell, and which form of each was copied.

LIST_FORMS: Mapping[str, float] = {
    "lines": 44, "commas": 12, "numbered": 11, "spaces": 7, "captions": 7, "numbered in a line": 4, "dashes": 4, "titles": 4,
    "semicolons": 2, "numbered and glued": 3, "and": 1, "blank lines": 4, "trailing commas": 2, "ticks": 2,
}  # fmt: skip

LISTINGS: Mapping[str, float] = {"all": 62, "some": 26, "one": 12}
"""How many of the links are pasted."""

LINK_FORMS: Mapping[str, float] = {"as it is": 40, "tracked": 30, "phone": 12, "without scheme": 9, "shared": 9}

TRACKING: Mapping[str, Sequence[str]] = {
    "website": ("fbclid=IwY2xjawN{token}", "utm_source=whatsapp&utm_medium=social"),
    "instagram": ("igsh=MW{token}", "igsh=MX{token}==", "utm_source=ig_web_copy_link", "utm_source=ig_web_button_share_sheet"),
    "facebook": ("mibextid={token}", "rdid={token}", "__tn__=%2CO%2CP-R"),
    "x": ("s=20", "t={token}&s=19", "s=46"),
    "tiktok": ("is_from_webapp=1&sender_device=pc", "_r=1&_t=ZS-{token}", "lang=id-ID"),
    "youtube": ("si={token}", "feature=shared", "pp={token}"),
    "threads": ("xmt=AQF0{token}", "igshid={token}"),
}

VARIETY = 0.12
"""How often somebody does it otherwise than usual."""

NO_LINKS = (
    "terlampir", "Terlampir di WA", "sudah dikirim lewat WA", "ada di akun", "lihat di beranda kami", "menyusul", "cek IG kami",
)  # fmt: skip
"""Instead of links."""

NO_COUNTS = ("lebih dari 5", "5-7", "banyak", "setiap hari", "3 atau 4", "kurang lebih 10")
"""Instead of a count."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one person types.

    `other_name` is a second way to write the unit's name, `no_account` what is put for platforms the unit is not on,
    `listing` says how many of the links are pasted, `slips` is the chance of a typing error in a name.
    """

    name: str
    other_name: str
    letter_case: str
    month: str
    count: str
    zero: Cell
    no_account: Cell
    lining: str
    link: str
    listing: str
    slips: float


CAREFUL = Habits(
    name="", other_name="", letter_case="as it is", month="{month} {year}", count="number", zero=0, no_account=None,
    lining="lines", link="as it is", listing="all", slips=0.0,
)  # fmt: skip

TABLES: Mapping[str, Mapping[Any, float]] = {
    "letter_case": LETTER_CASES, "month": MONTH_FORMS, "count": COUNT_FORMS, "zero": ZERO_WORDS, "no_account": NO_ACCOUNT,
    "lining": LIST_FORMS, "link": LINK_FORMS, "slips": {0.0: 70, 0.04: 20, 0.2: 10},
}  # fmt: skip


def habits_of(die: Random, name_forms: Mapping[str, float], messiness: float) -> Habits:
    """A person's habits: as a tidy clerk would type, or with the chance `messiness`, in each respect, as it comes."""
    own = {key: pick(die, table) for key, table in TABLES.items() if happens(die, messiness)}
    name, other_name, listing = pick(die, name_forms), pick(die, name_forms), pick(die, LISTINGS)
    return replace(CAREFUL, **own, name=name, other_name=other_name, listing=listing)


def habits_today(habits: Habits, die: Random) -> Habits:
    """The same person on one occasion: now and then the name or the month is written otherwise."""
    name = habits.other_name if happens(die, VARIETY) else habits.name
    messy = habits.month != CAREFUL.month
    return replace(habits, name=name, month=pick(die, MONTH_FORMS) if messy and happens(die, VARIETY) else habits.month)


def typed_name(form: str, names: Mapping[str, str], habits: Habits, die: Random) -> str:
    """The unit's name as this person types it today; `names` fills the form's places."""
    text = form.format_map(names)
    if happens(die, habits.slips):
        text = with_slip(text, die)
    return {"capitals": text.upper(), "small": text.lower(), "phone": _corrected(text)}.get(habits.letter_case, text)


def _corrected(text: str) -> str:
    """What a phone's keyboard makes of it: a common word for a rare one, and a space after the last."""
    return re.sub("Kalurahan", "Kelurahan", text[:1].upper() + text[1:]) + " "


def with_slip(text: str, die: Random) -> str:
    """One typing error inside a longer word: two letters swapped, one missing, doubled, or the key beside it."""
    places = [match.start() for match in re.finditer(r"(?<=[^\W\d]{2})[a-z](?=[a-z])", text)]
    if not places:
        return text
    at = die.choice(places)
    letter, following = text[at], text[at + 1]
    slip = die.choice((following + letter, following, letter * 2 + following, NEIGHBOURS.get(letter, letter) + following))
    return text[:at] + slip + text[at + 2 :]


def typed_month(form: str, month: ReportingMonth) -> Cell:
    """The month as typed; form "date" is what a spreadsheet makes of "Oktober 2026", "serial" that without its format."""
    if form == "date":
        return month.first_day
    if form == "serial":
        return (month.first_day - date(1899, 12, 30)).days
    name, abbr = MONTHS[month.month - 1], SHORT_MONTHS[month.month - 1]
    return form.format(
        month=name, small=name.lower(), capitals=name.upper(), old=OLD_SPELLINGS.get(name, name), abbr=abbr, smallabbr=abbr.lower(),
        Abbr=abbr, year=month.year, n=month.month, nn=f"{month.month:02}",
    )  # fmt: skip


def typed_count(count: int, habits: Habits) -> Cell:
    """A count as typed: a number, or words around it; zero in a word of its own."""
    if count == 0:
        return habits.zero
    if habits.count == "number" and count < 1000:
        return count
    form = "{dotted}" if habits.count == "number" else habits.count
    return form.format(dotted=f"{count:,}".replace(",", "."), words=in_words(count))


def in_words(number: int) -> str:
    """12 -> dua belas; for 100 and more the digits."""
    if number < len(DIGIT_WORDS):
        return DIGIT_WORDS[number]
    if number < 20:
        return f"{DIGIT_WORDS[number - 10]} belas"
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{DIGIT_WORDS[tens]} puluh {DIGIT_WORDS[ones] if ones else ''}".strip()
    return str(number)


def typed_links(posts: Sequence[Post], platform: str, habits: Habits, die: Random) -> str:
    """The links of one answer as this person pastes them."""
    if not posts:
        return ""
    forms = [pick(die, LINK_FORMS) if habits.link != CAREFUL.link and happens(die, VARIETY) else habits.link for _ in posts]
    urls = [pasted(post.url, platform, form, die) for post, form in zip(posts, forms, strict=True)]
    return LININGS[habits.lining](urls, [post.topic for post in posts])


def pasted(url: str, platform: str, form: str, die: Random) -> str:
    """One link in the form that the person's device copies."""
    if form == "tracked":
        return _tracked(url, platform, die)
    if form == "phone":
        return _from_phone(_tracked(url, platform, die))
    if form == "without scheme":
        return url.removeprefix("https://").removeprefix("www.")
    if form == "shared":
        return _shared(url, platform, die)
    return url


def _tracked(url: str, platform: str, die: Random) -> str:
    parameter = die.choice(TRACKING[platform]).format(token=_letters(die, 8))
    return f"{url}{'&' if '?' in url else '?'}{parameter}"


def _from_phone(url: str) -> str:
    return url.replace("www.facebook.com", "m.facebook.com").replace("www.youtube.com", "m.youtube.com")


def _shared(url: str, platform: str, die: Random) -> str:
    """What the platform's own share button gives; for the rest the address itself."""
    if platform == "facebook":
        return f"https://www.facebook.com/share/{die.choice('pprv')}/1{_letters(die, 9)}/"
    if platform == "tiktok":
        return f"https://vt.tiktok.com/ZS{_letters(die, 7)}/"
    if platform == "youtube" and "watch?v=" in url:
        return f"https://youtu.be/{url.rpartition('=')[2]}?si={_letters(die, 16)}"
    return _tracked(url, platform, die)


def _letters(die: Random, length: int) -> str:
    return "".join(die.choices("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", k=length))


def _numbered(urls: Sequence[str], after: str, between: str) -> str:
    return between.join(f"{number}{after}{url}" for number, url in enumerate(urls, 1))


def _captioned(urls: Sequence[str], topics: Sequence[str], after: str, between: str) -> str:
    return between.join(f"{topic}{after}{url}" for url, topic in zip(urls, topics, strict=True))


LININGS: Mapping[str, Callable[[Sequence[str], Sequence[str]], str]] = {
    "lines": lambda urls, _topics: "\n".join(urls),
    "blank lines": lambda urls, _topics: "\n\n".join(urls) + "\n",
    "commas": lambda urls, _topics: ", ".join(urls),
    "trailing commas": lambda urls, _topics: ",\n".join(urls) + ",",
    "semicolons": lambda urls, _topics: "; ".join(urls),
    "spaces": lambda urls, _topics: " ".join(urls),
    "and": lambda urls, _topics: " dan ".join(urls),
    "numbered": lambda urls, _topics: _numbered(urls, ". ", "\n"),
    "numbered in a line": lambda urls, _topics: _numbered(urls, ") ", " "),
    "numbered and glued": lambda urls, _topics: _numbered(urls, ".", "\n"),
    "dashes": lambda urls, _topics: "- " + "\n- ".join(urls),
    "captions": lambda urls, topics: _captioned(urls, topics, "\n", "\n\n"),
    "ticks": lambda urls, _topics: "✅ " + "\n✅ ".join(urls),
    "titles": lambda urls, topics: _captioned(urls, topics, ": ", "\n"),
}
