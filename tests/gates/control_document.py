"""The document of the control plane, from its rows: ``docs/control-plane.md``."""

from collections.abc import Iterator

from mockflow.core.schema import Shape
from mockflow.web.control_table import CONTROLS
from mockflow.web.row import Control

_HEAD = """\
# The control plane

<!-- Generated from the rows of the control plane: `make generate`. -->

What you ask of the double beside the API that it stands in for: JSON under `/_mockflow`, never counted against a limit
and never in the journal. `mockflow ctl` asks for most of it without curl, and `Mockflow` in Python for all of it.

- A call is about one world: that of the path (`/w/pw-0/_mockflow/…`), of the header `X-Mockflow-World`, of
  `mockflow.world` in `baggage`, or `default`.
- A list answers `{"<last word of the path>": […]}`, a creation 201 with the thing, `DELETE` 204, and everything else
  200 with the thing as it now is. A body may be absent where nothing in it is needed.
- An error has the shape of the API's: 404 for an unknown world or id, 400 for an unknown field or a bad value, which
  the message names. What is refused has changed nothing.
- With `--admin-token`, every call but `GET health` and `POST sink/{name}` needs `Authorization: Bearer …`. A foreign
  `Host` or `Origin` is refused, as is a page of another site; [container.md](container.md) says how to allow a name.

The same as OpenAPI: `mockflow contract --control`, or `GET /_mockflow/control.openapi.json`.
"""


def document() -> str:
    """The whole document."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    words = dict.fromkeys(_word(row) for row in CONTROLS)
    for word in sorted(words):
        rows = [row for row in CONTROLS if _word(row) == word]
        yield f"## {word}"
        yield ""
        yield "| call | body | does |"
        yield "| --- | --- | --- |"
        for row in rows:
            yield f"| `{row.method} {row.path.lstrip('/')}` | {_body(row)} | {row.summary} |"
        yield ""
        for row in rows:
            if row.query:
                yield f"`{row.method} {row.path.lstrip('/')}` takes these in its query:"
                yield ""
                yield from (f"- `{name}`: {line}" for name, line in row.query.items())
                yield ""


def _word(row: Control) -> str:
    word = row.path.split("/")[1] or "dashboard"
    return "contracts" if "." in word else word


def _body(row: Control) -> str:
    if row.takes_anything:
        return "anything"
    return "" if row.body is None else f"`{_keys(row.body)}`"


def _keys(shape: type[Shape]) -> str:
    members = [f"{name}{'' if member.required else '?'}" for name, member in shape.keys().items()]
    return "{" + ", ".join(members) + "}" if members else "{name: value, …}"
