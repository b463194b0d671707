"""What each type of field takes, and how it answers."""

from typing import Any

import pytest

from mockflow import Mockflow
from tests.support import problems

OPTIONS = {"options": [{"name": "One"}, {"name": "Two"}]}
COUNT = {"format": "integer", "allowNegative": False, "allowZero": False, "maxValue": 9}
THINGS = {"collection": "things"}
A = {"fieldData": {"name": "A"}}
SEED = {
    "mockflow": 1,
    "sites": [
        {
            "displayName": "Fields",
            "locales": {"primary": {"tag": "en"}, "secondary": [{"tag": "fr"}]},
            "collections": [
                {
                    "displayName": "Things",
                    "slug": "things",
                    "fields": [
                        {"displayName": "Plain", "validations": {"minLength": 2, "maxLength": 5}},
                        {"displayName": "Rich", "type": "RichText"},
                        {"displayName": "Image", "type": "Image"},
                        {"displayName": "Images", "type": "MultiImage"},
                        {"displayName": "File", "type": "File"},
                        {"displayName": "Video", "type": "VideoLink"},
                        {"displayName": "Link", "type": "Link"},
                        {"displayName": "Email", "type": "Email"},
                        {"displayName": "Phone", "type": "Phone"},
                        {"displayName": "Number", "type": "Number"},
                        {
                            "displayName": "Count",
                            "type": "Number",
                            "validations": COUNT,
                        },
                        {"displayName": "Date", "type": "DateTime"},
                        {"displayName": "Switch", "type": "Switch"},
                        {"displayName": "Color", "type": "Color"},
                        {"displayName": "Option", "type": "Option", "validations": OPTIONS},
                        {"displayName": "Ref", "type": "Reference", "validations": {"collection": "things"}},
                        {"displayName": "Refs", "type": "MultiReference", "validations": {"collection": "things"}},
                    ],
                    "items": [{"slug": "a", **A, "locales": {"fr": A}}],
                },
                {
                    "displayName": "Strict",
                    "slug": "strict",
                    "fields": [
                        {"displayName": "Must", "isRequired": True},
                        {"displayName": "Refs", "type": "MultiReference", "isRequired": True, "validations": THINGS},
                        {"displayName": "Ref", "type": "Reference", "isRequired": True, "validations": THINGS},
                    ],
                    "items": [],
                },
            ],
        }
    ],
}  # fmt: skip

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")
HEX = "5f" * 12


def write(mock: Mockflow, field: str, value: Any, **query: Any) -> Any:
    path = f"/collections/{mock.id('things')}/items"
    return mock.http().post(path, json={"fieldData": {"name": "x", field: value}}, params=query)


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("plain", "héé", "héé"),
        ("rich", "<p>x</p>", "<p>x</p>"),
        ("video", "https://youtu.be/x", "https://youtu.be/x"),
        ("link", "/about#x", "/about#x"),
        ("link", "mailto:a@b.c", "mailto:a@b.c"),
        ("link", "", ""),
        ("email", "a@b.c", "a@b.c"),
        ("phone", "+31 20", "+31 20"),
        ("number", 10.0, 10),
        ("number", -0.0, 0),
        ("number", 1.5, 1.5),
        ("count", 9, 9),
        ("date", "2026-01-01", "2026-01-01T00:00:00.000Z"),
        ("date", "2026-01-01T02:00:00.1239+02:00", "2026-01-01T00:00:00.123Z"),
        ("switch", True, True),
        ("color", "#FfF", "#FfF"),
        ("color", "rebeccapurple", "rebeccapurple"),
        ("color", "rgba(1, 2, 3, .5)", "rgba(1, 2, 3, .5)"),
    ],
)
def test_a_value_is_taken(mockflow: Mockflow, field: str, value: Any, read: Any) -> None:
    """A value of the field's type is kept, and read in its canonical form."""
    answer = write(mockflow, field, value)
    assert answer.status_code == 202, answer.text
    assert answer.json()["fieldData"][field] == read


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1e21", "1e+21"),
        ("1e20", "100000000000000000000"),
        ("9223372036854775808", "9223372036854776000"),
        ("9007199254740993", "9007199254740992"),
        ("0.000001", "0.000001"),
        ("1e-7", "1e-7"),
        ("0.1", "0.1"),
        ("-5e-324", "-5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
    ],
)
def test_numbers_are_written_as_javascript_writes_them(mockflow: Mockflow, number: str, text: str) -> None:
    """A number is an IEEE double, and its digits are those of JSON.stringify, after another write too."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('things')}/items"
    body = '{"fieldData": {"name": "x", "number": %s}}' % number  # noqa: UP031 - braces
    made = api.post(path, content=body)
    assert f'"number":{text},' in made.text or f'"number":{text}}}' in made.text
    again = api.patch(f"{path}/{made.json()['id']}", json={"fieldData": {"plain": "abc"}})
    assert f'"number":{text},' in again.text or f'"number":{text}}}' in again.text


@pytest.mark.parametrize(
    ("field", "value", "description"),
    [
        ("plain", "x", "Is too short"),
        ("plain", "xxxxxx", "Is too long"),
        ("plain", 5, "Expected value to be a string: '5'"),
        ("rich", {"a": 1}, """Expected value to be a string: '{"a":1}'"""),
        ("video", "ftp://x", "Expected value to be an http or https URL: 'ftp://x'"),
        ("link", "javascript:x", "Expected value to be a URL: 'javascript:x'"),
        ("email", "nobody", "Expected value to be an email address: 'nobody'"),
        ("number", "5", "Expected value to be a number: '5'"),
        ("number", True, "Expected value to be a number: 'true'"),
        ("count", 1.5, "Expected value to be a whole number: '1.5'"),
        ("count", 0, "Expected value to be a number other than 0: '0'"),
        ("count", -1, "Expected value to be a number from 0 on: '-1'"),
        ("count", 10, "Expected value to be a number up to 9: '10'"),
        ("date", "soon", "Expected value to be an ISO 8601 time: 'soon'"),
        ("date", "0001-01-01T00:00:00+14:00", "Expected value to be an ISO 8601 time: '0001-01-01T00:00:00+14:00'"),
        ("date", 5, "Expected value to be an ISO 8601 time: '5'"),
        ("switch", "true", "Expected value to be true or false: 'true'"),
        ("color", "notacolor", "Expected value to be a CSS color: 'notacolor'"),
        ("option", "One", "Expected value to be the id of one of the field's options: 'One'"),
        ("ref", "things/a", "Expected value to be an ItemRef: 'things/a'"),
        ("ref", HEX, f"Referenced item not found: '{HEX}'"),
        ("refs", HEX, f"Expected value to be a list of ItemRefs: '{HEX}'"),
        ("refs", [HEX], f"Referenced item not found: '{HEX}'"),
        ("image", 5, "Expected value to be an object with a url or a fileId: '5'"),
        ("image", {"alt": "x"}, """Expected value to be an object with a url or a fileId: '{"alt":"x"}'"""),
        ("images", "x", "Expected value to be a list of objects with a url or a fileId: 'x'"),
        ("nope", 1, "Field not described in schema: undefined"),
    ],
)
def test_another_value_is_refused(mockflow: Mockflow, field: str, value: Any, description: str) -> None:
    """A value that the field cannot take is a 400 of the field dialect, by the field's slug."""
    assert problems(write(mockflow, field, value)) == {field: description}


def test_all_problems_are_told_at_once(mockflow: Mockflow) -> None:
    """Values, references and slugs at fault are one list."""
    path = f"/collections/{mockflow.id('things')}/items"
    data = {"name": "x", "slug": "a", "plain": 5, "nope": 1, "ref": HEX}
    said = problems(mockflow.http().post(path, json={"fieldData": data}))
    assert set(said) == {"slug", "plain", "nope", "ref"}


def test_required_fields_must_be_there(mockflow: Mockflow) -> None:
    """A create must have every required field but the slug; null and empty do not count."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('strict')}/items"
    said = problems(api.post(path, json={"fieldData": {"name": "x"}}))
    assert said == {"must": "Field is required", "refs": "Field is required", "ref": "Field is required"}
    said = problems(api.post(path, json={"fieldData": {"name": "x", "must": "", "refs": [], "ref": None}}))
    assert said == {
        "must": "Required field cannot be cleared",
        "refs": "Required field cannot be cleared",
        "ref": "Expected value to be an ItemRef: 'null'",
    }


def test_options_and_references_answer_their_ids(mockflow: Mockflow) -> None:
    """An option is its id, a reference the item's, each once and in order; empty ones are not answered."""
    collection = mockflow.http().get(f"/collections/{mockflow.id('things')}").json()
    option = next(field for field in collection["fields"] if field["slug"] == "option")
    option_id, item_id = option["validations"]["options"][1]["id"], mockflow.id("things/a")
    assert write(mockflow, "option", option_id).json()["fieldData"]["option"] == option_id
    assert write(mockflow, "refs", [item_id, item_id.upper()]).json()["fieldData"]["refs"] == [item_id]
    for field in ("option", "ref", "date", "image"):
        assert field not in write(mockflow, field, "").json()["fieldData"]


def test_a_reference_is_within_its_locale(mockflow: Mockflow) -> None:
    """An item that is not there in the variant's locale cannot be referred to; an item may refer to itself."""
    api, path = mockflow.http(), f"/collections/{mockflow.id('things')}/items"
    french = mockflow.id("locales/fr")
    english_only = api.post(path, json={"fieldData": {"name": "EN"}}).json()["id"]
    body = {"cmsLocaleId": french, "fieldData": {"name": "FR", "ref": english_only}}
    assert problems(api.post(path, json=body)) == {"ref": f"Referenced item not found: '{english_only}'"}
    itself = api.patch(f"{path}/{english_only}", json={"fieldData": {"ref": english_only}})
    assert itself.json()["fieldData"]["ref"] == english_only
    assert api.delete(f"{path}/{english_only}").status_code == 204


def test_an_image_gets_an_id_and_an_address(mockflow: Mockflow) -> None:
    """An image by URL is answered with a new fileId and a CDN address; sent back, it stays the same."""
    image = write(mockflow, "image", "https://x.example/a b.PNG?v=1").json()["fieldData"]["image"]
    assert list(image) == ["fileId", "url", "alt"]
    assert image["url"] == (f"https://cdn.prod.website-files.com/{mockflow.site_id}/{image['fileId']}_a%20b.PNG")
    api, path = mockflow.http(), f"/collections/{mockflow.id('things')}/items"
    item = api.post(
        path, json={"fieldData": {"name": "x", "image": {"url": "https://x.example/a.png", "alt": "A"}}}
    ).json()
    again = api.patch(f"{path}/{item['id']}", json={"fieldData": item["fieldData"]}).json()
    assert again["fieldData"] == item["fieldData"]
    by_id = {"fileId": item["fieldData"]["image"]["fileId"], "alt": "B"}
    changed = api.patch(f"{path}/{item['id']}", json={"fieldData": {"image": by_id}}).json()["fieldData"]["image"]
    assert changed == {**item["fieldData"]["image"], "alt": "B"}
    many = write(mockflow, "images", ["https://x.example/1.png", {"url": "https://x.example/2.jpg"}, ""]).json()
    assert len(many["fieldData"]["images"]) == 2


@pytest.mark.parametrize(
    ("field", "value", "description"),
    [
        ("image", "not a url", "Remote image failed to import: Invalid URL"),
        ("image", "https://[x", "Remote image failed to import: Invalid URL"),
        ("image", "https://x.example/a.exe", "Remote image failed to import: Unsupported file type"),
        ("image", {"fileId": HEX}, f"Referenced file not found: '{HEX}'"),
        ("images", ["nope"], "Remote image failed to import: Invalid URL"),
        ("file", "nope", "Remote file failed to import: Invalid URL"),
    ],
)
def test_bad_files_are_left_out_unless_the_call_says_otherwise(
    mockflow: Mockflow, field: str, value: Any, description: str
) -> None:
    """With skipInvalidFiles, the default, a bad file is left out; without, the call is refused."""
    kept = write(mockflow, field, value)
    assert kept.status_code == 202
    assert kept.json()["fieldData"].get(field) in (None, [])
    refused = write(mockflow, field, value, skipInvalidFiles="false")
    assert problems(refused) == {field: description}
