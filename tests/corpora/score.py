"""How well the parsers read what people type: `python tests/corpora/score.py` prints a line per corpus and every answer read wrongly.

The labels were given by what a careful clerk would understand, not by what the code does; each file beside this one is plain CSV.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))

from sheets_sync.domain.unit import Unit  # noqa: E402 -- runs from a checkout that is not installed
from sheets_sync.intake.counts import parse_count  # noqa: E402
from sheets_sync.intake.links import extract_links, parse_link  # noqa: E402
from sheets_sync.intake.months import parse_month  # noqa: E402
from sheets_sync.intake.unit_names import UnitMatcher  # noqa: E402

Row = dict[str, str]


@dataclass(frozen=True)
class Verdict:
    """One labelled input: what was read, what a clerk reads, and whether the difference would accuse or credit the wrong one."""

    given: str
    expected: str
    read: str
    harmful: bool = False

    @property
    def right(self) -> bool:
        return self.read == self.expected


@dataclass(frozen=True)
class Score:
    """A corpus and its verdicts."""

    name: str
    verdicts: tuple[Verdict, ...]

    @property
    def wrong(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if not verdict.right]

    @property
    def harmful(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.harmful]

    @property
    def rate(self) -> float:
        return 1 - len(self.wrong) / len(self.verdicts)


def rows(name: str) -> list[Row]:
    """The lines of one corpus."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed_cell(text: str, kind: str) -> object:
    """The cell as a spreadsheet reader hands it over."""
    if kind == "number":
        return float(text) if "." in text else int(text)
    if kind == "date":
        return datetime.fromisoformat(text)
    return text == "TRUE" if kind == "bool" else text


def count_verdict(row: Row) -> Verdict:
    count = parse_count(typed_cell(row["cell"], row["type"]))
    read = "problem" if count.problem else str(count.value) if count.value is not None else "blank"
    expected = "problem" if row["problem"] else row["value"] or "blank"
    return Verdict(row["cell"], expected, read, harmful=read != expected and read.isdigit())


def month_verdict(row: Row) -> Verdict:
    submitted = datetime.fromisoformat(row["submitted_at"]) if row["submitted_at"] else None
    read = str(parse_month(typed_cell(row["cell"], row["type"]), submitted) or "")
    return Verdict(row["cell"], row["expected"], read, harmful=read not in ("", row["expected"]))


@cache
def matcher() -> UnitMatcher:
    units = rows("units.csv")
    return UnitMatcher([Unit(row["Kode"], row["Nama Unit"], row["Jenis"], row["Induk"], _aliases(row)) for row in units])


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in row.get("Nama Lain", "").split("|") if alias.strip())


def unit_verdict(row: Row) -> Verdict:
    match = matcher().match(row["text"])
    read = match.code or ("ambiguous" if match.candidates else "unknown")
    return Verdict(row["text"], row["expected"], read, harmful=match.code is not None and match.code != row["expected"])


def platform_verdict(row: Row) -> Verdict:
    read = parse_link(row["text"]).platform
    return Verdict(row["text"], row["platform"], read, harmful=row["platform"] == "invalid" != read)


def identity_verdict(row: Row) -> Verdict:
    link = parse_link(row["text"])
    expected = " ".join((row["platform"], row["kind"], row["canonical_id"], row["account"]))
    return Verdict(row["text"], expected, " ".join((link.platform, link.kind, link.canonical_id or "", link.account or "")))


def link_cell_verdict(row: Row) -> Verdict:
    read = " ".join(f"{link.platform}:{link.kind}" for link in extract_links(row["cell"]))
    return Verdict(row["cell"], row["expected"], read)


CORPORA: dict[str, tuple[str, Callable[[Row], Verdict]]] = {
    "units": ("unit_names.csv", unit_verdict),
    "link platforms": ("links.csv", platform_verdict),
    "link identities": ("links.csv", identity_verdict),
    "link cells": ("link_cells.csv", link_cell_verdict),
    "months": ("months.csv", month_verdict),
    "counts": ("counts.csv", count_verdict),
}


def score(name: str) -> Score:
    """Read one corpus through its parser."""
    file, verdict = CORPORA[name]
    return Score(name, tuple(map(verdict, rows(file))))


def report(scores: list[Score]) -> Iterator[str]:
    """A line per corpus, then what was read wrongly."""
    yield f"{'corpus':<16}{'inputs':>7}{'right':>7}{'share':>9}{'harmful':>9}"
    for each in scores:
        right = len(each.verdicts) - len(each.wrong)
        yield f"{each.name:<16}{len(each.verdicts):>7}{right:>7}{each.rate:>9.2%}{len(each.harmful):>9}"
    for each in scores:
        for verdict in each.wrong:
            mark = "!" if verdict.harmful else " "
            yield f"{mark} {each.name}: {verdict.given!r} is {verdict.expected or 'none'}, read as {verdict.read or 'none'}"


if __name__ == "__main__":
    for line in report([score(name) for name in sys.argv[1:] or CORPORA]):
        print(line)
