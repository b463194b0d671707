"""Worlds beside one another, as a handle makes, lists and deletes them."""

from collections.abc import Iterator

import pytest

from mockflow import ControlError, Mockflow
from tests.support import journal_of


@pytest.fixture(params=["in process", "running"])
def double(request: pytest.FixtureRequest) -> Iterator[Mockflow]:
    """The same, in process and connected to."""
    with Mockflow(plan="cms", clock="2026-01-15T12:00:00Z") as mock:
        if request.param == "in process":
            yield mock
        else:
            with Mockflow.connect(mock.url) as connected:
                yield connected


def test_a_new_world_lives_as_long_as_its_handle(double: Mockflow) -> None:
    """Its id is nobody else's, and in its tokens and URLs; after its with nothing answers there any more."""
    with double.new_world() as one, double.new_world() as other:
        assert one.world_id != other.world_id
        assert sorted(world.id for world in double.worlds()) == sorted(["default", one.world_id, other.world_id])
        assert one.site_token == f"mockflow-site-token.{one.world_id}"
        assert one.url == f"{double.url}/w/{one.world_id}"
        assert one.world().to_dict() == double.control("GET", f"/worlds/{one.world_id}")
        assert one.world().env["WEBFLOW_TOKEN"] == one.env()["WEBFLOW_TOKEN"] == one.site_token
        journal_of(one).create("Only here")
        assert [len(journal_of(each).listed()) for each in (one, other, double)] == [15, 14, 14]
        assert one.http(other.site_token).get("/sites").status_code == 401
    one.close()  # once more is no error
    assert [world.id for world in double.worlds()] == ["default"]
    with pytest.raises(ControlError, match="404"):
        double.world(one.world_id)
    assert double.world().id == "default"


def test_what_is_left_out_is_as_the_double_was_started(double: Mockflow) -> None:
    """And what is given is the world's, also after its reset."""
    double.reset(seed="empty", plan="enterprise")
    with (
        double.new_world() as plain,
        double.new_world("demo", plan="starter", quirks={"limit_over_max": "reject"}) as own,
    ):
        assert plain.http().get("/sites").headers["X-RateLimit-Limit"] == "120"
        assert plain.clock.now().year == 2026
        own.reset()
        assert own.http().get("/sites").headers["X-RateLimit-Limit"] == "60"
        assert own.control("GET", "/quirks")["limit_over_max"] == "reject"
    with double.new_world(rate_limit=False, clock="2027-01-01T00:00:00Z", webhooks="off", ttl=60.0) as other:
        assert "X-RateLimit-Limit" not in other.http().get("/sites").headers or other.met_rate_limit() is False
        assert other.clock.now().year == 2027


def test_a_fork_goes_on_from_its_origin(double: Mockflow) -> None:
    """With all that was written there; what either writes then is its own."""
    with double.new_world(id="pw-0") as origin:
        journal_of(origin).create("Before")
        with origin.new_world(from_="pw-0") as fork, origin.new_world(from_="pw-0@0") as first:
            assert [len(journal_of(each).listed()) for each in (origin, fork, first)] == [15, 15, 14]
            journal_of(fork).create("After")
            assert [len(journal_of(each).listed()) for each in (origin, fork)] == [15, 16]


def test_ids_differ_where_that_is_asked_for(double: Mockflow) -> None:
    """Equal seeds give equal ids otherwise."""
    with double.new_world() as same, double.new_world(distinct_ids=True) as apart:
        assert same.id("journal/first-post") == double.id("journal/first-post") != apart.id("journal/first-post")
        assert apart.site_id != double.site_id
        assert apart.item("journal/first-post").state == "published"


def test_a_world_of_a_given_id_is_made_anew(double: Mockflow) -> None:
    """So that a run which was killed before is in nobody's way; the default one stays."""
    with double.new_world(id="pw-0") as first:
        journal_of(first).create("Before")
        with double.new_world(id="pw-0") as second:
            assert len(journal_of(second).listed()) == 14
    double.new_world(id="pw-1")
    double.delete_world("pw-1")
    for world_id in ("pw-1", "default"):
        with pytest.raises(ControlError):
            double.delete_world(world_id)
    for bad in ("No/Id", "", "x" * 41):
        with pytest.raises(ControlError, match="400 validation_error: id: expected"):
            double.new_world(id=bad)


def test_a_handle_may_outlive_the_one_that_it_came_from(double: Mockflow) -> None:
    """Its world is deleted when it is closed, all the same."""
    with Mockflow.connect(double.url) as parent:
        world = parent.new_world()
    world.add_item("journal", {"name": "Late"})
    world.close()
    assert [each.id for each in double.worlds()] == ["default"]


def test_a_sink_and_visits_are_the_worlds_own(double: Mockflow) -> None:
    """A webhook of one world tells nothing to a sink of another."""
    with double.new_world() as one, double.new_world() as other:
        hook = {"triggerType": "form_submission", "url": one.sink_url("mine")}
        assert one.http().post(f"/sites/{one.site_id}/webhooks", json=hook).status_code == 201
        one.submit_form()
        other.submit_form()
        one.assert_delivered("form_submission", times=1)
        (message,) = one.sink("mine")
        assert message.verified
        assert message.headers["x-mockflow-world"] == one.world_id
        assert other.sink("mine") == double.sink("mine") == []
