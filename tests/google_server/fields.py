"""Field masks: `properties(title,locale),sheets.data(rowData)` as a tree, checked against a schema, applied to an answer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

Mask = dict[str, "Mask"]
"""Field name -> mask of what is below it; an empty mask means everything."""

_TOKEN = re.compile(r"[A-Za-z0-9_@*]+|[(),./]")


@lru_cache
def parse_mask(text: str) -> Mask:
    """Read a mask, not to be changed: the same text gives the same object; ValueError if it is not one."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise ValueError(f"not a field mask: {text!r}")
    mask, rest = _paths(tokens)
    if rest:
        raise ValueError(f"not a field mask: {text!r}")
    return mask


def _paths(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        name, below, tokens = _path(tokens)
        mask[name] = _merged(mask[name], below) if name in mask else below
        if not tokens or tokens[0] != ",":
            return mask, tokens
        tokens = tokens[1:]


def _path(tokens: list[str]) -> tuple[str, Mask, list[str]]:
    if not tokens or tokens[0] in "(),./":
        raise ValueError("a field name is missing in the mask")
    name, tokens = tokens[0], tokens[1:]
    if tokens and tokens[0] in "./":
        below_name, below, tokens = _path(tokens[1:])
        return name, {below_name: below}, tokens
    if tokens and tokens[0] == "(":
        below, tokens = _paths(tokens[1:])
        if not tokens or tokens[0] != ")":
            raise ValueError("a bracket is not closed in the mask")
        return name, below, tokens[1:]
    return name, {}, tokens


def _merged(one: Mask, other: Mask) -> Mask:
    if not one or not other:
        return {}
    return {name: _merged(one[name], other[name]) if name in one and name in other else {**one, **other}[name] for name in {**one, **other}}


def apply_mask(mask: Mask, value: Any) -> Any:
    """What is left of an answer under the mask."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [apply_mask(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: apply_mask(below, value[name]) for name, below in mask.items() if name in value}


def leaves(mask: Mask, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The full paths a mask names."""
    return [leaf for name, below in mask.items() for leaf in (leaves(below, (*prefix, name)) if below else [(*prefix, name)])]


def copy_fields(mask: Mask, source: dict[str, Any], target: dict[str, Any]) -> None:
    """Set in `target` what the mask names, from `source`; clear what `source` lacks (as an update with a mask does)."""
    if "*" in mask:
        target.update(source)
    for name, below in mask.items():
        if name == "*":
            continue
        if not below or name not in source:
            _set_or_clear(target, name, source.get(name))
        else:
            copy_fields(below, source[name], target.setdefault(name, {}))


def _set_or_clear(target: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        target.pop(name, None)
    else:
        target[name] = value
