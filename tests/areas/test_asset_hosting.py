"""Hosting: what visitors get of uploaded files, and the variants of pictures."""

import httpx
import pytest

from mockflow import Mockflow
from tests.support import problems
from tests.uploads import TEXT, asset, create, png, refused, send

FIELDS = [
    {"displayName": "Picture", "type": "Image"},
    {"displayName": "Pictures", "type": "MultiImage"},
    {"displayName": "Paper", "type": "File"},
]
SEED = {
    "mockflow": 1,
    "sites": [
        {"displayName": "One", "collections": [{"displayName": "Notes", "slug": "notes", "fields": FIELDS}]},
        {"displayName": "Two"},
    ],
}

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def visit(url: str, mock: Mockflow, method: str = "GET", **headers: str) -> httpx.Response:
    """A call as a visitor makes it: without a token."""
    with httpx.Client(transport=mock.transport) as visitor:
        return visitor.request(method, url, headers={name.replace("_", "-"): each for name, each in headers.items()})


def test_a_file_is_hosted_with_its_type(mockflow: Mockflow) -> None:
    """Anyone gets the bytes as they were uploaded, with the asset's content type and from any origin."""
    made = asset(mockflow, "kiln notes.txt")
    for method, content in (("GET", TEXT), ("HEAD", b"")):
        answer = visit(made["hostedUrl"], mockflow, method)
        assert (answer.status_code, answer.content) == (200, content)
        assert answer.headers["content-type"] == made["contentType"]
        assert answer.headers["content-length"] == str(len(TEXT))
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(mockflow.requests()) == 2


def test_the_store_shows_it_too(mockflow: Mockflow) -> None:
    """The address that the store answered is as good as hostedUrl, once the file is there."""
    made = create(mockflow).json()
    for url in (made["assetUrl"], made["hostedUrl"]):
        assert refused(visit(url, mockflow)) == (404, "NoSuchKey")
    there = asset(mockflow)
    assert visit(there["hostedUrl"].replace("_files", "_storage/mockflow-uploads"), mockflow).content == TEXT


@pytest.mark.parametrize("name", ["a.svg", "a.txt", "a.json"])
def test_what_could_run_is_kept_from_running(mockflow: Mockflow, name: str) -> None:
    """Drawings and texts come with a policy that lets a browser run nothing of them."""
    answer = visit(asset(mockflow, name)["hostedUrl"], mockflow)
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "content-security-policy" not in visit(asset(mockflow, "a.png")["hostedUrl"], mockflow).headers


def test_a_known_version_is_not_sent_again(mockflow: Mockflow) -> None:
    """With the tag of an earlier answer, the answer is 304 and empty."""
    url = asset(mockflow)["hostedUrl"]
    first = visit(url, mockflow)
    again = visit(url, mockflow, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["last-modified"] == "Thu, 15 Jan 2026 12:00:00 GMT"


def test_a_range_is_sent_alone(mockflow: Mockflow) -> None:
    """A range within the file is a 206, one beyond it a 416."""
    url = asset(mockflow)["hostedUrl"]
    part = visit(url, mockflow, range="bytes=5-10")
    assert (part.status_code, part.content) == (206, TEXT[5:11])
    assert part.headers["content-range"] == f"bytes 5-10/{len(TEXT)}"
    assert refused(visit(url, mockflow, range="bytes=5000-")) == (416, "InvalidRange")


@pytest.mark.parametrize(
    "path",
    [
        "{site}/{id}_other.txt",
        "{other}/{id}_notes.txt",
        "{site}/{id}",
        "{site}/..%2F..%2Fetc%2Fpasswd",
        "{site}/%00",
        "nothing",
        "",
        "{site}/{id}_notes-p-500.txt",
    ],
)
def test_what_is_not_there_is_told_in_xml(mockflow: Mockflow, path: str) -> None:
    """Another name, another site, a path out of the store: 404 in the store's XML."""
    made = asset(mockflow)
    there = path.format(site=mockflow.site_id, id=made["id"], other=mockflow.id("sites/two"))
    assert refused(visit(f"http://mockflow.test/w/default/_files/{there}", mockflow)) == (404, "NoSuchKey")


def test_files_are_their_worlds_alone(mockflow: Mockflow) -> None:
    """A world that is not there hosts nothing, and after a reset the default one neither."""
    url = asset(mockflow)["hostedUrl"]
    assert refused(visit(url.replace("/w/default", "/w/nowhere"), mockflow)) == (404, "NoSuchBucket")
    mockflow.reset()
    assert refused(visit(url, mockflow)) == (404, "NoSuchKey")


@pytest.mark.parametrize(
    ("width", "widths"), [(1, []), (500, []), (501, [500]), (2000, [500, 800, 1080, 1600]), (9000, None)]
)
def test_pictures_have_variants(mockflow: Mockflow, width: int, widths: list[int] | None) -> None:
    """A picture is offered in each smaller width of a list, in proportion, and each is hosted."""
    made = asset(mockflow, "lamp.png", png(width, 30))
    usual = [500, 800, 1080, 1600, 2000, 2600, 3200]
    assert [each["width"] for each in made["variants"]] == (usual if widths is None else widths)
    for each in made["variants"]:
        assert each["height"] == max(1, round(30 * each["width"] / width))
        assert each["originalFileName"] == f"lamp-p-{each['width']}.png"
        assert each["displayName"] == f"{made['id']}_lamp-p-{each['width']}.png"
        assert (each["format"], each["quality"], each["error"]) == ("png", 100, None)
        answer = visit(each["hostedUrl"], mockflow)
        assert (answer.content, answer.headers["content-type"]) == (png(width, 30), "image/png")


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.svg", "a.pdf"])
def test_what_is_no_picture_has_no_variants(mockflow: Mockflow, name: str) -> None:
    """Whatever its name says, a file whose bytes tell no size has none; nor has one whose name is no picture's."""
    assert asset(mockflow, name)["variants"] == []
    assert asset(mockflow, "a.pdf", png(600))["variants"] == []


def test_an_item_takes_an_asset_by_its_id(mockflow: Mockflow) -> None:
    """A fileId of the site's assets is good for a file field, and answered with an address on the CDN."""
    picture, paper = asset(mockflow, "a b.png", png(1))["id"], asset(mockflow, "a.pdf")["id"]
    path = f"/collections/{mockflow.id('notes')}/items"
    sent = {
        "name": "A",
        "picture": {"fileId": picture, "alt": "A lamp"},
        "pictures": [{"fileId": picture.upper()}],
        "paper": {"fileId": paper},
    }
    answer = mockflow.http().post(path, json={"fieldData": sent})
    data = answer.json()["fieldData"]
    url = f"https://cdn.prod.website-files.com/{mockflow.site_id}/{picture}_a%20b.png"
    assert data["picture"] == {"fileId": picture, "url": url, "alt": "A lamp"}
    assert data["pictures"] == [{"fileId": picture, "url": url, "alt": None}]
    assert data["paper"]["fileId"] == paper


def test_an_item_takes_no_other_file(mockflow: Mockflow) -> None:
    """A document is no picture, and an asset that waits for its file is none at all."""
    path = f"/collections/{mockflow.id('notes')}/items?skipInvalidFiles=false"
    paper, waiting = asset(mockflow, "a.pdf")["id"], create(mockflow, "b.png").json()["id"]
    sent = {"name": "A", "picture": {"fileId": paper}, "paper": {"fileId": waiting}}
    assert problems(mockflow.http().post(path, json={"fieldData": sent})) == {
        "picture": "Remote image failed to import: Unsupported file type",
        "paper": f"Referenced file not found: '{waiting}'",
    }


def test_equal_worlds_answer_equally(mockflow: Mockflow) -> None:
    """The same calls on the same clock give the same target, signature and all, and the same answers."""

    def told(mock: Mockflow) -> list[bytes]:
        made = create(mock, "lamp.png", png(600))
        sent = send(mock, made.json(), png(600))
        return [made.content, sent.content, mock.http().get(f"/assets/{made.json()['id']}").content]

    with Mockflow(SEED, clock="2026-01-15T12:00:00Z") as other:
        assert told(mockflow) == told(other)
