"""What a seed may say of a site's assets and their folders."""

from mockflow.core.schema import Flag, Nested, Object, StrictShape, Text

from .seed_members import A_TIME, Time, id_of, said


class _Words(StrictShape):
    alt_text = Text(
        data_key="altText",
        required=True,
        allow_none=True,
        **said("What it shows, in that locale; null for nothing.", "Une lampe de chêne"),
    )


class SeededAsset(StrictShape):
    id = id_of("its path")
    file_name = Text(data_key="fileName", **said("Its file's name; that of file if absent.", "oak-lamp.txt"))
    file = Text(**said("Its file, beside the seed; one that is no file has content or base64.", "files/oak-lamp.png"))
    content = Text(**said("Its file's content, as text.", "A lamp of oak."))
    base64 = Text(**said("Its file's content, in base64.", "QSBsYW1wIG9mIG9hay4="))
    display_name = Text(data_key="displayName", **said("Its name; made from id and file name if absent.", "Oak lamp"))
    alt_text = Text(data_key="altText", allow_none=True, **said("What it shows.", "A lamp of oak"))
    locales = Object(values=Nested(_Words), load_default=dict, **said("What it shows in other locales, by locale tag."))
    folder = Text(
        load_default=None, allow_none=True, **said("The path of its folder, or its id.", "asset-folders/lamps")
    )
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the asset before.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    uploaded = Time(data_key="uploadedOn", **said("ISO 8601, when its file came; lastUpdated if absent.", A_TIME))
    waiting = Flag(
        load_default=False, **said("Whether its file is still to come, so that it has none here.", example=True)
    )


class SeededFolder(StrictShape):
    id = id_of("its path")
    display_name = Text(data_key="displayName", required=True, **said("Its name.", "Lamps"))
    slug = Text(**said("What its path ends with; made from displayName if absent.", "lamps"))
    parent_folder = Text(
        data_key="parentFolder",
        load_default=None,
        allow_none=True,
        **said("The path of the folder that it is in, or its id; null for none.", "asset-folders/products"),
    )
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the folder before.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
