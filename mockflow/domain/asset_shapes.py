"""The shapes of assets, their folders, and what an upload needs."""

from mockflow.core.schema import Items, Moment, Nested, Pattern, Shape, Text, Whole

from .listing import PagingQuery, pagination


class AssetVariantSchema(Shape):
    hosted_url = Text(data_key="hostedUrl", required=True, metadata={"description": "Where it is."})
    original_file_name = Text(data_key="originalFileName", required=True, metadata={"description": "Its file name."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name in the store."})
    format = Text(required=True, metadata={"description": "Its extension."})
    width = Whole(required=True, metadata={"description": "In pixels."})
    height = Whole(required=True, allow_none=True, metadata={"description": "In pixels."})
    quality = Whole(required=True, metadata={"description": "Of its compression, up to 100."})
    error = Text(required=True, allow_none=True, metadata={"description": "Why it could not be made; null otherwise."})


class AssetSchema(Shape):
    id = Text(required=True, metadata={"description": "The asset's id."})
    original_file_name = Text(
        data_key="originalFileName", required=True, metadata={"description": "The name of its file."}
    )
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    content_type = Text(data_key="contentType", required=True, metadata={"description": "Its MIME type."})
    size = Whole(required=True, metadata={"description": "In bytes; 0 before the upload."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "Its site."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})
    hosted_url = Text(data_key="hostedUrl", required=True, metadata={"description": "Where its file is."})
    variants = Items(
        Nested(AssetVariantSchema),
        required=True,
        metadata={"description": "Smaller widths that a picture is offered in."},
    )
    alt_text = Text(
        data_key="altText", required=True, allow_none=True, metadata={"description": "What it shows, in that locale."}
    )


class ListedAsset(AssetSchema):
    folder_id = Text(
        data_key="folderId", required=True, allow_none=True, metadata={"description": "Its folder; null at the root."}
    )


class AssetsSchema(Shape):
    assets = Items(Nested(ListedAsset), required=True, metadata={"description": "Those whose file was uploaded."})
    pagination = pagination()


class LocaleQuery(Shape):
    locale_id = Text(
        data_key="localeId",
        load_default=None,
        metadata={"description": "The site's locale whose alternative text is meant; the primary one if absent."},
    )


class AssetsQuery(LocaleQuery, PagingQuery):
    folder_id = Text(
        data_key="folderId",
        load_default=None,
        validate=Pattern("^[0-9a-fA-F]{24}$"),
        metadata={"description": "Only assets of this folder and those within it."},
    )


class NewAsset(Shape):
    """A file to come."""

    file_name = Text(
        data_key="fileName",
        required=True,
        metadata={
            "description": "Its name with a known extension, shorter than 100 characters.",
            "example": "lamp.png",
        },
    )
    file_hash = Text(
        data_key="fileHash",
        required=True,
        validate=Pattern("^[0-9a-fA-F]{32}$"),
        metadata={"description": "The MD5 of its bytes, in hex.", "example": "d41d8cd98f00b204e9800998ecf8427e"},
    )
    parent_folder = Text(
        data_key="parentFolder", load_default=None, metadata={"description": "The id of the folder to put it in."}
    )


class AssetChanges(Shape):
    """What to change of an asset; what is not sent stays."""

    display_name = Text(
        data_key="displayName", validate=Pattern(r"\S"), metadata={"description": "Its name, in every locale."}
    )
    alt_text = Text(data_key="altText", metadata={"description": "What it shows, in the locale that is meant."})
    locale_id = Text(
        data_key="localeId",
        load_default=None,
        metadata={"description": "The locale, where the query names none: official clients send it here."},
    )


def _field(key: str, description: str) -> Text:
    return Text(data_key=key, required=True, metadata={"description": description})


class AssetUploadFields(Shape):
    """The form fields of the upload, to be sent as they are and before the file."""

    acl = _field("acl", "Who may read the file.")
    bucket = _field("bucket", "The store's bucket.")
    algorithm = _field("X-Amz-Algorithm", "How the policy is signed.")
    credential = _field("X-Amz-Credential", "By whom.")
    date = _field("X-Amz-Date", "When.")
    key = _field("key", "The file's key in the bucket.")
    policy = _field("Policy", "What the form must say, in base64.")
    signature = _field("X-Amz-Signature", "The signature of the policy.")
    status = _field("success_action_status", "The status that a good upload is answered with.")
    content_type = _field("content-type", "The file's MIME type.")
    cache_control = _field("Cache-Control", "How long the file may be cached.")


class AssetUploadSchema(Shape):
    """An asset that waits for its file, and where to send it."""

    id = Text(required=True, metadata={"description": "The asset's id."})
    upload_details = Nested(AssetUploadFields, data_key="uploadDetails", required=True)
    upload_url = Text(data_key="uploadUrl", required=True, metadata={"description": "Where to send the form."})
    asset_url = Text(data_key="assetUrl", required=True, metadata={"description": "Where the store will have it."})
    hosted_url = Text(data_key="hostedUrl", required=True, metadata={"description": "Where it will be hosted."})
    content_type = Text(data_key="contentType", required=True, metadata={"description": "Its MIME type."})
    original_file_name = Text(data_key="originalFileName", required=True, metadata={"description": "As it was sent."})
    parent_folder = Text(
        data_key="parentFolder", required=True, allow_none=True, metadata={"description": "Null at the root."}
    )
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The same."})


class AssetFolderSchema(Shape):
    id = Text(required=True, metadata={"description": "The folder's id."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    parent_folder = Text(
        data_key="parentFolder", required=True, allow_none=True, metadata={"description": "Null at the root."}
    )
    assets = Items(Text(), required=True, metadata={"description": "Ids of the assets that are directly in it."})
    site_id = Text(data_key="siteId", required=True, metadata={"description": "Its site."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "The creation."})
    last_updated = Moment(data_key="lastUpdated", required=True, metadata={"description": "The last change of it."})


class AssetFoldersSchema(Shape):
    asset_folders = Items(
        Nested(AssetFolderSchema),
        data_key="assetFolders",
        required=True,
        metadata={"description": "All of the site's."},
    )
    pagination = pagination()


class NewAssetFolder(Shape):
    """A folder to create."""

    display_name = Text(
        data_key="displayName",
        required=True,
        validate=Pattern(r"\S"),
        metadata={"description": "Its name.", "example": "Lamps"},
    )
    parent_folder = Text(
        data_key="parentFolder", load_default=None, metadata={"description": "The id of the folder to put it in."}
    )
