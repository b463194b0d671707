"""The second step of an upload: the form that goes to the store."""

from collections.abc import Callable, Sequence

import httpx
import pytest

from mockflow import Mockflow
from mockflow.domain.file_kinds import MEGABYTE
from mockflow.errors import ControlError
from mockflow.worlds import uploads
from tests.uploads import TEXT, create, digest, get, listed, refused, said, send, state

SEED = {"mockflow": 1, "sites": [{"displayName": "One"}]}
BOUNDARY = "----lamp"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
FIXED = [
    "acl",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "key",
    "Policy",
    "X-Amz-Signature",
    "content-type",
    "Cache-Control",
]

pytestmark = pytest.mark.mockflow(seed=SEED, rate_limit=False, clock="2026-01-15T12:00:00Z")


def raw_form(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A form with these parts in this order; the one called file has a file name."""
    body = b""
    for name, value in parts:
        file = '; filename="notes.txt"' if name.lower() == "file" else ""
        body += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + value + b"\r\n"
        )
    return body + f"--{BOUNDARY}--\r\n".encode()


def post_raw(mock: Mockflow, body: bytes, kind: str = MULTIPART) -> tuple[int, str]:
    """Status and code of a refused body."""
    url = create(mock).json()["uploadUrl"]
    return refused(mock.http().post(url, content=body, headers={"content-type": kind}))


def test_the_store_answers_as_an_object_store(mockflow: Mockflow) -> None:
    """201 with XML of four elements, and the file's address and digest in headers."""
    made = create(mockflow, "a & b.txt").json()
    answer = send(mockflow, made)
    assert answer.status_code == 201
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>')
    etag = answer.headers["etag"]
    assert said(answer) == {
        "Location": made["assetUrl"],
        "Bucket": made["uploadDetails"]["bucket"],
        "Key": made["uploadDetails"]["key"],
        "ETag": etag,
    }
    assert answer.headers["location"] == made["assetUrl"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "x-ratelimit-limit" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "status"), [("201", 201), ("200", 200), ("204", 204), (None, 204), ("500", 204), ("nope", 204)]
)
def test_the_form_chooses_the_status(mockflow: Mockflow, asked: str | None, status: int) -> None:
    """200, 201 or 204 as the form asks, 204 for anything else; only a 201 has a body."""
    made = create(mockflow).json()
    answer = send(mockflow, made, changed={"success_action_status": asked})
    assert answer.status_code == status
    assert bool(answer.content) == (status == 201)
    assert get(mockflow, made["id"])["size"] == len(TEXT)


@pytest.mark.parametrize("rename", [str.upper, str.lower, str.title])
def test_field_names_have_any_case(mockflow: Mockflow, rename: Callable[[str], str]) -> None:
    """Clients rename fields on their way; their case does not matter, the file's neither."""
    made = create(mockflow).json()
    form = {rename(name): value for name, value in made["uploadDetails"].items()}
    answer = mockflow.http().post(made["uploadUrl"], data=form, files={rename("file"): ("x", TEXT)})
    assert answer.status_code == 201


def test_what_comes_after_the_file_is_not_looked_at(mockflow: Mockflow) -> None:
    """A field behind the file is as one that is missing, and a further field there does no harm."""
    made = create(mockflow).json()
    fields = [(name, value.encode()) for name, value in made["uploadDetails"].items()]

    def post(*parts: tuple[str, bytes]) -> httpx.Response:
        headers = {"content-type": MULTIPART}
        return mockflow.http().post(made["uploadUrl"], content=raw_form(parts), headers=headers)

    assert refused(post(*fields[:-1], ("file", TEXT), fields[-1])) == (403, "AccessDenied")
    assert post(*fields, ("x-ignore-this", b"1"), ("file", TEXT), ("submit", b"Upload")).status_code == 201


@pytest.mark.parametrize("name", FIXED)
def test_a_changed_field_is_refused(mockflow: Mockflow, name: str) -> None:
    """Each field but the bucket and the status must come back as it was given; a refusal spends nothing."""
    made = create(mockflow).json()
    before = state(mockflow)
    assert refused(send(mockflow, made, changed={name: "other<&>\0"})) == (403, "AccessDenied")
    assert state(mockflow) is before
    assert send(mockflow, made).status_code == 201


@pytest.mark.parametrize("name", FIXED)
def test_a_missing_field_is_refused(mockflow: Mockflow, name: str) -> None:
    """Without key, policy or signature the form is no upload at all; without another it breaks the policy."""
    made = create(mockflow).json()
    before = state(mockflow)
    answer = send(mockflow, made, changed={name: None})
    needed = name in {"key", "Policy", "X-Amz-Signature"}
    assert refused(answer) == ((400, "InvalidArgument") if needed else (403, "AccessDenied"))
    assert name.lower() in said(answer)["Message"].lower()
    assert state(mockflow) is before


def test_a_further_field_is_refused(mockflow: Mockflow) -> None:
    """The policy knows every field; one that it does not know breaks it, unless its name asks to ignore it."""
    made = create(mockflow).json()
    assert refused(send(mockflow, made, changed={"x-amz-meta-note": "1"})) == (403, "AccessDenied")
    assert send(mockflow, made, changed={"x-ignore-note": "1"}).status_code == 201


def test_fields_of_another_target_are_refused(mockflow: Mockflow) -> None:
    """The key of one asset with the policy of another opens neither."""
    one, two = create(mockflow).json(), create(mockflow).json()
    key = two["uploadDetails"]["key"]
    assert refused(send(mockflow, one, changed={"key": key})) == (403, "AccessDenied")
    assert listed(mockflow) == []


def test_a_target_is_used_once(mockflow: Mockflow) -> None:
    """A second upload to the same target is refused, also of the same file, and the first stays."""
    made = create(mockflow).json()
    assert send(mockflow, made).status_code == 201
    before = state(mockflow)
    answer = send(mockflow, made)
    assert refused(answer) == (403, "AccessDenied")
    assert said(answer)["Message"] == "Invalid according to Policy: the upload target was used already"
    assert state(mockflow) is before


def test_a_target_expires(mockflow: Mockflow) -> None:
    """It can be used for less than fifteen minutes of the world's clock."""
    early, late = create(mockflow).json(), create(mockflow).json()
    mockflow.clock.advance(15 * 60 - 1)
    assert send(mockflow, early).status_code == 201
    mockflow.clock.advance(1.001)  # each commit is a millisecond after the one before
    before = state(mockflow)
    answer = send(mockflow, late)
    assert refused(answer) == (403, "AccessDenied")
    assert said(answer)["Message"] == "Invalid according to Policy: Policy expired."
    assert state(mockflow) is before


def test_the_target_of_a_deleted_asset_is_closed(mockflow: Mockflow) -> None:
    """Deleting an asset before its upload takes the permission back."""
    made = create(mockflow).json()
    assert mockflow.http().delete(f"/assets/{made['id']}").status_code == 204
    assert refused(send(mockflow, made)) == (403, "AccessDenied")


def test_another_file_than_announced_is_refused(mockflow: Mockflow) -> None:
    """A file whose MD5 is not the fileHash of the creation is a BadDigest, and the target stays open."""
    made = create(mockflow).json()
    before = state(mockflow)
    answer = send(mockflow, made, b"something else")
    assert refused(answer) == (400, "BadDigest")
    assert state(mockflow) is before
    assert send(mockflow, made).status_code == 201


def test_a_form_without_a_file_is_refused(mockflow: Mockflow) -> None:
    """The fields alone are no upload."""
    made = create(mockflow).json()
    form = raw_form([(name, value.encode()) for name, value in made["uploadDetails"].items()])
    assert post_raw(mockflow, form) == (400, "InvalidArgument")


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (b"{}", "application/json", (412, "PreconditionFailed")),
        (b"a=b", "application/x-www-form-urlencoded", (412, "PreconditionFailed")),
        (TEXT, "", (412, "PreconditionFailed")),
        (TEXT, "multipart/form-data", (400, "MalformedPOSTRequest")),
        (TEXT, MULTIPART, (400, "MalformedPOSTRequest")),
        (b"", MULTIPART, (400, "MalformedPOSTRequest")),
        (raw_form([("key", b"x"), ("file", TEXT)])[:-20], MULTIPART, (400, "MalformedPOSTRequest")),
        (raw_form([("a", b"x")] * 200), MULTIPART, (400, "MalformedPOSTRequest")),
        (raw_form([("a", b"x" * 20_000)]), MULTIPART, (400, "MaxPostPreDataLengthExceeded")),
        (raw_form([("\xff\xfe", b"x")]), MULTIPART, (400, "InvalidArgument")),
        (raw_form([("key", b"\xff\x00")]), MULTIPART, (400, "InvalidArgument")),
    ],
)
def test_a_body_that_is_no_form_is_refused(
    mockflow: Mockflow, body: bytes, kind: str, expected: tuple[int, str]
) -> None:
    """Another kind of body, one that is cut short, too many parts or too much in them: an error in the store's XML."""
    assert post_raw(mockflow, body, kind) == expected


@pytest.mark.parametrize(("name", "megabytes"), [("big.png", 4), ("big.txt", 10)])
def test_a_file_has_a_largest_size(mockflow: Mockflow, name: str, megabytes: int) -> None:
    """Images have 4 MB at most and documents 10 MB: a byte more is a 400 that names the limit."""
    content = b"x" * (megabytes * MEGABYTE)
    too_much = create(mockflow, name, content + b"x").json()
    before = state(mockflow)
    answer = send(mockflow, too_much, content + b"x")
    assert refused(answer) == (400, "EntityTooLarge")
    assert said(answer)["Message"].endswith(f": {megabytes} MB")
    assert said(answer)["MaxSizeAllowed"] == str(len(content))
    assert state(mockflow) is before
    assert send(mockflow, create(mockflow, name, content).json(), content).status_code == 201


@pytest.mark.parametrize("name", ["a.png", "a.txt"])
@pytest.mark.mockflow(quirks={"asset_limit_mb": 1})
def test_a_world_may_have_another_limit(mockflow: Mockflow, name: str) -> None:
    """The quirk asset_limit_mb is the limit of images and documents alike."""
    content = b"x" * (MEGABYTE + 1)
    answer = send(mockflow, create(mockflow, name, content).json(), content)
    assert refused(answer) == (400, "EntityTooLarge")
    assert said(answer)["Message"].endswith(": 1 MB")


def test_the_limit_is_a_number_or_by_kind(mockflow: Mockflow) -> None:
    """The quirk takes a whole number from 1 on, and what it was answered as."""
    assert mockflow.control("GET", "/quirks")["asset_limit_mb"] == "by_kind"
    assert mockflow.control("PUT", "/quirks", json={"asset_limit_mb": 25})["asset_limit_mb"] == "25"
    assert mockflow.control("PUT", "/quirks", json={"asset_limit_mb": "by_kind"})["asset_limit_mb"] == "by_kind"
    expected = "expected asset_limit_mb to be by_kind or a whole number from 1 to 999999, found 0"
    with pytest.raises(ControlError, match=expected):
        mockflow.control("PUT", "/quirks", json={"asset_limit_mb": 0})


def test_all_files_of_a_world_have_a_limit(mockflow: Mockflow, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a world keeps is bounded; a file beyond that is refused, until another is deleted."""
    monkeypatch.setattr(uploads, "MOST_BYTES", len(TEXT) + 1)
    first, second = create(mockflow).json(), create(mockflow).json()
    assert send(mockflow, first).status_code == 201
    assert refused(send(mockflow, second)) == (400, "EntityTooLarge")
    mockflow.http().delete(f"/assets/{first['id']}")
    assert send(mockflow, second).status_code == 201


def test_an_upload_is_a_write_of_the_assets_maker(mockflow: Mockflow) -> None:
    """It is one entry of the world's history, is not counted, and is no call of the API."""
    made = create(mockflow).json()
    send(mockflow, made)
    last = list(mockflow._worlds.default.history)[-1]  # noqa: SLF001 - no public door shows history yet
    assert (last.actor, last.operation_id) == ("mockflow-site-token", "upload-file")
    assert [call.operation_id for call in mockflow.requests()] == ["create-asset"]


def test_the_world_is_that_of_the_url(mockflow: Mockflow) -> None:
    """An upload to a world that is not there is refused in the store's words."""
    answer = mockflow.http().post("http://mockflow.test/w/nowhere/_storage/mockflow-uploads", content=b"")
    assert refused(answer) == (404, "NoSuchBucket")


def test_a_browser_may_upload(mockflow: Mockflow) -> None:
    """A preflight from any origin is answered with what the store takes."""
    made = create(mockflow).json()
    for url in (made["uploadUrl"], made["hostedUrl"], made["assetUrl"]):
        answer = mockflow.http().options(url)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "POST" in answer.headers["access-control-allow-methods"]


def test_other_methods_are_refused(mockflow: Mockflow) -> None:
    """The store knows GET, HEAD, POST and OPTIONS, each where it belongs."""
    made = create(mockflow).json()
    api = mockflow.http()
    for answer in (api.put(made["uploadUrl"]), api.post(made["hostedUrl"]), api.delete(made["assetUrl"])):
        assert refused(answer) == (405, "MethodNotAllowed")
    assert refused(api.get("http://mockflow.test/_storage/other/key")) == (404, "NoSuchKey")


def test_a_hash_with_a_line_break_is_refused(mockflow: Mockflow) -> None:
    """What follows the last digit counts, a line break too."""
    body = {"fileName": "a.txt", "fileHash": digest(TEXT) + "\n"}
    answer = mockflow.http().post(f"/sites/{mockflow.site_id}/assets", json=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


@pytest.mark.parametrize("name", ["a\u202fb.txt", "a\u00a0b.txt", "\U0001f468\u200d\U0001f373.txt"])
def test_the_stores_xml_has_the_key_as_it_is(mockflow: Mockflow, name: str) -> None:
    """Spaces that do not break, and what joins emoji, are characters that XML has."""
    made = create(mockflow, name).json()
    answer = send(mockflow, made)
    assert f"<Key>{made['uploadDetails']['key']}</Key>" in answer.text


@pytest.mark.parametrize(
    ("quirks", "said_limit"),
    [({}, "4 MB for an image, 10 MB for another file"), ({"asset_limit_mb": 5}, "5 MB")],
)
def test_more_than_any_file_may_have_is_refused(quirks: dict[str, int], said_limit: str) -> None:
    """Before its form is read, so that the refusal names the limit of each kind."""
    with Mockflow("empty", quirks=quirks) as mock:
        url = "http://mockflow.test/_storage/mockflow-uploads"
        answer = mock.http().post(url, content=b"x" * 11_000_000, headers={"content-type": MULTIPART})
        assert refused(answer) == (400, "EntityTooLarge")
        assert said(answer)["Message"] == f"Your proposed upload exceeds the maximum allowed size: {said_limit}"


@pytest.mark.parametrize("name", ["Policy", "X-Amz-Signature"])
def test_a_refusal_does_not_say_what_would_be_signed(mockflow: Mockflow, name: str) -> None:
    """The policy and the signature of a target are nowhere in the answer to a wrong one."""
    made = create(mockflow).json()
    answer = send(mockflow, made, changed={name: "x"})
    assert refused(answer) == (403, "AccessDenied")
    assert made["uploadDetails"][name] not in answer.text
