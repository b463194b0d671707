"""The activity log of a site, which writes to it fill."""

from mockflow.core.call import Call
from mockflow.core.paging import Page
from mockflow.core.route import query
from mockflow.core.schema import Items, Moment, Nested, Object, Shape, Text, one_of
from mockflow.core.store import Reader
from mockflow.domain.activity import ACTIVITY, EVENTS, OPERATIONS, Activity
from mockflow.domain.listing import PagingQuery, page_of, pagination

AREA = "sites"


class LogUserSchema(Shape):
    id = Text(required=True, metadata={"description": "The user's id."})
    display_name = Text(data_key="displayName", required=True, metadata={"description": "The user's name."})


def _text(key: str, description: str) -> Text:
    return Text(data_key=key, required=True, allow_none=True, metadata={"description": description})


class ActivitySchema(Shape):
    id = Text(required=True, metadata={"description": "The row's id."})
    created_on = Moment(data_key="createdOn", required=True, metadata={"description": "When it happened."})
    last_updated = Moment(
        data_key="lastUpdated", required=True, metadata={"description": "The last change of the row."}
    )
    event = Text(required=True, validate=one_of(*EVENTS), metadata={"description": "What happened."})
    resource_operation = Text(
        data_key="resourceOperation",
        required=True,
        validate=one_of(*OPERATIONS),
        metadata={"description": "What became of the resource."},
    )
    user = Nested(LogUserSchema, required=True, allow_none=True)
    resource_id = _text("resourceId", "The site, page, collection or item that it is about.")
    resource_name = _text("resourceName", "What that is called.")
    new_value = _text("newValue", "What it is since.")
    previous_value = _text("previousValue", "What it was before.")
    payload = Object(required=True, allow_none=True, metadata={"description": "What else there is to say."})


class ActivityLogSchema(Shape):
    items = Items(Nested(ActivitySchema), required=True, metadata={"description": "Rows, newest first."})
    pagination = pagination()


def list_activity(reader: Reader, call: Call) -> Page[Activity]:
    """What was done to the site, newest first."""
    return page_of("items", reader.all(ACTIVITY, call.path["site_id"]), call)


ROUTES = (
    query(
        "get-site-activity-logs",
        "GET /sites/{site_id}/activity_logs",
        list_activity,
        summary="List what was done to a site",
        scope="site_activity:read",
        query=PagingQuery,
        returns=ActivityLogSchema,
        enterprise="site",
    ),
)
