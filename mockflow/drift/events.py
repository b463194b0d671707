"""Compares what webhooks are sent for each event."""

from collections.abc import Iterator, Mapping

from .difference import Difference, Place
from .forms import Part
from .operations import schema
from .schemas import Comparing


def compare_events(comparing: Comparing) -> Iterator[Difference]:
    """Each difference between the events of the file and mockflow's; none where the file has no section of them."""
    section = _section(comparing.spec.root)
    if section is None:
        return
    ours = dict((_section(comparing.mockflow.root) or Part({}, "")).each())
    theirs = dict(section.each())
    for name, part in theirs.items():
        place = Place(name, name, "event")
        if name not in ours:
            yield Difference("event", place, part.pointer, "the event", "none")
            continue
        spec = schema(comparing.spec.resolve(comparing.spec.resolve(part).at("post", "requestBody")))
        mock = schema(comparing.mockflow.resolve(comparing.mockflow.resolve(ours[name]).at("post", "requestBody")))
        if spec is not None and mock is not None:
            yield from comparing.compare(place, [spec], [mock])
        elif spec is not None:
            yield Difference("body", place, part.pointer, "a JSON body", "none")
    for name in sorted(ours.keys() - theirs.keys()):
        yield Difference("event", Place(name, name, "event"), section.pointer, "no such event", "one")


def _section(root: Part) -> Part | None:
    """``webhooks``, or what documents of OpenAPI 3.0 use in its place."""
    found = (root.at(name) for name in ("webhooks", "x-webhooks"))
    return next((part for part in found if isinstance(part.value, Mapping)), None)
