"""Authorizations: what a person let an app do, of which its token is the proof."""

from typing import NamedTuple

from .apps import App
from .users import DESIGNER


class AuthorizedUser(NamedTuple):
    """The person who authorizes apps."""

    id: str = DESIGNER.id
    email: str = DESIGNER.email
    first_name: str = "Sam"
    last_name: str = "Designer"


class Authorization(NamedTuple):
    """What is known of the authorization behind an OAuth token, besides its scopes and sites.

    Attributes:
        created: milliseconds since 1970.
        last_used: that of the last call before this one; that of its creation before the first.
        rate_limit: requests a minute.
    """

    id: str
    created: int
    last_used: int
    rate_limit: int
    app: App
    user: AuthorizedUser
