"""Webflow's official Python client on the double: each method it has for assets."""

import httpx
from webflow.errors import BadRequestError, NotFoundError
from webflow.resources.assets.client import AssetsClient

from mockflow import Mockflow
from tests.clients.python_sdk import Sdk, methods_without_test, refused
from tests.uploads import TEXT, digest


def test_list(sdk: Sdk, mockflow: Mockflow) -> None:
    """A site's assets, with their variants."""
    listed = sdk.assets.list(mockflow.site_id, limit=3)
    assert [each.original_file_name for each in listed.assets] == [
        "kiln-and-lantern.svg",
        "caring-for-stoneware.pdf",
        "cup-nine-fog.png",
    ]
    assert [variant.width for variant in listed.assets[2].variants] == [500, 800, 1080]
    assert listed.pagination.total == 6


def test_create(sdk: Sdk, mockflow: Mockflow) -> None:
    """A target whose fields, as the client writes them, are those that the store wants."""
    made = sdk.assets.create(mockflow.site_id, file_name="notes.txt", file_hash=digest(TEXT))
    fields = made.upload_details.model_dump(by_alias=True)
    with httpx.Client(transport=mockflow.transport if "mockflow.test" in made.upload_url else None) as client:
        assert client.post(made.upload_url, data=fields, files={"file": TEXT}).status_code == 201
    assert sdk.assets.get(made.id).size == len(TEXT)
    with refused(BadRequestError):
        sdk.assets.create(mockflow.site_id, file_name="../notes.txt", file_hash=digest(TEXT))


def test_get(sdk: Sdk, mockflow: Mockflow) -> None:
    """An asset; one that is not there is a NotFoundError."""
    lamp = sdk.assets.get(mockflow.id("assets/reading-lamp.png"))
    assert (lamp.content_type, lamp.size) == ("image/png", 12405)
    with refused(NotFoundError):
        sdk.assets.get("0" * 24)


def test_update(sdk: Sdk, mockflow: Mockflow) -> None:
    """Its name; the client sends the locale in the body, where one of the site is taken and another refused."""
    logo, french = mockflow.id("assets/kiln-and-lantern.svg"), sdk.sites.get(mockflow.site_id).locales.secondary[0]
    changed = sdk.assets.update(logo, display_name="Enseigne", locale_id=french.id)
    assert changed.display_name == "Enseigne"
    assert changed.alt_text.startswith("Kiln & Lantern : un four")
    with refused(BadRequestError):
        sdk.assets.update(logo, display_name="Sign", locale_id="0" * 24)


def test_delete(sdk: Sdk, mockflow: Mockflow) -> None:
    """An asset leaves."""
    lamp = mockflow.id("assets/reading-lamp.png")
    sdk.assets.delete(lamp)
    with refused(NotFoundError):
        sdk.assets.get(lamp)


def test_list_folders(sdk: Sdk, mockflow: Mockflow) -> None:
    """A site's folders, each with the ids of its assets."""
    folders = {each.display_name: each for each in sdk.assets.list_folders(mockflow.site_id).asset_folders}
    assert folders.keys() == {"Products", "Lamps", "Papers"}
    assert folders["Lamps"].parent_folder == folders["Products"].id
    assert mockflow.id("assets/reading-lamp.png") in folders["Lamps"].assets


def test_create_folder(sdk: Sdk, mockflow: Mockflow) -> None:
    """A folder within another."""
    parent = mockflow.id("asset-folders/products")
    made = sdk.assets.create_folder(mockflow.site_id, display_name="Cups", parent_folder=parent)
    assert (made.display_name, made.parent_folder, made.assets) == ("Cups", parent, [])


def test_get_folder(sdk: Sdk, mockflow: Mockflow) -> None:
    """A folder; one that is not there is a NotFoundError."""
    assert sdk.assets.get_folder(mockflow.id("asset-folders/papers")).display_name == "Papers"
    with refused(NotFoundError):
        sdk.assets.get_folder("0" * 24)


def test_no_method_is_left_out() -> None:
    """Each method of the client has its test."""
    assert methods_without_test(AssetsClient, globals()) == []
