"""Worlds whose ids no other world has."""

import re
from typing import Any

import orjson
import pytest

from mockflow.core.codec import encoded
from mockflow.core.store import records_of
from mockflow.domain.store_fields import PRODUCT_TYPES
from mockflow.domain.stored_files import FILES
from mockflow.domain.users import DESIGNER
from mockflow.worlds.planted import Planted
from mockflow.worlds.seed_document import Document
from mockflow.worlds.seeds import plant, plant_apart
from mockflow.worlds.tables import TABLES
from tests.worlds.several import NOON, Process

pytestmark = pytest.mark.mockflow(clock=NOON)
ID = re.compile(r"(?<![0-9a-f-])(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])")
TWO_SITES: dict[str, Any] = {
    "mockflow": 1,
    "extends": "demo",
    "sites": [
        {
            "displayName": "Second",
            "store": {},
            "customDomains": [{"url": "second.example"}],
            "orders": [{"purchasedItems": [{"sku": "sku/cup"}]}] * 3,
            "webhooks": [{"triggerType": "site_publish", "url": "https://hooks.example.com/"}],
            "assetFolders": [{"displayName": "Pictures"}],
            "customFonts": [{"fileName": "a.ttf", "content": "A", "fontFamily": "A"}],
            "assets": [{"fileName": "a.txt", "content": "Hello", "folder": "asset-folders/pictures"}],
            "forms": [
                {"displayName": "Ask", "fields": [{"displayName": "Name"}], "submissions": [{"formResponse": {}}]}
            ],
            "pages": [{"title": "Deep", "folder": "a/b", "nodes": [{"type": "image", "alt": "A cup"}]}],
            "collections": [
                {
                    "displayName": "Products",
                    "slug": "product",
                    "items": [{"slug": "cup", "fieldData": {"name": "Cup"}}],
                },
                {
                    "displayName": "SKUs",
                    "slug": "sku",
                    "items": [{"slug": "cup", "fieldData": {"name": "Cup", "product": "product/cup", "price": 5}}],
                },
            ],
        }
    ],
}


def texts(planted: Planted) -> list[str]:
    """Every record of a planted seed, as text."""
    return [
        f"{table.name} {orjson.dumps(encoded(record)).decode()}"
        for table in TABLES
        for record in records_of(planted.state, table)
    ]


def ids_of(planted: Planted) -> set[str]:
    """Whatever looks like an id, wherever it stands."""
    return {found for text in texts(planted) for found in ID.findall(text)}


@pytest.mark.parametrize("seed", ["demo", TWO_SITES])
def test_no_id_is_that_of_another_world(seed: Any) -> None:
    """But for those that are the same on every site of Webflow's, and those that the seed gives."""
    plain, one, two = plant(seed), plant_apart(seed, "pw-1"), plant_apart(plant(seed), "pw-2")
    assert isinstance(plain.source, Document)
    given = ID.findall(orjson.dumps(plain.source.content).decode())
    hashes = {file.md5 for file in records_of(plain.state, FILES)}
    of_everyone = {*PRODUCT_TYPES.values(), *given, *hashes, DESIGNER.id}
    for first, second in ((plain, one), (plain, two), (one, two)):
        assert ids_of(first) & ids_of(second) <= of_everyone
        assert first.state.salt != second.state.salt
    orders = [{path for path in each.ids if "orders/" in path and path.startswith("second")} for each in (one, two)]
    assert len(orders[0] | orders[1]) == len(orders[0]) + len(orders[1])


@pytest.mark.parametrize("seed", ["demo", TWO_SITES])
def test_only_ids_differ(seed: Any) -> None:
    """Records refer to each other as ever: with the ids of the one for those of the other, both are the same."""
    plain, apart = plant(seed), plant_apart(seed, "pw-1")
    paths = [path for path in plain.ids if "orders/" not in path]
    new = {plain.ids[path]: apart.ids[path] for path in paths}

    def known(text: str, ids: dict[str, str]) -> str:
        return ORDER.sub("ORDER", ID.sub(lambda found: ids.get(found[0], "other"), text))

    kept = {each: each for each in new.values()}
    assert sorted(known(text, new) for text in texts(plain)) == sorted(known(text, kept) for text in texts(apart))
    assert [path for path in apart.ids if "orders/" not in path] == paths


ORDER = re.compile(r"(?<![0-9a-f])[0-9a-f]{3}-[0-9a-f]{3}(?:-[0-9a-f]{3})?(?![0-9a-f])")


def test_the_ids_are_the_same_at_every_start() -> None:
    """They come from the world's id, and from nothing else."""
    assert texts(plant_apart("demo", "pw-1")) == texts(plant_apart("demo", "pw-1"))


def test_a_world_has_ids_of_its_own_if_asked(process: Process) -> None:
    """Over the API too, for what the seed has and for what is made later; equal seeds give equal ids otherwise."""
    plain, own = process.put("plain"), process.put("own", distinctIds=True)
    default = process.control("GET", "/worlds/default").json()
    assert plain["sites"] == default["sites"] != own["sites"]
    others = {value for path, value in process.ids("plain").items() if not path.startswith("orders/")}
    assert others.isdisjoint(process.ids("own").values())
    assert process.post(plain, "New") == process.post(default, "New") != process.post(own, "New")
    assert process.call(own, "GET", f"/sites/{plain['sites'][0]['id']}").status_code == 404
    assert process.call(own, "GET", f"/sites/{own['sites'][0]['id']}").status_code == 200


def test_a_reset_keeps_ids_apart(process: Process) -> None:
    """To the same seed with the same ids, to another seed with ids of the world's own there."""
    own = process.put("own", distinctIds=True, seed="demo")
    ids = process.ids("own")
    reset = process.http.post(f"{own['controlUrl']}/reset", json={})
    assert (reset.json()["sites"], process.ids("own")) == (own["sites"], ids)
    process.http.post(f"{own['controlUrl']}/reset", json={"seed": "empty"})
    assert process.ids("own")["sites/empty"] == plant_apart("empty", "own").ids["sites/empty"]
    assert process.ids("own")["sites/empty"] != plant("empty").ids["sites/empty"]


def test_a_document_is_planted_apart_as_it_was_read(process: Process) -> None:
    """The seed of the server, whatever it is, and an inline one; a fork has the ids of its origin."""
    process.put("default", seed=TWO_SITES)
    assert process.put("own", distinctIds=True, seed=TWO_SITES)["sites"][1]["displayName"] == "Second"
    fork = process.mock._worlds.find("own")  # noqa: SLF001 - what a world was made with
    assert fork is not None
    with pytest.raises(ValueError, match="expected a seed, found a fork"):
        plant_apart(fork.options.planted._replace(source=None), "other")
