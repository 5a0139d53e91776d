"""The settings file `init` writes: every line of defaults.toml, with the office's answers and its comments in the office's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

from sheets_sync.domain.marks import N_
from sheets_sync.language import Language
from sheets_sync.settings import DEFAULT_FILE
from sheets_sync.setup.answers import Answers

_SECTION = re.compile(r"\[(?P<name>[\w.]+)\]\s*(?:#\s*(?P<comment>.*))?")
_SETTING = re.compile(r"(?P<key>\w+) = (?P<value>\".*?\"|\[.*?\]|[\w.:-]+)\s*(?:#\s*(?P<comment>.*))?")
_PLAIN_NAME = re.compile(r"[\w &/-]+")
_CONTINUED = re.compile(r"\s+#\s*(?P<comment>.*)")
_LONGEST_LINE = 120
"""A comment that would make its line longer stands above it."""

_HEAD = (
    N_("The settings of this office, written by `sheets-sync init`."),
    N_("What follows a # is an explanation. Change a value, save the file, and let `sheets-sync doctor` look at it."),
    N_('Text stands in "quotes", lists in [brackets]. A line that is left out has the value that stood here.'),
)


@dataclass(frozen=True)
class _Line:
    """A line of a settings file: its text before the comment, the comment in English."""

    text: str
    comment: str


def settings_text(answers: Answers, language: Language, *, api_root: str = "") -> str:
    """A whole settings file for these answers; it can be loaded, and differs from the defaults in nothing but the answers."""
    blocks = [_block(lines, language) for lines in _sections(_values(answers, api_root))]
    head = "\n".join(f"# {language.gettext(line)}" for line in _HEAD)
    return "\n\n".join([head, *blocks]) + "\n"


def comments() -> list[str]:
    """Every comment of defaults.toml that ends up in an office's settings, in English."""
    return [line.comment for lines in _sections({}) for line in lines if line.comment]


def _values(answers: Answers, api_root: str) -> Mapping[str, Any]:
    where = {"url": answers.workbook, "credentials": answers.credentials} if answers.live else {"path": answers.workbook}
    mail = {"mail.admin": list(answers.admin)} | ({"mail.sender": _sender(answers)} if answers.sender else {})
    return {
        "office.name": answers.office,
        "office.language": answers.language,
        "office.timezone": answers.timezone,
        "workbook.api_root": api_root,
        **{f"workbook.{key}": value for key, value in where.items()},
        **mail,
    }


def _sender(answers: Answers) -> str:
    """A bare address is given the office's name, where that needs no quoting."""
    bare = "<" not in answers.sender and _PLAIN_NAME.fullmatch(answers.office)
    return f"{answers.office} <{answers.sender}>" if bare else answers.sender


def _sections(values: Mapping[str, Any]) -> Iterator[Sequence[_Line]]:
    """The lines of defaults.toml, section by section; a comment that runs over several lines is one."""
    lines: list[_Line] = []
    section = ""
    for line in DEFAULT_FILE.read_text(encoding="utf-8").splitlines():
        if found := _SECTION.fullmatch(line):
            if lines:
                yield lines
            section = found["name"]
            lines = [_Line(f"[{section}]", found["comment"] or "")]
        elif found := _SETTING.fullmatch(line):
            value = values.get(f"{section}.{found['key']}")
            written = found["value"] if value is None else json.dumps(value, ensure_ascii=False)
            lines.append(_Line(f"{found['key']} = {written}", found["comment"] or ""))
        elif lines and (found := _CONTINUED.fullmatch(line)):
            lines[-1] = _Line(lines[-1].text, f"{lines[-1].comment} {found['comment']}")
    yield lines


def _block(lines: Sequence[_Line], language: Language) -> str:
    said = [(line.text, language.gettext(line.comment)) for line in lines]
    beside = [len(text) for text, comment in said if comment and _fits(text, comment)]
    width = max(beside, default=0)
    return "\n".join(_written(text, comment, width) for text, comment in said)


def _written(text: str, comment: str, width: int) -> str:
    if not comment:
        return text
    return f"{text.ljust(width)}  # {comment}" if _fits(text.ljust(width), comment) else f"{_wrapped(comment)}\n{text}"


def _fits(text: str, comment: str) -> bool:
    return len(text) + len(comment) + 4 <= _LONGEST_LINE


def _wrapped(comment: str) -> str:
    return fill(comment, _LONGEST_LINE, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False)
