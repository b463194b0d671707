"""The shape of an order as the API answers it."""

from typing import Any

from mockflow.core.schema import Anything, Flag, Items, Moment, Nested, Number, Object, Shape, Text, Whole, one_of

from .listing import pagination
from .order_payment import CARDS, PROCESSORS
from .orders import DISPUTE_STATUSES, STATUSES
from .purchases import EXTRAS


def _said(description: str, key: str | None = None, *, allow_none: bool = False) -> dict[str, Any]:
    return {"required": True, "data_key": key, "allow_none": allow_none, "metadata": {"description": description}}


class OrderMoneySchema(Shape):
    unit = Text(**_said("The currency's ISO 4217 code."))
    value = Text(**_said("The amount in minor units, as text."))
    string = Text(**_said("The amount for people."))


class OrderAddressSchema(Shape):
    type = Text(**_said("What it is for."), validate=one_of("shipping", "billing"))
    japan_type = Text(
        data_key="japanType", validate=one_of("kana", "kanji"), metadata={"description": "The script, in Japan."}
    )
    addressee = Text(**_said("Who lives there."))
    line1 = Text(**_said("Street and number."))
    line2 = Text(**_said("The rest of it."))
    city = Text(**_said("The city."))
    state = Text(**_said("The state or province."))
    country = Text(**_said("The country's code."))
    postal_code = Text(**_said("The postal code.", "postalCode"))


class OrderCustomerSchema(Shape):
    full_name = Text(**_said("The shopper's name.", "fullName"))
    email = Text(**_said("The shopper's e-mail address."))


class OrderImageSchema(Shape):
    url = Text(**_said("Where the picture is."))
    file = Anything(required=True, allow_none=True, metadata={"description": "Always null.", "type": "null"})


class PurchasedItemSchema(Shape):
    count = Whole(**_said("How many of it."))
    row_total = Nested(OrderMoneySchema, **_said("The price times the count.", "rowTotal"))
    product_id = Text(**_said("The product's id.", "productId"))
    product_name = Text(**_said("The product's name.", "productName"))
    product_slug = Text(**_said("The product's slug.", "productSlug"))
    variant_id = Text(**_said("The SKU's id.", "variantId"))
    variant_name = Text(**_said("The SKU's name.", "variantName"))
    variant_slug = Text(**_said("The SKU's slug.", "variantSlug"))
    variant_sku = Text(**_said("The shop's own code for it.", "variantSKU"))
    variant_image = Nested(OrderImageSchema, **_said("Its picture.", "variantImage", allow_none=True))
    variant_price = Nested(OrderMoneySchema, **_said("What one of it cost.", "variantPrice"))
    weight = Number(**_said("Its weight.", allow_none=True))
    width = Number(**_said("Its width.", allow_none=True))
    height = Number(**_said("Its height.", allow_none=True))
    length = Number(**_said("Its length.", allow_none=True))


class StripeDetailsSchema(Shape):
    subscription_id = Text(**_said("Always null.", "subscriptionId", allow_none=True))
    payment_method = Text(**_said("The payment method's id.", "paymentMethod", allow_none=True))
    payment_intent_id = Text(**_said("The payment intent's id.", "paymentIntentId", allow_none=True))
    customer_id = Text(**_said("The customer's id at Stripe.", "customerId", allow_none=True))
    charge_id = Text(**_said("The charge's id.", "chargeId", allow_none=True))
    dispute_id = Text(**_said("The dispute's id.", "disputeId", allow_none=True))
    refund_id = Text(**_said("The refund's id.", "refundId", allow_none=True))
    refund_reason = Text(**_said("As the refund gave it.", "refundReason", allow_none=True))


class CardExpirySchema(Shape):
    year = Whole(**_said("The last year of it."))
    month = Whole(**_said("The last month of it."))


class StripeCardSchema(Shape):
    last4 = Text(**_said("Its last four digits."))
    brand = Text(**_said("Its brand."), validate=one_of(*CARDS))
    owner_name = Text(**_said("The name on it.", "ownerName"))
    expires = Nested(CardExpirySchema, required=True)


class PaypalDetailsSchema(Shape):
    order_id = Text(**_said("PayPal's id of the order.", "orderId"))
    payer_id = Text(**_said("The payer's id.", "payerId"))
    capture_id = Text(**_said("The capture's id.", "captureId", allow_none=True))
    refund_id = Text(**_said("The refund's id.", "refundId", allow_none=True))
    refund_reason = Text(**_said("As the refund gave it.", "refundReason", allow_none=True))
    dispute_id = Text(**_said("The dispute's id.", "disputeId", allow_none=True))


class OrderMetadataSchema(Shape):
    is_buy_now = Flag(**_said("Whether it came without a cart.", "isBuyNow"))


class OrderExtraSchema(Shape):
    type = Text(**_said("What it is."), validate=one_of(*EXTRAS))
    name = Text(**_said("Its name."))
    description = Text(**_said("More about it."))
    price = Nested(OrderMoneySchema, **_said("Its amount, below zero for a discount."))


class OrderTotalsSchema(Shape):
    subtotal = Nested(OrderMoneySchema, **_said("All that was bought."))
    extras = Items(Nested(OrderExtraSchema), **_said("Taxes, shipping and discounts."))
    total = Nested(OrderMoneySchema, **_said("Both together."))


class DownloadFileSchema(Shape):
    id = Text(**_said("The file's id."))
    name = Text(**_said("The file's name."))
    url = Text(**_said("Where the file is."))


class OrderSchema(Shape):
    order_id = Text(**_said("Six hex digits in two groups, or nine in three.", "orderId"))
    status = Text(**_said("Where it stands."), validate=one_of(*STATUSES))
    comment = Text(**_said("The shop's comment."))
    order_comment = Text(**_said("The shopper's comment.", "orderComment"))
    accepted_on = Moment(**_said("The checkout.", "acceptedOn"))
    fulfilled_on = Moment(**_said("The fulfilment.", "fulfilledOn", allow_none=True))
    refunded_on = Moment(**_said("The refund.", "refundedOn", allow_none=True))
    disputed_on = Moment(**_said("The dispute.", "disputedOn", allow_none=True))
    dispute_updated_on = Moment(**_said("The dispute's last news.", "disputeUpdatedOn", allow_none=True))
    dispute_last_status = Text(
        **_said("Where the dispute stands.", "disputeLastStatus", allow_none=True),
        validate=one_of(*DISPUTE_STATUSES),
    )
    customer_paid = Nested(OrderMoneySchema, **_said("The total.", "customerPaid"))
    net_amount = Nested(OrderMoneySchema, **_said("What is left of it after fees.", "netAmount"))
    application_fee = Nested(OrderMoneySchema, **_said("The platform's fee.", "applicationFee"))
    all_addresses = Items(Nested(OrderAddressSchema), **_said("Billing, then shipping.", "allAddresses"))
    shipping_address = Nested(OrderAddressSchema, **_said("Where it goes.", "shippingAddress", allow_none=True))
    billing_address = Nested(OrderAddressSchema, **_said("Who is billed.", "billingAddress", allow_none=True))
    shipping_provider = Text(**_said("Who carries it.", "shippingProvider", allow_none=True))
    shipping_tracking = Text(**_said("The parcel's number.", "shippingTracking", allow_none=True))
    shipping_tracking_url = Text(**_said("Where to follow it.", "shippingTrackingURL", allow_none=True))
    customer_info = Nested(OrderCustomerSchema, **_said("The shopper.", "customerInfo"))
    purchased_items = Items(Nested(PurchasedItemSchema), **_said("What was bought.", "purchasedItems"))
    purchased_items_count = Whole(**_said("The sum of all counts.", "purchasedItemsCount"))
    stripe_details = Nested(StripeDetailsSchema, **_said("The payment at Stripe.", "stripeDetails"))
    stripe_card = Nested(StripeCardSchema, **_said("The card.", "stripeCard", allow_none=True))
    paypal_details = Nested(PaypalDetailsSchema, **_said("The payment at PayPal.", "paypalDetails", allow_none=True))
    custom_data = Items(Object(), **_said("Further inputs of the checkout.", "customData"))
    metadata = Nested(OrderMetadataSchema, **_said("More about the checkout."))
    is_customer_deleted = Flag(**_said("Whether the shopper's account is gone.", "isCustomerDeleted"))
    is_shipping_required = Flag(**_said("Whether any of it is sent.", "isShippingRequired"))
    has_downloads = Flag(**_said("Whether any of it is downloaded.", "hasDownloads"))
    payment_processor = Text(**_said("Who handled the payment.", "paymentProcessor"), validate=one_of(*PROCESSORS))
    totals = Nested(OrderTotalsSchema, **_said("How the total comes about."))
    download_files = Items(Nested(DownloadFileSchema), **_said("Files to download.", "downloadFiles"))


class OrdersSchema(Shape):
    orders = Items(Nested(OrderSchema), required=True, metadata={"description": "A page of orders, newest first."})
    pagination = pagination()
