"""Assets through the API: creating, reading, changing and deleting them."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import error, reasons
from tests.uploads import TEXT, asset, create, digest, folder, get, listed, png, send, state

SEED = {
    "mockflow": 1,
    "sites": [
        {"displayName": "One", "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}, {"tag": "nl"}]}},
        {"displayName": "Two"},
    ],
}
NOW = "2026-01-15T12:00:00.000Z"
ROW = [
    "id",
    "originalFileName",
    "displayName",
    "contentType",
    "size",
    "siteId",
    "createdOn",
    "lastUpdated",
    "hostedUrl",
    "variants",
    "altText",
]

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def test_a_creation_gives_an_upload_target(mockflow: Mockflow) -> None:
    """It answers 200 with the asset's future URLs, and the fields of the form that the store wants."""
    answer = create(mockflow, "Lamp 1.PNG", png(1))
    made, site = answer.json(), mockflow.site_id
    assert answer.status_code == 200
    assert list(made["uploadDetails"]) == [
        "acl",
        "bucket",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "key",
        "Policy",
        "X-Amz-Signature",
        "success_action_status",
        "content-type",
        "Cache-Control",
    ]
    assert made["uploadDetails"]["key"] == f"{site}/{made['id']}_Lamp 1.PNG"
    assert made["uploadDetails"]["X-Amz-Date"] == "20260115T120000Z"
    assert made["uploadDetails"]["success_action_status"] == "201"
    assert made["uploadDetails"]["content-type"] == made["contentType"] == "image/png"
    assert made["originalFileName"] == "Lamp 1.PNG"
    assert made["createdOn"] == made["lastUpdated"] == NOW
    assert made["parentFolder"] is None
    end = f"/{site}/{made['id']}_Lamp%201.PNG"
    assert made["hostedUrl"] == f"http://mockflow.test/w/default/_files{end}"
    assert made["assetUrl"] == made["uploadUrl"] + end


def test_before_the_upload_an_asset_is_not_listed(mockflow: Mockflow) -> None:
    """It can be read by its id, without size and variants; the upload brings both and puts it into the list."""
    content = png(900, 3)
    made = create(mockflow, "wide.png", content).json()
    waiting = get(mockflow, made["id"])
    assert (waiting["size"], waiting["variants"], waiting["altText"]) == (0, [], None)
    assert waiting["hostedUrl"] == made["hostedUrl"]
    assert listed(mockflow) == []
    send(mockflow, made, content)
    ready = get(mockflow, made["id"])
    assert (ready["size"], len(ready["variants"])) == (len(content), 2)
    assert ready["lastUpdated"] > ready["createdOn"] == NOW
    assert listed(mockflow) == [{**ready, "folderId": None}]


def test_an_asset_has_its_keys_and_its_name(mockflow: Mockflow) -> None:
    """Its displayName is its id and its file's name until that is changed, and its keys come in one order."""
    made = asset(mockflow)
    assert list(made) == ROW
    assert (made["originalFileName"], made["displayName"]) == ("notes.txt", f"{made['id']}_notes.txt")
    assert (made["contentType"], made["size"], made["siteId"]) == ("text/plain", len(TEXT), mockflow.site_id)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/passwd.txt", "should be a file name, without a path"),
        ("a/b.png", "should be a file name, without a path"),
        ("a\\b.png", "should be a file name, without a path"),
        ("a\nb.png", "should NOT have control characters"),
        ("a\x00.png", "should NOT have control characters"),
        ("a\u2028.png", "should NOT have control characters"),
        ("x" * 96 + ".png", "should NOT be longer than 99 characters"),
        ("lamp", "should end with one of the extensions "),
        ("lamp.", "should end with one of the extensions "),
        (".png", "should end with one of the extensions "),
        ("..", "should end with one of the extensions "),
        ("", "should end with one of the extensions "),
        ("lamp.exe", "should end with one of the extensions "),
        ("lamp.html", "should end with one of the extensions "),
    ],
)
def test_a_bad_file_name_is_refused(mockflow: Mockflow, name: str, reason: str) -> None:
    """A path, a control character, no known extension or 100 characters: a 400, and nothing is made."""
    before = state(mockflow)
    (told,) = reasons(create(mockflow, name))
    assert told.startswith(f"Value (fileName) {reason}")
    assert state(mockflow) is before


@pytest.mark.parametrize("name", ["x" * 95 + ".png", "Bildschirmfoto 10.02.03\u202fAM.png", "été 🏺.JPEG", "a.tar.pdf"])
def test_an_unusual_file_name_is_taken(mockflow: Mockflow, name: str) -> None:
    """99 characters, other scripts, narrow spaces and dots are fine, and the file is hosted under that name."""
    made = asset(mockflow, name)
    assert made["originalFileName"] == name
    assert made["hostedUrl"].isascii()
    assert mockflow.http().get(made["hostedUrl"]).content == TEXT


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"fileName": None}, "Value (fileName)'s type should be string"),
        ({"fileName": 5}, "Value (fileName)'s type should be string"),
        ({"fileHash": None}, "Value (fileHash)'s type should be string"),
        ({"fileHash": "abc"}, 'Value (fileHash) should match pattern "^[0-9a-fA-F]{32}$"'),
        ({"fileHash": "g" * 32}, 'Value (fileHash) should match pattern "^[0-9a-fA-F]{32}$"'),
        ({"parentFolder": "x"}, "Value (parentFolder) should be the id of one of the site's asset folders"),
        ({"parentFolder": "0" * 24}, "Value (parentFolder) should be the id of one of the site's asset folders"),
        ({"parentFolder": 5}, "Value (parentFolder)'s type should be string"),
    ],
)
def test_a_bad_creation_is_refused(mockflow: Mockflow, body: dict[str, Any], told: str) -> None:
    """A missing or ill-formed name, hash or folder is a 400, and nothing is made."""
    before = state(mockflow)
    sent = {"fileName": "a.txt", "fileHash": digest(TEXT), **body}
    answer = mockflow.http().post(f"/sites/{mockflow.site_id}/assets", json=sent)
    assert reasons(answer) == [told]
    assert state(mockflow) is before


def test_a_creation_needs_name_and_hash(mockflow: Mockflow) -> None:
    """Both are told at once where both are missing."""
    answer = mockflow.http().post(f"/sites/{mockflow.site_id}/assets", json={})
    assert set(reasons(answer)) == {"Value (fileName) is required", "Value (fileHash) is required"}


def test_the_same_file_twice_is_two_assets(mockflow: Mockflow) -> None:
    """A hash that is known already does not matter."""
    assert asset(mockflow)["id"] != asset(mockflow)["id"]
    assert len(listed(mockflow)) == 2


def test_lists_are_paged_and_filtered(mockflow: Mockflow) -> None:
    """Oldest first, a page at a time; total counts what the folder has, with the folders within it."""
    outer = folder(mockflow, "Outer")
    inner = folder(mockflow, "Inner", parentFolder=outer)
    names = ["a.txt", "b.txt", "c.txt", "d.txt"]
    for name, at in zip(names, (None, outer, inner, inner), strict=True):
        asset(mockflow, name, parentFolder=at)
    assert [(row["originalFileName"], row["folderId"]) for row in listed(mockflow)] == list(
        zip(names, (None, outer, inner, inner), strict=True)
    )
    page = mockflow.http().get(f"/sites/{mockflow.site_id}/assets", params={"folderId": outer, "limit": 2}).json()
    assert [row["originalFileName"] for row in page["assets"]] == ["b.txt", "c.txt"]
    assert page["pagination"] == {"limit": 2, "offset": 0, "total": 3}
    assert [row["originalFileName"] for row in listed(mockflow, folderId=inner.upper(), offset=1)] == ["d.txt"]


@pytest.mark.parametrize(
    ("folder_id", "expected"),
    [("nope", 400), ("0" * 23, 400), ("0" * 24, 404)],
)
def test_a_filter_by_an_unknown_folder_is_refused(mockflow: Mockflow, folder_id: str, expected: int) -> None:
    """A folder id of another form is a 400, one that no folder of the site has a 404."""
    answer = mockflow.http().get(f"/sites/{mockflow.site_id}/assets", params={"folderId": folder_id})
    assert error(answer)[0] == expected


def test_the_folder_is_told_in_lists_and_creations_only(mockflow: Mockflow) -> None:
    """A list row has folderId, the answer to a creation parentFolder, and a single asset neither."""
    into = folder(mockflow, "Lamps")
    made = create(mockflow, parentFolder=into).json()
    assert made["parentFolder"] == into
    send(mockflow, made)
    assert not {"folderId", "parentFolder"} & get(mockflow, made["id"]).keys()
    (row,) = listed(mockflow)
    assert row["folderId"] == into
    assert "parentFolder" not in row


def test_a_deleted_asset_is_gone_with_its_file(mockflow: Mockflow) -> None:
    """A delete answers 204; the asset, its place in lists and its hosted file are not there any more."""
    made = asset(mockflow)
    api = mockflow.http()
    answer = api.delete(f"/assets/{made['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert listed(mockflow) == []
    assert api.get(made["hostedUrl"]).status_code == 404
    for again in (api.get, api.delete):
        assert error(again(f"/assets/{made['id']}")) == (
            404,
            "resource_not_found",
            "Requested resource not found: The asset cannot be found",
        )


def test_assets_are_their_sites_alone(mockflow: Mockflow) -> None:
    """A token of another site finds neither the asset nor its folder, nor may it put something into that folder."""
    made, into = asset(mockflow), folder(mockflow, "Lamps")
    other = mockflow.id("sites/two")
    stranger = mockflow.http(mockflow.new_token(site_ids=[other]))
    assert stranger.get(f"/sites/{other}/assets").json()["assets"] == []
    for path in (f"/assets/{made['id']}", f"/asset_folders/{into}", f"/sites/{mockflow.site_id}/assets"):
        assert error(stranger.get(path))[0] == 404
    everywhere = mockflow.http(mockflow.app_token)
    body = {"fileName": "a.txt", "fileHash": digest(TEXT), "parentFolder": into}
    assert reasons(everywhere.post(f"/sites/{other}/assets", json=body))
    assert error(everywhere.get(f"/sites/{other}/assets", params={"folderId": into}))[0] == 404


def test_assets_need_their_scopes(mockflow: Mockflow) -> None:
    """Reading needs assets:read, writing assets:write, and neither stands for the other."""
    reader = mockflow.http(mockflow.new_token(["assets:read"]))
    writer = mockflow.http(mockflow.new_token(["assets:write"]))
    made, path = asset(mockflow), f"/sites/{mockflow.site_id}/assets"
    assert reader.get(path).status_code == 200
    assert error(writer.get(path))[:2] == (403, "missing_scopes")
    assert error(reader.delete(f"/assets/{made['id']}"))[:2] == (403, "missing_scopes")
    assert writer.delete(f"/assets/{made['id']}").status_code == 204


def test_urls_follow_the_caller(mockflow: Mockflow) -> None:
    """Each caller gets URLs that begin with the scheme and host by which it came, whoever made the asset."""
    made = asset(mockflow)
    path = f"http://double:4020/v2/assets/{made['id']}"
    assert mockflow.http().get(path).json()["hostedUrl"].startswith("http://double:4020/w/default/_files/")
    assert made["hostedUrl"].startswith("http://mockflow.test/w/default/_files/")
