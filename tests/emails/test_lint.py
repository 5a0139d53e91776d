"""Checkers made by others: html-validate, caniemail and SpamAssassin find nothing that is not accepted with a reason."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.adapters.mail.mime import to_mime
from sheets_sync.domain.message import Address, Message
from sheets_sync.emails import ALL_KINDS
from tests.emails.letters import SITUATIONS, letters
from tests.needed import needed

FOLDER = Path(__file__).parents[1] / "mail_lint"
ACCEPTED: dict[str, Any] = tomllib.loads((FOLDER / "accepted.toml").read_text(encoding="utf-8"))
SPAM_LIMIT = 1.0


def shortest_and_longest() -> Iterator[tuple[str, tuple[Message, Message]]]:
    """Of each kind in each situation, the two letters between which the others are."""
    for situation in SITUATIONS:
        for kind in ALL_KINDS:
            written = sorted((each for each in letters(situation) if each.kind == kind.code), key=lambda each: len(each.html))
            if written:
                yield f"{situation}, {kind.code}", (written[0], written[-1])


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict[str, str]]]:
    """What html-validate (markup) and caniemail (support) say, both in one run of Node."""
    pages = {letter.html: f"{name}, {letter.subject_of}" for name, two in shortest_and_longest() for letter in two}
    return checked([{"name": name, "html": html} for html, name in pages.items()])


def checked(pages: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    node = shutil.which("node")
    needed(node, "Node.js is not installed")
    needed((FOLDER / "node_modules" / "caniemail").is_dir(), "run `npm install --no-package-lock` in tests/mail_lint")
    run = subprocess.run([str(node), str(FOLDER / "check.mjs")], input=json.dumps(pages).encode(), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    result: dict[str, list[dict[str, str]]] = json.loads(run.stdout)
    return result


def reasons_for(finding: dict[str, str]) -> list[tuple[str, str]]:
    """The lines of accepted.toml that speak of a finding of caniemail, as feature and readers."""
    readers = ACCEPTED[finding["degree"]].get(finding["feature"], {})
    return [(finding["feature"], glob) for glob in readers if fnmatch(finding["client"], glob)]


def test_html_validate_finds_only_what_is_accepted(found: dict[str, list[dict[str, str]]]) -> None:
    assert [each for each in found["markup"] if each["rule"] not in ACCEPTED["markup"]] == []


def test_mail_readers_lack_only_what_is_accepted(found: dict[str, list[dict[str, str]]]) -> None:
    assert [each for each in found["support"] if not reasons_for(each)] == []


def test_nothing_is_accepted_that_is_not_found(found: dict[str, list[dict[str, str]]]) -> None:
    assert set(ACCEPTED["markup"]) == {each["rule"] for each in found["markup"]}
    for degree in ("unsupported", "partial"):
        needed_lines = {line for each in found["support"] if each["degree"] == degree for line in reasons_for(each)}
        assert {(feature, glob) for feature, globs in ACCEPTED[degree].items() for glob in globs} == needed_lines


def test_the_checkers_see_what_is_wrong() -> None:
    page = '<!DOCTYPE html><html lang="id"><head><title>x</title></head><body><p style="display:grid">a<p></b></body></html>'
    seen = checked([{"name": "wrong", "html": page}])
    assert "close-order" in {each["rule"] for each in seen["markup"]}
    assert any(each["feature"].startswith("display:grid") and not reasons_for(each) for each in seen["support"])


SENDER = Address("monev@example.go.id", "Diskominfo Gunungkidul")
# the mark that SpamAssassin's makers keep for such tests
SPAM = b"From: a@example.com\nSubject: x\n\nXJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n"


@pytest.fixture(scope="module")
def spam_scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """SpamAssassin's score of the longest letters, each once, and of SPAM, all in one run that asks nothing of the network."""
    spamassassin = shutil.which("spamassassin")
    needed(spamassassin, "SpamAssassin is not installed")
    folder = tmp_path_factory.mktemp("mails")
    names = {longest.html: name for name, (_, longest) in shortest_and_longest()}
    mails = {name: on_the_wire(longest) for name, (_, longest) in shortest_and_longest() if names[longest.html] == name}
    mails["spam"] = SPAM
    paths = [folder / f"{number:03}.eml" for number in range(len(mails))]
    for path, mail in zip(paths, mails.values(), strict=True):
        path.write_bytes(mail)
    run = subprocess.run(
        [str(spamassassin), "--local", "--test-mode", "--nocreate-prefs", "--cf=use_bayes 0", *map(str, paths)],
        capture_output=True,
        check=True,
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C"},
    )
    scores = re.findall(rb"^X-Spam-Status: \w+, score=(-?[\d.]+)", run.stdout, flags=re.MULTILINE)
    return dict(zip(mails, map(float, scores), strict=True))


def on_the_wire(letter: Message) -> bytes:
    return to_mime(letter, sender=SENDER, reply_to=SENDER.email, date=datetime.now(UTC), domain="example.go.id").as_bytes()


def test_no_letter_looks_like_spam(spam_scores: dict[str, float]) -> None:
    scores = {name: score for name, score in spam_scores.items() if name != "spam"}
    assert {kind.code for kind in ALL_KINDS} == {name.split(", ")[1] for name in scores}
    assert {name: score for name, score in scores.items() if score >= SPAM_LIMIT} == {}


def test_spam_is_seen(spam_scores: dict[str, float]) -> None:
    assert spam_scores["spam"] > SPAM_LIMIT
