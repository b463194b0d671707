"""Tokens that are minted: how long they hold."""

import pytest

from mockflow import Mockflow


@pytest.mark.parametrize("seconds", [-1e308, -1e300, -1e15, -1.0, 0, 1e15, 1e300, 1e308])
def test_no_expiry_is_too_far_away(seconds: float) -> None:
    """However far away a token's end is, the world's state can be kept and loaded again."""
    with Mockflow(seed="empty") as mock:
        token = mock.new_token(kind="oauth", expires_in=seconds)
        assert mock.http(token).get("/sites").status_code == (200 if seconds > 0 else 401)
        document = mock.state()
        mock.load_state(document)
        assert mock.state() == document
        assert mock.http(token).get("/sites").status_code == (200 if seconds > 0 else 401)
