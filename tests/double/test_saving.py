"""A world as a document, through the handle."""

import pytest

from mockflow import ControlError, Mockflow


def test_a_world_is_taken_away_and_brought_back(mockflow: Mockflow) -> None:
    """As a value of JSON, which another double takes too."""
    document = mockflow.state()
    item_id = mockflow.add_item("journal", {"name": "Gone again"})
    mockflow.load_state(document)
    assert mockflow.state() == document
    with pytest.raises(LookupError):
        mockflow.item(item_id)
    with Mockflow(seed="empty") as other:
        other.load_state(document)
        assert other.state() == document


def test_a_document_that_is_none_is_refused(mockflow: Mockflow) -> None:
    """With a line that says where, and the world as it was."""
    document = mockflow.state()
    wrong = {**document, "sites": [{**document["sites"][0], "displayName": 5}]}
    with pytest.raises(ControlError, match=r"sites\[0\]\.displayName: expected text, found 5"):
        mockflow.load_state(wrong)
    for odd in (float("nan"), "\ud800", {1: 2}, object()):
        with pytest.raises(ControlError) as caught:
            mockflow.load_state({**document, "plan": odd})
        assert caught.value.status == 400
    assert mockflow.state() == document


def test_there_is_nothing_to_save_to_without_a_file(mockflow: Mockflow) -> None:
    """It is told which option was missing."""
    with pytest.raises(ControlError, match="The double was started without --state") as caught:
        mockflow.save()
    assert caught.value.status == 409


def test_no_parameter_is_taken(mockflow: Mockflow) -> None:
    """An unknown one is told, as everywhere."""
    with pytest.raises(ControlError, match="pretty: expected no parameter, found pretty"):
        mockflow.control("GET", "/state", params={"pretty": "1"})
