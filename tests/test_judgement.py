"""The merge, the clock and the memory: what decides whether a unit is accused."""

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.compliance import keep_frozen
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.errors import SettingsError
from tests.office import (
    GARI,
    KEPEK,
    KEPEK_SAPTOSARI,
    NOW,
    OCTOBER,
    REGISTER,
    SAPTOSARI,
    WONOSARI,
    Office,
    found,
    good,
    instagram,
    response,
    status,
    verdict,
)

DUE = datetime(2026, 11, 5, 23, 59, 59)


@pytest.mark.parametrize(
    ("at", "expected"),
    [(DUE, "COMPLETE"), (DUE + timedelta(seconds=1), "LATE"), (datetime(2026, 10, 31, 23), "COMPLETE")],
)
def test_the_due_minute_counts_whole(at, expected):
    assert status(Office([good(at=at)]).assess()) == expected


def test_who_says_nothing_has_not_reported_yet():
    assessment = Office([good("Gari")]).assess()
    assert status(assessment) == "MISSING"
    assert verdict(assessment)["required"] == 1


@pytest.mark.parametrize(
    ("reported", "light", "judged"),
    [
        (["November 2026"], "2026-11", ["2026-11"]),
        (["November 2026", "Oktober 2026"], "2026-10", ["2026-10", "2026-11"]),
        (["entah"], "2026-10", ["2026-10"]),
    ],
)
def test_a_month_before_the_office_began_is_held_against_nobody(reported, light, judged):
    office = Office([good(month=month, at=datetime(2026, 11, 3)) for month in reported], now=datetime(2026, 11, 24, 9))
    assessment = office.assess(month=None)
    assert (str(assessment.month), list(map(str, assessment.months))) == (light, judged)


def test_an_office_that_has_reported_before_is_asked_about_the_month_that_is_over():
    before = Office([good(month="September 2026", at=datetime(2026, 10, 2))]).assess()
    office = Office([good(month="November 2026", at=datetime(2026, 11, 24, 8))], now=datetime(2026, 11, 24, 9)).remembering(before)
    assert office.assess(month=None).month == OCTOBER


def test_a_later_answer_replaces_and_a_blank_never_does():
    rows = [response(instagram=(None, instagram(1))), response(at=datetime(2026, 11, 4), instagram=(3, None))]
    assessment = Office(rows).assess()
    row = verdict(assessment)
    assert (row["status"], row["count:instagram"], row["valid_links"]) == ("COMPLETE", 3, 1)
    assert row["received"] == pd.Timestamp(2026, 11, 3, 9)
    assert row["complete_since"] == pd.Timestamp(2026, 11, 4)


@pytest.mark.parametrize(("said", "expected"), [(("nihil", None), "COMPLETE"), ((0, None), "COMPLETE"), ((1, None), "INCOMPLETE")])
def test_a_zero_needs_no_link(said, expected):
    assert status(Office([good(instagram=said)]).assess()) == expected


def test_complete_since_is_when_it_became_complete_and_stayed_so():
    rows = [
        good(at=datetime(2026, 11, 2)),
        response(at=datetime(2026, 11, 3), instagram=("banyak", None)),
        response(at=datetime(2026, 11, 4), instagram=(2, None)),
        response(at=datetime(2026, 11, 7), instagram=(2, None)),
    ]
    row = verdict(Office(rows).assess())
    assert (row["status"], row["complete_since"]) == ("COMPLETE", pd.Timestamp(2026, 11, 4))


def test_an_edit_never_turns_an_on_time_report_late():
    before = Office([good()]).assess()
    edited = Office([good(at=datetime(2026, 11, 8), instagram=(4, f"{instagram(1)} {instagram(2)}"))]).remembering(before)
    row = verdict(edited.assess())
    assert (row["status"], row["complete_since"], row["received"]) == ("COMPLETE", *[pd.Timestamp(2026, 11, 3, 9)] * 2)


def test_the_credit_is_lost_when_the_edit_makes_it_incomplete():
    before = Office([good()]).assess()
    edited = Office([good(at=datetime(2026, 11, 8), instagram=(None, None), Catatan="-")]).remembering(before)
    broken = edited.assess()
    assert status(broken) == "INCOMPLETE"
    assert pd.isna(verdict(broken)["complete_since"])
    mended = replace(edited, responses=[good(at=datetime(2026, 11, 9))]).remembering(broken)
    assert status(mended.assess()) == "LATE"


def test_an_edit_after_the_lock_takes_nothing_away():
    before = Office([good(), good("Gari")]).assess()
    after = replace(Office([good(at=datetime(2026, 11, 23)), good("Gari")]).remembering(before), now=datetime(2026, 11, 24))
    assert status(after.assess()) == "COMPLETE"


def test_a_frozen_month_is_not_worsened_by_the_register_but_may_be_mended():
    before = Office([good(), good("Garri Desa", sender="gari@example.go.id")]).assess()
    stricter = [WONOSARI, {**KEPEK, "TikTok": "@kepek"}, GARI]
    after = replace(Office([good(), good("Gari")], stricter).remembering(before), now=datetime(2026, 11, 24))
    assert status(after.assess()) == "COMPLETE"
    assert status(after.assess(reopen=[OCTOBER])) == "INCOMPLETE"
    assert status(after.assess(), GARI["Kode"]) == "COMPLETE"


def test_a_frozen_month_does_not_improve_by_asking_for_less():
    both = {**KEPEK, "TikTok": "@kepek"}
    before = Office([good(), good("Gari")], [WONOSARI, both, GARI]).assess()
    after = replace(Office([good(), good("Gari")], [WONOSARI, KEPEK, GARI]).remembering(before), now=datetime(2026, 11, 24))
    assert tuple(verdict(after.assess())[["status", "met", "required"]]) == ("INCOMPLETE", 1, 2)
    assert status(after.assess(reopen=[OCTOBER])) == "COMPLETE"
    assert status(replace(after, now=NOW).assess()) == "COMPLETE", "an open month is judged by what is asked for today"
    dropped = replace(after, register=[WONOSARI, both, GARI], platforms=("website", "instagram"))
    assert status(dropped.assess()) == "INCOMPLETE"
    excused = replace(after, register=[WONOSARI, {**both, "Aktif Sampai": datetime(2026, 10, 30)}, GARI])
    assert status(excused.assess()) == "EXEMPT"


def test_a_frozen_month_does_not_improve_by_a_later_due_day():
    before = Office([good(at=datetime(2026, 11, 6))]).assess()
    later = replace(Office([good(at=datetime(2026, 11, 6))], due_day=9).remembering(before), now=datetime(2026, 11, 24))
    assert status(later.assess()) == "LATE"
    assert status(later.assess(reopen=[OCTOBER])) == status(replace(later, now=NOW).assess()) == "COMPLETE"
    cleared_up = replace(later, responses=[good(at=datetime(2026, 11, 6)), good(at=datetime(2026, 11, 5))])
    assert status(cleared_up.assess()) == "COMPLETE", "something of before the lock that could not be read then"


def test_a_unit_that_came_later_is_not_missing_in_a_frozen_month():
    before = Office([good()], [WONOSARI, KEPEK]).assess()
    after = replace(Office([good()], [WONOSARI, KEPEK, GARI, SAPTOSARI]).remembering(before), now=datetime(2026, 11, 24))
    assert [status(after.assess(), unit["Kode"]) for unit in (KEPEK, GARI, SAPTOSARI)] == ["COMPLETE", "EXEMPT", "EXEMPT"]
    assert status(after.remembering(after.assess()).assess(), GARI["Kode"]) == "EXEMPT"
    assert status(replace(after, now=NOW).assess(), GARI["Kode"]) == "MISSING", "an open month can still be reported on"
    assert status(after.assess(reopen=[OCTOBER]), GARI["Kode"]) == "MISSING"
    told = replace(after, responses=[good(), good("Gari")])
    assert status(told.assess(), GARI["Kode"]) == "COMPLETE"
    assert status(replace(after, recorded=Office().recorded).assess(), GARI["Kode"]) == "MISSING", "nothing was ever recorded"


def test_a_frozen_verdict_outranks_a_worse_one_that_meets_more():
    """Now that the register asks for seven platforms, of which the old response happens to tell six."""
    recorded = Office([good()]).assess()
    today = recorded.verdicts.copy()
    today.loc[today["unit"] == KEPEK["Kode"], ["status", "met", "required"]] = ["INCOMPLETE", 6, 7]
    kept = keep_frozen(today, recorded.verdicts, units=recorded.units, months=[OCTOBER])
    assert tuple(kept.set_index("unit").loc[KEPEK["Kode"], ["status", "met"]]) == ("COMPLETE", 1)


def test_a_frozen_month_keeps_its_numbers():
    before = Office([good(instagram=(3, instagram(1)))]).assess()
    typed_over = Office([good(instagram=(9, instagram(1)))]).remembering(before)
    assert verdict(typed_over.assess())["posts"] == 9
    assert verdict(replace(typed_over, now=datetime(2026, 11, 24)).assess())["posts"] == 3


def test_who_was_on_time_at_an_unreadable_moment_stays_so():
    before = Office([good(at="rusak")]).assess()
    assert status(before) == "COMPLETE"
    edited = Office([good(at=datetime(2026, 11, 8))])
    assert status(edited.remembering(before).assess()) == "COMPLETE"
    assert status(edited.assess()) == "LATE"


@pytest.mark.parametrize(
    ("cells", "exempt", "expected"),
    [
        ({"Aktif Sejak": datetime(2026, 10, 1)}, (), "MISSING"),
        ({"Aktif Sejak": datetime(2026, 10, 2)}, (), "EXEMPT"),
        ({"Aktif Sampai": datetime(2026, 10, 31)}, (), "MISSING"),
        ({"Aktif Sampai": "30/10/2026"}, (), "EXEMPT"),
        ({}, (KEPEK["Kode"],), "EXEMPT"),
        ({}, (f"{KEPEK['Kode']}@2026-10",), "EXEMPT"),
        ({}, (f"{KEPEK['Kode']}@2026-09",), "MISSING"),
    ],
)
def test_who_was_not_there_all_month_need_not_report(cells, exempt, expected):
    assert status(Office([good("Gari")], [{**KEPEK, **cells}, GARI], exempt=exempt).assess()) == expected


def test_an_exemption_for_a_code_that_is_none_is_a_settings_error():
    with pytest.raises(SettingsError, match="OPD-X"):
        Office([good()], exempt=("OPD-X",)).assess()


def test_a_mistyped_year_makes_no_months():
    assessment = Office([good(), good("Gari", month="Oktober 2016")]).assess()
    assert [str(month) for month in assessment.months] == ["2026-10"]
    assert [finding.row for finding in found(assessment, "month-locked")] == [3]


def test_months_between_reports_are_shown_and_the_running_one_only_if_somebody_reports_it():
    rows = [good(month="Juli 2026", at=datetime(2026, 8, 3)), good("Gari")]
    assert [str(month) for month in Office(rows).assess().months] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert str(Office([*rows, good(month="November 2026")]).assess().months[-1]) == "2026-11"


# --- properties -------------------------------------------------------------------------------------------------------------------

COUNTS = st.sampled_from([None, 0, 1, 3, "nihil", "12 postingan", "lebih dari 5", "", "-"])
LINKS = st.sampled_from(
    [
        None,
        "",
        instagram(1),
        f"{instagram(2)}\n{instagram(3)}",
        "terlampir",
        "https://bit.ly/x1y2z3",
        "https://www.instagram.com/kepek_wonosari/",
    ]
)
UNITS = st.sampled_from(["Kalurahan Kepek, Wonosari", "Gari", "Kepek, Saptosari", "Kepek", "entah"])
MONTHS = st.sampled_from(["Oktober 2026", "September", "10/2026", "?"])
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 9)).map(lambda moment: moment.replace(microsecond=0)) | st.sampled_from(
    [datetime(2026, 11, 3, 9), "rusak"]
)
RESPONSES = st.lists(
    st.builds(
        lambda unit, month, at, count, links: response(unit, month, at, instagram=(count, links), Catatan="ya"),
        UNITS, MONTHS, MOMENTS, COUNTS, LINKS,
    ),
    min_size=1,
    max_size=7,
)  # fmt: skip
SHOWN = ["unit", "month", "status", "received", "complete_since", "met", "required", "posts", "valid_links", "count:instagram"]


def verdicts(office):
    return office.assess().verdicts[SHOWN]


@settings(max_examples=30)
@given(st.data(), RESPONSES)
def test_the_order_of_rows_does_not_matter(data, rows):
    shuffled = data.draw(st.permutations(rows))
    pd.testing.assert_frame_equal(verdicts(Office(rows)), verdicts(Office(shuffled)))


@settings(max_examples=30)
@given(st.data(), RESPONSES)
def test_sending_the_latest_answers_again_changes_nothing(data, rows):
    dated = [row for row in rows if isinstance(row["Timestamp"], datetime)]
    if not dated:
        return
    latest = max(dated, key=lambda row: row["Timestamp"])
    same = {
        **latest,
        "Timestamp": data.draw(st.datetimes(latest["Timestamp"] + timedelta(seconds=1), NOW + timedelta(hours=1))).replace(microsecond=0),
    }
    tied = [row for row in dated if row["Timestamp"] == latest["Timestamp"]]
    if len(tied) > 1:
        return
    pd.testing.assert_frame_equal(verdicts(Office(rows)), verdicts(Office([*rows, same])))


@settings(max_examples=30)
@given(RESPONSES, st.data())
def test_an_edit_of_a_complete_report_keeps_its_credit(rows, data):
    before = Office(rows).assess()
    position = data.draw(st.integers(0, len(rows) - 1))
    edited = [dict(row) for row in rows]
    edited[position]["Timestamp"] = datetime(2026, 11, 9)
    after = Office(edited).remembering(before).assess()
    for unit in (KEPEK["Kode"], GARI["Kode"], KEPEK_SAPTOSARI["Kode"]):
        for month in before.months:
            if status(before, unit, month) == "COMPLETE" and status(after, unit, month) not in ("INCOMPLETE", "MISSING"):
                assert status(after, unit, month) == "COMPLETE"


@settings(max_examples=30)
@given(RESPONSES, st.lists(st.builds(lambda count, links: (count, links), COUNTS, LINKS), max_size=3))
def test_a_status_never_depends_on_another_units_rows(rows, others):
    own = [row for row in rows if row["Nama Unit"] != "Gari"]
    gari = [response("Gari", at=datetime(2026, 11, 4), instagram=answer, Catatan="ya") for answer in others]
    first, second = (Office([*own, *more, good("Kapanewon Wonosari")]).assess().verdicts for more in ([], gari))
    months = set(first["month"]) & set(second["month"])
    first, second = (frame[(frame["unit"] != GARI["Kode"]) & frame["month"].isin(months)][SHOWN] for frame in (first, second))
    pd.testing.assert_frame_equal(first.reset_index(drop=True), second.reset_index(drop=True))


@settings(max_examples=25)
@given(RESPONSES)
def test_a_second_run_sees_what_the_first_saw(rows):
    first = Office(rows).assess()
    pd.testing.assert_frame_equal(first.verdicts[SHOWN], Office(rows).remembering(first).assess().verdicts[SHOWN])


def test_every_unit_has_a_verdict_for_every_month_in_register_order():
    assessment = Office([good(month="September 2026", at=datetime(2026, 10, 2))]).assess()
    expected = [(row["Kode"], month) for month in (ReportingMonth(2026, 9).ordinal, OCTOBER.ordinal) for row in REGISTER]
    assert list(zip(assessment.verdicts["unit"], assessment.verdicts["month"], strict=True)) == expected
