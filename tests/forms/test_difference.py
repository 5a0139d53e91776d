"""How an existing form is brought to its plan: each batch is taken by a form that is as strict as Google's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.domain.unit import Unit
from sheets_sync.errors import WorkbookContentError
from sheets_sync.forms.difference import CHANGED, FORM, MOVED, NEW, Difference, difference
from sheets_sync.forms.ordering import steps
from sheets_sync.forms.plan import FormPlan
from sheets_sync.forms.reading import read_form
from tests.forms.offices import DINKES, KEPEK, KEPEK_SAPTOSARI, PLATFORMS, UNITS, plan
from tests.google_server.form_doc import FormDoc

ON_TIKTOK = [replace(KEPEK, code=f"34.03.01.{n}", name=f"Gari {n}", accounts={"tiktok": "@gari"}) for n in (1, 2, 3)]


def settle(form: FormDoc, plan: FormPlan, *, first: bool = False) -> Difference:
    """Send what differs; afterwards nothing may."""
    what = difference(plan, read_form(form.resource()), first=first)
    if what.requests:
        form.apply(list(what.requests))
    assert difference(plan, read_form(form.resource()), first=first).requests == ()
    return what


def made(plan: FormPlan) -> FormDoc:
    form = FormDoc("1Form", "Untitled form")
    settle(form, plan, first=True)
    return form


def columns(form: FormDoc) -> dict[str, str]:
    """What the response sheet's columns hang by: question id -> title."""
    return {item["questionItem"]["question"]["questionId"]: item.get("title", "") for item in form.items if "questionItem" in item}


def walk(form: FormDoc, unit: str) -> list[str]:
    """The titles of the questions that a respondent of that unit meets, jump included."""
    titles: list[str] = []
    jump = ""
    items = iter(form.items)
    for item in items:
        if "pageBreakItem" in item and jump:
            while item["itemId"] != jump:
                item = next(items)
            jump = ""
        if "questionItem" not in item:
            continue
        titles.append(item["title"])
        for option in item["questionItem"]["question"].get("choiceQuestion", {}).get("options", ()):
            if option["value"] == unit:
                jump = option.get("goToSectionId", "")
    return titles


class TestNew:
    def test_an_empty_form_is_filled_in_one_batch(self):
        form = made(plan())
        assert form.titles()[:3] == ["Nama Unit", "Bulan Laporan", "Tidak ditanyakan saat ini"]
        assert form.title == "Laporan Unggahan Bulanan – Dinas Komunikasi dan Informatika"
        assert "Sebulan sekali" in form.description
        assert form.email_collection == "VERIFIED"
        assert form.revision == 2

    def test_units_are_led_past_what_their_kind_has_no_account_for(self):
        form = made(plan())
        assert "Jumlah Unggahan TikTok" in walk(form, "Dinas Kesehatan")
        assert walk(form, "Kapanewon Wonosari") == [
            "Nama Unit", "Bulan Laporan", "Jumlah Unggahan Website", "Tautan Website", "Jumlah Unggahan Instagram", "Tautan Instagram",
            "Catatan",
        ]  # fmt: skip

    def test_ids_are_the_same_in_every_form(self):
        assert [item["itemId"] for item in made(plan()).items] == [item["itemId"] for item in made(plan()).items]


class TestLater:
    def test_another_month_changes_the_month_and_nothing_else(self):
        form = made(plan())
        what = settle(form, plan(now=datetime(2026, 12, 1, 6)))
        [change] = what.changes
        assert (change.kind, change.title, change.what) == (CHANGED, "Bulan Laporan", ("help", "choices"))
        assert (change.more, change.fewer) == (("Desember 2026",), ("Oktober 2026",))
        [request] = what.requests
        assert request["updateItem"]["updateMask"] == "description,questionItem.question.choiceQuestion.options"

    def test_a_new_unit_changes_the_list_of_units(self):
        more = [replace(KEPEK_SAPTOSARI, code=f"34.03.15.200{n}", name=f"Planjan {n}") for n in range(5, 10)]
        form = made(plan([*UNITS, *more[1:]]))
        what = settle(form, plan([*UNITS, *more]))
        assert [(change.title, change.more, change.fewer) for change in what.changes] == [
            ("Nama Unit", ("Kalurahan Planjan 5 (Saptosari)",), ())
        ]

    def test_when_many_take_to_tiktok_its_questions_move_and_keep_their_columns(self):
        form = made(plan())
        before = columns(form)
        what = settle(form, plan([*UNITS, *ON_TIKTOK]))
        assert {change.kind for change in what.changes} == {MOVED, CHANGED}
        assert "Jumlah Unggahan TikTok" in walk(form, "Kalurahan Gari 1 (Wonosari)")
        assert "Jumlah Unggahan X" not in walk(form, "Kalurahan Gari 1 (Wonosari)")
        assert columns(form) == before

    def test_a_platform_that_is_dropped_is_kept_out_of_sight(self):
        form = made(plan())
        before = columns(form)
        settle(form, plan(platforms=("website", "instagram")))
        assert columns(form) == before
        rest = ["Jumlah Unggahan Instagram", "Tautan Instagram", "Catatan"]
        assert walk(form, "Kapanewon Saptosari")[2:] == rest
        assert walk(form, "Dinas Kesehatan")[2:] == ["Jumlah Unggahan Website", "Tautan Website", *rest]

    def test_a_platform_that_comes_back_is_asked_again_under_the_same_column(self):
        form = made(plan())
        before = columns(form)
        settle(form, plan(platforms=("website", "instagram")))
        settle(form, plan())
        assert columns(form) == before
        assert "Jumlah Unggahan TikTok" in walk(form, "Dinas Kesehatan")

    def test_addresses_stay_collected_as_people_chose(self):
        form = made(plan())
        form.email_collection = "RESPONDER_INPUT"
        assert settle(form, plan()).requests == ()


class TestPeople:
    def test_their_questions_stay_where_they_put_them(self):
        form = made(plan())
        place = form.titles().index("Tautan Instagram") + 1
        form.add("Unggahan terbaik bulan ini", place)
        form.add("Nomor WhatsApp operator")
        form.add("Nama pengisi", 0)
        assert settle(form, plan()).requests == ()
        assert any(change.kind == MOVED for change in settle(form, plan([*UNITS, *ON_TIKTOK])).changes)
        titles = form.titles()
        assert titles[0] == "Nama pengisi"
        assert titles[titles.index("Tautan Instagram") + 1] == "Unggahan terbaik bulan ini"
        assert titles[titles.index("Catatan") + 1] == "Nomor WhatsApp operator"

    def test_a_question_behind_a_dropped_platform_is_still_asked(self):
        form = made(plan())
        form.add("Kendala di TikTok", form.titles().index("Tautan TikTok") + 1)
        settle(form, plan(platforms=("website", "instagram")))
        assert "Kendala di TikTok" in walk(form, "Dinas Kesehatan")

    def test_a_page_of_theirs_at_the_front_is_not_jumped_over(self):
        form = made(plan())
        form.add("Tentang pengisi", 2, question={})
        form.add("Nama pengisi", 3)
        settle(form, plan())
        assert walk(form, "Kapanewon Wonosari")[:2] == ["Nama Unit", "Bulan Laporan"]
        assert walk(form, "Kapanewon Wonosari")[-1] == "Nama pengisi"

    def test_their_page_between_unit_and_month_does_not_hide_the_month(self):
        form = made(plan())
        form.add("Waktu", 1, question={})
        settle(form, plan())
        assert walk(form, "Kapanewon Wonosari")[:2] == ["Nama Unit", "Bulan Laporan"]

    def test_their_words_are_kept(self):
        form = made(plan())
        form.title, form.description = "Laporan Medsos", "Tanya: 0274-000000"
        form.item("Tautan Instagram")["description"] = "Boleh Reels."
        form.item("Nama Unit")["title"] = "Unit"  # which intake knows as well
        settle(form, plan(now=datetime(2026, 12, 1)))
        assert (form.title, form.description) == ("Laporan Medsos", "Tanya: 0274-000000")
        assert form.item("Tautan Instagram")["description"] == "Boleh Reels."
        assert form.titles()[0] == "Unit"

    def test_a_title_by_which_no_column_would_be_found_is_mended(self):
        form = made(plan())
        form.item("Tautan Instagram")["title"] = "Bukti"
        [change] = settle(form, plan()).changes
        assert (change.kind, change.what) == (CHANGED, ("title",))
        assert "Tautan Instagram" in form.titles()

    def test_a_question_they_deleted_is_asked_again(self):
        form = made(plan())
        form.items.remove(form.item("Catatan"))
        [change] = settle(form, plan()).changes
        assert (change.kind, change.title) == (NEW, "Catatan")

    def test_choices_they_added_to_ours_go(self):
        form = made(plan())
        form.item("Bulan Laporan")["questionItem"]["question"]["choiceQuestion"]["options"].append({"value": "Lainnya"})
        [change] = settle(form, plan()).changes
        assert (change.more, change.fewer) == ((), ("Lainnya",))


class TestTheirForm:
    def theirs(self) -> FormDoc:
        """A form as an office has made by hand."""
        form = FormDoc("1Form", "Laporan Bulanan", email_collection="DO_NOT_COLLECT")
        form.add("NAMA UNIT", question={"choiceQuestion": {"type": "DROP_DOWN", "options": [{"value": "Dinas Kesehatan"}]}})
        form.add("Bulan", question={"choiceQuestion": {"type": "DROP_DOWN", "options": [{"value": "Oktober"}]}})
        form.add("Jumlah Postingan Instagram", question={"textQuestion": {"paragraph": True}})
        form.add("Link IG")
        form.add("Foto kegiatan")
        return form

    def test_its_questions_are_taken_over_with_their_columns(self):
        form = self.theirs()
        before = columns(form)
        what = settle(form, plan(), first=True)
        assert before.items() <= columns(form).items()
        assert what.changes[0].kind == FORM
        assert form.title == "Laporan Bulanan"
        met = walk(form, "Kapanewon Wonosari")
        assert met[:2] == ["NAMA UNIT", "Bulan"]
        assert {"Jumlah Postingan Instagram", "Link IG", "Foto kegiatan"} <= set(met)
        assert "Jumlah Unggahan Instagram" not in form.titles()

    def test_its_pages_go_with_the_questions_they_begin_with(self):
        form = self.theirs()
        form.add("Media sosial", 2, question={})
        form.add("Instagram", 3, question={})
        form.add("Lain-lain", form.titles().index("Foto kegiatan"), question={})
        settle(form, plan(), first=True)
        titles = form.titles()
        place = titles.index("Jumlah Postingan Instagram")
        assert titles[place - 2 : place + 2] == ["Media sosial", "Instagram", "Jumlah Postingan Instagram", "Link IG"]
        assert titles[titles.index("Foto kegiatan") - 1] == "Lain-lain"
        assert walk(form, "Kapanewon Wonosari")[:2] == ["NAMA UNIT", "Bulan"]

    @pytest.mark.parametrize("question", [{"textQuestion": {}}, {"choiceQuestion": {"type": "RADIO", "options": [{"value": "x"}]}}])
    def test_a_question_of_another_kind_is_named_and_nothing_sent(self, question):
        form = self.theirs()
        form.items[0]["questionItem"]["question"] = {"questionId": "2000aaaa", **question}
        with pytest.raises(WorkbookContentError, match="NAMA UNIT"):
            difference(plan(), read_form(form.resource()), first=True)


ACCOUNTS = st.sets(st.sampled_from(PLATFORMS), max_size=4)
REGISTERS = st.lists(st.tuples(st.sampled_from(["OPD", "KAPANEWON", "KALURAHAN"]), ACCOUNTS), min_size=1, max_size=5)
POLICIES = st.lists(st.sampled_from(PLATFORMS), min_size=1, unique=True)


@settings(max_examples=60)
@given(st.lists(st.tuples(REGISTERS, POLICIES), min_size=1, max_size=4), st.lists(st.integers(0, 30), max_size=4), st.booleans())
def test_whatever_the_register_becomes_no_column_is_lost_and_every_platform_is_met(
    history: list[tuple[list[tuple[str, set[str]]], list[str]]], extras: list[int], pages: bool
):
    form = FormDoc("1Form", "Untitled form")
    asked: dict[str, str] = {}
    for number, (rows, platforms) in enumerate(history):
        units = [Unit(f"U{n}", f"Unit {n}", kind, accounts=dict.fromkeys(sorted(on), "@x")) for n, (kind, on) in enumerate(rows)]
        settle(form, plan(units, platforms), first=not number)
        assert asked.items() <= columns(form).items()
        asked = columns(form)
        theirs = {title for title in form.titles() if title.startswith("Pertanyaan")}
        for choice in form.item("Nama Unit")["questionItem"]["question"]["choiceQuestion"]["options"]:
            unit = next(unit for unit in units if unit.name in choice["value"])
            met = walk(form, choice["value"])
            labels = {title.split()[-1].lower() for title in met if title.startswith("Tautan")}
            assert set(unit.accounts) & set(platforms) <= labels <= set(platforms)
            assert {"Nama Unit", "Bulan Laporan", "Catatan"} <= set(met)
            theirs -= set(met)
        assert not theirs, "a question of people's has got onto the page that everybody skips"
        for place in extras[:1]:
            form.add(f"Pertanyaan {number} kami", min(place, len(form.items)))
            if pages:
                form.add(f"Halaman {number} kami", min(place, len(form.items)), question={})


@given(st.permutations("abcdefg"), st.permutations("cdefghij"))
def test_the_moves_lead_to_the_order_and_no_fewer_would(current: list[str], target: list[str]):
    target = [*target, *(name for name in current if name not in target)]
    row = list(current)
    moves = 0
    for step in steps(current, target, last="h"):
        if step.start is not None:
            assert row.pop(step.start) == step.name
            moves += 1
        row.insert(step.end, step.name)
    assert row == target
    places = [target.index(name) for name in current]
    longest = [0] * len(places)
    for index, place in enumerate(places):
        longest[index] = 1 + max((longest[before] for before in range(index) if places[before] < place), default=0)
    assert moves == len(current) - max(longest)


def test_what_nobody_has_is_not_created_twice():
    form = made(plan([DINKES]))
    settle(form, plan())
    assert len(set(columns(form).values())) == len(columns(form))
