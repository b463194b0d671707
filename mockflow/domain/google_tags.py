"""The Google tags of a site, in their order."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mockflow.core.store import Table
from mockflow.core.wire import dumps

TAG_PATTERN = r"^(?![Uu][Aa]-)[a-zA-Z]{1,3}-[a-zA-Z0-9]{3,100}$"
NAME_PATTERN = r"^[\s\S]{0,256}$"
MOST_TAGS = 25


class Tag(NamedTuple):
    """A Google tag; its order is its place among its site's."""

    tag_id: str
    display_name: str

    def is_called(self, tag_id: str) -> bool:
        """Whether this is its id, in any case."""
        return self.tag_id.lower() == tag_id.lower()


@dataclass(frozen=True, slots=True, eq=False)
class GoogleTags:
    """All tags of a site that has some."""

    site_id: str
    tags: tuple[Tag, ...] = ()
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", dumps(self._to_wire()))

    @property
    def order(self) -> str:
        return self.site_id

    def _to_wire(self) -> dict[str, Any]:
        rows = enumerate(self.tags)
        return {
            "googleTagIds": [{"order": at, "displayName": tag.display_name, "tagId": tag.tag_id} for at, tag in rows]
        }


GOOGLE_TAGS = Table[GoogleTags](
    "Google tags",
    key=lambda tags: tags.site_id,
    group=lambda tags: tags.site_id,
    missing="Requested resource not found: The Google tag cannot be found",
)
