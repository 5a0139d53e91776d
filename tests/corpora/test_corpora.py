"""The parsers against what people type: the floors below which a clerk would do better."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _score_script() -> ModuleType:
    """score.py is run as a script by people, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("corpora_score", Path(__file__).with_name("score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCORE = _score_script()


@pytest.mark.parametrize(
    ("corpus", "floor"), [("link platforms", 0.99), ("link identities", 0.98), ("link cells", 0.98), ("months", 0.99), ("counts", 0.99)]
)
def test_answers_are_read_as_a_clerk_reads_them(corpus: str, floor: float) -> None:
    score = SCORE.score(corpus)
    assert score.rate >= floor, "\n".join(SCORE.report([score]))


def test_no_unit_is_mistaken_and_nearly_all_are_found() -> None:
    score = SCORE.score("units")
    nameable = [verdict for verdict in score.verdicts if verdict.expected not in {"ambiguous", "unknown"}]
    found = sum(verdict.right for verdict in nameable)
    assert not score.harmful, "\n".join(SCORE.report([score]))
    assert found >= 0.97 * len(nameable), "\n".join(SCORE.report([score]))


def test_no_trick_link_passes_as_a_platform() -> None:
    assert not SCORE.score("link platforms").harmful


@pytest.mark.parametrize("file", ["unit_names.csv", "links.csv", "months.csv", "counts.csv"])
def test_each_parser_has_a_corpus_worth_the_name(file: str) -> None:
    assert len(SCORE.rows(file)) >= 300
