"""The form that a register asks for: what is asked of whom, on which page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.domain.header import folded
from sheets_sync.domain.hosted_form import PAGE
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.platforms import BY_CODE
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import unit_labels
from sheets_sync.forms.blueprint import make_plan, open_months
from sheets_sync.forms.pages import MOST_PAGES, lay_out
from sheets_sync.forms.plan import MONTH, NOTES, UNIT, FormPlan
from sheets_sync.forms.wording import EXAMPLES
from sheets_sync.intake.headers import locate_columns
from sheets_sync.intake.links import parse_link
from sheets_sync.intake.responses import wanted_columns
from tests.forms.offices import DINKES, KEPEK, NOW, PLATFORMS, RULE, UNITS, WONOSARI, office, plan, register


def asked_of(plan: FormPlan, label: str) -> list[str]:
    """The keys that a respondent meets who chooses that unit, in order."""
    unit = plan.front[0]
    page = next(choice.page for choice in unit.choices if choice.value == label)
    keys = [item.key for item in plan.items]
    return [item.key for item in (*plan.front, *plan.items[keys.index(page) :]) if item.kind != PAGE]


def shape(plan: FormPlan) -> list[str]:
    return [item.titles[0] if item.kind == PAGE else item.key for item in plan.items]


class TestUnits:
    def test_they_are_grouped_by_kind_and_told_apart(self):
        assert [choice.value for choice in plan().front[0].choices] == [
            "Dinas Kesehatan", "Kapanewon Wonosari", "Kapanewon Saptosari", "Kalurahan Kepek (Wonosari)", "Kalurahan Kepek (Saptosari)",
        ]  # fmt: skip

    def test_one_that_no_longer_reports_is_not_offered(self):
        gone = replace(DINKES, code="OPD-LAMA", name="Dinas Lama", active_until=date(2026, 9, 30))
        new = replace(DINKES, code="OPD-BARU", name="Dinas Baru", active_since=date(2026, 11, 1))
        offered = [choice.value for choice in plan([*UNITS, gone, new]).front[0].choices]
        assert "Dinas Lama" not in offered
        assert "Dinas Baru" in offered  # it owes November

    def test_a_kind_that_the_register_invents_comes_last(self):
        school = Unit("SD-1", "SD Negeri 1", "SEKOLAH", accounts={"instagram": "@sd"})
        assert [choice.value for choice in plan([school, *UNITS]).front[0].choices][-1] == "SD Negeri 1"


class TestMonths:
    def test_early_in_november_october_comes_first_and_november_is_open(self):
        month = plan().front[1]
        assert [choice.value for choice in month.choices] == ["Oktober 2026", "November 2026"]
        assert "Oktober 2026 paling lambat 5 November 2026 pukul 23.59" in month.help

    def test_once_october_is_frozen_november_is_left(self):
        assert [choice.value for choice in plan(now=datetime(2026, 11, 21)).front[1].choices] == ["November 2026"]

    def test_in_english(self):
        assert [choice.value for choice in plan(language="en").front[1].choices] == ["October 2026", "November 2026"]

    def test_where_months_are_never_frozen_half_a_year_is_offered(self):
        months = open_months(replace(RULE, lock_day=0), NOW)
        assert [str(month) for month in months] == ["2026-10", "2026-11", "2026-09", "2026-08", "2026-07", "2026-06"]

    @given(now=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), lock=st.integers(0, 31), due=st.integers(1, 28))
    def test_all_that_is_offered_is_open_and_none_is_to_come(self, now: datetime, lock: int, due: int):
        rule = DeadlineRule(due, RULE.due_time, True, lock)
        months = open_months(rule, now)
        assert len(set(months)) == len(months)
        assert not any(rule.deadline(month).locked(now) for month in months)
        assert max(months) == ReportingMonth.of(now.date())


class TestPages:
    def test_platforms_of_few_units_come_first(self):
        assert shape(plan()) == [
            "unit", "month",
            "Tidak ditanyakan saat ini", "count:youtube", "links:youtube", "count:threads", "links:threads",
            "Unggahan: Facebook", "count:facebook", "links:facebook",
            "Unggahan: X, TikTok", "count:x", "links:x", "count:tiktok", "links:tiktok",
            "Unggahan: Website, Instagram", "count:website", "links:website", "count:instagram", "links:instagram", "notes",
        ]  # fmt: skip

    def test_a_unit_begins_at_the_rarest_that_it_publishes_on(self):
        form = plan()
        assert "count:facebook" in asked_of(form, "Kalurahan Kepek (Wonosari)")
        assert "count:facebook" not in asked_of(form, "Dinas Kesehatan")
        assert "count:tiktok" not in asked_of(form, "Kalurahan Kepek (Saptosari)")
        of_agency = asked_of(form, "Dinas Kesehatan")
        assert "count:tiktok" in of_agency
        assert [of_agency[0], of_agency[1], of_agency[-1]] == [UNIT, MONTH, NOTES]

    def test_one_without_an_account_meets_the_last_page(self):
        form = plan([*UNITS, Unit("OPD-BARU", "Dinas Baru", "OPD")])
        keys = [item.key for item in form.items]
        assert asked_of(form, "Dinas Baru") == [UNIT, MONTH, *keys[keys.index("page:0") + 1 :]]

    def test_where_all_are_alike_nobody_is_led_anywhere(self):
        alike = plan([replace(unit, accounts=dict.fromkeys(PLATFORMS, "x")) for unit in UNITS])
        assert not alike.branches
        assert len([item for item in alike.items if item.kind == PAGE]) == 1

    def test_a_register_without_accounts_asks_about_everything(self):
        bare = plan([replace(unit, accounts={}) for unit in UNITS])
        assert {f"count:{code}" for code in PLATFORMS} <= set(asked_of(bare, "Kapanewon Wonosari"))

    @given(
        st.lists(st.tuples(st.sampled_from(["OPD", "KAPANEWON", "KALURAHAN", "SEKOLAH"]), st.sets(st.sampled_from(PLATFORMS))), min_size=1)
    )
    def test_every_unit_meets_each_of_its_platforms_and_nothing_is_asked_twice(self, units: list[tuple[str, set[str]]]):
        made = register([Unit(f"U{n}", f"Unit {n}", kind, accounts=dict.fromkeys(sorted(on), "@x")) for n, (kind, on) in enumerate(units)])
        form = make_plan(made, office(), NOW)
        keys = [item.key for item in form.items]
        assert len(keys) == len(set(keys))
        assert {f"{kind}:{code}" for code in PLATFORMS for kind in ("count", "links")} | {UNIT, MONTH, NOTES} <= set(keys)
        for code, label in unit_labels(made).items():
            met = asked_of(form, label)
            assert {f"{kind}:{platform}" for platform in made[code].accounts for kind in ("count", "links")} | {NOTES} <= set(met)
            assert len(met) == len(set(met))
        assert len([item for item in form.asked if item.kind == PAGE]) <= MOST_PAGES

    @given(st.lists(st.sets(st.sampled_from(PLATFORMS), min_size=1), min_size=1, max_size=12))
    def test_nobody_is_asked_more_than_on_one_page(self, accounts: list[set[str]]):
        units = [Unit(f"U{n}", f"Unit {n}", "OPD", accounts=dict.fromkeys(on, "@x")) for n, on in enumerate(accounts)]
        pages = lay_out(PLATFORMS, units)
        burdens = [2 * sum(map(len, pages.pages[entry:])) + len(pages.pages) - entry for entry in pages.entries.values()]
        assert sum(burdens) <= len(units) * (2 * sum(map(len, pages.pages)) + 1)


class TestWords:
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_the_response_tab_of_this_form_is_understood(self, language: str):
        titles = ["Timestamp", "Email Address", *(item.titles[0] for item in plan(language=language).items if item.kind != PAGE)]
        found = locate_columns(Sheet("Form Responses 1", [titles]), wanted_columns(PLATFORMS, {}))
        assert len(found) == len(titles) == 5 + 2 * len(PLATFORMS)
        assert "Jumlah Unggahan TikTok" in titles
        assert "Tautan TikTok" in titles

    def test_an_offices_own_titles_are_used(self):
        own = office(own_titles={"unit": ["Nama OPD"], "count": ["Postingan {platform}"]})
        titles = {item.key: item.titles[0] for item in make_plan(register(), own, NOW).items}
        assert (titles["unit"], titles["count:x"]) == ("Nama OPD", "Postingan X")

    def test_the_examples_are_links_that_count(self):
        assert set(EXAMPLES) == set(BY_CODE)
        for code, example in EXAMPLES.items():
            link = parse_link(example)
            assert (link.platform, link.kind in ("post", "share")) == (code, True), example

    def test_unit_and_month_are_required_and_nothing_else(self):
        assert {item.key for item in plan().items if item.required} == {UNIT, MONTH}

    def test_titles_and_choices_hold_no_line_breaks(self):  # Google refuses them
        shown = [text for item in plan().items for text in (item.titles[0], *(choice.value for choice in item.choices))]
        assert not [text for text in shown if "\n" in text]
        assert "\n" not in plan().title

    def test_ids_are_as_googles_and_all_different(self):
        ids = [id for item in plan().items for id in (item.id, item.question_id)]
        assert len(ids) == len(set(ids))
        assert all(len(id) == 8 and 0x10000000 <= int(id, 16) < 2**31 for id in ids)

    def test_the_fingerprint_tells_what_changes(self):
        assert plan().fingerprint == plan().fingerprint
        assert len({plan().fingerprint, plan(now=datetime(2026, 12, 1)).fingerprint, plan([KEPEK, WONOSARI]).fingerprint}) == 3
        assert folded(plan().title).startswith("laporan")
