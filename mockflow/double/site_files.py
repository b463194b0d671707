"""Files of a site that the API writes and never reads."""

from dataclasses import dataclass
from typing import Any

from .doors import Doors


@dataclass(frozen=True, slots=True)
class WellKnownFile:
    """A file below ``/.well-known`` of a site.

    Attributes:
        file_name: as it is stored, which ``noext`` in the name that was sent makes another.
    """

    site_id: str
    file_name: str
    content_type: str
    file_data: str

    def to_dict(self) -> dict[str, Any]:
        """The control plane's form."""
        head = {"siteId": self.site_id, "fileName": self.file_name}
        return {**head, "contentType": self.content_type, "fileData": self.file_data}


class SiteFiles(Doors):
    """The part of ``Mockflow`` that looks at what a site's visitors would be served."""

    def well_known(self, site: str | None = None) -> list[WellKnownFile]:
        """The well-known files, by name.

        Args:
            site: only those of the site of this path in the seed, or of this id; of all sites if left out.

        Raises:
            ControlError: 404, where no site has this id.
        """
        query = {} if site is None else {"siteId": self.ids.get(site, site)}
        found = self.control("GET", "/well-known", params=query)["well-known"]
        return [
            WellKnownFile(each["siteId"], each["fileName"], each["contentType"], each["fileData"]) for each in found
        ]
