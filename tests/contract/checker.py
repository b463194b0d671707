"""Checks each answer against our contract, and against Webflow's published document where that is at hand."""

import os
import pickle
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from mockflow.contract import build_contract
from mockflow.drift import load_deviations
from mockflow.pipeline.exchange import Request, Response

Operation = dict[str, Any]
ERRORS_WITHOUT_ROUTE = {400, 401, 404, 413, 429}


def published_path() -> Path | None:
    """The published document that the environment names."""
    named = os.environ.get("WEBFLOW_OPENAPI")
    return Path(named) if named else None


def load_published(path: Path, cache_folder: Path) -> dict[str, Any]:
    """The published document; parsed once for each version of the file, since that takes seconds."""
    stat = path.stat()
    kept = cache_folder / f"published-{stat.st_size}-{stat.st_mtime_ns}.pickle"
    if kept.exists():
        with kept.open("rb") as file:
            return dict(pickle.load(file))  # noqa: S301 - this suite's own file
    document: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    cache_folder.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(document))
    return document


class Checker:
    """Finds what an answer and the two documents disagree about."""

    def __init__(self, published: dict[str, Any] | None) -> None:
        self.contract = build_contract()
        self.published = published
        self.deviations = load_deviations()
        self.used: set[str] = set()
        self.checked = 0
        self._fine: set[tuple[str, str, str, int]] = set()
        self._validator = cache(self._make_validator)
        self._told = cache(self._make_told)

    def violations(self, request: Request, response: Response) -> Iterator[str]:
        """One line for each disagreement."""
        self.checked += 1
        here = f"{request.method} {request.path} -> {response.status}"
        if request.route is None:
            if response.status not in ERRORS_WITHOUT_ROUTE:
                yield f"{here}: an unknown route answered {response.status}"
            return
        path, method, status = request.route.path, request.route.method.lower(), str(response.status)
        problems = list(self._missing_headers(path, method, status, response))
        again = (path, method, status, hash(response.body))  # most bodies come many times
        if again not in self._fine:
            problems += self._against_contract(path, method, status, response)
            if self.published is not None:
                found = self._against_published(path, method, status, response)
                problems += [f"published: {each}" for each in found]
            if not problems:
                self._fine.add(again)
        yield from (f"{here}: {problem}" for problem in problems)

    def _missing_headers(self, path: str, method: str, status: str, response: Response) -> Iterator[str]:
        documented = self._documented(path, method, status)
        for name in (documented or {}).get("headers", {}):
            if name not in response.headers:
                yield f"the header {name} is missing"

    def untold(self, trigger: str, body: bytes) -> Iterator[str]:
        """One line for each thing that the published document says otherwise of what a webhook is told."""
        if self.published is None:
            return
        said = jsonschema_value(body)
        validator, keys = self._told(trigger)
        for error in validator.iter_errors(said):
            name = next((each for each in reversed(error.instance_path) if isinstance(each, str)), "")
            if not self._is_deviation("property", name):
                yield f"{trigger}: published: {'.'.join(map(str, error.instance_path))}: {error.message[:200]}"
        for key in said["payload"]:
            if key not in keys:
                yield f"{trigger}: published: payload has no key {key}"

    def _make_told(self, trigger: str) -> tuple[Any, set[str]]:
        """What validates a delivery, and the keys that its payload has in the document."""
        document = self.published or {}
        (operation,) = document["webhooks"][trigger].values()
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        payload = resolved(document, schema["properties"]["payload"]) or {}
        validator = jsonschema_rs.validator_for(mended({**schema, "components": document["components"]}))
        return validator, set(payload["properties"])

    def _against_contract(self, path: str, method: str, status: str, response: Response) -> Iterator[str]:
        if self._documented(path, method, status) is None:
            yield f"status {status} is not in the contract"
            return
        yield from self._body("contract", path, method, status, response)

    def _documented(self, path: str, method: str, status: str) -> dict[str, Any] | None:
        return resolved(self.contract, self.contract["paths"][path][method]["responses"].get(status))

    def _against_published(self, path: str, method: str, status: str, response: Response) -> Iterator[str]:
        operation = (self.published or {})["paths"].get(path, {}).get(method)
        if operation is None:
            name = self.contract["paths"][path][method]["operationId"]
            if not self._is_deviation("operations", name):
                yield "the operation is not in the document"
            return
        if status not in operation["responses"] and f"{status[0]}XX" not in operation["responses"]:
            if not self._is_deviation("status", status):
                yield f"status {status} is not in the document"
            return
        yield from self._body("published", path, method, status, response)

    def _body(self, source: str, path: str, method: str, status: str, response: Response) -> Iterator[str]:
        validator = self._validator(source, path, method, status)
        if validator is None:
            if response.body:
                yield "a body where none is documented"
            return
        operation = self.contract["paths"][path][method]["operationId"]
        body = jsonschema_value(response.body)
        if source == "published" and not validator.is_valid(body) and validator.is_valid(self.without_nulls(body)):
            return  # where alternatives are published, a known null of one fails the whole body
        for error in validator.iter_errors(body):
            where = [each for each in error.instance_path if isinstance(each, str)]
            name = where[-1] if where else ""
            if source == "published" and self._is_custom(where, error.schema_path):
                continue
            if source == "contract" or not self._is_known(operation, name, response.body):
                yield f"{'.'.join(map(str, error.instance_path)) or 'body'}: {error.message[:200]}"

    def _make_validator(self, source: str, path: str, method: str, status: str) -> Any:
        document = self.contract if source == "contract" else self.published or {}
        answers = document["paths"][path][method]["responses"]
        answer = resolved(document, answers.get(status, answers.get(f"{status[0]}XX"))) or {}
        content = answer.get("content", {})
        if not content or "application/json" not in content:
            return None
        schema = content["application/json"].get("schema", {})
        components = document.get("components", {})
        whole = {**schema, "components": components}
        return jsonschema_rs.validator_for(whole if source == "contract" else mended(whole))

    def without_nulls(self, value: Any) -> Any:
        """This value without the properties that are known to be null where the document says otherwise."""
        if isinstance(value, list):
            return [self.without_nulls(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self.without_nulls(each)
            for key, each in value.items()
            if each is not None or not self._is_deviation("property", key)
        }

    def _is_known(self, operation: str, name: str, body: bytes) -> bool:
        if not name and body.startswith(b'{"items":'):
            return self._is_deviation("items", operation)
        return self._is_deviation("property", name)

    def _is_custom(self, where: list[str], schema_path: list[str | int]) -> bool:
        """Whether this is a key of an object that may have keys of one's own, whose values are known to differ."""
        further = "additionalProperties" in schema_path
        return further and any(self._is_deviation("custom", each) for each in where[:-1])

    def _is_deviation(self, kind: str, value: str) -> bool:
        for row in self.deviations:
            if row.is_of_answers and row.has(kind, value):
                self.used.add(row.id)
                return True
        return False


def mended(schema: Any) -> Any:
    """The schema with what OpenAPI 3.1 does not allow, and the published document has, put right."""
    if isinstance(schema, list):
        return [mended(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: mended(value) for key, value in schema.items()}
    if not isinstance(made.get("examples", []), list):
        del made["examples"]
    if made.get("properties", {}) is None:  # beside the alternatives of a node
        del made["properties"]
    if isinstance(made.get("items"), list):
        made["items"] = {"anyOf": made["items"]}
    if schema.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
        made.update({"enum": [*made["enum"], None]} if "enum" in made else {})
    if "oneOf" in made:  # its alternatives are not exclusive: two errors with the same keys, say
        made["anyOf"] = made.pop("oneOf")
    return made


def jsonschema_value(body: bytes) -> Any:
    import orjson  # noqa: PLC0415 - only here

    return orjson.loads(body) if body else None


def resolved(document: Mapping[str, Any], part: Any) -> dict[str, Any] | None:
    """This part, or what its reference names."""
    if isinstance(part, dict) and "$ref" in part:
        found: Any = document
        for key in part["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return dict(found)
    return part if part is None else dict(part)
