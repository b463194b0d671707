"""What a seed may say of orders."""

from mockflow.core.schema import Flag, Items, Nested, Number, StrictShape, Text, Whole, one_of
from mockflow.domain.order_payment import CARDS, PROCESSORS
from mockflow.domain.orders import DISPUTE_STATUSES, REFUND_REASONS, STATUSES
from mockflow.domain.purchases import EXTRAS

from .seed_members import A_TIME, Id, Time, said

_AN_ID = "64c7e2f0a1b2c3d4e5f60718"


class _Download(StrictShape):
    id = Text(required=True, **said("Its id.", _AN_ID))
    name = Text(required=True, **said("Its name.", "Folding the shade"))
    url = Text(required=True, **said("Where it is.", "https://files.example.com/folding.pdf"))


class _Line(StrictShape):
    """What is left out is as the SKU has it; without ``sku`` all that an order needs to know of one is said here."""

    sku = Text(**said("The path of a SKU, or its id.", "sku/oak-lamp"))
    count = Whole(load_default=1, **said("How many of it.", 2))
    price = Whole(**said("What one cost then, in minor units; the SKU's price if absent.", 2499))
    product_id = Id(data_key="productId", **said("24 hex digits.", _AN_ID))
    product_name = Text(data_key="productName", **said("What the product was called.", "Oak lamp"))
    product_slug = Text(data_key="productSlug", **said("Its slug then.", "oak-lamp"))
    sku_id = Id(data_key="variantId", **said("24 hex digits of a SKU that is not there any more.", _AN_ID))
    name = Text(data_key="variantName", **said("What the SKU was called.", "Oak lamp, tall"))
    slug = Text(data_key="variantSlug", **said("Its slug then.", "oak-lamp-tall"))
    stock_code = Text(data_key="variantSKU", **said("Its stock-keeping code then.", "OL-1"))
    image = Text(
        data_key="variantImage", allow_none=True, **said("The URL of its picture.", "https://files.example.com/l.png")
    )
    weight = Number(allow_none=True, **said("Its weight then.", 2.5))
    width = Number(allow_none=True, **said("Its width then.", 20))
    height = Number(allow_none=True, **said("Its height then.", 140))
    length = Number(allow_none=True, **said("Its length then.", 20))
    shippable = Flag(data_key="isShippingRequired", **said("Whether it is sent by post.", example=False))
    downloads = Items(Nested(_Download), data_key="downloadFiles", **said("The files that came with it."))


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
    currency = Text(**said("An ISO 4217 code; that of its SKUs' prices if absent.", "EUR"))
    any_times = Flag(
        data_key="anyTimes",
        load_default=False,
        **said("Whether its times may contradict each other, as in a world whose clock was put back.", example=True),
    )
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
