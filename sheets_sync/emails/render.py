"""Drafts -> messages: the only user of Jinja2."""

from __future__ import annotations

import re
import traceback
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import Draft, Message
from sheets_sync.emails import ALL_KINDS
from sheets_sync.errors import SettingsError
from sheets_sync.language import Language
from sheets_sync.resources import resource_folder

SUBJECT_LENGTH = 150


class Renderer:
    """Puts drafts into words by the templates shipped with the package; one in `overrides` of the same name comes first."""

    def __init__(self, language: Language, overrides: Path | None = None) -> None:
        self._language = language
        self._overrides = overrides
        folders = [*([overrides] if overrides else []), resource_folder("templates")]
        loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
        self._html = _environment(loader, language, escape=True)
        self._plain = _environment(loader, language, escape=False)

    def message(self, draft: Draft) -> Message:
        """The draft as subject, HTML and plain text; SettingsError if one of the office's own templates cannot be used."""
        with self._blaming_overrides():
            return self._message(draft)

    @contextmanager
    def _blaming_overrides(self) -> Iterator[None]:
        """Errors of templates as something a person can mend, if a person has written any; otherwise they are the program's own."""
        try:
            yield
        except TemplateError as error:
            if self._overrides is None:
                raise
            raise SettingsError(
                N_("With the templates in {folder} this cannot be written: {reason} (template {name}, line {line})."),
                remedy=N_("Mend the template, or take it out of the folder: then the program's own is used."),
                folder=self._overrides,
                reason=error.message or type(error).__name__,
                **_where(error),
            ) from error

    def _message(self, draft: Draft) -> Message:
        folder = f"emails/{draft.kind}"
        subject = one_line(self._plain.get_template(f"{folder}/subject.txt").render(draft.view), SUBJECT_LENGTH)
        view = {**draft.view, "subject": subject, "lang": self._language.code}
        return Message(
            kind=draft.kind,
            month=draft.month,
            subject_of=draft.subject_of,
            to=draft.to,
            cc=draft.cc,
            subject=subject,
            html=self._html.get_template(f"{folder}/body.html").render(view),
            text=_tidy(self._plain.get_template(f"{folder}/body.txt").render(view)),
        )

    def page(self, name: str, view: Mapping[str, Any]) -> str:
        """A page to look at in a browser: `templates/pages/<name>.html`, which also knows the kinds of e-mail and their titles."""
        titles = {kind.code: self._language.gettext(kind.title) for kind in ALL_KINDS}
        with self._blaming_overrides():
            return self._html.get_template(f"pages/{name}.html").render({"lang": self._language.code, "kinds": titles, **view})


def _where(error: TemplateError) -> dict[str, str]:
    """Template and line of an error; one that is met while writing knows them only from where it was raised."""
    if isinstance(error, TemplateSyntaxError):
        return {"name": error.name or "–", "line": str(error.lineno)}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((".html", ".txt", ".css"))]
    return {"name": frames[-1].filename, "line": str(frames[-1].lineno)} if frames else {"name": str(error), "line": "–"}


class _Compiled(BytecodeCache):
    """Templates once compiled, for every renderer of this process; Jinja2 compiles anew one whose text changed."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = {True: _Compiled(), False: _Compiled()}
"""By whether what is put in is escaped, which is compiled in."""


def _environment(loader: BaseLoader, language: Language, *, escape: bool) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=escape,  # noqa: S701 -- off only for plain text and subjects
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED[escape],
    )
    environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["month_name"] = language.month
    environment.filters["breakable"] = _breakable
    return environment


_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _harmless(value: Any) -> Any:
    """A value without line breaks and without marks that turn the direction of writing: neither may reach beyond its place.

    Markup is what a macro made of such values; its own line breaks stay.
    """
    if isinstance(value, Markup):
        return Markup(_DIRECTION.sub("", value))  # noqa: S704 -- it was escaped before
    return _DIRECTION.sub("", _BREAKS.sub(" ", value)) if isinstance(value, str) else value


def _breakable(text: str) -> Markup:
    """An address of a site, which a narrow screen may break after a dot."""
    return Markup(".<wbr>").join(escape(part) for part in _harmless(text).split("."))


def one_line(text: str, length: int) -> str:
    """Text fit for a header: one line, no control characters, cut with an ellipsis where longer."""
    shown = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in _DIRECTION.sub("", text))
    line = " ".join(shown.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _tidy(text: str) -> str:
    """Plain text with at most one blank line between paragraphs and no spaces at the ends of lines."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
