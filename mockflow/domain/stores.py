"""A site's store: whether it has one."""

from collections.abc import Mapping

from mockflow.core.refusal import Refusal
from mockflow.core.store import Reader

from .sites import SITES, Store


def store_of(reader: Reader, site_id: str) -> Store:
    """The store of this site; refuses with ``ecommerce_not_enabled`` where it has none."""
    store = reader.get(SITES, site_id).store
    if store is None:
        raise Refusal("ecommerce_not_enabled")
    return store


def require_store(reader: Reader, path: Mapping[str, str]) -> None:
    """The site of the path has a store, or the call is refused, reads as well as writes."""
    store_of(reader, path["site_id"])
