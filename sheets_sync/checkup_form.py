"""What `doctor` says of the form; pure, the form in and checks out."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.domain.check import OK, WARNING, Check
from sheets_sync.domain.hosted_form import VERIFIED, HostedForm
from sheets_sync.domain.marks import N_
from sheets_sync.errors import SheetsSyncError
from sheets_sync.forms.difference import difference
from sheets_sync.forms.plan import FormPlan

FORM = N_("Form")

HOW_TO_LINK = N_(
    "Two clicks: open the form, tab Responses, Link to Sheets; choose “Select existing spreadsheet” and the one in [workbook] url."
)


def unreachable(error: SheetsSyncError) -> Check:
    """Mail and reports do without the form: that it is out of reach is no obstacle to them."""
    return Check(FORM, WARNING, error.message, error.remedy, error.values, exit_code=error.exit_code)


def check_form(form: HostedForm, plan: FormPlan | None, *, ours: bool, spreadsheet: str) -> Iterator[Check]:
    """`plan`: what the register asks for (None: that is not known); `ours`: the form is kept by the job; `spreadsheet`: the id of
    the one that the job reads, "" where that is a file."""
    yield Check(FORM, OK, N_("“{title}” can be reached."), values={"title": form.title})
    yield _open(form)
    if spreadsheet:
        yield _linked(form, spreadsheet)
    yield _addresses(form)
    if not ours:
        yield Check(
            FORM, WARNING, N_("This form was made by hand: its lists of units and months are not kept current by the job."),
            N_("If the job is to keep it, run `sheets-sync form --dry-run` to see what would change, then `sheets-sync form`."),
        )  # fmt: skip
    elif plan:
        yield _current(form, plan)


def _open(form: HostedForm) -> Check:
    if form.published is False:
        return Check(
            FORM, WARNING, N_("The form is not published: nobody can fill it in."), N_("If it is to be, open it and choose Publish.")
        )
    if not form.accepting:
        return Check(
            FORM, WARNING, N_("The form was closed: it takes no responses."),
            N_("If it is to take them, open it and turn on Accepting responses."),
        )  # fmt: skip
    return Check(FORM, OK, N_("It is published and takes responses."))


def _linked(form: HostedForm, spreadsheet: str) -> Check:
    if form.linked_sheet == spreadsheet:
        return Check(FORM, OK, N_("Its responses go to the spreadsheet that the job reads."))
    if form.linked_sheet:
        return Check(
            FORM, WARNING, N_("The form's responses go to another spreadsheet than the one in [workbook] url."),
            N_(
                "If that is not meant: open the form, tab Responses, menu ⋮, Select destination for responses, and choose the one in "
                "[workbook] url."
            ),
        )  # fmt: skip
    return Check(FORM, WARNING, N_("The form is not linked to the spreadsheet: its responses do not get there."), HOW_TO_LINK)


def _addresses(form: HostedForm) -> Check:
    if form.collects == VERIFIED:
        return Check(FORM, OK, N_("The address of whoever fills it in is known for certain."))
    return Check(
        FORM, WARNING, N_("The form does not make sure of the address of whoever fills it in: anybody can report for a unit."),
        N_("In the form: Settings, Responses, Collect email addresses: Verified."),
    )  # fmt: skip


def _current(form: HostedForm, plan: FormPlan) -> Check:
    try:
        what = difference(plan, form, first=False)
    except SheetsSyncError as error:
        return unreachable(error)
    if not what.requests:
        return Check(FORM, OK, N_("Its units, months and questions are those of the register and the settings."))
    return Check(
        FORM, WARNING, N_("The form is behind the register and the settings in {number} places."),
        N_("Run `sheets-sync form`, or leave it to the next `sheets-sync run`."), {"number": len(what.changes)},
    )  # fmt: skip
