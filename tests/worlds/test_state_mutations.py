"""Hostile documents: whatever is done to one, it is refused whole, or makes a world in which everything answers."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockflow import Mockflow
from mockflow.resources.table import ROUTES
from tests.worlds.histories import CLOCK, EVERYTHING, Player

NOTHING = "0" * 24
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2.5, 2**53, 2**62, -(10**14), 10**14, 1e300, "", "x", "é" * 300, "a\nb", "/", NOTHING,
    "2026-01-15T12:00:00Z", "static", "text", [], [[]], {}, {"id": NOTHING}, [None], ["x"], "PlainText", "Reference",
    "Number", "sku", "product", "Image", "DateTime", "Option",
)  # fmt: skip

Steps = tuple[Any, ...]


@pytest.fixture(scope="module")
def full() -> bytes:
    """A document with records of every kind, and few of each."""
    with Mockflow(clock=CLOCK, plan="enterprise", rate_limit=False) as mock:
        Player(mock).play(EVERYTHING[: len(EVERYTHING) // 2])
        return mock._control.get("/state").content  # noqa: SLF001 - the bytes as they come


def places(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The way to every value of a document."""
    yield steps
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in entries:
        yield from places(each, (*steps, step))


def at(document: Any, steps: Steps) -> Any:
    for step in steps:
        document = document[step]
    return document


def replaced(document: Any, steps: Steps, chance: random.Random) -> None:
    """Another value in place of one."""
    at(document, steps[:-1])[steps[-1]] = chance.choice(ODD)


def taken_away(document: Any, steps: Steps, _: random.Random) -> None:
    del at(document, steps[:-1])[steps[-1]]


def swapped(document: Any, steps: Steps, chance: random.Random) -> None:
    """The value of the same key of another record."""
    others = [each for each in places(document) if each and each[-1] == steps[-1] and len(each) == len(steps)]
    other = chance.choice(others)
    here, there = at(document, steps[:-1]), at(document, other[:-1])
    here[steps[-1]], there[other[-1]] = there[other[-1]], here[steps[-1]]


def doubled(document: Any, steps: Steps, chance: random.Random) -> None:
    """An entry of a list twice, or a key more."""
    around = at(document, steps[:-1])
    if isinstance(around, list):
        around.insert(chance.randrange(len(around) + 1), orjson.loads(orjson.dumps(around[steps[-1]])))
    else:
        around[f"{steps[-1]}2"] = around[steps[-1]]


def moved(document: Any, steps: Steps, chance: random.Random) -> None:
    """The ids of another kind of record, as if they were of this one."""
    ids = [at(document, each) for each in places(document) if each and each[-1] == "id"]
    at(document, steps[:-1])[steps[-1]] = chance.choice(ids)


MUTATIONS: tuple[Callable[[Any, Steps, random.Random], None], ...] = (replaced, taken_away, swapped, doubled, moved)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the document, in the report of a failure
@settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), count=st.sampled_from([1, 1, 1, 1, 2, 3]))
def test_a_changed_document_is_refused_or_everything_answers(full: bytes, seed: int, count: int) -> None:
    """Refused: 400 in one line, and no byte of the world is another. Taken: no read of any id, and no write, fails."""
    check(full, seed, count)


def check(full: bytes, seed: int, count: int) -> bool:
    """Whether the document was taken."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    document = orjson.loads(full)
    for _ in range(count):
        MUTATIONS[chance.randrange(len(MUTATIONS))](document, chosen(document, chance), chance)
    with Mockflow(seed="empty", clock=CLOCK, rate_limit=False) as mock:
        control = mock._control  # noqa: SLF001 - answers as they come
        before = control.get("/state").content
        answer = control.put("/state", content=orjson.dumps(document))
        if answer.status_code != 200:
            assert answer.status_code == 400, answer.text
            assert "\n" not in answer.json()["message"]
            assert control.get("/state").content == before
            assert mock.failures() == []
            return False
        again = control.get("/state").content
        assert control.put("/state", content=again).content == again
        read_everything(mock, document)
        write_something(mock)
        assert mock.failures() == []
    return True


def chosen(document: Any, chance: random.Random) -> Steps:
    """A place anywhere in the document, each of its parts as likely as the others."""
    key = chance.choice([key for key in document if key not in {"mockflow", "version", "quirks"}])
    return (key, *chance.choice(list(places(document[key]))))


def read_everything(mock: Mockflow, document: Any) -> None:
    """Every reading operation, with every id of its kind, in every locale."""
    api = mock.http(mock.app_token)
    if api.get("/sites").status_code == 401:
        api = mock.http(mock.new_token(kind="oauth"))
    ids = ids_by_parameter(document)
    queries = [{}, *({"cmsLocaleId": each["cmsLocaleId"]} for site in document["sites"] for each in site["locales"])]
    queries += [{"localeId": each["id"]} for site in document["sites"] for each in site["locales"]]
    for route in ROUTES:
        if route.writes:
            continue
        for path in paths_of(route.path, ids):
            for query in queries[:2] if "item" in path else queries:
                answer = api.get(path, params=query)
                assert answer.status_code < 500, f"{path}: {answer.text}"
    read_files(mock, document)


def read_files(mock: Mockflow, document: Any) -> None:
    hosting = httpx.Client(transport=mock.transport, base_url="http://mockflow.test", trust_env=False)
    for file in document["files"]:
        for name in file["names"]:
            assert hosting.get(f"/_files/{file['siteId']}/{file['id']}_{name}").status_code < 500
    assert mock.control("GET", "/ids") is not None


def ids_by_parameter(document: Any) -> dict[str, list[str]]:
    kinds = {
        "site_id": "sites", "collection_id": "collections", "sku_collection_id": "collections", "page_id": "pages",
        "component_id": "components", "form_id": "forms", "form_submission_id": "formSubmissions", "asset_id": "assets",
        "asset_folder_id": "assetFolders", "font_id": "customFonts", "order_id": "orders", "webhook_id": "webhooks",
        "comment_thread_id": "commentThreads", "workspace_id_or_slug": "workspaces",
    }  # fmt: skip
    found = {name: [each["id"] for each in document[key]][:40] for name, key in kinds.items()}
    stores = {each["id"]: each["storeKind"] for each in document["collections"]}
    for name, kind in (("product_id", "product"), ("sku_id", "sku")):
        found[name] = [item["id"] for item in document["items"] if stores.get(item["collectionId"]) == kind][:10]
    found["item_id"] = [item["id"] for item in document["items"]][:30]
    return found


def paths_of(path: str, ids: dict[str, list[str]]) -> Iterator[str]:
    """The path with every id of its last parameter, and the first ones of those before it."""
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    for name in names[:-1]:
        path = path.replace(f"{{{name}}}", next(iter(ids[name]), NOTHING))
    for last in (ids[names[-1]] or [NOTHING]) if names else [""]:
        yield path.replace(f"{{{names[-1]}}}", last) if names else path


def write_something(mock: Mockflow) -> None:
    """Moves of every kind; what they touch may be gone, and none of them fails."""
    player = Player(mock)
    for move in EVERYTHING[: len(EVERYTHING) // 4]:
        try:
            player.play([move])
        except (LookupError, TypeError, ValueError):  # the move itself did not find what it looks for
            continue
