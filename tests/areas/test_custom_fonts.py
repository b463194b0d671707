"""Custom fonts: registered, uploaded, read, changed, replaced and deleted."""

from typing import Any

import httpx
import pytest

from mockflow import Mockflow
from mockflow.domain import fonts
from tests.fonts import AXIS, BODY, FONT, content_md5, font, get, listed, path_of, register, send
from tests.support import error, reasons
from tests.uploads import digest, refused, state

SEED = {"mockflow": 1, "sites": [{"displayName": "One"}, {"displayName": "Two"}]}
MISSING = (404, "resource_not_found", "Requested resource not found: The custom font cannot be found")
OTHER = b"other letters"

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def replaced(mock: Mockflow, font_id: str, **body: Any) -> httpx.Response:
    sent = {"fileName": "other.ttf", "fileHash": digest(OTHER), **body}
    return mock.http().put(f"{path_of(mock)}/{font_id}/file", json=sent)


def patched(mock: Mockflow, font_id: str, **body: Any) -> httpx.Response:
    return mock.http().patch(f"{path_of(mock)}/{font_id}", json=body)


def hosted(mock: Mockflow, url: str) -> httpx.Response:
    """A call as a visitor makes it: without a token."""
    with httpx.Client(transport=mock.transport) as visitor:
        return visitor.get(url)


def test_a_registration_gives_an_upload_target(mockflow: Mockflow) -> None:
    """202 with the font and a form: twelve fields, the file's digest among them, for fifteen minutes."""
    answer = register(mockflow)
    made = answer.json()
    assert (answer.status_code, list(made)) == (202, ["customFont", "upload"])
    described = made["customFont"]
    assert answer.headers["location"] == f"http://mockflow.test/w/default/v2{path_of(mockflow)}/{described['id']}"
    key = f"{mockflow.site_id}/fonts/{described['id']}-acme.woff2"
    assert described == {
        "id": described["id"],
        "fontFamily": "Acme Sans",
        "format": "woff2",
        "fileName": "acme.woff2",
        "weight": 400,
        "italic": False,
        "fontDisplay": "swap",
        "axes": [],
        "hostedUrl": f"http://mockflow.test/w/default/_files/{key}",
    }
    fields = made["upload"]["fields"]
    assert (fields["key"], fields["Content-MD5"], fields["Content-Type"]) == (key, content_md5(FONT), "font/woff2")
    assert (fields["success_action_status"], len(fields)) == ("201", 12)
    assert made["upload"]["expiresAt"] == "2026-01-15T12:15:00.000Z"


def test_a_site_has_a_thousand_fonts_at_most(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is a 409 that says so, and makes nothing; another site has its own."""
    assert fonts.MOST_FONTS == 1_000
    monkeypatch.setattr("mockflow.resources.custom_fonts.MOST_FONTS", 2)
    for weight in (100, 200):
        assert register(mockflow, weight=weight).status_code == 202
    before = state(mockflow)
    told = (409, "conflict", "Conflict: The site has 2 custom fonts; delete one first")
    assert error(register(mockflow, weight=300)) == told
    assert state(mockflow) is before
    path = f"/sites/{mockflow.id('sites/two')}/custom_fonts"
    assert mockflow.http(mockflow.app_token).post(path, json=BODY).status_code == 202


def test_the_address_of_a_registration_answers(mockflow: Mockflow) -> None:
    """What the header Location says is where the font is read."""
    where = register(mockflow).headers["location"]
    assert mockflow.http().get(where).json()["customFont"]["fileName"] == "acme.woff2"


@pytest.mark.parametrize(
    ("name", "format_", "content_type"),
    [
        ("a.woff2", "woff2", "font/woff2"),
        ("a.WOFF", "woff", "font/woff"),
        ("a.ttf", "truetype", "font/ttf"),
        ("ä b.otf", "opentype", "font/otf"),
        ("a.eot", "embedded-opentype", "application/vnd.ms-fontobject"),
    ],
)
def test_a_font_is_hosted_once_it_is_uploaded(mockflow: Mockflow, name: str, format_: str, content_type: str) -> None:
    """The extension tells format and type; visitors get the file at hostedUrl after the upload, and not before."""
    made = register(mockflow, fileName=name).json()
    assert made["customFont"]["format"] == format_
    url = made["customFont"]["hostedUrl"]
    assert refused(hosted(mockflow, url)) == (404, "NoSuchKey")
    assert send(mockflow, made).status_code == 201
    answer = hosted(mockflow, url)
    assert (answer.content, answer.headers["content-type"]) == (FONT, content_type)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert refused(hosted(mockflow, url.replace("/fonts/", "/").replace("-", "_", 1))) == (404, "NoSuchKey")


@pytest.mark.parametrize("name", ["Content-MD5", "Content-Type", "key", "Policy", "X-Amz-Signature", "acl"])
def test_a_changed_field_of_the_form_is_refused(mockflow: Mockflow, name: str) -> None:
    """Each field must come back as it was given; a refused form changes nothing."""
    made = register(mockflow).json()
    before = state(mockflow)
    assert refused(send(mockflow, made, changed={name: "other"})) == (403, "AccessDenied")
    assert state(mockflow) is before
    assert send(mockflow, made).status_code == 201


def test_another_file_than_announced_is_refused(mockflow: Mockflow) -> None:
    """A file whose MD5 is not the fileHash of the registration."""
    assert refused(send(mockflow, register(mockflow).json(), OTHER)) == (400, "BadDigest")


def test_a_target_is_used_once_and_in_time(mockflow: Mockflow) -> None:
    """Neither a second time nor after fifteen minutes."""
    early, late = register(mockflow).json(), register(mockflow, weight=700).json()
    assert send(mockflow, early).status_code == 201
    assert refused(send(mockflow, early)) == (403, "AccessDenied")
    mockflow.clock.advance(15 * 60 + 1)
    assert refused(send(mockflow, late)) == (403, "AccessDenied")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"fileName": "a.svg"}, "Value (fileName) should end with one of the extensions woff2, woff, ttf, otf, eot"),
        ({"fileName": "a"}, "Value (fileName) should end with one of the extensions woff2, woff, ttf, otf, eot"),
        ({"fileName": "../a.ttf"}, "Value (fileName) should be a file name, without a path"),
        ({"fileName": "a\n.ttf"}, "Value (fileName) should NOT have control characters"),
        ({"fileName": "a" * 253 + ".ttf"}, "Value (fileName) should NOT be longer than 256 characters"),
        ({"fileHash": digest(FONT).upper()}, 'Value (fileHash) should match pattern "^[0-9a-f]{32}$"'),
        ({"fileHash": digest(FONT) + "\n"}, 'Value (fileHash) should match pattern "^[0-9a-f]{32}$"'),
        ({"fontFamily": ""}, 'Value (fontFamily) should match pattern "^[\\s\\S]{1,256}$"'),
        ({"fontFamily": "a" * 257}, 'Value (fontFamily) should match pattern "^[\\s\\S]{1,256}$"'),
        ({"fontFamily": " ,,"}, "Value (fontFamily) should have more than commas and spaces"),
        ({"weight": 0}, "Value (weight)'s type should be integer from 1 to 1000"),
        ({"weight": 1001}, "Value (weight)'s type should be integer from 1 to 1000"),
        ({"weight": "400"}, "Value (weight)'s type should be integer"),
        ({"italic": "no"}, "Value (italic)'s type should be boolean"),
        ({"fontDisplay": "now"}, "Value (fontDisplay) should be equal to one of the allowed values: auto, block, swap"),
        ({"axes": None}, "Value (axes)'s type should be array"),
        ({"axes": [AXIS] * 17}, "Value (axes) should NOT have more than 16 items"),
        ({"axes": [{**AXIS, "tag": "wgh"}]}, "Value (axes[0].tag) should match pattern"),
        ({"axes": [{**AXIS, "tag": "wghé"}]}, "Value (axes[0].tag) should match pattern"),
        ({"axes": [{**AXIS, "name": "a" * 65}]}, "Value (axes[0].name) should match pattern"),
        ({"axes": [{"tag": "wght"}]}, "Value (axes[0]) should have required property 'min'"),
        ({"subset": "latin"}, "Value (subset) should NOT be there: the properties are axes, fileHash, fileName"),
    ],
)
def test_a_bad_registration_is_refused(mockflow: Mockflow, body: dict[str, Any], reason: str) -> None:
    """Names without a known ending, values that CSS does not know, further keys: 400, and nothing is registered."""
    before = state(mockflow)
    assert any(each.startswith(reason) for each in reasons(register(mockflow, **body)))
    assert state(mockflow) is before


@pytest.mark.parametrize("name", list(BODY))
def test_a_registration_needs_all_but_axes(mockflow: Mockflow, name: str) -> None:
    """Every key but axes is required."""
    body = {key: value for key, value in BODY.items() if key != name}
    assert reasons(mockflow.http().post(path_of(mockflow), json=body)) == [f"Value ({name}) is required"]


@pytest.mark.parametrize(
    ("axis", "message"),
    [
        ({"defaultValue": 901}, "has defaultValue 901, which should be between min 100 and max 900"),
        ({"defaultValue": 99.5}, "has defaultValue 99.5, which should be between min 100 and max 900"),
        ({"min": 901}, "has min 901 above max 900"),
    ],
)
def test_an_axis_has_its_default_within_its_limits(mockflow: Mockflow, axis: dict[str, Any], message: str) -> None:
    """Otherwise the message begins with fontMetadata.axes, at a registration and at a replacement."""
    body = {"axes": [AXIS, {**AXIS, **axis}]}
    expected = (400, "bad_request", f"fontMetadata.axes[1] (wght) {message}")
    assert error(register(mockflow, **body)) == expected
    assert error(replaced(mockflow, font(mockflow)["id"], **body)) == expected


def test_axes_are_answered_as_they_were_sent(mockflow: Mockflow) -> None:
    """With a label or without, numbers as JavaScript writes them, keys that an axis does not have left out."""
    slant = {"tag": "slnt", "name": "Slant", "min": -12.5, "max": 0, "defaultValue": 0.0}
    made = font(mockflow, axes=[{**AXIS, "step": 1}, slant])
    assert made["axes"] == [AXIS, slant]
    assert '"max":900,' in mockflow.http().get(f"{path_of(mockflow)}/{made['id']}").text


def test_commas_are_left_out_of_a_family(mockflow: Mockflow) -> None:
    """At a registration and at a change."""
    made = font(mockflow, fontFamily="Acme, Sans,")
    assert made["fontFamily"] == "Acme Sans"
    assert patched(mockflow, made["id"], fontFamily="A,B").json()["customFont"]["fontFamily"] == "AB"


def test_family_weight_and_slope_are_registered_once(mockflow: Mockflow) -> None:
    """A second registration of the three is a conflict, uploaded or not; another of one of them is not."""
    first = register(mockflow).json()["customFont"]
    before = state(mockflow)
    refusal = (409, "conflict", "Conflict: Resource already exists")
    assert error(register(mockflow, fileName="b.ttf", fontFamily="Acme, Sans".replace(",", ",,"))) == refusal
    assert state(mockflow) is before
    for other in ({"weight": 401}, {"italic": True}, {"fontFamily": "Acme Serif"}):
        assert register(mockflow, **other).status_code == 202
    other_site = f"/sites/{mockflow.id('sites/two')}/custom_fonts"
    assert mockflow.http(mockflow.app_token).post(other_site, json=BODY).status_code == 202
    mockflow.http().delete(f"{path_of(mockflow)}/{first['id']}")
    assert register(mockflow).status_code == 202


def test_fonts_are_listed_oldest_first(mockflow: Mockflow) -> None:
    """Uploaded or not, by page."""
    font(mockflow, fileName="a.ttf")
    register(mockflow, fileName="b.ttf", weight=500)
    font(mockflow, fileName="c.ttf", weight=600)
    assert listed(mockflow) == ["a.ttf", "b.ttf", "c.ttf"]
    answer = mockflow.http().get(path_of(mockflow), params={"limit": 1, "offset": 1}).json()
    assert [each["fileName"] for each in answer["customFonts"]] == ["b.ttf"]
    assert answer["pagination"] == {"limit": 1, "offset": 1, "total": 3}
    assert error(mockflow.http().get(path_of(mockflow), params={"limit": 0}))[:2] == (400, "validation_error")


def test_a_change_says_other_words_of_the_same_file(mockflow: Mockflow) -> None:
    """One of the four keys is enough, what is not sent stays, and the answer is wrapped."""
    made = font(mockflow)
    said = {"fontFamily": "Acme", "weight": 700, "italic": True, "fontDisplay": "block"}
    for name, value in said.items():
        answer = patched(mockflow, made["id"], **{name: value})
        assert (answer.status_code, answer.json()["customFont"][name]) == (200, value)
    assert get(mockflow, made["id"]) == {**made, **said}
    before = state(mockflow)
    assert patched(mockflow, made["id"], **said).status_code == 200
    assert state(mockflow) is before


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "Value (body) should NOT have fewer than 1 properties"),
        ({"fileName": "b.ttf"}, "Value (fileName) should NOT be there"),
        ({"axes": []}, "Value (axes) should NOT be there"),
        ({"weight": 1.5}, "Value (weight)'s type should be integer"),
        ({"weight": None}, "Value (weight)'s type should be integer"),
        ({"fontFamily": ","}, "Value (fontFamily) should have more than commas and spaces"),
    ],
)
def test_a_bad_change_is_refused(mockflow: Mockflow, body: dict[str, Any], reason: str) -> None:
    """No key at all, one that a change does not have, or a wrong value: 400."""
    made = font(mockflow)
    assert any(each.startswith(reason) for each in reasons(patched(mockflow, made["id"], **body)))
    assert get(mockflow, made["id"]) == made


def test_a_change_may_meet_another_font(mockflow: Mockflow) -> None:
    """Only a registration is refused for what another font is registered with."""
    font(mockflow)
    other = font(mockflow, weight=700)
    assert patched(mockflow, other["id"], weight=400).status_code == 200


def test_a_replaced_file_keeps_the_fonts_id(mockflow: Mockflow) -> None:
    """The answer shows what the font will be; until the upload it is what it was, and then the old file is gone."""
    made = font(mockflow)
    answer = replaced(mockflow, made["id"])
    target = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"].endswith(f"{path_of(mockflow)}/{made['id']}")
    assert (target["customFont"]["id"], target["customFont"]["fileName"]) == (made["id"], "other.ttf")
    assert target["upload"]["fields"]["Content-MD5"] == content_md5(OTHER)
    assert get(mockflow, made["id"]) == made
    assert hosted(mockflow, made["hostedUrl"]).content == FONT
    assert send(mockflow, target, OTHER).status_code == 201
    assert get(mockflow, made["id"]) == target["customFont"]
    assert hosted(mockflow, target["customFont"]["hostedUrl"]).content == OTHER
    assert refused(hosted(mockflow, made["hostedUrl"])) == (404, "NoSuchKey")


def test_the_last_target_of_a_font_counts(mockflow: Mockflow) -> None:
    """One that was given before is closed, that of the registration too."""
    first = register(mockflow).json()
    second = replaced(mockflow, first["customFont"]["id"]).json()
    third = replaced(mockflow, first["customFont"]["id"], fileName="third.otf").json()
    assert refused(send(mockflow, first)) == (403, "AccessDenied")
    assert refused(send(mockflow, second, OTHER)) == (403, "AccessDenied")
    assert send(mockflow, third, OTHER).status_code == 201
    assert get(mockflow, first["customFont"]["id"])["fileName"] == "third.otf"


def test_a_variable_font_is_replaced_with_axes(mockflow: Mockflow) -> None:
    """It must be said how the new file varies, if only that it does not; a static font's need not."""
    made = font(mockflow, axes=[AXIS])
    reason = "Value (axes) is required: the font has axes, and [] would end them"
    assert reasons(replaced(mockflow, made["id"])) == [reason]
    assert send(mockflow, replaced(mockflow, made["id"], axes=[]).json(), OTHER).status_code == 201
    assert get(mockflow, made["id"])["axes"] == []
    assert send(mockflow, replaced(mockflow, made["id"]).json(), OTHER).status_code == 201


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"fileName": "b.svg"}, "Value (fileName) should end with"),
        ({"fileHash": "0"}, "Value (fileHash) should match pattern"),
        ({"weight": 700}, "Value (weight) should NOT be there"),
    ],
)
def test_a_bad_replacement_is_refused(mockflow: Mockflow, body: dict[str, Any], reason: str) -> None:
    """A name, a hash or a key that a file does not have: 400."""
    made = font(mockflow)
    assert reasons(replaced(mockflow, made["id"], **body))[0].startswith(reason)


def test_a_deleted_font_is_gone_with_its_file(mockflow: Mockflow) -> None:
    """204, the file with it; afterwards every call of it is a 404, and its target is closed."""
    made = font(mockflow)
    target = replaced(mockflow, made["id"]).json()
    answer = mockflow.http().delete(f"{path_of(mockflow)}/{made['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert listed(mockflow) == []
    assert refused(hosted(mockflow, made["hostedUrl"])) == (404, "NoSuchKey")
    assert refused(send(mockflow, target, OTHER)) == (403, "AccessDenied")
    api, path = mockflow.http(), f"{path_of(mockflow)}/{made['id']}"
    for again in (api.get(path), api.delete(path), api.patch(path, json={"weight": 1}), replaced(mockflow, made["id"])):
        assert error(again) == MISSING


def test_many_fonts_are_deleted_each_by_itself(mockflow: Mockflow) -> None:
    """Always 200; one that is not there, is of another site or was just deleted is told as failed."""
    one, two = font(mockflow), font(mockflow, weight=700)
    other_site = f"/sites/{mockflow.id('sites/two')}/custom_fonts"
    theirs = mockflow.http(mockflow.app_token).post(other_site, json=BODY).json()["customFont"]["id"]
    sent = [one["id"], "0" * 24, theirs, one["id"].upper()]
    body = {"items": [{"id": each} for each in sent]}
    answer = mockflow.http().post(f"{path_of(mockflow)}/batchDelete", json=body)
    gone = {"name": "NotFound", "msg": "Font not found"}
    assert answer.status_code == 200
    assert answer.json() == {"deleted": [{"id": one["id"]}], "failed": [{"id": each, **gone} for each in sent[1:]]}
    assert listed(mockflow) == [two["fileName"]]
    assert refused(hosted(mockflow, one["hostedUrl"])) == (404, "NoSuchKey")
    before = state(mockflow)
    assert mockflow.http().post(f"{path_of(mockflow)}/batchDelete", json=body).status_code == 200
    assert state(mockflow) is before


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "Value (items) is required"),
        ({"items": []}, "Value (items) should NOT have fewer than 1 items"),
        ({"items": [{"id": "0" * 24}] * 101}, "Value (items) should NOT have more than 100 items"),
        ({"items": [{"id": "lamp"}]}, "Value (items[0].id) should match pattern"),
        ({"items": [{"id": "0" * 24, "name": "a"}]}, "Value (items[0].name) should NOT be there"),
        ({"items": [{"id": "0" * 24}], "force": True}, "Value (force) should NOT be there"),
    ],
)
def test_a_bad_deletion_of_many_is_refused(mockflow: Mockflow, body: dict[str, Any], reason: str) -> None:
    """1 to 100 objects with an id, and no further keys."""
    assert reasons(mockflow.http().post(f"{path_of(mockflow)}/batchDelete", json=body))[0].startswith(reason)


def calls_of_all(mock: Mockflow, site: str, font_id: str) -> list[tuple[str, str, Any]]:
    path = f"/sites/{site}/custom_fonts"
    return [
        ("GET", path, None),
        ("POST", path, {**BODY, "weight": 900}),
        ("GET", f"{path}/{font_id}", None),
        ("PATCH", f"{path}/{font_id}", {"weight": 800}),
        ("PUT", f"{path}/{font_id}/file", {"fileName": "a.ttf", "fileHash": digest(FONT)}),
        ("POST", f"{path}/batchDelete", {"items": [{"id": mock.site_id}]}),
        ("DELETE", f"{path}/{font_id}", None),
    ]


def test_fonts_need_their_scopes(mockflow: Mockflow) -> None:
    """Reading needs sites:read, writing sites:write, and neither stands for the other."""
    made = font(mockflow)
    reader = mockflow.http(mockflow.new_token(["sites:read"]))
    writer = mockflow.http(mockflow.new_token(["sites:write"]))
    for method, path, body in calls_of_all(mockflow, mockflow.site_id, made["id"]):
        right, wrong = (reader, writer) if method == "GET" else (writer, reader)
        assert error(wrong.request(method, path, json=body))[:2] == (403, "missing_scopes")
        assert right.request(method, path, json=body).is_success


def test_fonts_are_their_sites_alone(mockflow: Mockflow) -> None:
    """A token of another site finds nothing, and a font is not found under another site."""
    made, other = font(mockflow), mockflow.id("sites/two")
    stranger, everywhere = mockflow.http(mockflow.new_token(site_ids=[other])), mockflow.http(mockflow.app_token)
    for method, path, body in calls_of_all(mockflow, mockflow.site_id, made["id"]):
        assert error(stranger.request(method, path, json=body))[:2] == (404, "resource_not_found")
    for method, path, body in calls_of_all(mockflow, other, made["id"]):
        if made["id"] in path:
            assert error(everywhere.request(method, path, json=body)) == MISSING


def test_ids_that_are_none_are_refused(mockflow: Mockflow) -> None:
    """Something else than 24 hex digits in the path is a 400."""
    answer = mockflow.http().get(f"{path_of(mockflow)}/lamp")
    assert error(answer) == (400, "validation_error", "Validation Error: Provided ID is invalid")


def test_a_registration_may_find_the_service_unavailable(mockflow: Mockflow) -> None:
    """The 503 that the API documents for it comes from a fault, in Webflow's words."""
    mockflow.fault("create-custom-font", status=503, times=1)
    expected = (503, "service_unavailable", "Service temporarily unavailable. Please try again later.")
    assert error(register(mockflow)) == expected
    assert register(mockflow).status_code == 202


def test_a_token_may_be_kept_from_fonts(mockflow: Mockflow) -> None:
    """The policy area assets rules over fonts."""
    mockflow.policy("mockflow-site-token", default="full", assets="read")
    assert mockflow.http().get(path_of(mockflow)).status_code == 200
    assert error(register(mockflow))[:2] == (403, "forbidden")
