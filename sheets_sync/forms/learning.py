"""What a form itself tells of how to fill it in by a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.header import folded
from sheets_sync.domain.hosted_form import HostedForm
from sheets_sync.forms.plan import MONTH, UNIT, form_item_id


def links_of(form: HostedForm, titles: Mapping[str, Sequence[str]]) -> FormLinks | None:
    """The form's links; None if it has no question after unit or month.

    `titles`: what those questions (`UNIT`, `MONTH`) may be called, the likeliest first; in a form that the job made, their ids
    tell them whatever they are called by now.
    """
    unit, month = (_question_of(form, key, titles[key]) for key in (UNIT, MONTH))
    return FormLinks(form.responder_uri, unit, month) if unit and month else None


def _question_of(form: HostedForm, key: str, titles: Sequence[str]) -> str:
    asked = [item for item in form.items if item.question_id]
    ours = next((item.question_id for item in asked if item.id == form_item_id(key)), "")
    by_title = {folded(item.title): item.question_id for item in reversed(asked)}
    return ours or next((by_title[folded(title)] for title in titles if folded(title) in by_title), "")
