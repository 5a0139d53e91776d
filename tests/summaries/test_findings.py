"""Temuan: every finding of the open months, worst first, in words."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.domain.finding import INFO, RuleText
from sheets_sync.domain.marks import N_
from sheets_sync.language import Language
from sheets_sync.summaries import findings, make_tabs
from sheets_sync.summaries.edition import Edition
from sheets_sync.summaries.memory import Memory
from sheets_sync.summaries.titles import with_defaults
from tests import builders as b

DINKES, KEPEK = b.opd(), b.kalurahan()


def findings_tab(findings, language="id", **fields):
    assessment = replace(b.assessment([DINKES, KEPEK], [], findings), **fields)
    return next(tab for tab in make_tabs(assessment, Memory(), Language(language)) if tab.key == "findings")


def rows(findings, **fields):
    return [list(row) for row in findings_tab(findings, **fields).tables[0].rows]


def test_columns_and_words():
    tab = findings_tab([b.finding("missing-links", DINKES, platform="instagram", row=7, count=1200)])
    assert tab.grid() == [
        ["Bulan", "Kode", "Nama Unit", "Platform", "Aturan", "Tingkat", "Temuan", "Yang Perlu Dilakukan", "Baris"],
        ["2026-10", "OPD-DINKES", "Dinas Kesehatan", "Instagram", "missing-links", "Perlu diperbaiki",
         "Instagram: 1.200 posts are reported, but no link is given.", "Fill in the links of the posts on Instagram.", 7],
    ]  # fmt: skip
    assert tab.colours["Perlu diperbaiki"] == "bad"


def test_worst_first_then_newest_then_without_unit_then_register_order():
    unknown = {**b.finding("missing-count", None, platform=""), "unit": "", "row": 3}
    found = rows(
        [
            b.finding("superseded", DINKES, old="3"),
            b.finding("fewer-links-than-posts", KEPEK, links=1, count=2),
            b.finding("missing-count", KEPEK, b.SEPTEMBER),
            b.finding("missing-count", KEPEK, platform="x"),
            b.finding("missing-count", KEPEK, platform="website"),
            b.finding("missing-count", DINKES),
            unknown,
        ],
        open_months=(b.SEPTEMBER, b.OCTOBER),
    )
    assert [(row[4], row[0], row[1], row[3]) for row in found] == [
        ("missing-count", "2026-10", None, None),
        ("missing-count", "2026-10", "OPD-DINKES", None),
        ("missing-count", "2026-10", "34.03.01.2002", "Website"),
        ("missing-count", "2026-10", "34.03.01.2002", "X"),
        ("missing-count", "2026-09", "34.03.01.2002", None),
        ("fewer-links-than-posts", "2026-10", "34.03.01.2002", None),
        ("superseded", "2026-10", "OPD-DINKES", None),
    ]


def test_closed_months_are_left_out_and_what_belongs_to_no_month_is_not():
    found = rows([b.finding("missing-count", DINKES, b.SEPTEMBER), b.finding("no-sk", KEPEK, None)])
    assert [(row[0], row[4]) for row in found] == [(None, "no-sk")]


def test_a_finding_may_be_milder_than_its_rule():
    mild = {**b.finding("missing-count", DINKES), "severity": INFO}
    assert [row[5] for row in rows([mild, b.finding("missing-count", KEPEK)])] == ["Perlu diperbaiki", "Sebagai informasi"]


def test_texts_of_people_stay_text_and_fit_a_cell():
    text = RuleText("unknown-unit", "error", N_("t"), N_("No unit: {cell}"), N_("Ask {cell}"))
    finding = {
        "rule": "unknown-unit",
        "severity": "error",
        "unit": "",
        "month": -1,
        "platform": "",
        "row": 4,
        "values": {"cell": "=1+1\x07" + "z" * 40_000},
    }
    [row] = rows([finding], rule_texts={"unknown-unit": text})
    assert row[6].startswith("No unit: =1+1\ufffdzzz")
    assert row[6].endswith(" […]")
    assert len(row[6]) == 32_767


def test_more_than_a_tab_holds_is_said():
    assessment = b.assessment([DINKES, KEPEK], [], [b.finding("missing-count", DINKES) for _ in range(2000)])
    [tab] = findings.make(Edition(assessment, Memory(), Language("id"), with_defaults(None)), most_rows=2)
    rows = tab.tables[0].rows
    assert len(rows) == 3
    assert rows[-1][6] == "1.998 temuan lain tidak muat di tab ini."
    assert findings.MOST_ROWS < 2**20, "the rows of a spreadsheet's tab, less its header and the last one"


def test_nothing_found():
    assert rows([]) == []
