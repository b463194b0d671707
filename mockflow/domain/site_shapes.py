"""How the domains of a site are told, by the site and by publishing it."""

from mockflow.core.schema import Items, Moment, Nested, Shape, Text


class DomainSchema(Shape):
    id = Text(required=True, metadata={"description": "The domain's id, which publishing takes."})
    url = Text(required=True, metadata={"description": "The host name."})
    last_published = Moment(
        data_key="lastPublished",
        required=True,
        allow_none=True,
        metadata={"description": "Null before a first publish."},
    )


class DomainsSchema(Shape):
    custom_domains = Items(
        Nested(DomainSchema), data_key="customDomains", required=True, metadata={"description": "All of them."}
    )
