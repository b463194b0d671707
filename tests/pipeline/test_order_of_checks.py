"""What is not there is told before a body is looked at, also for records under a site."""

import httpx
import pytest

from mockflow import ControlError, Mockflow

OTHER = {"displayName": "Two", "store": {}, "forms": [{"displayName": "F"}]}
SEED = {"mockflow": 1, "extends": "demo", "sites": [OTHER]}
NOBODY = "0" * 24
CALLS = [
    ("PATCH", "/sites/{site}/products/" + NOBODY),
    ("POST", "/sites/{site}/products/" + NOBODY + "/skus"),
    ("PATCH", "/sites/{site}/products/{product}/skus/" + NOBODY),
    ("PATCH", "/sites/{site}/orders/abc-def"),
    ("POST", "/sites/{site}/orders/abc-def/fulfill"),
    ("POST", "/sites/{site}/orders/abc-def/refund"),
    ("GET", "/sites/{site}/forms/" + NOBODY + "/submissions?limit=0"),
    ("PATCH", "/sites/{site}/form_submissions/" + NOBODY),
    ("PATCH", "/form_submissions/" + NOBODY),
    ("PATCH", "/collections/{skus}/items/" + NOBODY + "/inventory"),
]


def call(mock: Mockflow, method: str, path: str, content: bytes) -> httpx.Response:
    names = {"site": mock.site_id, "product": mock.id("product/cup-nine"), "skus": mock.id("sku")}
    headers = {"Content-Type": "application/json"}
    return mock.http(mock.app_token).request(method, path.format(**names), content=content, headers=headers)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"quantity": "x", "product": 5}'])
@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.mockflow(rate_limit=False)
def test_an_unknown_record_is_not_found_whatever_the_body(
    mockflow: Mockflow, method: str, path: str, content: bytes
) -> None:
    """Malformed and unfit bodies alike: a 404, on both families of paths."""
    answer = call(mockflow, method, path, content if method != "GET" else b"")
    assert (answer.status_code, answer.json()["code"]) == (404, "resource_not_found")


@pytest.mark.mockflow(seed=SEED)
def test_a_record_of_another_site_is_not_found_whatever_the_body(mockflow: Mockflow) -> None:
    """A site's path does not lead to what another site has."""
    two = mockflow.id("sites/two")
    order = mockflow.place_order()["id"]
    for path in (
        f"/sites/{two}/products/{mockflow.id('product/cup-nine')}",
        f"/sites/{two}/orders/{order}",
        f"/sites/{two}/form_submissions/{mockflow.id('forms/contact/submissions/1')}",
    ):
        assert call(mockflow, "PATCH", path, b"{").status_code == 404


def test_the_scope_of_pages_has_two_names(mockflow: Mockflow) -> None:
    """The published operations write it in the singular; a token for it holds the scope of pages."""
    token = mockflow.new_token(["page:read", "page:write"], name="pages")
    assert mockflow.http(token).get(f"/sites/{mockflow.site_id}/pages").status_code == 200
    assert [each.scopes for each in mockflow.tokens() if each.name == "pages"] == [("pages:read", "pages:write")]
    seed = {"mockflow": 1, "sites": [{"displayName": "S"}], "tokens": [{"name": "t", "scopes": ["page:read"]}]}
    with Mockflow(seed) as mock:
        assert mock.http("t").get(f"/sites/{mock.site_id}/pages").status_code == 200


def test_the_journal_keeps_no_password_of_a_url(mockflow: Mockflow) -> None:
    """What stands before the host of a URL in a body is cut out; the rest of it stays."""
    body = {"triggerType": "site_publish", "url": "https://ada:sekret@receiver.test/a?b=c"}
    assert mockflow.http().post(f"/sites/{mockflow.site_id}/webhooks", json=body).status_code == 400
    (entry,) = mockflow.requests()
    assert "sekret" not in str(entry.to_dict())
    assert entry.request_body["url"] == "https://[redacted]@receiver.test/a?b=c"


def test_a_status_is_a_number(mockflow: Mockflow) -> None:
    """Another value of the journal's filter is a 400 that names it."""
    with pytest.raises(ControlError, match="400 validation_error: status: expected a number such as 200, found x"):
        mockflow.control("GET", "/requests", params={"status": "x"})
