"""Redirects: what visitors of a path of the site are sent to instead, for good."""

from dataclasses import dataclass, field

from mockflow.core.store import Table
from mockflow.core.wire import dumps

FROM_PATTERN = r"^/\S{0,2047}$"
TO_PATTERN = r"^\S{1,2048}$"
MOST_REDIRECTS = 10_000
"""Of one site."""


@dataclass(frozen=True, slots=True, eq=False)
class Redirect:
    """A redirect of a site; ``place`` is that among its site's."""

    id: str
    site_id: str
    from_url: str
    to_url: str
    place: int
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps({"id": self.id, "fromUrl": self.from_url, "toUrl": self.to_url}))

    @property
    def order(self) -> tuple[int, str]:
        return self.place, self.id


REDIRECTS = Table[Redirect](
    "redirect",
    key=lambda redirect: redirect.id,
    group=lambda redirect: redirect.site_id,
    missing="Requested resource not found: The redirect cannot be found",
    unique=lambda redirect: redirect.from_url,
)
