"""Google's published description of an API, used to refuse what the real server would refuse."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tests.google_server.fields import Mask, parse_mask

INT32 = 2**31


@dataclass(frozen=True)
class Method:
    """One method of an API: `id` such as "sheets.spreadsheets.get"."""

    id: str
    verb: str
    pattern: re.Pattern[str]
    parameters: dict[str, dict[str, Any]]
    request: str
    response: str
    scopes: tuple[str, ...]


class Discovery:
    """The methods and message types of one API, from the document bundled with google-api-python-client."""

    def __init__(self, api: str) -> None:
        path = resources.files("googleapiclient") / "discovery_cache" / "documents" / f"{api}.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        self._schemas: dict[str, dict[str, Any]] = document["schemas"]
        self._global = document["parameters"]
        self._masks = {name: _mask_in(schema.get("properties", {})) for name, schema in self._schemas.items()}
        """Schema -> the property that is a field mask, "" if none is: looked up once, not for every cell of a request."""
        self.methods = [_method(raw) for raw in _raw_methods(document)]

    def find(self, verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """The method that serves a (still percent-encoded) path, and the path's parameters."""
        for method in self.methods:
            match = method.pattern.fullmatch(path)
            if match and method.verb == verb:
                return method, match.groupdict()
        return None

    def query_problems(self, method: Method, query: dict[str, list[str]]) -> list[str]:
        problems = []
        for name, values in query.items():
            spec = method.parameters.get(name) or self._global.get(name)
            if spec is None:
                problems.append(f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. Field not found.')
            elif len(values) > 1 and not spec.get("repeated"):
                problems.append(f'Invalid JSON payload received. "{name}" is given {len(values)} times and is not repeated.')
            else:
                problems += [problem for value in values for problem in _text_problems(spec, value, name)]
        if "fields" in query and not problems:
            problems += self.mask_problems(query["fields"][0], method.response)
        return problems

    def body_problems(self, method: Method, body: Any) -> list[str]:
        if not method.request:
            return [] if body is None else [f"{method.id} takes no body"]
        if body is None:
            return [f"{method.id} needs a JSON body"]
        return self._object_problems(method.request, body, "")

    def mask_problems(self, text: str, schema: str) -> list[str]:
        """What in a field mask the schema does not have."""
        try:
            mask = parse_mask(text)
        except ValueError as error:
            return [str(error)]
        return self._unknown_in_mask(mask, {"$ref": schema}, "")

    def _unknown_in_mask(self, mask: Mask, spec: dict[str, Any], path: str) -> list[str]:
        spec = spec.get("items", spec)
        if "$ref" not in spec:
            return (
                [f"Invalid field mask: nothing below '{path}'"]
                if mask and "properties" not in spec and spec.get("type") != "object"
                else []
            )
        properties = self._schemas[spec["$ref"]].get("properties", {})
        problems = []
        for name, below in mask.items():
            if name == "*":
                continue
            if name not in properties:
                problems.append(f"Invalid field: '{path}{name}' ({spec['$ref']})")
            else:
                problems += self._unknown_in_mask(below, properties[name], f"{path}{name}.")
        return problems

    def _object_problems(self, schema: str, value: Any, path: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"Invalid value at '{path}' (type.googleapis.com/{schema}), {json.dumps(value)[:80]}"]
        properties = self._schemas[schema].get("properties", {})
        problems = []
        for name, below in value.items():
            if name not in properties:
                where = f" at '{path}'" if path else ""
                problems.append(f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.')
            else:
                problems += self._value_problems(properties[name], below, f"{path}.{name}" if path else name)
        return problems + self._inner_mask_problems(schema, value, path)

    def _value_problems(self, spec: dict[str, Any], value: Any, path: str) -> list[str]:
        if value is None:
            return []  # proto JSON: null is "not set"
        if "$ref" in spec:
            return self._object_problems(spec["$ref"], value, path)
        if spec["type"] == "array":
            return self._list_problems(spec["items"], value, path)
        if spec["type"] == "object":
            return self._map_problems(spec, value, path)
        return _scalar_problems(spec, value, path)

    def _list_problems(self, spec: dict[str, Any], value: Any, path: str) -> list[str]:
        if not isinstance(value, list):
            return [f"Invalid value at '{path}' (repeated), {json.dumps(value)[:80]}"]
        if spec.get("type") == "any":
            return []  # as `_fits` says of each; the values of a large write are many
        return [problem for index, item in enumerate(value) for problem in self._value_problems(spec, item, f"{path}[{index}]")]

    def _map_problems(self, spec: dict[str, Any], value: Any, path: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"Invalid value at '{path}' (map), {json.dumps(value)[:80]}"]
        inner = spec.get("additionalProperties", {"type": "any"})
        return [problem for name, below in value.items() for problem in self._value_problems(inner, below, f"{path}.{name}")]

    def _inner_mask_problems(self, schema: str, value: dict[str, Any], path: str) -> list[str]:
        name = self._masks[schema]
        if not name:
            return []
        if not value.get(name):
            return [f"Invalid value at '{path}': At least one field must be listed in '{name}'. (Use '*' to indicate all fields.)"]
        return self.mask_problems(value[name], self._masked_schema(schema))

    def _masked_schema(self, schema: str) -> str:
        """The message a request's own mask is about: its one message-typed property that is no range or filter."""
        if schema in ("UpdateCellsRequest", "AppendCellsRequest"):
            return "CellData"
        refs = [spec["$ref"] for spec in self._schemas[schema]["properties"].values() if "$ref" in spec]
        return next(ref for ref in refs if not ref.endswith(("GridRange", "DimensionRange", "SheetDimensionRange")))


def _raw_methods(node: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(node.get("methods", {}).values())
    for below in node.get("resources", {}).values():
        found += _raw_methods(below)
    return found


def _mask_in(properties: dict[str, dict[str, Any]]) -> str:
    return next((name for name, spec in properties.items() if spec.get("format") == "google-fieldmask"), "")


def _method(raw: dict[str, Any]) -> Method:
    pieces = re.split(r"\{\+?(\w+)\}", "/" + raw["path"])
    pattern = "".join(f"(?P<{piece}>[^/:]+)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
    return Method(
        raw["id"], raw["httpMethod"], re.compile(pattern), raw.get("parameters", {}), raw.get("request", {}).get("$ref", ""),
        raw.get("response", {}).get("$ref", ""), tuple(raw.get("scopes", ())),
    )  # fmt: skip


def _text_problems(spec: dict[str, Any], value: str, name: str) -> list[str]:
    if "enum" in spec and value not in spec["enum"]:
        return [f"Invalid value at '{name}' (TYPE_ENUM), \"{value}\""]
    if spec["type"] == "boolean" and value not in ("true", "false"):
        return [f"Invalid value at '{name}' (TYPE_BOOL), \"{value}\""]
    if spec["type"] == "integer" and not value.lstrip("-").isdigit():
        return [f"Invalid value at '{name}' (TYPE_INT32), \"{value}\""]
    return []


def _scalar_problems(spec: dict[str, Any], value: Any, path: str) -> list[str]:
    if _fits(spec, value):
        return []
    kind = "TYPE_ENUM" if "enum" in spec else f"TYPE_{str(spec.get('format') or spec['type']).upper()}"
    return [f"Invalid value at '{path}' ({kind}), {json.dumps(value)[:80]}"]


def _fits(spec: dict[str, Any], value: Any) -> bool:
    match spec["type"]:
        case "string":
            return isinstance(value, str) and ("enum" not in spec or value in spec["enum"])
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool) and -INT32 <= value < INT32
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
    return True


@lru_cache
def discovery(api: str) -> Discovery:
    return Discovery(api)
