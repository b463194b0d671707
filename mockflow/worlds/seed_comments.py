"""What a seed may say of comments on the pages of a site."""

from mockflow.core.schema import Flag, Items, Nested, StrictShape, Text

from .seed_members import A_TIME, Id, Time, id_of, said

_AN_ID = "64c7e2f0a1b2c3d4e5f60720"


class _Author(StrictShape):
    id = Id(**said("24 hex digits; the Designer's user if absent.", _AN_ID))
    email = Text(**said("An address.", "sam@example.com"))
    name = Text(**said("A name.", "Sam Designer"))


class _Reply(StrictShape):
    id = id_of("its path")
    content = Text(required=True, **said("The text.", "Done, please have another look."))
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the comment before.", A_TIME))
    author = Nested(_Author, load_default=dict, **said("Who wrote it; the Designer's user if absent."))


class SeedComment(_Reply):
    """A thread: its first comment, and the replies."""

    comment_id = Id(
        data_key="commentId", **said("24 hex digits, of the first comment; derived from its path if absent.", _AN_ID)
    )
    updated = Time(data_key="lastUpdated", **said("ISO 8601; that of the last comment if absent.", A_TIME))
    is_resolved = Flag(data_key="isResolved", load_default=False, **said("Whether it is settled.", example=True))
    page = Text(load_default="home", **said("The slug of the page that it is about.", "contact"))
    page_id = Id(data_key="pageId", **said("24 hex digits, instead of those of that page.", _AN_ID))
    locale = Text(**said("The tag of the locale that it is about; the primary one if absent.", "fr"))
    item_id = Id(data_key="itemId", **said("24 hex digits of the item that is shown there.", _AN_ID))
    breakpoint = Text(load_default="main", **said("The width of the Designer's canvas.", "tablet"))
    url = Text(**said("Where the Designer shows it; made from the ids if absent.", "https://webflow.com/design/s"))
    replies = Items(Nested(_Reply), load_default=list, **said("What was answered, oldest first."))
