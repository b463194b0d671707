"""Consent without a browser: what a person would let an app do."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from mockflow.errors import ControlError

from .doors import Doors

_FOUND = 302


class Authorizing(Doors):
    """What a test does in a person's place."""

    def authorize(
        self,
        scopes: Iterable[str] | None = None,
        *,
        sites: Iterable[str] | None = None,
        client_id: str | None = None,
        redirect_uri: str | None = None,
    ) -> str:
        """A code, as an app is given it once a person has consented: for the app under test to exchange.

        Args:
            scopes: what is granted; all that the app is registered for by default.
            sites: the ids of the sites; the whole workspace by default.
            client_id: the ready-made app's by default.
            redirect_uri: as the app would have it in its authorize URL, and then at the exchange, too.

        Raises:
            ControlError: the app may not ask for this.
        """
        query: dict[str, Any] = {
            "response_type": "code",
            "client_id": client_id or self.client_id,
            "auto": "approve",
            "site": list(sites or ()),
        }
        if scopes is not None:
            query["scope"] = " ".join(scopes)
        if redirect_uri is not None:
            query["redirect_uri"] = redirect_uri
        headers = {"Accept": "application/json", "X-Mockflow-Setup": "1", **self._reach.setup_headers}
        with httpx.Client(transport=self.transport, headers=headers, trust_env=False) as client:
            answer = client.get(f"{self._base}/oauth/authorize", params=query)
        if answer.status_code != _FOUND:
            said = answer.json()
            raise ControlError(answer.status_code, said["error"], said["error_description"])
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
