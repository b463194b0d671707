"""Asset folders: making and reading them."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import error, reasons
from tests.uploads import asset, create, folder, state

SEED = {"mockflow": 1, "sites": [{"displayName": "One"}, {"displayName": "Two"}]}
NOW = "2026-01-15T12:00:00.000Z"

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def read(mock: Mockflow, folder_id: str) -> dict[str, Any]:
    found: dict[str, Any] = mock.http().get(f"/asset_folders/{folder_id}").json()
    return found


def folders(mock: Mockflow, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = mock.http().get(f"/sites/{mock.site_id}/asset_folders", params=query).json()
    return found


def test_a_folder_is_made_and_read(mockflow: Mockflow) -> None:
    """A create answers 200 with an empty folder, at the root or within another."""
    body = {"displayName": "Lamps"}
    answer = mockflow.http().post(f"/sites/{mockflow.site_id}/asset_folders", json=body)
    made = answer.json()
    assert answer.status_code == 200
    assert made == {
        "id": made["id"],
        "displayName": "Lamps",
        "parentFolder": None,
        "assets": [],
        "siteId": mockflow.site_id,
        "createdOn": NOW,
        "lastUpdated": NOW,
    }
    inner = folder(mockflow, "Oak", parentFolder=made["id"].upper())
    assert read(mockflow, made["id"]) == made
    assert read(mockflow, inner)["parentFolder"] == made["id"]
    assert folder(mockflow, "Root", parentFolder=None)


def test_a_folder_tells_the_assets_directly_in_it(mockflow: Mockflow) -> None:
    """Those within its own folders and those that wait for their file are not among them."""
    outer = folder(mockflow, "Outer")
    inner = folder(mockflow, "Inner", parentFolder=outer)
    first, second = asset(mockflow, parentFolder=outer)["id"], asset(mockflow, parentFolder=outer)["id"]
    deep = asset(mockflow, parentFolder=inner)["id"]
    create(mockflow, parentFolder=outer)
    assert read(mockflow, outer)["assets"] == [first, second]
    assert read(mockflow, inner)["assets"] == [deep]
    mockflow.http().delete(f"/assets/{first}")
    assert [each["assets"] for each in folders(mockflow)["assetFolders"]] == [[second], [deep]]


def test_the_list_of_folders_is_never_cut(mockflow: Mockflow) -> None:
    """Every folder is listed, whatever the query says, with a pagination block that says so."""
    made = [folder(mockflow, f"F{at}") for at in range(101)]
    for query in ({}, {"limit": 5, "offset": 3}):
        answer = folders(mockflow, **query)
        assert [each["id"] for each in answer["assetFolders"]] == made
        assert answer["pagination"] == {"limit": 101, "offset": 0, "total": 101}


def test_folders_may_share_a_name(mockflow: Mockflow) -> None:
    """A folder is known by its id."""
    assert folder(mockflow, "Lamps") != folder(mockflow, "Lamps")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "Value (displayName) is required"),
        ({"displayName": None}, "Value (displayName)'s type should be string"),
        ({"displayName": " "}, 'Value (displayName) should match pattern "\\S"'),
        ({"displayName": "x", "parentFolder": 5}, "Value (parentFolder)'s type should be string"),
        (
            {"displayName": "x", "parentFolder": "0" * 24},
            "Value (parentFolder) should be the id of one of the site's asset folders",
        ),
    ],
)
def test_a_bad_folder_is_refused(mockflow: Mockflow, body: dict[str, Any], told: str) -> None:
    """No name, or a parent that is no folder of the site, is a 400, and nothing is made."""
    before = state(mockflow)
    assert reasons(mockflow.http().post(f"/sites/{mockflow.site_id}/asset_folders", json=body)) == [told]
    assert state(mockflow) is before


def test_a_parent_is_of_the_same_site(mockflow: Mockflow) -> None:
    """A folder of another site is no parent."""
    body = {"displayName": "x", "parentFolder": folder(mockflow, "Lamps")}
    answer = mockflow.http(mockflow.app_token).post(f"/sites/{mockflow.id('sites/two')}/asset_folders", json=body)
    assert reasons(answer) == ["Value (parentFolder) should be the id of one of the site's asset folders"]


def test_an_unknown_folder_is_not_found(mockflow: Mockflow) -> None:
    """404 for an id that no folder has, 400 for one of another form."""
    assert error(mockflow.http().get(f"/asset_folders/{'0' * 24}")) == (
        404,
        "resource_not_found",
        "Requested resource not found: The asset folder cannot be found",
    )
    assert error(mockflow.http().get("/asset_folders/nope"))[0] == 400
