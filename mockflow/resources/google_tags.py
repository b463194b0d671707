"""The Google tags of a site: list, add or rename, delete one or all."""

from mockflow.core.call import Call
from mockflow.core.done import Done
from mockflow.core.refusal import Refusal
from mockflow.core.route import command, query
from mockflow.core.schema import Items, Nested, Pattern, Shape, Text, Whole
from mockflow.core.store import Reader, Transaction
from mockflow.domain.google_tags import GOOGLE_TAGS, MOST_TAGS, NAME_PATTERN, TAG_PATTERN, GoogleTags, Tag

AREA = "sites"


class TagSchema(Shape):
    order = Whole(required=True, metadata={"description": "Its place, from 0 on."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "Its name."})
    tag_id = Text(data_key="tagId", required=True, metadata={"description": "Google's id."})


class TagsSchema(Shape):
    google_tag_ids = Items(
        Nested(TagSchema), data_key="googleTagIds", required=True, metadata={"description": "All, in their order."}
    )


class SentTag(Shape):
    order = Whole(metadata={"description": "The place to put it; where it is, or the last, if absent."})
    display_name = Text(
        data_key="displayName", required=True, validate=Pattern(NAME_PATTERN), metadata={"description": "Its name."}
    )
    tag_id = Text(
        data_key="tagId", required=True, validate=Pattern(TAG_PATTERN), metadata={"description": "Google's id."}
    )


class SentTags(Shape):
    google_tag_ids = Items(
        Nested(SentTag), data_key="googleTagIds", required=True, metadata={"description": "Those to add or to change."}
    )


def list_google_tags(reader: Reader, call: Call) -> GoogleTags:
    """The site's tags in their order."""
    site_id = call.path["site_id"]
    return reader.find(GOOGLE_TAGS, site_id) or GoogleTags(site_id)


def upsert_google_tags(tx: Transaction, call: Call) -> GoogleTags:
    """Tags that are sent are added, or changed where the site has them; it keeps the others."""
    before = list_google_tags(tx, call)
    tags = {tag.tag_id.lower(): tag for tag in before.tags}
    order = list(tags)
    sent_tags = [(sent["tag_id"].lower(), sent) for sent in call.body["google_tag_ids"]]
    if len({*tags, *(name for name, _ in sent_tags)}) > MOST_TAGS:
        reason = f"Value (googleTagIds) should NOT come to more than {MOST_TAGS} items with those that there are"
        raise Refusal("invalid_shape", details=[reason])
    for name, sent in sent_tags:
        place = len(order)
        if name in tags:
            place = order.index(name)
            del order[place]
        order.insert(max(0, sent.get("order", place)), name)
        tags[name] = Tag(sent["tag_id"], sent["display_name"])
    return _written(tx, before, tuple(tags[name] for name in order))


def delete_google_tag(tx: Transaction, call: Call) -> GoogleTags:
    """Answers what is left, with new places."""
    before = list_google_tags(tx, call)
    left = tuple(tag for tag in before.tags if not tag.is_called(call.path["tag_id"]))
    if len(left) == len(before.tags):
        raise Refusal("resource_not_found", GOOGLE_TAGS.missing)
    return _written(tx, before, left)


def delete_google_tags(tx: Transaction, call: Call) -> None:
    _written(tx, list_google_tags(tx, call), ())


def _written(tx: Transaction, before: GoogleTags, tags: tuple[Tag, ...]) -> GoogleTags:
    """The site's new tags, kept unless there are none."""
    if tags == before.tags:
        return before
    made = GoogleTags(before.site_id, tags)
    if tags:
        tx.put(GOOGLE_TAGS, made)
    else:
        tx.remove(GOOGLE_TAGS, before.site_id)
    return made


ROUTES = (
    query(
        "list-google-tags",
        "GET /sites/{site_id}/integrations/google_tags",
        list_google_tags,
        summary="List the Google tags of a site",
        scope="sites:read",
        returns=TagsSchema,
    ),
    command(
        "upsert-google-tags",
        "PATCH /sites/{site_id}/integrations/google_tags",
        upsert_google_tags,
        summary="Add Google tags to a site, or rename them",
        scope="sites:write",
        done=Done("changed", "Google tags"),
        body=SentTags,
        returns=TagsSchema,
    ),
    command(
        "delete-google-tag",
        "DELETE /sites/{site_id}/integrations/google_tags/{tag_id}",
        delete_google_tag,
        summary="Delete a Google tag of a site",
        scope="sites:write",
        done=Done("deleted one of", "Google tags"),
        returns=TagsSchema,
    ),
    command(
        "delete-google-tags",
        "DELETE /sites/{site_id}/integrations/google_tags",
        delete_google_tags,
        summary="Delete all Google tags of a site",
        scope="sites:write",
        done=Done("deleted", "Google tags"),
        success=204,
    ),
)
