"""Who calls."""

import pytest

from mockflow.core.call import Actor


def test_an_oauth_token_has_its_app() -> None:
    """The app of an OAuth token is the one that it was given to; it is a mistake to ask it of another kind."""
    assert Actor("t", "oauth", frozenset(), None, client_id="an-app").app == "an-app"
    with pytest.raises(TypeError, match="expected an oauth token, found one of the kind site"):
        _ = Actor("t", "site", frozenset(), None).app
