"""What a seed may say of orders."""

from mockflow.core.schema import Flag, Items, Nested, StrictShape, Text, Whole, one_of
from mockflow.domain.order_payment import CARDS, PROCESSORS
from mockflow.domain.orders import DISPUTE_STATUSES, REFUND_REASONS, STATUSES
from mockflow.domain.purchases import EXTRAS

from .seed_members import A_TIME, Time, said


class _Line(StrictShape):
    sku = Text(required=True, **said("The path of a SKU.", "sku/oak-lamp"))
    count = Whole(load_default=1, **said("How many of it.", 2))
    price = Whole(**said("What one cost then, in minor units; the SKU's price if absent.", 2499))


class _Extra(StrictShape):
    type = Text(required=True, validate=one_of(*EXTRAS), **said("What it is.", "shipping"))
    name = Text(load_default="", **said("Its name.", "Flat rate"))
    description = Text(load_default="", **said("More about it.", "By bicycle"))
    price = Whole(required=True, **said("In minor units, 0 or less for a discount and 0 or more for another.", 500))


class _Customer(StrictShape):
    full_name = Text(data_key="fullName", **said("A name; a made-up one if absent.", "Robin Sample"))
    email = Text(**said("An address; one made from the name if absent.", "robin.sample@example.com"))


class _Address(StrictShape):
    addressee = Text(**said("Who lives there; the customer if absent.", "Robin Sample"))
    line1 = Text(load_default="", **said("Street and number.", "1 Sample Street"))
    line2 = Text(load_default="", **said("The rest of it.", "Third floor"))
    city = Text(load_default="", **said("The city.", "Ghent"))
    state = Text(load_default="", **said("The state or province.", "East Flanders"))
    country = Text(load_default="", **said("The country's code.", "BE"))
    postal_code = Text(data_key="postalCode", load_default="", **said("The postal code.", "9000"))
    japan_type = Text(
        data_key="japanType",
        load_default=None,
        allow_none=True,
        validate=one_of("kana", "kanji"),
        **said("The script of a Japanese address.", "kanji"),
    )


class _Card(StrictShape):
    brand = Text(load_default="Visa", validate=one_of(*CARDS), **said("Its brand.", "MasterCard"))
    last4 = Text(load_default="4242", **said("Its last four digits.", "4444"))


class _CustomData(StrictShape):
    name = Text(required=True, **said("The input's label.", "Gift note"))
    text_input = Text(data_key="textInput", **said("What was written in one line.", "For Kim"))
    text_area = Text(data_key="textArea", **said("What was written in more.", "Many happy returns"))
    checkbox = Flag(**said("Whether it was ticked.", example=True))


class SeedOrder(StrictShape):
    """An order of a site's store."""

    id = Text(**said("Like fc7-128; derived from its place in the list if absent.", "fc7-128"))
    status = Text(load_default="unfulfilled", validate=one_of(*STATUSES), **said("Where it stands.", "fulfilled"))
    accepted = Time(data_key="acceptedOn", **said("ISO 8601; a minute after the order before.", A_TIME))
    fulfilled = Time(
        data_key="fulfilledOn",
        allow_none=True,
        **said("ISO 8601; acceptedOn for a fulfilled order and null for another if absent.", A_TIME),
    )
    refunded = Time(data_key="refundedOn", **said("ISO 8601, of a refunded one; the time before if absent.", A_TIME))
    disputed = Time(data_key="disputedOn", **said("ISO 8601, of a disputed one; the time before if absent.", A_TIME))
    dispute_updated = Time(data_key="disputeUpdatedOn", **said("ISO 8601; disputedOn if absent.", A_TIME))
    dispute_last_status = Text(
        data_key="disputeLastStatus",
        validate=one_of(*DISPUTE_STATUSES),
        **said("Of a disputed one: needs_response, or lost where the dispute is, if absent.", "under_review"),
    )
    refund_reason = Text(
        data_key="refundReason",
        load_default=None,
        allow_none=True,
        validate=one_of(*REFUND_REASONS),
        **said("Why the money went back.", "requested"),
    )
    comment = Text(load_default="", **said("The shop's comment.", "Packed twice"))
    order_comment = Text(data_key="orderComment", load_default="", **said("The shopper's.", "Please ring twice"))
    shipping_provider = Text(
        data_key="shippingProvider", load_default=None, allow_none=True, **said("Who carries it.", "Bicycle post")
    )
    shipping_tracking = Text(
        data_key="shippingTracking", load_default=None, allow_none=True, **said("The parcel's number.", "BP-0042")
    )
    shipping_tracking_url = Text(
        data_key="shippingTrackingURL",
        load_default=None,
        allow_none=True,
        **said("Where to follow it.", "https://post.example/BP-0042"),
    )
    customer = Nested(_Customer, data_key="customerInfo", load_default=dict, **said("Who ordered."))
    shipping_address = Nested(
        _Address,
        data_key="shippingAddress",
        load_default=None,
        allow_none=True,
        **said("Where it goes; made up where something is sent, if absent.", {"city": "Ghent", "country": "BE"}),
    )
    billing_address = Nested(
        _Address,
        data_key="billingAddress",
        load_default=None,
        allow_none=True,
        **said("Who is billed; the shipping address if absent.", {"city": "Ghent", "country": "BE"}),
    )
    lines = Items(Nested(_Line), data_key="purchasedItems", required=True, **said("What was bought, one or more."))
    extras = Items(Nested(_Extra), load_default=list, **said("Taxes, shipping and discounts."))
    processor = Text(
        data_key="paymentProcessor",
        load_default="stripe",
        validate=one_of(*PROCESSORS),
        **said("Who was paid.", "paypal"),
    )
    card = Nested(_Card, data_key="stripeCard", load_default=None, allow_none=True, **said("The card, for Stripe."))
    custom_data = Items(
        Nested(_CustomData),
        data_key="customData",
        load_default=list,
        **said("Further inputs of the checkout, each with a name and one value."),
    )
    is_buy_now = Flag(data_key="isBuyNow", load_default=False, **said("Whether it came without a cart.", example=True))
