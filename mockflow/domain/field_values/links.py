"""References and files: the form of what names them. What they name is looked up when an item is written."""

from typing import Any

from mockflow.core.ids import is_object_id
from mockflow.domain.collections import Field

from .value import CLEARED, Value, demand


class ReferenceValue(Value):
    expected = "an ItemRef"

    def cleared(self, value: Any) -> str:
        return "an ItemRef|Expected value to be an ItemRef: 'null'" if value is None else CLEARED

    def read(self, value: Any) -> str | None:
        demand(isinstance(value, str) and (not value or is_object_id(value)))
        return value.lower() or None


class ReferencesValue(Value):
    expected = "a list of ItemRefs"
    emptied = ([], "")

    def read(self, value: Any) -> list[str]:
        demand(isinstance(value, list) and all(isinstance(each, str) and is_object_id(each) for each in value))
        return list(dict.fromkeys(each.lower() for each in value))


class FileValue(Value):
    """A file by URL or by id. Loading checks the form; ``files`` finds or imports what it names."""

    expected = "an object with a url or a fileId"
    emptied = ({}, "")

    def read(self, value: Any) -> dict[str, Any] | None:
        if value == "":
            return None
        file = {"url": value} if isinstance(value, str) else value
        demand(isinstance(file, dict) and ("url" in file or "fileId" in file))
        demand(all(isinstance(file.get(key), str | None) for key in ("url", "fileId", "alt")))
        return {"fileId": file.get("fileId"), "url": file.get("url"), "alt": file.get("alt")}


class FilesValue(Value):
    expected = "a list of objects with a url or a fileId"
    emptied = ([], "")

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._each = FileValue(field)

    def read(self, value: Any) -> list[dict[str, Any]]:
        demand(isinstance(value, list))
        files = [self._each.read(each) for each in value]
        return [file for file in files if file is not None]
