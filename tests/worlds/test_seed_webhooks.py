"""Webhooks of a seed."""

from typing import Any

import pytest

from mockflow import Mockflow, SeedError
from mockflow.worlds.seeds import plant

URL = "https://hooks.example.com/in"
PATH = "sites[0].webhooks[0]"


def seed(*webhooks: Any, **more: Any) -> dict[str, Any]:
    site = {"displayName": "One", "createdOn": "2026-01-01T00:00:00Z", "webhooks": list(webhooks)}
    return {"mockflow": 1, "sites": [site], **more}


def test_webhooks_are_there_from_the_start() -> None:
    """They are listed by their creation, the site's by default, and found under their trigger and number."""
    filtered = {"triggerType": "form_submission", "url": URL, "filter": {"name": "Contact"}}
    early = {"triggerType": "site_publish", "url": URL, "createdOn": "2025-06-01T00:00:00Z", "id": "ab" * 12}
    publish = {"triggerType": "site_publish", "url": "http://public.example.com/"}
    with Mockflow(seed(publish, filtered, early)) as mock:
        listed = mock.http().get(f"/sites/{mock.site_id}/webhooks").json()["webhooks"]
        paths = {mock.id(path): path for path in mock.ids if path.startswith("webhooks/")}
        assert [each["createdOn"][:10] for each in listed] == ["2025-06-01", "2026-01-01", "2026-01-01"]
        assert listed[0]["id"] == "ab" * 12 == mock.id("webhooks/site_publish/2")
        assert sorted(paths[each["id"]] for each in listed[1:]) == [
            "webhooks/form_submission/1",
            "webhooks/site_publish/1",
        ]
        assert [each["filter"] for each in listed if each["triggerType"] == "form_submission"] == [{"name": "Contact"}]
        assert not [each for each in listed if "secretKey" in each]


def test_their_ids_are_the_same_at_every_start() -> None:
    """Two worlds of one seed have the same ids; of two webhooks that are alike each has its own."""
    same = {"triggerType": "site_publish", "url": URL}
    one, two = (plant(seed(same, same)).ids for _ in range(2))
    assert one == two
    assert one["webhooks/site_publish/1"] != one["webhooks/site_publish/2"]


@pytest.mark.parametrize(
    ("webhook", "said"),
    [
        ({"url": URL}, f"{PATH}.triggerType: expected"),
        ({"triggerType": "site_publish"}, f"{PATH}.url: expected"),
        ({"triggerType": "user_account_added", "url": URL}, f"{PATH}.triggerType: expected one of form_submission, "),
        ({"triggerType": "site_publish", "url": 5}, f"{PATH}.url: expected"),
        ({"triggerType": "site_publish", "url": "nope"}, f"{PATH}.url: expected an http or https URL with a host"),
        ({"triggerType": "site_publish", "url": "http://a b"}, f"{PATH}.url: expected up to 2048 printable characters"),
        ({"triggerType": "site_publish", "url": "http://a:99999"}, f"{PATH}.url: expected a port from 1 to 65535"),
        ({"triggerType": "site_publish", "url": "http://[::1"}, f"{PATH}.url: expected the name or the address"),
        ({"triggerType": "site_publish", "url": "https://[x]"}, f"{PATH}.url: expected the name or the address"),
        ({"triggerType": "site_publish", "url": URL, "filter": {"name": "x"}}, f"{PATH}.filter: expected none, since "),
        ({"triggerType": "form_submission", "url": URL, "filter": {}}, f"{PATH}.filter.name: expected"),
        ({"triggerType": "form_submission", "url": URL, "filter": "x"}, f"{PATH}.filter: expected"),
        ({"triggerType": "site_publish", "url": URL, "madeWith": "me"}, f"{PATH}.madeWith: expected one of app, "),
        ({"triggerType": "site_publish", "url": URL, "secretKey": "x"}, f"{PATH}.secretKey: expected one of"),
        ({"triggerType": "site_publish", "url": URL, "createdOn": "soon"}, f"{PATH}.createdOn: expected an ISO"),
        ({"triggerType": "site_publish", "url": URL, "id": "x"}, f"{PATH}.id: expected 24 hex digits"),
        ("x", f"{PATH}: expected"),
    ],
)  # fmt: skip
def test_a_mistake_is_told(webhook: Any, said: str) -> None:
    """Each is a problem of the seed with its path, what was expected, and what was found."""
    with pytest.raises(SeedError) as raised:
        plant(seed(webhook))
    (problem,) = raised.value.problems
    assert f"{problem.path}: {problem.message}".startswith(said)


def test_an_id_is_taken_once() -> None:
    """A second webhook with the same id is told."""
    webhook = {"triggerType": "site_publish", "url": URL, "id": "ab" * 12}
    with pytest.raises(SeedError, match="expected an id that nothing else has"):
        plant(seed(webhook, webhook))
