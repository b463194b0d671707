"""What a seed may say of a site's redirects, robots.txt, well-known files, Google tags and activity log."""

from mockflow.core.schema import Items, Length, Nested, Object, Pattern, StrictShape, Text, one_of
from mockflow.domain.activity import EVENTS, MODIFIED, MOST_ROWS, OPERATIONS
from mockflow.domain.google_tags import MOST_TAGS, TAG_PATTERN
from mockflow.domain.redirects import FROM_PATTERN, MOST_REDIRECTS, TO_PATTERN
from mockflow.domain.well_known import CONTENT_TYPES, JSON, MOST_FILES, NAME_PATTERN

from .seed_members import A_TIME, Time, id_of, said


class SeedRedirect(StrictShape):
    id = id_of("fromUrl")
    from_url = Text(
        data_key="fromUrl", required=True, validate=Pattern(FROM_PATTERN), **said("A path on the site.", "/old-lamps")
    )
    to_url = Text(
        data_key="toUrl", required=True, validate=Pattern(TO_PATTERN), **said("A path or a URL.", "/products/lamps")
    )


class _Rule(StrictShape):
    user_agent = Text(data_key="userAgent", required=True, **said("The crawler; * for any.", "*"))
    allows = Items(Text(), load_default=list, **said("Paths that it may visit.", ["/"]))
    disallows = Items(Text(), load_default=list, **said("Paths that it may not.", ["/checkout"]))


class _RobotsTxt(StrictShape):
    rules = Items(Nested(_Rule), load_default=list, **said("One for each crawler."))
    sitemap = Text(load_default=None, **said("The URL of the sitemap.", "https://www.example.com/sitemap.xml"))


class SeedWellKnown(StrictShape):
    file_name = Text(
        data_key="fileName",
        required=True,
        validate=Pattern(NAME_PATTERN),
        **said("Its name, with the ending .txt or .json, or none.", "security.txt"),
    )
    file_data = Text(
        data_key="fileData", required=True, **said("Less than 100 kB of text.", "Contact: mailto:hello@example.com")
    )
    content_type = Text(
        data_key="contentType",
        load_default=JSON,
        validate=one_of(*CONTENT_TYPES),
        **said("Its MIME type.", "text/plain"),
    )


class SeedTag(StrictShape):
    tag_id = Text(
        data_key="tagId", required=True, validate=Pattern(TAG_PATTERN), **said("Google's id.", "G-1A2B3C4D5E")
    )
    display_name = Text(data_key="displayName", required=True, **said("Its name.", "Visits"))


class _User(StrictShape):
    id = id_of("displayName")
    display_name = Text(data_key="displayName", required=True, **said("The name.", "Kim"))


def _text(key: str, description: str, example: str) -> Text:
    return Text(data_key=key, load_default=None, **said(description, example))


class SeedActivity(StrictShape):
    id = id_of("its number among the site's")
    created = Time(data_key="createdOn", **said("ISO 8601; a minute after the one before if absent.", A_TIME))
    updated = Time(data_key="lastUpdated", **said("ISO 8601; createdOn if absent.", A_TIME))
    event = Text(required=True, validate=one_of(*EVENTS), **said("What happened.", "styles_modified"))
    operation = Text(
        data_key="resourceOperation",
        load_default=MODIFIED,
        validate=one_of(*OPERATIONS),
        **said("What became of the resource.", "CREATED"),
    )
    user = Nested(_User, load_default=None, **said("Who did it; null for nobody of the workspace."))
    resource_id = _text("resourceId", "What it is about.", "64c7e2f0a1b2c3d4e5f60718")
    resource_name = _text("resourceName", "What that is called.", "Home")
    new_value = _text("newValue", "What it is since.", "Work")
    previous_value = _text("previousValue", "What it was before.", "Jobs")
    payload = Object(load_default=None, **said("What else there is to say.", {"note": "By hand"}))


class SiteConfigSeed(StrictShape):
    """The keys of a site."""

    redirects = Items(
        Nested(SeedRedirect),
        load_default=list,
        validate=Length(most=MOST_REDIRECTS),
        **said("Its redirects, which an Enterprise plan has."),
    )
    robots_txt = Nested(
        _RobotsTxt,
        data_key="robotsTxt",
        load_default=None,
        **said("Its robots.txt, for an Enterprise plan; null for none.", {"rules": [{"userAgent": "*"}]}),
    )
    well_known = Items(
        Nested(SeedWellKnown),
        data_key="wellKnown",
        load_default=list,
        validate=Length(most=MOST_FILES),
        **said("Its files below /.well-known, for an Enterprise plan."),
    )
    google_tags = Items(
        Nested(SeedTag),
        data_key="googleTags",
        load_default=list,
        validate=Length(most=MOST_TAGS),
        **said("Its Google tags, in their order."),
    )
    activity_logs = Items(
        Nested(SeedActivity),
        data_key="activityLogs",
        load_default=list,
        validate=Length(most=MOST_ROWS),
        **said("What was done to it, oldest first. On an Enterprise plan each write adds to it."),
    )
