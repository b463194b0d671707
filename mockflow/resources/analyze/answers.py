"""What the reports of Analyze answer."""

from mockflow.core.schema import Items, Moment, Nested, Number, Shape, Text, Whole, one_of

from .queries import DIMENSIONS, METRICS, PERIODS, ReportFilter


class WindowSchema(Shape):
    start_time = Moment(data_key="startTime", required=True, metadata={"description": "The first moment."})
    end_time = Moment(data_key="endTime", required=True, metadata={"description": "The moment after the last."})


class BucketingSchema(Shape):
    granularity_period = Text(
        data_key="granularityPeriod",
        required=True,
        validate=one_of(*PERIODS),
        metadata={"description": "How long a bucket is."},
    )
    bucket_time_zone = Text(
        data_key="bucketTimeZone", required=True, metadata={"description": "In whose days it is counted."}
    )


class CountSchema(Shape):
    timestamp = Moment(required=True, metadata={"description": "Where the bucket begins."})
    count = Whole(required=True, metadata={"description": "How many there were."})


class ViewsSchema(Shape):
    timestamp = Moment(required=True, metadata={"description": "Where the bucket begins."})
    pageview_count = Whole(data_key="pageviewCount", required=True, metadata={"description": "Views on that day."})


class AverageSchema(Shape):
    timestamp = Moment(required=True, metadata={"description": "Where the bucket, or the window, begins."})
    average_seconds = Number(data_key="averageSeconds", required=True, metadata={"description": "Seconds on a page."})


class _OnPage(Shape):
    collection_id = Text(data_key="collectionId", metadata={"description": "Of the page of an item: its collection."})
    item_slug = Text(data_key="itemSlug", metadata={"description": "Of the page of an item: its slug."})


class PageRowSchema(_OnPage):
    page_id = Text(data_key="pageId", required=True, metadata={"description": "The page."})
    title = Text(required=True, metadata={"description": "The item's name, or the page's title, or its id."})
    session_count = Whole(data_key="sessionCount", required=True, metadata={"description": "Sessions that saw it."})
    user_count = Whole(data_key="userCount", required=True, metadata={"description": "Visitors who saw it."})
    pageview_count = Whole(data_key="pageviewCount", required=True, metadata={"description": "Views of it."})
    timeseries = Items(Nested(ViewsSchema), metadata={"description": "Its views by day, where they were asked for."})


class ValueRowSchema(Shape):
    attribute_key = Text(data_key="attributeKey", required=True, metadata={"description": "The value."})
    name = Text(required=True, metadata={"description": "What people call it."})
    count = Whole(required=True, metadata={"description": "Sessions, or users, that have it."})


class ComponentContextSchema(Shape):
    component_id = Text(data_key="componentId", required=True, metadata={"description": "The component."})
    instance_id = Text(data_key="instanceId", required=True, metadata={"description": "The instance of it."})


class CmsContextSchema(Shape):
    collection_id = Text(data_key="collectionId", required=True, metadata={"description": "The collection."})
    item_id = Text(data_key="itemId", required=True, metadata={"description": "Its item."})


class EventRowSchema(_OnPage):
    event_id = Text(data_key="eventId", required=True, metadata={"description": "The event."})
    count = Whole(required=True, metadata={"description": "How often it happened."})
    name = Text(metadata={"description": "Its name, if it has one."})
    page_id = Text(data_key="pageId", metadata={"description": "The page that it belongs to, if it does to one."})
    page_name = Text(data_key="pageName", metadata={"description": "The name of that page."})
    component_context = Items(
        Nested(ComponentContextSchema), data_key="componentContext", metadata={"description": "Within a component."}
    )
    cms_context = Items(Nested(CmsContextSchema), data_key="cmsContext", metadata={"description": "Within a list."})
    timeseries = Items(Nested(CountSchema), metadata={"description": "Its number by day, where they were asked for."})


def _report(name: str) -> Text:
    return Text(required=True, validate=one_of(name), metadata={"description": "Which report it is."})


def _echo(key: str, *choices: str) -> Text:
    return Text(
        data_key=key, required=True, validate=one_of(*choices), metadata={"description": "As it was asked for."}
    )


_LIMIT = {"description": "Rows that the report may have."}


class _ReportSchema(Shape):
    window = Nested(WindowSchema, required=True)
    filter = Nested(ReportFilter)


class TrafficSchema(_ReportSchema):
    report = _report("traffic")
    metric_scope = _echo("metricScope", *METRICS)
    bucketing = Nested(BucketingSchema, required=True)
    data = Items(Nested(CountSchema), required=True, metadata={"description": "A row for each day."})


class TopPagesSchema(_ReportSchema):
    report = _report("top_pages")
    sort_by = _echo("sortBy", *METRICS)
    limit = Whole(required=True, metadata=_LIMIT)
    bucketing = Nested(BucketingSchema)
    data = Items(Nested(PageRowSchema), required=True, metadata={"description": "The pages, most seen first."})


class TopDimensionsSchema(_ReportSchema):
    report = _report("top_dimensions")
    dimension = _echo("dimension", *DIMENSIONS)
    metric_scope = _echo("metricScope", "session", "user")
    limit = Whole(required=True, metadata=_LIMIT)
    data = Items(Nested(ValueRowSchema), required=True, metadata={"description": "The values, most frequent first."})


class TopEventsSchema(_ReportSchema):
    report = _report("top_events")
    limit = Whole(required=True, metadata=_LIMIT)
    bucketing = Nested(BucketingSchema)
    data = Items(Nested(EventRowSchema), required=True, metadata={"description": "The events, most frequent first."})


class TimeOnPageSchema(_ReportSchema):
    report = _report("time_on_page")
    metric_scope = _echo("metricScope", *METRICS)
    bucketing = Nested(BucketingSchema)
    data = Items(Nested(AverageSchema), required=True, metadata={"description": "One row, or one for each bucket."})
