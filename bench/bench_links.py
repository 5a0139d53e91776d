"""Reading links by the million, beside one pass of `re` over the same cells: `python bench/bench_links.py [--scale 1.0]`.

Scale 1 is a regency's extreme: 240,000 responses with 7 link cells each, some 8 million links, nearly all distinct. The default is a
twentieth of it. Both sides are timed in turn, several times, and the best of each is taken; the time is the processor's.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from string import ascii_letters, digits

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sheets_sync.intake.links import KINDS, LINK_PLATFORMS, LinkTable, read_link_cells

RESPONSES, PLATFORM_CELLS = 240_000, 7
WORD = ascii_letters + digits + "-_"
HTTP = re.compile(r"https?://\S+")


class Typist:
    """Types what units type: mostly lists of copied addresses, at times with numbers, captions and mishaps."""

    def __init__(self, seed: int) -> None:
        self.die = Random(seed)
        self.units = [f"kalurahan{at}_gk" for at in range(200)]
        self.sites = [f"kalurahan{at}.gunungkidulkab.go.id" for at in range(100)] + [f"desa{at}.blogspot.com" for at in range(50)]

    def word(self, length: int) -> str:
        return "".join(self.die.choices(WORD, k=length))

    def number(self, length: int) -> str:
        return str(self.die.randrange(10 ** (length - 1), 10**length))

    def one_of(self, *shares: tuple[float, Callable[[], str]]) -> str:
        return self.die.choices([form for _, form in shares], [share for share, _ in shares])[0]()

    def slug(self) -> str:
        topics = ("posyandu-balita", "kerja-bakti-bersih-lingkungan", "musyawarah-kalurahan-khusus", "penyaluran-blt-dana-desa")
        return f"{self.die.choice(topics)}-padukuhan-{self.number(5)}"

    def website(self) -> str:
        site, day = self.die.choice(self.sites), f"{self.die.randrange(1, 13)}/{self.die.randrange(1, 29)}"
        return self.one_of(
            (45, lambda: f"https://{site}/artikel/2026/{day}/{self.slug()}"),
            (25, lambda: f"https://{site}/berita/detail/{self.number(6)}/{self.slug()}"),
            (15, lambda: f"https://{site}/2026/10/{self.slug()}.html"),
            (9, lambda: f"http://www.{site}/{self.slug()}/"),
            (3, lambda: f"https://{site}/index.php?id={self.number(6)}"),
            (3, lambda: f"https://{site}/{self.slug()}?utm_source=ig&fbclid={self.word(20)}"),
        )

    def instagram(self) -> str:
        return self.one_of(
            (60, lambda: f"https://www.instagram.com/p/{self.word(11)}/?igsh={self.word(16)}=="),
            (25, lambda: f"https://www.instagram.com/reel/{self.word(11)}/"),
            (13, lambda: f"https://www.instagram.com/{self.die.choice(self.units)}/p/{self.word(11)}/"),
            (2, lambda: f"https://www.instagram.com/{self.die.choice(self.units)}/"),
        )

    def facebook(self) -> str:
        unit = self.die.choice(self.units)
        return self.one_of(
            (35, lambda: f"https://www.facebook.com/{unit}/posts/pfbid0{self.word(58).translate(_LETTERS)}"),
            (15, lambda: f"https://www.facebook.com/permalink.php?story_fbid=pfbid0{self.word(58).translate(_LETTERS)}&id=1000{len(unit)}"),
            (15, lambda: f"https://www.facebook.com/share/p/{self.word(10).translate(_LETTERS)}/"),
            (10, lambda: f"https://www.facebook.com/reel/{self.number(16)}"),
            (10, lambda: f"https://www.facebook.com/photo/?fbid={self.number(15)}&set=a.{self.number(15)}"),
            (8, lambda: f"https://www.facebook.com/watch/?v={self.number(16)}"),
            (5, lambda: f"https://fb.watch/{self.word(10)}/"),
            (2, lambda: f"https://www.facebook.com/{unit}"),
        )

    def x(self) -> str:
        host = self.die.choice(("x.com", "x.com", "twitter.com"))
        return f"https://{host}/{self.die.choice(self.units)}/status/{self.number(19)}{self.die.choice(('', '?s=20', '?t=a&s=19'))}"

    def tiktok(self) -> str:
        return self.one_of(
            (
                60,
                lambda: f"https://www.tiktok.com/@{self.die.choice(self.units)}/video/{self.number(19)}?is_from_webapp=1&sender_device=pc",
            ),
            (40, lambda: f"https://vt.tiktok.com/ZS{self.word(7)}/"),
        )

    def youtube(self) -> str:
        return self.one_of(
            (45, lambda: f"https://youtu.be/{self.word(11)}?si={self.word(16)}"),
            (40, lambda: f"https://www.youtube.com/watch?v={self.word(11)}{self.die.choice(('', '&t=12s'))}"),
            (15, lambda: f"https://www.youtube.com/shorts/{self.word(11)}"),
        )

    def threads(self) -> str:
        return f"https://www.threads.{self.die.choice(('net', 'com'))}/@{self.die.choice(self.units)}/post/{self.word(11)}"

    def cell(self, link: Callable[[], str]) -> str:
        links = [link() for _ in range(self.die.randrange(1, 10))]
        return self.one_of(
            (78, lambda: "\n".join(links)),
            (6, lambda: ", ".join(links)),
            (6, lambda: "\n".join(f"{at}. {url}" for at, url in enumerate(links, start=1))),
            (4, lambda: "\n".join(f"Kegiatan padukuhan {url}" for url in links)),
            (2, lambda: "\n".join(f"Senin, 5/10. Kerja bakti (RT.01) {url}" for url in links)),
            (1, lambda: "\n".join(url.removeprefix("https://") for url in links)),
            (1, lambda: "\n".join(f"✅ {url}" for url in links)),
            (1, lambda: "".join(links)),
            (1, lambda: self.die.choice(("terlampir", "-", "", "tidak ada"))),
        )

    def cells(self, responses: int) -> list[str]:
        links = (self.website, self.instagram, self.facebook, self.x, self.tiktok, self.youtube, self.threads)
        return [self.cell(link) for _ in range(responses) for link in links]


_LETTERS = str.maketrans("-_0OIl", "abcdef")


def timed(task: Callable[[], object], rounds: int) -> float:
    """The least processor time of several rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        task()
        best = min(best, time.process_time() - started)
    return best


def one_pass(cells: list[str]) -> int:
    find = HTTP.findall
    return sum(len(find(cell)) for cell in cells)


def memory() -> int:
    """The most memory this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def share_that_counts(table: LinkTable) -> float:
    counting = [KINDS.index("post"), KINDS.index("share")]
    return float(((table.kind == counting[0]) | (table.kind == counting[1])).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    cells = Typist(seed=2026).cells(int(RESPONSES * options.scale))
    before = memory()
    table = read_link_cells(cells)
    grown = memory() - before
    baseline = timed(lambda: one_pass(cells), options.rounds)
    ours = timed(lambda: read_link_cells(cells), options.rounds)
    size = sum(column.nbytes for column in (table.cell, table.platform, table.kind, table.identity, table.account))
    print(
        f"{len(cells):,} cells, {len(table):,} links of {len(LINK_PLATFORMS) - 1} platforms, {share_that_counts(table):.1%} of them posts"
    )
    print(f"one pass of re      {baseline:8.2f} s {baseline / len(table) * 1e6:8.2f} µs a link")
    print(
        f"read_link_cells     {ours:8.2f} s {ours / len(table) * 1e6:8.2f} µs a link {ours / baseline:8.1f} times as long (limit 5, aim 3)"
    )
    print(f"the table           {size / 2**20:8.1f} MiB, at most {grown / 2**20:.1f} MiB more than the cells while reading")


if __name__ == "__main__":
    main()
